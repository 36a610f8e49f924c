/// Joins groups of entities whose name is an alias, or what others end with, round by round until nothing changes.
///
/// Cost is that of a sort of all names in each round; two or three rounds are the rule.
struct EntityJoining {
  private struct Name {
    let place: UInt64
    let root: Int32
  }

  /// A group that joins a known one of another kind, if the articles that mention it all mention that one too.
  private struct Doubt {
    let group: Int
    var roots: [Int]
  }

  private let groups: EntityGroups
  private let kinds: KindTallies
  /// Ascending by place, then root.
  private var names: [Name] = []

  /// - Parameters:
  ///   - groupOfEntity: for all entities of all records the number of the group.
  ///   - starts: where a record's entities begin in it; its end last.
  static func joinAliases(_ groups: inout EntityGroups, groupOfEntity: [Int32], starts: [Int]) {
    while true {
      let joins = EntityJoining(groups).joins(groupOfEntity, starts)
      if joins.isEmpty { return }
      groups.join(joins)
    }
  }

  private init(_ groups: EntityGroups) {
    self.groups = groups
    kinds = groups.talliesByRoot
    var all: [Name] = []
    groups.told.forEach { group, suffixes in
      let root = groups.root(group)
      let kind = groups.kind(root, kinds)
      // Persons go by what their name ends with too.
      for suffix in kind == NodeKind.person.rank ? suffixes : suffixes.suffix(1) {
        all.append(Name(place: Self.place(suffix, kind), root: Int32(root)))
      }
    }
    all.sort { ($0.place, $0.root) < ($1.place, $1.root) }
    names = all
  }

  private static func place(_ name: UInt64, _ kind: UInt8) -> UInt64 {
    Identifier.mixed(name &+ UInt64(kind) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Up to some roots that go by a name, ascending, without one of them.
  private func roots(_ place: UInt64, without own: Int, limit: Int) -> [Int] {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].place < place { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < names.count, names[low].place == place, found.count < limit {
      let root = Int(names[low].root)
      if root != own, found.last != root { found.append(root) }
      low += 1
    }
    return found
  }

  /// Kinds that a name alone does not tell apart.
  private static let confused: [UInt8: UInt8] = [
    NodeKind.person.rank: NodeKind.organization.rank, NodeKind.organization.rank: NodeKind.person.rank,
  ]

  private func joins(_ groupOfEntity: [Int32], _ starts: [Int]) -> [(group: Int, root: Int)] {
    var joins: [(group: Int, root: Int)] = []
    var doubts: [Doubt] = []
    for group in 0..<groups.count where groups.isApart(group) {
      let (own, kind, name) = (groups.root(group), groups.kind(group), groups.names[group])
      let candidates = roots(Self.place(name, kind), without: own, limit: 2)
      if candidates.count == 1 { joins.append((group, candidates[0])) }
      if candidates.isEmpty, let other = Self.confused[kind] {
        let known = roots(Self.place(name, other), without: -1, limit: .max).filter(groups.isKnown)
        if !known.isEmpty { doubts.append(Doubt(group: group, roots: known)) }
      }
    }
    settle(&doubts, groupOfEntity, starts)
    joins += doubts.compactMap { $0.roots.count == 1 ? ($0.group, $0.roots[0]) : nil }
    return joins.sorted { $0.group < $1.group }
  }

  /// Leaves of the candidates those that all articles mention which mention the group.
  private func settle(_ doubts: inout [Doubt], _ groupOfEntity: [Int32], _ starts: [Int]) {
    if doubts.isEmpty { return }
    let places = Dictionary(uniqueKeysWithValues: doubts.indices.map { (Int32(doubts[$0].group), $0) })
    for record in starts.indices.dropLast() {
      let told = groupOfEntity[starts[record]..<starts[record + 1]]
      let asked = told.compactMap { places[$0] }
      if asked.isEmpty { continue }
      let roots = Set(told.map { groups.root(Int($0)) })
      for place in asked { doubts[place].roots.removeAll { !roots.contains($0) } }
    }
  }
}
