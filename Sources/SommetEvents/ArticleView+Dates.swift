import SommetText

extension ArticleView {
  /// The value of the time expression that dates an act: one below its trigger, else one of its clause, else none.
  ///
  /// Durations, sets and times of day without a date date nothing.
  func date(of trigger: Int) -> String? {
    let sentence = sentence(trigger)
    let candidates = times.filter { sentence.contains($0.tokens.lowerBound) && isDating($0) }
    if candidates.isEmpty { return nil }
    let clause = clause(of: trigger)
    var best: (rank: Int, distance: Int, value: String)?
    for time in candidates {
      let head = document.head(of: time.tokens)
      guard let rank = rank(of: head, time, for: trigger, clause) else { continue }
      let distance = abs(time.tokens.lowerBound - trigger)
      guard let value = time.value.flatMap(Self.day) else { continue }
      if best.map({ (rank, distance) < ($0.rank, $0.distance) }) ?? true { best = (rank, distance, value) }
    }
    return best?.value ?? opening(sentence, before: trigger)
  }

  /// "Jeudi, …", "Réunis mercredi à Luanda, …": the date that opens a sentence frames what follows.
  private func opening(_ sentence: Range<Int>, before trigger: Int) -> String? {
    let time = times.first { $0.tokens.lowerBound >= sentence.lowerBound && isDating($0) }
    guard let time, time.tokens.upperBound <= trigger, time.tokens.lowerBound - sentence.lowerBound <= 6,
      !isLimit(time)
    else { return nil }
    let isBare = (sentence.lowerBound..<time.tokens.lowerBound).allSatisfy {
      !isVerb($0) || isBareParticiple($0)
    }
    return isBare ? time.value.flatMap(Self.day) : nil
  }

  /// The date that a narrative has reached before a sentence: a line of its own ("28 juin 2022."), or the date that
  /// opens or dates the main clause of one of the two sentences before, in the same block.
  func narrativeDate(before trigger: Int) -> String? {
    let number = document.sentence(of: trigger)
    guard let block = document.blocks.first(where: { $0.tokens.contains(trigger) }) else { return nil }
    var back = number - 1
    while back >= 0, document.sentences[back].lowerBound >= block.tokens.lowerBound {
      let sentence = document.sentences[back]
      let root = sentence.first { head($0) == nil } ?? sentence.lowerBound
      let isHeading = isOnlyTime(sentence)
      if isHeading || number - back <= 2 {
        if let time = times.first(where: {
          sentence.contains($0.tokens.lowerBound) && isDating($0) && !isLimit($0)
        }) {
          if isHeading { return time.value.flatMap(Self.day) }
          // A season or a month is no day that a narrative goes on from.
          return date(of: root).flatMap { $0.count == 10 || $0.count == 21 ? $0 : nil }.flatMap(Self.short)
        }
      }
      back -= 1
    }
    return nil
  }

  /// The date that stands alone at the head of a trigger's block.
  func lineDate(before trigger: Int) -> String? {
    guard let block = document.blocks.first(where: { $0.tokens.contains(trigger) }), !block.tokens.isEmpty
    else {
      return nil
    }
    let sentence = self.sentence(block.tokens.lowerBound)
    guard sentence.upperBound <= trigger, isOnlyTime(sentence) else { return nil }
    return times.first { sentence.contains($0.tokens.lowerBound) && isDating($0) }?.value.flatMap(Self.day)
  }

  /// A day, or an interval within one month.
  private static func short(_ value: String) -> String? {
    value.count == 10 || value.prefix(7) == value.dropFirst(11).prefix(7) ? value : nil
  }

  private func isOnlyTime(_ sentence: Range<Int>) -> Bool {
    sentence.allSatisfy { isTime($0) || [.punct, .space, .det].contains(token($0).upos) }
      && sentence.contains { isTime($0) }
  }

  /// The value of the only time expression in a stretch of tokens.
  func date(within stretch: Range<Int>) -> String? {
    let found = times.filter { stretch.contains($0.tokens.lowerBound) && isDating($0) && !isLimit($0) }
    return found.first.flatMap { $0.value }.flatMap(Self.day)
  }

  private func isDating(_ time: TimeExpression) -> Bool {
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
    if isLimit(time) { return nil }
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
        return sharesTime(above, clause) ? 3 : nil
      }
      if above == clause { return 2 }
      if eventNouns.contains(lemmas[above]), token(above).upos == .noun { return nil }
      current = above
      steps += 1
      if steps > 10 { break }
    }
    return current == trigger || current == clause ? 2 : nil
  }

  /// "depuis lundi", "avant la mi-octobre", "jusqu'à mardi": bounds, not days.
  private func isLimit(_ time: TimeExpression) -> Bool {
    var index = time.tokens.lowerBound - 1
    let lower = sentence(time.tokens.lowerBound).lowerBound
    while index >= lower, token(index).upos == .det { index -= 1 }
    guard index >= lower else { return false }
    return ["avant", "jusqu'", "jusqu'à", "jusqu'au", "d'ici", "après", "depuis"].contains(forms[index])
      || (index > lower && forms[index - 1] == "jusqu'")
      || (forms[index] == "à" && index > lower && forms[index - 1] == "d'ici")
  }

  /// The verb or predicate that a trigger belongs to; itself when it is one.
  func clause(of trigger: Int) -> Int {
    var current = trigger
    while !isPredicate(current), let above = head(current) { current = above }
    return current
  }

  /// "doit recevoir vendredi": a verb and its infinitive are one clause, so are verbs that share a subject.
  private func sharesTime(_ a: Int, _ b: Int) -> Bool {
    for (lower, upper) in [(a, b), (b, a)] {
      var current = lower
      for _ in 0..<4 {
        let deprel = token(current).deprel
        guard deprel == "xcomp" || deprel == "conj" || (deprel == "advcl" && !isFinite(current)),
          let above = head(current)
        else { break }
        if above == upper { return deprel != "conj" || lower == b }
        current = above
      }
    }
    return false
  }
}
