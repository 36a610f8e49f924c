import GeneratedGraphs
import SommetGraph

/// A generated graph with its articles; as it is, or edited: one edge of a hundred is another, in turn its modality, its
/// date, one sentence more, its confidence, or it is gone and another one there. One node of a thousand bears another name.
struct EditedGraph: GraphReading {
  private let base: GeneratedGraph
  private let isEdited: Bool

  init(_ base: GeneratedGraph, isEdited: Bool) {
    self.base = base
    self.isEdited = isEdited
  }

  var nodeCount: Int { base.nodeCount }
  var edgeCount: Int { base.edgeCount }

  private func edited(_ edge: Edge) -> Edge {
    guard isEdited, let number = Int(edge.key.dropFirst()), number % 100 == 57 else { return edge }
    var edge = edge
    switch number / 100 % 5 {
    case 0: edge.modality = edge.modality == .planned ? .occurred : .planned
    case 1: edge.date = "2040-05-06"
    case 2:
      var piece = edge.evidence[0]
      piece.article = "article-neuf"
      edge.evidence.append(piece)
      edge.weight += 1
    case 3: edge.confidence = 0.25
    default:
      edge.key += "-neuf"
      edge.relation = edge.relation == .warned ? .accused : .warned
      for index in edge.evidence.indices { edge.evidence[index].quote += " Encore." }
      for index in edge.evidence.indices { edge.evidence[index].end += 8 }
    }
    return edge
  }

  private func edited(_ node: Node) -> Node {
    guard isEdited, node.id.hasSuffix("500") else { return node }
    var node = node
    node.label += " (bis)"
    return node
  }

  func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {
    let ids = (0..<499).map { "article-\($0)" } + (isEdited ? ["article-neuf"] : [])
    for id in ids.sorted() {
      let info = ArticleInfo(id: id, date: "2031-01-01", dateSource: .metadata, sha256: id)
      if try body(GraphArticle(info: info)) == .stop { return }
    }
  }
  func forEachNode(_ body: (Node) throws -> Walk) throws { try base.forEachNode { try body(edited($0)) } }
  func forEachEdge(_ body: (Edge) throws -> Walk) throws { try base.forEachEdge { try body(edited($0)) } }
  func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.source == source ? try body($0) : .continue }
  }
  func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.target == target ? try body($0) : .continue }
  }
  func node(_ id: String) throws -> Node? { try base.node(id).map(edited) }
  func edge(_ key: String) throws -> Edge? { try base.edge(key).map(edited) }
  func article(_ id: String) throws -> GraphArticle? { nil }
}
