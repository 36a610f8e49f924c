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
}
