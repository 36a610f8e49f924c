import SommetGraph
import SommetText

/// The days of acts.
extension EventReading {
  /// The date of an act: its own, else for what has happened the one that the narrative has reached.
  func date(of trigger: Int, _ reading: ModalityReader.Reading, apartFrom content: Range<Int>? = nil)
    -> Dating?
  {
    if let own = view.date(of: trigger, apartFrom: content) {
      return isPossible(own, reading, trigger) ? own : nil
    }
    if reading.modality == .planned, let published,
      let bound = view.deadline(of: trigger, seenFrom: published)
    {
      return bound
    }
    guard !isPluperfect(trigger), view.mayFollowNarrative(trigger) else { return nil }
    switch reading.modality {
    case .occurred: return view.narrativeDate(before: trigger)
    case .planned:
      // "Elle sera à Paris du 25 au 28 mars. Elle y rencontrera X."
      guard let date = view.narrativeDate(before: trigger), let published else { return nil }
      return ISODate.isBefore(date.value, published) ? nil : date
    case .hypothetical:
      // "L'aurait alors pressé de": a rumour of what has happened.
      return view.tense(of: view.clause(of: trigger)) == .conditionalPast
        ? view.narrativeDate(before: trigger) : nil
    case .denied: return view.liveDay(of: trigger)
    case .unstated: return nil
    }
  }

  /// Whether a date that is told for something else nearby may be that of an act: what lies ahead has no day behind,
  /// what has happened none after the publication.
  func isPossible(_ dating: Dating, _ reading: ModalityReader.Reading, _ trigger: Int) -> Bool {
    guard let published, [.opening, .clauseAbove, .occasion].contains(dating.source) else { return true }
    switch reading.modality {
    case .planned:
      // "devait rencontrer": ahead of a day that lies behind.
      let verb = view.clause(of: trigger)
      let governor = view.head(verb).map { view.tense(of: $0) }
      return governor == .imperfect || !ISODate.isBefore(dating.value, published)
    case .occurred: return dating.source != .occasion || !ISODate.isAfter(dating.value, published)
    default: return true
    }
  }

  /// "Nous condamnons cette attaque", a déclaré lundi X; "a dit mardi être prêt à": what somebody does by saying so is
  /// done on the day of saying it.
  func dateOfSaying(_ trigger: Int, _ attribution: Attribution?, by source: Int) -> Dating? {
    guard let attribution, attribution.entity == source, view.isVerb(attribution.saying) else { return nil }
    let verb = view.clause(of: trigger)
    guard verb != attribution.saying, view.isInfinitive(verb) || view.tense(of: verb) == .present else {
      return nil
    }
    return view.ownDate(of: attribution.saying)?.dating.with(.frame)
  }

  /// "avait rencontré": before what is being told.
  private func isPluperfect(_ trigger: Int) -> Bool {
    view.children(view.clause(of: trigger)).contains { child in
      view.isDeprel(child, "aux") && view.token(child).feats["Tense"] == "Imp"
    }
  }

  /// The days of meetings by the tokens that tell of them, also where another sentence gives the day; "à cette
  /// occasion" is the meeting told last.
  func daysOfEvents() -> [Int: String] {
    var told: [MeetingMention] = []
    for token in view.document.tokens.indices where !view.isInsideName(token) {
      for rule in lexicon.rules(for: view.lemmas[token]) where rule.relation == .met {
        guard let named = rule.pattern.match(at: token, in: view) else { continue }
        let match = RuleMatch(rule: rule, trigger: token, named: named)
        if rule.frame.absent.contains(where: { isFilled($0, match) }) { continue }
        let mentions = meetingMentions(match)
        told += mentions
        if !mentions.isEmpty { break }
      }
    }
    told.sort { $0.trigger < $1.trigger }
    var folder = MeetingFolder(view: view, published: published)
    for mention in told { folder.add(calledOff(mention)) }
    var days: [Int: String] = [:]
    for meeting in folder.meetings {
      guard let day = meeting.date else { continue }
      for telling in meeting.tellings { days[telling.trigger] = day }
    }
    for token in view.document.tokens.indices where view.isThatOccasion(token) {
      let last = told.last { telling in
        telling.trigger < token
          && view.document.sentence(of: token) - view.document.sentence(of: telling.trigger)
            <= Self.reachOfOccasion
          && days[telling.trigger].map { day in published.map { !ISODate.isAfter(day, $0) } ?? true } ?? false
      }
      days[token] = last.flatMap { days[$0.trigger] }
    }
    return days
  }

  /// How many sentences back "à cette occasion" looks.
  private static let reachOfOccasion = 2
}
