/// What articles call meetings: labels by number, and what the folded names hold.
struct MeetingNames {
  private(set) var labels = TextNumbers()
  /// For each label the number of its folded name.
  private var nameOfLabel: [Int32] = []
  private var names = TextNumbers()
  /// For each name the hashes of its telling words, ascending; ends of the stretches.
  private var words: [UInt64] = []
  private var ends: [UInt32] = []
  /// For each name the hash of all its words; 0 when it has none.
  private(set) var wholes: [UInt64] = []

  /// - Parameter label: composed.
  mutating func number(of label: String) -> Int32 {
    let number = labels.number(of: label)
    if number == nameOfLabel.count {
      let folded = FoldedName(label)
      let name = names.number(of: folded.key)
      if name == ends.count {
        // Words of one to three letters tell little.
        let telling = Set(folded.words.filter { $0.count > 3 })
        words += telling.map { Identifier.number([$0]) }.sorted()
        ends.append(UInt32(words.count))
        wholes.append(folded.words.isEmpty ? 0 : Identifier.number(folded.words))
      }
      nameOfLabel.append(Int32(name))
    }
    return Int32(number)
  }

  /// The number of the folded name of a label.
  func name(_ label: Int32) -> Int { Int(nameOfLabel[Int(label)]) }

  func hasWords(_ name: Int) -> Bool { wholes[name] != 0 }

  /// Hashes of the words that tell something, ascending.
  func tellingWords(_ name: Int) -> ArraySlice<UInt64> {
    words[(name == 0 ? 0 : Int(ends[name - 1]))..<Int(ends[name])]
  }

  /// For each name its place among all in ascending order.
  var ranks: [Int32] {
    let texts = names.texts
    var ranks = [Int32](repeating: 0, count: texts.count)
    for (rank, name) in (0..<texts.count).sorted(by: { texts.precedes($0, $1) }).enumerated() {
      ranks[name] = Int32(rank)
    }
    return ranks
  }
}
