/// ISO 8601 days, months, years and intervals, compared as strings.
enum ISODate {
  /// The day some days before or after a day; nil for other values.
  static func shifted(_ value: String, by days: Int) -> String? {
    let fields = value.split(separator: "-").compactMap { Int($0) }
    guard fields.count == 3, value.utf8.count == 10 else { return nil }
    var (year, month, day) = (fields[0], fields[1], fields[2] + days)
    func length() -> Int {
      switch month {
      case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    }
    while day > length() {
      day -= length()
      month += 1
      if month > 12 { (month, year) = (1, year + 1) }
    }
    while day < 1 {
      month -= 1
      if month < 1 { (month, year) = (12, year - 1) }
      day += length()
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }

  /// The value that lies as far from another as a signed duration tells ("P2D", "-P1W"), at the precision of the
  /// duration's unit; nil where that unit is finer than the value. After an interval its end counts, before it its
  /// beginning.
  static func shifted(_ value: String, byDuration duration: String) -> String? {
    let sign = duration.hasPrefix("-") ? -1 : 1
    let parts = value.split(separator: "/")
    guard let start = parts.first, let end = parts.last, let unit = duration.last,
      let count = Int(duration.drop { $0 == "-" }.dropFirst().dropLast())
    else { return nil }
    let base = String(sign < 0 ? start : end)
    switch unit {
    case "D": return shifted(base, by: sign * count)
    case "W": return shifted(base, by: sign * count * 7)
    case "M":
      let fields = base.split(separator: "-").compactMap { Int($0) }
      guard fields.count > 1 else { return nil }
      let months = fields[0] * 12 + fields[1] - 1 + sign * count
      return "\(digits(months / 12, 4))-\(digits(months % 12 + 1, 2))"
    case "Y": return base.split(separator: "-").first.flatMap { Int($0) }.map { digits($0 + sign * count, 4) }
    default: return nil
    }
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }

  /// Whether a value is an interval, month or year that holds a day.
  static func holds(_ value: String, _ day: String) -> Bool {
    value != day && mayBeEqual(value, day)
  }

  /// Whether two values may speak of the same time: one holds the other, or one is absent.
  static func mayBeEqual(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b, a != b else { return true }
    let (aStart, aEnd) = bounds(a)
    let (bStart, bEnd) = bounds(b)
    return aStart <= bEnd && bStart <= aEnd
  }

  /// Whether a value lies wholly after a day.
  static func isAfter(_ value: String, _ day: String) -> Bool { bounds(value).0 > bounds(day).1 }

  /// Whether a value lies wholly before a day.
  static func isBefore(_ value: String, _ day: String) -> Bool { bounds(value).1 < bounds(day).0 }

  private static func bounds(_ value: String) -> (String, String) {
    let parts = value.split(separator: "/")
    let start = parts.first.map(String.init) ?? value
    let end = parts.last.map(String.init) ?? value
    return (padded(start, "-01"), padded(end, "-99"))
  }

  private static func padded(_ value: String, _ filler: String) -> String {
    var value = String(value.prefix(10))
    while value.count < 10, value.count % 3 == 1 { value += filler }
    return value
  }
}
