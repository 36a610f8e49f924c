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
///
/// What articles tell of one group is added up while the records go by, so that memory grows with the names of a
/// corpus and not with its text.
struct EntityMerging {
  /// Not in order.
  private(set) var nodes: [MergedNode] = []
  /// For each node the place of its group's root in the order of first mention.
  private var groups: [EntityGroup] = []
  /// For each group, the group it is part of; chains end at themselves.
  private var parents: [Int] = []
  /// For all entities of all records, one record after the other, the number of the group.
  private var groupOfEntity: [Int32] = []
  /// Where a record's entities begin in `groupOfEntity`.
  private var starts: [Int] = []
  private var nodeOfGroup: [Int32] = []

  init(_ records: MergingRecords) throws {
    var names = FoldedNames()
    try group(records, &names)
    for number in groups.indices { groups[number].endAdding(&names) }
    joinKnownNames()
    while joinAliases() {}
    makeNodes()
  }

  /// For each entity of a record the number of its node.
  func nodes(ofRecord record: Int) -> [Int] {
    groupOfEntity[starts[record]..<starts[record + 1]].map { Int(nodeOfGroup[Int($0)]) }
  }

  private mutating func group(_ records: MergingRecords, _ names: inout FoldedNames) throws {
    var numbers: [EntityGroup.Identity: Int] = [:]
    let disputed = try Self.disputedLabels(records, &names)
    try records.forEach(.entities) { record, content in
      starts.append(groupOfEntity.count)
      for entity in content.entities {
        let label = entity.label.precomposedStringWithCanonicalMapping
        let name = names[label]
        let identity = EntityGroup.Identity(
          entity, label: label, name, isDisputed: disputed.contains(name.key))
        let number = numbers[identity] ?? groups.count
        if number == groups.count {
          numbers[identity] = number
          groups.append(EntityGroup(known: entity.known, name: name.name))
          parents.append(number)
        }
        groups[number].add(entity, label: label, record: record)
        groupOfEntity.append(Int32(number))
      }
    }
    starts.append(groupOfEntity.count)
  }

  /// Folded labels of two known entities and more: under these, kinds are kept apart.
  private static func disputedLabels(
    _ records: MergingRecords, _ names: inout FoldedNames
  ) throws -> Set<String> {
    var known: [String: String] = [:]
    var disputed: Set<String> = []
    try records.forEach(.entities) { _, record in
      for entity in record.entities {
        guard let id = entity.known else { continue }
        let key = names[entity.label.precomposedStringWithCanonicalMapping].key
        if let other = known[key] {
          if other != id { disputed.insert(key) }
        } else {
          known[key] = id
        }
      }
    }
    return disputed
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
    return Tally(merging: (known.isEmpty ? members : known).map { groups[$0].kinds }).best()!
  }

  /// Under one label, countries and places are taken for each other easily.
  private func family(_ kind: NodeKind) -> NodeKind { kind == .country ? .place : kind }

  /// Joins groups to the known entity of the same label.
  private mutating func joinKnownNames() {
    var labels: [String: Set<Int>] = [:]
    for number in groups.indices where groups[number].known != nil {
      for key in groups[number].labelKeys { labels[key, default: []].insert(number) }
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

  private struct Place: Hashable {
    let kind: NodeKind
    let key: String
  }

  /// Roots by the names that stand for them: all names of a component, and what persons' names end with.
  private func named(_ components: [Int: [Int]]) -> [Place: Set<Int>] {
    var named: [Place: Set<Int>] = [:]
    for (root, members) in components {
      let kind = kind(members)
      for name in members.flatMap({ groups[$0].names }) {
        let words = name.words
        let shortest = kind == .person ? 1 : words.count
        for count in stride(from: words.count, through: shortest, by: -1) where count > 0 {
          named[Place(kind: kind, key: words.suffix(count).joined(separator: " ")), default: []].insert(root)
        }
      }
    }
    return named
  }

  /// One round over all groups that are still apart; false when nothing has changed.
  private mutating func joinAliases() -> Bool {
    let components = self.components
    let named = named(components)
    var joins: [(Int, Int)] = []
    for number in groups.indices {
      let group = groups[number]
      guard group.known == nil, !group.hasJoined, !group.name.words.isEmpty else { continue }
      let own = root(number)
      let place = Place(kind: kind([number]), key: group.name.key)
      var candidates = named[place, default: []].subtracting([own])
      if candidates.isEmpty, let other = Self.confused[place.kind] {
        candidates = named[Place(kind: other, key: place.key), default: []].filter {
          hasKnown($0)
            && Set(components[$0]!.flatMap { groups[$0].records }).isSuperset(of: group.records)
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
    nodeOfGroup = [Int32](repeating: 0, count: groups.count)
    var wishes: [NodeNaming.Wish] = []
    for (root, members) in components {
      for member in members { nodeOfGroup[member] = Int32(nodes.count) }
      let kind = kind(members)
      let all = members.map { groups[$0] }
      let label = label(kind, known: groups[root].known == nil ? nil : groups[root], all: all)
      let names = all.reduce(into: Set<String>()) { $0.formUnion($1.labels.counts.keys) }
        .union(all.flatMap(\.aliases)).subtracting([label, ""])
      var attributes: [String: AttributeValue] = [:]
      for name in Set(all.flatMap(\.attributes.keys)) {
        attributes[name] = .string(Tally(merging: all.compactMap { $0.attributes[name] }).best()!)
      }
      nodes.append(
        MergedNode(
          kind: kind, label: label, aliases: names.sorted(), records: Set(all.flatMap(\.records)).sorted(),
          attributes: attributes))
      wishes.append(wish(kind, label, known: groups[root].known, members))
    }
    for (number, id) in NodeNaming.ids(wishes).enumerated() { nodes[number].id = id }
    groups = []
  }

  /// A known entity's own label, a person's fullest name, and else the name used most.
  private func label(_ kind: NodeKind, known: EntityGroup?, all: [EntityGroup]) -> String {
    if let known { return known.labels.best { $0.unicodeScalars.count }! }
    let labels = Tally(merging: all.map(\.labels))
    guard kind == .person else { return labels.best { $0.unicodeScalars.count }! }
    let lengths = labels.counts.keys.map { FoldedName($0).words.count }
    let longest = lengths.max()!
    let fullest = Set(zip(labels.counts.keys, lengths).filter { $0.1 == longest }.map(\.0))
    return labels.filter(fullest.contains).best()!
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
