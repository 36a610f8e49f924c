import SommetText

/// Complements of verbs and nouns, and the owners of nouns.
extension ArticleView {

  /// The heads of a verb's or noun's complements with a preposition of a class.
  func complements(of governor: Int, _ name: WordClasses.Class) -> [Int] {
    words.words(in: name).flatMap { complements(of: governor, $0) }
  }

  /// The heads of a verb's or noun's complements with a preposition, clitics and relatives included.
  func complements(of governor: Int, _ preposition: String) -> [Int] {
    let isTo = words.contains(preposition, in: .to)
    let isOf = words.contains(preposition, in: .of)
    var found: [Int] = []
    for child in children(governor) {
      if token(child).upos == .pron, child < governor {
        if isTo, isForm(child, .dative) { found.append(child) }
        if isOf, isForm(child, .whose), let antecedent = antecedent(ofRelative: child) {
          found.append(antecedent)
        }
      }
      if isTo, isForm(child, .dativeRelative),
        let antecedent = antecedent(ofRelative: child)
      {
        found.append(antecedent)
        continue
      }
      guard !isVerb(child) || isBareParticiple(child) else { continue }
      guard prepositions(of: child).contains(preposition) || isOf && isPartitive(child, of: governor),
        !isConnective(child)
      else { continue }
      if let antecedent = antecedent(ofRelative: child) {
        found.append(antecedent)
      } else {
        found.append(child)
      }
    }
    if !found.isEmpty { return found }
    if isTo, let sufferer = undergone(by: governor),
      children(governor).contains(where: { token($0).deprel == "obj" })
    {
      return subjects(of: sufferer)
    }
    return nested(governor, preposition)
  }

  /// Complements of a verb or noun that the parser hung on another one.
  private func nested(_ governor: Int, _ preposition: String) -> [Int] {
    var found: [Int] = []
    for child in children(governor) where !isVerb(child) {
      // On the subject of a passive, which would be an object: "un accord entre X et Y a été conclu".
      let isBehind = child > governor && !isDeprel(child, "nsubj")
      guard isBehind || isDeprel(child, "nsubj:pass") else { continue }
      let below = children(child).lazy.filter {
        $0 > child && !isVerb($0) && prepositions(of: $0).contains(preposition)
      }
      if !hasMention(child) {
        // "s'entretenir en tête-à-tête avec X", "la tenue à Paris avec X".
        if !words.contains(preposition, in: .of) { found += below }
      } else if isVerb(governor), isDeprel(child, "obj"),
        let name = mentions(headedBy: child).last(where: { $0.form == .name })
      {
        // "a averti X du danger": right behind a name, and no name itself.
        found += below.filter { !hasMention($0) && children($0).first == name.tokens.upperBound }
      }
    }
    return found
  }

  /// "a prévenu de troubles": an object whose "de" the parser took for an article, which it is before an adjective
  /// ("d'autres troubles") and behind a negation alone.
  private func isPartitive(_ noun: Int, of verb: Int) -> Bool {
    noun > verb && isVerb(verb) && isDeprel(noun, "obj") && !hasMention(noun)
      && token(noun - 1).upos == .det && isPreposition(noun - 1, .of)
      && !contractions.holdsArticle(forms[noun - 1])
      && !children(verb).contains { $0 < verb && isForm($0, .ne) }
  }

  /// "d'une part": a noun that with its preposition links sentences.
  private func isConnective(_ noun: Int) -> Bool {
    let phrase = children(noun).prefix { $0 < noun } + [noun]
    return phrase.count > 1 && phrase.count < 4
      && words.contains(phrase.map { forms[$0] }.joined(separator: " "), in: .connective)
  }

  /// The complement with a preposition of a class that follows a trigger in its clause but hangs elsewhere.
  func following(_ trigger: Int, _ name: WordClasses.Class, within reach: Int = 14) -> [Int] {
    words.words(in: name).flatMap { following(trigger, $0, within: reach) }
  }

  /// The complement with a preposition that follows a trigger in its clause but hangs elsewhere.
  func following(_ trigger: Int, _ preposition: String, within reach: Int = 14) -> [Int] {
    let upper = min(sentence(trigger).upperBound, trigger + reach)
    let clause = isDeprel(trigger, "nsubj") || isVerb(trigger) ? clause(of: trigger) : trigger
    var index = trigger + 1
    while index < upper {
      if isVerb(index), isFinite(index) || isInfinitive(index), index != clause { return [] }
      if [";", ":", "«", "»"].contains(forms[index]) && !words.contains(preposition, in: .with) { return [] }
      if token(index).upos == .adp, plain(preposition: forms[index]) == preposition {
        if let noun = head(index), noun > index { return [noun] }
        return Range(from: index + 1, upTo: min(upper, index + 5)).first {
          [.noun, .propn, .x].contains(token($0).upos)
        }
        .map { [stretch($0).count > 1 ? document.head(of: stretch($0)) : $0] } ?? []
      }
      index += 1
    }
    return []
  }

  /// "la proposition de la France", "sa proposition", "la proposition française", "l'appel lancé par X".
  func owners(of noun: Int) -> [Int] {
    for child in children(noun) {
      let token = document.tokens[child]
      if token.upos == .det, token.feats["Poss"] == "Yes", !actors(at: child).isEmpty { return [child] }
    }
    var found: [Int] = []
    for child in children(noun) where child > noun {
      let deprel = document.tokens[child].deprel
      if deprel == "amod", !actors(at: child).isEmpty { found.append(child) }
      if ["nmod", "obl:agent", "obl:arg", "obl:mod"].contains(deprel),
        let first = prepositions(of: child).first,
        words.contains(first, in: .of) || words.contains(first, in: .by), !actors(at: child).isEmpty
      {
        found.append(child)
      }
    }
    return found.isEmpty ? [] : [found[0]]
  }

  func isLight(_ verb: Int) -> Bool {
    isLemma(verb, .light) || isLemma(verb, .passiveLight)
  }

  /// The verb that carries a noun ("a lancé un avertissement", "un plan présenté par"), nil when there is none.
  ///
  /// - Parameter verbs: the verbs looked for; light ones when nil.
  func carrier(of noun: Int, among verbs: WordClasses.Class? = nil) -> Int? {
    let isLight: (Int) -> Bool = { [self] verb in
      verbs.map { words.contains(lemmas[verb], in: $0) } ?? self.isLight(verb)
    }
    for child in children(noun) where child > noun && isDeprel(child, "acl") && isVerb(child) {
      // "le conseil qu'elle devait tenir": the verb may stand under a modal.
      let verbs = [child] + children(child).filter { token($0).deprel == "xcomp" }
      if let light = verbs.first(where: { isLight($0) }) { return light }
    }
    var current = noun
    for _ in 0..<4 {
      guard let above = head(current) else { return nil }
      let deprel = document.tokens[current].deprel
      if deprel == "conj" {
        current = above
        continue
      }
      if isVerb(above) {
        let isCarried =
          deprel == "obj" || deprel.hasPrefix("nsubj") || deprel == "dep" || deprel == "xcomp"
          || deprel == "obl:arg"
        guard isCarried else { return nil }
        return isLight(above) ? above : nil
      }
      // "le lancement d'un appel", "une série d'entretiens": through a noun that stands for its complement.
      guard deprel == "nmod", isLemma(above, .anaphor) else { return nil }
      current = above
    }
    return nil
  }
}
