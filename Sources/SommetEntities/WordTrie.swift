/// Phrases by their folded words, for longest matches.
///
/// Words are numbers of the gazetteer's vocabulary; a node is a number, 0 the root.
struct WordTrie: Sendable {
  private var next = [UInt64: Int32](minimumCapacity: 12_000)
  private var values: [[Int32]] = [[]]
  /// The root's nodes by word, -1 where no phrase begins: most words of a text begin none.
  private var openings: [Int32] = []

  /// Files a value under a phrase. A phrase may hold several values, in the order of insertion.
  mutating func insert(_ words: some Sequence<Int32>, _ value: Int32) {
    var node: Int32 = 0
    for word in words { node = node == 0 ? opening(word) : following(node, word) }
    if !values[Int(node)].contains(value) { values[Int(node)].append(value) }
  }

  private mutating func opening(_ word: Int32) -> Int32 {
    if Int(word) >= openings.count {
      openings += repeatElement(-1, count: Int(word) + 1 - openings.count)
    }
    if openings[Int(word)] < 0 { openings[Int(word)] = newNode() }
    return openings[Int(word)]
  }

  private mutating func following(_ node: Int32, _ word: Int32) -> Int32 {
    let step = Self.step(node, word)
    if let known = next[step] { return known }
    let new = newNode()
    next[step] = new
    return new
  }

  private mutating func newNode() -> Int32 {
    values.append([])
    return Int32(values.count - 1)
  }

  /// Calls `visit` with the length and values of every phrase that begins at a place, the shortest first.
  func matches(in words: [Int32], from start: Int, to end: Int, visit: (Int, [Int32]) -> Void) {
    guard start < end, openings.indices.contains(Int(words[start])) else { return }
    var node = openings[Int(words[start])]
    guard node >= 0 else { return }
    var place = start + 1
    while true {
      if !values[Int(node)].isEmpty { visit(place - start, values[Int(node)]) }
      guard place < end, words[place] >= 0, let following = next[Self.step(node, words[place])] else {
        return
      }
      node = following
      place += 1
    }
  }

  private static func step(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }
}
