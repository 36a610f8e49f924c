/// A day of the Gregorian calendar.
struct CalendarDay: Hashable, Sendable, CustomStringConvertible {
  let year: Int
  let month: Int
  let day: Int

  /// Nil when there is no such day.
  init?(year: Int, month: Int, day: Int) {
    guard (1000...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Exactly `2025-08-20`.
  init?(iso: some StringProtocol) {
    let parts = Array(iso.utf8).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// The day that an ISO 8601 day or moment begins with: `2024-12-16T07:42:00+01:00`, `20241216T074200Z`.
  ///
  /// It is the day at the place of the stamp's zone.
  init?(beginning iso: some StringProtocol) {
    let digits = iso.prefix { $0.isASCII && $0.isNumber }
    let isBasic = digits.count == 8
    let rest = iso.dropFirst(isBasic ? 8 : 10).first
    guard rest == nil || rest == "T" || rest == " " else { return nil }
    if isBasic {
      self.init(iso: "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    } else {
      self.init(iso: iso.prefix(10))
    }
  }

  /// The day after.
  var next: CalendarDay {
    CalendarDay(year: year, month: month, day: day + 1) ?? CalendarDay(year: year, month: month + 1, day: 1)
      ?? CalendarDay(year: year + 1, month: 1, day: 1) ?? self
  }

  var description: String { yearAndMonth + "-" + Self.twoDigits(day) }

  /// `2025-08`
  var yearAndMonth: String { "\(year)-" + Self.twoDigits(month) }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
