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
    try output.write("{\"directed\": true, \"multigraph\": true,\n\"graph\": {\"articles\": [")
    var separator = "\n"
    try graph.forEachArticle {
      try output.write(separator + article($0))
      separator = ",\n"
      return .continue
    }
    try output.write("\n]},\n\"nodes\": [")
    separator = "\n"
    try graph.forEachNode {
      try output.write(separator + node($0))
      separator = ",\n"
      return .continue
    }
    try output.write("\n],\n\"edges\": [")
    separator = "\n"
    try graph.forEachEdge {
      try output.write(separator + edge($0))
      separator = ",\n"
      return .continue
    }
    try output.write("\n]}\n")
  }

  /// An article: a line of its own, then a line for each time and each mention.
  static func article(_ article: GraphArticle) -> String {
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

  package static func node(_ node: Node) -> String {
    var fields = [("id", JSONText.string(node.id))]
    if node.kind != .untyped { fields.append(("kind", JSONText.string(node.kind.rawValue))) }
    fields += [
      ("label", JSONText.string(node.label)), ("aliases", JSONText.array(node.aliases)),
      ("articles", JSONText.array(node.articles)),
    ]
    if let day = node.firstSeen { fields.append(("first_seen", JSONText.string(day))) }
    if let day = node.lastSeen { fields.append(("last_seen", JSONText.string(day))) }
    if !node.attributes.isEmpty {
      fields.append(("attributes", JSONText.attributes(node.attributes)))
    }
    return JSONText.object(fields)
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
  package static func edge(_ edge: Edge) -> String {
    var fields = [
      ("source", JSONText.string(edge.source)), ("target", JSONText.string(edge.target)),
      ("key", JSONText.string(edge.key)),
    ]
    func add(_ name: String, _ value: String?) {
      if let value { fields.append((name, JSONText.string(value))) }
    }
    add("relation", edge.relation == .untyped ? nil : edge.relation.rawValue)
    add("modality", edge.modality == .unstated ? nil : edge.modality.rawValue)
    add("date", edge.date)
    add("content", edge.content)
    add("according_to", edge.accordingTo)
    add("title", edge.title)
    if let code = edge.plover { fields.append(("plover", plover(code))) }
    fields += [
      ("weight", AttributeValue.decimal(edge.weight)), ("confidence", JSONText.number(edge.confidence)),
      ("rule", JSONText.string(edge.rule)),
      ("evidence", "[" + edge.evidence.map(JSONText.evidence).joined(separator: ", ") + "]"),
    ]
    if !edge.isDirected { fields.append(("directed", "false")) }
    if !edge.attributes.isEmpty { fields.append(("attributes", JSONText.attributes(edge.attributes))) }
    return JSONText.object(fields)
  }
}
