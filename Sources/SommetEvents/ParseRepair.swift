import SommetText

/// Puts right what tagger and parser get wrong about the verbs of acts, before patterns look at the tree.
///
/// Only what the forms and the order of words leave no doubt about: a participle behind its auxiliary, a finite form
/// right behind a name, an object that was made a second subject, the "que" of a relative clause.
struct ParseRepair {
  private let forms: VerbForms
  private let words: WordClasses
  private let isTrigger: (String) -> Bool
  private var tokens: [Token]
  private let document: AnnotatedDocument
  /// The widest name or description that ends before a token, by that token's index.
  private let mentionBefore: [Int: Mention]
  private let isInside: [Bool]
  private let isTime: [Bool]
  private let names: [Mention]
  private var hasChanged = false

  static func repaired(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) -> AnnotatedDocument {
    var repair = ParseRepair(document, entities, times, lexicon)
    return repair.run()
  }

  private init(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) {
    self.document = document
    forms = lexicon.verbForms
    words = lexicon.words
    isTrigger = { !lexicon.rules(for: $0).isEmpty }
    tokens = document.tokens
    var mentionBefore: [Int: Mention] = [:]
    var isInside = [Bool](repeating: false, count: document.tokens.count)
    for mention in entities.mentions where mention.form != .pronoun {
      for index in mention.tokens { isInside[index] = true }
      guard entities.entities[mention.entity].kind != .place else { continue }
      let end = mention.tokens.upperBound
      if mentionBefore[end].map({ $0.tokens.count < mention.tokens.count }) ?? true {
        mentionBefore[end] = mention
      }
    }
    self.mentionBefore = mentionBefore
    self.isInside = isInside
    names = entities.mentions.filter { $0.form == .name }
    var isTime = [Bool](repeating: false, count: document.tokens.count)
    for token in times.flatMap(\.tokens) { isTime[token] = true }
    self.isTime = isTime
  }

  private mutating func run() -> AnnotatedDocument {
    for mention in names { relateName(mention) }
    for index in tokens.indices where !isInside[index] {
      let token = tokens[index]
      switch token.upos {
      case .noun, .adj, .adv, .x, .propn:
        retagParticiple(index)
        retagFinite(index)
      case .verb:
        relemmatize(index)
        let form = token.feats["VerbForm"]
        if form == nil || form == "Part", let reading = forms.reading(of: lowercased(index)),
          form == nil || reading.feats["VerbForm"] == "Fin"
        {
          tokens[index].feats = reading.feats
          hasChanged = true
        }
        raiseFinite(index)
      default: break
      }
    }
    for index in tokens.indices where tokens[index].upos == .verb && !isInside[index] {
      rejoinAuxiliary(index)
    }
    for index in tokens.indices where tokens[index].upos == .verb && !isInside[index] {
      relateSubjects(of: index)
      relateRelative(of: index)
      relateDativeRelative(of: index)
      relateParticiple(index)
      joinInfinitive(index)
      joinMarkedInfinitive(index)
    }
    return hasChanged ? document.repaired(tokens) : document
  }

  /// "Mette Frederiksen a reçu X": a name whose first word was taken for a verb, over the verb of which it is the subject.
  private mutating func relateName(_ name: Mention) {
    let head = document.head(of: name.tokens)
    guard tokens[head].upos == .verb || tokens[head].upos == .aux,
      let verb = document.children(of: head).first(where: {
        $0 >= name.tokens.upperBound && tokens[$0].upos == .verb && hasOwnTense($0)
          && ["conj", "ccomp", "xcomp", "parataxis", "advcl", "acl"].contains(tokens[$0].deprel)
      })
    else { return }
    tokens[verb].head = tokens[head].head == head ? verb : tokens[head].head
    tokens[verb].deprel = tokens[head].deprel
    tokens[head].head = verb
    let isPassive = document.children(of: verb).contains { tokens[$0].deprel == "aux:pass" }
    tokens[head].deprel = isPassive ? "nsubj:pass" : "nsubj"
    tokens[head].upos = .propn
    tokens[head].feats = Feats("")
    for child in document.children(of: head) where child > verb && child != verb { tokens[child].head = verb }
    hasChanged = true
  }

  private func hasOwnTense(_ verb: Int) -> Bool {
    tokens[verb].feats["VerbForm"] == "Fin" || document.children(of: verb).contains { isAuxiliary($0) }
  }

  private func lowercased(_ index: Int) -> String { tokens[index].text.lowercased() }

  private func isAuxiliary(_ index: Int) -> Bool {
    tokens[index].deprel.hasPrefix("aux") && tokens[index].upos == .aux
  }

  // MARK: Verbs that were tagged as something else

  /// "a téléphoné", "a consenti": a participle is what follows its auxiliary.
  private mutating func retagParticiple(_ index: Int) {
    // "a lundi averti" makes no verb of the day.
    guard !isTime[index],
      document.children(of: index).contains(where: { $0 < index && tokens[$0].deprel == "aux:tense" })
    else { return }
    let form = lowercased(index)
    guard let lemma = infinitive(ofParticiple: form) else { return }
    tokens[index].upos = .verb
    tokens[index].lemma = forms.reading(of: form)?.lemma ?? lemma
    tokens[index].feats = Feats("Tense=Past|VerbForm=Part")
    hasChanged = true
  }

  private func infinitive(ofParticiple form: String) -> String? {
    let stem = form.hasSuffix("s") ? form.dropLast() : form[...]
    if stem.hasSuffix("ée") || stem.hasSuffix("ie") {
      return infinitive(ofParticiple: String(stem.dropLast()))
    }
    if stem.hasSuffix("é") { return stem.dropLast() + "er" }
    return stem.hasSuffix("i") ? stem + "r" : nil
  }

  /// "L'OMS alerte sur une épidémie", "et demande à X": a form of a trigger right behind a name that no preposition
  /// governs, or joined without article to a verb.
  private mutating func retagFinite(_ index: Int) {
    guard let reading = forms.reading(of: lowercased(index)), reading.feats["VerbForm"] == "Fin",
      index + 1 < tokens.count, isFollowedClosely(index)
    else { return }
    let children = document.children(of: index)
    if children.contains(where: { $0 < index && [.det, .adp, .adj].contains(tokens[$0].upos) }) { return }
    let hasSubject = children.contains { tokens[$0].deprel.hasPrefix("nsubj") && $0 < index }
    if hasSubject {
      retag(index, reading)
    } else if tokens[index].deprel == "conj", tokens[tokens[index].head].upos == .verb, index > 0,
      tokens[index - 1].upos == .cconj, followsVerbally(index)
    {
      retag(index, reading)
    } else if tokens[index + 1].text.hasPrefix("-"), tokens[index + 1].upos == .pron {
      // "…, alerte-t-il, …"
      retag(index, reading)
    } else if let mention = mentionBefore[index], followsVerbally(index), !hasVerb(before: index),
      !isGoverned(mention)
    {
      retag(index, reading)
      raise(index, over: mention)
    }
  }

  /// "enjoint", "vante": the lemma and the features of a trigger's form that the tagger gave to another verb.
  private mutating func relemmatize(_ index: Int) {
    guard let reading = forms.reading(of: lowercased(index)), reading.feats["VerbForm"] == "Fin",
      !document.children(of: index).contains(where: { isAuxiliary($0) })
    else { return }
    guard reading.isSure || !isTrigger(tokens[index].lemma),
      tokens[index].lemma != reading.lemma || tokens[index].feats != reading.feats
    else { return }
    tokens[index].lemma = reading.lemma
    tokens[index].feats = reading.feats
    hasChanged = true
  }

  /// "La Suède somme la Norvège de partir": a finite verb that was hung on the name before it.
  private mutating func raiseFinite(_ index: Int) {
    guard ["amod", "nmod", "flat:name", "appos", "xcomp", "advmod"].contains(tokens[index].deprel),
      tokens[index].feats["VerbForm"] == "Fin", isTrigger(tokens[index].lemma),
      let mention = mentionBefore[index], mention.tokens.contains(tokens[index].head),
      !hasVerb(before: index), !isGoverned(mention)
    else { return }
    raise(index, over: mention)
    hasChanged = true
  }

  private mutating func retag(_ index: Int, _ reading: VerbForms.Reading) {
    tokens[index].upos = .verb
    tokens[index].lemma = reading.lemma
    tokens[index].feats = reading.feats
    hasChanged = true
  }

  /// Whether the sentence goes on, though the parser may have cut it: "Clara Fontaine presse | la Norvège de céder".
  private func isFollowedClosely(_ index: Int) -> Bool {
    document.sentence(of: index) == document.sentence(of: index + 1)
      || tokens[index + 1].text.unicodeScalars.first?.properties.isLowercase == true
  }

  /// Whether what follows can follow a verb: a determiner, a name, a preposition, "que".
  private func followsVerbally(_ index: Int) -> Bool {
    [.det, .adp, .sconj, .propn, .adv].contains(tokens[index + 1].upos)
  }

  private func hasVerb(before index: Int) -> Bool {
    let sentence = document.sentences[document.sentence(of: index)]
    return sentence.contains { other in
      other != index && tokens[other].upos == .verb && tokens[other].feats["VerbForm"] == "Fin"
    }
  }

  private func isGoverned(_ mention: Mention) -> Bool {
    document.children(of: mention.head).contains { $0 < mention.head && tokens[$0].deprel == "case" }
      || mention.tokens.lowerBound > 0 && tokens[mention.tokens.lowerBound - 1].upos == .adp
  }

  /// Makes a verb the head of the subject that was its head.
  private mutating func raise(_ verb: Int, over mention: Mention) {
    let subject = mention.head
    let isBelow = mention.tokens.contains(tokens[verb].head)
    guard isBelow else { return }
    let isRoot = tokens[subject].head == subject
    tokens[verb].head = isRoot ? verb : tokens[subject].head
    tokens[verb].deprel = isRoot ? "ROOT" : tokens[subject].deprel
    tokens[subject].head = verb
    tokens[subject].deprel = "nsubj"
    var complements = tokens.indices.filter { mention.tokens.contains(tokens[$0].head) && $0 > verb }
    let last = document.sentences[document.sentence(of: verb)].upperBound
    if last == verb + 1, last < tokens.count {
      // The object is the root of what was cut off.
      complements += document.sentences[document.sentence(of: last)].filter { tokens[$0].head == $0 }
    }
    for complement in complements {
      tokens[complement].head = verb
      guard ["nmod", "appos", "root", "ROOT"].contains(tokens[complement].deprel) else { continue }
      let hasCase = document.children(of: complement).contains {
        $0 < complement && tokens[$0].deprel == "case"
      }
      tokens[complement].deprel = hasCase ? "obl:arg" : "obj"
    }
  }

  /// "a de son côté appelé", "avait la veille rencontré", "a, mardi à Oslo, reçu": an auxiliary parted from its
  /// participle by phrases.
  private mutating func rejoinAuxiliary(_ verb: Int) {
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
      let isGoverned = document.children(of: stray).contains { $0 < stray && tokens[$0].deprel == "case" }
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
  private func chain(above token: Int) -> [Int]? {
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
  private func isAdverbial(_ range: Range<Int>) -> Bool {
    let commas = range.filter { lowercased($0) == "," }
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
  private mutating func relateParticiple(_ participle: Int) {
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
  private func agree(_ one: Int, _ other: Int) -> Bool? {
    let pairs = ["Gender", "Number"].map { (tokens[one].feats[$0], tokens[other].feats[$0]) }
    if pairs.contains(where: { $0 != nil && $1 != nil && $0 != $1 }) { return false }
    return pairs.allSatisfy { $0 != nil && $1 != nil } ? true : nil
  }

  // MARK: Subjects and objects

  /// "X a critiqué Y": two subjects on both sides of an active verb are subject and object.
  private mutating func relateSubjects(of verb: Int) {
    let children = document.children(of: verb)
    let auxiliaries = children.filter { isAuxiliary($0) }
    let isPassive = auxiliaries.contains { tokens[$0].deprel == "aux:pass" }
    if isPassive { return }
    let hasAvoir = auxiliaries.contains { tokens[$0].lemma == "avoir" }
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
      let mark = children.first(where: { tokens[$0].deprel == "obj" && lowercased($0).hasPrefix("qu") }),
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

  private func isInfinitive(_ verb: Int, _ auxiliaries: [Int]) -> Bool {
    ([verb] + auxiliaries).contains { tokens[$0].feats["VerbForm"] == "Inf" }
  }

  /// Whether nothing but articles, adjectives and adverbs stands between.
  private func isAdjacent(_ verb: Int, _ noun: Int) -> Bool {
    Range(from: verb + 1, upTo: noun).allSatisfy {
      [.det, .adj, .adv, .num, .space].contains(tokens[$0].upos) || isInside[$0]
    }
  }

  /// "un plan que la Norvège a rejeté", "X, que Y a rencontré, est": the relative is the verb's object.
  private mutating func relateRelative(of verb: Int) {
    let children = document.children(of: verb)
    guard
      let mark = children.first(where: {
        $0 < verb && $0 > 0 && tokens[$0].deprel == "mark" && ["que", "qu'", "qu’"].contains(lowercased($0))
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
  private mutating func relateDativeRelative(of verb: Int) {
    let children = document.children(of: verb)
    guard tokens[verb].feats["VerbForm"] == "Fin",
      let mark = children.first(where: {
        $0 < verb && tokens[$0].deprel == "nsubj" && words.contains(lowercased($0), in: .dativeRelative)
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
  private mutating func joinInfinitive(_ verb: Int) {
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
  private mutating func joinMarkedInfinitive(_ verb: Int) {
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

  private func mark(of verb: Int) -> String? {
    document.children(of: verb).first { $0 < verb && tokens[$0].deprel == "mark" }.map {
      tokens[$0].lemma
    }
  }

  private mutating func makeObject(_ mark: Int) {
    tokens[mark].upos = .pron
    tokens[mark].feats = Feats("PronType=Rel")
    tokens[mark].deprel = "obj"
    hasChanged = true
  }
}
