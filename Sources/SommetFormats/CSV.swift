import SommetGraph

/// The tables of nodes and edges that Gephi imports: `nodes.csv`, `edges.csv`.
///
/// Commas, every text in quotes, a line feed after each row, UTF-8 without byte order mark. A text that a spreadsheet
/// would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) has an apostrophe before it;
/// so has one that begins with an apostrophe and then such a mark, so that taking it away gives the text back.
///
/// Sources: RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>; OWASP, "CSV Injection",
/// <https://owasp.org/www-community/attacks/CSV_Injection>.
public enum CSV {
  /// Writes both tables into a folder that is there.
  public static func write(_ graph: some GraphReading, into folder: String) throws {
    try TextOutput.replace(folder + "/nodes.csv") { try writeNodes(graph, to: &$0) }
    try TextOutput.replace(folder + "/edges.csv") { try writeEdges(graph, to: &$0) }
  }

  public static func nodes(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try writeNodes(graph, to: &$0) }
  }

  public static func edges(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try writeEdges(graph, to: &$0) }
  }

  // MARK: - Tables

  private static let nodeFields = ["Id", "Label", "kind", "aliases", "articles", "first_seen", "last_seen"]
  private static let edgeFields =
    [
      "Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "relation", "modality", "date", "content",
      "according_to", "title", "confidence", "rule", "article", "quote", "evidence",
    ] + PloverFields.names

  private static func writeNodes(_ graph: some GraphReading, to output: inout TextOutput) throws {
    var columns = AttributeColumns()
    try graph.forEachNode {
      columns.add($0.attributes)
      return .continue
    }
    let names = columns.columns.map(\.name)
    var row = CSVRow(escapesFormulas: true)
    let titles = columns.titles(taken: nodeFields)
    try row.head(nodeFields + names.map { titles[$0]! }, to: &output)
    try graph.forEachNode { node in
      try row.text(node.id, to: &output)
      try row.text(node.label, to: &output)
      try row.text(node.kind.rawValue, to: &output)
      try row.json(node.aliases, to: &output)
      try row.json(node.articles, to: &output)
      try row.text(node.firstSeen, to: &output)
      try row.text(node.lastSeen, to: &output)
      for name in names { try row.value(node.attributes[name], to: &output) }
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
    let names = columns.columns.map(\.name)
    var row = CSVRow(escapesFormulas: true)
    var parallel = ParallelEdges()
    let titles = columns.titles(taken: edgeFields)
    try row.head(edgeFields + names.map { titles[$0]! }, to: &output)
    try graph.forEachEdge { edge in
      let number = parallel.next(edge)
      let relation = edge.relation.rawValue
      try row.text(edge.source, to: &output)
      try row.text(edge.target, to: &output)
      try row.text(edge.isDirected ? "Directed" : "Undirected", to: &output)
      try row.text(number == 1 ? relation : relation + " \(number)", to: &output)
      try row.text(edge.key, to: &output)
      try row.text(relation, to: &output)
      try row.number(edge.weight, to: &output)
      try row.text(relation, to: &output)
      try row.text(edge.modality == .unstated ? nil : edge.modality.rawValue, to: &output)
      try row.text(edge.date, to: &output)
      try row.text(edge.content, to: &output)
      try row.text(edge.accordingTo, to: &output)
      try row.text(edge.title, to: &output)
      try row.number(edge.confidence, to: &output)
      try row.text(edge.rule, to: &output)
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

/// The fields of a row of CSV, in turn. Absent ones are empty without quotes, empty texts are a pair of quotes.
struct CSVRow: ~Copyable {
  private let escapesFormulas: Bool
  private var isFirst = true
  private var scratch = TextOutput()

  init(escapesFormulas: Bool) { self.escapesFormulas = escapesFormulas }

  mutating func head(_ names: [String], to output: inout TextOutput) throws {
    for name in names { try text(name, to: &output) }
    try end(to: &output)
  }

  private mutating func separate(_ output: inout TextOutput) throws(FormatError) {
    if !isFirst { try output.write(literal: ",") }
    isFirst = false
  }

  mutating func text(_ text: String?, to output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    guard let text else { return }
    try output.write(literal: "\"")
    if escapesFormulas, Self.isFormula(text) { try output.write(literal: "'") }
    try output.write(text, .csv)
    try output.write(literal: "\"")
  }

  /// Whether a spreadsheet may take a text for a formula, or a text that was defused for one that was not.
  static func isFormula(_ text: String) -> Bool {
    let marks: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
    guard let mark = text.utf8.first(where: { $0 != UInt8(ascii: "'") }) else { return false }
    return marks.contains(mark)
  }

  mutating func number(_ number: Double, to output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    try output.write(number: number)
  }

  mutating func value(_ value: AttributeValue?, to output: inout TextOutput) throws(FormatError) {
    switch value {
    case nil: try separate(&output)
    case .string(let text), .json(let text): try self.text(text, to: &output)
    case let value?:
      try separate(&output)
      try output.write(value.portable)
    }
  }

  /// A list as JSON; nothing when it is empty.
  mutating func json(_ texts: [String], to output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    if texts.isEmpty { return }
    scratch.removeAll()
    try JSONText.write(texts, to: &scratch)
    try quoted(&output)
  }

  mutating func json(_ evidence: [Evidence], to output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    if evidence.isEmpty { return }
    scratch.removeAll()
    try JSONText.write(evidence, to: &scratch)
    try quoted(&output)
  }

  /// A field for each of `PloverFields.names`.
  mutating func plover(_ code: PloverCode<String>?, to output: inout TextOutput) throws(FormatError) {
    let fields = code?.fields ?? []
    for name in PloverFields.names { try text(fields.first { $0.name == name }?.value, to: &output) }
  }

  /// Texts with a separator that none of them has.
  mutating func list(_ texts: [String], separator: Character, to output: inout TextOutput) throws(FormatError)
  {
    let parts = texts.map { $0.filter { $0 != separator } }.filter { !$0.isEmpty }
    try text(parts.isEmpty ? nil : parts.joined(separator: String(separator)), to: &output)
  }

  private func quoted(_ output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "\"")
    try output.write(scratch, .csv)
    try output.write(literal: "\"")
  }

  mutating func end(to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "\n")
    isFirst = true
  }
}
