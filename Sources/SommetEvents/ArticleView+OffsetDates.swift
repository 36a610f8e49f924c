import SommetText

/// Days that are counted from an event: "deux jours après la rencontre du 3 mai", "au lendemain de leur entretien".
extension ArticleView {
  /// The token of the event that an expression is counted from: "rencontre" of "deux jours après la rencontre".
  func event(of time: TimeExpression) -> Int? {
    guard time.offset != nil else { return nil }
    let head = document.head(of: time.tokens)
    // "deux jours après" hangs on the event, "lendemain" has it below.
    if let above = self.head(head), above >= time.tokens.upperBound,
      time.tokens.contains(where: { self.head($0) == above && token($0).upos == .adp })
    {
      return above
    }
    if let below = children(head).first(where: {
      $0 >= time.tokens.upperBound && [.noun, .verb, .propn].contains(token($0).upos)
    }) {
      return below
    }
    let upper = min(sentence(head).upperBound, time.tokens.upperBound + 4)
    return (time.tokens.upperBound..<max(upper, time.tokens.upperBound)).first {
      token($0).upos == .noun || isVerb($0)
    }
  }

  /// The expressions, those that are counted from an event with their day where the event's is known.
  ///
  /// - Parameter days: the days of events by their tokens.
  func counted(_ times: [TimeExpression], from days: [Int: String] = [:]) -> [TimeExpression] {
    times.map { time in
      guard time.value == nil, let offset = time.offset, let event = event(of: time) else { return time }
      let own = isVerb(event) ? ownDate(of: event)?.dating : dateBelow(event)
      guard let base = own?.value ?? days[event], let value = ISODate.shifted(base, byDuration: offset) else {
        return time
      }
      var time = time
      time.value = value
      time.anchor = base
      time.kind = value.count == 10 ? .date : time.kind
      return time
    }
  }

  /// Whether some day is counted from an event that the text around does not date, or an act is told of an occasion.
  var needsDaysOfEvents: Bool {
    times.contains { $0.offset != nil && $0.value == nil }
      || document.tokens.indices.contains { eventNouns.contains(lemmas[$0]) && isOccasion($0) }
      || document.tokens.indices.contains { isThatOccasion($0) }
  }

  /// "lors de la rencontre": a noun of an event in whose time its clause lies.
  func isOccasion(_ noun: Int) -> Bool {
    token(noun).upos == .noun && preposition(of: noun, is: .during)
  }

  /// "à cette occasion"
  func isThatOccasion(_ noun: Int) -> Bool {
    forms[noun] == "occasion" && children(noun).contains { token($0).feats["PronType"] == "Dem" }
  }

  /// "a averti la Suède lors de leur entretien", "à cette occasion": the day of the event, known from elsewhere.
  func dateOfOccasion(_ trigger: Int) -> Dating? {
    guard !daysOfEvents.isEmpty, isVerb(trigger) else { return nil }
    let clause = clause(of: trigger)
    for noun in sentence(trigger) where noun != trigger {
      guard let day = daysOfEvents[noun], isOccasion(noun) || isThatOccasion(noun),
        self.clause(of: noun) == clause, !isBelow(trigger, noun)
      else { continue }
      return Dating(value: day, tokens: nil, source: .occasion)
    }
    return nil
  }

  /// Whether a token depends on another by any number of steps.
  func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
    var current = token
    for _ in 0..<20 {
      if current == ancestor { return true }
      guard let above = head(current) else { return false }
      current = above
    }
    return false
  }
}
