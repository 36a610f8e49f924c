import SommetText

/// Which time expressions belong to which words.
extension ArticleView {
  /// The last rank of dates that stand in the trigger's clause or one that shares its time; one rank further stand
  /// those of a verb before it that it is joined to.
  static let clauseRank = 3

  /// How closely a time expression belongs to a trigger: 0 the nearest, nil not at all.
  func rank(of time: TimeExpression, for trigger: Int, _ clause: Int) -> Int? {
    if isLimit(time, for: trigger) || isInParentheses(time.tokens.lowerBound, apartFrom: trigger) {
      return nil
    }
    var current = document.head(of: time.tokens)
    var isOwned = isOfNoun(time)
    if let event = event(of: time) {
      if isBelow(trigger, event) { return nil }
      current = event
      isOwned = false
    }
    var steps = 0
    while let above = head(current) {
      if above == trigger { return steps == 0 ? 0 : 1 }
      if isPredicate(above) {
        if isOwned, steps == 0, let owner = nounBefore(time), owner != trigger, !isOccasion(owner) {
          return nil
        }
        return rank(inClauseOf: above, time, for: trigger, clause)
      }
      if above == clause { return 2 }
      let isNoun = token(above).upos == .noun && !isTime(above)
      if isNoun, isOwned || eventNouns.contains(lemmas[above]), !isVerb(trigger) || !isOccasion(above) {
        return nil
      }
      if isNoun { isOwned = false }
      current = above
      steps += 1
      if steps > 10 { break }
    }
    if current == trigger || current == clause { return 2 }
    return strays(current, time, to: clause) ? Self.clauseRank : nil
  }

  /// The rank of a date in the clause of a verb.
  private func rank(inClauseOf verb: Int, _ time: TimeExpression, for trigger: Int, _ clause: Int) -> Int? {
    if verb == clause { return 2 }
    // "le conseil qu'elle devait tenir en février"
    if isDeprel(verb, "acl") && head(verb) == trigger { return 1 }
    if token(verb).deprel == "xcomp", let modal = head(verb), isDeprel(modal, "acl"), head(modal) == trigger {
      return 1
    }
    let isBefore = time.tokens.lowerBound > verb && time.tokens.lowerBound < clause
    if isBefore, isWanted(clause, by: verb) { return nil }
    if isVehicle(verb, of: clause) { return Self.clauseRank }
    guard sharesTime(verb, clause) || isAbsolute(clause, within: verb) || isPurpose(clause, of: verb) else {
      return nil
    }
    // "a annoncé trois jours de deuil les 16 et 17 juillet et a appelé X": the date is first that of its own verb.
    let isBehindFirst = isBefore && token(clause).deprel == "conj" && head(clause) == verb
    return isBehindFirst ? Self.clauseRank + 1 : Self.clauseRank
  }

  /// "a proposé lundi de rencontrer X", "a déclaré lundi être prêt à rencontrer X": the day is that of the words, not of
  /// what they are about.
  private func isWanted(_ infinitive: Int, by verb: Int) -> Bool {
    guard isInfinitive(infinitive), [.past, .pluperfect].contains(tense(of: verb)),
      !isPurpose(infinitive, of: verb)
    else { return false }
    let isSaid = isLemma(verb, .reporting) && head(infinitive) != verb
    return isSaid || isLemma(verb, .control)
  }

  /// "dans un entretien publié lundi", "dans une lettre datée du 3 mai": the participle of what holds the words that
  /// are told of.
  private func isVehicle(_ participle: Int, of clause: Int) -> Bool {
    guard isDeprel(participle, "acl"), let noun = head(participle), noun < participle,
      isOccasion(noun), isLemma(noun, .document) || eventNouns.contains(lemmas[noun])
    else { return false }
    return self.clause(of: noun) == clause
  }

  /// A date that the parser tore from its sentence: it belongs to the verb before it.
  private func strays(_ root: Int, _ time: TimeExpression, to clause: Int) -> Bool {
    guard !isPredicate(root) else { return false }
    let lower = sentence(time.tokens.lowerBound).lowerBound
    let verb = Range(from: lower, upTo: time.tokens.lowerBound).last {
      isVerb($0) && (isFinite($0) || isInfinitive($0))
    }
    guard let verb, document.sentence(of: verb) != document.sentence(of: root) else { return false }
    return verb == clause || sharesTime(verb, clause)
  }

  /// "la loi de 2016", "les élections du 9 juin": a date that says which, not when.
  private func isOfNoun(_ time: TimeExpression) -> Bool {
    let before = time.tokens.lowerBound - 1
    guard before > sentence(time.tokens.lowerBound).lowerBound, time.offset == nil,
      !time.rule.hasPrefix("range.")
    else { return false }
    return isPreposition(before, .of)
      && [.noun, .adj, .propn].contains(token(before - 1).upos)
  }

  /// The noun that "de" ties an expression to, wherever the parser hung it.
  private func nounBefore(_ time: TimeExpression) -> Int? {
    let lower = max(sentence(time.tokens.lowerBound).lowerBound, time.tokens.lowerBound - 4)
    return Range(from: lower, upTo: time.tokens.lowerBound).last { token($0).upos == .noun }
  }

  /// "X (2012-2016)": set in parentheses apart from the trigger.
  func isInParentheses(_ index: Int, apartFrom trigger: Int) -> Bool {
    let sentence = sentence(index)
    guard
      let open = Range(from: sentence.lowerBound, upTo: index).last(where: {
        forms[$0] == "(" || forms[$0] == ")"
      }),
      forms[open] == "("
    else { return false }
    let close = (index..<sentence.upperBound).first { forms[$0] == ")" } ?? sentence.upperBound
    return !(open..<close).contains(trigger)
  }

  /// "depuis lundi", "avant la mi-octobre", "jusqu'à mardi", "depuis le début du conflit, en mai 2022": bounds, not
  /// days.
  ///
  /// - Parameter trigger: the word to be dated; what stands at or above it does not bound it.
  func isLimit(_ time: TimeExpression, for trigger: Int? = nil) -> Bool {
    if isBounded(before: time.tokens.lowerBound) || isLast(time) { return true }
    if time.offset != nil { return false }
    // "d'ici quinze jours"
    let start = time.tokens.lowerBound
    if time.tokens.count > 1, isForm(start, .limit) || isForm(start + 1, .limit) { return true }
    var current = document.head(of: time.tokens)
    for _ in 0..<10 {
      if current == trigger || isPredicate(current) { return false }
      let marks = children(current).filter { $0 < current && token($0).deprel == "case" }
      if marks.contains(where: { isForm($0, .limit) || isBounded(before: $0) }) {
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
    if isForm(index, .limit) { return true }
    // "jusqu'à", "d'ici à": the bound stands before a plain preposition.
    return isPreposition(index, .to) && index > lower && isForm(index - 1, .limit)
  }

  /// "au plus tard le 3 mai", "lundi au plus tard"
  private func isLast(_ time: TimeExpression) -> Bool {
    func stands(_ start: Int) -> Bool {
      guard start >= 0, start + 3 <= forms.count else { return false }
      return words.contains(forms[start..<start + 3].joined(separator: " "), in: .latest)
    }
    let start = time.tokens.lowerBound
    return stands(start - 3) || stands(start - 4) || stands(time.tokens.upperBound)
  }

  /// "d'ici la fin du mois": the period that a bound ends and that holds the day of publication, for what lies ahead.
  func deadline(of trigger: Int, seenFrom published: String) -> Dating? {
    let verb = clause(of: trigger)
    for time in times(in: sentence(trigger)) where isDating(time) {
      guard isForm(before: time.tokens.lowerBound, .deadline), let dating = dating(time, .deadline),
        ISODate.holds(dating.value, published)
      else { continue }
      let own = clause(of: document.head(of: time.tokens))
      if own == verb || sharesTime(own, verb) || strays(own, time, to: verb) { return dating }
    }
    return nil
  }

  /// Whether a word of a class stands before a token, with at most articles and "à" between: "d'ici à la fin".
  private func isForm(before start: Int, _ name: WordClasses.Class) -> Bool {
    let lower = sentence(start).lowerBound
    var index = start - 1
    while index >= lower, token(index).upos == .det || isPreposition(index, .to) { index -= 1 }
    return index >= lower && isForm(index, name)
  }

  /// Whether a bound lies in the clause of a verb: "d'ici vendredi".
  func isBounded(_ verb: Int) -> Bool {
    times(in: sentence(verb)).contains { time in
      clause(of: document.head(of: time.tokens)) == verb && isLimit(time)
    }
  }

  /// Whether a day or an hour stands in the clause of a verb, of which the value need not be known.
  func isTimed(_ verb: Int) -> Bool {
    times(in: sentence(verb)).contains { time in
      time.kind != .duration && time.kind != .set && clause(of: document.head(of: time.tokens)) == verb
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
      children(infinitive).contains(where: { $0 < infinitive && isForm($0, .purpose) })
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
        // "Élu en 2017, X a averti Y": another time, unless the participle tells where X is.
        if lower == a, current < upper, isBareParticiple(current), !setsScene(current) { break }
        // "Après avoir reçu X mardi, il a appelé Y": the time of what came before is not that of what followed.
        if lower == a, deprel == "advcl",
          children(current).contains(where: { $0 < current && isForm($0, .limit) })
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
