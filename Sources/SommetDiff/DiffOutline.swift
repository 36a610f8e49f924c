import SommetGraph

/// A difference as people read it: entities first, then the facts of each entity together.
public struct DiffOutline: Sendable {
  /// A fact as it is told of one of its ends; or several that tell the same of others at the other end, by the same
  /// sentences.
  public struct Item: Sendable {
    public fileprivate(set) var facts: [FactChange]
    /// Whether it is told of the edge's source.
    public let isOfSource: Bool

    /// The first stands for all.
    public var fact: FactChange { facts[0] }

    /// What the facts say.
    ///
    ///     "attended by Donald Trump, Vladimir Poutine"
    public func words(in diff: GraphDiff) -> String {
      let others = facts.map { $0.other(ofSource: isOfSource, in: diff) }
      return fact.words(ofSource: isOfSource, about: others.joined(separator: ", "))
    }
  }

  /// The facts of one entity.
  public struct Group: Sendable {
    /// The node's id, now or as it was.
    public let node: String
    public let name: NodeCaption
    public let effect: Effect
    /// What changed most comes first; then by relation and the other end.
    public let items: [Item]

    fileprivate var factCount: Int { items.map(\.facts.count).reduce(0, +) }
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
    var names: [String: NodeCaption] = [:]
    var moved: [String: String] = [:]
    var effects: [String: Effect] = [:]
    for change in diff.entities {
      effects[change.node.id] = change.effect
      guard let old = change.old, let new = change.new, old.id != new.id else { continue }
      if change.kinds.contains(.entitySplit) { continue }
      moved[old.id] = new.id
      names[new.id] = NodeCaption(label: new.label, kind: new.kind)
    }
    /// The ends of a fact, by the ids of the new graph where there is one.
    func ends(_ fact: FactChange) -> (source: String, target: String) {
      let (source, target) = (fact.edge.source, fact.edge.target)
      return fact.new == nil ? (moved[source] ?? source, moved[target] ?? target) : (source, target)
    }
    var degrees: [String: Int] = [:]
    for fact in diff.facts {
      let ends = ends(fact)
      for end in [ends.source, ends.target] { degrees[end, default: 0] += 1 }
    }
    var items: [String: [Item]] = [:]
    for fact in diff.facts {
      let ends = ends(fact)
      let isOfSource = Self.isOfSource(fact.edge, degrees[ends.source]!, degrees[ends.target]!)
      items[isOfSource ? ends.source : ends.target, default: []].append(
        Item(facts: [fact], isOfSource: isOfSource))
    }
    groups = items.map { node, items in
      Group(
        node: node, name: names[node] ?? diff.name(node), effect: effects[node] ?? .same,
        items: Self.joined(items.sorted { Self.order($0.fact, $1.fact) }))
    }.sorted { a, b in
      if a.factCount != b.factCount { return a.factCount > b.factCount }
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

  /// Of which end a fact is told: of the meeting before who was there, of the one that acts before the other; of two
  /// that meet, of the one of whom more is told.
  private static func isOfSource(_ edge: Edge, _ source: Int, _ target: Int) -> Bool {
    if edge.relation == .attended { return false }
    return edge.isSymmetric ? source >= target : true
  }

  /// What an item tells but for who is at the other end.
  private struct Telling: Hashable {
    let isOfSource: Bool
    let relation: Relation
    let kinds: [ChangeKind]
    let words: [String?]
    let sentences: [SentenceChange]
    let causes: [Cause]

    init(_ item: Item) {
      let fact = item.fact
      isOfSource = item.isOfSource
      relation = fact.edge.relation
      kinds = fact.kinds
      words =
        [fact.old, fact.new].flatMap {
          [$0?.date, $0?.modality.rawValue, $0?.accordingTo, $0?.title, $0?.content]
        } + fact.otherFields.map(\.words)
      // Each edge may have a trigger of its own in the sentence.
      sentences = fact.sentences.map { sentence in
        var sentence = sentence
        sentence.old?.trigger = .init(start: 0, end: 0)
        sentence.new?.trigger = .init(start: 0, end: 0)
        return sentence
      }
      causes = fact.causes
    }
  }

  private static func joined(_ items: [Item]) -> [Item] {
    var joined: [Item] = []
    var places: [Telling: Int] = [:]
    for item in items {
      if let place = places[Telling(item)] {
        joined[place].facts += item.facts
      } else {
        places[Telling(item)] = joined.count
        joined.append(item)
      }
    }
    return joined
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
  /// What the fact says, as told of its source or its target.
  ///
  ///     "met Donald Trump"
  public func words(ofSource isOfSource: Bool = true, in diff: GraphDiff) -> String {
    words(ofSource: isOfSource, about: other(ofSource: isOfSource, in: diff))
  }

  fileprivate func other(ofSource isOfSource: Bool, in diff: GraphDiff) -> String {
    diff.name(isOfSource ? edge.target : edge.source, old: new == nil).label
  }

  fileprivate func words(ofSource isOfSource: Bool, about other: String) -> String {
    let words = "\(Self.verb(edge.relation, isOfSource || edge.isSymmetric)) \(other)"
    return edge.title.map { "\(words) (\($0))" } ?? words
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
