import SommetDiff
import SommetFormats
import SommetGraph

extension DiffJSON {
  /// The patch of a difference that was written as JSON.
  ///
  /// Articles, nodes and edges are read as those of a graph are, so that nothing of them is lost.
  ///
  /// - Parameter name: the file's, for messages.
  /// - Throws: `FormatError`.
  public static func patch(_ bytes: [UInt8], name: String) throws -> GraphPatch {
    let slices = JSONSlices(bytes, name: name)
    let top = try slices.members(of: slices.whole())
    guard try top["format"].map(slices.string) == "sommet diff" else {
      throw FormatError(
        file: name, "expected a difference as 'sommet diff --format json' writes it, found none")
    }
    guard top["version"].map(slices.text) == "\(version)" else {
      throw FormatError(
        file: name, "expected version \(version), found \(top["version"].map(slices.text) ?? "none")")
    }
    guard let whole = top["patch"] else {
      throw FormatError(file: name, "expected a 'patch', found none: write it without --no-patch")
    }
    let parts = try slices.members(of: whole)
    let references = try parts["refers_to"].map { try slices.members(of: $0) } ?? [:]
    let nodes = try references["nodes"].map(slices.elements) ?? []
    let articles = try references["articles"].map(slices.elements) ?? []
    let reading = PatchReading(
      slices: slices, nodes: nodes.map(slices.text), articles: articles.map(slices.text), name: name)
    return GraphPatch(
      info: try parts["info"].map { try reading.info($0) },
      articles: try reading.versions(parts["articles"], reading.articles, by: \.info.id),
      nodes: try reading.versions(parts["nodes"], reading.nodes, by: \.id),
      edges: try reading.versions(parts["edges"], reading.edges, by: \.key))
  }
}

/// Reads the elements of a patch as graphs of their own, in which what they refer to stands without contents.
private struct PatchReading {
  let slices: JSONSlices
  /// As JSON strings.
  let nodes: [String]
  let articles: [String]
  let name: String

  /// - Parameter read: elements out of their texts, in the same order when sorted by id.
  func versions<Element: Sendable & Hashable>(
    _ range: Range<Int>?, _ read: ([String]) throws -> [Element], by id: (Element) -> String
  ) throws -> [GraphPatch.Versions<Element>] {
    guard let range else { throw FormatError(file: name, "expected articles, nodes and edges in the patch") }
    var old: [String] = []
    var new: [String] = []
    for element in try slices.elements(of: range) {
      let sides = try slices.members(of: element)
      if let text = sides["old"].map(slices.text), text != "null" { old.append(text) }
      if let text = sides["new"].map(slices.text), text != "null" { new.append(text) }
    }
    return GraphPatch.versions(try read(old), try read(new), by: id)
  }

  func articles(_ texts: [String]) throws -> [GraphArticle] {
    guard !texts.isEmpty else { return [] }
    return try graph(articles: texts, nodes: stubs, edges: []).articles
  }

  func nodes(_ texts: [String]) throws -> [Node] {
    try graph(articles: [], nodes: texts, edges: []).nodes
  }

  func edges(_ texts: [String]) throws -> [Edge] {
    try graph(articles: [], nodes: stubs, edges: texts).edges
  }

  func info(_ range: Range<Int>) throws -> GraphPatch.Versions<GraphInfo> {
    let sides = try slices.members(of: range)
    func info(_ side: String) throws -> GraphInfo? {
      guard let text = sides[side].map(slices.text), text != "null" else { return nil }
      return try NodeLinkJSON.read(Array(text.utf8), name: "\(name) (patch.info)").info
    }
    return GraphPatch.Versions(old: try info("old"), new: try info("new"))
  }

  private var stubs: [String] { nodes.map { "{\"id\": \($0)}" } }

  private func graph(articles: [String], nodes: [String], edges: [String]) throws -> Graph {
    var listed = articles
    var added: Set<String> = []
    if !articles.isEmpty {
      let own = Set(try articles.map { try ownID(of: $0) })
      added = Set(self.articles).subtracting(own)
      listed += added.sorted().map { "{\"id\": \($0)}" }
    }
    let text =
      "{\"directed\": true, \"multigraph\": true, \"graph\": {\"articles\": [\(listed.joined(separator: ", "))]}, "
      + "\"nodes\": [\(nodes.joined(separator: ",\n"))], \"edges\": [\(edges.joined(separator: ",\n"))]}"
    let graph = try NodeLinkJSON.read(Array(text.utf8), name: "\(name) (patch)")
    guard !added.isEmpty else { return graph }
    let stubs = Set(try added.map { try slices.string(json: $0) })
    return Graph(articles: graph.articles.filter { !stubs.contains($0.info.id) }, nodes: graph.nodes)
  }

  /// The id of an article as it is written.
  private func ownID(of text: String) throws -> String {
    let article = JSONSlices(Array(text.utf8), name: name)
    return try article.members(of: article.whole())["id"].map(article.text) ?? ""
  }
}
