import SommetText

// Subjects, objects and infinitives that hang on the wrong word.

extension ParseRepair {
  /// "X a critiqué Y": two subjects on both sides of an active verb are subject and object.
  mutating func relateSubjects(of verb: Int) {
    let children = document.children(of: verb)
    let auxiliaries = children.filter { isAuxiliary($0) }
    let isPassive = auxiliaries.contains { tokens[$0].deprel == "aux:pass" }
    if isPassive { return }
    let hasAvoir = auxiliaries.contains { words.contains(tokens[$0].lemma, in: .avoir) }
    relateAttribution(of: verb)
    let subjects = children.filter { tokens[$0].deprel.hasPrefix("nsubj") }
    // "sans avoir rencontré X": what follows an infinitive is no subject.
    if isInfinitive(verb, auxiliaries), !children.contains(where: { tokens[$0].deprel == "obj" }),
      let right = children.first(where: {
        $0 > verb && ["nsubj", "dep"].contains(tokens[$0].deprel) && isInside[$0]
      }), isAdjacent(verb, right)
    {
      tokens[right].deprel = "obj"
      hasChanged = true
      return
    }
    if hasAvoir {
      for subject in subjects where tokens[subject].deprel == "nsubj:pass" && tokens[subject].head == verb {
        tokens[subject].deprel = "nsubj"
        hasChanged = true
      }
    }
    // "C'est à Turin que X a rencontré Y": the "que" of a cleft is no object.
    if let left = subjects.first(where: { $0 < verb }), let right = subjects.first(where: { $0 > verb }),
      let mark = children.first(where: {
        tokens[$0].deprel == "obj" && words.contains(tokens[$0].form, in: .that)
      }),
      mark < left, isAdjacent(verb, right)
    {
      tokens[mark].deprel = "mark"
      tokens[right].deprel = "obj"
      hasChanged = true
      return
    }
    guard hasAvoir || tokens[verb].feats["VerbForm"] == "Fin",
      !children.contains(where: { tokens[$0].deprel.hasPrefix("expl") || tokens[$0].deprel == "obj" })
    else { return }
    let left = subjects.first { $0 < verb }
    if let left, let right = subjects.first(where: { $0 > verb }), tokens[right].upos != .pron,
      tokens[left].feats["PronType"] != "Int", isAdjacent(verb, right)
    {
      tokens[right].deprel = "obj"
      hasChanged = true
      return
    }
    // "a convaincu X de": a name right behind a verb that the parser knew no relation for.
    if left != nil,
      let right = children.first(where: { $0 > verb && tokens[$0].deprel == "dep" && isInside[$0] }),
      isAdjacent(verb, right)
    {
      tokens[right].deprel = "obj"
      hasChanged = true
      for child in document.children(of: right)
      where child > right && tokens[child].deprel == "acl" && tokens[child].feats["VerbForm"] == "Inf" {
        tokens[child].head = verb
        tokens[child].deprel = "xcomp"
      }
    }
  }

  /// "Selon X, Y a averti Z": who is told of by a preposition is no subject; the name behind the comma is.
  private mutating func relateAttribution(of verb: Int) {
    let children = document.children(of: verb)
    guard
      let source = children.first(where: {
        tokens[$0].deprel == "nsubj" && $0 < verb
      }),
      isGoverned(source),
      let name = document.children(of: source).first(where: {
        $0 > source && $0 < verb && ["nmod", "appos", "conj"].contains(tokens[$0].deprel) && isInside[$0]
          && !document.children(of: $0).contains { tokens[$0].deprel == "case" }
      }), (source..<name).contains(where: { tokens[$0].text == "," })
    else { return }
    tokens[source].deprel = "obl:mod"
    tokens[name].head = verb
    tokens[name].deprel = "nsubj"
    hasChanged = true
  }

  func isInfinitive(_ verb: Int, _ auxiliaries: [Int]) -> Bool {
    ([verb] + auxiliaries).contains { tokens[$0].feats["VerbForm"] == "Inf" }
  }

  /// Whether nothing but articles, adjectives and adverbs stands between.
  func isAdjacent(_ verb: Int, _ noun: Int) -> Bool {
    Range(from: verb + 1, upTo: noun).allSatisfy {
      [.det, .adj, .adv, .num, .space].contains(tokens[$0].upos) || isInside[$0]
    }
  }

  /// "un plan que la Norvège a rejeté", "X, que Y a rencontré, est": the relative is the verb's object.
  mutating func relateRelative(of verb: Int) {
    let children = document.children(of: verb)
    guard
      let mark = children.first(where: {
        $0 < verb && $0 > 0 && tokens[$0].deprel == "mark" && words.contains(tokens[$0].form, in: .that)
      }), !children.contains(where: { tokens[$0].deprel == "obj" })
    else { return }
    let isClause = tokens[verb].deprel.hasPrefix("acl")
    if isClause, tokens[mark].feats["PronType"] == "Rel" || tokens[verb].deprel == "acl:relcl" {
      makeObject(mark)
    } else if tokens[verb].deprel == "advcl", tokens[mark - 1].text == ",", tokens[verb].head > verb,
      let mention = mentionBefore[mark - 1]
    {
      makeObject(mark)
      tokens[verb].head = mention.head
      tokens[verb].deprel = "acl:relcl"
    }
  }

  /// "le texte auquel s'oppose la Norvège": the relative is no subject, but what follows the verb is.
  mutating func relateDativeRelative(of verb: Int) {
    let children = document.children(of: verb)
    guard tokens[verb].feats["VerbForm"] == "Fin",
      let mark = children.first(where: {
        $0 < verb && tokens[$0].deprel == "nsubj" && words.contains(tokens[$0].form, in: .dativeRelative)
      })
    else { return }
    tokens[mark].deprel = "obl:arg"
    hasChanged = true
    if !children.contains(where: { tokens[$0].deprel == "nsubj" }),
      let subject = children.first(where: { $0 > verb && tokens[$0].deprel == "obj" }),
      isAdjacent(verb, subject)
    {
      tokens[subject].deprel = "nsubj"
    }
  }

  /// "comptait voir X, puis réunir Y" hung on a verb further up: an infinitive is joined to the last infinitive.
  mutating func joinInfinitive(_ verb: Int) {
    let head = tokens[verb].head
    guard tokens[verb].deprel == "conj", tokens[verb].feats["VerbForm"] == "Inf", head < verb,
      tokens[head].feats["VerbForm"] != "Inf",
      !document.children(of: head).contains(where: {
        tokens[$0].deprel.hasPrefix("aux") && tokens[$0].feats["VerbForm"] == "Inf"
      }),
      let other = Range(from: head + 1, upTo: verb).last(where: {
        tokens[$0].upos == .verb && tokens[$0].feats["VerbForm"] == "Inf" && tokens[$0].deprel == "xcomp"
      }), other != tokens[verb].head
    else { return }
    tokens[verb].head = other
    hasChanged = true
  }

  /// "ont promis de ne pas recourir à la force et de se revoir": joined to a noun of the first infinitive, though it has
  /// the first one's preposition.
  mutating func joinMarkedInfinitive(_ verb: Int) {
    let noun = tokens[verb].head
    guard tokens[verb].deprel == "conj", tokens[verb].feats["VerbForm"] == "Inf", noun < verb,
      tokens[noun].upos == .noun, let mark = mark(of: verb)
    else { return }
    var current = noun
    for _ in 0..<4 {
      current = tokens[current].head
      guard tokens[current].upos == .verb || tokens[current].upos == .noun else { return }
      if tokens[current].feats["VerbForm"] == "Inf", self.mark(of: current) == mark {
        // Its own preposition makes it a second complement of the verb above, which no negation of the first reaches.
        tokens[verb].head = tokens[current].head
        tokens[verb].deprel = tokens[current].deprel
        hasChanged = true
        return
      }
    }
  }

  func mark(of verb: Int) -> String? {
    document.children(of: verb).first { $0 < verb && tokens[$0].deprel == "mark" }.map {
      tokens[$0].lemma
    }
  }

  mutating func makeObject(_ mark: Int) {
    tokens[mark].upos = .pron
    tokens[mark].feats = Feats("PronType=Rel")
    tokens[mark].deprel = "obj"
    hasChanged = true
  }
}
