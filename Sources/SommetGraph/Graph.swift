/// A graph in memory, in canonical order.
///
/// Two graphs with the same content are equal, whatever order they were given in.
public struct Graph: Sendable {
  public let info: GraphInfo
  /// By id.
  public let articles: [GraphArticle]
  /// By kind, then id.
  public let nodes: [Node]
  /// By source, relation, target, date and modality.
  public let edges: [Edge]

  private let nodeIndex: [String: Int]
  private let edgeIndex: [String: Int]
  private let articleIndex: [String: Int]
  /// For each node, the half-open range of its outgoing edges.
  private let outgoing: [Range<Int>]
  /// Indices of edges, grouped by target.
  private let incoming: [[Int32]]

  /// - Precondition: ids of articles and nodes and keys of edges are unique; edges end at nodes that are there.
  public init(
    info: GraphInfo = GraphInfo(), articles: [GraphArticle] = [], nodes: [Node] = [], edges: [Edge] = []
  ) {
    let articles = articles.sorted { $0.info.id < $1.info.id }
    let nodes = nodes.sorted()
    let edges = edges.sorted()
    func index(_ ids: [String], _ what: String) -> [String: Int] {
      Dictionary(zip(ids, ids.indices)) { _, _ in preconditionFailure("\(what) are unique in a graph") }
    }
    let nodeIndex = index(nodes.map(\.id), "ids of nodes")
    var outgoing = [Range<Int>](repeating: 0..<0, count: nodes.count)
    var incoming = [[Int32]](repeating: [], count: nodes.count)
    for (number, edge) in edges.enumerated() {
      guard let source = nodeIndex[edge.source], let target = nodeIndex[edge.target] else {
        preconditionFailure("an edge ends at nodes of its graph: \(edge.key)")
      }
      let first = outgoing[source].isEmpty ? number : outgoing[source].lowerBound
      outgoing[source] = first..<number + 1
      incoming[target].append(Int32(number))
    }
    self.info = info
    self.articles = articles
    self.nodes = nodes
    self.edges = edges
    self.nodeIndex = nodeIndex
    self.edgeIndex = index(edges.map(\.key), "keys of edges")
    self.articleIndex = index(articles.map(\.info.id), "ids of articles")
    self.outgoing = outgoing
    self.incoming = incoming
  }
}

extension Graph: Equatable {
  public static func == (a: Graph, b: Graph) -> Bool {
    a.info == b.info && a.articles == b.articles && a.nodes == b.nodes && a.edges == b.edges
  }
}

extension Graph: GraphReading {
  public var nodeCount: Int { nodes.count }
  public var edgeCount: Int { edges.count }

  public func forEachArticle(_ body: (GraphArticle) throws -> Walk) rethrows {
    for article in articles where try body(article) == .stop { return }
  }

  public func forEachNode(_ body: (Node) throws -> Walk) rethrows {
    for node in nodes where try body(node) == .stop { return }
  }

  public func forEachEdge(_ body: (Edge) throws -> Walk) rethrows {
    for edge in edges where try body(edge) == .stop { return }
  }

  public func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) rethrows {
    guard let index = nodeIndex[source] else { return }
    for edge in edges[outgoing[index]] where try body(edge) == .stop { return }
  }

  public func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) rethrows {
    guard let index = nodeIndex[target] else { return }
    for number in incoming[index] where try body(edges[Int(number)]) == .stop { return }
  }

  public func node(_ id: String) -> Node? { nodeIndex[id].map { nodes[$0] } }
  public func edge(_ key: String) -> Edge? { edgeIndex[key].map { edges[$0] } }
  public func article(_ id: String) -> GraphArticle? { articleIndex[id].map { articles[$0] } }
}
