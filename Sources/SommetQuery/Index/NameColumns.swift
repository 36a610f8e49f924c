import SommetGraph

/// The names that nodes go by: aliases as they are written, and all names folded.
struct NameColumns {
  /// How a node has a name; together with its number in one: `number << 2 | role`.
  enum Role: UInt32, CaseIterable { case label, alias, surname }

  private var aliases = ColumnBuilder("name.alias", .elements)
  private var folded = ColumnBuilder("name.folded", .elements)
  /// Folded names that came already, of which many come again.
  private var known: [String: [String]] = [:]

  var columns: [ColumnBuilder] { [aliases, folded] }

  mutating func add(_ node: Node, _ number: Int) {
    for alias in node.aliases { aliases.add(.text(alias), at: number) }
    let label = words(node.label)
    add(label, .label, number)
    for alias in node.aliases { add(words(alias), .alias, number) }
    guard node.kind == .person else { return }
    for name in [node.label] + node.aliases {
      let words = words(name)
      for count in 1..<max(words.count, 1) { add(Array(words.suffix(count)), .surname, number) }
    }
  }

  private mutating func add(_ words: [String], _ role: Role, _ number: Int) {
    folded.add(.text(words.joined(separator: " ")), at: number << 2 | Int(role.rawValue))
  }

  private mutating func words(_ name: String) -> [String] {
    if let words = known[name] { return words }
    let words = FoldedName(name).words
    known[name] = words
    return words
  }
}
