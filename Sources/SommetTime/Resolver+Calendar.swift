// Dates with parts left out: the year, the month, or all but the weekday.

extension Resolver {
  mutating func place(_ calendar: Calendar) throws(Unresolved) -> Period {
    if let year = calendar.year {
      guard let month = calendar.month else {
        return Period(.year, holding: CivilDate(unchecked: year, 1, 1).number * 86_400)
      }
      guard let day = calendar.day else {
        return Period(.month, holding: CivilDate(unchecked: year, month, 1).number * 86_400)
      }
      guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
      return Period(day: date)
    }
    let isFromText = calendar.hint == .following || calendar.hint == .preceding
    let origin: Int
    if isFromText {
      origin = try focus(calendar.weekday == nil && calendar.month != nil ? .month : .day).start
    } else if context.reference == nil, calendar.month != nil, let told = context.told.last,
      told.grain <= .month
    {
      // Without a date of writing, a date told before it is the only hold.
      origin = told.start
      anchor = told.start
    } else {
      origin = try reference()
    }
    let today = floorDivision(origin, 86_400)
    return try place(calendar, from: today, direction: direction(calendar))
  }

  private func direction(_ calendar: Calendar) -> Direction {
    switch calendar.hint {
    case .next?, .following?: .future
    case .last?, .preceding?: .past
    case .this?, nil: context.isNominal && calendar.month != nil ? .nearest : context.direction
    }
  }

  /// Whether the day on the other side is so near, and that on the right side so far, that the tense must speak of
  /// something else: "a plaidé pour une trêve avant Noël", in November.
  private static func isOverruled(_ right: Int?, _ wrong: Int?, from origin: Int, days: Int) -> Bool {
    guard let right, let wrong else { return false }
    return abs(wrong - origin) <= days && abs(right - origin) > 5 * days
  }

  /// The candidate on the wanted side, unless it is overruled by the one on the other.
  private static func yearly(_ candidates: [Int], from origin: Int, _ direction: Direction, days: Int) -> Int?
  {
    let past = candidates.last { $0 <= origin }
    let future = candidates.first { $0 >= origin }
    switch direction {
    case .past: return isOverruled(past, future, from: origin, days: days) ? future : past
    case .future: return isOverruled(future, past, from: origin, days: days) ? past : future
    case .nearest, .tense: return nearest(candidates, to: origin)
    }
  }

  /// Chooses among the days, months or weekdays of that name around a day.
  func place(_ calendar: Calendar, from today: Int, direction: Direction) throws(Unresolved) -> Period {
    let now = CivilDate(number: today)
    if let month = calendar.month {
      guard let day = calendar.day else { return try place(month: month, calendar, now, direction) }
      if month == 2, day == 29, calendar.weekday == nil {
        return try place(leapDay: calendar, from: today, direction)
      }
      let reach = calendar.weekday == nil ? 1 : 8
      var days = (-reach...reach).compactMap {
        CivilDate(year: now.year + $0, month: month, day: day)?.number
      }
      if let weekday = calendar.weekday {
        let fitting = days.filter { CivilDate.weekday(ofNumber: $0) == weekday }
        if let only = Self.nearest(fitting, to: today), abs(only - today) < 500 || calendar.hint == nil {
          // The weekday fixes the year where it can; what lies years off is a slip of the pen.
          if abs(only - today) < 500 { return Period(.day, holding: only * 86_400) }
        }
        days = days.filter { abs($0 - today) < 400 }
      }
      guard calendar.hint == nil, context.style == .news else {
        return try choose(days, today, direction, isStrict: false)
      }
      guard let chosen = Self.yearly(days, from: today, direction, days: 60) else { throw .noSuchDay }
      return Period(.day, holding: chosen * 86_400)
    }
    if let day = calendar.day {
      let reach = calendar.weekday == nil ? 2 : 12
      var days = (-reach...reach).compactMap { shift -> Int? in
        let first = CivilDate(unchecked: now.year, now.month, 1).adding(months: shift)
        return CivilDate(year: first.year, month: first.month, day: day)?.number
      }
      if let weekday = calendar.weekday {
        days = days.filter { CivilDate.weekday(ofNumber: $0) == weekday }
      }
      return try choose(days, today, direction, isStrict: calendar.hint != nil && calendar.hint != .this)
    }
    guard let weekday = calendar.weekday else { throw .noSuchDay }
    let monday = today - CivilDate.weekday(ofNumber: today) + 1
    let days = (-2...2).map { monday + $0 * 7 + weekday - 1 }
    if calendar.hint == .following, context.told.isEmpty {
      return Period(.day, holding: (monday + 7 + weekday - 1) * 86_400)
    }
    let isStrict = calendar.hint != nil && calendar.hint != .this
    // What is told in the present lies today or ahead ("ils se réunissent jeudi").
    let side = calendar.weeks > 0 || direction == .tense ? .future : direction
    let chosen = try choose(days, today, side, isStrict: isStrict)
    return Period(.day, holding: chosen.start + calendar.weeks * 604_800)
  }

  /// 29 February of the year in which 28 February would be meant, where that year has one.
  private func place(leapDay calendar: Calendar, from today: Int, _ direction: Direction) throws(Unresolved)
    -> Period
  {
    var eve = calendar
    eve.day = 28
    let year = try place(eve, from: today, direction: direction).day.year
    guard let day = CivilDate(year: year, month: 2, day: 29) else { throw .noSuchDay }
    return Period(day: day)
  }

  private func place(month: Int, _ calendar: Calendar, _ now: CivilDate, _ direction: Direction)
    throws(Unresolved) -> Period
  {
    let current = now.year * 12 + now.month - 1
    let months = (-1...1).map { (now.year + $0) * 12 + month - 1 }
    let isStrict = calendar.hint != nil && calendar.hint != .this
    if calendar.hint == nil, context.style == .news {
      guard let chosen = Self.yearly(months, from: current, direction, days: 2) else { throw .noSuchDay }
      return Period(.month, holding: CivilDate(unchecked: chosen / 12, chosen % 12 + 1, 1).number * 86_400)
    }
    let chosen: Int? =
      switch direction {
      case .past: months.last { isStrict ? $0 < current : $0 <= current }
      case .future: months.first { isStrict ? $0 > current : $0 >= current }
      case .nearest, .tense: Self.nearest(months, to: current)
      }
    guard let chosen else { throw .noSuchDay }
    return Period(.month, holding: CivilDate(unchecked: chosen / 12, chosen % 12 + 1, 1).number * 86_400)
  }

  private func choose(_ days: [Int], _ today: Int, _ direction: Direction, isStrict: Bool) throws(Unresolved)
    -> Period
  {
    let chosen: Int? =
      switch direction {
      case .past: days.last { isStrict ? $0 < today : $0 <= today }
      case .future: days.first { isStrict ? $0 > today : $0 >= today }
      case .nearest, .tense: Self.nearest(days, to: today)
      }
    guard let chosen else { throw .noSuchDay }
    return Period(.day, holding: chosen * 86_400)
  }

  /// The nearest; the earlier of two as near.
  static func nearest(_ candidates: [Int], to origin: Int) -> Int? {
    candidates.min { (abs($0 - origin), $0) < (abs($1 - origin), $1) }
  }

  mutating func range(_ from: Meaning, _ to: Meaning) throws(Unresolved) -> Period {
    let first: Period
    let last: Period
    switch (from, to) {
    case (.calendar(let a), .calendar(let b))
    where a.year == nil && b.year == nil && a.hint == nil && b.hint == nil:
      if context.direction == .future {
        last = try place(to)
        first = try place(a, from: floorDivision(last.end - 1, 86_400), direction: .past)
      } else {
        first = try place(from)
        last = try place(b, from: floorDivision(first.start, 86_400), direction: .future)
      }
    case (.at(let date, _), .clock(let clock)):
      first = try place(from)
      last = period(clock, on: Period.floor(try place(date).start, to: .day))
    default:
      first = try place(from)
      last = try place(to)
    }
    guard first.start <= last.start else { throw Unresolved(reason: "the interval ends before it begins") }
    let grain = min(first.grain, last.grain)
    if grain < .day {
      var period = Period(start: first.start, end: last.start, grain: grain)
      period.isInterval = true
      return period
    }
    return Period(start: first.start, end: last.end, grain: grain)
  }

  mutating func place(season: Int, _ year: Int?, _ by: Int?) throws(Unresolved) -> Period {
    let almanac = almanac
    let spans = { (year: Int) in almanac.season(season, year) }
    if let year { return spans(year) }
    let reference = try reference()
    let now = CivilDate(number: floorDivision(reference, 86_400)).year
    let candidates = (-2...2).map { spans(now + $0) }
    let chosen: Period?
    switch (by, context.direction) {
    case (1, _): chosen = candidates.first { $0.start > reference }
    case (-1, _): chosen = candidates.last { $0.end <= reference }
    case (_, _) where candidates.contains { $0.start <= reference && reference < $0.end }:
      chosen = candidates.first { $0.start <= reference && reference < $0.end }
    case (0, _): chosen = spans(now)
    case (_, .past): chosen = candidates.last { $0.end <= reference }
    case (_, .future): chosen = candidates.first { $0.start > reference }
    default:
      chosen = candidates.min {
        min(abs($0.start - reference), abs($0.end - reference))
          < min(abs($1.start - reference), abs($1.end - reference))
      }
    }
    guard let chosen else { throw .noSuchDay }
    return chosen
  }

  mutating func place(holiday: Int, _ year: Int?, _ by: Int?) throws(Unresolved) -> Period {
    let almanac = almanac
    let days = { (year: Int) in almanac.holiday(holiday, year).map { ($0.first.number, $0.length) } }
    if let year {
      guard let (first, length) = days(year) else { throw .noSuchDay }
      return Self.days(first, length)
    }
    let today = floorDivision(try reference(), 86_400)
    let now = CivilDate(number: today).year
    let candidates = (-1...1).compactMap { days(now + $0) }
    let chosen: (Int, Int)?
    switch (by, context.direction) {
    case (1, _): chosen = candidates.first { $0.0 + $0.1 > today }
    case (-1, _): chosen = candidates.last { $0.0 < today }
    case (nil, _) where style == .news:
      let first = Self.yearly(candidates.map(\.0), from: today, context.direction, days: 60)
      chosen = candidates.first { $0.0 == first }
    case (nil, .future): chosen = candidates.first { $0.0 + $0.1 > today }
    case (nil, .past): chosen = candidates.last { $0.0 <= today }
    default: chosen = candidates.min { (abs($0.0 - today), $0.0) < (abs($1.0 - today), $1.0) }
    }
    guard let chosen else { throw .noSuchDay }
    return Self.days(chosen.0, chosen.1)
  }

  private static func days(_ first: Int, _ length: Int) -> Period {
    Period(start: first * 86_400, end: (first + length) * 86_400, grain: .day)
  }
}
