/// A day of the proleptic Gregorian calendar.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
/// <https://howardhinnant.github.io/date_algorithms.html>.
public struct CivilDate: Sendable, Hashable, Comparable {
  public let year: Int
  /// 1…12.
  public let month: Int
  /// 1…31.
  public let day: Int

  /// A day, nil when the calendar has none such (30 February).
  public init?(year: Int, month: Int, day: Int) {
    guard 1...12 ~= month, 1...Self.days(inMonth: month, of: year) ~= day else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that lies `number` days after 1970-01-01.
  public init(number: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, negative before.
  public var number: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Monday is 1, Sunday is 7.
  public var weekday: Int { Self.weekday(ofNumber: number) }

  static func weekday(ofNumber number: Int) -> Int { floorModulo(number + 3, 7) + 1 }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// ISO 8601's week: the year it counts to and its number from 1; weeks begin on Monday, week 1 holds 4 January.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = CivilDate(number: number - weekday + 4)
    let newYear = CivilDate(unchecked: thursday.year, 1, 1)
    return (thursday.year, (thursday.number - newYear.number) / 7 + 1)
  }

  /// Easter Sunday of the Gregorian calendar.
  ///
  /// Source: the anonymous algorithm of *Nature*, 1876, as Meeus gives it (*Astronomical Algorithms*, chapter 8).
  public static func easter(_ year: Int) -> CivilDate {
    let a = floorModulo(year, 19)
    let (b, c) = (floorDivision(year, 100), floorModulo(year, 100))
    let (d, e) = (floorDivision(b, 4), floorModulo(b, 4))
    let g = (8 * b + 13) / 25
    let h = floorModulo(19 * a + b - d - g + 15, 30)
    let (i, k) = (c / 4, c % 4)
    let l = floorModulo(32 + 2 * e + 2 * i - h - k, 7)
    let m = (a + 11 * h + 19 * l) / 433
    let month = (h + l - 7 * m + 90) / 25
    return CivilDate(unchecked: year, month, (h + l - 7 * m + 33 * month + 19) % 32)
  }

  /// A date whose parts are known to be right.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day `months` later; the day of the month is cut to the month's length (31 January + 1 = 28 February).
  public func adding(months: Int) -> CivilDate {
    let index = year * 12 + month - 1 + months
    let year = floorDivision(index, 12)
    let month = floorModulo(index, 12) + 1
    return CivilDate(unchecked: year, month, min(day, Self.days(inMonth: month, of: year)))
  }

  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2025-08-20`.
  public var description: String { "\(fourDigits(year))-\(twoDigits(month))-\(twoDigits(day))" }

  /// Reads `2025-08-20`, and the day of `2025-08-20T14:30`.
  public init?(iso text: some StringProtocol) {
    let day = text.prefix { $0 != "T" && $0 != " " }
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let number = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: number)
  }
}

func floorDivision(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}

func floorModulo(_ a: Int, _ b: Int) -> Int { a - floorDivision(a, b) * b }

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A year as ISO 8601 writes it: at least four digits, with a sign before the year 0.
func fourDigits(_ year: Int) -> String {
  let digits = String(abs(year))
  return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
