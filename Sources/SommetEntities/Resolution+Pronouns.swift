import SommetText

extension Resolution {
  /// Pronouns in document order, so that each may be an antecedent of the next; quotations last.
  mutating func resolvePronouns() {
    let quotations = Quotations(document)
    topic = mainPerson()
    var salience = Salience(document)
    var pending = mentions.sorted { ($0.head, $0.entity) < ($1.head, $1.entity) }[...]
    for token in tokens.indices {
      while let next = pending.first, next.head <= token {
        note(next.entity, next.head, quotations, &salience)
        pending = pending.dropFirst()
      }
      if isCompetitor(token) {
        let gender: Gender? = tokens[token].feats["Gender"].map { $0 == "Fem" ? .feminine : .masculine }
        salience.add(
          .init(
            cluster: nil, gender: gender, rank: Salience.rank(token, in: document), token: token,
            isPerson: !reading.titles(at: token).isEmpty))
      }
      if quotations.contains(token) { continue }
      for (range, cluster, form, rule) in referents(token, salience) {
        mention(range, head: token, cluster, form, rule: rule)
        note(cluster, token, quotations, &salience)
      }
    }
    resolveFirstPersons(quotations, salience)
    resolveInterview(quotations)
  }

  private func note(_ cluster: Int, _ token: Int, _ quotations: Quotations, _ salience: inout Salience) {
    salience.add(
      .init(
        cluster: cluster, gender: clustering.clusters[cluster].gender,
        rank: Salience.rank(roleToken(token), in: document), token: token,
        isQuoted: quotations.contains(token)))
  }

  /// The token that carries a name's role: "M." of "M. Poutine", the title of "le président Trump".
  func roleToken(_ token: Int) -> Int {
    let governor = tokens[token].head
    guard governor < token, ["flat:name", "appos", "nmod", "flat"].contains(tokens[token].deprel),
      !reading.titles(at: governor).isEmpty
    else { return token }
    return governor
  }

  /// A common noun in the singular as subject: "l'accord prévoyait…".
  private func isCompetitor(_ token: Int) -> Bool {
    tokens[token].upos == .noun && tokens[token].deprel.hasPrefix("nsubj") && !isMentioned(token)
      && tokens[token].feats["Number"] != "Plur"
  }

  /// What a token refers to: the range that does, the entities, and the rule.
  private typealias Referents = [(range: Range<Int>, cluster: Int, form: MentionForm, rule: String)]

  private func referents(_ token: Int, _ salience: Salience) -> Referents {
    guard [.pron, .det, .adj, .noun].contains(tokens[token].upos) else { return [] }
    if let noun = personNoun(token) {
      return latestPerson(token, noun.gender, salience).map {
        [(noun.range, $0, .description, "description.person")]
      } ?? []
    }
    func some(_ clusters: [Int], _ rule: String) -> Referents {
      clusters.map { (token..<token + 1, $0, .pronoun, rule) }
    }
    func one(_ cluster: Int?, _ rule: String) -> Referents { some(cluster.map { [$0] } ?? [], rule) }
    let word = reading.classes[token]
    let isPronoun = tokens[token].upos == .pron
    if word.holdsOne(of: [.he, .she]) {
      return isImpersonal(token) ? [] : one(antecedent(token, salience), "pronoun.personal")
    }
    if word.holds(.they) { return some(couple(token, salience), "pronoun.row") }
    if word.holdsOne(of: [.thisOne, .thisOneFeminine]) {
      return one(latest(token, salience), "pronoun.demonstrative")
    }
    // "Celle-ci" at the start of a sentence is three tokens.
    if word.holdsOne(of: [.thatOne, .thatOneFeminine]), reading.hasWord(.here, token + 2),
      let end = reading.afterHyphen(token + 1)
    {
      return latest(token, salience).map { [(token..<end, $0, .pronoun, "pronoun.demonstrative")] } ?? []
    }
    if word.holdsOne(of: [.who, .that, .whose]) {
      return isPronoun ? one(relative(token), "pronoun.relative") : []
    }
    if tokens[token].upos == .det {
      guard word.holdsOne(of: .possessivesOfOthers) else { return [] }
      return some(possessors(token, salience), "pronoun.possessive")
    }
    if word.holds(.where) { return one(place(token), "pronoun.relative") }
    if word.holdsOne(of: [.him, .her, .himOrHer]) || word.holds(.articleElided) && isPronoun {
      return isPronoun ? one(other(token, salience), "pronoun.object") : []
    }
    guard word.holdsOne(of: [.latter, .latterFeminine]),
      reading.isOne(of: [.thisMasculine, .thisFeminine], at: token - 1)
    else { return [] }
    return latest(token, salience).map {
      [(token - 1..<token + 1, $0, .description, "description.latter")]
    } ?? []
  }

  private func isImpersonal(_ token: Int) -> Bool {
    let verb = tokens[token].head
    if reading.hasLemma(.impersonal, verb) { return true }
    // "il y a", "il est possible que"
    let isThere =
      reading.hasWord(.there, token + 1)
      || document.children(of: verb).contains { reading.hasWord(.there, $0) }
    if isThere, reading.hasLemma(.have, verb) { return true }
    return tokens[verb].upos == .adj
      && (tokens[token].deprel.hasPrefix("expl")
        || document.children(of: verb).contains { ["csubj", "ccomp"].contains(tokens[$0].deprel) })
  }

  /// "Belmont, où…": the place right before.
  private func place(_ token: Int) -> Int? {
    let end = reading.keys[max(0, token - 1)] == "," ? token - 1 : token
    let found = mentions.last { $0.tokens.upperBound == end && $0.form == .name }
    return found.flatMap { [.place, .country].contains(kind($0.entity)) ? $0.entity : nil }
  }

  /// Whether an entity may be "il" or "elle".
  func agrees(_ cluster: Int, _ gender: Gender) -> Bool {
    let entity = clustering.clusters[cluster]
    switch entity.kind {
    case .person: return entity.gender == nil || entity.gender == gender
    case .country:
      let label = entity.known.map { gazetteer.entities[Int($0)].label } ?? ""
      let isFeminine = label.hasSuffix("e") && !gazetteer.lexicon.has(.masculine, Folding.key(label))
      return isFeminine == (gender == .feminine) && !label.hasSuffix("s")
    case .organization:
      guard let spelling = entity.spellings.first else { return false }
      return organizationGender(spelling) == gender
    case .place: return false
    }
  }

  private func organizationGender(_ spelling: String) -> Gender? {
    guard let word = Folding.words(spelling).first else { return nil }
    if gazetteer.lexicon.has(.bodynoun, word) || word.count > 4 {
      for token in tokens.indices where reading.keys[token] == word {
        if let gender = tokens[token].feats["Gender"] { return gender == "Fem" ? .feminine : .masculine }
      }
    }
    return nil
  }

  /// "X, qui…", "X que…": the entity at the head of the clause.
  private func relative(_ token: Int) -> Int? {
    var verb = tokens[token].head
    var steps = 0
    while steps < 4, !tokens[verb].deprel.hasPrefix("acl"), tokens[verb].head != verb {
      verb = tokens[verb].head
      steps += 1
    }
    if !tokens[verb].deprel.hasPrefix("acl") { verb = tokens[token].head }
    guard let found = relativeAntecedent(token, verb) else { return nil }
    // "que" is a conjunction more often than the pipeline thinks: the antecedent must end right before.
    if reading.hasWord(.that, token) {
      let end = reading.keys[max(0, token - 1)] == "," ? token - 1 : token
      guard found.tokens.upperBound == end, token == end else { return nil }
    }
    return found.entity
  }
}
