import SommetText

/// Finds names: the gazetteers' and the pipeline's, each corrected by the other and by rules over the parse.
///
/// The steps stand in extensions: `+Gazetteer`, `+Pipeline`, `+Kinds`, `+Missed`.
struct NameFinder {
  let reading: Reading
  var names: [NameSpan] = []
  /// For each token the index of the name that covers it, -1 elsewhere.
  var owner: [Int]

  init(_ reading: Reading) {
    self.reading = reading
    owner = [Int](repeating: -1, count: reading.tokens.count)
    let known = gazetteerNames()
    let bodies = bodyNames(known)
    let found = pipelineNames(known)
    claim(merge(known: known, bodies: bodies, found: found))
    addRuns()
    addDescribed()
    completePeople()
    addAcronyms()
    settleKinds()
    completePeople()
    addRepeated()
    names.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    reindex()
  }

  var gazetteer: Gazetteer { reading.gazetteer }
  var tokens: [Token] { reading.tokens }
  var lexicon: Lexicon { gazetteer.lexicon }

  func span(_ tokens: Range<Int>) -> Span { reading.document.span(of: tokens) }

  /// "le ministère chinois des Affaires étrangères", "le tribunal de commerce de Belmont".
  private func bodyNames(_ known: [NameSpan]) -> [NameSpan] {
    var knownAt = [Int](repeating: -1, count: tokens.count)
    for (index, name) in known.enumerated() { for token in name.tokens { knownAt[token] = index } }
    var found: [NameSpan] = []
    for token in tokens.indices {
      let isBody = reading.hasWord(.bodynoun, token)
      guard isBody || reading.hasWord(.placenoun, token), tokens[token].upos != .verb else { continue }
      if knownAt[token] >= 0, known[knownAt[token]].tokens.lowerBound < token { continue }
      if let last = found.last, last.tokens.contains(token) { continue }
      // "University College de Lyon": the name began before.
      if token > 0, reading.isCapital[token], reading.isCapital[token - 1], tokens[token - 1].upos == .propn,
        reading.isTogether(token - 1..<token + 1)
      {
        continue
      }
      if let end = BodyName(reading: reading, known: known, knownAt: knownAt).end(from: token, isBody: isBody)
      {
        found.append(
          NameSpan(
            tokens: token..<end, span: span(token..<end), kind: isBody ? .organization : .place, surface: nil,
            rule: "name.body"))
      }
    }
    return found
  }

  // MARK: Merging

  /// One row of names: where they overlap, the longer reading that is really a name.
  private func merge(known: [NameSpan], bodies: [NameSpan], found: [NameSpan]) -> [NameSpan] {
    var cover = [Int](repeating: -1, count: tokens.count)
    var chosen: [NameSpan] = []
    func isFree(_ range: Range<Int>) -> Bool { range.allSatisfy { cover[$0] < 0 } }
    func take(_ name: NameSpan) {
      for token in name.tokens { cover[token] = chosen.count }
      chosen.append(name)
    }
    // A body that holds known names goes first, then what the tables know unless the pipeline has more.
    for body in bodies where isFree(body.tokens) {
      if let same = known.first(where: { $0.tokens == body.tokens }) { take(same) } else { take(body) }
    }
    for name in known where isFree(name.tokens) && !isFirstNameOfTitled(name) {
      let longer = found.first { other in
        other.tokens.lowerBound <= name.tokens.lowerBound && name.tokens.upperBound <= other.tokens.upperBound
          && other.tokens.count > name.tokens.count
      }
      if let longer, isFree(longer.tokens), isOneName(longer, holding: name) {
        take(longer)
      } else {
        take(name)
      }
    }
    for name in found {
      if isFree(name.tokens) {
        take(name)
      } else if let rest = free(name.tokens, cover), rest.count < name.tokens.count,
        let range = trimmed(rest),
        name.kind == .person ? looksLikePerson(range) : reading.isUpper[range.lowerBound],
        isFree(range), kind(of: range, label: name.kind == .person ? "PER" : "ORG") != nil,
        lexicon.firstNames[reading.keys[range.lowerBound]] == nil || range.count > 1
      {
        var part = name
        part.tokens = range
        part.span = span(range)
        take(part)
      }
    }
    return chosen
  }

  /// The longest part of a range that no name covers yet.
  private func free(_ range: Range<Int>, _ cover: [Int]) -> Range<Int>? {
    var best: Range<Int>?
    var start: Int?
    for token in range.lowerBound...range.upperBound {
      if token < range.upperBound, cover[token] < 0 {
        start = start ?? token
      } else if let from = start {
        if best == nil || token - from > best!.count { best = from..<token }
        start = nil
      }
    }
    return best
  }

  /// Whether a longer pipeline span is a name of its own and not a known name with its neighbours.
  private func isOneName(_ longer: NameSpan, holding known: NameSpan) -> Bool {
    let range = longer.tokens
    let extra = range.filter { !known.tokens.contains($0) }
    if extra.contains(where: {
      (reading.isOne(of: [.and, .or, .to], at: $0) || [","].contains(reading.key($0)))
    }) {
      return false
    }
    if known.kind == .person { return longer.kind == .person && extra.allSatisfy { reading.isCapital[$0] } }
    if longer.kind == .person {
      return isPersonName(range) && known.kind != .country || isBearer(longer, of: known)
    }
    let first = range.lowerBound
    // "l'Organisation mondiale de la santé | alerte": a long name goes on with no small word.
    if known.tokens.count > 2, known.tokens.lowerBound == first, extra.allSatisfy({ !reading.isCapital[$0] })
    {
      return false
    }
    if reading.hasWord(.bodynoun, first) || reading.hasWord(.placenoun, first) { return true }
    if range.contains(where: { reading.keys[$0] == "-" }) { return true }
    // Capitals on both sides: "Air France Industries", "Bourse de Francfort".
    return reading.isCapital[first] && !known.tokens.contains(first)
      && extra.allSatisfy { reading.isCapital[$0] || tokens[$0].upos == .adp || tokens[$0].upos == .det }
      && tokens[first].upos != .verb && !lexicon.has(.never, reading.keys[first])
  }

  /// "la ministre jordanienne Haifa Najjar": a town's name right behind an office, with a further capital.
  private func isFirstNameOfTitled(_ town: NameSpan) -> Bool {
    let last = town.tokens.upperBound
    guard town.kind == .place, town.tokens.count == 1, last < tokens.count, reading.isCapital[last],
      reading.isTogether(last - 1..<last + 1), tokens[last].upos == .propn, reading.names(at: last).isEmpty
    else { return false }
    return isTitled(town.tokens)
  }

  /// "Milan Kostic": a first name that is a town too, before a word that no table knows.
  private func isBearer(_ person: NameSpan, of town: NameSpan) -> Bool {
    let last = town.tokens.upperBound
    guard town.kind == .place, town.tokens.count == 1, town.tokens.lowerBound == person.tokens.lowerBound,
      last < person.tokens.upperBound, isName(person.tokens)
    else { return false }
    return lexicon.firstNames[reading.keys[last]] == nil && reading.names(at: last).isEmpty
  }

  private mutating func claim(_ chosen: [NameSpan]) {
    names = chosen
    reindex()
  }

  mutating func reindex() {
    for index in owner.indices { owner[index] = -1 }
    for (index, name) in names.enumerated() {
      for token in name.tokens where owner[token] < 0 { owner[token] = index }
    }
  }
}
