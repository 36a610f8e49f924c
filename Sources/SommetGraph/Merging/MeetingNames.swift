/// What articles call meetings: labels by number, and what the folded names hold.
struct MeetingNames {
  let labels = TextNumbers()
  /// For each label the number of its folded name.
  private let nameOfLabel = SpilledArray<Int32>(memory: 4 << 20)
  private let names = TextNumbers()
  /// For each name the hashes of its telling words, ascending; where those of each name begin, and the last ones end.
  private let words = SpilledArray<UInt64>(memory: 8 << 20)
  private let starts = SpilledArray<Int>(memory: 4 << 20)
  /// For each name the hash of all its words; 0 when it has none.
  private let wholes = SpilledArray<UInt64>(memory: 4 << 20)

  /// - Parameter label: composed.
  func number(of label: String) throws -> Int32 {
    let number = try labels.number(of: label)
    if number == nameOfLabel.count { try nameOfLabel.append(Int32(nameNumber(of: label))) }
    return Int32(number)
  }

  private func nameNumber(of label: String) throws -> Int {
    let folded = FoldedName(label)
    let name = try names.number(of: folded.key)
    guard name == wholes.count else { return name }
    if starts.isEmpty { try starts.append(0) }
    // Words of one to three letters tell little.
    let telling = Set(folded.words.filter { $0.count > 3 })
    try words.append(contentsOf: telling.map { Identifier.number([$0]) }.sorted())
    try starts.append(words.count)
    try wholes.append(folded.words.isEmpty ? 0 : Identifier.number(folded.words))
    return name
  }

  /// The number of the folded name of a label.
  func name(_ label: Int32) throws -> Int { Int(try nameOfLabel[Int(label)]) }

  /// The hash of all words of a name; 0 when it has none.
  func whole(_ name: Int) throws -> UInt64 { try wholes[name] }

  /// Hashes of the words that tell something, ascending.
  func tellingWords(_ name: Int) throws -> [UInt64] { try words[starts[name]..<starts[name + 1]] }

  /// For each name its place among all in ascending order.
  func ranks(memory: Int) throws -> SpilledArray<Int32> { try names.ranks(memory: memory) }
}
