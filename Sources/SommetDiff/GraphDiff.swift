import SommetGraph

/// What changed from one graph to another, by meaning.
///
///     let diff = try GraphDiff(from: old, to: new)
///     diff.facts.filter { $0.kind == .modality }
///
/// Elements with equal fingerprints are never decoded. The result depends on what the graphs hold, not on the order in
/// which they tell it, and `reversed` is the difference the other way round.
public struct GraphDiff: Sendable, Hashable {
  /// What is compared.
  public struct Options: Sendable, Hashable {
    /// Whether nodes without counterpart by id are looked for under another.
    public var aligns: Bool
    /// Names of fields that make no change: `confidence`, `weight`, `evidence`, an attribute's.
    public var ignored: Set<String>
    /// Whether the graphs were read by other rules or another pipeline; nil when that is not known.
    public var areRulesChanged: Bool?

    public init(aligns: Bool = true, ignored: Set<String> = [], areRulesChanged: Bool? = nil) {
      self.aligns = aligns
      self.ignored = ignored
      self.areRulesChanged = areRulesChanged
    }
  }

  /// By id.
  public var articles: [ArticleChange]
  /// By kind and id of the node as it is now, or was last.
  public var entities: [EntityChange]
  /// By source, relation, target, date and modality of the edge as it is now, or was last.
  public var facts: [FactChange]
  /// Nodes that facts tell of, by id, on either side.
  public var oldNames: [String: NodeCaption]
  public var newNames: [String: NodeCaption]
  public var patch: GraphPatch

  /// Whether nothing changed that means anything: keys of edges and places of sentences do not.
  public var isEmpty: Bool { articles.isEmpty && entities.isEmpty && facts.isEmpty }

  public init(
    articles: [ArticleChange] = [], entities: [EntityChange] = [], facts: [FactChange] = [],
    oldNames: [String: NodeCaption] = [:], newNames: [String: NodeCaption] = [:],
    patch: GraphPatch = GraphPatch()
  ) {
    self.articles = articles
    self.entities = entities
    self.facts = facts
    self.oldNames = oldNames
    self.newNames = newNames
    self.patch = patch
  }

  /// Compares two graphs.
  public init(
    from old: some FingerprintedGraph, to new: some FingerprintedGraph, options: Options = Options()
  ) throws {
    var comparison = try GraphComparison(old: old, new: new, options: options)
    self = try comparison.diff()
  }

  /// What changed from the new graph to the old.
  public var reversed: GraphDiff {
    var diff = GraphDiff()
    diff.articles = articles.map(\.reversed)
    diff.entities = entities.map(\.reversed)
    diff.facts = facts.map(\.reversed)
    diff.oldNames = newNames
    diff.newNames = oldNames
    diff.patch = patch.reversed
    diff.sort()
    return diff
  }

  mutating func sort() {
    articles.sort { $0.id < $1.id }
    entities = Self.sorted(entities) { a, b in
      if a.node < b.node { return true }
      return b.node < a.node ? false : a.rest.lexicographicallyPrecedes(b.rest)
    }
    facts = Self.sorted(facts) { a, b in
      if a.edge < b.edge { return true }
      return b.edge < a.edge ? false : a.rest.lexicographicallyPrecedes(b.rest)
    }
  }

  /// Sorts places rather than the changes themselves, which are large.
  private static func sorted<Change>(_ changes: [Change], _ precedes: (Change, Change) -> Bool) -> [Change] {
    changes.indices.sorted { precedes(changes[$0], changes[$1]) }.map { changes[$0] }
  }

  /// A node's name now, or what it was.
  public func name(_ id: String, old isOld: Bool = false) -> NodeCaption {
    (isOld ? oldNames[id] ?? newNames[id] : newNames[id] ?? oldNames[id])
      ?? NodeCaption(label: id, kind: .untyped)
  }
}

extension EntityChange {
  /// The node as it is now, or was last.
  public var node: Node { (new ?? old)! }

  fileprivate var rest: [String] { [old?.id ?? "", new?.id ?? "", kinds[0].rawValue] }
}

extension FactChange {
  fileprivate var rest: [String] { [old?.key ?? "", new?.key ?? "", kinds[0].rawValue] }
}
