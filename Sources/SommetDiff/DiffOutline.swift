import SommetGraph

/// A difference as people read it: entities first, then the facts of each entity together.
public struct DiffOutline: Sendable {
  /// The facts of one entity.
  public struct Group: Sendable {
    /// The node's id, now or as it was.
    public let node: String
    public let name: GraphDiff.Name
    public let effect: Effect
    /// What changed most comes first; then by relation and the other end.
    public let facts: [FactChange]
  }

  public let articles: [ArticleChange]
  /// Merged, split, renamed, of another kind; then those that came or went and of which no fact tells.
  public let entities: [EntityChange]
  /// The one with the most changes first.
  public let groups: [Group]
  /// Entities of which nothing changed but the articles that tell of them.
  public let retold: Int

  public init(_ diff: GraphDiff) {
    articles = diff.articles
    var degrees: [String: Int] = [:]
    for fact in diff.facts {
      for end in [fact.edge.source, fact.edge.target] { degrees[end, default: 0] += 1 }
    }
    var facts: [String: [FactChange]] = [:]
    for fact in diff.facts { facts[Self.owner(of: fact.edge, degrees, diff), default: []].append(fact) }
    var effects: [String: Effect] = [:]
    for change in diff.entities { effects[change.node.id] = change.effect }
    groups = facts.map { node, facts in
      Group(
        node: node, name: diff.name(node), effect: effects[node] ?? .same, facts: facts.sorted(by: Self.order)
      )
    }.sorted { a, b in
      if a.facts.count != b.facts.count { return a.facts.count > b.facts.count }
      return a.name.kind == b.name.kind ? a.node < b.node : a.name.kind < b.name.kind
    }
    let told = Set(degrees.keys)
    let shown = diff.entities.filter { change in
      if change.effect != .changed { return !told.contains(change.node.id) }
      return !change.isOnlyRetold
    }
    entities = shown.sorted { a, b in
      a.kinds[0] == b.kinds[0] ? a.node < b.node : a.kinds[0] < b.kinds[0]
    }
    retold = diff.entities.count { $0.effect == .changed && $0.isOnlyRetold }
  }

  /// Under which of its ends a fact is told: a meeting before who was there, the one that acts before the other; of two
  /// that meet, the one of whom more is told.
  private static func owner(of edge: Edge, _ degrees: [String: Int], _ diff: GraphDiff) -> String {
    if edge.relation == .attended { return edge.target }
    guard edge.isSymmetric else { return edge.source }
    let (source, target) = (degrees[edge.source]!, degrees[edge.target]!)
    return target > source ? edge.target : edge.source
  }

  private static func order(_ a: FactChange, _ b: FactChange) -> Bool {
    if a.kind != b.kind { return a.kind < b.kind }
    return a.edge.relation == b.edge.relation ? a.edge < b.edge : a.edge.relation < b.edge.relation
  }
}

extension EntityChange {
  private static let tellings: Set<String> = ["articles", "first_seen", "last_seen"]

  /// Whether nothing changed but the articles that tell of the entity.
  public var isOnlyRetold: Bool {
    kinds == [.attributes] && fields.allSatisfy { Self.tellings.contains($0.name) }
  }

  /// What happened, in a line.
  ///
  ///     "Volodymyr Zelenski is now Volodymyr Zelensky"
  public var words: String {
    guard let old else { return "\(new!.label) (\(new!.kind.words))" }
    guard let new else { return "\(old.label) (\(old.kind.words))" }
    let kinds = Set(self.kinds)
    if kinds.contains(.entityMerged) { return "\(old.label) is now part of \(new.label)" }
    if kinds.contains(.entitySplit) { return "\(new.label) is no longer part of \(old.label)" }
    if kinds.contains(.entityRenamed) {
      let isSame = old.label == new.label
      let renamed = isSame ? "\(old.id) is now \(new.id)" : "\(old.label) is now \(new.label)"
      return kinds.contains(.entityKind) ? renamed + ", \(kindWords(old, new))" : renamed
    }
    if kinds.contains(.entityKind) { return "\(new.label): \(kindWords(old, new))" }
    return "\(new.label): "
      + fields.filter { !Self.tellings.contains($0.name) }.map(\.words).joined(separator: "; ")
  }

  private func kindWords(_ old: Node, _ new: Node) -> String { "\(old.kind.words) → \(new.kind.words)" }
}

extension NodeKind {
  var words: String { self == .untyped ? "untyped" : rawValue }
}

extension FieldChange {
  /// What is another, in a few words.
  public var words: String {
    if case .list(let before)? = old, case .list(let after)? = new {
      let (gone, come) = (before.filter { !after.contains($0) }, after.filter { !before.contains($0) })
      return "\(name) \((come.map { "+\($0)" } + gone.map { "−\($0)" }).joined(separator: ", "))"
    }
    return "\(name) \(Self.words(old)) → \(Self.words(new))"
  }
}

extension FactChange {
  /// What the fact says, as told of one of its ends.
  ///
  ///     "met Donald Trump · 2025-08-18"
  public func words(of owner: String, in diff: GraphDiff) -> String {
    let isOwner = edge.source == owner
    let other = diff.name(isOwner ? edge.target : edge.source, old: new == nil).label
    var words = "\(Self.verb(edge.relation, isOwner || edge.isSymmetric)) \(other)"
    if let title = edge.title { words += " (\(title))" }
    return words
  }

  private static func verb(_ relation: Relation, _ isActive: Bool) -> String {
    if relation == .untyped { return isActive ? "→" : "←" }
    let word =
      relation == .holdsOffice
      ? "holds office at" : relation.rawValue.split(separator: "_").joined(separator: " ")
    return isActive ? word : "\(word) by"
  }

  /// When, whether, and according to whom, with what it was before.
  ///
  ///     ["2025-08 → 2025-08-18", "planned → occurred"]
  public func circumstances(in diff: GraphDiff) -> [String] {
    func step(_ field: String, _ before: String?, _ after: String?, none: String) -> String? {
      if let old, new != nil, fields.contains(where: { $0.name == field }) {
        _ = old
        return "\(before ?? none) → \(after ?? none)"
      }
      return new == nil ? before : after
    }
    func sayer(_ edge: Edge?, _ isOld: Bool) -> String? {
      edge?.accordingTo.map { "according to \(diff.name($0, old: isOld).label)" }
    }
    func modality(_ edge: Edge?) -> String? {
      guard let edge, edge.modality != .unstated else { return nil }
      return fields.contains { $0.name == "modality" } || edge.modality != .occurred
        ? edge.modality.rawValue : nil
    }
    return [
      step("date", old?.date, new?.date, none: "no date"),
      step("modality", modality(old), modality(new), none: "unstated"),
      step("according_to", sayer(old, true), sayer(new, false), none: "the article itself"),
    ].compactMap { $0 }
  }

  /// Fields that no circumstance tells: of those that follow from the sentences (weight, confidence, rule) none, unless
  /// nothing else changed.
  public var otherFields: [FieldChange] {
    let told: Set<String> = ["date", "modality", "according_to"]
    let consequences: Set<String> = ["weight", "confidence", "rule", "plover"]
    return fields.filter {
      !told.contains($0.name) && (kinds == [.attributes] || !consequences.contains($0.name))
    }
  }
}

extension Cause {
  /// As a note behind a change.
  public var words: String {
    let shown = articles.prefix(3).joined(separator: ", ")
    let list = articles.count > 3 ? "\(shown) and \(articles.count - 3) more" : shown
    switch kind {
    case .articleAdded: return "added: \(list)"
    case .articleRemoved: return "removed: \(list)"
    case .articleEdited: return "edited: \(list)"
    case .rulesChanged: return "by other rules: \(list)"
    case .readAnew: return "read anew: \(list)"
    case .unknown: return "in \(list)"
    }
  }
}
