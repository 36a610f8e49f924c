import SommetGraph
import SommetText

/// Whether an act happened, by its own tense and polarity and by what stands above it in the tree.
struct ModalityReader {
  let view: ArticleView
  let scope: ScopeLexicon

  /// A modality and what it rests on.
  struct Reading: Equatable {
    var modality: Modality
    /// Whether a tense or word says so; false when nothing but a bare noun or a present tense does.
    var isExplicit: Bool
    /// The word that decides, for those who ask why.
    var ground: Ground?

    init(modality: Modality, isExplicit: Bool, ground: Ground? = nil) {
      self.modality = modality
      self.isExplicit = isExplicit
      self.ground = ground
    }

    /// A reading that a word says outright.
    init(_ modality: Modality, _ kind: ModalityGround, _ token: Int) {
      self.init(modality: modality, isExplicit: true, ground: Ground(kind, token))
    }
  }

  /// The reading of an act whose trigger is a verb, noun or adjective.
  ///
  /// - Parameter isSpoken: whether the act is one of words; then a purpose after a past verb has been reached ("a
  ///   appelé X pour lui demander").
  func reading(of trigger: Int, isSpoken: Bool = false) -> Reading {
    view.isVerb(trigger) || view.isPredicate(trigger) ? verbal(trigger, isSpoken) : nominal(trigger, isSpoken)
  }

  // MARK: Verbs

  private func verbal(_ verb: Int, _ isSpoken: Bool = false) -> Reading {
    var reading = isFutureInPast(verb) ? Reading(.planned, .futureOfPast, verb) : own(verb)
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

  /// "a annoncé qu'elle rencontrerait X": the conditional is the future of a past.
  private func isFutureInPast(_ verb: Int) -> Bool {
    guard view.tense(of: verb) == .conditional, !isNegated(verb), view.isDeprel(verb, "ccomp"),
      let above = view.head(verb), view.isVerb(above)
    else { return false }
    let announces =
      view.words.contains(view.lemmas[above], in: .reporting)
      || scope.effect(of: view.lemmas[above], as: .governor) == .modality(.planned)
    return announces && [.past, .pluperfect, .imperfect].contains(view.tense(of: above))
  }

  private enum Link {
    case stop
    case pass(Reading)
    case inherit(Reading)
  }

  /// What the word above makes of a verb.
  private func link(from verb: Int, to above: Int, _ isSpoken: Bool) -> Link? {
    let token = view.token(verb)
    let deprel = token.deprel
    let marks = view.children(verb).filter { $0 < verb && ["mark", "case"].contains(view.token($0).deprel) }
    func mark(_ name: WordClasses.Class) -> Int? { marks.first { view.isForm($0, name) } }
    if deprel == "acl:relcl" || (view.isDeprel(verb, "acl") && view.isFinite(verb)) { return .stop }
    if deprel == "conj" {
      guard view.isPredicate(above) else { return .stop }
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

  private func purpose(_ mark: Int, of above: Int) -> Reading {
    let outer = own(above)
    return outer.modality == .occurred ? Reading(.planned, .purpose, mark) : outer
  }

  /// What a governing verb or adjective makes of its infinitive, together with its own tense and polarity.
  private func governor(_ above: Int) -> Reading {
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

  /// A perfect or a simple past: "a pu", "dut"; not "avait pu", "pouvait".
  private func isPerfect(_ verb: Int) -> Bool {
    let feats = view.token(verb).feats
    if view.isFinite(verb), feats["VerbForm"] != "Part" {
      return feats["Tense"] == "Past" && feats["Mood"] != "Cnd"
    }
    return view.children(verb).contains { child in
      let own = view.token(child).feats
      return view.isDeprel(child, "aux") && own["Tense"] == "Pres" && own["Mood"] != "Sub"
        && own["Mood"] != "Cnd"
    }
  }

  /// "avoir rencontré".
  private func isPerfectInfinitive(_ verb: Int) -> Bool {
    view.children(verb).contains {
      view.isDeprel($0, "aux") && view.token($0).deprel != "aux:pass"
        && view.token($0).feats["VerbForm"] == "Inf"
    }
  }

  /// "avait averti".
  private func isPluperfect(_ verb: Int) -> Bool {
    view.children(verb).contains { view.isDeprel($0, "aux") && view.token($0).feats["Tense"] == "Imp" }
  }

  /// A verb's own tense, mood and polarity.
  func own(_ verb: Int) -> Reading {
    var reading = tense(verb)
    if let negation = negation(of: verb) { reading = combine(reading, Reading(.denied, .negation, negation)) }
    return reading
  }

  private func tense(_ verb: Int) -> Reading {
    let bearers =
      [verb] + view.children(verb).filter { view.isDeprel($0, "aux") || view.token($0).deprel == "cop" }
    let tenses = bearers.map(view.simpleTense)
    if let index = tenses.firstIndex(of: .conditional) {
      return Reading(.hypothetical, .conditional, bearers[index])
    }
    if let index = tenses.firstIndex(of: .future) {
      // "En un jour, elle aura vu X et Y": looking back, unless a bound lies ahead.
      let isDone = view.tense(of: verb) == .futurePerfect && !view.isBounded(verb)
      return isDone
        ? Reading(.occurred, .futurePerfect, bearers[index]) : Reading(.planned, .future, bearers[index])
    }
    let past = tenses.firstIndex { $0 == .past || $0 == .imperfect }.map { bearers[$0] }
    let told = past ?? bearers.first { view.isDeprel($0, "aux") }
    return Reading(
      modality: .occurred, isExplicit: told != nil,
      ground: Ground(told == nil ? .present : .past, told ?? verb))
  }

  /// "ne … pas", "jamais", "plus", "aucun": not "ne … que".
  func isNegated(_ verb: Int) -> Bool { negation(of: verb) != nil }

  /// The word that negates a verb.
  private func negation(of verb: Int) -> Int? {
    let children = view.children(verb)
    let auxiliaries = children.filter { view.isDeprel($0, "aux") || view.token($0).deprel == "cop" }
    let reach = Array(children) + auxiliaries.flatMap { Array(view.children($0)) }
    let hasNe =
      reach.contains { view.isForm($0, .ne) }
      || precededByNe(view.start(ofVerbGroup: verb))
    let not = reach.first { child in
      view.words.contains(view.forms[child], in: .negation)
        || (hasNe && view.words.contains(view.forms[child], in: .halfNegation))
    }
    guard not == nil, hasNe else { return not }
    // "Ni X ni Y n'y participeront", "aucun … n'est prévu", "personne ne".
    return reach.first { child in
      view.isDeprel(child, "nsubj") || view.token(child).deprel == "obj"
        ? ([child] + view.children(child)).contains {
          view.words.contains(view.forms[$0], in: .none)
            || view.isForm($0, .nobody)
        } : false
    }
  }

  private func precededByNe(_ start: Int) -> Bool {
    view.isForm(start, .ne)
      || (start > view.sentence(start).lowerBound && view.isForm(start - 1, .ne))
  }

  // MARK: Nouns

  private func nominal(_ noun: Int, _ isSpoken: Bool = false) -> Reading {
    var reading = Reading(modality: .occurred, isExplicit: false, ground: Ground(.bare, noun))
    if let none = none(at: noun) { return Reading(.denied, .negation, none) }
    for child in view.children(noun) {
      guard ["amod", "acl", "acl:relcl", "advmod", "appos", "nmod"].contains(view.token(child).deprel) else {
        continue
      }
      // "une résolution proposée par X": the participle tells the act itself.
      if isSpoken, child == view.carrier(of: noun, among: .presenting) { continue }
      if let effect = modifierEffect(child) { reading = combine(reading, effect) }
    }
    if let carrier = view.carrier(of: noun), carrier > noun, view.isDeprel(carrier, "acl") {
      return combine(reading, verbal(carrier))
    }
    // "a rejeté la proposition de X", "l'appel de X n'a pas été entendu": it was made, whatever became of it.
    if isSpoken, isDefinite(noun), view.owners(of: noun).contains(where: { view.token($0).upos != .det }) {
      return reading
    }
    var current = noun
    for _ in 0..<6 {
      guard let above = view.head(current) else { break }
      let deprel = view.token(current).deprel
      if view.isVerb(above) || view.isPredicate(above) {
        reading = combine(reading, inherited(noun, current, deprel, from: above))
        return isDefinite(noun) ? reading : questioned(reading, at: above)
      }
      if deprel == "conj" {
        current = above
        continue
      }
      if let effect = scope.effect(of: view.lemmas[above], as: .noun) {
        switch effect {
        case .modality(let modality):
          reading = combine(reading, Reading(modality, .noun, above))
        case .factual: return Reading(.occurred, .noun, above)
        case .transparent: break
        }
        current = above
        continue
      }
      if prepositionEffect(current) != nil { break }
      guard deprel == "nmod" || deprel == "appos" || deprel == "obl:mod" else { break }
      current = above
    }
    if let effect = prepositionEffect(current) { reading = combine(reading, effect) }
    return isDefinite(noun) ? reading : questioned(reading, at: current)
  }

  /// "aucun entretien", "pas de rencontre": whatever verb carries it, its own "ne" is no second negation.
  private func none(at noun: Int) -> Int? {
    if let none = view.children(noun).first(where: { view.words.contains(view.forms[$0], in: .none) }) {
      return none
    }
    guard let first = view.document.subtree(of: noun).first, first <= noun else { return nil }
    let sentence = view.sentence(noun)
    if first == sentence.lowerBound, view.words.contains(view.forms[first], in: .negation) { return first }
    guard first > sentence.lowerBound, view.head(noun).map({ !view.isPredicate($0) }) ?? true,
      view.words.contains(view.forms[first - 1], in: .negation)
    else { return nil }
    return first - 1
  }

  /// "Que peut-on attendre du sommet ?" takes the summit for granted.
  private func isDefinite(_ noun: Int) -> Bool {
    view.children(noun).contains { child in
      child < noun
        && (view.token(child).feats["Definite"] == "Def" || view.token(child).feats["PronType"] == "Dem")
    }
  }

  private func modifierEffect(_ child: Int) -> Reading? {
    if let effect = scope.effect(of: view.lemmas[child], as: .modifier)
      ?? scope.effect(of: view.forms[child], as: .modifier), case .modality(let modality) = effect
    {
      if view.isVerb(child), isNegated(child) { return nil }
      return Reading(modality, .modifier, child)
    }
    return nil
  }

  /// What a verb makes of the noun that stands under it.
  private func inherited(_ noun: Int, _ current: Int, _ deprel: String, from verb: Int) -> Reading {
    let lemma = view.lemmas[verb]
    let isArgument =
      deprel == "obj" || deprel.hasPrefix("nsubj") || deprel == "xcomp" || deprel == "ccomp"
      || deprel == "obl:arg" || deprel == "dep"
    if let effect = prepositionEffect(current), !isArgument || effect.isExplicit {
      // "a plaidé pour une rencontre": what is called for is open.
      guard effect.modality == .planned,
        case .modality(.hypothetical)? = scope.effect(of: lemma, as: .governor)
      else { return effect }
      return Reading(.hypothetical, .governor, verb)
    }
    let outer = verbal(verb)
    if deprel == "nsubj", !view.isPassive(verb), let agenda = agenda(of: verb) {
      return combine(agenda, outer)
    }
    if deprel == "nsubj", !view.isPassive(verb), !view.words.contains(lemma, in: .happening) {
      return Reading(modality: .occurred, isExplicit: false, ground: Ground(.given, verb))
    }
    guard isArgument else {
      // An adjunct shares the time of its clause, but not its truth: "il n'a rien dit lors de la rencontre".
      return Reading(
        modality: outer.modality == .planned ? .planned : .occurred, isExplicit: false,
        ground: Ground(.adjunct, verb))
    }
    // "est invité à un sommet", "est attendu à la réunion": the event itself is on its way.
    if view.words.contains(lemma, in: .attending), !deprel.hasPrefix("nsubj"), outer.modality == .occurred {
      let isAwaited = scope.effect(of: lemma, as: .governor) != nil && view.isPassive(verb)
      return isAwaited ? Reading(.planned, .awaited, verb) : outer
    }
    switch scope.effect(of: lemma, as: .governor) {
    case .modality(let modality): return combine(Reading(modality, .governor, verb), outer)
    case .factual: return Reading(.occurred, .governor, verb)
    case .transparent: return outer
    case nil:
      if view.words.contains(lemma, in: .light) || view.words.contains(lemma, in: .happening)
        || view.words.contains(lemma, in: .passiveLight)
      {
        return outer
      }
      return outer.modality == .planned || outer.modality == .hypothetical
        ? outer : Reading(modality: .occurred, isExplicit: false, ground: Ground(.given, verb))
    }
  }

  /// "est à l'ordre du jour", "figure au programme".
  private func agenda(of verb: Int) -> Reading? {
    let agenda = ([verb] + view.children(verb)).first { view.words.contains(view.lemmas[$0], in: .agenda) }
    return agenda.map { Reading(.planned, .agenda, $0) }
  }

  /// "après", "lors de" make an event past; "avant", "en vue de" a coming one.
  private func prepositionEffect(_ noun: Int) -> Reading? {
    let prepositions = view.prepositions(of: noun)
    if prepositions.contains(where: { view.words.contains($0, in: .past) }) {
      return Reading(.occurred, .preposition, marker(of: noun))
    }
    if prepositions.contains(where: { view.words.contains($0, in: .coming) }) {
      return Reading(.planned, .preposition, marker(of: noun))
    }
    return nil
  }

  /// The preposition in front of a noun.
  private func marker(of noun: Int) -> Int {
    view.children(noun).first { $0 < noun && view.token($0).deprel == "case" } ?? noun
  }

  // MARK: Combining

  /// A sentence that asks leaves open what it asks.
  private func questioned(_ reading: Reading, at top: Int) -> Reading {
    let sentence = view.sentence(top)
    var last = sentence.upperBound - 1
    while last > sentence.lowerBound,
      view.token(last).upos == .space || ["»", "\"", "”"].contains(view.forms[last])
    {
      last -= 1
    }
    guard view.forms[last] == "?", reading.modality == .occurred || reading.modality == .planned else {
      return reading
    }
    return Reading(.hypothetical, .question, last)
  }

  /// The outer word's modality over the inner one's.
  func combine(_ inner: Reading, _ outer: Reading) -> Reading {
    switch (inner.modality, outer.modality) {
    case (.denied, .denied): Reading(modality: .hypothetical, isExplicit: true, ground: outer.ground)
    case (.denied, _): inner
    case (_, .denied): outer
    case (.hypothetical, _): inner
    case (_, .hypothetical): outer
    case (.planned, _): inner
    case (_, .planned): outer
    case (.occurred, _), (.unstated, _):
      inner.isExplicit || !outer.isExplicit && outer.ground == nil ? inner : outer
    }
  }
}
