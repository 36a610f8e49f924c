import SommetGraph
import SommetText

/// What a verb's own forms tell: tense, mood and polarity.
extension ModalityReader {
  /// A perfect or a simple past: "a pu", "dut"; not "avait pu", "pouvait".
  func isPerfect(_ verb: Int) -> Bool {
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
  func isPerfectInfinitive(_ verb: Int) -> Bool {
    view.children(verb).contains {
      view.isDeprel($0, "aux") && view.token($0).deprel != "aux:pass"
        && view.token($0).feats["VerbForm"] == "Inf"
    }
  }

  /// "avait averti".
  func isPluperfect(_ verb: Int) -> Bool {
    view.children(verb).contains { view.isDeprel($0, "aux") && view.token($0).feats["Tense"] == "Imp" }
  }

  /// A verb's own tense, mood and polarity.
  func own(_ verb: Int) -> Reading {
    var reading = tense(verb)
    if reading.modality == .planned, let mark = conditioned(verb) {
      reading = Reading(.hypothetical, .condition, mark)
    }
    if let negation = negation(of: verb) { reading = combine(reading, Reading(.denied, .negation, negation)) }
    return reading
  }

  func tense(_ verb: Int) -> Reading {
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
  func negation(of verb: Int) -> Int? {
    let children = view.children(verb)
    let auxiliaries = children.filter { view.isDeprel($0, "aux") || view.token($0).deprel == "cop" }
    let reach = Array(children) + auxiliaries.flatMap { Array(view.children($0)) }
    let hasNe =
      reach.contains { view.isForm($0, .ne) }
      || precededByNe(view.start(ofVerbGroup: verb))
    let not = reach.first { child in
      // "un pas", "le point", "une personne": a noun.
      !view.children(child).contains { view.token($0).upos == .det }
        && (view.isForm(child, .negation)
          || hasNe && view.isForm(child, .halfNegation))
    }
    guard not == nil, hasNe else { return not }
    // "Ni X ni Y n'y participeront", "aucun … n'est prévu", "personne ne".
    return reach.first { child in
      view.isDeprel(child, "nsubj") || view.token(child).deprel == "obj"
        ? ([child] + view.children(child)).contains {
          view.isForm($0, .none)
            || view.isForm($0, .nobody)
        } : false
    }
  }

  func precededByNe(_ start: Int) -> Bool {
    view.isForm(start, .ne)
      || (start > view.sentence(start).lowerBound && view.isForm(start - 1, .ne))
  }
}
