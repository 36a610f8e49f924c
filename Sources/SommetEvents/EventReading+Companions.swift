import SommetText

/// Who takes part in a meeting besides those in the slots of its trigger's frame.
extension EventReading {
  /// "le tête-à-tête Macron-Orban", "Poutine-Zelensky : un sommet": names joined to an event's noun.
  func joinedNames(at noun: Int) -> [Actor] {
    let sentence = view.sentence(noun)
    var next = noun + 1
    while next < sentence.upperBound, view.token(next).upos == .adj || view.token(next).upos == .space {
      next += 1
    }
    let after = chain(from: next, below: sentence.upperBound)
    if after.count > 1 { return after }
    // The names open the headline, a colon follows.
    if let colon = Range(from: sentence.lowerBound, upTo: noun).first(where: { view.forms[$0] == ":" }),
      colon - sentence.lowerBound <= 8
    {
      let before = chain(from: sentence.lowerBound, below: colon)
      if before.count > 1 { return before }
    }
    return []
  }

  /// Names joined by hyphens or strokes from a token on.
  private func chain(from start: Int, below upper: Int) -> [Actor] {
    var found: [Actor] = []
    var next = start
    while next < upper {
      let held = view.mentions(holding: next).filter { mention in
        mention.form == .name && view.entities.entities[mention.entity].kind != .place
      }
      guard let widest = held.last else { break }
      found += held.map { Actor(entity: $0.entity, token: next, certainty: 0.9) }
      next = widest.tokens.upperBound
      guard next < upper, ["-", "–", "—", "/", "‑"].contains(view.forms[next]) else { break }
      next += 1
    }
    return unique(found)
  }

  /// "un sommet réunissant X et Y", "des entretiens impliquant X".
  func gathered(by noun: Int) -> [Actor] {
    var found: [Actor] = []
    for child in view.children(noun) where child > noun && view.isDeprel(child, "acl") {
      guard view.isLemma(child, .gathering) else { continue }
      found += view.patients(of: child).flatMap { view.actors(at: $0) }
    }
    return unique(found)
  }

  /// "X participe au sommet", "X est invité à une réunion".
  func attending(_ noun: Int) -> [Actor] {
    for child in view.children(noun) where child > noun && view.isDeprel(child, "acl") {
      // "un entretien auquel participait X"
      if view.isLemma(child, .attending), view.isFinite(child) {
        let subjects = view.subjects(of: child).filter { $0 != noun }
        if !subjects.isEmpty { return unique(subjects.flatMap { view.actors(at: $0) }) }
      }
    }
    if let hosts = hosts(of: noun) { return hosts }
    var current = noun
    for _ in 0..<4 {
      guard let above = view.head(current) else { return [] }
      let deprel = view.token(current).deprel
      if view.isVerb(above) {
        guard view.isLemma(above, .attending), !deprel.hasPrefix("nsubj"),
          !modality.isNegated(above)
        else {
          return []
        }
        let heads =
          view.isPassive(above) && !view.isReflexive(above)
          ? view.patients(of: above) : view.agents(of: above)
        return unique(heads.flatMap { view.actors(at: $0) })
      }
      guard deprel == "conj" || deprel == "nmod" else { return [] }
      current = above
    }
    return []
  }

  /// "L'hôte du sommet, X", "X, organisatrice de la réunion".
  private func hosts(of noun: Int) -> [Actor]? {
    // "la présence de X à cette réunion"
    if let above = view.head(noun), above < noun, view.token(above).upos == .noun,
      view.isLemma(above, .attending)
    {
      let present = (view.complements(of: above, .of) + view.complements(of: noun, .of))
        .flatMap { view.actors(at: $0) }
      if !present.isEmpty { return present }
    }
    guard let above = view.head(noun), above < noun, view.isLemma(above, .host)
    else {
      return nil
    }
    let named = view.actors(at: above)
    if !named.isEmpty { return named }
    if let beyond = view.head(above), beyond < above, !view.isVerb(beyond) {
      let apposed = view.actors(at: beyond)
      if !apposed.isEmpty { return [apposed[0]] }
    }
    // "Boris Johnson, hôte du sommet": the name before the comma.
    var index = above - 1
    while index > view.sentence(noun).lowerBound, view.token(index).upos == .det { index -= 1 }
    if view.forms[index] == ",", index > 0, let mention = view.mentions(holding: index - 1).last {
      return view.actors(at: mention.head).first.map { [$0] }
    }
    return nil
  }

  /// Whether the event is only asked for or put forward.
  func isSought(_ noun: Int, _ reading: ModalityReader.Reading) -> Bool {
    if reading.modality == .hypothetical { return true }
    let clause = view.clause(of: noun)
    // "Après une rencontre avec X, Y a averti Z": what only says when is no content.
    let isAdjunct = view.preposition(of: noun, is: .past) || view.preposition(of: noun, is: .beforehand)
    guard view.token(noun).deprel == "obj" || view.head(noun) == clause && !isAdjunct else { return false }
    let rules = lexicon.rules(for: view.lemmas[clause])
    // "a exclu une rencontre avec X": who rejects it would have been part of it.
    return rules.contains {
      $0.relation != .met && $0.relation != .rejected && $0.pattern.match(at: clause, in: view) != nil
    }
  }

  /// Who meets those that an event's noun names after "avec": whose agenda it is on, else the subject of its clause.
  func companions(_ noun: Int) -> [Actor] {
    let clause = view.clause(of: noun)
    let rest = noun..<view.sentence(noun).upperBound
    for below in rest {
      if view.token(below).upos == .sconj || below != clause && view.isVerb(below) && view.isFinite(below) {
        break
      }
      guard view.isLemma(below, .agenda) else { continue }
      let owners = view.owners(of: below).flatMap { view.actors(at: $0) }
        .filter { view.entities.entities[$0.entity].kind == .person }
      if !owners.isEmpty { return owners }
      for child in view.children(below) where view.token(child).feats["Poss"] == "Yes" {
        let recalled = view.recalled(by: child, apartFrom: [])
        if !recalled.isEmpty { return recalled }
      }
      for child in view.children(below) where child > below {
        let deeper = view.owners(of: child).flatMap { view.actors(at: $0) }
        if !deeper.isEmpty { return deeper }
      }
    }
    guard clause != noun else { return [] }
    // "…, en marge duquel un dîner se tient": the subject of the clause above.
    if view.isDeprel(noun, "nsubj"), view.isDeprel(clause, "acl"), !view.isInfinitive(clause),
      let above = view.head(clause)
    {
      return view.subjects(of: view.clause(of: above)).flatMap { view.actors(at: $0) }
        .filter { view.entities.entities[$0.entity].kind == .person }
        .map { Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.75) }
    }
    let subjects =
      view.isPassive(clause) && !view.isReflexive(clause)
      ? view.passiveSubjects(of: clause) : view.agents(of: clause, isSpeech: true)
    return subjects.filter { $0 != noun }.flatMap { head in
      let actors = view.actors(at: head)
      return actors.isEmpty ? view.recalled(by: head, apartFrom: []) : actors
    }
    .map { Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.85) }
  }

  /// "en présence de X", "aux côtés de Y": in the phrase of the noun or the clause of the trigger.
  func beside(_ trigger: Int) -> [Actor] {
    let clause = view.clause(of: trigger)
    let sentence = view.sentence(trigger)
    let upper = sentence.upperBound
    var found: [Actor] = []
    // "En présence de X, Y a reçu Z": what opens the sentence counts, unless another verb stands between.
    let lastVerb = Range(from: sentence.lowerBound, upTo: trigger).last {
      $0 != clause && view.isVerb($0) && view.isFinite($0)
    }
    var index = lastVerb ?? sentence.lowerBound
    while index < upper {
      if index != trigger, index != clause, view.isVerb(index), view.isFinite(index), index > trigger {
        break
      }
      if view.token(index).upos == .propn || view.token(index).upos == .noun || view.token(index).upos == .x {
        let prepositions = view.prepositions(of: index)
        if prepositions.contains(where: { lexicon.words.contains($0, in: .beside) }) {
          found += view.actors(at: index)
        }
      }
      index += 1
    }
    return unique(found)
  }
}
