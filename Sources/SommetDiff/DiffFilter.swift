import SommetGraph

/// Which changes are shown. A condition that is nil lets everything through; the patch stays whole.
public struct DiffFilter: Sendable, Hashable {
  public var changes: Set<ChangeKind>?
  /// Kinds of the entity, or of an end of the fact.
  public var kinds: Set<NodeKind>?
  /// Names or ids of the entity, or of an end of the fact: labels, aliases, surnames, without case and accents.
  public var names: [String]?
  /// Relations, modalities and days of facts; `who` and `whom` are not asked. A fact passes when it does on either side.
  public var edges: EdgeFilter

  public init(
    changes: Set<ChangeKind>? = nil, kinds: Set<NodeKind>? = nil, names: [String]? = nil,
    edges: EdgeFilter = EdgeFilter()
  ) {
    self.changes = changes
    self.kinds = kinds
    self.names = names
    self.edges = edges
  }

  public var isEmpty: Bool { self == DiffFilter() }

  public func apply(to diff: GraphDiff) -> GraphDiff {
    guard !isEmpty else { return diff }
    var part = diff
    part.articles = []
    let folded = names?.map { FoldedName($0) }
    part.entities = edges == EdgeFilter() ? diff.entities.filter { passes($0, folded) } : []
    part.facts = diff.facts.filter { passes($0, folded, diff) }
    return part
  }

  private func passes(_ change: EntityChange, _ folded: [FoldedName]?) -> Bool {
    let nodes = [change.old, change.new].compactMap { $0 }
    return passes(change.kinds) && (kinds.map { kinds in nodes.contains { kinds.contains($0.kind) } } ?? true)
      && (folded.map { wanted in
        nodes.contains { node in
          names!.contains(node.id) || ([node.label] + node.aliases).contains { Self.isMeant($0, wanted) }
        }
      } ?? true)
  }

  private func passes(_ change: FactChange, _ folded: [FoldedName]?, _ diff: GraphDiff) -> Bool {
    guard passes(change.kinds), [change.old, change.new].contains(where: { $0.map(edges.matches) ?? false })
    else { return false }
    let ends = [(change.old, true), (change.new, false)].flatMap { edge, isOld in
      edge.map { edge in [edge.source, edge.target].map { ($0, diff.name($0, old: isOld)) } } ?? []
    }
    return (kinds.map { kinds in ends.contains { kinds.contains($0.1.kind) } } ?? true)
      && (folded.map { wanted in
        ends.contains { id, name in names!.contains(id) || Self.isMeant(name.label, wanted) }
      } ?? true)
  }

  private func passes(_ kinds: [ChangeKind]) -> Bool {
    changes.map { wanted in kinds.contains { wanted.contains($0) } } ?? true
  }

  private static func isMeant(_ name: String, _ wanted: [FoldedName]) -> Bool {
    let name = FoldedName(name)
    return wanted.contains { $0 == name || $0.isProperSuffix(of: name) }
  }
}
