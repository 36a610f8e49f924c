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
  public private(set) var articles = 0
  public private(set) var nodes = 0
  public private(set) var edges = 0
  public private(set) var undirectedEdges = 0
  public private(set) var evidence = 0
  public private(set) var kinds: [NodeKind: Int] = [:]
  /// Of our own relations by rank, and of all others.
  private var ownRelations: [Int] = Array(repeating: 0, count: Relation.allCases.count)
  private var otherRelations: [Relation: Int] = [:]
  /// How many nodes, and how many edges, have an attribute of that name.
  public private(set) var nodeAttributes: [String: Int] = [:]
  public private(set) var edgeAttributes: [String: Int] = [:]

  public init() {}

  public var relations: [Relation: Int] {
    var counts = otherRelations
    for relation in Relation.allCases where ownRelations[Int(relation.rank)] > 0 {
      counts[relation] = ownRelations[Int(relation.rank)]
    }
    return counts
  }

  public mutating func add(_ info: GraphInfo) { self.info = info }
  public mutating func add(_ article: GraphArticle) { articles += 1 }

  public mutating func add(_ node: Node) {
    nodes += 1
    kinds[node.kind, default: 0] += 1
    for name in node.attributes.keys { nodeAttributes[name, default: 0] += 1 }
  }

  public mutating func add(_ edge: Edge) {
    edges += 1
    evidence += edge.evidence.count
    if !edge.isDirected { undirectedEdges += 1 }
    if edge.relation.isKnown {
      ownRelations[Int(edge.relation.rank)] += 1
    } else {
      otherRelations[edge.relation, default: 0] += 1
    }
    for name in edge.attributes.keys { edgeAttributes[name, default: 0] += 1 }
  }
}
