import Foundation
import SommetText

/// Reads the dates of date lines. Times in sentences are SommetTime's.
struct CalendarWords: Sendable {
  private var months: [String: Int] = [:]
  private var weekdays: Set<String> = []
  private var fillers: Set<String> = []

  init(_ table: Table) throws(TableError) {
    for row in table.rows {
      let name = String(row["name"])
      switch row["kind"] {
      case "month":
        guard let number = Int(row["value"]), (1...12).contains(number) else {
          throw row.error("value", expected: "1 to 12")
        }
        months[name] = number
      case "weekday": weekdays.insert(name)
      case "filler": fillers.insert(name)
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

  static func words(_ text: some StringProtocol) -> [Word] {
    var words: [Word] = []
    var current = ""
    var kind = Word.Kind.mark
    var start = 0
    var offset = 0
    func end() {
      if !current.isEmpty { words.append(Word(text: current, kind: kind, range: start..<offset)) }
      current = ""
    }
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      let next: Word.Kind = isDigit ? .digits : scalar.properties.isAlphabetic ? .letters : .mark
      let isMark =
        scalar.properties.generalCategory == .nonspacingMark && kind == .letters && !current.isEmpty
      if TextLines.isBlank(scalar) {
        end()
      } else {
        if !isMark, next != kind || next == .mark {
          end()
          kind = next
        }
        if current.isEmpty { start = offset }
        current.unicodeScalars.append(scalar)
      }
      offset += 1
    }
    end()
    return words
  }

  /// The days written in full in a text, in order: `20 août 2025`, `1er mai 2024`, `20/08/2025`, `2025-08-20`,
  /// `August 20, 2025`. Ranges are of words.
  func days(in words: [Word]) -> [(day: CalendarDay, words: Range<Int>)] {
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

  func firstDay(in text: some StringProtocol) -> CalendarDay? { days(in: Self.words(text)).first?.day }

  private func day(_ words: ArraySlice<Word>) -> (CalendarDay, Int)? {
    let words = Array(words.prefix(6))
    func number(_ index: Int, _ lengths: ClosedRange<Int>) -> Int? {
      guard index < words.count, words[index].kind == .digits, lengths.contains(words[index].text.count)
      else { return nil }
      return Int(words[index].text)
    }
    func month(_ index: Int) -> Int? {
      index < words.count ? months[words[index].text.lowercased().precomposed] : nil
    }
    func isMark(_ index: Int, _ marks: String) -> Bool {
      index < words.count && words[index].kind == .mark && marks.contains(words[index].text)
    }
    if let year = number(0, 4...4), isMark(1, "-"), let month = number(2, 2...2), isMark(3, "-"),
      let day = number(4, 2...2), let found = CalendarDay(year: year, month: month, day: day)
    {
      return (found, 5)
    }
    if let day = number(0, 1...2), isMark(1, "/.-"), let month = number(2, 1...2), isMark(3, "/.-"),
      let year = number(4, 4...4), let found = CalendarDay(year: year, month: month, day: day)
    {
      return (found, 5)
    }
    if let day = number(0, 1...2) {
      var next = 1
      if next < words.count, ["er", "ᵉʳ"].contains(words[next].text) { next += 1 }
      guard let month = month(next) else { return nil }
      next += 1
      if isMark(next, ".,") { next += 1 }
      if let year = number(next, 4...4), let found = CalendarDay(year: year, month: month, day: day) {
        return (found, next + 1)
      }
      return nil
    }
    if let month = month(0), let day = number(1, 1...2) {
      let next = isMark(2, ",") ? 3 : 2
      if let year = number(next, 4...4), let found = CalendarDay(year: year, month: month, day: day) {
        return (found, next + 1)
      }
    }
    return nil
  }

  /// Whether words hold nothing but a day, a weekday, an hour and what stands between them.
  func isDateLine(_ words: [Word]) -> Bool {
    let days = days(in: words)
    guard !days.isEmpty, words.count <= 20 else { return false }
    return words.indices.allSatisfy { index in
      days.contains { $0.words.contains(index) } || isAroundDate(words[index])
    }
  }

  /// A weekday, an hour, a filler or a mark.
  func isAroundDate(_ word: Word) -> Bool {
    switch word.kind {
    case .mark: true
    case .digits: word.text.count <= 2
    case .letters: weekdays.contains(word.text.lowercased()) || fillers.contains(word.text.lowercased())
    }
  }
}

extension String {
  /// The same text with every accent in one scalar with its letter.
  var precomposed: String { precomposedStringWithCanonicalMapping }
}
