import SommetText

/// When a clause places what it tells.
enum ClauseTense {
  case present, past, imperfect, pluperfect, future, futurePerfect, conditional, conditionalPast, none
}

/// Tense and mood of verbs. A form's ending is heard before the tagger: "négociait" is no conditional, "rencontra" no
/// future.
extension ArticleView {
  /// The tense of a verb with its auxiliaries.
  func tense(of verb: Int) -> ClauseTense {
    let auxiliaries = children(verb).filter { isDeprel($0, "aux") && !isDeprel($0, "aux:pass") }
    if let auxiliary = auxiliaries.first {
      switch simpleTense(auxiliary) {
      case .present: return .past
      case .imperfect, .past: return .pluperfect
      case .future: return .futurePerfect
      case .conditional: return .conditionalPast
      case let other: return other
      }
    }
    let support = children(verb).first { isDeprel($0, "aux:pass") || token($0).deprel == "cop" }
    return simpleTense(support ?? verb)
  }

  /// The tense of one finite form.
  func simpleTense(_ index: Int) -> ClauseTense {
    if let heard = heardTense(index) { return heard }
    let feats = token(index).feats
    if feats["Mood"] == "Cnd" { return .conditional }
    switch feats["Tense"] {
    case "Fut": return .future
    case "Imp": return .imperfect
    case "Past": return .past
    case "Pres": return .present
    default: return .none
    }
  }

  /// What the ending tells where the tagger may be wrong: imperfect or conditional, simple past or future.
  ///
  /// Both endings of the second pair follow an "r": that of the infinitive in the conditional and the future
  /// ("rencontrerait", "prendra"), that of the stem in the others ("rencontrait", "rencontra").
  private func heardTense(_ index: Int) -> ClauseTense? {
    guard token(index).upos == .verb, token(index).feats["VerbForm"] == "Fin" else { return nil }
    let form = forms[index]
    if let stem = words.stem(of: form, in: .imperfectEnding) {
      guard stem.hasSuffix("r") else { return .imperfect }
      return stem == root(of: lemmas[index]) ? .imperfect : .conditional
    }
    if let stem = words.stem(of: form, in: .futureEnding), stem.hasSuffix("r") {
      if stem == lemmas[index] { return .future }
      if !words.ends(lemmas[index], in: .firstInfinitive) {
        // "recevra", "tiendra": verbs of other kinds have no simple past in "-a".
        return form.hasSuffix("a") || form.hasSuffix("ont") && stem != root(of: lemmas[index]) ? .future : nil
      }
      if stem == root(of: lemmas[index]), token(index).feats["Tense"] == "Fut" { return .past }
    }
    return nil
  }

  /// An infinitive without its ending: "rencontr", "cour", "prend".
  private func root(of lemma: String) -> Substring {
    words.stem(of: lemma, in: .infinitiveEnding) ?? lemma[...]
  }
}
