import SommetText

/// What the calendar knows by name: seasons, holidays, parts of the day and of larger units.
struct Almanac: Sendable {
  private struct DayRule: Sendable {
    enum Kind: Sendable {
      case fixed(month: Int, day: Int)
      /// Days after Easter Sunday.
      case easter(Int)
      /// The n-th weekday of a month, counted from its end when negative.
      case weekday(n: Int, weekday: Int, month: Int)
    }

    var kind: Kind
    var length: Int
  }

  private var holidays: [Int: DayRule] = [:]
  private var seasons: [Int: (month: Int, day: Int)] = [:]
  private var hours: [[Int]: (from: Int, to: Int)] = [:]
  private var portions: [[Int]: (unit: Grain, from: Int, to: Int)] = [:]

  static let holidayColumns = ["number", "name", "rule", "days"]
  static let seasonColumns = ["number", "name", "from"]
  static let hourColumns = ["part", "name", "portion", "from", "to"]
  static let portionColumns = ["unit", "portion", "inner", "from", "to"]

  init(holidays: Table, seasons: Table, hours: Table, portions: Table) throws(TableError) {
    for row in holidays.rows {
      self.holidays[try Self.number(row, "number")] = DayRule(
        kind: try Self.kind(row), length: try Self.number(row, "days"))
    }
    for row in seasons.rows {
      let parts = row["from"].split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2 else { throw row.error("from", expected: "month-day") }
      self.seasons[try Self.number(row, "number")] = (parts[0], parts[1])
    }
    for row in hours.rows {
      let key = [try Self.number(row, "part"), try Self.number(row, "portion")]
      self.hours[key] = (try Self.number(row, "from"), try Self.number(row, "to"))
    }
    for row in portions.rows {
      guard let unit = Grain(name: row["unit"]) else { throw row.error("unit", expected: "a unit") }
      guard let inner = Grain(name: row["inner"]) else { throw row.error("inner", expected: "a unit") }
      self.portions[[unit.rawValue, try Self.number(row, "portion")]] = (
        inner, try Self.number(row, "from"), try Self.number(row, "to")
      )
    }
  }

  private static func number(_ row: Table.Row, _ column: String) throws(TableError) -> Int {
    guard let number = Int(row[column]) else { throw row.error(column, expected: "a whole number") }
    return number
  }

  /// `12-25`, `easter+39`, `last 7 of 5` (the last Sunday of May).
  private static func kind(_ row: Table.Row) throws(TableError) -> DayRule.Kind {
    let rule = row["rule"]
    if rule.hasPrefix("easter"), let days = Int(rule.dropFirst(6)) { return .easter(days) }
    let words = rule.split(separator: " ")
    if words.count == 4, let weekday = Int(words[1]), let month = Int(words[3]),
      let n = words[0] == "last" ? -1 : Int(words[0])
    {
      return .weekday(n: n, weekday: weekday, month: month)
    }
    let parts = rule.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2 else { throw row.error("rule", expected: "12-25, easter+39 or last 7 of 5") }
    return .fixed(month: parts[0], day: parts[1])
  }

  /// The first day of a holiday and its length in days.
  func holiday(_ number: Int, _ year: Int) -> (first: CivilDate, length: Int)? {
    guard let rule = holidays[number] else { return nil }
    switch rule.kind {
    case .fixed(let month, let day):
      return CivilDate(year: year, month: month, day: day).map { ($0, rule.length) }
    case .easter(let days):
      let first = CivilDate(number: CivilDate.easter(year).number + days)
      return (first, rule.length)
    case .weekday(let n, let weekday, let month):
      let first = CivilDate(unchecked: year, month, 1)
      if n > 0 {
        let day = first.number + floorModulo(weekday - first.weekday, 7) + (n - 1) * 7
        return (CivilDate(number: day), rule.length)
      }
      let last = CivilDate(unchecked: year, month, CivilDate.days(inMonth: month, of: year))
      return (CivilDate(number: last.number - floorModulo(last.weekday - weekday, 7)), rule.length)
    }
  }

  /// A season that begins in a year; the last one ends when the first of the next year begins.
  func season(_ number: Int, _ year: Int) -> Period {
    guard let from = seasons[number], let to = seasons[number % 4 + 1] else {
      preconditionFailure("the table of seasons has four rows, numbered from 1")
    }
    let end = CivilDate(unchecked: number == 4 ? year + 1 : year, to.month, to.day)
    return Period(
      start: CivilDate(unchecked: year, from.month, from.day).number * 86_400, end: end.number * 86_400,
      grain: .day)
  }

  /// The hours of a part of the day, or of its beginning, middle or end.
  func hours(of part: Int, _ portion: Portion?) -> (from: Int, to: Int)? {
    hours[[part, (portion ?? .whole).rawValue]]
  }

  /// The first and last inner units of a portion, counted from 1; 0 as last means to the end.
  func portion(_ portion: Portion, of unit: Grain) -> (unit: Grain, from: Int, to: Int)? {
    portions[[unit.rawValue, portion.rawValue]]
  }
}
