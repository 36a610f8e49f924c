import SommetGraph

/// What became of each article from one graph to the other.
struct ArticleStates {
  private var kinds: [String: ArticleChange.Kind] = [:]
  private(set) var changes: [ArticleChange] = []
  /// Articles that only one graph names, where no list of articles tells.
  private var onlyOld: Set<String> = []
  private var onlyNew: Set<String> = []
  /// Whether both graphs have a list of articles.
  private let areListed: Bool
  private let areRulesChanged: Bool

  /// - Parameters: the articles that differ, and whether each graph has a list of them.
  init(
    old: [GraphArticle], new: [GraphArticle], areListed: Bool, onlyOld: Set<String>, onlyNew: Set<String>,
    areRulesChanged: Bool
  ) {
    self.areListed = areListed
    self.onlyOld = onlyOld
    self.onlyNew = onlyNew
    self.areRulesChanged = areRulesChanged
    let before = Dictionary(uniqueKeysWithValues: old.map { ($0.info.id, $0.info) })
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.info.id, $0.info) })
    for id in Set(before.keys).union(after.keys).sorted() {
      let kind = Self.kind(before[id], after[id])
      kinds[id] = kind
      changes.append(ArticleChange(kind: kind, old: before[id], new: after[id]))
    }
  }

  private static func kind(_ old: ArticleInfo?, _ new: ArticleInfo?) -> ArticleChange.Kind {
    guard let old else { return .added }
    guard let new else { return .removed }
    if old.sha256 != new.sha256 { return .edited }
    return old == new ? .reread : .described
  }

  /// Whether both graphs have read the article in the same words.
  func hasSameText(_ id: String) -> Bool {
    switch kinds[id] {
    case .described, .reread: true
    case .added, .removed, .edited: false
    case nil: areListed
    }
  }

  /// Why a sentence of an article tells something that it did not tell before, or no longer.
  func cause(of article: String) -> Cause.Kind {
    if onlyNew.contains(article) { return .articleAdded }
    if onlyOld.contains(article) { return .articleRemoved }
    switch kinds[article] {
    case .added: return .articleAdded
    case .removed: return .articleRemoved
    case .edited: return .articleEdited
    case .described, .reread: return areRulesChanged ? .rulesChanged : .readAnew
    case nil: return areListed ? (areRulesChanged ? .rulesChanged : .readAnew) : .unknown
    }
  }
}
