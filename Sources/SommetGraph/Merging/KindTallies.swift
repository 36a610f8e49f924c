/// How often each group is told to be of which kind: five bytes for a group, since most are of one kind.
struct KindTallies {
  private var kinds: [UInt8] = []
  private var counts: [UInt32] = []
  /// Of groups of several kinds, by group.
  private var several: [Int: SIMD8<UInt32>] = [:]

  mutating func append() {
    kinds.append(0)
    counts.append(0)
  }

  mutating func add(_ kind: UInt8, _ count: UInt32 = 1, to group: Int) {
    if counts[group] == 0 { kinds[group] = kind }
    if kinds[group] == kind, several.isEmpty || several[group] == nil {
      counts[group] += count
    } else {
      var counts = several[group] ?? only(group)
      counts[Int(kind)] += count
      several[group] = counts
    }
  }

  mutating func add(_ other: KindTallies, _ group: Int, to target: Int) {
    let counts = other.several[group] ?? other.only(group)
    for kind in NodeKind.allCases where counts[Int(kind.rank)] > 0 {
      add(kind.rank, counts[Int(kind.rank)], to: target)
    }
  }

  private func only(_ group: Int) -> SIMD8<UInt32> {
    var counts = SIMD8<UInt32>()
    counts[Int(kinds[group])] = self.counts[group]
    return counts
  }

  /// The kind told most often; of equals the first.
  func best(_ group: Int) -> UInt8 {
    guard let counts = several[group] else { return kinds[group] }
    return UInt8((0..<8).max { (counts[$0], $1) < (counts[$1], $0) }!)
  }
}
