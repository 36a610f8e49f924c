import SommetText

/// Where an argument of a trigger stands, whatever the construction: `subj` is the one who acts, be it the subject
/// of the active, the agent of the passive, the owner of a nominal act or the controller of an infinitive.
package enum Slot: Sendable, Hashable {
  /// The acting one.
  case subject
  /// The direct object, or what the passive and the participle turn it into.
  case object
  /// A complement with that preposition ("à", "contre", "auprès de").
  case preposition(String)
  /// A clause with "que".
  case clause
  /// An infinitive, bare or with "de" or "à".
  case infinitive
  /// The words quoted around the trigger.
  case quotation
  /// For a noun: the subject of the verb that carries it ("X présente un plan").
  case carrier
  /// The same, of a verb that puts something forward ("dévoile un plan").
  case presenter
  /// The same, of a verb that gives words to a feeling ("exprime son soutien").
  case speaker
  /// For a noun: its owner ("le plan de X", "son plan", "le plan français").
  case owner
  /// The trigger's own phrase.
  case itself
  /// What follows a colon after the trigger.
  case colon
  /// A node that the pattern names.
  case named(String)

  /// As a table writes it.
  package var name: String {
    switch self {
    case .subject: "subj"
    case .object: "obj"
    case .preposition(let name): name
    case .clause: "que"
    case .infinitive: "inf"
    case .quotation: "quote"
    case .carrier: "carrier"
    case .presenter: "presenter"
    case .speaker: "speaker"
    case .owner: "owner"
    case .itself: "self"
    case .colon: "colon"
    case .named(let name): "=" + name
    }
  }

  init?(_ text: Substring) {
    switch text {
    case "subj": self = .subject
    case "obj": self = .object
    case "que": self = .clause
    case "inf": self = .infinitive
    case "quote": self = .quotation
    case "carrier": self = .carrier
    case "presenter": self = .presenter
    case "speaker": self = .speaker
    case "owner": self = .owner
    case "self": self = .itself
    case "colon": self = .colon
    default:
      if text.hasPrefix("=") {
        self = .named(String(text.dropFirst()))
      } else if let first = text.first, first.isLetter {
        self = .preposition(String(text))
      } else {
        return nil
      }
    }
  }
}

/// Which slots fill which roles, in order of preference.
///
///     source=subj; target=obj,à; content=que,inf,contre
package struct Frame: Sendable, Hashable {
  package var source: [Slot] = []
  package var target: [Slot] = []
  package var content: [Slot] = []
  /// Slots that must be empty for the rule to fire.
  package var absent: [Slot] = []

  /// Reads the notation of a table.
  ///
  /// - Parameter isPreposition: whether a word that is no slot's name is a preposition.
  package init(
    _ text: some StringProtocol, isPreposition: (String) -> Bool = { _ in true }
  ) throws(PatternError) {
    var column = 1
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      let start = column + part.prefix { $0 == " " }.count
      column += part.count + 1
      let trimmed = part.drop { $0 == " " }
      guard let equals = trimmed.firstIndex(of: "=") else {
        throw PatternError(column: start, expected: "a role and '='", found: "'\(trimmed)'")
      }
      let role = trimmed[..<equals]
      guard ["source", "target", "content", "absent"].contains(role) else {
        throw PatternError(
          column: start, expected: "a role: source, target, content or absent", found: "'\(role)'")
      }
      let slots = try Self.slots(
        trimmed[trimmed.index(after: equals)...], column: start + role.count + 1, isPreposition)
      switch role {
      case "source": source = slots
      case "target": target = slots
      case "content": content = slots
      default: absent = slots
      }
    }
    guard !source.isEmpty else {
      throw PatternError(column: 1, expected: "the role source", found: "'\(text)'")
    }
  }

  private static func slots(
    _ text: some StringProtocol, column: Int, _ isPreposition: (String) -> Bool
  ) throws(PatternError) -> [Slot] {
    var slots: [Slot] = []
    var column = column
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let start = column + name.prefix { $0 == " " }.count
      column += name.count + 1
      let name = Substring(name.drop { $0 == " " })
      guard let slot = Slot(name) else {
        throw PatternError(
          column: start, expected: "a slot", found: name.isEmpty ? "nothing" : "'\(name)'")
      }
      if case .preposition(let word) = slot, !isPreposition(word) {
        throw PatternError(column: start, expected: "a slot or a preposition", found: "'\(name)'")
      }
      slots.append(slot)
    }
    return slots
  }

  /// Every slot, whatever its role.
  var slots: [Slot] { source + target + content + absent }
}
