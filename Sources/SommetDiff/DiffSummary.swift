import SommetGraph

/// How much changed, by what it is.
public struct DiffSummary: Sendable, Hashable {
  /// How many came, went, and are otherwise.
  public struct Counts: Sendable, Hashable {
    public var added = 0
    public var removed = 0
    public var changed = 0

    mutating func count(_ effect: Effect) {
      switch effect {
      case .added: added += 1
      case .removed: removed += 1
      case .changed: changed += 1
      case .same: break
      }
    }
  }

  public private(set) var articles = Counts()
  public private(set) var entities = Counts()
  public private(set) var facts = Counts()
  public private(set) var entityKinds: [NodeKind: Counts] = [:]
  public private(set) var relations: [Relation: Counts] = [:]
  /// A change of several kinds counts for each.
  public private(set) var kinds: [ChangeKind: Int] = [:]

  public init(_ diff: GraphDiff) {
    for change in diff.articles {
      articles.count(change.kind == .added ? .added : change.kind == .removed ? .removed : .changed)
    }
    for change in diff.entities {
      entities.count(change.effect)
      entityKinds[change.node.kind, default: Counts()].count(change.effect)
      for kind in change.kinds { kinds[kind, default: 0] += 1 }
    }
    for change in diff.facts {
      facts.count(change.effect)
      relations[change.edge.relation, default: Counts()].count(change.effect)
      for kind in change.kinds { kinds[kind, default: 0] += 1 }
    }
  }
}

extension EntityChange {
  public var effect: Effect { old == nil ? .added : new == nil ? .removed : .changed }
}

extension FactChange {
  public var effect: Effect { old == nil ? .added : new == nil ? .removed : .changed }
}
