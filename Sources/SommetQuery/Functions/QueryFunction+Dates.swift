/// Functions of dates and durations.
extension QueryFunction {
  static let dateFunctions: [QueryFunction] = [
    QueryFunction("date", [[.string, .date, .map]], .date, date),
    QueryFunction("duration", [[.string, .map]], .duration, duration),
    QueryFunction("duration.between", [[.date, .string], [.date, .string]], .duration) { call in
      try days(call, "duration.between").map { first, last in
        let start = CalendarDay(first.range.first)
        let end = CalendarDay(last.range.first)
        // Whole months first, towards the end; then the days that are left.
        var months = (end.year - start.year) * 12 + end.month - start.month
        if months > 0, start.moved(by: .init(months: months, days: 0)).number > end.number { months -= 1 }
        if months < 0, start.moved(by: .init(months: months, days: 0)).number < end.number { months += 1 }
        let moved = start.moved(by: .init(months: months, days: 0))
        return .duration(.init(months: months, days: end.number - moved.number))
      } ?? .null
    },
    QueryFunction("duration.inDays", [[.date, .string], [.date, .string]], .duration) { call in
      try days(call, "duration.inDays").map { first, last in
        let days = CalendarDay(last.range.first).number - CalendarDay(first.range.first).number
        return .duration(.init(months: 0, days: days))
      } ?? .null
    },
    QueryFunction("date.truncate", [[.string], [.date, .string]], .date, truncated),
  ]

  private static func date(_ call: Call) throws -> QueryValue {
    switch call.arguments[0] {
    case .null: return .null
    case .date: return call.arguments[0]
    case .string(let text):
      guard let date = QueryDate(text) else {
        throw call.invalid("date", "YYYY-MM-DD, YYYY-MM, YYYY or A/B", text)
      }
      return .date(date)
    case .map(let fields):
      func number(_ name: String) throws -> Int? {
        switch fields[name] ?? .null {
        case .null: return nil
        case .integer(let number): return number
        case let other: throw call.invalid("date", "an integer as \(name)", StaticType(other).shown)
        }
      }
      let known: Set<String> = ["year", "month", "day"]
      if let other = fields.keys.sorted().first(where: { !known.contains($0) }) {
        throw call.unknown("date", "year, month and day", other)
      }
      guard let year = try number("year") else { throw call.invalid("date", "a year", "none") }
      let parts = [(year, 4), (try number("month"), 2), (try number("day"), 2)].compactMap { number, width in
        number.map { number in
          let digits = String(number)
          return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
      }
      let text = parts.joined(separator: "-")
      guard let date = QueryDate(text) else { throw call.invalid("date", "a day of the calendar", text) }
      return .date(date)
    default: throw call.fault("date", "a string or a map")
    }
  }

  private static func duration(_ call: Call) throws -> QueryValue {
    switch call.arguments[0] {
    case .null: return .null
    case .duration: return call.arguments[0]
    case .string(let text):
      guard let duration = QueryDuration(text) else {
        throw call.invalid("duration", "years, months, weeks and days such as P1Y2M3D", text)
      }
      return .duration(duration)
    case .map(let fields):
      var duration = QueryDuration(months: 0, days: 0)
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
        guard case .integer(let number) = value else {
          throw call.invalid("duration", "an integer as \(name)", StaticType(value).shown)
        }
        switch name {
        case "years": duration.months += 12 * number
        case "quarters": duration.months += 3 * number
        case "months": duration.months += number
        case "weeks": duration.days += 7 * number
        case "days": duration.days += number
        default: throw call.unknown("duration", "years, quarters, months, weeks or days", name)
        }
      }
      return .duration(duration)
    default: throw call.fault("duration", "a string or a map")
    }
  }

  /// Both arguments as dates; nil when one is null.
  private static func days(_ call: Call, _ name: String) throws -> (QueryDate, QueryDate)? {
    var dates: [QueryDate] = []
    for argument in call.arguments {
      switch argument {
      case .null: return nil
      case .date(let date): dates.append(date)
      case .string(let text):
        guard let date = QueryDate(text) else { throw call.invalid(name, "a date", text) }
        dates.append(date)
      default: throw call.fault(name, "dates")
      }
    }
    return (dates[0], dates[1])
  }

  private static func truncated(_ call: Call) throws -> QueryValue {
    guard case .string(let unit) = call.arguments[0] else { return .null }
    guard
      case .date(let date) = try date(
        .init(arguments: [call.arguments[1]], run: call.run, position: call.position))
    else { return .null }
    let day = CalendarDay(date.range.first)
    let first: CalendarDay
    switch unit {
    case "decade": first = CalendarDay(year: day.year / 10 * 10, month: 1, day: 1)
    case "year": first = CalendarDay(year: day.year, month: 1, day: 1)
    case "quarter": first = CalendarDay(year: day.year, month: (day.month - 1) / 3 * 3 + 1, day: 1)
    case "month": first = CalendarDay(year: day.year, month: day.month, day: 1)
    case "week": first = CalendarDay(number: day.number - day.weekday + 1)
    case "day": first = day
    default: throw call.invalid("date.truncate", "decade, year, quarter, month, week or day", unit)
    }
    return .date(QueryDate(first.text)!)
  }
}

extension QueryFunction.Call {
  /// A refusal of a part of openCypher's dates that no date of a graph has.
  fileprivate func unknown(_ name: String, _ supported: String, _ found: String) -> QueryError {
    QueryError(
      .unsupported, .refused, at: position, "\(name): '\(found)' is not supported, only \(supported)")
  }

  /// An error for an argument of the right type with a wrong value.
  fileprivate func invalid(_ name: String, _ expected: String, _ found: String) -> QueryError {
    QueryError(
      .argument, .invalidArgumentValue, at: position, "\(name): expected \(expected), found '\(found)'")
  }
}
