import SommetText

/// Subjects and agents of passives and participles.
extension ArticleView {

  func passiveSubjects(of verb: Int, depth: Int = 0) -> [Int] {
    guard depth < 8 else { return [] }
    for child in children(verb) where isDeprel(child, "nsubj") { return [subjectHead(child)] }
    for child in children(verb) where child < verb && isForm(child, .subjectRelative) {
      if let antecedent = antecedent(ofRelative: child) { return [antecedent] }
    }
    if let opened = subject(afterOpening: verb) { return [opened] }
    guard let head = head(verb) else { return strayedSubject(of: verb) + headlineSubject(of: verb) }
    let deprel = token(verb).deprel
    if isFinite(verb), deprel != "conj" {
      let strayed = strayedSubject(of: verb)
      return strayed.isEmpty && deprel.hasPrefix("acl") ? [head] : strayed
    }
    if deprel == "conj" {
      if isPredicate(head) {
        return isPassive(head)
          ? passiveSubjects(of: head, depth: depth + 1) : subjects(of: head, depth: depth + 1)
      }
      return []
    }
    if isDeprel(verb, "acl") || token(verb).deprel == "amod" {
      return isVerb(head) ? subjects(of: head) : [head]
    }
    if isPredicate(head) {
      return isPassive(head)
        ? passiveSubjects(of: head, depth: depth + 1) : subjects(of: head, depth: depth + 1)
    }
    return [head]
  }

  /// "Reçu à Paris par X, Y repart": the subject of the clause that a participle opens.
  func subject(afterOpening participle: Int) -> Int? {
    // "Ayant accepté l'arbitrage, Y a retiré …"
    let auxiliaries = children(participle).filter { token($0).feats["VerbForm"] == "Part" && $0 < participle }
    guard isBareParticiple(participle) || auxiliaries.contains(where: { isDeprel($0, "aux") }) else {
      return nil
    }
    let sentence = sentence(participle)
    guard
      Range(from: sentence.lowerBound, upTo: participle).allSatisfy({
        [.adv, .space, .punct].contains(token($0).upos) || auxiliaries.contains($0)
      })
    else {
      return nil
    }
    guard let comma = Range(from: participle, upTo: sentence.upperBound).first(where: { forms[$0] == "," })
    else {
      return nil
    }
    for index in comma..<sentence.upperBound {
      if isDeprel(index, "nsubj"), antecedent(ofRelative: index) == nil { return index }
      if isVerb(index), isFinite(index) { return strayedSubject(of: index).first }
    }
    return nil
  }

  /// "Zelensky attendu à Bruxelles": the name that a headline's participle is said of.
  func headlineSubject(of participle: Int) -> [Int] {
    guard isBareParticiple(participle) else { return [] }
    for child in children(participle) where child < participle && !actors(at: child).isEmpty {
      if !children(child).contains(where: { token($0).deprel == "case" }) { return [child] }
    }
    return []
  }

  func passiveAgents(of verb: Int) -> [Int] {
    let marked = children(verb).filter { token($0).deprel == "obl:agent" && preposition(of: $0, is: .by) }
    if !marked.isEmpty { return Array(marked) }
    return complements(of: verb, .by) + following(verb, .by)
  }

  /// "s'est vu proposer une trêve par X": the verb above an infinitive whose subject undergoes it.
  func undergone(by infinitive: Int) -> Int? {
    guard token(infinitive).feats["VerbForm"] == "Inf" else { return nil }
    if token(infinitive).deprel == "xcomp", let above = head(infinitive),
      isLemma(above, .undergoing), isReflexive(above)
    {
      return above
    }
    // The parser may have made the infinitive the head: what is reflexive is still the word before.
    let before = infinitive - 1
    guard before > 0, head(before) == infinitive, isLemma(before, .undergoing),
      isReflexive(infinitive)
    else { return nil }
    return infinitive
  }

  func preposition(of noun: Int, is name: WordClasses.Class) -> Bool {
    prepositions(of: noun).contains { words.contains($0, in: name) }
  }
}
