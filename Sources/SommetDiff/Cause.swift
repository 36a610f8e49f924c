/// Why something changed, as far as the articles tell.
public struct Cause: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case articleAdded = "article_added"
    case articleRemoved = "article_removed"
    case articleEdited = "article_edited"
    /// The text is the same, rules or language pipeline are not.
    case rulesChanged = "rules_changed"
    /// The text is the same and was read otherwise: by other rules, or in the light of other articles.
    case readAnew = "read_anew"
    /// The graphs do not tell whether the text is the same.
    case unknown
  }

  public var kind: Kind
  /// Ids, ascending.
  public var articles: [String]

  public init(_ kind: Kind, articles: [String]) {
    self.kind = kind
    self.articles = articles
  }

  var reversed: Cause {
    switch kind {
    case .articleAdded: Cause(.articleRemoved, articles: articles)
    case .articleRemoved: Cause(.articleAdded, articles: articles)
    default: self
    }
  }

  /// In the order of the kinds, one cause each.
  static func sorted(_ articles: [Kind: Set<String>]) -> [Cause] {
    Kind.allCases.compactMap { kind in
      articles[kind].map { Cause(kind, articles: $0.sorted()) }
    }
  }
}

extension [Cause] {
  var reversed: [Cause] {
    Cause.sorted(Dictionary(uniqueKeysWithValues: map { ($0.reversed.kind, Set($0.articles)) }))
  }
}
