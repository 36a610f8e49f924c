import SommetGraph

/// A script in openCypher that puts the graph into a database, and changes nothing when it is run again.
///
/// Nodes are `Entity` and, by their kind, `Person`, `Meeting`…; relations are types in capitals. `MERGE` finds nodes by
/// `id`, edges by `key`. The constraint at the head is Neo4j's; other databases pass over it or want it otherwise.
///
/// Source: <https://opencypher.org/resources/>, openCypher 9.
public enum Cypher {
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, to: &$0) }
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try write(graph, to: &$0) }
  }

  private static func write(_ graph: some GraphReading, to output: inout TextOutput) throws {
    try output.write(
      literal: "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n")
    try graph.forEachNode {
      try write($0, to: &output)
      return .continue
    }
    try graph.forEachEdge {
      try write($0, to: &output)
      return .continue
    }
  }

  private static func write(_ node: Node, to output: inout TextOutput) throws {
    try output.write(literal: "MERGE (n:Entity {id: ")
    try string(node.id, to: &output)
    try output.write(literal: "}) SET ")
    if node.kind != .untyped {
      try output.write(literal: "n:")
      try name(Neo4jTables.label(node.kind), to: &output)
      try output.write(literal: ", ")
      try property("n.kind = ", node.kind.rawValue, to: &output)
      try output.write(literal: ", ")
    }
    try property("n.label = ", node.label, to: &output)
    try list(", n.aliases = [", node.aliases, to: &output)
    try list(", n.articles = [", node.articles, to: &output)
    try property(", n.first_seen = ", node.firstSeen, to: &output)
    try property(", n.last_seen = ", node.lastSeen, to: &output)
    try attributes(node.attributes, of: "n", taken: nodeNames, to: &output)
    try output.write(literal: ";\n")
  }

  private static let nodeNames: Set<String> = [
    "id", "label", "kind", "aliases", "articles", "first_seen", "last_seen",
  ]
  private static let edgeNames = Set([
    "key", "modality", "date", "content", "according_to", "title", "weight", "confidence", "rule", "article",
    "quote", "evidence", "directed",
  ]).union(PloverFields.names)

  private static func write(_ edge: Edge, to output: inout TextOutput) throws {
    try output.write(literal: "MATCH (a:Entity {id: ")
    try string(edge.source, to: &output)
    try output.write(literal: "}), (b:Entity {id: ")
    try string(edge.target, to: &output)
    try output.write(literal: "}) MERGE (a)-[r:")
    try name(Neo4jTables.type(edge.relation), to: &output)
    try output.write(literal: " {key: ")
    try string(edge.key, to: &output)
    try output.write(literal: "}]->(b) SET r.weight = ")
    try output.write(number: edge.weight)
    try output.write(literal: ", r.confidence = ")
    try JSONText.write(edge.confidence, to: &output)
    try property(", r.modality = ", edge.modality == .unstated ? nil : edge.modality.rawValue, to: &output)
    try property(", r.date = ", edge.date, to: &output)
    try property(", r.content = ", edge.content, to: &output)
    try property(", r.according_to = ", edge.accordingTo, to: &output)
    try property(", r.title = ", edge.title, to: &output)
    try property(", r.rule = ", edge.rule.isEmpty ? nil : edge.rule, to: &output)
    if let best = edge.evidence.first {
      try property(", r.article = ", best.article, to: &output)
      try property(", r.quote = ", best.quote, to: &output)
      var json = TextOutput()
      try JSONText.write(edge.evidence, to: &json)
      try output.write(literal: ", r.evidence = '")
      try output.write(json, .cypher)
      try output.write(literal: "'")
    }
    for field in edge.plover?.fields ?? [] {
      try output.write(", r.\(field.name) = ")
      try string(field.value, to: &output)
    }
    if !edge.isDirected { try output.write(literal: ", r.directed = false") }
    try attributes(edge.attributes, of: "r", taken: edgeNames, to: &output)
    try output.write(literal: ";\n")
  }

  // MARK: - Values

  private static func string(_ text: String, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "'")
    try output.write(text, .cypher)
    try output.write(literal: "'")
  }

  /// A name between backticks, of which those inside are doubled.
  private static func name(_ name: String, to output: inout TextOutput) throws(FormatError) {
    let isPlain = name.utf8.allSatisfy {
      (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
    }
    if isPlain, !name.isEmpty { return try output.write(name) }
    // A backslash may begin a letter's number in a name as well; nothing but letters needs one.
    // Control characters get their pictures.
    var plain = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "`": plain += "``"
      case "\\": plain += "/"
      case "\0"..<" ", "\u{7F}":
        plain.unicodeScalars.append(Unicode.Scalar(0x2400 + min(scalar.value, 0x21))!)
      default: plain.unicodeScalars.append(scalar)
      }
    }
    try output.write("`\(plain.isEmpty ? "_" : plain)`")
  }

  private static func property(
    _ head: StaticString, _ value: String?, to output: inout TextOutput
  ) throws(FormatError) {
    guard let value else { return }
    try output.write(literal: head)
    try string(value, to: &output)
  }

  private static func list(
    _ head: StaticString, _ values: [String], to output: inout TextOutput
  ) throws(FormatError) {
    if values.isEmpty { return }
    try output.write(literal: head)
    for index in values.indices {
      if index > 0 { try output.write(literal: ", ") }
      try string(values[index], to: &output)
    }
    try output.write(literal: "]")
  }

  private static func attributes(
    _ attributes: [String: AttributeValue], of variable: String, taken: Set<String>,
    to output: inout TextOutput
  ) throws(FormatError) {
    if attributes.isEmpty { return }
    for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
      try output.write(", \(variable).")
      try name(taken.contains(key) ? GraphML.attributePrefix + key : key, to: &output)
      try output.write(literal: " = ")
      switch value {
      case .string(let text), .json(let text): try string(text, to: &output)
      case .double(let number) where !number.isFinite:
        try output.write(number.isNaN ? "0.0 / 0.0" : number < 0 ? "-1.0 / 0.0" : "1.0 / 0.0")
      case .double(let number): try output.write(JSONText.number(number))
      case .integer, .boolean: try output.write(value.description)
      }
    }
  }
}
