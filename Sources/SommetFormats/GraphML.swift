import SommetGraph
import SommetXML

/// GraphML 1.0, which Gephi, yEd, NetworkX and igraph read.
///
/// GraphML knows scalars only: lists and evidence are strings of JSON, and the best piece of evidence also stands in
/// plain attributes (`article`, `quote`). Edges carry ids, so that parallel ones are kept. Attributes have the names that
/// readers know (`label`, `weight`), never `id`. Dates are strings. Articles, with their times and mentions, are left
/// out; JSON keeps them.
///
/// Source: <http://graphml.graphdrawing.org/specification.html>.
public enum GraphML {
  static let namespace = "http://graphml.graphdrawing.org/xmlns"

  /// Writes to an open descriptor.
  ///
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    var writer = try XMLWriter(fileDescriptor: descriptor, name: name, indent: 1)
    try write(graph, to: &writer)
    try writer.finish()
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    var writer = try XMLWriter(indent: 1)
    try write(graph, to: &writer)
    return try writer.finishText()
  }

  // MARK: - Keys

  /// An attribute of nodes or edges: `<key id="node.label" for="node" attr.name="label" attr.type="string"/>`.
  struct Key {
    enum Domain: String { case node, edge }

    /// A scalar that GraphML knows.
    enum Scalar: String { case boolean, int, long, float, double, string }

    let domain: Domain
    let name: String
    let type: Scalar

    var id: String { "\(domain.rawValue).\(name)" }
  }

  private static let nodeKeys: [(String, Key.Scalar)] = [
    ("label", .string), ("kind", .string), ("aliases", .string), ("articles", .string),
    ("first_seen", .string),
    ("last_seen", .string),
  ]

  private static let edgeKeys: [(String, Key.Scalar)] = [
    ("label", .string), ("weight", .int), ("relation", .string), ("modality", .string), ("date", .string),
    ("content", .string), ("according_to", .string), ("title", .string), ("confidence", .double),
    ("rule", .string),
    ("article", .string), ("quote", .string), ("evidence", .string), ("plover_type", .string),
    ("plover_mode", .string), ("plover_auxiliary", .string), ("plover_context", .string),
    ("plover_actor", .string), ("plover_rule", .string),
  ]

  /// Names that readers take for something of their own; an attribute of a node that has one is given a prefix.
  private static let reserved = Set(
    nodeKeys.map(\.0) + [
      "id", "weight", "size", "x", "y", "z", "r", "g", "b", "color", "nodelabel", "xpos", "ypos", "zpos",
      "start", "end",
    ])
  static let attributePrefix = "attribute."

  /// The name under which an attribute of ours is written: an NMTOKEN, since ids of keys are made of it.
  private static func attributeName(_ name: String) -> String {
    let token = Identifier.token(name)
    return reserved.contains(token) || token.hasPrefix(attributePrefix) || token != name
      ? attributePrefix + token : token
  }

  // MARK: - Writing

  private static func write(_ graph: some GraphReading, to writer: inout XMLWriter) throws {
    try writer.startDocument()
    try writer.startElement("graphml")
    try writer.writeAttribute("xmlns", namespace)
    try writer.writeAttribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    try writer.writeAttribute("xsi:schemaLocation", "\(namespace) \(namespace)/1.0/graphml.xsd")
    let attributes = try attributeNames(graph)
    let keys =
      nodeKeys.map { Key(domain: .node, name: $0.0, type: $0.1) }
      + Set(attributes.map(attributeName)).sorted().map { Key(domain: .node, name: $0, type: .string) }
      + edgeKeys.map { Key(domain: .edge, name: $0.0, type: $0.1) }
    for key in keys {
      try writer.startElement("key")
      try writer.writeAttribute("id", key.id)
      try writer.writeAttribute("for", key.domain.rawValue)
      try writer.writeAttribute("attr.name", key.name)
      try writer.writeAttribute("attr.type", key.type.rawValue)
      try writer.endElement()
    }
    try writer.startElement("graph")
    try writer.writeAttribute("id", "G")
    try writer.writeAttribute("edgedefault", "directed")
    try graph.forEachNode {
      try write($0, to: &writer)
      return .continue
    }
    try graph.forEachEdge {
      try write($0, to: &writer)
      return .continue
    }
    try writer.endElement()
    try writer.endElement()
  }

  private static func attributeNames(_ graph: some GraphReading) throws -> Set<String> {
    var names: Set<String> = []
    try graph.forEachNode {
      names.formUnion($0.attributes.keys)
      return .continue
    }
    return names
  }

  private static func write(_ node: Node, to writer: inout XMLWriter) throws {
    try writer.startElement("node")
    try writer.writeAttribute("id", node.id)
    var values = [("label", node.label), ("kind", node.kind.rawValue)]
    if !node.aliases.isEmpty { values.append(("aliases", JSONText.array(node.aliases))) }
    if !node.articles.isEmpty { values.append(("articles", JSONText.array(node.articles))) }
    if let day = node.firstSeen { values.append(("first_seen", day)) }
    if let day = node.lastSeen { values.append(("last_seen", day)) }
    var others: [String: String] = [:]
    for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) {
      others[attributeName(name)] = value.description
    }
    values += others.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    for (name, value) in values { try write(.node, name, value, to: &writer) }
    try writer.endElement()
  }

  private static func write(_ edge: Edge, to writer: inout XMLWriter) throws {
    try writer.startElement("edge")
    try writer.writeAttribute("id", edge.key)
    try writer.writeAttribute("source", edge.source)
    try writer.writeAttribute("target", edge.target)
    var values: [(String, String)] = [
      ("label", edge.relation.rawValue), ("weight", AttributeValue.decimal(edge.weight)),
      ("relation", edge.relation.rawValue), ("modality", edge.modality.rawValue),
    ]
    func add(_ name: String, _ value: String?) {
      if let value { values.append((name, value)) }
    }
    add("date", edge.date)
    add("content", edge.content)
    add("according_to", edge.accordingTo)
    add("title", edge.title)
    add("confidence", JSONText.number(edge.confidence))
    add("rule", edge.rule.isEmpty ? nil : edge.rule)
    add("article", edge.evidence.first?.article)
    add("quote", edge.evidence.first?.quote)
    if !edge.evidence.isEmpty {
      add("evidence", "[" + edge.evidence.map(JSONText.evidence).joined(separator: ", ") + "]")
    }
    if let code = edge.plover {
      add("plover_type", code.type)
      for (name, words) in [
        ("plover_mode", code.modes), ("plover_auxiliary", code.auxiliaries),
        ("plover_context", code.contexts),
        ("plover_actor", code.actors),
      ] where !words.isEmpty { add(name, words.joined(separator: " ")) }
      add("plover_rule", code.rule.isEmpty ? nil : code.rule)
    }
    for (name, value) in values { try write(.edge, name, value, to: &writer) }
    try writer.endElement()
  }

  private static func write(
    _ domain: Key.Domain, _ name: String, _ value: String, to writer: inout XMLWriter
  ) throws {
    try writer.startElement("data")
    try writer.writeAttribute("key", "\(domain.rawValue).\(name)")
    try writer.writeText(value)
    try writer.endElement()
  }
}
