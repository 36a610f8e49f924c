/// The day of an act, and what gives it.
struct Dating: Sendable, Hashable {
  /// ISO 8601 day, month, year or interval.
  var value: String
  /// The tokens of the time expression.
  var tokens: Range<Int>?
  var source: DateGround

  /// The same with another value or source.
  func with(value: String? = nil, _ source: DateGround) -> Dating {
    Dating(value: value ?? self.value, tokens: tokens, source: source)
  }
}

/// Where the day of an act comes from.
public enum DateGround: String, Sendable, Codable, CaseIterable {
  case trigger, clause, opening
  case clauseAbove = "clause_above"
  case stay, narrative, heading, resumed, report, step, eve
  case pastWeekday = "past_weekday"
  case retelling
  case frame, deadline, occasion

  /// For people, said of the time expression.
  public var sentence: String {
    switch self {
    case .trigger: "in the phrase of the trigger"
    case .clause: "in the clause of the trigger"
    case .opening: "opens the sentence"
    case .clauseAbove: "in the clause that this one goes on from"
    case .stay: "in the clause of the stay that 'y' takes up"
    case .narrative: "told in a sentence before"
    case .heading: "stands alone on a line above"
    case .resumed: "taken up by the next sentence"
    case .report: "the day of a report told hour by hour"
    case .step: "in its step of a series"
    case .eve: "counted from a day before or after"
    case .pastWeekday: "a weekday that lies behind, since the act has happened"
    case .retelling: "told with the same act in another sentence"
    case .frame: "dates the words in which it is said"
    case .deadline: "bounds what lies ahead to the period that holds the day of publication"
    case .occasion: "the day of the meeting at which it was done"
    }
  }
}
