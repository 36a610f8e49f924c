// What is reckoned from the moment of writing or from a date in the text; parts and repetitions.

extension Composition {
  func relative(_ values: Values) -> Meaning? {
    switch kind {
    case .now: return .now
    case .beside:
      if let amount = values.amount("amount") { return .beside(amount, sign: values.number("sign") ?? 1) }
      guard let days = values.number("by") else { return nil }
      return .beside(
        Amount(parts: [.init(count: Double(abs(days)), unit: .day)]), sign: days.signum())
    case .days:
      guard let count = values.number("by") else { return nil }
      return .days(count, values.anchor("from"))
    case .cycle:
      guard let unit = values.grain("unit") else { return nil }
      let (step, anchor) = step(values)
      return .cycle(unit, by: step * (values.number("times") ?? 1), anchor)
    case .cycles:
      guard let unit = values.grain("unit"), let count = values.number("count"), count > 0 else { return nil }
      let (step, anchor) = step(values)
      return step == 0 ? nil : .cycles(unit, count: count, isFuture: step > 0, anchor)
    case .weekend:
      if let day = values.meaning("of") { return .weekendBeside(day) }
      let (step, anchor) = step(values)
      return .weekend(by: step, anchor)
    case .part:
      guard let portion = values.portion("portion"), let whole = values.meaning("of") else { return nil }
      return .part(portion, of: whole)
    case .nth:
      guard let index = values.number("index"), index != 0, let whole = values.meaning("of") else {
        return nil
      }
      if let weekday = values.number("weekday") { return .nth(index, .weekday(weekday), of: whole) }
      switch values.word("target") {
      case "weekend": return .nth(index, .weekend, of: whole)
      case "fortnight": return .nth(index, .fortnight, of: whole)
      default: break
      }
      return values.grain("unit").map { .nth(index, .unit($0), of: whole) }
    case .holding:
      guard let unit = values.grain("unit"), let day = values.meaning("of") else { return nil }
      return .holding(unit, day)
    case .same: return .same(values.grain("unit"))
    case .every: return repetition(values)
    default: return nil
    }
  }

  /// How many units away, and from where: "prochain" counts from the reference, "suivant" from the text.
  private func step(_ values: Values) -> (Int, Anchor) {
    if let by = values.number("by") { return (by, values.anchor("from")) }
    guard let hint = values.hint else { return (0, values.anchor("from")) }
    let isFromText = hint == .following || hint == .preceding
    return (Self.step(hint), isFromText ? .focus : values.anchor("from"))
  }

  private func repetition(_ values: Values) -> Meaning? {
    var repetition = Repetition()
    repetition.weekday = values.number("weekday")
    repetition.every = values.amount("amount")
    if let unit = values.grain("unit") {
      repetition.every = Amount(parts: [.init(count: Double(values.number("count") ?? 1), unit: unit)])
    }
    if case .calendar(let calendar)? = values.meaning("date") {
      guard calendar.year == nil else { return nil }
      repetition.calendar = calendar
    }
    repetition.clock = values.clock("clock") ?? values.number("hour").map { Clock(hour: $0) }
    if let part = values.number("part"), let clock = repetition.clock {
      repetition.clock = Self.clock(clock, in: part)
    }
    if case .repeated(var known)? = values.meaning("with") {
      known.clock = repetition.clock ?? known.clock
      return .repeated(known)
    }
    return .repeated(repetition)
  }
}
