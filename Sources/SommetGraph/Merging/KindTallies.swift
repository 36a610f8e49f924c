/// How often each group is told to be of which kind: eight bytes for a group, since most are of one kind.
final class KindTallies {
  private struct Tally: BitwiseCopyable {
    var count: UInt32 = 0
    var kind: UInt8 = 0
  }

  private let tallies: SpilledArray<Tally>
  /// Of groups of several kinds, by group.
  private var several: [Int: SIMD8<UInt32>] = [:]

  init() { tallies = SpilledArray(memory: 8 << 20) }

  private init(copy other: KindTallies) throws {
    tallies = try other.tallies.copy()
    several = other.several
  }

  func copy() throws -> KindTallies { try KindTallies(copy: self) }

  func append() throws { try tallies.append(Tally()) }

  func add(_ kind: UInt8, _ count: UInt32 = 1, to group: Int) throws {
    var tally = try tallies[group]
    if tally.count == 0 { tally.kind = kind }
    if tally.kind == kind, several.isEmpty || several[group] == nil {
      tally.count += count
      try tallies.set(group, tally)
    } else {
      var counts = try counts(group)
      counts[Int(kind)] += count
      several[group] = counts
    }
  }

  /// Adds what is told of one group in other tallies.
  func add(_ other: KindTallies, _ group: Int, to target: Int) throws {
    let counts = try other.counts(group)
    for kind in NodeKind.allCases where counts[Int(kind.rank)] > 0 {
      try add(kind.rank, counts[Int(kind.rank)], to: target)
    }
  }

  private func counts(_ group: Int) throws -> SIMD8<UInt32> {
    if let counts = several[group] { return counts }
    let tally = try tallies[group]
    var counts = SIMD8<UInt32>()
    counts[Int(tally.kind)] = tally.count
    return counts
  }

  /// The kind told most often; of equals the first.
  func best(_ group: Int) throws -> UInt8 {
    guard !several.isEmpty, let counts = several[group] else { return try tallies[group].kind }
    return UInt8((0..<8).max { (counts[$0], $1) < (counts[$1], $0) }!)
  }
}
