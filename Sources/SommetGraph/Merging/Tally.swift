/// Counts values and names the most frequent one, by a rule that leaves no tie.
struct Tally<Value: Hashable & Comparable> {
  private(set) var counts: [Value: Int] = [:]

  init() {}

  init(_ values: some Sequence<Value>) {
    for value in values { add(value) }
  }

  init(merging tallies: some Sequence<Tally>) {
    for tally in tallies { counts.merge(tally.counts, uniquingKeysWith: +) }
  }

  mutating func add(_ value: Value) { counts[value, default: 0] += 1 }

  func filter(_ isWanted: (Value) -> Bool) -> Tally {
    var tally = Tally()
    tally.counts = counts.filter { isWanted($0.key) }
    return tally
  }

  /// The most frequent value; among equals the one of higher rank, then the smallest.
  func best(rank: (Value) -> Int = { _ in 0 }) -> Value? {
    counts.min { a, b in
      if a.value != b.value { return a.value > b.value }
      let ranks = (rank(a.key), rank(b.key))
      return ranks.0 == ranks.1 ? a.key < b.key : ranks.0 > ranks.1
    }?.key
  }
}
