/// How much a graph holds of what.
public struct GraphTally: Sendable, Hashable {
  public var articles = 0
  public var nodes = 0
  public var edges = 0
  /// Pieces of evidence of all edges.
  public var evidence = 0
  public var kinds: [NodeKind: Int] = [:]
  public var relations: [Relation: Int] = [:]
  public var modalities: [Modality: Int] = [:]

  public init() {}

  /// Walks a graph.
  public init(walking graph: some GraphReading) throws {
    var counter = GraphCounter()
    try graph.forEachArticle {
      counter.add($0)
      return .continue
    }
    try graph.forEachNode {
      counter.add($0)
      return .continue
    }
    var modalities: [Modality: Int] = [:]
    try graph.forEachEdge {
      counter.add($0)
      modalities[$0.modality, default: 0] += 1
      return .continue
    }
    (articles, nodes, edges, evidence) = (counter.articles, counter.nodes, counter.edges, counter.evidence)
    (kinds, relations, self.modalities) = (counter.kinds, counter.relations, modalities)
  }
}
