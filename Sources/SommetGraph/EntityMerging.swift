import Foundation

/// Decides which entities of which articles are one node.
///
/// - The same known id is one node; two known ids never are.
/// - Others are one by folded name. Where the kinds of one name differ, a known entity of that name wins, else the
///   kind told most often.
/// - A name that is an alias of one other entity of its kind, and of no second one, joins it. A capital that stands for
///   its country is an alias of the country, and a place of its own as well.
/// - A person or organization of that name joins a known one of the other kind that the same articles mention, when
///   nothing of its own kind has the name.
/// - A surname joins the only person whose full name ends with it; two such persons, and it stays apart.
struct EntityMerging {
  private(set) var nodes: [Node] = []
  /// For each record and each of its entities the node's id.
  private(set) var ids: [[String]]

  /// Entities that are one from the start, and then stay or join another group.
  private struct Group {
    let known: String?
    /// Folded name; of known entities the first.
    let name: FoldedName
    var tellings: [Telling] = []
    var hasJoined = false
  }

  private struct Telling {
    let record: Int
    let index: Int
    let article: String
    let entity: RecordedEntity
    /// Folded label, then folded aliases.
    let names: [FoldedName]
  }

  private var groups: [Group] = []
  /// For each group, the group it is part of; chains end at themselves.
  private var parents: [Int] = []

  init(_ records: [Record]) {
    ids = records.map { [String](repeating: "", count: $0.entities.count) }
    group(records)
    joinKnownNames()
    while joinAliases() {}
    makeNodes()
  }

  private mutating func group(_ records: [Record]) {
    var numbers: [[String]: Int] = [:]
    let disputed = Self.disputedLabels(records)
    for (record, content) in records.enumerated() {
      for (index, entity) in content.entities.enumerated() {
        var entity = entity
        entity.label = entity.label.precomposedStringWithCanonicalMapping
        entity.aliases = entity.aliases.map(\.precomposedStringWithCanonicalMapping)
        let name = FoldedName(entity.label)
        let identity =
          if let known = entity.known {
            ["known", known]
          } else if name.words.isEmpty {
            ["label", entity.label]
          } else {
            ["name", name.key, disputed.contains(name.key) ? entity.kind.rawValue : ""]
          }
        let number = numbers[identity] ?? groups.count
        if number == groups.count {
          numbers[identity] = number
          groups.append(Group(known: entity.known, name: name))
          parents.append(number)
        }
        groups[number].tellings.append(
          Telling(
            record: record, index: index, article: content.article.id, entity: entity,
            names: [name] + entity.aliases.map { FoldedName($0) }))
      }
    }
  }

  /// Folded labels of two known entities and more: under these, kinds are kept apart.
  private static func disputedLabels(_ records: [Record]) -> Set<String> {
    var known: [String: Set<String>] = [:]
    for entity in records.flatMap(\.entities) {
      if let id = entity.known { known[FoldedName(entity.label).key, default: []].insert(id) }
    }
    return Set(known.filter { $0.value.count > 1 }.keys)
  }

  private func root(_ group: Int) -> Int {
    var group = group
    while parents[group] != group { group = parents[group] }
    return group
  }

  /// Components by their root, with the groups they are made of.
  private var components: [Int: [Int]] { Dictionary(grouping: groups.indices, by: root) }

  /// The known id's own kind, else the kind told most often; of equals the first in the order of `NodeKind`.
  private func kind(_ members: [Int]) -> NodeKind {
    let known = members.filter { groups[$0].known != nil }
    for member in known {
      if let prefix = groups[member].known!.split(separator: ":").first,
        let kind = NodeKind(known: String(prefix))
      {
        return kind
      }
    }
    let counted = known.isEmpty ? members : known
    return Tally(counted.flatMap { groups[$0].tellings.map(\.entity.kind) }).best()!
  }

  /// Under one label, countries and places are taken for each other easily.
  private func family(_ kind: NodeKind) -> NodeKind { kind == .country ? .place : kind }

  /// Joins groups to the known entity of the same label.
  private mutating func joinKnownNames() {
    var labels: [String: Set<Int>] = [:]
    for number in groups.indices where groups[number].known != nil {
      for telling in groups[number].tellings {
        labels[telling.names[0].key, default: []].insert(number)
      }
    }
    for number in groups.indices where groups[number].known == nil && !groups[number].name.words.isEmpty {
      guard let candidates = labels[groups[number].name.key] else { continue }
      let own = family(kind([number]))
      let sameKind = candidates.filter { family(kind([$0])) == own }
      let chosen = sameKind.isEmpty ? candidates : sameKind
      if chosen.count == 1 {
        parents[number] = chosen.first!
        groups[number].hasJoined = true
      }
    }
  }

  /// One round over all groups that are still apart; false when nothing has changed.
  private mutating func joinAliases() -> Bool {
    struct Place: Hashable {
      let kind: NodeKind
      let key: String
    }
    var named: [Place: Set<Int>] = [:]
    let components = self.components
    for (root, members) in components {
      let kind = kind(members)
      for telling in members.flatMap({ groups[$0].tellings }) {
        for name in Set(telling.names) {
          let words = name.words
          let shortest = kind == .person ? 1 : words.count
          for count in stride(from: words.count, through: shortest, by: -1) where count > 0 {
            named[Place(kind: kind, key: words.suffix(count).joined(separator: " ")), default: []].insert(
              root)
          }
        }
      }
    }
    var joins: [(Int, Int)] = []
    for number in groups.indices {
      let group = groups[number]
      guard group.known == nil, !group.hasJoined, !group.name.words.isEmpty else { continue }
      let own = root(number)
      let place = Place(kind: kind([number]), key: group.name.key)
      var candidates = named[place, default: []].subtracting([own])
      if candidates.isEmpty, let other = Self.confused[place.kind] {
        let articles = Set(group.tellings.map(\.article))
        candidates = named[Place(kind: other, key: place.key), default: []].filter {
          hasKnown($0)
            && articles.isSubset(of: components[$0]!.flatMap { groups[$0].tellings }.map(\.article))
        }
      }
      if candidates.count == 1 { joins.append((number, candidates.first!)) }
    }
    for (number, target) in joins {
      groups[number].hasJoined = true
      let (own, other) = (root(number), root(target))
      // A component holds one known entity at most; that one stays its root.
      if own == other || (hasKnown(own) && hasKnown(other)) { continue }
      let (upper, lower) = hasKnown(own) || (!hasKnown(other) && own < other) ? (own, other) : (other, own)
      parents[lower] = upper
    }
    return !joins.isEmpty
  }

  /// Kinds that a name alone does not tell apart.
  private static let confused: [NodeKind: NodeKind] = [.person: .organization, .organization: .person]

  private func hasKnown(_ root: Int) -> Bool { groups[root].known != nil }

  private mutating func makeNodes() {
    let components = self.components.sorted { $0.key < $1.key }
    var wishes: [NodeNaming.Wish] = []
    for (root, members) in components {
      let tellings = members.flatMap { groups[$0].tellings }
      let kind = kind(members)
      let label = label(kind, known: groups[root].known == nil ? [] : groups[root].tellings, all: tellings)
      let names = Set(tellings.flatMap { [$0.entity.label] + $0.entity.aliases }).subtracting([label, ""])
      var attributes: [String: Tally<String>] = [:]
      for telling in tellings {
        for (name, value) in telling.entity.attributes { attributes[name, default: Tally()].add(value) }
      }
      nodes.append(
        Node(
          id: "", kind: kind, label: label, aliases: names.sorted(),
          articles: Set(tellings.map(\.article)).sorted(),
          attributes: attributes.mapValues { .string($0.best()!) }))
      wishes.append(wish(kind, label, known: groups[root].known, members))
    }
    for (number, id) in NodeNaming.ids(wishes).enumerated() {
      nodes[number].id = id
      for telling in components[number].value.flatMap({ groups[$0].tellings }) {
        ids[telling.record][telling.index] = id
      }
    }
  }

  /// A known entity's own label, a person's fullest name, and else the name used most.
  private func label(_ kind: NodeKind, known: [Telling], all: [Telling]) -> String {
    let labels = Tally((known.isEmpty ? all : known).map(\.entity.label))
    guard known.isEmpty, kind == .person else { return labels.best { $0.unicodeScalars.count }! }
    let longest = labels.counts.keys.map { FoldedName($0).words.count }.max()!
    return Tally(all.map(\.entity.label).filter { FoldedName($0).words.count == longest }).best()!
  }

  private func wish(_ kind: NodeKind, _ label: String, known: String?, _ members: [Int]) -> NodeNaming.Wish {
    if let known {
      let isPrefixed = known.split(separator: ":").first.flatMap { NodeKind(known: String($0)) } != nil
      let whole = isPrefixed ? known : "\(kind.rawValue):\(known)"
      return .init(id: Identifier.token(whole), isFixed: Identifier.isToken(known), seed: ["known", known])
    }
    let names = members.map { groups[$0].name.words.isEmpty ? label : groups[$0].name.key }.sorted()
    let slug = Identifier.slug(label)
    let seed = [kind.rawValue] + names
    return .init(
      id: "\(kind.rawValue):\(slug.isEmpty ? Identifier.hash(seed) : slug)", isFixed: false, seed: seed)
  }
}
