import SommetGraph
import SommetText

/// The days of meetings.
extension EventReading {
  /// The day of a telling: that of its step, its own, or the day before or after what it is said to precede or follow.
  func date(of match: RuleMatch, _ step: Series.Element?, _ reading: ModalityReader.Reading)
    -> Dating?
  {
    guard let told = date(of: match, step) else {
      guard reading.modality == .planned, let published else { return nil }
      return view.deadline(of: match.trigger, seenFrom: published)
    }
    guard let published, reading.isExplicit else { return told }
    if !isPossible(told, reading, match.trigger) { return nil }
    // What has happened lies behind: a weekday that was read as the coming one is the last.
    if reading.modality == .occurred, ISODate.isAfter(told.value, published),
      let earlier = ISODate.shifted(told.value, by: -7), !ISODate.isAfter(earlier, published)
    {
      return told.with(value: earlier, .pastWeekday)
    }
    return told
  }

  /// The day that the narrative has reached before a telling, for want of its own.
  func narrative(of match: RuleMatch, _ reading: ModalityReader.Reading) -> Dating? {
    let trigger = match.trigger
    guard isNominal(match) else {
      return [.hypothetical, .denied].contains(reading.modality) ? nil : date(of: trigger, reading)
    }
    if let day = view.lineDate(before: trigger) ?? view.liveDay(of: trigger) { return day }
    guard reading.isExplicit, view.mayFollowNarrative(trigger) else { return nil }
    switch reading.modality {
    case .occurred:
      // "Elle a eu un entretien avec X": a verb in all but name.
      guard let verb = view.carrier(of: trigger), view.tense(of: verb) == .past else { return nil }
      return view.narrativeDate(before: trigger)
    case .planned, .denied:
      // "Elle sera à Paris mardi. Un entretien avec X a été annulé."
      if reading.modality == .denied, !isCancelled(trigger) { return nil }
      guard let published, let day = view.narrativeDate(before: trigger),
        !ISODate.isBefore(day.value, published)
      else { return nil }
      return day
    case .hypothetical, .unstated: return nil
    }
  }

  /// "a été annulé", "est reporté": called off before it could take place.
  private func isCancelled(_ noun: Int) -> Bool {
    view.isLemma(view.clause(of: noun), .cancelling)
  }

  func date(of match: RuleMatch, _ step: Series.Element?) -> Dating? {
    if let own = step.flatMap({ view.date(within: $0.tokens) }) { return own }
    guard isNominal(match) else {
      // "a proposé mardi que X et Y se rencontrent": the day of the proposal is not that of the meeting.
      if view.isDeprel(match.trigger, "ccomp"), let above = view.head(match.trigger), view.isVerb(above),
        !view.isLemma(above, .reporting),
        !view.times(in: view.sentence(match.trigger)).contains(where: { $0.tokens.lowerBound > above })
      {
        return nil
      }
      return view.date(of: match.trigger)
    }
    if let days = dayOffset(match.trigger) {
      let clause = view.clause(of: match.trigger)
      let base =
        view.dateBelow(match.trigger) == nil
        ? (view.date(of: clause) ?? view.lineDate(before: match.trigger)
          ?? view.narrativeDate(before: match.trigger))
        : nil
      if let base { return ISODate.shifted(base.value, by: days).map { base.with(value: $0, .eve) } }
      return view.dateBelow(match.trigger)
    }
    if stands(match.trigger, behind: .afterwards)
      || view.preposition(of: match.trigger, is: .beforehand)
    {
      return view.dateBelow(match.trigger)
    }
    if let verb = happening(of: match.trigger), let day = view.date(of: verb) { return day }
    if !isSituated(match.trigger, by: view.clause(of: match.trigger)) { return view.dateBelow(match.trigger) }
    return view.date(of: match.trigger)
  }

  /// "le sommet de X, qui se tiendra à Oslo": the verb of a relative clause right behind the noun's phrase, wherever the
  /// parser hung it.
  func happening(of noun: Int) -> Int? {
    let upper = min(view.sentence(noun).upperBound, noun + 12)
    for index in Range(from: noun + 1, upTo: upper) {
      if view.isForm(index, .who), let verb = view.head(index), verb > index, view.isVerb(verb) {
        return view.isLemma(verb, .happening)
          && !view.isLemma(verb, .light)
          || view.isLemma(verb, .held) && isOwnEvent(verb) ? verb : nil
      }
      if view.isVerb(index) && view.isFinite(index) || [";", ":", "«"].contains(view.forms[index]) {
        return nil
      }
      if view.token(index).upos == .noun, view.eventNouns.contains(view.lemmas[index]) { return nil }
    }
    return nil
  }

  /// "se tiendra", "aura lieu": said of an event.
  func isOwnEvent(_ verb: Int) -> Bool {
    view.isReflexive(verb) || view.children(verb).contains { view.isForm($0, .venue) }
  }

  /// "à la veille du sommet": one day later than what is told; "au lendemain": one day earlier.
  func dayOffset(_ noun: Int) -> Int? {
    guard let above = view.head(noun), above < noun else { return nil }
    if view.isForm(above, .eve) { return 1 }
    return view.isForm(above, .morrow) ? -1 : nil
  }
}
