/// The day in a field that tells when an article was published.
///
/// ISO 8601 (`2024-05-03`, `2024-05-03T10:00:00Z`, `20240503`), RFC 822 as in RSS (`Fri, 03 May 2024 08:00:00 +0200`)
/// and Unix times in seconds or milliseconds (whose day is that of UTC). A day that is written is taken as it is,
/// whatever its time zone.
struct PublicationDay: Hashable, CustomStringConvertible {
  let day: CalendarDay

  var description: String { day.description }

  /// Nil when the text is no day in one of these forms.
  init?(_ text: some StringProtocol) {
    let text = String(text).trimmingBlanks
    guard let day = Self.iso(text) ?? Self.rfc822(text) ?? Self.unixTime(text) else { return nil }
    self.day = day
  }

  private static func iso(_ text: String) -> CalendarDay? {
    if let day = CalendarDay(beginning: text) { return day }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count).first
    guard digits.count == 8, rest == nil || rest == "T", let number = Int(digits) else { return nil }
    return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// Source: RFC 822 section 5, with the years of four digits of RFC 2822.
  private static func rfc822(_ text: String) -> CalendarDay? {
    var words = text.split { $0 == " " || $0 == "," }
    if let first = words.first, first.allSatisfy(\.isLetter) { words.removeFirst() }
    guard words.count >= 3, words[0].count <= 2, let day = Int(words[0]), let year = Int(words[2]),
      words[2].count == 4 || words[2].count == 2,
      let month = months.firstIndex(of: words[1].prefix(3).lowercased())
    else { return nil }
    let century = words[2].count == 4 ? 0 : year < 50 ? 2000 : 1900
    return CalendarDay(year: century + year, month: month + 1, day: day)
  }

  /// As RFC 822 writes them.
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Ten digits are seconds since 1970, thirteen milliseconds.
  private static func unixTime(_ text: String) -> CalendarDay? {
    let whole = text.prefix { $0 != "." }
    guard whole.count == 10 || whole.count == 13, whole.allSatisfy({ $0.isASCII && $0.isNumber }),
      text.dropFirst(whole.count).allSatisfy({ $0 == "." || ($0.isASCII && $0.isNumber) }),
      let number = Int(whole)
    else { return nil }
    return CalendarDay(daysSince1970: number / (whole.count == 13 ? 86_400_000 : 86_400))
  }
}

extension CalendarDay {
  /// Source: Hinnant, "chrono-compatible low-level date algorithms", <https://howardhinnant.github.io/date_algorithms.html>.
  fileprivate init?(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let number = month < 10 ? month + 3 : month - 9
    self.init(year: yearOfEra + era * 400 + (number <= 2 ? 1 : 0), month: number, day: day)
  }
}
