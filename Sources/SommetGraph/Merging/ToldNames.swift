/// Folded names and the groups that go by them, as hashes of what they end with.
struct ToldNames {
  private struct Suffix: BitwiseCopyable {
    let hash: UInt64
    let group: Int32
    let isWhole: Bool
  }

  private let suffixes = SpilledArray<Suffix>()

  /// - Parameter hashes: of the last word, the last two…, the whole.
  func append(_ hashes: [UInt64], of group: Int) throws {
    for (place, hash) in hashes.enumerated() {
      try suffixes.append(Suffix(hash: hash, group: Int32(group), isWhole: place == hashes.count - 1))
    }
  }

  /// Gives each suffix with its group.
  func forEach(_ body: (_ group: Int, _ hash: UInt64, _ isWhole: Bool) throws -> Void) throws {
    for place in suffixes.indices {
      let suffix = try suffixes[place]
      try body(Int(suffix.group), suffix.hash, suffix.isWhole)
    }
  }
}
