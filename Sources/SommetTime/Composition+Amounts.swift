// Lengths of time, what lies such a length away, and times of day.

extension Composition {
  func amount(_ values: Values) -> Meaning? {
    switch kind {
    case .amount:
      guard let unit = values.grain("unit") else { return nil }
      var count: Double
      switch values.meaning("count") {
      case .number(let number, _)?, .sense(let number)?: count = Double(number)
      case .decimal(let number)?: count = number
      default: return nil
      }
      if let halves = values.number("halves") { count += Double(halves) / 2 }
      if let quarters = values.number("quarters") { count += Double(quarters) / 4 }
      return .amount(
        Amount(parts: [.init(count: count, unit: unit)], isVague: values.word("vague") != nil))
    case .amounts:
      guard let a = values.amount("a"), let b = values.amount("b"), !a.isVague, !b.isVague,
        let last = a.parts.last, let first = b.parts.first, first.unit < last.unit
      else { return nil }
      return .amount(Amount(parts: a.parts + b.parts))
    case .within:
      guard let amount = values.amount("amount") else { return nil }
      return .within(amount, sign: values.number("sign") ?? 1)
    case .add:
      guard let amount = values.amount("amount"), let date = values.meaning("to") else { return nil }
      return .shifted(amount, sign: values.number("sign") ?? 1, .meaning(date))
    default:
      var amount = values.amount("amount")
      if let unit = values.grain("unit"), let count = values.number("count") {
        amount = Amount(parts: [.init(count: Double(count), unit: unit)])
      }
      guard let amount else { return nil }
      return .shifted(amount, sign: values.number("sign") ?? 1, values.anchor("from"))
    }
  }

  func timeOfDay(_ values: Values) -> Meaning? {
    switch kind {
    case .at:
      guard let date = values.meaning("date") else { return nil }
      switch date {
      case .at, .range, .clock: return nil
      case .calendar(let calendar) where calendar.day == nil && calendar.weekday == nil: return nil
      default: break
      }
      switch values.meaning("clock") {
      case .clock(let clock)?: return .at(date, fixed(clock, on: date))
      case .range(.clock(let from), .clock(let to))?:
        return .range(.at(date, fixed(from, on: date)), .at(date, fixed(to, on: date)))
      default: return nil
      }
    case .dayPart:
      let day = values.meaning("of") ?? (values.word("from") == "focus" ? .same(.day) : .now)
      if case .calendar(let calendar) = day, calendar.day == nil, calendar.weekday == nil { return nil }
      if case .dayPart(let part, let inner, let portion)? = values.meaning("pt") {
        switch (day, inner) {
        case (.at, _), (.dayPart, _): return nil
        default: break
        }
        return .dayPart(part, of: day, portion)
      }
      guard let part = values.number("part") else { return nil }
      if let clock = values.clock("clock") { return .at(day, Self.clock(clock, in: part)) }
      return .dayPart(part, of: day, values.portion("portion"))
    default: return clock(values)
    }
  }

  /// A small hour on an afternoon or evening is told on the twelve-hour dial.
  private func fixed(_ clock: Clock, on date: Meaning) -> Clock {
    if case .dayPart(let part, _, _) = date { Self.clock(clock, in: part) } else { clock }
  }

  /// The hour of the twelve-hour dial that a part of the day means: 6 heures du soir is 18:00.
  static func clock(_ clock: Clock, in part: Int) -> Clock {
    var clock = clock
    guard !clock.isFixed else { return clock }
    clock.isFixed = true
    switch part {
    case 2 where clock.hour < 12, 3 where clock.hour < 12: clock.hour += 12
    case 4 where 6..<12 ~= clock.hour: clock.hour += 12
    default: break
    }
    return clock
  }

  private func clock(_ values: Values) -> Meaning? {
    var clock: Clock
    if case .clock(let known)? = values.meaning("with") {
      clock = known
    } else {
      let joined = values.number("joined")
      guard let hour = joined.map({ $0 / 100 }) ?? values.number("hour"), 0...24 ~= hour else { return nil }
      clock = Clock(hour: hour, minute: joined.map { $0 % 100 }, second: nil)
    }
    if let minute = values.number("minute") {
      guard (values.number("least") ?? 0)...59 ~= minute else { return nil }
      clock.minute = minute
      if clock.hour == 24 { clock.hour = 0 }
    }
    if let second = values.number("second") {
      guard 0...59 ~= second else { return nil }
      clock.second = second
    }
    if let less = values.number("less") {
      guard 1...59 ~= less else { return nil }
      clock.hour = (clock.hour + 23) % 24
      clock.minute = 60 - less
    }
    if let half = values.number("meridiem") {
      guard 1...12 ~= clock.hour || half == 2 else { return nil }
      if half == 2, clock.hour < 12 { clock.hour += 12 }
      if half == 1, clock.hour == 12 { clock.hour = 0 }
      clock.isFixed = true
    }
    if clock.minute.map({ $0 > 0 }) ?? false, clock.hour == 24 { return nil }
    if let part = values.number("part") { clock = Self.clock(clock, in: part) }
    if clock.hour == 24 { clock.isFixed = true }
    return .clock(clock)
  }
}
