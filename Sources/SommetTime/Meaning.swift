/// What a stretch of words means before it is placed on the calendar.
///
/// Meanings are built bottom-up by the rules of `rules.tsv` and placed by `Resolver`.
package indirect enum Meaning: Sendable, Hashable {
  /// A whole number; `digits` is how many digits wrote it, 0 for words.
  case number(Int, digits: Int)
  case decimal(Double)
  /// The value of a word of the lexicon: number of the month, of the weekday, name of a unit…
  case sense(Int)
  case unit(Grain)
  case portion(Portion)
  case holiday(Int)
  case calendar(Calendar)
  case clock(Clock)
  case amount(Amount)
  /// The reference itself.
  case now
  /// An amount away from an anchor, at the grain it is told at.
  case shifted(Amount, sign: Int, Anchor)
  /// Whole days away from an anchor: hier, la veille.
  case days(Int, Anchor)
  /// The unit that lies some units from the one that holds the anchor: la semaine prochaine.
  case cycle(Grain, by: Int, Anchor)
  /// Several such units: les trois prochains jours.
  case cycles(Grain, count: Int, isFuture: Bool, Anchor)
  /// Samedi and dimanche of a week that lies some weeks from the anchor's.
  case weekend(by: Int, Anchor)
  /// The span of an amount that starts or ends at the reference: dans les 15 jours.
  case within(Amount, sign: Int)
  /// Samedi and dimanche next to a day: le week-end du 14 juillet.
  case weekendBeside(Meaning)
  case season(Int, year: Int?, by: Int?)
  case holidayIn(Int, year: Int?, by: Int?)
  case decade(Int)
  /// 21 is 2001 to 2100; 0 is the century before the year 1.
  case century(Int)
  case yearSpan(Int, Grain, index: Int)
  /// A part of a period: début août, fin 2021.
  case part(Portion, of: Meaning)
  /// A part of the day on a day: ce matin, mercredi soir.
  case dayPart(Int, of: Meaning, Portion?)
  case at(Meaning, Clock)
  case range(Meaning, Meaning)
  /// The n-th unit or weekday within a period, counted from its end when negative.
  case nth(Int, Target, of: Meaning)
  /// The unit that holds a day: la semaine du 6 octobre.
  case holding(Grain, Meaning)
  /// The unit that holds the day last spoken of (la même année), or just what was spoken of (à la même époque).
  case same(Grain?)
  case repeated(Repetition)
  /// So far from something that the expression does not date: au lendemain d'une rencontre.
  case beside(Amount, sign: Int)
}

/// From where a relative expression is reckoned.
package enum Anchor: Sendable, Hashable {
  /// The moment of writing.
  case reference
  /// The date last told in the text.
  case focus
  case meaning(Meaning)
}

package enum Portion: Int, Sendable, Hashable { case beginning, middle, end, whole }

/// What `nth` counts.
package enum Target: Sendable, Hashable {
  case unit(Grain)
  case weekday(Int)
  case weekend
  /// Half a month: the first fifteen days, or the rest.
  case fortnight
}

/// A date with some of its parts told.
package struct Calendar: Sendable, Hashable {
  package enum Hint: String, Sendable, Hashable {
    case this, next, last, following, preceding
  }

  package var year: Int?
  package var month: Int?
  package var day: Int?
  package var weekday: Int?
  package var hint: Hint?
  /// Further weeks: lundi en huit.
  package var weeks = 0

  package var isEmpty: Bool { year == nil && month == nil && day == nil && weekday == nil }

  /// Takes what the other tells and this one does not; nil when both tell and differ.
  func merged(_ other: Calendar) -> Calendar? {
    var result = self
    func join<T: Equatable>(_ mine: inout T?, _ theirs: T?) -> Bool {
      if mine == nil { mine = theirs }
      return theirs == nil || mine == theirs
    }
    guard join(&result.year, other.year), join(&result.month, other.month), join(&result.day, other.day),
      join(&result.weekday, other.weekday), join(&result.hint, other.hint)
    else { return nil }
    result.weeks += other.weeks
    return result
  }
}

/// A time of day.
package struct Clock: Sendable, Hashable {
  package var hour: Int
  package var minute: Int?
  package var second: Int?
  /// Told as a.m. or p.m., or by a part of the day; a small hour may then no longer be moved.
  package var isFixed = false

  var secondOfDay: Int { hour * 3600 + (minute ?? 0) * 60 + (second ?? 0) }
  var grain: Grain { second != nil ? .second : minute != nil ? .minute : .hour }
}

/// A length of time: a count for each unit.
package struct Amount: Sendable, Hashable {
  /// Units told, largest first.
  package var parts: [Part]
  /// Whether it is told roughly or without a number ("quelques jours").
  package var isVague = false

  package struct Part: Sendable, Hashable {
    package var count: Double
    package var unit: Grain
  }

  var finest: Grain { parts.map(\.unit).min() ?? .day }

  func shift(_ instant: Int, sign: Int) -> Int {
    var instant = instant
    for part in parts {
      let whole = Int(part.count.rounded(.towardZero))
      instant = Period.add(sign * whole, part.unit, to: instant)
      let rest = part.count - Double(whole)
      if rest != 0 {
        let seconds = Double(part.unit.seconds ?? (part.unit.months ?? 1) * 2_629_746)
        instant += sign * Int(rest * seconds)
      }
    }
    return instant
  }

  /// ISO 8601: `P3Y`, `P1Y2M`, `PT2H30M`, `P2W`.
  var value: String {
    var days = ""
    var times = ""
    for part in parts {
      let factor: Double =
        switch part.unit {
        case .quarter: 3
        case .half: 6
        case .decade: 10
        case .century: 100
        default: 1
        }
      let count = part.count * factor
      let told = isVague ? "X" : count == count.rounded() ? String(Int(count)) : String(count)
      switch part.unit {
      case .second: times += told + "S"
      case .minute: times += told + "M"
      case .hour: times += told + "H"
      case .day: days += told + "D"
      case .week: days += told + "W"
      case .month, .quarter, .half: days += told + "M"
      case .year, .decade, .century: days += told + "Y"
      }
    }
    return "P" + days + (times.isEmpty ? "" : "T" + times)
  }
}

/// Something that comes again: tous les lundis.
package struct Repetition: Sendable, Hashable {
  package var weekday: Int?
  package var every: Amount?
  package var calendar: Calendar?
  package var clock: Clock?
  package var dayPart: Int?

  var value: String {
    let time = clock.map { clock in
      "T" + twoDigits(clock.hour) + (clock.minute.map { ":" + twoDigits($0) } ?? "")
    }
    if let weekday { return "XXXX-WXX-\(weekday)" + (time ?? "") }
    if let calendar {
      let month = calendar.month.map(twoDigits) ?? "XX"
      return "XXXX-\(month)" + (calendar.day.map { "-" + twoDigits($0) } ?? "") + (time ?? "")
    }
    if let time { return time }
    return every?.value ?? "P1D"
  }
}
