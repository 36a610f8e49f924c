import SommetText

extension Resolution {
  /// Pronouns in document order, so that each may be an antecedent of the next; quotations last.
  mutating func resolvePronouns() {
    let quotations = Quotations(document)
    var byHead: [Int: Int] = [:]
    for mention in mentions where byHead[mention.head] == nil { byHead[mention.head] = mention.entity }
    var previous: [(cluster: Int, rank: Int, token: Int)] = []
    var pending = mentions.sorted { $0.head < $1.head }[...]
    for token in tokens.indices {
      while let next = pending.first, next.head <= token {
        previous.append((next.entity, rank(next.head), next.head))
        pending = pending.dropFirst()
      }
      guard tokens[token].upos == .pron || tokens[token].upos == .det else { continue }
      guard !quotations.contains(token) else { continue }
      let found: Int? =
        switch reading.keys[token] {
        case "il", "elle", "celui-ci", "celle-ci": isImpersonal(token) ? nil : antecedent(token, previous)
        case "qui", "que", "qu'", "dont": relative(token)
        case "son", "sa", "ses", "leur", "leurs": tokens[token].upos == .det ? possessor(token, byHead) : nil
        default: nil
        }
      guard let found else { continue }
      mention(token..<token + 1, head: token, found, .pronoun)
      byHead[token] = byHead[token] ?? found
      previous.append((found, rank(token), token))
    }
    resolveFirstPersons(quotations)
  }

  /// Subjects outrank objects, objects the rest.
  private func rank(_ token: Int) -> Int {
    let deprel = tokens[token].deprel
    if deprel.hasPrefix("nsubj") || deprel.hasPrefix("dislocated") { return 3 }
    if deprel == "obj" || deprel == "ROOT" || deprel == "root" { return 2 }
    if deprel.hasPrefix("obl:agent") || deprel == "iobj" { return 2 }
    return 1
  }

  private func isImpersonal(_ token: Int) -> Bool {
    let verb = tokens[token].head
    if reading.hasLemma("impersonal", verb) { return true }
    // "il y a", "il est possible que"
    if reading.key(token + 1) == "y", Folding.key(tokens[verb].lemma) == "avoir" { return true }
    return tokens[verb].upos == .adj && tokens[token].deprel.hasPrefix("expl")
      || tokens[verb].upos == .adj
        && document.children(of: verb).contains { ["csubj", "ccomp"].contains(tokens[$0].deprel) }
  }

  /// The most salient entity before that agrees in gender: subjects of the same or the last sentence first.
  private func antecedent(_ token: Int, _ previous: [(cluster: Int, rank: Int, token: Int)]) -> Int? {
    let key = reading.keys[token]
    let gender: Gender = key == "elle" || key == "celle-ci" ? .feminine : .masculine
    let sentence = document.sentence(of: token)
    let isDemonstrative = key.hasPrefix("cel")
    var best: (score: Int, cluster: Int)?
    for candidate in previous.reversed() {
      let distance = sentence - document.sentence(of: candidate.token)
      if distance > 3 { break }
      guard agrees(candidate.cluster, gender) else { continue }
      if distance == 0, tokens[candidate.token].head == tokens[token].head { continue }
      let isPerson = kind(candidate.cluster) == .person
      if kind(candidate.cluster) == .place { continue }
      var score = candidate.rank * 10 - distance * 14 + (isPerson ? 12 : 0)
      if isDemonstrative { score = (token - candidate.token) * -1 }
      if best == nil || score > best!.score { best = (score, candidate.cluster) }
    }
    return best?.cluster
  }

  /// Whether an entity may be "il" or "elle".
  func agrees(_ cluster: Int, _ gender: Gender) -> Bool {
    let entity = clustering.clusters[cluster]
    switch entity.kind {
    case .person: return entity.gender == nil || entity.gender == gender
    case .country:
      let label = entity.known.map { gazetteer.entities[Int($0)].label } ?? ""
      let isFeminine = label.hasSuffix("e") && !gazetteer.lexicon.has("masculine", Folding.key(label))
      return isFeminine == (gender == .feminine) && !label.hasSuffix("s")
    case .organization:
      guard let spelling = entity.spellings.first else { return false }
      return organizationGender(spelling) == gender
    case .place: return false
    }
  }

  private func organizationGender(_ spelling: String) -> Gender? {
    guard let word = Folding.words(spelling).first else { return nil }
    if gazetteer.lexicon.has("bodynoun", word) || word.count > 4 {
      for token in tokens.indices where reading.keys[token] == word {
        if let gender = tokens[token].feats["Gender"] { return gender == "Fem" ? .feminine : .masculine }
      }
    }
    return nil
  }

  /// "X, qui…": the entity at the head of the clause.
  private func relative(_ token: Int) -> Int? {
    var verb = tokens[token].head
    var steps = 0
    while steps < 4, !tokens[verb].deprel.hasPrefix("acl"), tokens[verb].head != verb {
      verb = tokens[verb].head
      steps += 1
    }
    if !tokens[verb].deprel.hasPrefix("acl") { verb = tokens[token].head }
    return relativeAntecedent(token, verb)?.entity
  }

  /// "ses alliés": the subject of the clause, when the possessed is not the subject itself.
  private func possessor(_ token: Int, _ byHead: [Int: Int]) -> Int? {
    let isPlural = reading.keys[token].hasPrefix("leur")
    var current = tokens[token].head
    var steps = 0
    while steps < 6 {
      if let subject = document.children(of: current).first(where: { tokens[$0].deprel.hasPrefix("nsubj") }),
        subject < token, !document.subtree(of: subject).contains(token)
      {
        guard let cluster = byHead[subject] else { return nil }
        if isPlural { return kind(cluster) == .person ? nil : cluster }
        return cluster
      }
      if tokens[current].head == current { return nil }
      current = tokens[current].head
      steps += 1
    }
    return nil
  }

  // MARK: First person

  /// "je" in a quotation is its speaker.
  private mutating func resolveFirstPersons(_ quotations: Quotations) {
    for quotation in quotations.ranges {
      let firsts = quotation.filter { ["je", "j'"].contains(reading.keys[$0]) }
      guard !firsts.isEmpty, let speaker = speaker(of: quotation, quotations) else { continue }
      for token in firsts { mention(token..<token + 1, head: token, speaker, .pronoun) }
    }
    for block in document.blocks where block.role == .quotation {
      guard let author = block.author else { continue }
      let name = PersonName(author, lexicon: gazetteer.lexicon)
      guard
        let cluster = clustering.clusters.firstIndex(where: { cluster in
          cluster.kind == .person
            && (cluster.spellings.contains(author)
              || cluster.person.map { $0.agrees(with: name) || $0 == name } == true)
        })
      else { continue }
      for token in block.tokens where ["je", "j'"].contains(reading.keys[token]) && !isMentioned(token) {
        mention(token..<token + 1, head: token, cluster, .pronoun)
      }
    }
  }

  /// Who says a quotation: the subject after it ("…», a déclaré X"), else the one before it.
  private func speaker(of quotation: Range<Int>, _ quotations: Quotations) -> Int? {
    let people = mentions.filter { kind($0.entity) == .person && !quotations.contains($0.head) }
    let block = document.blocks.first { $0.tokens.overlaps(quotation) }?.tokens ?? 0..<tokens.count
    let after = people.filter {
      $0.head >= quotation.upperBound && $0.head < min(quotation.upperBound + 14, block.upperBound)
        && tokens[$0.head].deprel.hasPrefix("nsubj")
    }
    if let first = after.min(by: { $0.head < $1.head }), !hasStop(quotation.upperBound..<first.head) {
      return first.entity
    }
    let before = people.filter {
      $0.head < quotation.lowerBound && $0.head >= max(block.lowerBound, quotation.lowerBound - 40)
        && tokens[$0.head].deprel.hasPrefix("nsubj")
    }
    return before.max(by: { $0.head < $1.head })?.entity
  }

  private func hasStop(_ range: Range<Int>) -> Bool {
    range.dropFirst().contains { [".", "!", "?"].contains(tokens[$0].text) }
  }
}

/// The stretches between quotation marks, paragraph by paragraph.
struct Quotations {
  let ranges: [Range<Int>]
  private let inside: Set<Int>

  init(_ document: AnnotatedDocument) {
    var ranges: [Range<Int>] = []
    for block in document.blocks {
      var start: Int?
      for token in block.tokens {
        switch document.tokens[token].text {
        case "«", "“": start = start ?? token + 1
        case "»", "”":
          if let from = start { ranges.append(from..<token) }
          start = nil
        case "\"":
          if let from = start { ranges.append(from..<token) }
          start = start == nil ? token + 1 : nil
        default: break
        }
      }
    }
    self.ranges = ranges.filter { $0.count > 3 }
    inside = Set(self.ranges.joined())
  }

  func contains(_ token: Int) -> Bool { inside.contains(token) }
}
