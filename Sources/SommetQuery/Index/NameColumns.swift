import SommetGraph

/// The names that nodes go by: aliases as they are written, and all names folded.
struct NameColumns {
  private var aliases = ColumnBuilder("name.alias", .elements)
  /// With a node's number how it has the name: `number << 2 | form`.
  private var folded = ColumnBuilder("name.folded", .elements)

  var columns: [ColumnBuilder] { [aliases, folded] }

  mutating func add(_ node: Node, _ number: Int) {
    for alias in node.aliases { aliases.add(.text(alias), at: number) }
    for name in node.names { folded.add(.text(name.key), at: number << 2 | name.form.rawValue) }
  }
}
