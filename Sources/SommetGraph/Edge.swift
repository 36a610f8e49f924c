/// What one node did to, or is to, another, with the sentences that say so.
///
/// In our own graphs there is one edge for each source, relation, target, date and modality, and a symmetric relation is
/// written once, with the smaller id as source. Graphs of others may hold any number of parallel edges.
public struct Edge: Sendable, Hashable {
  /// Unique in the graph and stable: in ours it depends on source, relation, target, date and modality alone.
  public var key: String
  /// Ids of nodes.
  public var source: String
  public var target: String
  public var relation: Relation
  public var modality: Modality
  /// ISO 8601 day, month, year or interval.
  public var date: String?
  /// The words that say what is proposed, warned, asked…
  public var content: String?
  /// Id of the node that says so; nil when an article itself does.
  public var accordingTo: String?
  /// The post, for `holds_office`.
  public var title: String?
  /// In our own graphs the number of independent pieces of evidence: what copies repeat counts once. Finite.
  public var weight: Double
  /// 0…1.
  public var confidence: Double
  /// Identifier of the rule behind the best piece of evidence.
  public var rule: String
  /// By article, then by place in it.
  public var evidence: [Evidence]
  /// Whether source and target are parts that cannot be swapped. Ours always are directed, even where the relation
  /// reads both ways.
  public var isDirected: Bool
  /// Whatever else is known, by name.
  public var attributes: [String: AttributeValue]
  /// What the act is in the terms of PLOVER, the actors by their nodes' ids; nil for edges that tell no act (`held_on`,
  /// `held_in`, `holds_office`, `concerns`).
  public var plover: PloverCode<String>?

  public init(
    key: String, source: String, target: String, relation: Relation, modality: Modality, date: String? = nil,
    content: String? = nil, accordingTo: String? = nil, title: String? = nil, weight: Double,
    confidence: Double = 1, rule: String = "", evidence: [Evidence] = [], isDirected: Bool = true,
    attributes: [String: AttributeValue] = [:], plover: PloverCode<String>? = nil
  ) {
    self.key = key
    self.source = source
    self.target = target
    self.relation = relation
    self.modality = modality
    self.date = date
    self.content = content
    self.accordingTo = accordingTo
    self.title = title
    self.weight = weight
    self.confidence = confidence
    self.rule = rule
    self.evidence = evidence
    self.isDirected = isDirected
    self.attributes = attributes
    self.plover = plover
  }

  /// Whether the edge reads the same both ways.
  public var isSymmetric: Bool { !isDirected || relation.isSymmetric }
}

extension Edge: Comparable {
  /// By source, relation, target, date (none first), modality; at last by key.
  public static func < (a: Edge, b: Edge) -> Bool {
    if a.source != b.source { return a.source < b.source }
    if a.relation != b.relation { return a.relation < b.relation }
    if a.target != b.target { return a.target < b.target }
    if a.date != b.date { return (a.date ?? "") < (b.date ?? "") }
    if a.modality != b.modality { return a.modality < b.modality }
    return a.key < b.key
  }
}

extension Evidence: Comparable {
  /// By article, place in it and trigger.
  public static func < (a: Evidence, b: Evidence) -> Bool {
    if a.article != b.article { return a.article < b.article }
    let left = (a.sentence, a.start, a.end, a.trigger.start, a.trigger.end)
    let right = (b.sentence, b.start, b.end, b.trigger.start, b.trigger.end)
    return left == right ? a.quote < b.quote : left < right
  }
}
