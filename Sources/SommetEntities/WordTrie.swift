/// Phrases by their folded words, for longest matches.
///
/// Words are numbers of the gazetteer's vocabulary; a node is a number, 0 the root.
struct WordTrie: Sendable {
  private var next: [UInt64: Int32] = [:]
  private var values: [[Int32]] = [[]]

  /// Files a value under a phrase. A phrase may hold several values, in the order of insertion.
  mutating func insert(_ words: some Sequence<Int32>, _ value: Int32) {
    var node: Int32 = 0
    for word in words {
      let step = Self.step(node, word)
      if let known = next[step] {
        node = known
      } else {
        node = Int32(values.count)
        values.append([])
        next[step] = node
      }
    }
    if !values[Int(node)].contains(value) { values[Int(node)].append(value) }
  }

  /// Calls `visit` with the length and values of every phrase that begins at a place, the shortest first.
  func matches(in words: [Int32], from start: Int, to end: Int, visit: (Int, [Int32]) -> Void) {
    var node: Int32 = 0
    var place = start
    while place < end {
      let word = words[place]
      guard word >= 0, let following = next[Self.step(node, word)] else { return }
      node = following
      place += 1
      if !values[Int(node)].isEmpty { visit(place - start, values[Int(node)]) }
    }
  }

  private static func step(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }
}
