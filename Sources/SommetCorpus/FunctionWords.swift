import SommetText

/// The commonest function words of some languages.
struct FunctionWords: Sendable {
  /// ISO 639-1 codes, in the order of the table.
  let languages: [String]
  /// By word the languages that have it: bit `i` for `languages[i]`.
  private var masks: [String: UInt32] = [:]
  /// Scalars of the longest word.
  private var longest = 0

  init(_ table: Table) throws(TableError) {
    languages = table.rows.map { String($0["language"]) }
    for (index, row) in table.rows.enumerated() {
      guard index < UInt32.bitWidth else {
        throw row.error("language", expected: "no more than \(UInt32.bitWidth) languages")
      }
      for word in row["words"].split(separator: " ") {
        masks[String(word), default: 0] |= 1 << UInt32(index)
        longest = max(longest, word.unicodeScalars.count)
      }
    }
  }

  /// Counts a word for the languages that have it.
  ///
  /// - Parameter counts: as many as there are languages.
  func count(_ word: CalendarWords.Word, in counts: inout [Int]) {
    guard word.range.count <= longest, var mask = masks[LineForm.lowercased(word.text)] else { return }
    while mask != 0 {
      counts[mask.trailingZeroBitCount] += 1
      mask &= mask - 1
    }
  }
}
