/// Folded names and the groups that go by them, as hashes of their suffixes.
struct ToldNames {
  private var groups: [Int32] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt64] = []

  mutating func append(_ suffixes: [UInt64], of group: Int) {
    groups.append(Int32(group))
    hashes.append(contentsOf: suffixes)
    ends.append(UInt32(hashes.count))
  }

  /// Gives each name with its group: the hashes of the last word, the last two…, the whole.
  func forEach(_ body: (_ group: Int, _ suffixes: ArraySlice<UInt64>) -> Void) {
    var start = 0
    for (group, end) in zip(groups, ends) {
      body(Int(group), hashes[start..<Int(end)])
      start = Int(end)
    }
  }
}
