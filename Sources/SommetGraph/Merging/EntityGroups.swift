/// Entities that are one from the start, and then stay or join another group, by number.
///
/// What is held of a group lies in temporary files but for the pages that are in use: names are told by hashes of 64 bits,
/// which by chance are the same for two names in 10¹⁹.
final class EntityGroups {
  private struct Group: BitwiseCopyable {
    /// Hash of the folded name, and whether there is one.
    let name: UInt64
    let hasName: Bool
    /// The group it is part of; chains end at themselves.
    var parent: Int32
    var hasJoined = false
    /// By rank what a known id says of its kind; `unknown` of others.
    let knownKind: UInt8
  }

  private let groups = SpilledArray<Group>(memory: 16 << 20)
  private let kinds = KindTallies()
  /// All folded names of groups, labels and aliases, each once.
  let told = ToldNames()
  private var isTold = NumberSet()
  /// Known groups by the hash of a label.
  private var knownByLabel: [UInt64: Set<Int>] = [:]
  private var numbers = NumberTable()

  private static let unknown: UInt8 = .max
  private static let withoutKind: UInt8 = .max - 1

  var count: Int { groups.count }

  // MARK: Telling

  /// Adds what an article tells.
  ///
  /// - Parameters:
  ///   - label: of the entity, composed.
  ///   - isDisputed: whether the name is of several known entities: then its kinds are kept apart.
  /// - Returns: the group's number.
  func add(
    _ entity: RecordedEntity, label: String, _ folded: inout FoldedNames, isDisputed: (UInt64) -> Bool
  ) throws -> Int {
    let name = folded[label]
    let identity = Self.identity(entity, label, name, isDisputed: isDisputed)
    let group = try numbers.number(of: identity, orInsert: count)
    if group == count { try append(entity, name) }
    try kinds.add(entity.kind.rank, to: group)
    try note(name, of: group, isLabel: true)
    for alias in entity.aliases {
      try note(folded[alias.composed], of: group, isLabel: false)
    }
    return group
  }

  private static func identity(
    _ entity: RecordedEntity, _ label: String, _ name: FoldedNames.Entry, isDisputed: (UInt64) -> Bool
  ) -> UInt64 {
    if let known = entity.known { return Identifier.mixed(Fingerprint.identity(known) ^ 1) }
    guard let whole = name.whole else { return Identifier.mixed(Fingerprint.identity(label) ^ 2) }
    return Identifier.mixed(whole ^ (isDisputed(whole) ? 4 + UInt64(entity.kind.rank) : 3))
  }

  private func append(_ entity: RecordedEntity, _ name: FoldedNames.Entry) throws {
    let kind = entity.known.map { $0.split(separator: ":").first.flatMap { NodeKind(known: String($0)) } }
    try groups.append(
      Group(
        name: name.whole ?? 0, hasName: name.whole != nil, parent: Int32(count),
        knownKind: kind.map { $0?.rank ?? Self.withoutKind } ?? Self.unknown))
    try kinds.append()
  }

  private func note(_ name: FoldedNames.Entry, of group: Int, isLabel: Bool) throws {
    guard let whole = name.whole else { return }
    if try isTold.insert(Identifier.mixed(whole ^ UInt64(group))) {
      try told.append(name.suffixes, of: group)
    }
    if isLabel, try isKnown(group) { knownByLabel[whole, default: []].insert(group) }
  }

  /// Lets go of what only telling needs.
  func endAdding() {
    isTold = NumberSet()
    numbers = NumberTable()
  }

  // MARK: Asking

  func name(_ group: Int) throws -> UInt64 { try groups[group].name }

  func isKnown(_ group: Int) throws -> Bool { try groups[group].knownKind != Self.unknown }

  /// Whether a group may still join another one.
  func isApart(_ group: Int) throws -> Bool {
    let group = try groups[group]
    return group.knownKind == Self.unknown && !group.hasJoined && group.hasName
  }

  func isRoot(_ group: Int) throws -> Bool { Int(try groups[group].parent) == group }

  func root(_ group: Int) throws -> Int {
    var group = group
    while true {
      let parent = Int(try groups[group].parent)
      if parent == group { return group }
      group = parent
    }
  }

  /// The known id's own kind, else the kind told most often; of equals the first in the order of `NodeKind`.
  ///
  /// - Parameter tallies: of the groups, or of what each is the root of.
  func kind(_ group: Int, _ tallies: KindTallies) throws -> UInt8 {
    let known = try groups[group].knownKind
    return known == Self.unknown || known == Self.withoutKind ? try tallies.best(group) : known
  }

  /// The kind of a group by itself.
  func kind(_ group: Int) throws -> UInt8 { try kind(group, kinds) }

  /// The kinds told of what each group is the root of. Where one member is known, it is the root, and only what is told of it
  /// counts.
  func talliesByRoot() throws -> KindTallies {
    let tallies = try kinds.copy()
    for group in 0..<count where try !isRoot(group) {
      let root = try root(group)
      if try !isKnown(root) { try tallies.add(kinds, group, to: root) }
    }
    return tallies
  }

  // MARK: Joining

  /// Joins groups to the known entity of the same label.
  func joinKnownNames() throws {
    for group in 0..<count {
      let entry = try groups[group]
      guard entry.knownKind == Self.unknown, entry.hasName, let candidates = knownByLabel[entry.name] else {
        continue
      }
      let own = Self.family(try kind(group))
      var sameKind: Set<Int> = []
      for candidate in candidates where Self.family(try kind(candidate)) == own { sameKind.insert(candidate) }
      let chosen = sameKind.isEmpty ? candidates : sameKind
      if chosen.count == 1 {
        try join(group, to: chosen.first!)
        try markJoined(group)
      }
    }
  }

  /// Under one label, countries and places are taken for each other easily.
  private static func family(_ kind: UInt8) -> UInt8 {
    kind == NodeKind.country.rank ? NodeKind.place.rank : kind
  }

  private func join(_ group: Int, to parent: Int) throws {
    var entry = try groups[group]
    entry.parent = Int32(parent)
    try groups.set(group, entry)
  }

  private func markJoined(_ group: Int) throws {
    var entry = try groups[group]
    entry.hasJoined = true
    try groups.set(group, entry)
  }

  /// Joins groups to components, by number of a group and number of the component's root.
  func join(_ joins: [(group: Int, root: Int)]) throws {
    for (group, target) in joins {
      try markJoined(group)
      let (own, other) = (try root(group), try root(target))
      let (isOwnKnown, isOtherKnown) = (try isKnown(own), try isKnown(other))
      // A component holds one known entity at most; that one stays its root.
      if own == other || (isOwnKnown && isOtherKnown) { continue }
      let (upper, lower) = isOwnKnown || (!isOtherKnown && own < other) ? (own, other) : (other, own)
      try join(lower, to: upper)
    }
  }
}
