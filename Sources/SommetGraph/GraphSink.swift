/// What takes a graph piece by piece: a graph in memory, a counter, a store.
///
/// Readers hand over everything in file order and hold nothing back, so that a file of millions of edges needs no more
/// memory than its sink. Ids of nodes, keys of edges and ids of articles are unique, and every edge ends at nodes of
/// the graph, but an edge may come before its nodes. When a reader throws, what was handed over is not a graph.
public protocol GraphSink {
  /// What the file says of the graph as a whole: once, at any time.
  mutating func add(_ info: GraphInfo) throws
  mutating func add(_ article: GraphArticle) throws
  mutating func add(_ node: Node) throws
  mutating func add(_ edge: Edge) throws
}

/// Gathers a graph in memory.
public struct GraphCollector: GraphSink, Sendable {
  private var info = GraphInfo()
  private var articles: [GraphArticle] = []
  private var nodes: [Node] = []
  private var edges: [Edge] = []

  public init() {}

  public mutating func add(_ info: GraphInfo) { self.info = info }
  public mutating func add(_ article: GraphArticle) { articles.append(article) }
  public mutating func add(_ node: Node) { nodes.append(node) }
  public mutating func add(_ edge: Edge) { edges.append(edge) }

  /// The graph of all that was added.
  ///
  /// - Precondition: ids and keys are unique; edges end at nodes that are there.
  public consuming func graph() -> Graph {
    Graph(info: info, articles: articles, nodes: nodes, edges: edges)
  }
}

/// Counts what it is given, and keeps nothing of it.
public struct GraphCounter: GraphSink, Sendable {
  public private(set) var info = GraphInfo()
  /// All but our own relations, which are counted by rank.
  private var others = GraphTally()
  private var ownRelations: [Int] = Array(repeating: 0, count: Relation.allCases.count)

  public init() {}

  public var tally: GraphTally {
    var tally = others
    for relation in Relation.allCases where ownRelations[Int(relation.rank)] > 0 {
      tally.relations[relation] = ownRelations[Int(relation.rank)]
    }
    return tally
  }

  public mutating func add(_ info: GraphInfo) { self.info = info }
  public mutating func add(_ article: GraphArticle) { others.articles += 1 }

  public mutating func add(_ node: Node) {
    others.nodes += 1
    others.kinds[node.kind, default: 0] += 1
  }

  public mutating func add(_ edge: Edge) {
    others.edges += 1
    others.evidence += edge.evidence.count
    others.modalities[edge.modality, default: 0] += 1
    if edge.relation.isKnown {
      ownRelations[Int(edge.relation.rank)] += 1
    } else {
      others.relations[edge.relation, default: 0] += 1
    }
  }
}
