import SommetGraph

extension QueryDate {
  /// A part such as `year`, of the date's first day; `first` and `last` are the days that a month or year spans.
  func component(_ name: String, _ position: QueryPosition) throws -> QueryValue {
    let day = CalendarDay(range.first)
    switch name {
    case "year": return .integer(day.year)
    case "quarter": return .integer((day.month + 2) / 3)
    case "month": return .integer(day.month)
    case "day": return .integer(day.day)
    case "week": return .integer(day.week.number)
    case "weekYear": return .integer(day.week.year)
    case "weekDay", "dayOfWeek": return .integer(day.weekday)
    case "ordinalDay": return .integer(day.number - CalendarDay(year: day.year, month: 1, day: 1).number + 1)
    case "first": return .date(QueryDate(range.first)!)
    case "last": return .date(QueryDate(range.last)!)
    case "days": return .integer(range.dayCount)
    default:
      throw QueryError.type(
        .invalidArgumentType, position,
        "expected a part of a date (year, quarter, month, week, day, weekDay, ordinalDay, first, last, days), found '\(name)'"
      )
    }
  }

  /// The date that lies a duration later; months are added first, and end at the month's last day.
  func moved(by duration: QueryDuration, _ position: QueryPosition) throws -> QueryDate {
    func moved(_ day: String) -> String { CalendarDay(day).moved(by: duration).text }
    let text = range.isDay ? moved(range.first) : moved(range.first) + "/" + moved(range.last)
    guard let date = QueryDate(text) else {
      throw QueryError(
        .argument, .numberOutOfRange, at: position, "the date \(text) lies outside the years 0 to 9999")
    }
    return date
  }
}

extension QueryDuration {
  func times(_ factor: Int) -> QueryDuration {
    QueryDuration(months: months &* factor, days: days &* factor)
  }

  func component(_ name: String, _ position: QueryPosition) throws -> QueryValue {
    switch name {
    case "years": .integer(months / 12)
    case "quarters": .integer(months / 3)
    case "months": .integer(months)
    case "monthsOfYear": .integer(months % 12)
    case "weeks": .integer(days / 7)
    case "days": .integer(days)
    case "daysOfWeek": .integer(days % 7)
    default:
      throw QueryError.type(
        .invalidArgumentType, position,
        "expected a part of a duration (years, quarters, months, weeks, days), found '\(name)'")
    }
  }

  /// `P1Y2M3D`, `P2W`; nil when the text is none, or tells hours.
  init?(_ text: String) {
    guard text.hasPrefix("P"), text.utf8.count > 1 else { return nil }
    var (months, days) = (0, 0)
    var digits = ""
    for letter in text.dropFirst() {
      if letter.isASCII, letter.isNumber || (letter == "-" && digits.isEmpty) {
        digits.append(letter)
        continue
      }
      guard let number = Int(digits), abs(number) < 1 << 32 else { return nil }
      digits = ""
      switch letter {
      case "Y": months += 12 * number
      case "M": months += number
      case "W": days += 7 * number
      case "D": days += number
      default: return nil
      }
    }
    guard digits.isEmpty else { return nil }
    self.init(months: months, days: days)
  }
}

/// A day of the proleptic Gregorian calendar.
struct CalendarDay: Hashable {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// - Precondition: `YYYY-MM-DD`.
  init(_ text: String) {
    let fields = text.split(separator: "-").map { Int($0)! }
    self.init(year: fields[0], month: fields[1], day: fields[2])
  }

  /// The day with a number. Source: Hinnant, chrono-Compatible Low-Level Date Algorithms.
  init(number: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1 January 1970.
  var number: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 1 on Mondays, 7 on Sundays.
  var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// The week by ISO 8601, and the year that it belongs to.
  var week: (year: Int, number: Int) {
    let thursday = CalendarDay(number: number - weekday + 4)
    let start = CalendarDay(year: thursday.year, month: 1, day: 1)
    return (thursday.year, (thursday.number - start.number) / 7 + 1)
  }

  func moved(by duration: QueryDuration) -> CalendarDay {
    let months = year * 12 + month - 1 + duration.months
    let (year, month) = (months.quotient(12), months - months.quotient(12) * 12 + 1)
    let following = CalendarDay(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
    let length = following.number - CalendarDay(year: year, month: month, day: 1).number
    let moved = CalendarDay(year: year, month: month, day: Swift.min(day, length))
    return CalendarDay(number: moved.number + duration.days)
  }

  var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension Int {
  /// Division that rounds down.
  fileprivate func quotient(_ divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((divisor - 1 - self) / divisor)
  }
}
