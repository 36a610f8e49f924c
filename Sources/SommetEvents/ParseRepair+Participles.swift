import SommetText

// Participles that were parted from their auxiliaries or nouns.

extension ParseRepair {
  /// "a de son côté appelé", "avait la veille rencontré", "a, mardi à Oslo, reçu": an auxiliary parted from its
  /// participle by phrases.
  mutating func rejoinAuxiliary(_ verb: Int) {
    guard tokens[verb].feats["VerbForm"] == "Part", tokens[verb].feats["Tense"] == "Past",
      ["acl", "advcl", "xcomp", "amod", "ccomp"].contains(tokens[verb].deprel),
      !document.children(of: verb).contains(where: { tokens[$0].deprel.hasPrefix("aux") })
    else { return }
    let lower = max(document.sentences[document.sentence(of: verb)].lowerBound, verb - 10)
    guard
      let auxiliary = (lower..<verb).last(where: { words.contains(tokens[$0].lemma, in: .auxiliary) }),
      tokens[auxiliary].feats["VerbForm"] == "Fin", !isTime[auxiliary],
      isAdverbial(auxiliary + 1..<verb)
    else { return }
    let above = tokens[auxiliary].head
    // What will stand above the verb, and stays there.
    guard let chain = chain(above: above == verb ? verb : auxiliary), !chain.contains(verb) else { return }
    // "a lundi averti": the time was taken for the verb.
    let isBetween = (auxiliary + 1..<verb).contains(above)
    let isSubject =
      above < auxiliary && [.noun, .propn, .pron].contains(tokens[above].upos)
      && ["nmod", "amod", "appos", "dep", "aux:tense", "cop"].contains(tokens[auxiliary].deprel)
    // What the parser hung on the auxiliary, on a noun in between, or on the subject: "Le ministre a, …".
    var strays = document.children(of: auxiliary).filter { $0 != verb }
    for noun in auxiliary + 1..<verb { strays += document.children(of: noun).filter { $0 > verb } }
    if isBetween { strays += document.children(of: above).filter { $0 < auxiliary } }
    if isSubject { strays += document.children(of: above).filter { $0 > auxiliary && $0 != verb } }
    var hasObject = document.children(of: verb).contains { tokens[$0].deprel == "obj" }
    for stray in strays where !chain.contains(stray) {
      tokens[stray].head = verb
      guard stray > auxiliary, ["appos", "nmod", "dep", "obj"].contains(tokens[stray].deprel) else {
        continue
      }
      let isGoverned = isGoverned(stray)
      let isObject = !isGoverned && !isTime[stray] && stray > verb && !hasObject
      tokens[stray].deprel = isGoverned ? "obl:arg" : isObject ? "obj" : "obl:mod"
      hasObject = hasObject || isObject
    }
    if isSubject || isBetween {
      tokens[verb].head = tokens[above].head == above ? verb : tokens[above].head
      tokens[verb].deprel = tokens[above].deprel
      tokens[above].head = verb
      tokens[above].deprel = isSubject ? "nsubj" : "obl:mod"
    } else if above != verb {
      tokens[verb].head = above == auxiliary ? verb : above
      tokens[verb].deprel = tokens[auxiliary].deprel
    }
    tokens[auxiliary].head = verb
    tokens[auxiliary].deprel = "aux:tense"
    tokens[auxiliary].upos = .aux
    hasChanged = true
  }

  /// The heads above a token; nil for more than a tree of words has.
  func chain(above token: Int) -> [Int]? {
    var chain: [Int] = []
    var current = token
    while tokens[current].head != current {
      current = tokens[current].head
      chain.append(current)
      if chain.count > 40 { return nil }
    }
    return chain
  }

  /// Whether tokens are phrases that tell when, where or how: times, and what a preposition or an adverb opens; without
  /// commas, or set off by two of them.
  func isAdverbial(_ range: Range<Int>) -> Bool {
    let commas = range.filter { tokens[$0].form == "," }
    guard commas.isEmpty || commas.count == 2 && commas[1] == range.upperBound - 1 else { return false }
    let inner = range.filter { !commas.contains($0) }
    guard let start = inner.first,
      isTime[start] || inner.count > 1 && [.adp, .adv].contains(tokens[start].upos)
    else { return false }
    return inner.allSatisfy { index in
      switch tokens[index].upos {
      // A second phrase that nothing governs: "a lundi à Oslo un dossier préparé par X".
      case .det: isTime[index] || index == start || ![.noun, .propn, .num].contains(tokens[index - 1].upos)
      case .adp, .adv, .adj, .noun, .num, .pron, .propn: true
      default: false
      }
    }
  }

  /// "un membre de l'armée, une coalition soutenue par X": a participle belongs to the noun before it with which it
  /// agrees, and not to one further off with which it does not.
  mutating func relateParticiple(_ participle: Int) {
    let head = tokens[participle].head
    guard tokens[participle].deprel == "acl", tokens[participle].feats["VerbForm"] == "Part",
      head < participle, agree(participle, head) == false
    else { return }
    var noun = participle - 1
    while noun > head, [.adv, .adj].contains(tokens[noun].upos) { noun -= 1 }
    guard noun > head, tokens[noun].upos == .noun, agree(participle, noun) == true,
      chain(above: noun)?.contains(participle) == false
    else { return }
    tokens[participle].head = noun
    hasChanged = true
  }

  /// Whether two words have one gender and one number; nil when it is not known of both.
  func agree(_ one: Int, _ other: Int) -> Bool? {
    let pairs = ["Gender", "Number"].map { (tokens[one].feats[$0], tokens[other].feats[$0]) }
    if pairs.contains(where: { $0 != nil && $1 != nil && $0 != $1 }) { return false }
    return pairs.allSatisfy { $0 != nil && $1 != nil } ? true : nil
  }
}
