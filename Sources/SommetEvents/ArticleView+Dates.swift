import SommetText

extension ArticleView {
  /// The value of the time expression that dates an act: one below its trigger, else one of its clause, else none.
  ///
  /// Durations, sets and times of day without a date date nothing.
  ///
  /// - Parameter content: the clause that the act is about; its dates are not those of the act.
  func date(of trigger: Int, apartFrom content: Range<Int>? = nil) -> Dating? {
    let found = ownDate(of: trigger, apartFrom: content)
    if let found, found.rank <= Self.clauseRank { return found.dating }
    return opening(sentence(trigger), before: trigger) ?? found?.dating
      ?? dateAbove(trigger, apartFrom: content) ?? dateOfStay(trigger) ?? dateOfOccasion(trigger)
  }

  /// The time expression that belongs to a trigger most closely, with how closely.
  func ownDate(of trigger: Int, apartFrom content: Range<Int>? = nil) -> (rank: Int, dating: Dating)? {
    let clause = clause(of: trigger)
    var best: (rank: Int, distance: Int, dating: Dating)?
    for time in times(in: sentence(trigger))
    where isDating(time) && !(content?.contains(time.tokens.lowerBound) ?? false) {
      // "se rendra lundi à Oslo pour y voir X, puis mardi à Riga": the day of the next step.
      if trigger < time.tokens.lowerBound,
        (trigger..<time.tokens.lowerBound).contains(where: { isForm($0, .next) })
      {
        continue
      }
      guard let rank = rank(of: time, for: trigger, clause) else { continue }
      let distance = abs(time.tokens.lowerBound - trigger)
      guard let dating = dating(time, rank < 2 ? .trigger : .clause) else { continue }
      if best.map({ (rank, distance) < ($0.rank, $0.distance) }) ?? true {
        best = (rank, distance, dating)
      }
    }
    return best.map { ($0.rank, $0.dating) }
  }

  /// "X, qui se rendra en Chine en avril, y rencontrera Y": the date of the clause whose place "y" takes up.
  private func dateOfStay(_ trigger: Int) -> Dating? {
    let verb = clause(of: trigger)
    guard let clitic = children(verb).first(where: { $0 < verb && isForm($0, .there) }) else { return nil }
    let lower = sentence(trigger).lowerBound
    let place = entities.mentions.last { mention in
      let kind = entities.entities[mention.entity].kind
      return mention.head >= lower && mention.head < clitic && (kind == .place || kind == .country)
        && preposition(of: mention.head, is: .place)
    }
    guard let place else { return nil }
    let stay = clause(of: place.head)
    return stay == verb ? nil : date(of: stay)?.with(.stay)
  }

  /// The date of the clause above a relative clause that goes on from it: "se rendra lundi à Oslo, où elle doit
  /// rencontrer X", "a tonné lundi le ministre, qui accuse Y".
  private func dateAbove(_ trigger: Int, apartFrom content: Range<Int>?) -> Dating? {
    var verb = clause(of: trigger)
    for _ in 0..<3 where !isDeprel(verb, "acl") && !opensWhereupon(verb) {
      guard ["xcomp", "conj"].contains(token(verb).deprel), let above = head(verb), isPredicate(above) else {
        return nil
      }
      verb = above
    }
    guard isDeprel(verb, "acl") || opensWhereupon(verb), isFinite(verb), let above = head(verb), above < verb
    else { return nil }
    let outer = clause(of: above)
    guard outer != verb, isPredicate(outer) else { return nil }
    let inner = tense(of: verb)
    // "a tonné lundi le ministre, qui accuse Y", "a annoncé lundi la ministre, qui a averti Y".
    let isSpeech =
      inner == .past && tense(of: outer) == .past && isLemma(outer, .reporting)
    let comments =
      (inner == .present || isSpeech) && children(verb).contains { $0 < verb && isForm($0, .who) }
    guard opensWhereupon(verb) && goesOn(inner, from: tense(of: outer)) || comments else { return nil }
    return date(of: outer, apartFrom: content)?.with(.clauseAbove)
  }

  /// ", où elle doit rencontrer X", ", au cours de laquelle …", whatever the clause hangs on.
  private func opensWhereupon(_ verb: Int) -> Bool {
    children(verb).contains { $0 < verb && isForm($0, .whereupon) }
  }

  /// Whether a clause may tell what came next in the time of another.
  private func goesOn(_ inner: ClauseTense, from outer: ClauseTense) -> Bool {
    switch (inner, outer) {
    case (.pluperfect, _), (.imperfect, _): false
    case (.past, .future), (.future, .past), (.future, .pluperfect): false
    default: true
    }
  }

  /// "Jeudi, …", "Réunis mercredi à Luanda, …": the date that opens a sentence frames what follows.
  private func opening(_ sentence: Range<Int>, before trigger: Int) -> Dating? {
    guard let time = times(in: sentence).first(where: isDating), time.tokens.upperBound <= trigger,
      time.tokens.lowerBound - sentence.lowerBound <= 6,
      !isLimit(time), !isInParentheses(time.tokens.lowerBound, apartFrom: trigger),
      !isOfAnotherTime(trigger, than: time.tokens.lowerBound)
    else { return nil }
    let isBare = Range(from: sentence.lowerBound, upTo: time.tokens.lowerBound).allSatisfy {
      !isVerb($0) || isBareParticiple($0) && setsScene($0)
    }
    return isBare ? dating(time, .opening) : nil
  }

  /// Whether a trigger stands in a clause that the date at the head of its sentence does not reach: what is said
  /// ("Lundi, X a affirmé que …"), or a relative clause that tells what holds at any time (", qui soutient Y, …").
  private func isOfAnotherTime(_ trigger: Int, than opening: Int) -> Bool {
    if isQuoted(trigger), !isQuoted(opening) { return true }
    var verb = clause(of: trigger)
    for _ in 0..<4 {
      if isDeprel(verb, "acl"), isFinite(verb), !opensWhereupon(verb),
        [.present, .imperfect].contains(tense(of: verb))
      {
        return true
      }
      guard let above = head(verb) else { return false }
      if token(verb).deprel == "ccomp", isVerb(above), isLemma(above, .reporting) {
        return true
      }
      guard isPredicate(above) else { return false }
      verb = above
    }
    return false
  }

  /// "Réunis mercredi à Luanda, les ministres …": a past participle that tells where those are who act; "élu en 2017"
  /// tells of another time.
  func setsScene(_ participle: Int) -> Bool {
    !isPastParticiple(participle) || isLemma(participle, .scene)
  }

  /// The value of the only time expression in a stretch of tokens.
  func date(within stretch: Range<Int>) -> Dating? {
    let found = times(in: stretch).filter { isDating($0) && !isLimit($0) }
    return found.first.flatMap { dating($0, .step) }
  }

  /// The calendar part of an expression's value with its place.
  func dating(_ time: TimeExpression, _ source: DateGround) -> Dating? {
    time.value.flatMap(Self.day).map { Dating(value: $0, tokens: time.tokens, source: source) }
  }

  func isDating(_ time: TimeExpression) -> Bool {
    switch time.kind {
    case .date, .datetime, .daterange, .datetimerange: time.value != nil
    case .time, .timerange: time.value?.contains("T") ?? false && time.value?.first != "T"
    case .duration, .set: false
    }
  }

  /// The calendar part of a value: the hour is dropped.
  static func day(_ value: String) -> String? {
    guard let first = value.utf8.first, (0x30...0x39).contains(first) else { return nil }
    let parts = value.split(separator: "/").map { $0.prefix { $0 != "T" } }
    guard let start = parts.first else { return nil }
    return parts.count == 2 && parts[1] != start ? "\(start)/\(parts[1])" : String(start)
  }
}
