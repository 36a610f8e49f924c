import SommetGraph

/// The names that nodes go by: aliases as they are written, and all names folded.
struct NameColumns {
  private let aliases = ColumnBuilder("name.alias", .elements)
  /// With a node's number how it has the name: `number << 2 | form`.
  private let folded = ColumnBuilder("name.folded", .elements)

  var columns: [ColumnBuilder] { [aliases, folded] }

  func add(_ node: Node, _ number: Int) throws {
    for alias in node.aliases { try aliases.add(.text(alias), at: number) }
    for name in node.names { try folded.add(.text(name.key), at: number << 2 | name.form.rawValue) }
  }
}
