/// Counts values and names the most frequent one, by a rule that leaves no tie.
struct Tally<Value: Hashable & Comparable> {
  /// The value and its count, as long as there is one only: most tallies of a corpus, which then need no memory beside.
  private var only: (value: Value, count: Int)?
  /// All of them, when there are several.
  private var several: [Value: Int] = [:]

  var counts: [Value: Int] {
    if let only { return [only.value: only.count] }
    return several
  }

  init() {}

  init(_ values: some Sequence<Value>) {
    for value in values { add(value) }
  }

  init(merging tallies: some Sequence<Tally>) {
    for tally in tallies {
      for (value, count) in tally.counts { add(value, count) }
    }
  }

  mutating func add(_ value: Value) { add(value, 1) }

  mutating func add(_ value: Value, _ count: Int) {
    if several.isEmpty {
      guard let only else {
        self.only = (value, count)
        return
      }
      if only.value == value {
        self.only = (only.value, only.count + count)
        return
      }
      several = [only.value: only.count]
      self.only = nil
    }
    several[value, default: 0] += count
  }

  func filter(_ isWanted: (Value) -> Bool) -> Tally {
    var tally = Tally()
    for (value, count) in counts where isWanted(value) { tally.add(value, count) }
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
