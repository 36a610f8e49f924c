import SommetGraph
import SommetText

/// Modality of verbs, by what stands above them.
extension ModalityReader {
  func verbal(_ verb: Int, _ isSpoken: Bool = false) -> Reading {
    var reading = isFutureInPast(verb) ? Reading(.planned, .futureOfPast, verb) : own(verb)
    if let mark = condition(over: verb) {
      reading = combine(reading, Reading(.hypothetical, .condition, mark))
    }
    var current = verb
    for _ in 0..<12 {
      guard let above = view.head(current) else { break }
      guard let link = link(from: current, to: above, isSpoken) else { break }
      switch link {
      case .stop: return questioned(reading, at: verb)
      case .pass(let effect): reading = combine(reading, effect)
      case .inherit(let outer):
        reading = combine(reading, outer)
      }
      current = above
    }
    return questioned(reading, at: current)
  }

  /// "si X rencontre Y": the word that opens a condition; "même si" opens none.
  func condition(over verb: Int) -> Int? {
    view.children(verb).first { child in
      child < verb && view.isForm(child, .whether) && view.token(child).upos == .sconj
        && !(child > 0 && view.isForm(child - 1, .concession))
        // "si" is elided before "il" alone; another "s'" is a reflexive.
        && (!view.forms[child].hasSuffix("'") || view.isForm(child + 1, .masculine)
          || view.isForm(child + 1, .several))
    }
  }

  /// "Si les garanties suffisent, X signera": the condition that a clause hangs on, before it.
  func conditioned(_ verb: Int) -> Int? {
    for child in view.children(verb) where view.token(child).deprel == "advcl" && child < verb {
      if view.isFinite(child), let mark = condition(over: child) { return mark }
    }
    // The parser may have hung the main clause on the condition.
    guard let above = view.head(verb), above < verb, condition(over: verb) == nil,
      ["advcl", "conj", "parataxis", "dep"].contains(view.token(verb).deprel)
    else { return nil }
    return condition(over: above)
  }

  /// "a annoncé qu'elle rencontrerait X": the conditional is the future of a past.
  func isFutureInPast(_ verb: Int) -> Bool {
    guard view.tense(of: verb) == .conditional, !isNegated(verb), view.isDeprel(verb, "ccomp"),
      let above = view.head(verb), view.isVerb(above)
    else { return false }
    let announces =
      view.isLemma(above, .reporting)
      || scope.effect(of: view.lemmas[above], as: .governor) == .modality(.planned)
    return announces && [.past, .pluperfect, .imperfect].contains(view.tense(of: above))
  }

  enum Link {
    case stop
    case pass(Reading)
    case inherit(Reading)
  }

  /// What the word above makes of a verb.
  func link(from verb: Int, to above: Int, _ isSpoken: Bool) -> Link? {
    let token = view.token(verb)
    let deprel = token.deprel
    let marks = view.children(verb).filter { $0 < verb && ["mark", "case"].contains(view.token($0).deprel) }
    func mark(_ name: WordClasses.Class) -> Int? { marks.first { view.isForm($0, name) } }
    if deprel == "acl:relcl" || (view.isDeprel(verb, "acl") && view.isFinite(verb)) { return .stop }
    if deprel == "conj" {
      guard view.isPredicate(above), !view.resumesMatrix(verb, after: above) else { return .stop }
      // "comptait voir X, puis réunir Y": the second infinitive hangs on the verb above the first.
      if view.isInfinitive(verb), !view.isInfinitive(above),
        view.children(above).contains(where: { $0 < verb && view.token($0).deprel == "xcomp" })
      {
        return .inherit(governor(above))
      }
      let isShared = !view.isFinite(verb)
      return isShared ? .inherit(own(above)) : .inherit(Reading(modality: .occurred, isExplicit: false))
    }
    if view.isFinite(verb) {
      if let mark = mark(.whether) { return .pass(Reading(.hypothetical, .condition, mark)) }
      guard deprel == "ccomp" || mark(.that) != nil else { return .stop }
      guard view.isPredicate(above) || view.token(above).upos == .adj else { return .stop }
      switch scope.effect(of: view.lemmas[above], as: .governor) {
      case .modality(.planned) where isPerfect(verb) || isPluperfect(verb):
        // "a annoncé que X avait averti Y": what was announced had been done.
        return .stop
      case .modality(let modality): return .pass(Reading(modality, .governor, above))
      case .transparent: return .inherit(own(above))
      case .factual, nil: return .stop
      }
    }
    // Infinitives and participles.
    if let mark = mark(.without) { return .pass(Reading(.denied, .without, mark)) }
    if view.isInfinitive(verb) {
      if let mark = mark(.beforehand) { return .inherit(own(clause(above, over: mark))) }
      if let mark = mark(.purpose) {
        return .inherit(isSpoken ? own(above) : purpose(mark, of: above))
      }
      if mark(.afterwards) != nil { return .stop }
      if view.token(above).upos == .noun || view.token(above).upos == .propn, !view.isPredicate(above) {
        switch scope.effect(of: view.lemmas[above], as: .noun) {
        case .modality(let modality): return .pass(Reading(modality, .noun, above))
        default: return .inherit(Reading(.hypothetical, .infinitiveOfNoun, above))
        }
      }
      // "a annoncé avoir parlé à X": what was announced had been done.
      if isPerfectInfinitive(verb),
        scope.effect(of: view.lemmas[above], as: .governor) == .modality(.planned)
      {
        return .stop
      }
      return .inherit(governor(above))
    }
    if view.token(above).upos == .noun || view.token(above).upos == .propn { return .stop }
    // "Reçu par X, Y n'a rien obtenu": a participle shares the time, not the polarity.
    let outer = tense(above)
    return outer.modality == .planned ? .inherit(outer) : .stop
  }

  /// "a prié X de venir, avant de rencontrer Y": what a comma parts hangs on the finite verb, wherever the tree has it.
  private func clause(_ above: Int, over mark: Int) -> Int {
    guard mark > 0, view.forms[mark - 1] == "," else { return above }
    var current = above
    for _ in 0..<6 where !view.isFinite(current) { current = view.head(current) ?? current }
    return view.isFinite(current) ? current : above
  }

  func purpose(_ mark: Int, of above: Int) -> Reading {
    let outer = own(above)
    return outer.modality == .occurred ? Reading(.planned, .purpose, mark) : outer
  }

  /// What a governing verb or adjective makes of its infinitive, together with its own tense and polarity.
  func governor(_ above: Int) -> Reading {
    let lemma = view.lemmas[above]
    let outer = own(above)
    // "aurait dû accepter": it was not done.
    if view.tense(of: above) == .conditionalPast, scope.effect(of: lemma, as: .perfect) == .transparent {
      return Reading(.denied, .regret, above)
    }
    // "a dû se contenter de", "ont pu rencontrer": it was done.
    if isPerfect(above), scope.effect(of: lemma, as: .perfect) == .transparent { return outer }
    switch scope.effect(of: lemma, as: .governor) {
    case .modality(let modality):
      let effect = Reading(modality, .governor, above)
      if modality == .planned, outer.modality == .hypothetical,
        scope.effect(of: lemma, as: .perfect) == .transparent
      {
        return effect
      }
      return combine(effect, outer)
    case .factual: return Reading(.occurred, .governor, above)
    case .transparent: return outer
    case nil:
      return view.isFinite(above) || view.isPredicate(above)
        ? outer : Reading(modality: .occurred, isExplicit: false)
    }
  }
}
