import SommetGraph

/// Tables that `neo4j-admin database import` takes: `nodes.csv` and `relationships.csv`, with its headers.
///
///     neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv \
///       --multiline-fields=true --array-delimiter=U+001F
///
/// Lists are parted by U+001F, which no text of an article holds. Formulas are left as they are: no spreadsheet reads
/// these.
///
/// Source: <https://neo4j.com/docs/operations-manual/current/import/>.
public enum Neo4jTables {
  private static let separator: Character = "\u{1F}"

  /// Writes both tables into a folder that is there.
  public static func write(_ graph: some GraphReading, into folder: String) throws {
    try TextOutput.replace(folder + "/nodes.csv") { try writeNodes(graph, to: &$0) }
    try TextOutput.replace(folder + "/relationships.csv") { try writeEdges(graph, to: &$0) }
  }

  /// What a node is called beside `Entity`: `Person`, `Meeting`…
  static func label(_ kind: NodeKind) -> String {
    guard kind.isKnown, let first = kind.rawValue.first else { return kind.rawValue }
    return first.uppercased() + kind.rawValue.dropFirst()
  }

  /// `MET`, `HELD_ON`; names of others as they are.
  static func type(_ relation: Relation) -> String {
    relation == .untyped ? "RELATED" : relation.isKnown ? relation.rawValue.uppercased() : relation.rawValue
  }

  /// Names and types of columns; a colon in a name would begin a type.
  private static func header(_ columns: AttributeColumns, taken: [String]) -> [String] {
    let titles = columns.titles(taken: taken)
    return columns.columns.map { column in
      let type =
        switch column.type {
        case .integer: ":long"
        case .double: ":double"
        case .boolean: ":boolean"
        case .string: ""
        }
      return titles[column.name]!.replacing(":", with: "_") + type
    }
  }

  private static func writeNodes(_ graph: some GraphReading, to output: inout TextOutput) throws {
    var columns = AttributeColumns()
    try graph.forEachNode {
      columns.add($0.attributes)
      return .continue
    }
    let fields = [
      "id:ID", "label", "kind", "aliases:string[]", "articles:string[]", "first_seen", "last_seen",
    ]
    let names = columns.columns.map(\.name)
    var row = CSVRow(escapesFormulas: false)
    let taken = ["id", "label", "kind", "aliases", "articles", "first_seen", "last_seen"]
    try row.head(fields + header(columns, taken: taken) + [":LABEL"], to: &output)
    try graph.forEachNode { node in
      try row.text(node.id, to: &output)
      try row.text(node.label, to: &output)
      try row.text(node.kind.rawValue, to: &output)
      try row.list(node.aliases, separator: separator, to: &output)
      try row.list(node.articles, separator: separator, to: &output)
      try row.text(node.firstSeen, to: &output)
      try row.text(node.lastSeen, to: &output)
      for name in names { try row.value(node.attributes[name], to: &output) }
      try row.list(["Entity", label(node.kind)], separator: separator, to: &output)
      try row.end(to: &output)
      return .continue
    }
  }

  private static func writeEdges(_ graph: some GraphReading, to output: inout TextOutput) throws {
    var columns = AttributeColumns()
    try graph.forEachEdge {
      if !$0.attributes.isEmpty { columns.add($0.attributes) }
      return .continue
    }
    let fields =
      [
        ":START_ID", ":END_ID", ":TYPE", "key", "modality", "date", "content", "according_to", "title",
        "weight:double", "confidence:double", "rule", "article", "quote", "evidence",
      ] + PloverFields.names
    let taken = fields.map { String($0.prefix { $0 != ":" }) }
    let names = columns.columns.map(\.name)
    var row = CSVRow(escapesFormulas: false)
    try row.head(fields + header(columns, taken: taken), to: &output)
    try graph.forEachEdge { edge in
      try row.text(edge.source, to: &output)
      try row.text(edge.target, to: &output)
      try row.text(type(edge.relation), to: &output)
      try row.text(edge.key, to: &output)
      try row.text(edge.modality == .unstated ? nil : edge.modality.rawValue, to: &output)
      try row.text(edge.date, to: &output)
      try row.text(edge.content, to: &output)
      try row.text(edge.accordingTo, to: &output)
      try row.text(edge.title, to: &output)
      try row.number(edge.weight, to: &output)
      try row.number(edge.confidence, to: &output)
      try row.text(edge.rule.isEmpty ? nil : edge.rule, to: &output)
      try row.text(edge.evidence.first?.article, to: &output)
      try row.text(edge.evidence.first?.quote, to: &output)
      try row.json(edge.evidence, to: &output)
      try row.plover(edge.plover, to: &output)
      for name in names { try row.value(edge.attributes[name], to: &output) }
      try row.end(to: &output)
      return .continue
    }
  }
}
