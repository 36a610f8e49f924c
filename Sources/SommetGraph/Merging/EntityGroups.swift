/// Entities that are one from the start, and then stay or join another group, by number.
///
/// What is held of a group takes some eighty bytes: names are told by hashes of 64 bits, which by chance are the same for
/// two names in 10¹⁹.
struct EntityGroups {
  /// For each group, the group it is part of; chains end at themselves.
  private(set) var parents: [Int32] = []
  /// Hash of the folded name, and whether there is one.
  private(set) var names: [UInt64] = []
  private var hasName: [Bool] = []
  private var hasJoined: [Bool] = []
  /// By rank what a known id says of its kind; `unknown` of others.
  private var knownKinds: [UInt8] = []
  private var kinds = KindTallies()
  /// All folded names of groups, labels and aliases, each once.
  private(set) var told = ToldNames()
  private var isTold = NumberSet()
  /// Known groups by the hash of a label.
  private var knownByLabel: [UInt64: Set<Int>] = [:]
  private var numbers = NumberTable()

  private static let unknown: UInt8 = .max
  private static let withoutKind: UInt8 = .max - 1

  var count: Int { parents.count }

  // MARK: Telling

  /// Adds what an article tells.
  ///
  /// - Parameters:
  ///   - label: of the entity, composed.
  ///   - isDisputed: whether the name is of several known entities: then its kinds are kept apart.
  /// - Returns: the group's number.
  mutating func add(
    _ entity: RecordedEntity, label: String, _ folded: inout FoldedNames, isDisputed: (UInt64) -> Bool
  ) -> Int {
    let name = folded[label]
    let identity = Self.identity(entity, label, name, isDisputed: isDisputed)
    let group = numbers.number(of: identity, orInsert: parents.count)
    if group == parents.count { append(entity, name) }
    kinds.add(entity.kind.rank, to: group)
    note(label, name, of: group, isLabel: true)
    for alias in entity.aliases {
      let alias = alias.composed
      note(alias, folded[alias], of: group, isLabel: false)
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

  private mutating func append(_ entity: RecordedEntity, _ name: FoldedNames.Entry) {
    parents.append(Int32(parents.count))
    names.append(name.whole ?? 0)
    hasName.append(name.whole != nil)
    hasJoined.append(false)
    let kind = entity.known.map { $0.split(separator: ":").first.flatMap { NodeKind(known: String($0)) } }
    knownKinds.append(kind.map { $0?.rank ?? Self.withoutKind } ?? Self.unknown)
    kinds.append()
  }

  private mutating func note(_ text: String, _ name: FoldedNames.Entry, of group: Int, isLabel: Bool) {
    guard let whole = name.whole else { return }
    if isTold.insert(Identifier.mixed(whole ^ UInt64(group))) { told.append(name.suffixes, of: group) }
    if isLabel, isKnown(group) { knownByLabel[whole, default: []].insert(group) }
  }

  /// Lets go of what only telling needs.
  mutating func endAdding() {
    isTold = NumberSet()
    numbers = NumberTable()
  }

  // MARK: Asking

  func isKnown(_ group: Int) -> Bool { knownKinds[group] != Self.unknown }

  /// Whether a group may still join another one.
  func isApart(_ group: Int) -> Bool { !isKnown(group) && !hasJoined[group] && hasName[group] }

  func root(_ group: Int) -> Int {
    var group = group
    while Int(parents[group]) != group { group = Int(parents[group]) }
    return group
  }

  /// The known id's own kind, else the kind told most often; of equals the first in the order of `NodeKind`.
  ///
  /// - Parameter tallies: of the groups, or of what each is the root of.
  func kind(_ group: Int, _ tallies: KindTallies) -> UInt8 {
    let known = knownKinds[group]
    return known == Self.unknown || known == Self.withoutKind ? tallies.best(group) : known
  }

  /// The kind of a group by itself.
  func kind(_ group: Int) -> UInt8 { kind(group, kinds) }

  /// The kinds told of what each group is the root of. Where one member is known, it is the root, and only what is told of it
  /// counts.
  var talliesByRoot: KindTallies {
    var tallies = kinds
    for group in parents.indices where Int(parents[group]) != group {
      let root = root(group)
      if !isKnown(root) { tallies.add(kinds, group, to: root) }
    }
    return tallies
  }

  // MARK: Joining

  /// Joins groups to the known entity of the same label.
  mutating func joinKnownNames() {
    for group in parents.indices where !isKnown(group) && hasName[group] {
      guard let candidates = knownByLabel[names[group]] else { continue }
      let own = Self.family(kind(group))
      let sameKind = candidates.filter { Self.family(kind($0)) == own }
      let chosen = sameKind.isEmpty ? candidates : sameKind
      if chosen.count == 1 {
        parents[group] = Int32(chosen.first!)
        hasJoined[group] = true
      }
    }
  }

  /// Under one label, countries and places are taken for each other easily.
  private static func family(_ kind: UInt8) -> UInt8 {
    kind == NodeKind.country.rank ? NodeKind.place.rank : kind
  }

  /// Joins groups to components, by number of a group and number of the component's root.
  mutating func join(_ joins: [(group: Int, root: Int)]) {
    for (group, target) in joins {
      hasJoined[group] = true
      let (own, other) = (root(group), root(target))
      // A component holds one known entity at most; that one stays its root.
      if own == other || (isKnown(own) && isKnown(other)) { continue }
      let (upper, lower) = isKnown(own) || (!isKnown(other) && own < other) ? (own, other) : (other, own)
      parents[lower] = Int32(upper)
    }
  }
}
