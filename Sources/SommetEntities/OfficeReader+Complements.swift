import SommetText

// What follows a title: nationality, body, field of duty.

extension OfficeReader {
  func readComplements(_ phrase: inout OfficePhrase, _ words: inout [String], from start: Int) {
    var token = start
    let limit = sentenceEnd(phrase.head)
    while token < limit {
      let key = reading.keys[token]
      if reading.nationality[token] >= 0, owner[token] < 0 || names[owner[token]].rule != "name.gazetteer",
        !reading.isCapital[token]
          || phrase.body == nil && reading.isCapital[token] && tokens[token].upos == .adj
      {
        phrase.body = phrase.body ?? .known(reading.nationality[token])
        var end = token + 1
        let state = reading.nationality[token]
        while end < limit, reading.nationality[end] == state,
          reading.keys[end - 1] == "-" || reading.keys[end] == "-"
        {
          end += 1
        }
        token = end
      } else if key == "-" || key == "–", token + 1 < limit, reading.nationality[token + 1] >= 0 {
        token += 1
      } else if gazetteer.lexicon.has(.extension, key), tokens[token].upos != .propn || phrase.kind != .rank {
        words.append(tokens[token].text)
        token += 1
      } else if let tail = tail(at: token),
        !phrase.kind.takesPortfolio || !reading.isCapital[tail.upperBound - 1]
      {
        // "la ministre de la Transition écologique": a field, no tail.
        words.append(reading.text(tail))
        token = tail.upperBound
      } else if reading.isOne(of: .anyOf, at: token) {
        guard let next = complement(&phrase, &words, from: token, limit) else { break }
        token = next
      } else if reading.isOne(of: [.to, .toMasculine, .toPlural, .at, .charged, .in], at: token) {
        guard let next = field(&phrase, &words, from: token, limit) else { break }
        token = next
      } else if owner[token] >= 0, names[owner[token]].kind == .organization, phrase.body == nil,
        names[owner[token]].tokens.lowerBound == token, phrase.kind.isOffice, phrase.kind != .leader
      {
        // "le délégué CFDT"
        phrase.body = clusterOfName[owner[token]].map(Referent.cluster)
        token = names[owner[token]].tokens.upperBound
      } else {
        break
      }
    }
    phrase.tokens = phrase.tokens.lowerBound..<token
  }

  func tail(at token: Int) -> Range<Int>? {
    for tail in gazetteer.lexicon.tails where token + tail.count <= tokens.count {
      var isHere = true
      for (offset, word) in tail.enumerated() where reading.keys[token + offset] != word { isHere = false }
      if isHere { return token..<token + tail.count }
    }
    return nil
  }

  /// "de X": a body, what takes a body up, or a portfolio.
  func complement(
    _ phrase: inout OfficePhrase, _ words: inout [String], from start: Int, _ limit: Int
  ) -> Int? {
    var token = start + 1
    if reading.isOne(
      of: WordClasses.definite.union([.thisFeminine, .thisMasculine, .thisElided, .own]), at: token)
    {
      token += 1
    }
    guard token < limit else { return nil }
    // "de la région Hauts-de-France", "du groupe Nordguss"
    if owner[token] < 0, tokens[token].upos == .noun, token + 1 < limit, owner[token + 1] >= 0,
      names[owner[token + 1]].kind != .person, names[owner[token + 1]].tokens.lowerBound == token + 1,
      !phrase.kind.takesPortfolio
    {
      token += 1
    }
    if owner[token] >= 0, names[owner[token]].tokens.contains(token) {
      let name = names[owner[token]]
      if name.kind == .person { return nil }
      // "des Relations internationales" may be taken for a name: a minister's field.
      let isField = name.surface == nil || phrase.kind == .minister || phrase.kind == .foreign
      if phrase.kind.takesPortfolio, isField, name.kind != .country {
        return portfolio(&phrase, &words, from: start, token, limit)
      }
      guard phrase.body == nil || phrase.kind != .minister else { return name.tokens.upperBound }
      if phrase.body == nil || name.kind == .organization {
        phrase.body = clusterOfName[owner[token]].map(Referent.cluster)
      }
      return furtherBodies(&phrase, name.tokens.upperBound, limit)
    }
    // "de la présidence russe", "du gouvernement japonais": the state itself.
    if gazetteer.lexicon.has(.stateorgan, reading.keys[token]) {
      if token + 1 < limit, reading.nationality[token + 1] >= 0 {
        phrase.body = .known(reading.nationality[token + 1])
        return token + 2
      }
      if !phrase.kind.takesPortfolio {
        words.append(reading.text(start..<token + 1))
        return token + 1
      }
    }
    if !phrase.kind.takesPortfolio, phrase.body == nil, isBodyNoun(token),
      tokens[token].upos != .propn || owner[token] < 0
    {
      phrase.bodyNoun = token
      return token + 1
    }
    if phrase.kind.takesPortfolio || phrase.kind == .spokes {
      return portfolio(&phrase, &words, from: start, token, limit)
    }
    if phrase.body == nil, tokens[token].upos == .noun || tokens[token].upos == .propn {
      // "du parti", "de l'organisation": somebody resolves it later.
      if isBodyNoun(token) {
        phrase.bodyNoun = token
        return token + 1
      }
      if reading.titles(at: token).last != nil || tokens[token].upos == .noun, phrase.kind != .leader {
        return portfolio(&phrase, &words, from: start, token, limit)
      }
    }
    return nil
  }

  /// "président du Tchad et de l'Union africaine".
  func furtherBodies(_ phrase: inout OfficePhrase, _ start: Int, _ limit: Int) -> Int {
    guard start + 2 < limit, reading.hasWord(.and, start),
      reading.isOne(of: .anyOf, at: start + 1)
    else { return start }
    var token = start + 2
    if reading.isOne(of: .definite, at: token) { token += 1 }
    guard token < limit, owner[token] >= 0, names[owner[token]].kind != .person,
      let cluster = clusterOfName[owner[token]]
    else { return start }
    phrase.furtherBody = .cluster(cluster)
    return names[owner[token]].tokens.upperBound
  }

  func isBodyNoun(_ token: Int) -> Bool {
    gazetteer.lexicon.has(.bodynoun, reading.keys[token])
      || gazetteer.lexicon.has(.takeup, reading.keys[token])
  }

  /// "auprès de l'Otan", "à la Défense", "à l'ONU", "chargé du Commerce".
  func field(
    _ phrase: inout OfficePhrase, _ words: inout [String], from start: Int, _ limit: Int
  ) -> Int? {
    var token = start
    if reading.hasWord(.to, start), tokens[start].upos != .adp { return nil }
    if reading.hasWord(.at, start) { token += 1 }
    if reading.hasWord(.charged, start) {
      guard token + 1 < limit,
        reading.isOne(of: WordClasses.anyOf.union([.to, .toMasculine, .toPlural]), at: token + 1)
      else { return nil }
      return portfolio(&phrase, &words, from: start, token + 2, limit)
    }
    token += 1
    while reading.isOne(of: WordClasses.definite.union([.of]), at: token) { token += 1 }
    guard token < limit else { return nil }
    if owner[token] >= 0, names[owner[token]].tokens.contains(token) {
      let name = names[owner[token]]
      guard name.kind != .person else { return nil }
      if phrase.kind == .envoy,
        name.kind == .organization || reading.hasWord(.at, start) || reading.hasWord(.in, start)
      {
        if reading.hasWord(.at, start) || phrase.body == nil {
          phrase.body = clusterOfName[owner[token]].map(Referent.cluster)
        }
        return name.tokens.upperBound
      }
      if phrase.kind.takesPortfolio, name.surface == nil, !reading.hasWord(.in, start) {
        return portfolio(&phrase, &words, from: start, token, limit)
      }
      // "la médiatrice de l'Otan au Valmont": where he serves.
      return phrase.kind == .envoy && name.kind == .country ? name.tokens.upperBound : nil
    }
    guard !reading.hasWord(.in, start), !reading.hasWord(.at, start),
      phrase.kind.takesPortfolio || phrase.kind == .deputy,
      reading.isCapital[token] || phrase.kind == .adviser
    else { return nil }
    return portfolio(&phrase, &words, from: start, token, limit)
  }

  /// The words of a field of duty: up to the end of its noun phrase.
  func portfolio(
    _ phrase: inout OfficePhrase, _ words: inout [String], from start: Int, _ noun: Int, _ limit: Int
  ) -> Int? {
    var token = noun
    var end = noun
    while token < limit {
      let key = reading.keys[token]
      if owner[token] >= 0, names[owner[token]].kind == .person { break }
      if reading.nationality[token] >= 0, !reading.isCapital[token] {
        phrase.body = phrase.body ?? .known(reading.nationality[token])
        words.append(reading.text(start..<token))
        return token + 1
      }
      if owner[token] >= 0, names[owner[token]].kind == .country, token > noun {
        phrase.body = phrase.body ?? clusterOfName[owner[token]].map(Referent.cluster)
        words.append(reading.text(start..<end))
        return names[owner[token]].tokens.upperBound
      }
      switch tokens[token].upos {
      case .noun, .propn, .adj, .num, .x:
        token += 1
        end = token
      case .adp, .det, .cconj:
        guard
          reading.isOne(
            of: WordClasses.definite.union(.anyOf).union([.and, .toPlural, .to, .toMasculine]), at: token),
          !reading.hasWord(.and, token)
            || token + 1 < limit
              && (reading.isOne(of: .anyOf, at: token + 1)
                || reading.isCapital[token + 1] && owner[token + 1] < 0)
        else { return finish(&words, start, end) }
        token += 1
      case .punct
      where key == "," && token + 1 < limit && reading.isOne(of: .anyOf, at: token + 1):
        token += 1
      default: return finish(&words, start, end)
      }
      if token - noun > 14 { break }
    }
    return finish(&words, start, end)
  }

  func finish(_ words: inout [String], _ start: Int, _ end: Int) -> Int? {
    guard end > start + 1 else { return nil }
    words.append(reading.text(start..<end))
    return end
  }
}
