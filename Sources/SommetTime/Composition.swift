import SommetText

/// The action of a rule: how the meanings of its captures become one.
///
/// An action is a name and arguments, `calendar day=$1 month=$2`; `$1` is the first capture. A capture that the
/// pattern left out is absent. A composition without sense (a 31 April) gives nil and the rule does not fire.
struct Composition: Sendable {
  enum Kind: String, Sendable {
    case pass, calendar, clock, at, amount, amounts, shift, days, cycle, cycles, weekend, within, season,
      holiday
    case decade, century, part, dayPart, range, nth, holding, same, every, now, beside, yearSpan, add, list
  }

  enum Argument: Sendable {
    case capture(Int)
    case number(Int)
    case word(String)
  }

  let kind: Kind
  let arguments: [String: Argument]
  let captureCount: Int

  var isPass: Bool { kind == .pass }

  init(_ row: Table.Row) throws(TableError) {
    let parts = row["action"].split(separator: " ")
    guard let name = parts.first, let kind = Kind(rawValue: String(name)) else {
      throw row.error("action", expected: "the name of an action")
    }
    self.kind = kind
    var arguments: [String: Argument] = [:]
    var count = 0
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { throw row.error("action", expected: "arguments such as day=$1") }
      if pair[1].hasPrefix("$") {
        guard let number = Int(pair[1].dropFirst()), number > 0 else {
          throw row.error("action", expected: "the number of a capture after $")
        }
        arguments[String(pair[0])] = .capture(number)
        count = max(count, number)
      } else if let number = Int(pair[1]) {
        arguments[String(pair[0])] = .number(number)
      } else {
        arguments[String(pair[0])] = .word(String(pair[1]))
      }
    }
    self.arguments = arguments
    captureCount = count
  }

  /// The arguments of one match.
  struct Values {
    let arguments: [String: Argument]
    let captures: [Meaning?]

    func meaning(_ key: String) -> Meaning? {
      switch arguments[key] {
      case .capture(let number)?: captures[number]
      case .number(let number)?: .number(number, digits: 0)
      case .word?, nil: nil
      }
    }

    func number(_ key: String) -> Int? {
      switch meaning(key) {
      case .number(let number, _)?, .sense(let number)?, .holiday(let number)?: number
      default: nil
      }
    }

    func word(_ key: String) -> String? {
      if case .word(let word)? = arguments[key] { word } else { nil }
    }

    func grain(_ key: String) -> Grain? {
      if case .unit(let grain)? = meaning(key) { return grain }
      return word(key).flatMap { Grain(name: $0) }
    }

    func clock(_ key: String) -> Clock? {
      if case .clock(let clock)? = meaning(key) { clock } else { nil }
    }

    func amount(_ key: String) -> Amount? {
      if case .amount(let amount)? = meaning(key) { amount } else { nil }
    }

    func portion(_ key: String) -> Portion? {
      if case .portion(let portion)? = meaning(key) { return portion }
      return number(key).flatMap(Portion.init(rawValue:))
    }

    /// Years and centuries are counted back from the year 1.
    var isBeforeChrist: Bool { number("era") == -1 }

    /// `reference`, `focus`, or the meaning of a capture.
    func anchor(_ key: String) -> Anchor {
      if let meaning = meaning(key) { return .meaning(meaning) }
      return word(key) == "focus" ? .focus : .reference
    }

    /// +1 for next, -1 for last, as the lexicon's `hint` words tell.
    var hint: Calendar.Hint? {
      if let word = word("hint") { return Calendar.Hint(rawValue: word) }
      return switch number("hint") {
      case 0: .this
      case 1: .next
      case -1: .last
      case 2: .following
      case -2: .preceding
      default: nil
      }
    }
  }

  func meaning(_ captures: [Meaning?]) -> Meaning? {
    let values = Values(arguments: arguments, captures: captures)
    return switch kind {
    case .pass: values.meaning("of") ?? captures.dropFirst().first ?? nil
    case .calendar, .yearSpan, .decade, .century, .season, .holiday: calendar(values)
    case .clock, .at, .dayPart: timeOfDay(values)
    case .amount, .amounts, .shift, .within, .add: amount(values)
    case .range, .list: range(values)
    default: relative(values)
    }
  }
}
