import SommetGraph

/// What became of an article.
public struct ArticleChange: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case added, removed
    /// Its text is another.
    case edited
    /// Its text is the same; title, day, source or address is another.
    case described
    /// Nothing but its mentions and times.
    case reread
  }

  public var kind: Kind
  public var old: ArticleInfo?
  public var new: ArticleInfo?

  public var id: String { (new ?? old)!.id }

  var reversed: ArticleChange {
    let kind: Kind =
      switch kind {
      case .added: .removed
      case .removed: .added
      default: kind
      }
    return ArticleChange(kind: kind, old: new, new: old)
  }
}

/// What became of an entity: a node, or two of which one stands for the other.
public struct EntityChange: Sendable, Hashable {
  /// Ascending, never empty.
  public var kinds: [ChangeKind]
  /// Merged: a node that is now part of `new`. Split: what `new` was part of.
  public var old: Node?
  public var new: Node?
  /// Why two nodes are taken for one; nil when nothing but the id says so, or there is only one.
  public var reason: AlignmentReason?
  public var fields: [FieldChange]
  public var causes: [Cause]

  var reversed: EntityChange {
    EntityChange(
      kinds: kinds.map(\.reversed).sorted(), old: new, new: old, reason: reason,
      fields: fields.map(\.reversed), causes: causes.reversed)
  }
}

/// What became of a fact: an edge, or two that tell the same at different states of knowledge.
public struct FactChange: Sendable, Hashable {
  /// Ascending, never empty.
  public var kinds: [ChangeKind]
  public var old: Edge?
  public var new: Edge?
  public var fields: [FieldChange]
  /// By article and place.
  public var sentences: [SentenceChange]
  public var causes: [Cause]

  var reversed: FactChange {
    FactChange(
      kinds: kinds.map(\.reversed).sorted(), old: new, new: old, fields: fields.map(\.reversed),
      sentences: sentences.map(\.reversed).sorted(), causes: causes.reversed)
  }

  /// The edge as it is now, or was last.
  public var edge: Edge { (new ?? old)! }
  /// What the change is above all.
  public var kind: ChangeKind { kinds[0] }
}

/// A sentence behind a fact, on either side.
public struct SentenceChange: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case same, added, removed
    /// Said in other words in the same article.
    case reworded
  }

  public var kind: Kind
  public var old: Evidence?
  public var new: Evidence?
  /// Which words differ, of a reworded sentence; else empty.
  public var words: [WordDiff.Piece]

  public var article: String { (new ?? old)!.article }

  var reversed: SentenceChange {
    let kind: Kind =
      switch kind {
      case .added: .removed
      case .removed: .added
      default: kind
      }
    return SentenceChange(kind: kind, old: new, new: old, words: WordDiff.reversed(words))
  }
}

extension SentenceChange: Comparable {
  /// By article, then by kind, then by place, so that the order of two is that of their reversals.
  public static func < (a: SentenceChange, b: SentenceChange) -> Bool {
    if a.article != b.article { return a.article < b.article }
    func rank(_ change: SentenceChange) -> Int { change.kind == .same ? 2 : change.kind == .reworded ? 1 : 0 }
    if rank(a) != rank(b) { return rank(a) < rank(b) }
    let (left, right) = (a.new ?? a.old!, b.new ?? b.old!)
    return left == right ? a.kind == .removed && b.kind == .added : left < right
  }
}
