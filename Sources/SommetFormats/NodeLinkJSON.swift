import SommetGraph

/// NetworkX's node-link JSON, which keeps all of a graph.
///
///     {"directed": true, "multigraph": true,
///     "graph": {"articles": [
///     {"id": "a01", "title": "…", "date": "2025-03-02", …}
///     ]},
///     "nodes": [
///     {"id": "person:lea-roux", "kind": "person", "label": "Léa Roux", …},
///     …
///
/// One node or edge a line, in canonical order, fields always in the same order, absent values left out: the same graph
/// gives the same bytes, and a difference between two graphs is a difference of lines. Reading and writing again gives
/// the bytes that were read.
///
/// Source: <https://networkx.org/documentation/stable/reference/readwrite/json_graph.html>.
public enum NodeLinkJSON {
  /// Writes to an open descriptor.
  ///
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, to: &$0) }
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try write(graph, to: &$0) }
  }

  private static func write(_ graph: some GraphReading, to output: inout TextOutput) throws {
    try output.write(literal: "{\"directed\": true, \"multigraph\": true,\n\"graph\": {\"articles\": [")
    var isFirst = true
    func part(_ output: inout TextOutput) throws(FormatError) {
      if isFirst { try output.write(literal: "\n") } else { try output.write(literal: ",\n") }
      isFirst = false
    }
    try graph.forEachArticle {
      try part(&output)
      try output.write(article($0))
      return .continue
    }
    try output.write(literal: "\n]},\n\"nodes\": [")
    isFirst = true
    try graph.forEachNode {
      try part(&output)
      try write($0, to: &output)
      return .continue
    }
    try output.write(literal: "\n],\n\"edges\": [")
    isFirst = true
    try graph.forEachEdge {
      try part(&output)
      try write($0, to: &output)
      return .continue
    }
    try output.write(literal: "\n]}\n")
  }

  /// An article: a line of its own, then a line for each time and each mention.
  package static func article(_ article: GraphArticle) -> String {
    let info = article.info
    var fields = [("id", JSONText.string(info.id))]
    func add(_ name: String, _ value: String?) {
      if let value { fields.append((name, JSONText.string(value))) }
    }
    add("title", info.title)
    add("date", info.date)
    add("date_source", info.dateSource.rawValue)
    add("language", info.language)
    add("sha256", info.sha256)
    add("source", info.source)
    add("url", info.url)
    add("author", info.author)
    add("duplicate_of", article.duplicateOf)
    let times = article.times.map { time in
      JSONText.object(
        [("start", "\(time.start)"), ("end", "\(time.end)"), ("text", JSONText.string(time.text))]
          + (time.value.map { [("value", JSONText.string($0))] } ?? []))
    }
    let mentions = article.mentions.map { mention in
      JSONText.object(
        [
          ("start", "\(mention.start)"), ("end", "\(mention.end)"), ("text", JSONText.string(mention.text)),
          ("node", JSONText.string(mention.node)), ("kind", JSONText.string(mention.kind.rawValue)),
          ("form", JSONText.string(mention.form)),
        ] + (mention.rule.map { [("rule", JSONText.string($0))] } ?? []))
    }
    return JSONText.object(fields + [("times", lines(times)), ("mentions", lines(mentions))])
  }

  private static func lines(_ values: [String]) -> String {
    values.isEmpty ? "[]" : "[\n  " + values.joined(separator: ",\n  ") + "]"
  }

  /// A node as one line without line break.
  package static func node(_ node: Node) -> String { line { try write(node, to: &$0) } }

  private static func line(_ body: (inout TextOutput) throws -> Void) -> String {
    guard let text = try? TextOutput.text(body) else { preconditionFailure("memory takes everything") }
    return text
  }

  /// Writes a node as one line without line break.
  ///
  /// - Parameter head: what the object begins with.
  static func write(
    _ node: Node, head: StaticString = "{\"id\": \"", to output: inout TextOutput
  ) throws(FormatError) {
    try output.write(head, node.id, .json, "\"")
    if node.kind != .untyped { try output.write(", \"kind\": \"", node.kind.rawValue, .json, "\"") }
    try output.write(", \"label\": \"", node.label, .json, "\", \"aliases\": ")
    try JSONText.write(node.aliases, to: &output)
    try output.write(literal: ", \"articles\": ")
    try JSONText.write(node.articles, to: &output)
    if let day = node.firstSeen { try output.write(", \"first_seen\": \"", day, .json, "\"") }
    if let day = node.lastSeen { try output.write(", \"last_seen\": \"", day, .json, "\"") }
    try write(node.attributes, to: &output)
    try output.write(literal: "}")
  }

  private static func write(
    _ attributes: [String: AttributeValue], to output: inout TextOutput
  ) throws(FormatError) {
    if attributes.isEmpty { return }
    try output.write(literal: ", \"attributes\": ")
    try output.write(JSONText.attributes(attributes))
  }

  private static func plover(_ code: PloverCode<String>) -> String {
    var fields: [(String, String)] = []
    if let type = code.type { fields.append(("type", JSONText.string(type))) }
    for (name, values) in [
      ("mode", code.modes), ("auxiliary", code.auxiliaries), ("context", code.contexts),
      ("actor", code.actors),
    ] where !values.isEmpty { fields.append((name, JSONText.array(values))) }
    if !code.rule.isEmpty { fields.append(("rule", JSONText.string(code.rule))) }
    return JSONText.object(fields)
  }

  /// An edge as one line without line break.
  package static func edge(_ edge: Edge) -> String { line { try write(edge, to: &$0) } }

  /// Writes an edge as one line without line break.
  ///
  /// - Parameter head: what the object begins with.
  static func write(
    _ edge: Edge, head: StaticString = "{\"source\": \"", to output: inout TextOutput
  ) throws(FormatError) {
    try output.write(head, edge.source, .json, "\", \"target\": \"")
    try output.write("", edge.target, .json, "\", \"key\": \"")
    try output.write("", edge.key, .json, "\"")
    if edge.relation != .untyped {
      try output.write(", \"relation\": \"", edge.relation.rawValue, .json, "\"")
    }
    if edge.modality != .unstated {
      try output.write(", \"modality\": \"", edge.modality.rawValue, .json, "\"")
    }
    if let value = edge.date { try output.write(", \"date\": \"", value, .json, "\"") }
    if let value = edge.content { try output.write(", \"content\": \"", value, .json, "\"") }
    if let value = edge.accordingTo { try output.write(", \"according_to\": \"", value, .json, "\"") }
    if let value = edge.title { try output.write(", \"title\": \"", value, .json, "\"") }
    if let code = edge.plover {
      try output.write(literal: ", \"plover\": ")
      try output.write(plover(code))
    }
    try output.write(literal: ", \"weight\": ")
    try output.write(number: edge.weight)
    try output.write(literal: ", \"confidence\": ")
    try JSONText.write(edge.confidence, to: &output)
    try output.write(", \"rule\": \"", edge.rule, .json, "\", \"evidence\": ")
    try JSONText.write(edge.evidence, to: &output)
    if !edge.isDirected { try output.write(literal: ", \"directed\": false") }
    try write(edge.attributes, to: &output)
    try output.write(literal: "}")
  }
}
