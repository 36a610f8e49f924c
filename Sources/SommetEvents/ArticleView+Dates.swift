import SommetText

extension ArticleView {
  /// The value of the time expression that dates an act: one below its trigger, else one of its clause, else none.
  ///
  /// Durations, sets and times of day without a date date nothing.
  ///
  /// - Parameter content: the clause that the act is about; its dates are not those of the act.
  func date(of trigger: Int, apartFrom content: Range<Int>? = nil) -> Dating? {
    let sentence = sentence(trigger)
    let candidates = times.filter {
      sentence.contains($0.tokens.lowerBound) && isDating($0)
        && !(content?.contains($0.tokens.lowerBound) ?? false)
    }
    if candidates.isEmpty { return nil }
    let clause = clause(of: trigger)
    var best: (rank: Int, distance: Int, dating: Dating)?
    for time in candidates {
      let head = document.head(of: time.tokens)
      guard let rank = rank(of: head, time, for: trigger, clause) else { continue }
      let distance = abs(time.tokens.lowerBound - trigger)
      guard let value = time.value.flatMap(Self.day) else { continue }
      if best.map({ (rank, distance) < ($0.rank, $0.distance) }) ?? true {
        let dating = Dating(value: value, tokens: time.tokens, source: rank < 2 ? .trigger : .clause)
        best = (rank, distance, dating)
      }
    }
    return best?.dating ?? opening(sentence, before: trigger) ?? dateAbove(trigger, apartFrom: content)
      ?? dateOfStay(trigger)
  }

  /// "X, qui se rendra en Chine en avril, y rencontrera Y": the date of the clause whose place "y" takes up.
  private func dateOfStay(_ trigger: Int) -> Dating? {
    let verb = clause(of: trigger)
    guard let clitic = children(verb).first(where: { $0 < verb && forms[$0] == "y" }) else { return nil }
    let lower = sentence(trigger).lowerBound
    let place = entities.mentions.last { mention in
      let kind = entities.entities[mention.entity].kind
      return mention.head >= lower && mention.head < clitic && (kind == .place || kind == .country)
        && prepositions(of: mention.head).contains { words.contains($0, in: .place) }
    }
    guard let place else { return nil }
    let stay = clause(of: place.head)
    return stay == verb ? nil : date(of: stay)?.with(.stay)
  }

  /// The date of the clause above a relative clause that goes on from it: "se rendra lundi à Oslo, où elle doit
  /// rencontrer X", "a tonné lundi le ministre, qui accuse Y".
  private func dateAbove(_ trigger: Int, apartFrom content: Range<Int>?) -> Dating? {
    var verb = clause(of: trigger)
    for _ in 0..<3 where !isDeprel(verb, "acl") {
      guard ["xcomp", "conj"].contains(token(verb).deprel), let above = head(verb), isPredicate(above) else {
        return nil
      }
      verb = above
    }
    guard isDeprel(verb, "acl"), isFinite(verb), let noun = head(verb), noun < verb else { return nil }
    let outer = clause(of: noun)
    guard outer != verb, isPredicate(outer) else { return nil }
    let opening = children(verb).filter { $0 < verb }
    let inner = tense(of: verb)
    let follows = opening.contains { words.contains(forms[$0], in: .whereupon) }
    let comments = inner == .present && opening.contains { forms[$0] == "qui" }
    guard follows && goesOn(inner, from: tense(of: outer)) || comments else { return nil }
    return date(of: outer, apartFrom: content)?.with(.clauseAbove)
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
    let time = times.first { $0.tokens.lowerBound >= sentence.lowerBound && isDating($0) }
    guard let time, time.tokens.upperBound <= trigger, time.tokens.lowerBound - sentence.lowerBound <= 6,
      !isLimit(time)
    else { return nil }
    let isBare = (sentence.lowerBound..<time.tokens.lowerBound).allSatisfy {
      !isVerb($0) || isBareParticiple($0)
    }
    return isBare ? dating(time, .opening) : nil
  }

  /// The value of the only time expression in a stretch of tokens.
  func date(within stretch: Range<Int>) -> Dating? {
    let found = times.filter { stretch.contains($0.tokens.lowerBound) && isDating($0) && !isLimit($0) }
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

  /// How closely a time expression belongs to a trigger: 0 the nearest, nil not at all.
  private func rank(of head: Int, _ time: TimeExpression, for trigger: Int, _ clause: Int) -> Int? {
    if isLimit(time, for: trigger) { return nil }
    var current = head
    var steps = 0
    while let above = self.head(current) {
      if above == trigger { return steps == 0 ? 0 : 1 }
      if isPredicate(above) {
        if above == clause { return 2 }
        // "le conseil qu'elle devait tenir en février"
        if isDeprel(above, "acl") && self.head(above) == trigger { return 1 }
        if token(above).deprel == "xcomp", let modal = self.head(above), isDeprel(modal, "acl"),
          self.head(modal) == trigger
        {
          return 1
        }
        return sharesTime(above, clause) || isAbsolute(clause, within: above) || isPurpose(clause, of: above)
          ? 3 : nil
      }
      if above == clause { return 2 }
      if eventNouns.contains(lemmas[above]), token(above).upos == .noun { return nil }
      current = above
      steps += 1
      if steps > 10 { break }
    }
    return current == trigger || current == clause ? 2 : nil
  }

  /// "depuis lundi", "avant la mi-octobre", "jusqu'à mardi", "depuis le début du conflit, en mai 2022": bounds, not
  /// days.
  ///
  /// - Parameter trigger: the word to be dated; what stands at or above it does not bound it.
  func isLimit(_ time: TimeExpression, for trigger: Int? = nil) -> Bool {
    if isBounded(before: time.tokens.lowerBound) { return true }
    var current = document.head(of: time.tokens)
    for _ in 0..<10 {
      if current == trigger || isPredicate(current) { return false }
      let marks = children(current).filter { $0 < current && token($0).deprel == "case" }
      if marks.contains(where: { words.contains(forms[$0], in: .limit) || isBounded(before: $0) }) {
        return true
      }
      guard let above = head(current) else { return false }
      current = above
    }
    return false
  }

  /// Whether a preposition of bounds stands right before a token, with at most articles between.
  private func isBounded(before start: Int) -> Bool {
    var index = start - 1
    let lower = sentence(start).lowerBound
    while index >= lower, token(index).upos == .det { index -= 1 }
    guard index >= lower else { return false }
    if words.contains(forms[index], in: .limit) { return true }
    // "jusqu'à", "d'ici à": the bound stands before a plain preposition.
    return ["à", "au", "aux"].contains(forms[index]) && index > lower
      && words.contains(forms[index - 1], in: .limit)
  }

  /// Whether a bound lies in the clause of a verb: "d'ici vendredi".
  func isBounded(_ verb: Int) -> Bool {
    times.contains { time in
      sentence(verb).contains(time.tokens.lowerBound) && clause(of: document.head(of: time.tokens)) == verb
        && isLimit(time)
    }
  }

  /// The verb or predicate that a trigger belongs to; itself when it is one.
  func clause(of trigger: Int) -> Int {
    var current = trigger
    while !isPredicate(current), let above = head(current) { current = above }
    return current
  }

  /// "a appelé X le 6 mai pour l'assurer de son soutien", on whatever word the purpose hangs.
  private func isPurpose(_ infinitive: Int, of verb: Int) -> Bool {
    guard isInfinitive(infinitive),
      children(infinitive).contains(where: { $0 < infinitive && words.contains(forms[$0], in: .purpose) })
    else { return false }
    return head(infinitive).map { clause(of: $0) } == verb
  }

  /// "a parlé jeudi à X, ce dernier l'ayant mis en garde": a participle with its auxiliary, wherever it hangs.
  private func isAbsolute(_ participle: Int, within verb: Int) -> Bool {
    guard !isFinite(participle), token(participle).feats["VerbForm"] == "Part",
      children(participle).contains(where: {
        isDeprel($0, "aux") && token($0).feats["VerbForm"] == "Part"
      })
    else { return false }
    return head(participle).map { clause(of: $0) } == verb
  }

  /// "doit recevoir vendredi": a verb and its infinitive are one clause, so are verbs that share a subject.
  private func sharesTime(_ a: Int, _ b: Int) -> Bool {
    for (lower, upper) in [(a, b), (b, a)] {
      var current = lower
      for _ in 0..<4 {
        let deprel = token(current).deprel
        if deprel == "conj", children(current).contains(where: { $0 < current && isForm($0, .next) }) {
          break
        }
        if deprel == "conj", let above = head(current), isFinite(current), isFinite(above),
          tense(of: current) != tense(of: above)
        {
          break
        }
        guard deprel == "xcomp" || deprel == "conj" || (deprel == "advcl" && !isFinite(current)),
          let above = head(current)
        else { break }
        // "Après avoir reçu X mardi, il a appelé Y": the time of what came before is not that of what followed.
        if lower == a, deprel == "advcl",
          children(current).contains(where: { $0 < current && words.contains(forms[$0], in: .limit) })
        {
          break
        }
        if above == upper { return deprel != "conj" || lower == b }
        current = above
      }
    }
    return false
  }
}
