import SommetGraph
import SommetText

/// Modality of nouns, by what stands beside and above them.
extension ModalityReader {
  func nominal(_ noun: Int, _ isSpoken: Bool = false) -> Reading {
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
      reading = combine(reading, verbal(carrier))
      if isSpoken { return reading }
      // "La rencontre prévue lundi a été annulée": what became of it counts, not what else is said of it.
      let fate = climbed(from: noun, Reading(modality: .occurred, isExplicit: false))
      return fate.modality == .denied ? fate : reading
    }
    // "a rejeté la proposition de X", "l'appel de X n'a pas été entendu": it was made, whatever became of it.
    let isOwned = isSpoken && view.owners(of: noun).contains { view.token($0).upos != .det }
    if isOwned, isDefinite(noun) { return reading }
    let fate = climbed(from: noun, reading)
    // "a rejeté une offre de X"
    return isOwned && fate.modality == .denied ? reading : fate
  }

  /// What the words above a noun make of it.
  private func climbed(from noun: Int, _ reading: Reading) -> Reading {
    var reading = reading
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
  func none(at noun: Int) -> Int? {
    if let none = view.children(noun).first(where: { view.isForm($0, .none) }) {
      return none
    }
    guard let first = view.document.subtree(of: noun).first, first <= noun else { return nil }
    let sentence = view.sentence(noun)
    if first == sentence.lowerBound, view.isForm(first, .negation) { return first }
    guard first > sentence.lowerBound, view.head(noun).map({ !view.isPredicate($0) }) ?? true,
      view.isForm(first - 1, .negation)
    else { return nil }
    return first - 1
  }

  /// "Que peut-on attendre du sommet ?" takes the summit for granted.
  func isDefinite(_ noun: Int) -> Bool {
    view.children(noun).contains { child in
      child < noun
        && (view.token(child).feats["Definite"] == "Def" || view.token(child).feats["PronType"] == "Dem")
    }
  }

  func modifierEffect(_ child: Int) -> Reading? {
    if let effect = scope.effect(of: view.lemmas[child], as: .modifier)
      ?? scope.effect(of: view.forms[child], as: .modifier), case .modality(let modality) = effect
    {
      if view.isVerb(child), isNegated(child) { return nil }
      if isPutOff(child) { return Reading(.planned, .modifier, child) }
      return Reading(modality, .modifier, child)
    }
    return nil
  }

  /// What a verb makes of the noun that stands under it.
  func inherited(_ noun: Int, _ current: Int, _ deprel: String, from verb: Int) -> Reading {
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
    if isPutOff(verb) { return combine(Reading(.planned, .governor, verb), own(verb)) }
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

  /// "a été reporté au 12 mars": to another day, which makes it planned again.
  private func isPutOff(_ verb: Int) -> Bool {
    guard view.isLemma(verb, .postponing) else { return false }
    return view.children(verb).contains { child in
      child > verb && view.preposition(of: child, is: .destination)
        && view.document.subtree(of: child).contains { view.isTime($0) }
    }
  }

  /// "est à l'ordre du jour", "figure au programme".
  func agenda(of verb: Int) -> Reading? {
    let agenda = ([verb] + view.children(verb)).first { view.isLemma($0, .agenda) }
    return agenda.map { Reading(.planned, .agenda, $0) }
  }

  /// "après", "lors de" make an event past; "avant", "en vue de" a coming one.
  func prepositionEffect(_ noun: Int) -> Reading? {
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
  func marker(of noun: Int) -> Int {
    view.children(noun).first { $0 < noun && view.token($0).deprel == "case" } ?? noun
  }
}
