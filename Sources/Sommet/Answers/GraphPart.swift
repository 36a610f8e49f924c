import SommetGraph

/// A small part of a graph, taken out by its elements.
extension Graph {
  /// Some edges and nodes, with the nodes at their ends, those who say so, and the articles that tell of them.
  ///
  /// Articles keep the mentions of the nodes that are kept.
  public init(
    edges: some Sequence<Edge>, nodes: some Sequence<String> = [], of graph: some GraphReading
  ) throws {
    var keys: Set<String> = []
    let kept = edges.filter { keys.insert($0.key).inserted }
    var ids = Set(nodes)
    var articles: Set<String> = []
    for edge in kept {
      ids.formUnion([edge.source, edge.target])
      if let sayer = edge.accordingTo { ids.insert(sayer) }
      articles.formUnion(edge.evidence.map(\.article))
    }
    let found = try ids.sorted().compactMap { try graph.node($0) }
    let those = try articles.sorted().compactMap { id -> GraphArticle? in
      guard var article = try graph.article(id) else { return nil }
      article.mentions.removeAll { !ids.contains($0.node) }
      if let original = article.duplicateOf, !articles.contains(original) { article.duplicateOf = nil }
      return article
    }
    self.init(info: try graph.info, articles: those, nodes: found, edges: kept)
  }
}
