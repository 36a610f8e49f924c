import SommetText

// Offices told by a verb, and the mentions that verbs and relative clauses hang on.

extension Resolution {
  /// "qui préside la Celac", "Anna Blum, qui la dirige": an office told by a verb.
  mutating func addVerbalOffices() {
    for token in tokens.indices where tokens[token].upos == .verb || tokens[token].deprel.hasPrefix("acl") {
      let title =
        gazetteer.verbTitles[Folding.key(tokens[token].lemma)] ?? gazetteer.verbTitles[reading.keys[token]]
      guard let title, let subject = officer(of: token) else { continue }
      let objects = document.children(of: token).filter { tokens[$0].deprel == "obj" }
      for object in objects {
        guard let body = mention(at: object) ?? clitic(object),
          kind(body.entity) == .organization || kind(body.entity) == .country
        else { continue }
        let range = min(token, object)..<max(token, body.tokens.upperBound - 1) + 1
        facts.append(
          Fact(
            holder: subject.entity, body: body.entity, kind: .head, title: title, isPast: false, token: token)
        )
        offices.append(
          Office(
            holder: subject.entity, body: body.entity, title: title, isPast: false, tokens: range,
            trigger: token,
            rule: "office.verb"))
      }
    }
  }

  /// The person who is a verb's subject.
  func officer(of verb: Int) -> Mention? {
    if let found = subject(of: verb), kind(found.entity) == .person { return found }
    guard let pronoun = document.children(of: verb).first(where: { tokens[$0].deprel.hasPrefix("nsubj") }),
      reading.hasWord(.who, pronoun)
    else { return nil }
    let end = reading.keys[max(0, pronoun - 1)] == "," ? pronoun - 1 : pronoun
    return mentions.last { $0.tokens.upperBound == end && $0.form != .pronoun && kind($0.entity) == .person }
  }

  /// "qui la dirige": the body last spoken of.
  func clitic(_ token: Int) -> Mention? {
    guard reading.isOne(of: .singularDefinite, at: token) else { return nil }
    return mentions.filter { $0.head < token && kind($0.entity) == .organization }.max { $0.head < $1.head }
  }

  /// The mention that is a verb's subject, through a relative pronoun.
  func subject(of verb: Int) -> Mention? {
    guard let subject = document.children(of: verb).first(where: { tokens[$0].deprel.hasPrefix("nsubj") })
    else { return nil }
    if let found = mention(at: subject), found.form != .pronoun || !reading.hasWord(.who, subject) {
      return found
    }
    return reading.hasWord(.who, subject) ? relativeAntecedent(subject, verb) : nil
  }

  /// What "qui" stands for: the head of the relative clause, or what ends right before it.
  func relativeAntecedent(_ pronoun: Int, _ verb: Int) -> Mention? {
    if tokens[verb].deprel.hasPrefix("acl"), tokens[verb].head < pronoun,
      let found = antecedent(of: tokens[verb].head)
    {
      return found
    }
    var end = pronoun
    // "X, pour qui…"
    if end > 0, tokens[end - 1].upos == .adp, tokens[end - 1].head == pronoun { end -= 1 }
    if end > 0, reading.keys[end - 1] == "," { end -= 1 }
    return mentions.last { $0.tokens.upperBound == end && $0.form != .pronoun }
  }

  /// The mention a relative clause hangs on: at its head, or the name apposed to it.
  func antecedent(of head: Int) -> Mention? {
    if let found = mention(at: head) { return found }
    for child in document.children(of: head)
    where ["appos", "flat:name", "nmod"].contains(tokens[child].deprel) {
      if let found = mention(at: child), found.form == .name, kind(found.entity) == .person { return found }
    }
    if owner[head] >= 0, let cluster = clusterOfName[owner[head]] {
      return mentions.first { $0.entity == cluster && $0.tokens.contains(head) }
    }
    return nil
  }
}
