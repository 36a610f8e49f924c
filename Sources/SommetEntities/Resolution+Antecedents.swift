import SommetText

// Who is meant by a pronoun: the entities spoken of before, weighed by role, nearness and agreement.

extension Resolution {
  /// What an antecedent must be like.
  private struct Wanted {
    let token: Int
    let gender: Gender?
    /// Entities of the same clause, which a pronoun there never takes up.
    var excluded: Set<Int> = []
    /// Sentences back.
    var reach = 3
    /// Whether a common noun that agrees better keeps every entity out.
    var competes = true
    var onlyPeople = false
  }

  /// The most salient entity before that agrees in gender; nil when a common noun outweighs it.
  func antecedent(_ token: Int, _ salience: Salience) -> Int? {
    let gender: Gender = reading.hasWord(.she, token) ? .feminine : .masculine
    let isSubject = tokens[token].deprel.hasPrefix("nsubj")
    var wanted = Wanted(token: token, gender: gender)
    wanted.excluded = companions(of: token, salience)
    // The parser takes some subjects for nobody's "il".
    if isSubject || tokens[token].deprel == "expl:subj" {
      wanted.excluded.formUnion(objects(of: tokens[token].head))
    }
    // Whoever says, thinks or wants something is a person or a body, no thing.
    wanted.competes = !(isSubject && reading.hasLemma(.human, tokens[token].head))
    return best(wanted, salience)
  }

  private func best(_ wanted: Wanted, _ salience: Salience) -> Int? {
    var best: (score: Int, cluster: Int?)?
    // Whom the whole article is about is never far.
    if let topic, !wanted.excluded.contains(topic), wanted.gender.map({ agrees(topic, $0) }) ?? true,
      salience.candidates.contains(where: { $0.cluster == topic })
    {
      best = (27, topic)
    }
    for candidate in salience.candidates.reversed() {
      guard candidate.token < wanted.token else { continue }
      let distance = salience.line[wanted.token] - salience.line[candidate.token]
      if distance > wanted.reach { break }
      // "Reçu par X, il…": the agent is another.
      if distance == 0, tokens[roleToken(candidate.token)].deprel == "obl:agent" { continue }
      var score = salience.weight(of: candidate, distance: distance)
      if let cluster = candidate.cluster {
        guard kind(cluster) != .place, !wanted.excluded.contains(cluster),
          wanted.gender.map({ agrees(cluster, $0) }) ?? true
        else { continue }
        if kind(cluster) != .person, wanted.onlyPeople || candidate.rank < 3 { continue }
        score += kind(cluster) == .person ? 12 : 0
      } else if !(wanted.competes || candidate.isPerson) || candidate.gender != wanted.gender {
        continue
      } else if candidate.isPerson {
        score += 12
      }
      if best == nil || score > best!.score { best = (score, candidate.cluster) }
    }
    return best?.cluster
  }

  /// The entities before a pronoun in its own clause: "Contrairement à X, il…" is about another.
  private func companions(of token: Int, _ salience: Salience) -> Set<Int> {
    guard !pronounFollowsVerb(token) else { return [] }
    var found: Set<Int> = []
    for candidate in salience.candidates.reversed() {
      if salience.line[candidate.token] < salience.line[token] { break }
      // "Dans son discours, il…" is about one person.
      guard let cluster = candidate.cluster, tokens[candidate.token].upos != .det,
        isInClause(candidate.token, of: tokens[token].head)
      else { continue }
      found.insert(cluster)
    }
    return found
  }

  /// Whom a verb and its infinitives name for their objects: "il n'a pas rencontré X", "il doit rencontrer X".
  ///
  /// A pronoun is never one whom its own clause names behind it. Source: principle C of N. Chomsky, Lectures on
  /// Government and Binding, 1981.
  private func objects(of verb: Int) -> Set<Int> {
    var verbs = [verb]
    var row: [Int] = []
    for depth in 0..<4 where depth < verbs.count {
      for child in document.children(of: verbs[depth]) {
        if tokens[child].deprel == "xcomp" { verbs.append(child) }
        if ["obj", "iobj"].contains(tokens[child].deprel) || tokens[child].deprel.hasPrefix("obl") {
          row.append(child)
        }
      }
    }
    for noun in row { row += document.children(of: noun).filter { tokens[$0].deprel == "conj" } }
    return Set(row.compactMap { mention(at: $0)?.entity }.filter { kind($0) == .person })
  }

  /// Whether a token hangs on a verb without a clause between them.
  private func isInClause(_ token: Int, of verb: Int) -> Bool {
    var current = token
    var steps = 0
    while current != verb, steps < 12 {
      let deprel = tokens[current].deprel
      if deprel == "conj" || deprel == "parataxis" || deprel == "csubj" || deprel == "dislocated"
        || ["advcl", "ccomp", "xcomp", "acl"].contains(where: deprel.hasPrefix)
      {
        return false
      }
      if tokens[current].head == current { return false }
      current = tokens[current].head
      steps += 1
    }
    return current == verb
  }

  /// The person named at least four times, and twice as often as any other.
  func mainPerson() -> Int? {
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

  func pronounFollowsVerb(_ token: Int) -> Bool { tokens[token].head < token }

  /// "ce dernier", "celui-ci": the person named last.
  func latest(_ token: Int, _ salience: Salience) -> Int? {
    let gender: Gender =
      reading.isOne(of: [.thisOneFeminine, .latterFeminine, .thatOneFeminine], at: token)
      ? .feminine : .masculine
    let near = salience.candidates.reversed().first { candidate in
      guard let cluster = candidate.cluster, salience.line[token] - salience.line[candidate.token] <= 2 else {
        return false
      }
      return kind(cluster) == .person && agrees(cluster, gender) && candidate.token < token - 1
    }
    return near?.cluster
  }

  /// "lui", "le", "la": a person who is not the subject; "le" and "la" only where nobody else is about.
  func other(_ token: Int, _ salience: Salience) -> Int? {
    let isDative = reading.hasWord(.himOrHer, token)
    let isObject = ["obj", "iobj", "obl:arg", "obl:mod"].contains(tokens[token].deprel)
    let isAimed = reading.hasLemma(.humanObject, tokens[token].head) && !pronounFollowsVerb(token)
    guard isDative || isObject || isAimed && !tokens[token].deprel.hasPrefix("nsubj") else { return nil }
    let subject = subjectEntity(of: token)
    if isDative {
      var wanted = Wanted(
        token: token, gender: stressedGender(token), reach: 2, competes: false, onlyPeople: true)
      if let subject { wanted.excluded = [subject] }
      return best(wanted, salience)
    }
    let gender = objectGender(token)
    guard let subject else { return nil }
    if isAimed {
      return best(Wanted(token: token, gender: gender, excluded: [subject], reach: 2), salience)
    }
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

  /// The gender of "le" and "la"; of "l'" that of the participle behind it: "l'a remerciée".
  private func objectGender(_ token: Int) -> Gender? {
    if reading.hasWord(.her, token) { return .feminine }
    if reading.hasWord(.him, token) { return .masculine }
    let verb = tokens[token].head
    guard tokens[verb].feats["VerbForm"] == "Part",
      document.children(of: verb).contains(where: { tokens[$0].deprel.hasPrefix("aux") })
    else { return nil }
    // The tagger is often wrong where the ending is not.
    return gazetteer.lexicon.members(.feminineEnding).contains { reading.keys[verb].hasSuffix($0) }
      ? .feminine : .masculine
  }

  /// "avec lui" is a man, "il lui dit" anybody.
  private func stressedGender(_ token: Int) -> Gender? {
    document.children(of: token).contains { tokens[$0].deprel == "case" } ? .masculine : nil
  }

  /// The entity that is subject of the verb over a token, through a relative pronoun.
  private func subjectEntity(of token: Int) -> Int? {
    var verb = tokens[token].head
    var steps = 0
    while steps < 4 {
      if let subject = document.children(of: verb).first(where: { tokens[$0].deprel.hasPrefix("nsubj") }) {
        return mention(at: subject)?.entity
      }
      if tokens[verb].head == verb { return nil }
      verb = tokens[verb].head
      steps += 1
    }
    return nil
  }

  /// "ils": the people in a row who were last the subject.
  func couple(_ token: Int, _ salience: Salience) -> [Int] {
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

  /// Who speaks in a quotation that names nobody: whoever is most spoken of before it.
  func salientSpeaker(of quotation: Range<Int>, _ salience: Salience) -> Int? {
    best(
      Wanted(token: quotation.lowerBound, gender: nil, reach: 2, competes: false, onlyPeople: true), salience)
  }

  /// The person or body that a possessive may mean when its clause does not tell.
  func salientOwner(_ token: Int, _ salience: Salience) -> Int? {
    var wanted = Wanted(token: token, gender: nil, reach: 2, competes: false)
    // "Anna Blum, sa ministre": of another.
    let noun = tokens[token].head
    for place in [noun, tokens[noun].head] where place == noun || tokens[noun].deprel == "appos" {
      if let found = mention(at: place)?.entity { wanted.excluded.insert(found) }
    }
    return best(wanted, salience)
  }

  /// The most salient person of the last two sentences.
  func latestPerson(_ token: Int, _ gender: Gender?, _ salience: Salience) -> Int? {
    var best: (score: Int, cluster: Int)?
    for candidate in salience.candidates.reversed() {
      let distance = salience.line[token] - salience.line[candidate.token]
      if distance > 2 { break }
      guard let cluster = candidate.cluster, kind(cluster) == .person,
        gender == nil || agrees(cluster, gender!)
      else { continue }
      let score = salience.weight(of: candidate, distance: distance)
      if best == nil || score > best!.score { best = (score, cluster) }
    }
    return best?.cluster
  }
}
