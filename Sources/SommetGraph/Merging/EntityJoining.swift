/// Joins groups of entities whose name is an alias, or what others end with, round by round until nothing changes.
///
/// Cost is that of a sort of all names in each round; two or three rounds are the rule.
struct EntityJoining {
  private struct Name: BitwiseCopyable {
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
  private let names = SpilledArray<Name>(memory: 32 << 20)

  /// - Parameters:
  ///   - groupOfEntity: for all entities of all records the number of the group.
  ///   - starts: where a record's entities begin in it; its end last.
  ///   - memory: bytes that a sort may hold.
  static func joinAliases(
    _ groups: EntityGroups, groupOfEntity: SpilledArray<Int32>, starts: [Int], memory: Int
  ) throws {
    while true {
      let joins = try EntityJoining(groups, memory: memory).joins(groupOfEntity, starts)
      if joins.isEmpty { return }
      try groups.join(joins)
    }
  }

  private init(_ groups: EntityGroups, memory: Int) throws {
    self.groups = groups
    kinds = try groups.talliesByRoot()
    var sorter = ByteSorter(limit: memory)
    try groups.told.forEach { group, suffix, isWhole in
      let root = try groups.root(group)
      let kind = try groups.kind(root, kinds)
      // Persons go by what their name ends with too.
      guard isWhole || kind == NodeKind.person.rank else { return }
      try sorter.add(
        key: Self.place(suffix, kind).orderedBytes + UInt32(root).orderedBytes)
    }
    try sorter.forEachGroup { key, _ in
      try names.append(
        Name(place: UInt64(orderedBytes: key.prefix(8)), root: Int32(UInt32(orderedBytes: key.dropFirst(8)))))
    }
  }

  private static func place(_ name: UInt64, _ kind: UInt8) -> UInt64 {
    Identifier.mixed(name &+ UInt64(kind) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// Up to some roots that go by a name, ascending, without one of them.
  private func roots(_ place: UInt64, without own: Int, limit: Int) throws -> [Int] {
    var index = try EvenNumbers.lowerBound(of: place, count: names.count) { (index) throws in
      try names[index].place
    }
    var found: [Int] = []
    while index < names.count, found.count < limit {
      let name = try names[index]
      guard name.place == place else { break }
      if Int(name.root) != own { found.append(Int(name.root)) }
      index += 1
    }
    return found
  }

  /// Kinds that a name alone does not tell apart.
  private static let confused: [UInt8: UInt8] = [
    NodeKind.person.rank: NodeKind.organization.rank, NodeKind.organization.rank: NodeKind.person.rank,
  ]

  private func joins(_ groupOfEntity: SpilledArray<Int32>, _ starts: [Int]) throws
    -> [(group: Int, root: Int)]
  {
    var joins: [(group: Int, root: Int)] = []
    var doubts: [Doubt] = []
    for group in 0..<groups.count where try groups.isApart(group) {
      let (own, kind, name) = (try groups.root(group), try groups.kind(group), try groups.name(group))
      let candidates = try roots(Self.place(name, kind), without: own, limit: 2)
      if candidates.count == 1 { joins.append((group, candidates[0])) }
      if candidates.isEmpty, let other = Self.confused[kind] {
        let known = try roots(Self.place(name, other), without: -1, limit: .max).filter(groups.isKnown)
        if !known.isEmpty { doubts.append(Doubt(group: group, roots: known)) }
      }
    }
    try settle(&doubts, groupOfEntity, starts)
    joins += doubts.compactMap { $0.roots.count == 1 ? ($0.group, $0.roots[0]) : nil }
    return joins.sorted { $0.group < $1.group }
  }

  /// Leaves of the candidates those that all articles mention which mention the group.
  private func settle(_ doubts: inout [Doubt], _ groupOfEntity: SpilledArray<Int32>, _ starts: [Int]) throws {
    if doubts.isEmpty { return }
    let places = Dictionary(uniqueKeysWithValues: doubts.indices.map { (Int32(doubts[$0].group), $0) })
    for record in starts.indices.dropLast() {
      let told = try groupOfEntity[starts[record]..<starts[record + 1]]
      let asked = told.compactMap { places[$0] }
      if asked.isEmpty { continue }
      let roots = Set(try told.map { try groups.root(Int($0)) })
      for place in asked { doubts[place].roots.removeAll { !roots.contains($0) } }
    }
  }
}
