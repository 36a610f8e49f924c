import SommetText

extension Resolution {
  /// Peoples, organs of states, bodies taken up by a common noun, people taken up by their nationality.
  mutating func resolveDescriptions() {
    for token in tokens.indices where owner[token] < 0 {
      if reading.nationality[token] >= 0, reading.isCapital[token] {
        resolvePeople(token)
      } else if reading.hasWord(.stateorgan, token),
        tokens[token].upos == .noun || tokens[token].upos == .propn
      {
        resolveOrgan(token)
      } else if tokens[token].upos == .noun, reading.hasWord(.takeup, token), !isMentioned(token) {
        resolveTakeUp(token)
      } else if reading.hasWord(.spouse, token), !isMentioned(token) {
        resolveSpouse(token)
      } else if reading.hasWord(.land, token) || reading.hasWord(.locality, token), !isMentioned(token) {
        resolveLand(token)
      }
    }
  }

  /// "les Britanniques": the state; "le Letton": the person of that state last spoken of.
  private mutating func resolvePeople(_ token: Int) {
    let surface = gazetteer.surfaces[Int(reading.nationalSurface[token])]
    if token > 0, reading.nationality[token - 1] >= 0 { return }
    if reading.isOne(of: [.articlePlural, .ofPlural, .toPlural], at: token - 1) {
      // Only the people as a whole; "des" is partitive as often.
      if reading.hasWord(.ofPlural, token - 1), tokens[token].deprel != "nmod" { return }
      mention(
        token - (reading.hasWord(.articlePlural, token - 1) ? 1 : 0)..<token + 1, head: token,
        clustering.cluster(known: surface.entity),
        .description, rule: "description.people", isMetonym: true)
      return
    }
    guard reading.isOne(of: WordClasses.singularDefinite.union([.toMasculine, .ofMasculine]), at: token - 1),
      !surface.isPlural
    else { return }
    if token + 1 < tokens.count, owner[token + 1] >= 0, names[owner[token + 1]].kind == .person { return }
    guard tokens[token].upos != .adj || tokens[token].deprel.hasPrefix("nsubj") else { return }
    let people = mentions.filter { $0.head < token && kind($0.entity) == .person }.sorted {
      $0.head > $1.head
    }
    for mention in people {
      guard
        isNamed(mention, with: surface.entity)
          || country(ofPerson: mention.entity).map({ clustering.clusters[$0].known == surface.entity })
            ?? false
      else { continue }
      self.mention(
        token - 1..<token + 1, head: token, mention.entity, .description, rule: "description.nationality")
      return
    }
  }

  /// "le Maltais Joseph Roux": a name right behind a nationality.
  private func isNamed(_ mention: Mention, with state: Int32) -> Bool {
    mention.form == .name && mention.tokens.lowerBound > 0
      && reading.nationality[mention.tokens.lowerBound - 1] == state
  }

  /// "le gouvernement suédois", "les autorités de Kiev": the state.
  private mutating func resolveOrgan(_ token: Int) {
    guard !isMentioned(token) else { return }
    let lower = token > 0 && tokens[token - 1].upos == .det ? token - 1 : token
    var next = token + 1
    if next < tokens.count, tokens[next].upos == .adj, reading.nationality[next] < 0 { next += 1 }
    guard next < tokens.count else { return }
    if reading.nationality[next] >= 0, !reading.isCapital[next] {
      let (states, end) = states(inRowFrom: next)
      for state in states {
        mention(
          lower..<end, head: token, clustering.cluster(known: state), .description,
          rule: "description.organ", isMetonym: true)
      }
    } else if reading.isOne(of: .anyOf, at: next), let name = nameAfter(next),
      kind(clusterOfName[name]!) == .country
    {
      mention(
        lower..<names[name].tokens.upperBound, head: token, clusterOfName[name]!, .description,
        rule: "description.organ", isMetonym: true)
    }
  }

  private func nameAfter(_ preposition: Int) -> Int? {
    var token = preposition + 1
    if reading.isOne(of: .definite, at: token) { token += 1 }
    guard token < tokens.count, owner[token] >= 0, clusterOfName[owner[token]] != nil else { return nil }
    return owner[token]
  }

  /// "l'organisation", "le parti", "l'alliance", with nothing after that would name another.
  private mutating func resolveTakeUp(_ token: Int) {
    guard token > 0,
      reading.isOne(
        of: WordClasses.singularDefinite.union([.thisFeminine, .thisMasculine, .ofMasculine, .toMasculine]),
        at: token - 1)
    else {
      return
    }
    let next = token + 1
    if next < tokens.count {
      if reading.isOne(of: .anyOf, at: next),
        tokens[next].span.start - tokens[token].span.end <= 1,
        document.ancestors(of: next).contains(token)
      {
        return
      }
      if tokens[next].upos == .adj, tokens[next].head == token { return }
    }
    // "le syndicat Urgences Solidaires": the name follows.
    if next < tokens.count, owner[next] >= 0, reading.isCapital[next], reading.isTogether(token..<next + 1) {
      return
    }
    guard let body = takenUp(token) else { return }
    let lower = reading.isOne(of: [.ofMasculine, .toMasculine], at: token - 1) ? token : token - 1
    mention(lower..<token + 1, head: token, body, .description, rule: "description.noun")
  }

  /// The body that a common noun takes up: the last one before that may be called so.
  func takenUp(_ token: Int) -> Int? {
    let noun = reading.keys[token]
    let before = mentions.filter { $0.head < token && kind($0.entity) == .organization }
      .sorted { $0.head > $1.head }
    let fitting = before.first { mention in
      let cluster = clustering.clusters[mention.entity]
      if let known = cluster.known {
        let entity = gazetteer.entities[Int(known)]
        return entity.nouns.contains(noun) || Folding.words(entity.label).first == noun
      }
      return cluster.noun == noun
        || reading.hasWord(.anyBody, token)
          && cluster.noun == nil && document.sentence(of: token) - document.sentence(of: mention.head) <= 6
    }
    return fitting?.entity
  }
}
