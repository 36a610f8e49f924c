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
        note(next.entity, next.head, &salience)
        pending = pending.dropFirst()
      }
      if isCompetitor(token) {
        let gender: Gender? = tokens[token].feats["Gender"].map { $0 == "Fem" ? .feminine : .masculine }
        salience.add(
          .init(cluster: nil, gender: gender, rank: Salience.rank(token, in: document), token: token))
      }
      if quotations.contains(token) { continue }
      for (range, cluster, form) in referents(token, salience) {
        mention(range, head: token, cluster, form)
        note(cluster, token, &salience)
      }
    }
    resolveFirstPersons(quotations)
    resolveInterview(quotations)
  }

  private func note(_ cluster: Int, _ token: Int, _ salience: inout Salience) {
    salience.add(
      .init(
        cluster: cluster, gender: clustering.clusters[cluster].gender,
        rank: Salience.rank(roleToken(token), in: document), token: token))
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
      && tokens[token].feats["Number"] != "Plur" && reading.titles(at: token).isEmpty
  }

  private func referents(
    _ token: Int, _ salience: Salience
  ) -> [(range: Range<Int>, cluster: Int, form: MentionForm)] {
    guard [.pron, .det, .adj, .noun].contains(tokens[token].upos) else { return [] }
    let here = token..<token + 1
    if let noun = personNoun(token) {
      return latestPerson(token, noun.gender, salience).map { [(noun.range, $0, .description)] } ?? []
    }
    func one(_ cluster: Int?) -> [(range: Range<Int>, cluster: Int, form: MentionForm)] {
      cluster.map { [(here, $0, .pronoun)] } ?? []
    }
    let word = reading.classes[token]
    let upos = tokens[token].upos
    if word.holdsOne(of: [.he, .she]) { return isImpersonal(token) ? [] : one(antecedent(token, salience)) }
    if word.holds(.they) { return couple(token, salience).map { (here, $0, .pronoun) } }
    if word.holdsOne(of: [.thisOne, .thisOneFeminine]) { return one(latest(token, salience)) }
    if word.holdsOne(of: [.who, .that, .whose]) { return upos == .pron ? one(relative(token)) : [] }
    if upos == .det { return word.holdsOne(of: .possessivesOfOthers) ? one(possessor(token)) : [] }
    if word.holdsOne(of: [.him, .her, .himOrHer]) { return upos == .pron ? one(other(token, salience)) : [] }
    guard word.holdsOne(of: [.latter, .latterFeminine]),
      reading.isOne(of: [.thisMasculine, .thisFeminine], at: token - 1)
    else { return [] }
    return latest(token, salience).map { [(token - 1..<token + 1, $0, .description)] } ?? []
  }

  /// "le diplomate argentin", "le républicain": a noun for a person that holds no office.
  private func personNoun(_ token: Int) -> (range: Range<Int>, gender: Gender?)? {
    guard token > 0, !isMentioned(token), reading.isOne(of: .singularDefinite, at: token - 1),
      let match = reading.titles(at: token).last
    else { return nil }
    let form = gazetteer.titleForms[Int(match.surfaces[0])]
    guard gazetteer.titles[form.title].kind == .person, !form.isPlural else { return nil }
    var end = match.tokens.upperBound
    while end < tokens.count, reading.nationality[end] >= 0, !reading.isCapital[end] { end += 1 }
    if end < tokens.count,
      owner[end] >= 0 || (reading.isOne(of: .anyOf, at: end) || ["-"].contains(reading.key(end)))
    {
      return nil
    }
    let gender =
      form.gender
      ?? (reading.hasWord(.articleElided, token - 1)
        ? nil : reading.hasWord(.articleFeminine, token - 1) ? .feminine : .masculine)
    return (token - 1..<end, gender)
  }

  /// The most salient person of the last two sentences.
  private func latestPerson(_ token: Int, _ gender: Gender?, _ salience: Salience) -> Int? {
    var best: (score: Int, cluster: Int)?
    for candidate in salience.candidates.reversed() {
      let distance = salience.line[token] - salience.line[candidate.token]
      if distance > 2 { break }
      guard let cluster = candidate.cluster, kind(cluster) == .person,
        gender == nil || agrees(cluster, gender!)
      else { continue }
      let score = candidate.rank * 10 - distance * 14
      if best == nil || score > best!.score { best = (score, cluster) }
    }
    return best?.cluster
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

  /// The most salient entity before that agrees in gender; nil when a common noun outweighs it.
  private func antecedent(_ token: Int, _ salience: Salience) -> Int? {
    let gender: Gender = reading.hasWord(.she, token) ? .feminine : .masculine
    var best: (score: Int, cluster: Int?)?
    // Whom the whole article is about is never far.
    if let topic, agrees(topic, gender), salience.candidates.contains(where: { $0.cluster == topic }) {
      best = (27, topic)
    }
    for candidate in salience.candidates.reversed() {
      let distance = salience.line[token] - salience.line[candidate.token]
      if distance > 3 { break }
      // "Reçu par X, il…": the agent is another.
      if distance == 0, tokens[roleToken(candidate.token)].deprel == "obl:agent" { continue }
      if distance == 0, tokens[candidate.token].head == tokens[token].head, candidate.token < token,
        !pronounFollowsVerb(token)
      {
        continue
      }
      var score = candidate.rank * 10 - distance * 14
      if let cluster = candidate.cluster {
        guard kind(cluster) != .place, agrees(cluster, gender) else { continue }
        if kind(cluster) != .person, candidate.rank < 3 { continue }
        score += kind(cluster) == .person ? 12 : 0
      } else if candidate.gender != gender {
        continue
      }
      if best == nil || score > best!.score { best = (score, candidate.cluster) }
    }
    return best?.cluster
  }

  /// The person named at least four times, and twice as often as any other.
  private func mainPerson() -> Int? {
    var counts: [Int: Int] = [:]
    for mention in mentions where mention.form == .name && kind(mention.entity) == .person {
      counts[mention.entity, default: 0] += 1
    }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = ranked.first, first.value > 3, first.value >= 2 * (ranked.dropFirst().first?.value ?? 0)
    else {
      return nil
    }
    return first.key
  }

  private func pronounFollowsVerb(_ token: Int) -> Bool { tokens[token].head < token }

  /// "ce dernier", "celui-ci": the person named last.
  private func latest(_ token: Int, _ salience: Salience) -> Int? {
    let gender: Gender =
      reading.isOne(of: [.thisOneFeminine, .latterFeminine], at: token) ? .feminine : .masculine
    let near = salience.candidates.reversed().first { candidate in
      guard let cluster = candidate.cluster, salience.line[token] - salience.line[candidate.token] <= 2 else {
        return false
      }
      return kind(cluster) == .person && agrees(cluster, gender) && candidate.token < token - 1
    }
    return near?.cluster
  }

  /// "lui", "le", "la": the only other person about.
  private func other(_ token: Int, _ salience: Salience) -> Int? {
    guard ["obj", "iobj", "obl:arg", "obl:mod"].contains(tokens[token].deprel) else { return nil }
    let gender: Gender? =
      reading.hasWord(.her, token) ? .feminine : reading.hasWord(.him, token) ? .masculine : nil
    let verb = tokens[token].head
    let subject = document.children(of: verb).first { tokens[$0].deprel.hasPrefix("nsubj") }
      .flatMap { mention(at: $0)?.entity }
    guard let subject else { return nil }
    let near = salience.candidates.filter { candidate in
      guard let cluster = candidate.cluster, kind(cluster) == .person, cluster != subject else {
        return false
      }
      return salience.line[token] - salience.line[candidate.token] <= 1
        && (gender == nil || agrees(cluster, gender!))
    }
    let people = Set(near.compactMap(\.cluster))
    return people.count == 1 ? people.first : nil
  }

  /// "ils": the people in a row who were last the subject.
  private func couple(_ token: Int, _ salience: Salience) -> [Int] {
    for candidate in salience.candidates.reversed() where candidate.cluster != nil {
      let distance = salience.line[token] - salience.line[candidate.token]
      if distance > 2 { break }
      guard candidate.rank >= 3, candidate.token < token else { continue }
      var row = [candidate.token]
      var next = 0
      while next < row.count {
        row += document.children(of: row[next]).filter {
          tokens[$0].deprel == "conj" && mention(at: $0) != nil
        }
        next += 1
      }
      let clusters = row.compactMap { mention(at: $0)?.entity }
      guard Set(clusters).count > 1, clusters.allSatisfy({ kind($0) != .place }) else { continue }
      var seen: Set<Int> = []
      return clusters.filter { seen.insert($0).inserted }
    }
    return []
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

  /// "ses alliés": the subject of the clause, when the possessed is not the subject itself.
  private func possessor(_ token: Int) -> Int? {
    let isPlural = reading.isOne(of: [.their, .theirPlural], at: token)
    let noun = tokens[token].head
    // "les États-Unis et leurs alliés"
    if tokens[noun].deprel == "conj", let first = mention(at: tokens[noun].head), first.head < token {
      return isPlural == isSeveral(first.entity) || kind(first.entity) == .organization ? first.entity : nil
    }
    var current = noun
    var steps = 0
    while steps < 6 {
      if let subject = document.children(of: current).first(where: { tokens[$0].deprel.hasPrefix("nsubj") }),
        subject < token, !isBelow(token, subject)
      {
        guard let found = mention(at: subject)?.entity else { return nil }
        return isPlural == isSeveral(found) ? found : nil
      }
      if tokens[current].head == current { return nil }
      current = tokens[current].head
      steps += 1
    }
    return nil
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
