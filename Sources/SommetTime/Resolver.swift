import SommetText

/// Places meanings on the calendar.
///
/// Everything relative is reckoned from the reference, from dates told earlier in the text, or from a date named in
/// the expression itself. Where none of these is known the meaning stays unresolved, with the reason.
struct Resolver {
  /// Where an expression stands.
  struct Context {
    /// The moment of writing: seconds since 1970-01-01T00:00, local.
    var reference: Int?
    /// Whether the reference tells a time of day.
    var hasClock = false
    /// What earlier expressions were resolved to, in order of the text.
    var told: [Period] = []
    /// Where bare weekdays, days and months lie.
    var direction: Direction = .nearest
    /// The day of the act that the expression belongs to is not after the reference.
    var isPast = false
    /// The expression hangs on a noun; the verb then tells the side of a weekday, not of a day of the year.
    var isNominal = false
    var style: TimeTagger.Style = .news
  }

  /// Why a meaning has no value.
  struct Unresolved: Error, Hashable {
    var reason: String

    static let noReference = Unresolved(reason: "no date of writing is known")
    static let noFocus = Unresolved(reason: "no date told before it")
    static let vague = Unresolved(reason: "the length of time is not told")
    static let noClock = Unresolved(reason: "no time of writing is known")
    static let noSuchDay = Unresolved(reason: "the calendar has no such day")
  }

  let almanac: Almanac
  let context: Context
  /// What the value was reckoned from; nil while nothing relative was met.
  var anchor: Int?

  init(almanac: Almanac, context: Context) {
    self.almanac = almanac
    self.context = context
  }

  var style: TimeTagger.Style { context.style }

  mutating func reference() throws(Unresolved) -> Int {
    guard let reference = context.reference else { throw .noReference }
    anchor = reference
    return reference
  }

  /// The last date told that is at least as fine as `grain`; for a past act, one that is not after the reference.
  mutating func focus(_ grain: Grain) throws(Unresolved) -> Period {
    let known = context.told.last { period in
      period.grain <= grain && period.isUnit
        && (!context.isPast || context.reference.map { period.start <= $0 } ?? true)
    }
    if let known {
      anchor = known.start
      return known
    }
    if style == .full, let reference = context.reference {
      anchor = reference
      return Period(.day, holding: reference)
    }
    throw .noFocus
  }

  mutating func instant(_ anchor: Anchor, _ grain: Grain) throws(Unresolved) -> Int {
    switch anchor {
    case .reference: return try reference()
    case .focus:
      let period = try focus(grain)
      if style == .full, context.told.isEmpty { return try reference() }
      return period.start
    case .meaning(let meaning): return try place(meaning).start
    }
  }

  mutating func place(_ meaning: Meaning) throws(Unresolved) -> Period {
    switch meaning {
    case .now:
      return style == .full && context.hasClock
        ? Period(.second, holding: try reference()) : Period(.day, holding: try reference())
    case .calendar(let calendar): return try place(calendar)
    case .clock(let clock): return try place(clock)
    case .shifted(let amount, let sign, let from): return try shift(amount, sign, from)
    case .days(let count, let from):
      let start = Period.floor(try instant(from, .day), to: .day) + count * 86_400
      return Period(.day, holding: start)
    case .cycle(let grain, let by, let from):
      try requireClock(grain)
      let start = Period.floor(try instant(from, grain), to: grain)
      return Period(grain, holding: Period.add(by, grain, to: start))
    case .cycles(let grain, let count, let isFuture, let from):
      return try cycles(grain, count, isFuture, from)
    case .weekend(let by, let from):
      let monday = Period.floor(try instant(from, .day), to: .week) + by * 604_800
      return Period(start: monday + 5 * 86_400, end: monday + 7 * 86_400, grain: .day)
    case .within(let amount, let sign):
      if amount.isVague { throw .vague }
      let reference = try reference()
      let other = amount.shift(reference, sign: sign)
      let grain = min(amount.finest, .day)
      return Period(start: min(reference, other), end: max(reference, other), grain: grain)
    case .weekendBeside(let day):
      let number = floorDivision(try place(day).start, 86_400)
      // Monday and Tuesday belong to the days before them.
      let weekday = CivilDate.weekday(ofNumber: number)
      let saturday = number + (weekday <= 2 ? -1 - weekday : 6 - weekday)
      return Period(start: saturday * 86_400, end: (saturday + 2) * 86_400, grain: .day)
    case .season(let season, let year, let by): return try place(season: season, year, by)
    case .holidayIn(let holiday, let year, let by): return try place(holiday: holiday, year, by)
    case .decade(let year):
      return Period(.decade, holding: CivilDate(unchecked: year, 1, 1).number * 86_400)
    case .century(let number):
      return Period(.century, holding: CivilDate(unchecked: number * 100, 1, 1).number * 86_400)
    case .yearSpan(let year, let grain, let index):
      let year = year == 0 ? CivilDate(number: floorDivision(try reference(), 86_400)).year : year
      let month = (index - 1) * (grain.months ?? 1) + 1
      return Period(grain, holding: CivilDate(unchecked: year, month, 1).number * 86_400)
    case .part(let portion, let whole): return try part(portion, of: whole)
    case .dayPart(let part, let day, let portion): return try place(part: part, of: day, portion)
    case .at(let date, let clock):
      let day = Period.floor(try self.day(of: date).start, to: .day)
      return period(clock, on: day)
    case .range(let from, let to): return try range(from, to)
    case .nth(let index, let target, let whole): return try nth(index, target, of: whole)
    case .holding(let grain, let day): return Period(grain, holding: try place(day).start)
    case .same(let grain):
      guard let grain else { return try focus(.century) }
      return Period(grain, holding: try focus(grain).start)
    case .beside:
      throw Unresolved(reason: "it hangs on something whose date the text does not tell")
    case .number, .decimal, .sense, .unit, .portion, .holiday, .amount, .repeated:
      preconditionFailure("a meaning of this kind has no place on the calendar")
    }
  }

  /// Hours and less are reckoned from a time of day only.
  private func requireClock(_ grain: Grain) throws(Unresolved) {
    if grain < .day, !context.hasClock { throw .noClock }
  }

  /// The day meant, before any part of the day is counted in.
  private mutating func day(of meaning: Meaning) throws(Unresolved) -> Period {
    switch meaning {
    case .dayPart(_, let day, _), .range(let day, _): return try self.day(of: day)
    case .now: return Period(.day, holding: try reference())
    default: return try place(meaning)
    }
  }

  func period(_ clock: Clock, on day: Int) -> Period {
    let start = day + clock.secondOfDay
    return Period(start: start, end: start + (clock.grain.seconds ?? 1), grain: clock.grain)
  }

  /// A bare time of day is on the day of the reference; when the future is wanted and it has passed, on the next.
  private mutating func place(_ clock: Clock) throws(Unresolved) -> Period {
    let reference = try reference()
    let day = Period.floor(reference, to: .day)
    let period = period(clock, on: day)
    if context.direction == .future, context.hasClock, period.start < reference {
      return self.period(clock, on: day + 86_400)
    }
    return period
  }

  private mutating func shift(_ amount: Amount, _ sign: Int, _ from: Anchor) throws(Unresolved) -> Period {
    if amount.isVague { throw .vague }
    let finest = amount.finest
    let start = try instant(from, style == .news && finest >= .month ? finest : .day)
    let moved = amount.shift(start, sign: sign)
    let isClock =
      from == .reference && context.hasClock || from == .focus && context.told.isEmpty && context.hasClock
    switch (style, finest) {
    case (.news, .hour), (.news, .minute), (.news, .second): return Period(.day, holding: moved)
    case (.news, _): return Period(finest, holding: moved)
    case (.full, .second), (.full, .minute): return Period(.second, holding: moved)
    case (.full, .hour): return Period(.minute, holding: moved)
    case (.full, _): return Period(isClock ? .minute : .day, holding: moved)
    }
  }

  /// Several units before or after an anchor. Mostly they are those of the calendar; hours and less are reckoned from the
  /// moment itself, and so are coming weeks: times seven days from tomorrow, or from the time of day that is known.
  private mutating func cycles(_ grain: Grain, _ count: Int, _ isFuture: Bool, _ from: Anchor)
    throws(Unresolved) -> Period
  {
    try requireClock(grain)
    let instant = try instant(from, grain)
    if grain < .day || grain == .week && isFuture && style == .full && context.hasClock {
      let other = Period.add(isFuture ? count : -count, grain, to: instant)
      let finest: Grain = instant % 60 != 0 || grain == .second ? .second : .minute
      var period = Period(start: min(instant, other), end: max(instant, other), grain: finest)
      period.isInterval = true
      return period
    }
    if grain == .week, isFuture {
      let tomorrow = Period.floor(instant, to: .day) + 86_400
      return Period(start: tomorrow, end: Period.add(count, .week, to: tomorrow), grain: .day)
    }
    let start = Period.floor(instant, to: grain)
    return isFuture
      ? Period(
        start: Period.add(1, grain, to: start), end: Period.add(count + 1, grain, to: start), grain: grain)
      : Period(start: Period.add(-count, grain, to: start), end: start, grain: grain)
  }

  private mutating func part(_ portion: Portion, of meaning: Meaning) throws(Unresolved) -> Period {
    let whole = try place(meaning)
    guard style == .full, let bounds = almanac.portion(portion, of: whole.grain), whole.isUnit else {
      return whole
    }
    let inner: Grain = bounds.unit
    let from = Period.add(bounds.from - 1, inner, to: whole.start)
    let to = bounds.to == 0 ? whole.end : min(whole.end, Period.add(bounds.to, inner, to: whole.start))
    return Period(start: from, end: to, grain: inner)
  }

  private mutating func place(part: Int, of day: Meaning, _ portion: Portion?) throws(Unresolved) -> Period {
    if style == .news, case .range = day { return try place(day) }
    let whole = try self.day(of: day)
    guard style == .full, whole.grain <= .day, let hours = almanac.hours(of: part, portion) else {
      return Period(.day, holding: whole.start)
    }
    let midnight = Period.floor(whole.start, to: .day)
    return Period(start: midnight + hours.from * 3600, end: midnight + hours.to * 3600, grain: .hour)
  }

  private mutating func nth(_ index: Int, _ target: Target, of meaning: Meaning) throws(Unresolved) -> Period
  {
    let whole = try place(meaning)
    let first = Period.floor(whole.start, to: .day)
    let last = floorDivision(whole.end - 1, 86_400)
    var found: Period
    switch target {
    case .weekday(let weekday):
      let start = CivilDate.weekday(ofNumber: floorDivision(first, 86_400))
      let day =
        index > 0
        ? floorDivision(first, 86_400) + floorModulo(weekday - start, 7) + (index - 1) * 7
        : last - floorModulo(CivilDate.weekday(ofNumber: last) - weekday, 7) + (index + 1) * 7
      found = Period(.day, holding: day * 86_400)
    case .weekend:
      let start = CivilDate.weekday(ofNumber: floorDivision(first, 86_400))
      let saturday = floorDivision(first, 86_400) + floorModulo(6 - start, 7) + (index - 1) * 7
      found = Period(start: saturday * 86_400, end: (saturday + 2) * 86_400, grain: .day)
    case .fortnight:
      guard whole.grain == .month, whole.isUnit, [1, 2, -1].contains(index) else { throw .noSuchDay }
      let middle = whole.start + 15 * 86_400
      found =
        index == 1
        ? Period(start: whole.start, end: middle, grain: .day)
        : Period(start: middle, end: whole.end, grain: .day)
    case .unit(.week):
      // The first week is the first that begins inside.
      let monday = Period.floor(index > 0 ? first + 6 * 86_400 : last * 86_400, to: .week)
      let shift = index > 0 ? index - 1 : index + 1
      found = Period(.week, holding: monday + shift * 604_800)
      if index < 0, found.end > whole.end { found = Period(.week, holding: found.start - 604_800) }
    case .unit(let grain):
      let start =
        index > 0
        ? Period.add(index - 1, grain, to: Period.floor(whole.start, to: grain))
        : Period.add(index, grain, to: whole.end)
      found = Period(grain, holding: start)
    }
    guard found.start < whole.end, found.end > whole.start else { throw .noSuchDay }
    return found
  }
}
