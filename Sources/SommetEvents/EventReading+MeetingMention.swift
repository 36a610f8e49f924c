import SommetGraph
import SommetText

/// What the triggers of `met` tell.
extension EventReading {
  /// The most participants of a meeting that are taken to meet each other.
  static let circle = 6

  /// What a trigger of `met` tells; nil when nobody and nothing is found beside it.
  func meetingMention(_ match: RuleMatch, _ step: Series.Element? = nil) -> MeetingMention? {
    let rule = match.rule
    let isNoun = isNominal(match)
    if let reason = objection(to: match) { return missed(reason) }
    var sides = isNoun ? nominalSides(match) : verbalSides(match)
    if let step { sides.targets = step.actors }
    var reading = reading(of: match)
    // "X n'y participera pas": who stays away neither meets the others nor undoes their meeting.
    if rule.joins, reading.modality == .denied { return missed(.staysAway) }
    if isNoun { complete(&sides, match, reading) }
    sides.targets.removeAll { target in sides.sources.contains { $0.entity == target.entity } }
    let all = sides.sources.count + sides.targets.count
    if isNoun, rule.kind == .talk {
      sides.sources.removeAll { isMedia($0.entity) }
      sides.targets.removeAll { isMedia($0.entity) }
    }
    let isInterview = sides.sources.count + sides.targets.count < all
    if isNoun, sides.targets.isEmpty, sides.sources.count > 1, rule.kind != .visit { sides.isCircle = true }

    var participants = unique(sides.sources + sides.targets)
    let further = unique(attending(match.trigger) + beside(match.trigger)).filter { actor in
      !participants.contains { $0.entity == actor.entity }
    }
    var pairs: Set<MeetingMention.Pair> = []
    for source in sides.sources {
      for target in sides.targets { pairs.insert(.init(source.entity, target.entity)) }
    }
    // "Ni X ni Y n'ont rencontré Z" says nothing of X and Y.
    if reading.modality == .denied, !isNoun, !sides.targets.isEmpty { sides.isCircle = false }
    if sides.isCircle || sides.targets.isEmpty && sides.sources.count > 1 && isReciprocalVerb(match) {
      pairs.formUnion(circle(sides.sources))
    }
    participants += further
    var joining = further.map(\.entity)
    var joined: [Int] = []
    if rule.joins {
      joined = sides.targets.map(\.entity)
      joining = participants.map(\.entity).filter { !joined.contains($0) }
    }
    let place = place(of: match, apartFrom: participants, within: step?.tokens)
    if rule.goesToPlace, place == nil { return missed(.placeMissing) }
    // "X et Y accueillent des touristes": subjects of a verb that needs a counterpart are not each other's.
    if !isNoun, pairs.isEmpty, participants.count > 1, further.isEmpty, !rule.joins, !rule.isSolo {
      return missed(.sideBySide)
    }
    let isHosted = !isNoun && !rule.isPersonal && participants.count == 1 && hasNamelessCounterpart(match)
    let isAlone = rule.isSolo || isHosted || rule.joins
    if !isNoun, participants.count < 2, !(isAlone && !participants.isEmpty) {
      return missed(sides.sources.isEmpty ? .sourceMissing : .counterpartMissing)
    }
    // Those who travel together do not meet each other.
    if rule.kind == .visit, isNoun, pairs.isEmpty, place == nil, further.isEmpty {
      return missed(participants.isEmpty ? .sourceMissing : .travelCompanions)
    }
    if isInterview { trace?.missed(.media) }
    let determiner = determiner(of: match.trigger, isNoun)
    // "suivait ces échanges": what only takes up a meeting does not say that it took place.
    if determiner == .demonstrative, participants.isEmpty, reading.modality == .occurred,
      !view.isDeprel(match.trigger, "nsubj")
    {
      reading.isExplicit = false
    }
    return MeetingMention(
      rule: rule, trigger: match.trigger, participants: participants, pairs: pairs.sorted(), joining: joining,
      joined: joined, isAlone: rule.isSolo || isHosted,
      reading: reading, dating: date(of: match, step, reading),
      narrative: narrative(of: match, reading),
      place: place,
      label: isNoun ? label(of: match.trigger) : nil, isNamed: isNoun && isNamed(match.trigger),
      determiner: rule.joins ? .demonstrative : determiner, isAnother: isAnother(match.trigger),
      sources: sides.sources.map(\.entity), targets: sides.targets.map(\.entity))
  }

  private func missed(_ reason: MissReason) -> MeetingMention? {
    trace?.missed(reason)
    return nil
  }

  /// What speaks against taking a trigger for a meeting, before anybody is looked for.
  private func objection(to match: RuleMatch) -> MissReason? {
    if isSport(match) { return .sport }
    if isAside(match.trigger) { return .aside }
    return isMembership(match) ? .membership : nil
  }

  /// Who meets whom.
  struct Sides {
    var sources: [Actor]
    var targets: [Actor]
    /// Whether the sources meet each other.
    var isCircle: Bool
  }

  /// "rencontrera le FC Porto en demi-finale": opponents, not counterparts.
  func isSport(_ match: RuleMatch) -> Bool {
    guard match.rule.kind == .any || match.rule.kind == .visit else { return false }
    if view.isSportReport, view.isVerb(match.trigger) { return true }
    if view.isVerb(match.trigger), isBetweenClubs(match.trigger) { return true }
    return view.sentence(match.trigger).contains { index in
      !view.isInsideName(index) && view.token(index).upos != .adj
        && view.isForm(index, .sport)
    }
  }

  /// "L'Olympique lyonnais reçoit le FC Nantes"
  private func isBetweenClubs(_ verb: Int) -> Bool {
    (view.subjects(of: verb) + view.patients(of: verb)).contains { head in
      view.stretch(head).contains { view.isInsideName($0) && view.isForm($0, .club) }
    }
  }

  /// "comme le rappelle la ministre": what was said, not who.
  func isAside(_ trigger: Int) -> Bool {
    view.isVerb(trigger)
      && view.children(trigger).contains {
        $0 < trigger && view.isForm($0, .aside)
      }
  }

  /// "l'alliance qui réunit le parti et ses alliés": those who belong to a body, unless a day is told ("réunit mardi").
  func isMembership(_ match: RuleMatch) -> Bool {
    guard match.rule.frame.source == [.object], !view.isPassive(match.trigger),
      !view.isReflexive(match.trigger), isLasting(match.trigger), !view.isTimed(match.trigger)
    else { return false }
    return view.agents(of: match.trigger).flatMap { view.actors(at: $0) }
      .contains { view.entities.entities[$0.entity].kind == .organization }
  }

  /// Whether a verb may tell what goes on: the present, the imperfect, and the past of "réunit", which is written like
  /// the present.
  private func isLasting(_ verb: Int) -> Bool {
    switch view.tense(of: verb) {
    case .present, .imperfect: true
    case .past: view.isPresentOrPast(verb) && view.token(verb).feats["VerbForm"] == "Fin"
    default: false
    }
  }

  func isMedia(_ entity: Int) -> Bool {
    lexicon.words.contains(view.entities.entities[entity].label.lowercased(), in: .media)
  }

  func reading(of match: RuleMatch) -> ModalityReader.Reading {
    var reading = modality.reading(of: match.trigger)
    if isNominal(match), let verb = happening(of: match.trigger) {
      reading = modality.combine(reading, modality.reading(of: verb))
    }
    guard match.rule.isAhead else { return reading }
    return modality.combine(
      .init(.planned, .row, match.trigger),
      reading.modality == .occurred ? .init(.planned, .row, match.trigger) : reading)
  }
}
