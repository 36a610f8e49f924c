import SommetText

/// Subjects and objects of verbs, whatever the construction.
extension ArticleView {
  /// The heads of those who do what a verb says: the subject, the passive's agent, the controller of an infinitive
  /// or participle, the subject shared by coordination.
  func agents(of verb: Int, isSpeech: Bool = false) -> [Int] {
    if isSpeech, let inverted = invertedSubject(of: verb) { return [inverted] }
    if undergone(by: verb) != nil { return passiveAgents(of: verb) }
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
      if token.deprel == "obj" || (token.deprel == "iobj" && isForm(child, .objectClitic)) {
        if isForm(child, .that) {
          if let antecedent = antecedent(ofRelative: child) { found.append(antecedent) }
        } else if token.feats["Reflex"] != "Yes", !isForm(child, .pronominalAdverb), !isTime(child) {
          found.append(child)
        }
      }
    }
    if found.isEmpty, let direct = adjacentObject(of: verb), direct != inverted { found.append(direct) }
    if found.isEmpty, let sufferer = undergone(by: verb) { return subjects(of: sufferer) }
    return found
  }

  /// The name right after a verb that the parser hung elsewhere: "appelle le Burundi à".
  func adjacentObject(of verb: Int) -> Int? {
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
    for index in Range(from: verb + 1, upTo: upper) {
      if isVerb(index) || [.punct, .sconj, .pron].contains(token(index).upos) { return nil }
      guard let mention = mentions(holding: index).last(where: { $0.form != .pronoun }) else { continue }
      return document.isGoverned(mention.head) || isDeprel(mention.head, "nsubj")
        || upos(before: mention.tokens.lowerBound) == .adp
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
    for child in children(verb) where child < verb && isForm(child, .subjectRelative) {
      if let antecedent = antecedent(ofRelative: child) { return [antecedent] }
    }
    // "il" that the parser took for nobody's.
    for child in children(verb) where token(child).deprel == "expl:subj" && hasMention(child) {
      return [child]
    }
    // "X, resté à Oslo, a reçu Y": the parser gave the subject to the participle in between.
    for child in children(verb)
    where child < verb && isBareParticiple(child) && token(child).deprel == "advcl" {
      for subject in children(child) where isDeprel(subject, "nsubj") && subject < child {
        return [subjectHead(subject)]
      }
    }
    guard let head = head(verb) else {
      let strayed = strayedSubject(of: verb)
      return strayed.isEmpty ? subject(afterOpening: verb).map { [$0] } ?? [] : strayed
    }
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
  func resumesMatrix(_ verb: Int, after clause: Int) -> Bool {
    guard isDeprel(clause, "ccomp"), let matrix = head(clause), isVerb(matrix), isFinite(verb),
      children(clause).contains(where: { isForm($0, .that) }),
      !children(verb).contains(where: { isForm($0, .that) })
    else { return false }
    func isReporting(_ index: Int) -> Bool { [.present, .past].contains(tense(of: index)) }
    return isReporting(verb) && isReporting(matrix) && !isReporting(clause)
  }

  /// "a-t-elle prévenu", "dit-il": the pronoun behind the verb or its auxiliary, whatever its relation.
  func invertedClitic(of verb: Int) -> Int? {
    let start = start(ofVerbGroup: verb)
    let upper = min(sentence(verb).upperBound, verb + 3)
    guard start + 1 < upper else { return nil }
    return Range(from: start + 1, upTo: upper).first { index in
      forms[index].hasPrefix("-") && token(index).upos == .pron && hasMention(index)
    }
  }

  /// A relative pronoun's antecedent, else the child itself.
  func subjectHead(_ child: Int) -> Int { antecedent(ofRelative: child) ?? child }

  /// The subject of an infinitive or participle: by control from above.
  func governed(by head: Int, _ verb: Int, _ depth: Int) -> [Int] {
    guard isPredicate(head) || token(head).upos == .adj else {
      return controllers(ofComplementOf: head, depth)
    }
    let isComplement = ["xcomp", "ccomp"].contains(token(verb).deprel) || isInfinitiveComplement(verb)
    if isComplement, isLemma(head, .control) {
      let addressed = patients(of: head) + complements(of: head, .to)
      if let controller = addressed.first(where: { $0 != verb && !actors(at: $0).isEmpty }) {
        return [controller]
      }
      if addressed.contains(where: { $0 != verb && !isVerb($0) }) { return addressed.filter { $0 != verb } }
    }
    if isPassive(head), !isReflexive(head) { return passiveSubjects(of: head) }
    return subjects(of: head, depth: depth + 1)
  }

  /// "la décision de la France d'envoyer", "a les moyens de rencontrer": the noun's owner or carrier.
  func controllers(ofComplementOf noun: Int, _ depth: Int) -> [Int] {
    let owners = owners(of: noun)
    if !owners.isEmpty { return owners }
    guard let verb = head(noun), isPredicate(verb) else { return [] }
    return subjects(of: verb, depth: depth + 1)
  }

  func isInfinitiveComplement(_ verb: Int) -> Bool {
    guard isInfinitive(verb) else { return false }
    return !children(verb).contains {
      isForm($0, .adjunct) && $0 < verb
    }
  }

  /// The name right before a finite verb that has no subject in the tree.
  func strayedSubject(of verb: Int, before end: Int? = nil) -> [Int] {
    guard isFinite(verb) else { return [] }
    let lower = sentence(verb).lowerBound
    var index = (end ?? start(ofVerbGroup: verb)) - 1
    while index >= lower,
      token(index).upos == .adv || token(index).upos == .space || forms[index] == "," || isTime(index)
    {
      index -= 1
    }
    guard index >= lower else { return [] }
    guard let mention = mentions(holding: index).last, mention.tokens.upperBound == index + 1 else {
      return subject(beforeInsertionEndingAt: index, lower)
    }
    // "X, dont le pays préside Y, a plaidé": the name ends a relative clause, its antecedent is meant.
    var current = mention.head
    for _ in 0..<6 {
      guard let above = head(current) else { break }
      if isDeprel(current, "acl"), isVerb(current), above < current, current != verb,
        Range(from: current, upTo: verb).contains(where: { forms[$0] == "," })
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

  /// « … », a exhorté depuis Oslo X: the first name behind a verb of saying that no preposition governs.
  private func farSubject(of verb: Int) -> Int? {
    let upper = min(sentence(verb).upperBound, verb + 16)
    var index = verb + 1
    while index < upper {
      if isVerb(index) && !isBareParticiple(index) || [.sconj, .punct].contains(token(index).upos) {
        return nil
      }
      guard let mention = mentions(holding: index).last(where: { $0.form != .pronoun }) else {
        index += 1
        continue
      }
      let first = mention.tokens.lowerBound
      let isGoverned =
        upos(before: first) == .adp
        || upos(before: first) == .det && first > verb + 1 && token(first - 2).upos == .adp
        || token(first).upos == .adp
      if !isGoverned, isPerson(mention.entity) { return mention.head }
      index = mention.tokens.upperBound
    }
    return nil
  }

  /// "X, pour sa part, a prévenu": the name that opens the sentence before an insertion without a verb.
  private func subject(beforeInsertionEndingAt last: Int, _ lower: Int) -> [Int] {
    guard last + 1 < forms.count, forms[last + 1] == ",",
      let comma = Range(from: max(lower, last - 14), upTo: last).last(where: { forms[$0] == "," }),
      comma > lower,
      !(comma..<last).contains(where: { isVerb($0) && isFinite($0) }),
      let mention = mentions(holding: comma - 1).last, mention.tokens.upperBound == comma
    else { return [] }
    // The name opens the sentence, or what stands before it is set off too.
    let first = mention.tokens.lowerBound
    guard first - lower < 4 || forms[first - 1] == ",", token(max(lower, first - 1)).upos != .adp else {
      return []
    }
    return [mention.head]
  }

  /// ", a confirmé X, …": where a clause of saying opens that ends with its subject's name.
  func openingOfIncise(endingWith mention: Mention) -> Int? {
    let verb = mention.tokens.lowerBound - 1
    guard verb > sentence(mention.head).lowerBound, isVerb(verb), isLemma(verb, .reporting)
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
        && (forms[child].hasPrefix("-") || (child > 0 && isForm(child - 1, .inversion)))
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
      !Range(from: left, upTo: start).contains(where: { isVerb($0) && isFinite($0) && !isDeprel($0, "acl") })
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
      !hasMention(next + 1),
      mentions(holding: next + 2).contains(where: { $0.form == .name })
    {
      next += 2
    }
    guard next < upper,
      [.noun, .propn, .x, .pron].contains(token(next).upos) || hasMention(next)
    else {
      return farSubject(of: verb)
    }
    let stretch = stretch(next)
    let head = document.head(of: stretch)
    return actors(at: head).isEmpty ? (isDeprel(next, "nsubj") ? next : farSubject(of: verb)) : head
  }
}
