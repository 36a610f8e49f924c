import SommetText

// What the pipeline missed: runs of capitals, and names found elsewhere in the article.

extension NameFinder {
  /// Runs of capitals that begin with a first name or follow a courtesy title.
  mutating func addRuns() {
    var token = 0
    while token < tokens.count {
      guard owner[token] < 0, reading.isCapital[token], !lexicon.has(.never, reading.keys[token]) else {
        token += 1
        continue
      }
      var end = token + 1
      let sentence = tokens.count
      while end < sentence, owner[end] < 0, reading.isTogether(end - 1..<end + 1) {
        if reading.isCapital[end], tokens[end].upos != .verb || lexicon.firstNames[reading.keys[token]] != nil
        {
          end += 1
        } else if let next = reading.afterHyphen(end), next <= sentence, owner[end + 1] < 0,
          !isNameAlone(end + 1),
          !isVerbEnding(end + 1)
        {
          end = next
        } else if lexicon.has(.particle, reading.keys[end]), end + 1 < sentence, owner[end + 1] < 0,
          reading.isCapital[end + 1], lexicon.firstNames[reading.keys[token]] != nil,
          !reading.isOne(
            of: WordClasses.anyOf.union([.articleFeminine, .articleMasculine, .iberianAnd, .there]), at: end)
            || tokens[end].upos == .propn
        {
          end += 2
        } else {
          break
        }
      }
      // "Défense Gilberto Teodoro": a name may begin inside.
      if lexicon.firstNames[reading.keys[token]] == nil, !isCourtesyBefore(token),
        let first = (token..<end).first(where: { lexicon.firstNames[reading.keys[$0]] != nil }),
        end - first > 1
      {
        token = first
        continue
      }
      let range = token..<end
      if isPersonName(range) || isApposed(range) || range.count > 1 && isName(range) && isTitled(range)
        || isCourtesyBefore(token) && tokens[token].upos != .det
        || isNationalityBefore(range) == .feminine || isNationalityBefore(range) != nil && range.count > 1
      {
        names.append(
          NameSpan(tokens: range, span: span(range), kind: .person, surface: nil, rule: "name.run"))
        for index in range { owner[index] = names.count - 1 }
      }
      token = end
    }
  }

  /// "Anna Blum, la patronne de l'Otan": two capitals and an office after a comma.
  func isApposed(_ range: Range<Int>) -> Bool {
    let comma = range.upperBound
    guard range.count > 1, comma + 2 < tokens.count, reading.keys[comma] == ",", isName(range),
      tokens[range.lowerBound].upos != .det, !lexicon.has(.never, reading.keys[range.lowerBound])
    else { return false }
    let title =
      reading.isOne(of: WordClasses.singularDefinite.union([.indefinite]), at: comma + 1)
      ? comma + 2 : comma + 1
    return reading.titles(at: title).contains { match in
      gazetteer.title(ofForm: match.surfaces[0]).kind.isOffice
    }
  }

  /// "M.", "Mme", "MM." and a rank: always before a name.
  func isCourtesyBefore(_ token: Int) -> Bool {
    guard token > 0 else { return false }
    return reading.titles(at: token - 1).contains { match in
      match.tokens.upperBound == token
        && match.surfaces.contains {
          let kind = gazetteer.title(ofForm: $0).kind
          return kind == .courtesy || kind == .rank
        }
    }
  }

  /// Words with a capital that are the last word of a person's name, or a whole name, found elsewhere.
  mutating func addRepeated() {
    var known: [String: EntityKind] = [:]
    for name in names where name.surface == nil || name.kind == .person {
      let words = Folding.words(String(reading.document.text[name.span]))
      guard let last = words.last, last.count > 2, !lexicon.has(.never, last) else { continue }
      if words.count == 1 || name.kind == .person { known[last] = known[last] ?? name.kind }
    }
    for token in tokens.indices where owner[token] < 0 && reading.isCapital[token] {
      let key = reading.keys[token]
      if let kind = known[key], tokens[token].upos != .verb || token > 0 && reading.keys[token - 1] != "." {
        names.append(
          NameSpan(
            tokens: token..<token + 1, span: span(token..<token + 1), kind: kind, surface: nil,
            rule: "name.repeated"))
        owner[token] = names.count - 1
      } else if key.contains("-") {
        addJoined(token, known)
      }
    }
  }

  /// "Poutine-Zelensky" in one token: two names.
  mutating func addJoined(_ token: Int, _ known: [String: EntityKind]) {
    let scalars = Array(tokens[token].text.unicodeScalars)
    guard let hyphen = scalars.firstIndex(where: { $0 == "-" || (0x2010...0x2015).contains($0.value) }) else {
      return
    }
    let parts = [0..<hyphen, hyphen + 1..<scalars.count]
    let found = parts.compactMap { part -> NameSpan? in
      guard !part.isEmpty else { return nil }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[part])
      let key = Folding.key(String(text))
      guard known[key] == .person || gazetteer.people[Folding.sound(key)] != nil else { return nil }
      let start = tokens[token].span.start
      return NameSpan(
        tokens: token..<token + 1, span: Span(start + part.lowerBound, start + part.upperBound),
        kind: .person,
        surface: nil, rule: "name.joined")
    }
    if found.count == 2 {
      names.append(contentsOf: found)
      owner[token] = names.count - 2
    }
  }
}
