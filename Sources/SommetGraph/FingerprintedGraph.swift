/// A graph that tells the fingerprints of its elements without their contents, so that two graphs of millions of edges are
/// compared by reading two numbers an element.
///
/// Beside the fingerprint stands a number by which the graph finds the element again: an index, a row of a table. It holds
/// as long as the graph is not changed and means nothing in another graph.
public protocol FingerprintedGraph: GraphReading {
  /// Walks may go in any order; where two graphs have the same, comparing them takes the least.
  func forEachArticleFingerprint(_ body: (_ row: Int64, Fingerprint) throws -> Walk) throws
  func forEachNodeFingerprint(_ body: (_ row: Int64, Fingerprint) throws -> Walk) throws
  func forEachEdgeFingerprint(_ body: (_ row: Int64, Fingerprint) throws -> Walk) throws

  /// The elements of some rows, in the order of the rows, which are given ascending.
  func articles(at rows: [Int64]) throws -> [GraphArticle]
  func nodes(at rows: [Int64]) throws -> [Node]
  func edges(at rows: [Int64]) throws -> [Edge]

  /// What nodes are called; without those that are not there.
  func captions(of ids: Set<String>) throws -> [String: NodeCaption]
}

/// What is shown of a node.
public struct NodeCaption: Sendable, Hashable {
  public var label: String
  public var kind: NodeKind

  public init(label: String, kind: NodeKind) {
    self.label = label
    self.kind = kind
  }
}

extension FingerprintedGraph {
  public func captions(of ids: Set<String>) throws -> [String: NodeCaption] {
    var found: [String: NodeCaption] = [:]
    for id in ids {
      if let node = try node(id) { found[id] = NodeCaption(label: node.label, kind: node.kind) }
    }
    return found
  }
}

extension Graph: FingerprintedGraph {
  public func forEachArticleFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) rethrows {
    for (row, article) in articles.enumerated() where try body(Int64(row), Fingerprint(article)) == .stop {
      return
    }
  }

  public func forEachNodeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) rethrows {
    for (row, node) in nodes.enumerated() where try body(Int64(row), Fingerprint(node)) == .stop { return }
  }

  public func forEachEdgeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) rethrows {
    for (row, edge) in edges.enumerated() where try body(Int64(row), Fingerprint(edge)) == .stop { return }
  }

  public func articles(at rows: [Int64]) -> [GraphArticle] { rows.map { articles[Int($0)] } }
  public func nodes(at rows: [Int64]) -> [Node] { rows.map { nodes[Int($0)] } }
  public func edges(at rows: [Int64]) -> [Edge] { rows.map { edges[Int($0)] } }
}
