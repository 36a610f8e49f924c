import SommetText

/// The heads that fill a slot, whatever the construction.
extension ArticleView {
  // MARK: Subjects

  /// The heads of those who do what a verb says: the subject, the passive's agent, the controller of an infinitive
  /// or participle, the subject shared by coordination.
  func agents(of verb: Int, isSpeech: Bool = false) -> [Int] {
    if isSpeech, let inverted = invertedSubject(of: verb) { return [inverted] }
    if isPassive(verb), !isReflexive(verb) { return passiveAgents(of: verb) }
    return subjects(of: verb)
  }

  /// The heads of those whom the verb's action concerns: the object, the passive's subject, the noun that a past
  /// participle is said of.
  func patients(of verb: Int, isSpeech: Bool = false) -> [Int] {
    if isPassive(verb), !isReflexive(verb) { return passiveSubjects(of: verb) }
    let inverted = isSpeech ? invertedSubject(of: verb) : nil
    var found: [Int] = []
    for child in children(verb) where child != inverted {
      let token = document.tokens[child]
      if token.deprel == "obj" || (token.deprel == "iobj" && Self.objectClitics.contains(forms[child])) {
        if forms[child] == "que" || forms[child] == "qu'" {
          if let antecedent = antecedent(ofRelative: child) { found.append(antecedent) }
        } else if token.feats["Reflex"] != "Yes", forms[child] != "en", forms[child] != "y", !isTime(child) {
          found.append(child)
        }
      }
    }
    if found.isEmpty, let direct = adjacentObject(of: verb), direct != inverted { found.append(direct) }
    return found
  }

  private static let objectClitics: Set<String> = ["le", "la", "les", "l'", "me", "m'", "nous", "vous"]

  /// The name right after a verb that the parser hung elsewhere: "appelle le Burundi à".
  private func adjacentObject(of verb: Int) -> Int? {
    let upper = sentence(verb).upperBound
    var next = verb + 1
    while next < upper,
      token(next).upos == .det || token(next).upos == .space || token(next).upos == .adv || isTime(next)
    {
      next += 1
    }
    guard next < upper, let mention = mentions(holding: next).last else { return nil }
    let head = mention.head
    guard head > verb, !isDeprel(head, "nsubj"), token(head).deprel != "obl:agent",
      !children(head).contains(where: { token($0).deprel == "case" })
    else { return nil }
    return head
  }

  /// The name that follows a verb without a preposition though it hangs elsewhere: "a reçu tour à tour X et Y".
  func strayObject(of verb: Int) -> Int? {
    let upper = min(sentence(verb).upperBound, verb + 8)
    for index in verb + 1..<max(verb + 1, upper) {
      if isVerb(index) || [.punct, .sconj, .pron].contains(token(index).upos) { return nil }
      guard let mention = mentions(holding: index).last(where: { $0.form != .pronoun }) else { continue }
      let isMarked = children(mention.head).contains { $0 < mention.head && token($0).deprel == "case" }
      return isMarked || isDeprel(mention.head, "nsubj") || token(mention.tokens.lowerBound - 1).upos == .adp
        ? nil : mention.head
    }
    return nil
  }

  func subjects(of verb: Int, depth: Int = 0) -> [Int] {
    guard depth < 8 else { return [] }
    if let clitic = invertedClitic(of: verb) { return [clitic] }
    for child in children(verb) where isDeprel(child, "nsubj") {
      return [subjectHead(child)]
    }
    for child in children(verb) where child < verb && (forms[child] == "qui" || forms[child] == "lequel") {
      if let antecedent = antecedent(ofRelative: child) { return [antecedent] }
    }
    // "il" that the parser took for nobody's.
    for child in children(verb) where token(child).deprel == "expl:subj" && !mentions(holding: child).isEmpty
    {
      return [child]
    }
    // "X, resté à Oslo, a reçu Y": the parser gave the subject to the participle in between.
    for child in children(verb)
    where child < verb && isBareParticiple(child) && token(child).deprel == "advcl" {
      for subject in children(child) where isDeprel(subject, "nsubj") && subject < child {
        return [subjectHead(subject)]
      }
    }
    guard let head = head(verb) else { return strayedSubject(of: verb) }
    let deprel = document.tokens[verb].deprel
    if isFinite(verb), deprel != "conj" {
      let strayed = strayedSubject(of: verb)
      if !strayed.isEmpty || !deprel.hasPrefix("acl") { return strayed }
      return [head]
    }
    switch deprel {
    case "conj", "parataxis":
      if isPredicate(head) {
        let above = resumesMatrix(verb, after: head) ? self.head(head) ?? head : head
        return isPassive(above) ? passiveSubjects(of: above) : subjects(of: above, depth: depth + 1)
      }
      return isFinite(verb) ? strayedSubject(of: verb) : governed(by: head, verb, depth)
    case "acl", "acl:relcl":
      if isInfinitive(verb) {
        // "a manifesté devant l'agence pour exiger": the purpose is that of the clause.
        if !isInfinitiveComplement(verb) {
          let above = clause(of: head)
          return isPassive(above) ? passiveSubjects(of: above) : subjects(of: above, depth: depth + 1)
        }
        return controllers(ofComplementOf: head, depth)
      }
      return isVerb(head) ? subjects(of: head, depth: depth + 1) : [head]
    default:
      return governed(by: head, verb, depth)
    }
  }

  /// "a prévenu que la pluie viendrait et accuse …": a verb joined to a clause after "que" that goes on in
  /// the tense of the verb above.
  private func resumesMatrix(_ verb: Int, after clause: Int) -> Bool {
    guard isDeprel(clause, "ccomp"), let matrix = head(clause), isVerb(matrix), isFinite(verb),
      children(clause).contains(where: { forms[$0] == "que" || forms[$0] == "qu'" }),
      !children(verb).contains(where: { forms[$0] == "que" || forms[$0] == "qu'" })
    else { return false }
    func isReporting(_ index: Int) -> Bool {
      let bearers = [index] + children(index).filter { isDeprel($0, "aux") }
      let finite = bearers.first { token($0).feats["VerbForm"] == "Fin" }.map { token($0).feats }
      return finite?["Mood"] == "Ind" && finite?["Tense"] == "Pres"
    }
    return isReporting(verb) && isReporting(matrix) && !isReporting(clause)
  }

  /// "a-t-elle prévenu", "dit-il": the pronoun behind the verb or its auxiliary, whatever its relation.
  private func invertedClitic(of verb: Int) -> Int? {
    let start = start(ofVerbGroup: verb)
    let upper = min(sentence(verb).upperBound, verb + 3)
    guard start + 1 < upper else { return nil }
    return (start + 1..<upper).first { index in
      forms[index].hasPrefix("-") && token(index).upos == .pron && !mentions(holding: index).isEmpty
    }
  }

  /// A relative pronoun's antecedent, else the child itself.
  private func subjectHead(_ child: Int) -> Int { antecedent(ofRelative: child) ?? child }

  /// The subject of an infinitive or participle: by control from above.
  private func governed(by head: Int, _ verb: Int, _ depth: Int) -> [Int] {
    guard isPredicate(head) || token(head).upos == .adj else {
      return controllers(ofComplementOf: head, depth)
    }
    let isComplement = ["xcomp", "ccomp"].contains(token(verb).deprel) || isInfinitiveComplement(verb)
    if isComplement, words.contains(lemmas[head], in: .control) {
      let addressed = patients(of: head) + complements(of: head, "à")
      if let controller = addressed.first(where: { $0 != verb && !actors(at: $0).isEmpty }) {
        return [controller]
      }
      if addressed.contains(where: { $0 != verb && !isVerb($0) }) { return addressed.filter { $0 != verb } }
    }
    if isPassive(head), !isReflexive(head) { return passiveSubjects(of: head) }
    return subjects(of: head, depth: depth + 1)
  }

  /// "la décision de la France d'envoyer", "a les moyens de rencontrer": the noun's owner or carrier.
  private func controllers(ofComplementOf noun: Int, _ depth: Int) -> [Int] {
    let owners = owners(of: noun)
    if !owners.isEmpty { return owners }
    guard let verb = head(noun), isPredicate(verb) else { return [] }
    return subjects(of: verb, depth: depth + 1)
  }

  private func isInfinitiveComplement(_ verb: Int) -> Bool {
    guard isInfinitive(verb) else { return false }
    return !children(verb).contains {
      ["pour", "sans", "avant", "après", "afin"].contains(forms[$0]) && $0 < verb
    }
  }

  /// The name right before a finite verb that has no subject in the tree.
  private func strayedSubject(of verb: Int, before end: Int? = nil) -> [Int] {
    guard isFinite(verb) else { return [] }
    let lower = sentence(verb).lowerBound
    var index = (end ?? start(ofVerbGroup: verb)) - 1
    while index >= lower,
      token(index).upos == .adv || token(index).upos == .space || forms[index] == "," || isTime(index)
    {
      index -= 1
    }
    guard index >= lower, let mention = mentions(holding: index).last, mention.tokens.upperBound == index + 1
    else {
      return []
    }
    // "X, dont le pays préside Y, a plaidé": the name ends a relative clause, its antecedent is meant.
    var current = mention.head
    for _ in 0..<6 {
      guard let above = head(current) else { break }
      if isDeprel(current, "acl"), isVerb(current), above < current, current != verb,
        (current..<verb).contains(where: { forms[$0] == "," })
      {
        return [above]
      }
      current = above
    }
    guard !prepositions(of: mention.head).contains(where: { !$0.contains(" ") }) else { return [] }
    if let opening = openingOfIncise(endingWith: mention) {
      return strayedSubject(of: verb, before: opening)
    }
    return [mention.head]
  }

  /// ", a confirmé X, …": where a clause of saying opens that ends with its subject's name.
  private func openingOfIncise(endingWith mention: Mention) -> Int? {
    let verb = mention.tokens.lowerBound - 1
    guard verb > sentence(mention.head).lowerBound, isVerb(verb), words.contains(lemmas[verb], in: .reporting)
    else { return nil }
    let opening = start(ofVerbGroup: verb) - 1
    return opening >= 0 && forms[opening] == "," ? opening : nil
  }

  /// Whether a verb of saying follows what is said: "…, a prévenu X", "…, a-t-elle prévenu".
  func isIncise(_ verb: Int) -> Bool {
    if invertedSubject(of: verb) != nil { return true }
    let start = start(ofVerbGroup: verb)
    return children(verb).contains { child in
      isDeprel(child, "nsubj") && token(child).upos == .pron && child > start && child <= verb + 2
        && (forms[child].hasPrefix("-") || (child > 0 && ["-", "-t-", "t"].contains(forms[child - 1])))
    }
  }

  /// « … », a prévenu X: the subject right after a verb of saying that follows a quotation or a comma.
  func invertedSubject(of verb: Int) -> Int? {
    let sentence = sentence(verb)
    let start = start(ofVerbGroup: verb)
    guard start > sentence.lowerBound else { return nil }
    var before = start - 1
    while before > sentence.lowerBound, token(before).upos == .space { before -= 1 }
    guard [",", "»", "\"", "”", "!", "?"].contains(forms[before]) else { return nil }
    // A subject that stands on the left leaves no room for another, unless a clause of its own follows it.
    if let left = children(verb).first(where: { isDeprel($0, "nsubj") && $0 < start }),
      !(left..<start).contains(where: { isVerb($0) && isFinite($0) && !isDeprel($0, "acl") })
    {
      return nil
    }
    var next = verb + 1
    let upper = sentence.upperBound
    while next < upper {
      let upos = token(next).upos
      guard
        upos == .det || upos == .adv || upos == .space || upos == .num && !isTime(next) || isTime(next)
          || forms[next] == "," || upos == .adj
      else { break }
      next += 1
    }
    // "a averti en retour X"
    if next + 2 < upper, token(next).upos == .adp, token(next + 1).upos == .noun,
      mentions(holding: next + 1).isEmpty,
      mentions(holding: next + 2).contains(where: { $0.form == .name })
    {
      next += 2
    }
    guard next < upper,
      [.noun, .propn, .x, .pron].contains(token(next).upos) || !mentions(holding: next).isEmpty
    else {
      return nil
    }
    let stretch = stretch(next)
    let head = document.head(of: stretch)
    return actors(at: head).isEmpty ? (isDeprel(next, "nsubj") ? next : nil) : head
  }

  // MARK: Passive

  func passiveSubjects(of verb: Int, depth: Int = 0) -> [Int] {
    guard depth < 8 else { return [] }
    for child in children(verb) where isDeprel(child, "nsubj") { return [subjectHead(child)] }
    for child in children(verb) where child < verb && forms[child] == "qui" {
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
  private func subject(afterOpening participle: Int) -> Int? {
    guard isPastParticiple(participle) else { return nil }
    let sentence = sentence(participle)
    guard (sentence.lowerBound..<participle).allSatisfy({ [.adv, .space, .punct].contains(token($0).upos) })
    else {
      return nil
    }
    guard let comma = (participle..<sentence.upperBound).first(where: { forms[$0] == "," }) else {
      return nil
    }
    for index in comma..<sentence.upperBound {
      if isDeprel(index, "nsubj"), antecedent(ofRelative: index) == nil { return index }
      if isVerb(index), isFinite(index) { return strayedSubject(of: index).first }
    }
    return nil
  }

  /// "Zelensky attendu à Bruxelles": the name that a headline's participle is said of.
  private func headlineSubject(of participle: Int) -> [Int] {
    guard isBareParticiple(participle) else { return [] }
    for child in children(participle) where child < participle && !actors(at: child).isEmpty {
      if !children(child).contains(where: { token($0).deprel == "case" }) { return [child] }
    }
    return []
  }

  private func passiveAgents(of verb: Int) -> [Int] {
    let marked = children(verb).filter { token($0).deprel == "obl:agent" && preposition(of: $0, is: "par") }
    if !marked.isEmpty { return Array(marked) }
    return complements(of: verb, "par") + following(verb, "par")
  }

  private func preposition(of noun: Int, is name: String) -> Bool { prepositions(of: noun).contains(name) }

  // MARK: Complements

  /// The heads of a verb's or noun's complements with a preposition, clitics and relatives included.
  func complements(of governor: Int, _ preposition: String) -> [Int] {
    var found: [Int] = []
    for child in children(governor) {
      let form = forms[child]
      if token(child).upos == .pron, child < governor {
        if preposition == "à", ["lui", "leur"].contains(form) { found.append(child) }
        if preposition == "de", form == "dont", let antecedent = antecedent(ofRelative: child) {
          found.append(antecedent)
        }
      }
      if preposition == "à", form == "auquel" || form == "auxquels" || form == "à qui",
        let antecedent = antecedent(ofRelative: child)
      {
        found.append(antecedent)
        continue
      }
      guard !isVerb(child) || isBareParticiple(child) else { continue }
      guard prepositions(of: child).contains(preposition) else { continue }
      if let antecedent = antecedent(ofRelative: child) {
        found.append(antecedent)
      } else {
        found.append(child)
      }
    }
    if !found.isEmpty { return found }
    // Hung on a complement that names nobody: "s'entretenir en tête-à-tête avec X", "la tenue à Paris avec X".
    for child in children(governor)
    where child > governor && !isVerb(child) && mentions(holding: child).isEmpty {
      guard !isDeprel(child, "nsubj") else { continue }
      for grandchild in children(child) where grandchild > child && !isVerb(grandchild) {
        if prepositions(of: grandchild).contains(preposition), preposition != "de" {
          found.append(grandchild)
        }
      }
    }
    return found
  }

  /// The complement with a preposition that follows a trigger in its clause but hangs elsewhere.
  func following(_ trigger: Int, _ preposition: String, within reach: Int = 14) -> [Int] {
    let upper = min(sentence(trigger).upperBound, trigger + reach)
    let clause = isDeprel(trigger, "nsubj") || isVerb(trigger) ? clause(of: trigger) : trigger
    var index = trigger + 1
    while index < upper {
      if isVerb(index), isFinite(index) || isInfinitive(index), index != clause { return [] }
      if [";", ":", "«", "»"].contains(forms[index]) && preposition != "avec" { return [] }
      if token(index).upos == .adp, plain(preposition: forms[index]) == preposition {
        if let noun = head(index), noun > index { return [noun] }
        return (index + 1..<min(upper, index + 5)).first { [.noun, .propn, .x].contains(token($0).upos) }
          .map { [stretch($0).count > 1 ? document.head(of: stretch($0)) : $0] } ?? []
      }
      index += 1
    }
    return []
  }

  // MARK: Nouns

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
        first == "de" || first == "par", !actors(at: child).isEmpty
      {
        found.append(child)
      }
    }
    return found.isEmpty ? [] : [found[0]]
  }

  private func isLight(_ verb: Int) -> Bool {
    words.contains(lemmas[verb], in: .light) || words.contains(lemmas[verb], in: .passiveLight)
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
      guard deprel == "nmod", words.contains(lemmas[above], in: .anaphor) else { return nil }
      current = above
    }
    return nil
  }
}
