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
/// Groups, and what articles say of them, lie in temporary files, so that memory does not grow with the number of names.
struct EntityMerging {
  /// For all entities of all records, one record after the other, the number of the group, then of the node.
  private let nodeOfEntity = SpilledArray<Int32>()
  /// Where a record's entities begin in `nodeOfEntity`; its end last.
  private var starts: [Int] = [0]

  /// - Parameters:
  ///   - nodes: are given the entities' nodes.
  ///   - memory: bytes that a sort may hold.
  init(_ records: MergingRecords, _ nodes: inout MergedNodes, memory: Int) throws {
    var making = try tellings(records, groups(records, memory: memory), memory: memory)
    let appearances = try Appearances(nodeOfEntity, starts, nodeCount: making.count)
    try making.finish(appearances, &nodes)
  }

  /// For each entity of a record the number of its node.
  func nodes(ofRecord record: Int) throws -> [Int] {
    try nodeOfEntity[starts[record]..<starts[record + 1]].map { Int($0) }
  }

  /// Takes all decisions: which groups there are, and which are joined.
  private mutating func groups(_ records: MergingRecords, memory: Int) throws -> EntityGroups {
    let groups = EntityGroups()
    try group(records, groups)
    try groups.joinKnownNames()
    try EntityJoining.joinAliases(groups, groupOfEntity: nodeOfEntity, starts: starts, memory: memory)
    return groups
  }

  private mutating func group(_ records: MergingRecords, _ groups: EntityGroups) throws {
    var folded = FoldedNames()
    let disputed = try Self.disputedNames(records, &folded)
    try records.forEach(.entities) { _, record in
      for entity in record.entities {
        let group = try groups.add(
          entity, label: entity.label.composed, &folded, isDisputed: disputed.contains)
        try nodeOfEntity.append(Int32(group))
      }
      starts.append(nodeOfEntity.count)
    }
    groups.endAdding()
  }

  /// Hashes of folded labels of two known entities and more: under these, kinds are kept apart.
  private static func disputedNames(
    _ records: MergingRecords, _ folded: inout FoldedNames
  ) throws -> Set<UInt64> {
    var known: [UInt64: String] = [:]
    var disputed: Set<UInt64> = []
    try records.forEach(.entities) { _, record in
      for entity in record.entities {
        guard let id = entity.known, let name = folded[entity.label.composed].whole else { continue }
        if let other = known[name] {
          if other != id { disputed.insert(name) }
        } else {
          known[name] = id
        }
      }
    }
    return disputed
  }

  /// Gives each component a number, in ascending order of roots, and gathers what articles say of it.
  private mutating func tellings(_ records: MergingRecords, _ groups: EntityGroups, memory: Int) throws
    -> EntityNodes
  {
    let kinds = try groups.talliesByRoot()
    let numbers = SpilledArray<Int32>(memory: 4 << 20)
    var nodes = EntityNodes(memory: memory)
    for group in 0..<groups.count {
      let isRoot = try groups.isRoot(group)
      try numbers.append(isRoot ? Int32(nodes.add(kind: groups.kind(group, kinds))) : -1)
    }
    var folded = FoldedNames()
    try records.forEach(.entities) { number, record in
      for (place, entity) in zip(starts[number]..<starts[number + 1], record.entities) {
        let group = Int(try nodeOfEntity[place])
        let root = try groups.root(group)
        let node = try numbers[root]
        try nodes.tell(
          entity, of: Int(node), group: group, isRoot: root == group, isKnown: groups.isKnown(root), &folded)
        try nodeOfEntity.set(place, node)
      }
    }
    return nodes
  }
}
