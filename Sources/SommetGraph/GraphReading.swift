/// The questions one may ask of any graph, whether it lies in memory or streams out of a store.
///
/// Walks go in canonical order and hold one element at a time, so that a walk over millions of edges needs no more
/// memory than a short one. A `body` ends its walk early by returning `.stop`, or with an error of its own. Whatever
/// reads from a file or a store may throw.
public protocol GraphReading {
  var info: GraphInfo { get throws }
  var nodeCount: Int { get throws }
  var edgeCount: Int { get throws }

  /// Articles by id.
  func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws
  /// Nodes by kind, then id.
  func forEachNode(_ body: (Node) throws -> Walk) throws
  /// Edges by source, relation, target, date and modality.
  func forEachEdge(_ body: (Edge) throws -> Walk) throws
  /// The edges that begin at a node, in canonical order. A symmetric edge is found from its source only.
  func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws
  /// The edges that end at a node, in canonical order.
  func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws

  func node(_ id: String) throws -> Node?
  func edge(_ key: String) throws -> Edge?
  func article(_ id: String) throws -> GraphArticle?

  // What follows has an implementation that walks the graph; a graph with indexes has better ones.

  /// The names that are spelt like that when folded (`FoldedName.key`), in canonical order of their nodes.
  func names(matching key: String) throws -> [NodeName]
  /// The names that begin like that when folded, all of them for ""; in any order.
  func forEachName(startingWith prefix: String, _ body: (NodeName) throws -> Walk) throws
  /// The edges whose key begins like that, in canonical order.
  func forEachEdge(withKeyPrefix prefix: String, _ body: (Edge) throws -> Walk) throws
  /// The edges that a filter lets through, in canonical order.
  func forEachEdge(matching filter: EdgeFilter, _ body: (Edge) throws -> Walk) throws
  /// The label of a node; nil when there is no such node.
  func label(_ id: String) throws -> String?
  /// The text that offsets in an article count in; nil when the graph does not hold it.
  func text(ofArticle id: String) throws -> String?
  /// How much there is of what.
  var tally: GraphTally { get throws }
}

/// What a walk does after the element it was given.
public enum Walk: Sendable {
  case `continue`, stop
}

extension GraphReading {
  public var info: GraphInfo { GraphInfo() }

  public func forEachEdge(matching filter: EdgeFilter, _ body: (Edge) throws -> Walk) throws {
    try filter.forEachEdge(of: self, body)
  }

  public func label(_ id: String) throws -> String? { try node(id)?.label }

  public var tally: GraphTally {
    get throws {
      var counter = GraphCounter()
      try write(into: &counter)
      return counter.tally
    }
  }

  /// Hands everything to a sink, in canonical order.
  public func write(into sink: inout some GraphSink) throws {
    try sink.add(info)
    try forEachArticle {
      try sink.add($0)
      return .continue
    }
    try forEachNode {
      try sink.add($0)
      return .continue
    }
    try forEachEdge {
      try sink.add($0)
      return .continue
    }
  }

  /// The edges at a node, outgoing first; an edge from a node to itself comes once.
  public func edges(at node: String) throws -> [Edge] {
    var found: [Edge] = []
    try forEachEdge(from: node) {
      found.append($0)
      return .continue
    }
    try forEachEdge(to: node) {
      if $0.source != node { found.append($0) }
      return .continue
    }
    return found
  }

  /// Ids of the nodes that share an edge with a node, ascending.
  public func neighbours(of node: String) throws -> [String] {
    var found: Set<String> = []
    for edge in try edges(at: node) { found.insert(edge.source == node ? edge.target : edge.source) }
    return found.sorted()
  }
}
