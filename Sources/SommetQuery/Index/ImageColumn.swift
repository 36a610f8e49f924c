import SommetGraph

/// What of nodes and edges lies in columns.
enum ImageColumn {
  /// What stands before the names of attributes.
  static let attribute = "attribute:"

  static let node: [(String, ColumnBuilder.Form)] = [
    ("first_seen", .codes), ("id", .codesAndElements), ("kind", .codesAndElements),
    ("label", .codesAndElements), ("last_seen", .codes),
  ]

  static let edge: [(String, ColumnBuilder.Form)] = [
    ("according_to", .codes), ("article", .codes), ("confidence", .codes), ("content", .codes),
    ("date", .codesAndElements), ("modality", .codes), ("relation", .codesAndElements), ("rule", .codes),
    ("title", .codes), ("weight", .codes),
  ]

  static func values(of node: Node) -> [(String, StoredValue?)] {
    [
      ("first_seen", node.firstSeen.map(date)), ("id", .text(node.id)), ("kind", .text(node.kind.rawValue)),
      ("label", .text(node.label)), ("last_seen", node.lastSeen.map(date)),
    ]
  }

  static func values(of edge: Edge) -> [(String, StoredValue?)] {
    [
      ("according_to", edge.accordingTo.map(StoredValue.text)),
      ("article", (edge.evidence.first?.article).map(StoredValue.text)),
      ("confidence", .double(edge.confidence.bitPattern)), ("content", edge.content.map(StoredValue.text)),
      ("date", edge.date.map(date)), ("modality", .text(edge.modality.rawValue)),
      ("relation", .text(edge.relation.rawValue)), ("rule", .text(edge.rule)),
      ("title", edge.title.map(StoredValue.text)), ("weight", .number(edge.weight.bitPattern)),
    ]
  }

  private static func date(_ text: String) -> StoredValue { .date(.init(text: text)) }
}
