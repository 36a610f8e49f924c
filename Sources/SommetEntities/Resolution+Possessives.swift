import SommetText

// Whose something is: "ses alliés", "leur accord".

extension Resolution {
  /// The owners that a possessive means: the subject of its clause, else whoever is most salient.
  func possessors(_ token: Int, _ salience: Salience) -> [Int] {
    let isPlural = reading.isOne(of: [.their, .theirPlural], at: token)
    let noun = tokens[token].head
    // "les États-Unis et leurs alliés"
    if tokens[noun].deprel == "conj", let first = mention(at: tokens[noun].head), first.head < token {
      if isPlural == isSeveral(first.entity) || kind(first.entity) == .organization { return [first.entity] }
      return []
    }
    var current = noun
    var steps = 0
    while steps < 6 {
      if let subject = document.children(of: current).first(where: { tokens[$0].deprel.hasPrefix("nsubj") }),
        subject < token, !isBelow(token, subject)
      {
        return owners(subject, isPlural: isPlural)
      }
      // "Depuis son arrivée, Anna Blum…": the subject may follow.
      if current != noun, let subject = followingSubject(of: current, after: token) {
        return owners(subject, isPlural: isPlural)
      }
      if let controller = controller(of: current), controller < token {
        return owners(controller, isPlural: isPlural)
      }
      if tokens[current].head == current { break }
      current = tokens[current].head
      steps += 1
    }
    guard !isPlural, let owner = salientOwner(token, salience) else { return [] }
    return [owner]
  }

  /// Who is to do what an infinitive says: "a appelé Anna Blum à poursuivre son dialogue".
  ///
  /// That is whom the verb above has for its object or addressee, the name nearest to the infinitive, unless the verb
  /// tells what its own subject will do ("a promis à Anna Blum de revenir"). Source: the minimal distance principle
  /// of P. S. Rosenbaum, The Grammar of English Predicate Complement Constructions, 1967.
  private func controller(of infinitive: Int) -> Int? {
    let verb = tokens[infinitive].head
    guard verb < infinitive, tokens[infinitive].deprel == "xcomp",
      tokens[infinitive].feats["VerbForm"] == "Inf", !reading.hasLemma(.promising, verb)
    else { return nil }
    return document.children(of: verb).last { complement in
      guard complement < infinitive, let named = mention(at: complement), kind(named.entity) != .place else {
        return false
      }
      return ["obj", "iobj"].contains(tokens[complement].deprel) || isAddressee(complement)
    }
  }

  private func isAddressee(_ complement: Int) -> Bool {
    tokens[complement].deprel.hasPrefix("obl")
      && document.children(of: complement).contains {
        reading.isOne(of: [.to, .toMasculine, .toPlural], at: $0)
      }
  }

  private func followingSubject(of verb: Int, after token: Int) -> Int? {
    guard token < verb else { return nil }
    return document.children(of: verb).first {
      tokens[$0].deprel.hasPrefix("nsubj") && $0 > token && !isBelow(token, $0) && mention(at: $0) != nil
    }
  }

  private func owners(_ subject: Int, isPlural: Bool) -> [Int] {
    guard let found = mention(at: subject)?.entity else { return [] }
    let row =
      [found]
      + document.children(of: subject).filter { tokens[$0].deprel == "conj" }
      .compactMap { mention(at: $0)?.entity }
    if isPlural, row.count > 1 {
      var seen: Set<Int> = []
      return row.filter { kind($0) != .place && seen.insert($0).inserted }
    }
    return isPlural == isSeveral(found) ? [found] : []
  }

  private func isSeveral(_ cluster: Int) -> Bool {
    guard kind(cluster) != .person, let known = clustering.clusters[cluster].known else { return false }
    let label = gazetteer.entities[Int(known)].label
    return label.hasSuffix("s") && kind(cluster) == .country && label.contains("-")
      || gazetteer.lexicon.has(.severalBody, Folding.key(label))
  }

  private func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
    var current = token
    while tokens[current].head != current {
      current = tokens[current].head
      if current == ancestor { return true }
    }
    return false
  }
}
