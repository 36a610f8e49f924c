import SommetText
import SommetTime

// Two expressions side by side that tell one time twice: "hier, mardi 19 août"; "il y a trois ans, en 2022".

extension Narrowing {
  /// Two expressions side by side that tell one time twice: "hier, mardi 19 août"; "il y a trois ans, en 2022".
  mutating func readPair(_ one: TimeReading, _ two: TimeReading) -> Bool {
    guard areOneTime(one, two) else { return false }
    return readPair(deictic: one, named: two, whole: one.expression.span.union(two.expression.span))
      || readPair(deictic: two, named: one, whole: one.expression.span.union(two.expression.span))
  }

  private mutating func readPair(deictic: TimeReading, named: TimeReading, whole: Span) -> Bool {
    let stretches = stretches(of: named)
    guard !stretches.isEmpty else { return false }
    switch Self.day(deictic.meaning) {
    case .days(let count, .reference):
      guard stretches.allSatisfy({ $0.count == 1 }) else { return false }
      apply("deictic.day", to: stretches.map { $0.lowerBound - count...$0.lowerBound - count }, whole)
    case .shifted(let amount, let sign, .reference) where !amount.isVague:
      guard let slack = Self.slack(amount) else { return false }
      apply(
        "deictic.amount",
        to: stretches.map {
          Self.shift($0.lowerBound, amount, -sign)...Self.shift($0.upperBound, amount, -sign)
        },
        slack: slack, whole)
    case .cycle(let grain, let by, .reference) where grain == .year || grain == .month:
      let months = grain == .year ? 12 : 1
      let units = stretches.map { Self.unit(grain, at: $0.lowerBound, months: -by * months) }
      apply("deictic.unit", to: units, whole)
    default: return false
    }
    return true
  }

  /// The stretches of days that a named day, month or year may be.
  private func stretches(of reading: TimeReading) -> [ClosedRange<Int>] {
    if isAbsolute(reading) { return reading.expression.value.flatMap(Self.days).map { [$0] } ?? [] }
    guard case .calendar(let calendar) = Self.day(reading.meaning),
      calendar.hint == nil || calendar.hint == .this,
      calendar.weeks == 0, let month = calendar.month, calendar.year == nil
    else { return [] }
    if calendar.day != nil { return inference.days(of: calendar).map { $0...$0 } }
    return inference.years.compactMap { year in
      CivilDate(year: year, month: month, day: 1).map { Self.unit(.month, at: $0.number, months: 0) }
    }
  }

  /// Nothing between them but a comma, a bracket, an article or a preposition.
  private func areOneTime(_ one: TimeReading, _ two: TimeReading) -> Bool {
    guard one.expression.tokens.upperBound <= two.expression.tokens.lowerBound else { return false }
    let between = one.expression.tokens.upperBound..<two.expression.tokens.lowerBound
    guard between.count <= 3 else { return false }
    return between.allSatisfy { index in
      let token = document.tokens[index]
      switch token.upos {
      case .det: return true
      case .adp: return token.text.lowercased() == "en"
      case .punct: return [",", "(", ")"].contains(token.text)
      default: return false
      }
    }
  }

  static func day(_ meaning: Meaning) -> Meaning {
    switch meaning {
    case .dayPart(_, let day, _), .at(let day, _): Self.day(day)
    default: meaning
    }
  }

  /// How many days an amount may be off; nil when it is too coarse or too fine.
  private static func slack(_ amount: Amount) -> Int? {
    switch amount.parts.map(\.unit).min() {
    case .day?: 0
    case .week?: 3
    case .month?: 31
    case .year?: 366
    default: nil
    }
  }

  private static func shift(_ day: Int, _ amount: Amount, _ sign: Int) -> Int {
    amount.parts.reduce(day) { day, part in
      let count = sign * Int(part.count.rounded())
      switch part.unit {
      case .day: return day + count
      case .week: return day + 7 * count
      case .month: return CivilDate(number: day).adding(months: count).number
      default: return CivilDate(number: day).adding(months: 12 * count).number
      }
    }
  }

  /// The month or year that lies some months from the one that holds a day.
  private static func unit(_ grain: Grain, at day: Int, months: Int) -> ClosedRange<Int> {
    let date = CivilDate(number: day)
    let start = CivilDate(year: date.year, month: grain == .year ? 1 : date.month, day: 1)!
    let first = start.adding(months: months)
    return first.number...first.adding(months: grain == .year ? 12 : 1).number - 1
  }
}
