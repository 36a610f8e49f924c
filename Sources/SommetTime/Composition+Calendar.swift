// Dates, years, seasons, holidays and intervals.

extension Composition {
  func calendar(_ values: Values) -> Meaning? {
    switch kind {
    case .decade:
      guard let year = fullYear(values, "year"), year % 10 == 0 else { return nil }
      return .decade(year)
    case .century:
      let number = values.number("number")
      return number.map { .century(values.isBeforeChrist ? 1 - $0 : $0) }
    case .season:
      return values.number("season").map {
        .season($0, year: fullYear(values, "year"), by: values.hint.flatMap(Self.step))
      }
    case .holiday:
      return values.number("holiday").map {
        .holidayIn($0, year: fullYear(values, "year"), by: values.hint.flatMap(Self.step))
      }
    case .yearSpan:
      guard let grain = values.grain("unit"), let index = values.number("index"),
        let months = grain.months, 1...(12 / months) ~= index
      else { return nil }
      return .yearSpan(fullYear(values, "year") ?? 0, grain, index: index)
    default: break
    }
    var calendar = Calendar()
    for key in ["with", "and"] {
      guard arguments[key] != nil, let base = values.meaning(key) else { continue }
      guard case .calendar(let other) = base, let merged = calendar.merged(other) else { return nil }
      calendar = merged
    }
    var told = Calendar()
    told.day = values.number("day")
    told.month = values.number("month")
    told.weekday = values.number("weekday")
    if arguments["year"] != nil, values.meaning("year") != nil {
      guard let year = fullYear(values, "year") else { return nil }
      told.year = year
    }
    if let year = values.number("exact") {
      guard year > 0 else { return nil }
      told.year = values.isBeforeChrist ? 1 - year : year
    }
    told.hint = values.hint
    told.weeks = values.number("weeks") ?? 0
    guard let calendar = calendar.merged(told), !calendar.isEmpty else { return nil }
    if let month = calendar.month {
      guard 1...12 ~= month else { return nil }
      // Without a year, 29 February is a day.
      let days = CivilDate.days(inMonth: month, of: calendar.year ?? 2000)
      if let day = calendar.day, day < 1 || day > days { return nil }
    }
    return .calendar(calendar)
  }

  /// A year of two digits is the nearest to the turn of the millennium: 30…99 are 19xx.
  private func fullYear(_ values: Values, _ key: String) -> Int? {
    guard let meaning = values.meaning(key) else { return nil }
    switch meaning {
    case .number(let number, digits: 2): return number < 40 ? 2000 + number : 1900 + number
    case .number(let number, digits: 0) where 20...90 ~= number: return 1900 + number
    case .number(let number, digits: 0) where number < 100: return number == 10 ? 2010 : nil
    case .number(let number, _), .sense(let number): return number
    case .calendar(let calendar) where calendar.month == nil && calendar.weekday == nil: return calendar.year
    default: return nil
    }
  }

  static func step(_ hint: Calendar.Hint) -> Int {
    switch hint {
    case .this: 0
    case .next, .following: 1
    case .last, .preceding: -1
    }
  }

  /// An interval; what only its end tells (month, year, date of a time) holds for its beginning too, and the other
  /// way round.
  func range(_ values: Values) -> Meaning? {
    guard let from = values.meaning("from"), let to = values.meaning("to") else { return nil }
    if let whole = values.meaning("of") {
      guard let first = values.number("from"), let last = values.number("to"), first < last else {
        return nil
      }
      return .range(.nth(first, .unit(.day), of: whole), .nth(last, .unit(.day), of: whole))
    }
    switch (from, to) {
    case (.calendar(var a), .calendar(var b)):
      guard b.hint == nil || a.hint == nil else { return nil }
      if a.day != nil, a.month == nil { a.month = b.month }
      if b.day != nil, b.month == nil { b.month = a.month }
      if (a.day == nil) != (b.day == nil), a.weekday == nil || b.weekday == nil { return nil }
      // Months that do not follow each other are no interval.
      if kind == .list, a.day == nil, let first = a.month, let second = b.month, second != first + 1 {
        return nil
      }
      if kind == .list, let first = a.day, let second = b.day, a.month == b.month, first >= second {
        return nil
      }
      if let hint = b.hint { a.hint = hint }
      if a.year == nil, a.month != nil, let year = b.year {
        a.year = (a.month ?? 0, a.day ?? 0) > (b.month ?? 0, b.day ?? 0) ? year - 1 : year
      }
      if let first = a.year, let second = b.year, first > second { return nil }
      return .range(.calendar(a), .calendar(b))
    case (.clock(var a), .clock(var b)):
      if a.isFixed, !b.isFixed, a.hour > b.hour {
        b.hour += a.hour > 12 && b.hour < 12 && b.hour + 12 > a.hour ? 12 : 24
      }
      if b.isFixed, !a.isFixed, b.hour >= 12, a.hour < 12, a.hour + 12 < b.hour { a.hour += 12 }
      // From 11:30 to 1:30 the hands turn past noon.
      if b.hour < a.hour, b.hour + 12 > a.hour, b.hour < 12, !b.isFixed || !a.isFixed { b.hour += 12 }
      return .range(.clock(a), .clock(b))
    default: return .range(from, to)
    }
  }
}
