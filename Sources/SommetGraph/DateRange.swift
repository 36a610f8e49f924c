/// The days that an ISO 8601 day, month, year or interval of them covers.
///
///     DateRange("2025-08")?.last   // "2025-08-31"
///
public struct DateRange: Sendable, Hashable {
  /// `YYYY-MM-DD`, both within the range.
  public let first: String
  public let last: String
  /// The same as days since 1 March of year 0.
  package let firstDay: Int
  package let lastDay: Int
  /// Whether it was written as one day.
  public var isDay: Bool { first == last }

  /// nil when the value is none of these.
  public init?(_ value: String) {
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let begin = Self.bounds(parts[0]), let end = Self.bounds(parts[parts.count - 1]),
      begin.first <= end.last
    else { return nil }
    first = begin.first
    last = end.last
    firstDay = Self.dayNumber(first)
    lastDay = Self.dayNumber(last)
  }

  public func overlaps(_ other: DateRange) -> Bool { firstDay <= other.lastDay && other.firstDay <= lastDay }

  /// Days of the calendar that the range covers, both ends counted.
  public var dayCount: Int { lastDay - firstDay + 1 }

  /// Days between two ranges, 0 when they overlap.
  public func distance(to other: DateRange) -> Int {
    max(other.firstDay - lastDay, firstDay - other.lastDay, 0)
  }

  private static func bounds(_ value: Substring) -> (first: String, last: String)? {
    // An hour after the day ("2025-08-15T10:00") does not change the day.
    let fields = value.prefix { $0 != "T" }.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), fields[0].utf8.count == 4,
      fields.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      fields.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    let numbers = fields.map { Int($0)! }
    let year = String(fields[0])
    guard numbers.count > 1 else { return ("\(year)-01-01", "\(year)-12-31") }
    guard (1...12).contains(numbers[1]) else { return nil }
    let month = "\(year)-\(fields[1])"
    let days =
      dayNumber(year: numbers[0] + numbers[1] / 12, month: numbers[1] % 12 + 1, day: 1)
      - dayNumber(year: numbers[0], month: numbers[1], day: 1)
    guard numbers.count > 2 else { return ("\(month)-01", "\(month)-\(days)") }
    guard (1...days).contains(numbers[2]) else { return nil }
    return ("\(month)-\(fields[2])", "\(month)-\(fields[2])")
  }

  private static func dayNumber(_ day: String) -> Int {
    let fields = day.split(separator: "-").map { Int($0)! }
    return dayNumber(year: fields[0], month: fields[1], day: fields[2])
  }

  /// Days since 1 March of year 0 in the proleptic Gregorian calendar.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month < 3 ? year - 1 : year
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * ((month + 9) % 12) + 2) / 5
      + day - 1
  }
}
