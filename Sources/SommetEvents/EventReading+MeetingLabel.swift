import SommetText

/// How a meeting is called, and what its determiner and adjectives say of it.
extension EventReading {
  func determiner(of trigger: Int, _ isNoun: Bool) -> MeetingMention.Determiner {
    guard isNoun else { return .none }
    for child in view.children(trigger) where child < trigger && view.token(child).upos == .det {
      let feats = view.token(child).feats
      if feats["PronType"] == "Dem" { return .demonstrative }
      if feats["Poss"] == "Yes" || feats["Definite"] == "Def" { return .definite }
      return .indefinite
    }
    let prepositions = view.children(trigger).filter { view.token($0).deprel == "case" }
    return prepositions.contains { lexicon.contractions.holdsArticle(view.forms[$0]) }
      ? .definite : .indefinite
  }

  func isAnother(_ trigger: Int) -> Bool {
    view.isVerb(trigger) && view.children(trigger).contains { $0 < trigger && view.isForm($0, .next) }
      || view.isLemma(trigger, .another)
      || view.children(trigger).contains { child in
        view.isLemma(child, .another)
          || view.isForm(child, .another)
      }
  }

  func isNamed(_ noun: Int) -> Bool {
    view.children(noun).contains { child in
      view.token(child).deprel == "nmod" && view.hasMention(child)
    }
  }

  /// The noun with what specifies it, without clauses and dates, at most ten words.
  func label(of noun: Int) -> String {
    var upper = noun + 1
    var lower = noun
    for child in view.children(noun) where child < noun && view.token(child).deprel == "amod" {
      lower = min(lower, child)
    }
    let sentence = view.sentence(noun)
    let below = Set(view.document.subtree(of: noun))
    while upper < sentence.upperBound, upper - lower < 12, below.contains(upper) {
      if view.isTime(upper) || view.token(upper).upos == .punct && view.forms[upper] != "-"
        || view.isVerb(upper)
      {
        break
      }
      if view.token(upper).feats["PronType"] == "Rel" { break }
      upper += 1
    }
    while upper > noun + 1, [.adp, .det, .cconj, .punct, .space, .sconj].contains(view.token(upper - 1).upos)
    {
      upper -= 1
    }
    return view.document.text[view.document.span(of: Range(from: lower, upTo: upper))]
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
