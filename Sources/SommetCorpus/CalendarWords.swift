import SommetText

/// Reads the dates of date lines. Times in sentences are SommetTime's.
struct CalendarWords: Sendable {
  private var months: [String: Int] = [:]
  /// Weekdays and other words that may stand beside a day.
  private var around: Set<String> = []
  private let words: CorpusWords

  init(_ table: Table, words: CorpusWords) throws(TableError) {
    self.words = words
    for row in table.rows {
      let name = String(row["name"])
      switch row["kind"] {
      case "month":
        guard let number = Int(row["value"]), (1...12).contains(number) else {
          throw row.error("value", expected: "1 to 12")
        }
        months[name] = number
      case "weekday", "filler": around.insert(name)
      default: throw row.error("kind", expected: "month, weekday or filler")
      }
    }
  }

  /// A run of letters, a run of digits, or one other scalar that is no blank.
  struct Word: Equatable {
    enum Kind { case letters, digits, mark }
    let text: String
    let kind: Kind
    /// Scalars from the start of the text, half-open.
    let range: Range<Int>
  }

  static func words(_ text: some StringProtocol) -> [Word] { words(text, most: .max)! }

  /// The words of a text; nil when there are more than `most`.
  static func words(_ text: some StringProtocol, most: Int) -> [Word]? {
    var words: [Word] = []
    var kind = Word.Kind.mark
    /// The first scalar of the word that is being read.
    var start: (index: String.Index, offset: Int)?
    let scalars = Substring(text).unicodeScalars
    var index = scalars.startIndex
    var offset = 0
    func end() {
      guard let begun = start else { return }
      words.append(Word(text: String(scalars[begun.index..<index]), kind: kind, range: begun.offset..<offset))
      start = nil
    }
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if TextLines.isBlank(scalar) {
        end()
      } else {
        let next = self.kind(of: scalar)
        let isAccent =
          start != nil && kind == .letters && scalar.value >= 0x300
          && scalar.properties.generalCategory == .nonspacingMark
        if !isAccent, next != kind || next == .mark {
          end()
          kind = next
        }
        if start == nil {
          if words.count == most { return nil }
          start = (index, offset)
        }
      }
      index = scalars.index(after: index)
      offset += 1
    }
    end()
    return words
  }

  private static func kind(of scalar: Unicode.Scalar) -> Word.Kind {
    0x30...0x39 ~= scalar.value ? .digits : scalar.isLetter ? .letters : .mark
  }

  /// The days written in full in a text, in order: `20 août 2025`, `1er mai 2024`, `20/08/2025`, `2025-08-20`,
  /// `August 20, 2025`. Ranges are of words.
  func days(in words: [Word]) -> [(day: CalendarDay, words: Range<Int>)] {
    guard words.contains(where: { $0.kind == .digits }) else { return [] }
    var found: [(CalendarDay, Range<Int>)] = []
    var index = 0
    while index < words.count {
      if let (day, length) = day(words[index...]) {
        found.append((day, index..<index + length))
        index += length
      } else {
        index += 1
      }
    }
    return found
  }

  func firstDay(in text: some StringProtocol) -> CalendarDay? {
    LineForm.holdsDigit(text) ? days(in: Self.words(text)).first?.day : nil
  }

  /// The day that words begin with, and how many of them it takes.
  private func day(_ words: ArraySlice<Word>) -> (CalendarDay, Int)? {
    numberedDay(words) ?? dayBeforeMonth(words) ?? dayAfterMonth(words)
  }

  /// `2025-08-20`, `20/08/2025`
  private func numberedDay(_ words: ArraySlice<Word>) -> (CalendarDay, Int)? {
    if let year = Self.number(words, 0, 4...4), Self.isMark(words, 1, "-"),
      let month = Self.number(words, 2, 2...2), Self.isMark(words, 3, "-"),
      let day = Self.number(words, 4, 2...2), let found = CalendarDay(year: year, month: month, day: day)
    {
      return (found, 5)
    }
    if let day = Self.number(words, 0, 1...2), Self.isMark(words, 1, "/.-"),
      let month = Self.number(words, 2, 1...2), Self.isMark(words, 3, "/.-"),
      let year = Self.number(words, 4, 4...4), let found = CalendarDay(year: year, month: month, day: day)
    {
      return (found, 5)
    }
    return nil
  }

  /// `20 août 2025`, `1er mai 2024`
  private func dayBeforeMonth(_ words: ArraySlice<Word>) -> (CalendarDay, Int)? {
    guard let day = Self.number(words, 0, 1...2) else { return nil }
    var next = 1
    if next < words.count, self.words.contains(words[words.startIndex + next].text, in: .ordinal) {
      next += 1
    }
    guard let month = month(words, next) else { return nil }
    next += Self.isMark(words, next + 1, ".,") ? 2 : 1
    guard let year = Self.number(words, next, 4...4),
      let found = CalendarDay(year: year, month: month, day: day)
    else { return nil }
    return (found, next + 1)
  }

  /// `August 20, 2025`
  private func dayAfterMonth(_ words: ArraySlice<Word>) -> (CalendarDay, Int)? {
    guard let day = Self.number(words, 1, 1...2), let month = month(words, 0) else { return nil }
    let next = Self.isMark(words, 2, ",") ? 3 : 2
    guard let year = Self.number(words, next, 4...4),
      let found = CalendarDay(year: year, month: month, day: day)
    else { return nil }
    return (found, next + 1)
  }

  /// The number at a place, when it has so many digits.
  private static func number(_ words: ArraySlice<Word>, _ place: Int, _ digits: ClosedRange<Int>) -> Int? {
    guard place < words.count else { return nil }
    let word = words[words.startIndex + place]
    return word.kind == .digits && digits.contains(word.range.count) ? Int(word.text) : nil
  }

  private func month(_ words: ArraySlice<Word>, _ place: Int) -> Int? {
    guard place < words.count else { return nil }
    let word = words[words.startIndex + place]
    return word.kind == .letters ? month(word.text) : nil
  }

  /// The number of the month of that name.
  func month(_ name: String) -> Int? { months[name.lowercased().precomposed] }

  private static func isMark(_ words: ArraySlice<Word>, _ place: Int, _ marks: String) -> Bool {
    guard place < words.count else { return false }
    let word = words[words.startIndex + place]
    return word.kind == .mark && marks.unicodeScalars.contains(word.text.unicodeScalars.first!)
  }

  /// Words of the longest date line.
  private static let longestDateLine = 20

  /// Whether a line holds nothing but a day, a weekday, an hour and what stands between them.
  func isDateLine(_ text: String) -> Bool { day(ofDateLine: text) != nil }

  /// The first day of such a line; nil when the line holds more.
  func day(ofDateLine text: String) -> CalendarDay? {
    guard LineForm.holdsDigit(text), let words = Self.words(text, most: Self.longestDateLine) else {
      return nil
    }
    return day(ofDateLine: words)
  }

  /// The same for the words of a line.
  func day(ofDateLine words: [Word]) -> CalendarDay? {
    guard words.count <= Self.longestDateLine else { return nil }
    let days = days(in: words)
    let isWhole = words.indices.allSatisfy { index in
      days.contains { $0.words.contains(index) } || isAroundDate(words[index])
    }
    return isWhole ? days.first?.day : nil
  }

  /// A weekday, an hour, a filler or a mark.
  func isAroundDate(_ word: Word) -> Bool {
    switch word.kind {
    case .mark: true
    case .digits: word.range.count <= 2
    case .letters: around.contains(LineForm.lowercased(word.text))
    }
  }
}
