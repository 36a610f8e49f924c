import SommetGraph

/// Any graph with fingerprints made as it is walked; a row is a place in the walk.
///
/// Some elements are found by another walk, which holds them only.
public struct FingerprintedView: FingerprintedGraph {
  private let base: any GraphReading

  public init(_ base: some GraphReading) { self.base = base }

  public func forEachArticleFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    var row: Int64 = -1
    try base.forEachArticle {
      row += 1
      return try body(row, Fingerprint($0))
    }
  }

  public func forEachNodeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    var row: Int64 = -1
    try base.forEachNode {
      row += 1
      return try body(row, Fingerprint($0))
    }
  }

  public func forEachEdgeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    var row: Int64 = -1
    try base.forEachEdge {
      row += 1
      return try body(row, Fingerprint($0))
    }
  }

  /// The elements of a walk at some places of it.
  private func elements<Element>(
    at rows: [Int64], _ walk: ((Element) throws -> Walk) throws -> Void
  ) throws -> [Element] {
    var found: [Element] = []
    var row: Int64 = 0
    guard !rows.isEmpty else { return [] }
    try walk {
      if row == rows[found.count] { found.append($0) }
      row += 1
      return found.count == rows.count ? .stop : .continue
    }
    return found
  }

  public func articles(at rows: [Int64]) throws -> [GraphArticle] {
    try elements(at: rows) { try base.forEachArticle($0) }
  }

  public func nodes(at rows: [Int64]) throws -> [Node] { try elements(at: rows) { try base.forEachNode($0) } }
  public func edges(at rows: [Int64]) throws -> [Edge] { try elements(at: rows) { try base.forEachEdge($0) } }

  public var info: GraphInfo { get throws { try base.info } }
  public var nodeCount: Int { get throws { try base.nodeCount } }
  public var edgeCount: Int { get throws { try base.edgeCount } }
  public func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws { try base.forEachArticle(body) }
  public func forEachNode(_ body: (Node) throws -> Walk) throws { try base.forEachNode(body) }
  public func forEachEdge(_ body: (Edge) throws -> Walk) throws { try base.forEachEdge(body) }
  public func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try base.forEachEdge(from: source, body)
  }
  public func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try base.forEachEdge(to: target, body)
  }
  public func node(_ id: String) throws -> Node? { try base.node(id) }
  public func edge(_ key: String) throws -> Edge? { try base.edge(key) }
  public func article(_ id: String) throws -> GraphArticle? { try base.article(id) }
}
