import SommetText

/// Parts of speech, forms of verbs, and prepositions.
extension ArticleView {
  func isDeprel(_ index: Int, _ prefix: String) -> Bool {
    let deprel = document.tokens[index].deprel
    return deprel == prefix || deprel.hasPrefix(prefix + ":")
  }

  func isVerb(_ index: Int) -> Bool {
    let token = document.tokens[index]
    if isInsideName(index) { return false }
    return token.upos == .verb || (token.upos == .aux && !isDeprel(index, "aux") && token.deprel != "cop")
  }

  /// Whether a token heads a clause: a verb, or a predicate with a copula.
  func isPredicate(_ index: Int) -> Bool {
    isVerb(index) || children(index).contains { token($0).deprel == "cop" }
  }

  func isInfinitive(_ index: Int) -> Bool {
    if isInsideName(index) { return false }
    if let auxiliary = children(index).first(where: { isDeprel($0, "aux") }) {
      return token(auxiliary).feats["VerbForm"] == "Inf"
    }
    return token(index).feats["VerbForm"] == "Inf"
  }

  func isFinite(_ index: Int) -> Bool {
    if isParticipleInDisguise(index) { return false }
    return token(index).feats["VerbForm"] == "Fin" || isPresentInDisguise(index)
      || children(index).contains {
        (isDeprel($0, "aux") || token($0).deprel == "cop") && token($0).feats["VerbForm"] == "Fin"
      }
  }

  /// A participle that stands alone: "réuni à Paris", "excluant".
  func isBareParticiple(_ index: Int) -> Bool {
    if isParticipleInDisguise(index) { return true }
    return token(index).feats["VerbForm"] == "Part" && !isPresentInDisguise(index)
      && !children(index).contains { isDeprel($0, "aux") }
  }

  /// "les ministres réunis à Oslo": a participle that the tagger took for a finite form.
  private func isParticipleInDisguise(_ index: Int) -> Bool {
    let token = document.tokens[index]
    guard token.upos == .verb, token.feats["VerbForm"] == "Fin",
      words.ends(lemmas[index], in: .secondInfinitive), isDeprel(index, "acl"),
      words.ends(forms[index], in: .secondParticiple)
    else { return false }
    return !children(index).contains {
      isDeprel($0, "nsubj") || isDeprel($0, "aux") || document.tokens[$0].feats["PronType"] == "Rel"
    }
  }

  /// "avertit", "finit": a present or simple past that the tagger took for a participle.
  private func isPresentInDisguise(_ index: Int) -> Bool {
    isPresentOrPast(index) && words.ends(lemmas[index], in: .secondInfinitive)
  }

  /// "réunit", "dit": a form that is one in the present and in the simple past.
  func isPresentOrPast(_ index: Int) -> Bool { words.ends(forms[index], in: .secondPresent) }

  func isPastParticiple(_ index: Int) -> Bool {
    if isParticipleInDisguise(index) { return true }
    return isBareParticiple(index) && token(index).feats["Tense"] == "Past"
  }

  func isPassive(_ index: Int) -> Bool {
    // "sont convenues de", and "-t" of "a-t-il": no passives.
    if isLemma(index, .moving) { return false }
    let auxiliaries = children(index).filter { isDeprel($0, "aux") && token($0).upos != .pron }
    if auxiliaries.contains(where: { token($0).deprel == "aux:pass" }) { return true }
    if auxiliaries.isEmpty, children(index).contains(where: { token($0).deprel == "nsubj:pass" }) {
      return true
    }
    if children(index).contains(where: { isDeprel($0, "aux") }) { return false }
    guard isPastParticiple(index) else { return false }
    // "a reçu et remercié": the auxiliary of the first verb serves both.
    if token(index).deprel == "conj", let head = head(index), !isPassive(head),
      children(head).contains(where: { isDeprel($0, "aux") })
    {
      return false
    }
    return true
  }

  func isReflexive(_ index: Int) -> Bool {
    children(index).contains { child in
      child < index && (token(child).feats["Reflex"] == "Yes" || isForm(child, .reflexive))
    }
  }

  /// The first token of a verb with its auxiliaries, clitics and negation.
  func start(ofVerbGroup verb: Int) -> Int {
    var first = verb
    for child in children(verb) where child < verb {
      let token = document.tokens[child]
      if isDeprel(child, "aux") || token.deprel == "cop" || token.deprel.hasPrefix("expl")
        || (token.upos == .pron && token.deprel != "nsubj" && child >= verb - 5 && !isDeprel(child, "nsubj"))
        || isForm(child, .ne)
      {
        first = min(first, child)
      }
    }
    return first
  }

  /// The preposition in front of a noun phrase, contractions undone: "à", "auprès de", "aux côtés de".
  func prepositions(of noun: Int) -> [String] {
    var found: [String] = []
    for child in children(noun)
    where child < noun
      && (token(child).deprel == "case" || token(child).deprel == "mark"
        || token(child).deprel == "det" && token(child).upos == .adp)
    {
      found.append(plain(preposition: forms[child]))
      let rest = children(child).filter { token($0).deprel == "fixed" }
      if !rest.isEmpty {
        found.append(([child] + rest).map { plain(preposition: forms[$0]) }.joined(separator: " "))
      }
    }
    // "auprès de", "à l'égard de", "aux côtés de": what stands in front of the last "de" or "à".
    if let last = children(noun).last(where: { $0 < noun && token($0).deprel == "case" }),
      isPreposition(last, .of) || isPreposition(last, .to)
    {
      var phrase = plain(preposition: forms[last])
      var index = last - 1
      let lower = sentence(noun).lowerBound
      while index >= max(lower, last - 3) {
        phrase = plain(preposition: forms[index]) + (forms[index].hasSuffix("'") ? "" : " ") + phrase
        found.append(phrase)
        index -= 1
      }
    }
    return found
  }

  /// A form of a preposition, contractions undone: "à" for "aux".
  func plain(preposition form: String) -> String { contractions.plain(form) }

  /// Whether a token's form is a preposition of a class, contracted or not.
  func isPreposition(_ index: Int, _ name: WordClasses.Class) -> Bool {
    words.contains(contractions.plain(forms[index]), in: name)
  }
}
