import SommetText

/// Reads the name of a body or place that begins with its common noun.
struct BodyName {
  let reading: Reading
  let known: [NameSpan]
  /// For each token the known name over it, -1 elsewhere.
  let knownAt: [Int]

  /// Where the name ends, nil when the noun begins none.
  ///
  /// After the noun stand adjectives, and "de" with further words; the whole must hold a nationality or a capital
  /// past the noun, and ends with one.
  func end(from start: Int, isBody: Bool) -> Int? {
    let tokens = reading.tokens
    // "une association de voisins", "leur armée": no name.
    if !reading.isCapital[start],
      reading.isOne(of: [.indefinite, .ofPlural, .several], at: start - 1)
    {
      return nil
    }
    let sentence = reading.document.sentences[reading.document.sentence(of: start)].upperBound
    if start + 1 < sentence, reading.isUpper[start + 1], tokens[start + 1].text.count == 1 { return nil }
    var end: Int?
    var token = start + 1
    var isNational = false
    while token < sentence {
      if reading.nationality[token] >= 0, !reading.isCapital[token] {
        // "le groupe allemand Nordguss" describes; only organs of a state are named so.
        guard isBody, reading.hasWord(.organ, start) else { break }
        isNational = true
        token += 1
        end = token
      } else if tokens[token].upos == .adj, !reading.isCapital[token], token == start + 1 || isNational {
        token += 1
      } else if reading.isOne(of: .anyOf, at: token) {
        guard let next = complement(from: token, sentence, isBody: isBody, isNational: isNational) else {
          break
        }
        token = next
        end = next
      } else if !isBody, reading.isCapital[token], token == start + 1,
        reading.isCapital[start] || !reading.hasWord(.described, start),
        knownAt[token] < 0 || isPlaceName(token)
      {
        // "place Wilson", "aéroport Ben-Gourion"
        token = run(from: token, sentence)
        end = token
      } else {
        break
      }
    }
    guard let end, end > start + 1 else { return nil }
    return end
  }

  private func isPlaceName(_ token: Int) -> Bool { known[knownAt[token]].kind == .place }

  /// The end of "de X" where X holds a capital: "de commerce de Belmont", "des Affaires étrangères".
  private func complement(from start: Int, _ sentence: Int, isBody: Bool, isNational: Bool) -> Int? {
    let tokens = reading.tokens
    var token = start + 1
    if reading.isOne(of: .definite, at: token) { token += 1 }
    guard token < sentence else { return nil }
    if knownAt[token] >= 0 {
      let name = known[knownAt[token]]
      if name.tokens.lowerBound != token || name.kind == .person { return nil }
      // "la force de l'EAC" is named by it, "l'armée de la Russie" too; a plain "ville de Paris" is the city.
      return isNamed(start) ? name.tokens.upperBound : nil
    }
    if reading.isCapital[token], tokens[token].upos != .verb {
      if reading.gazetteer.people[Folding.sound(reading.keys[token])] != nil
        || reading.gazetteer.lexicon.firstNames[reading.keys[token]] != nil
      {
        return nil
      }
      if reading.gazetteer.lexicon.has(.organ, reading.keys[max(0, start - 1)]) || isNamed(start)
        || isNational
      {
        var end = run(from: token, sentence)
        // "Affaires étrangères", "Pêche et de la Marine"
        while end < sentence, tokens[end].upos == .adj, !reading.isCapital[end], reading.nationality[end] < 0,
          tokens[end].head >= token, tokens[end].head < end, tokens[end].deprel == "amod"
        {
          end += 1
        }
        if end + 2 < sentence, reading.hasWord(.and, end),
          reading.isOne(of: [.of, .ofMasculine, .ofPlural], at: end + 1),
          let further = complement(from: end + 1, sentence, isBody: isBody, isNational: true)
        {
          return further
        }
        return end
      }
      return nil
    }
    // "tribunal de commerce de Belmont": a common noun, then a capital.
    if tokens[token].upos == .noun, isNamed(start), token + 2 < sentence,
      reading.isOne(of: .anyOf, at: token + 1)
    {
      return complement(from: token + 1, sentence, isBody: isBody, isNational: isNational)
    }
    return nil
  }

  /// Whether the noun before "de" is one that bodies and places are named by with "de".
  private func isNamed(_ preposition: Int) -> Bool {
    var noun = preposition - 1
    while noun >= 0, noun > preposition - 5 {
      if reading.gazetteer.lexicon.has(.named, reading.keys[noun]) { return true }
      if reading.isCapital[noun], reading.gazetteer.lexicon.has(.capitalised, reading.keys[noun]) {
        return true
      }
      if reading.tokens[noun].upos == .punct { return false }
      noun -= 1
    }
    return false
  }

  private func run(from start: Int, _ sentence: Int) -> Int {
    var end = start + 1
    while end < sentence {
      if reading.isCapital[end], reading.tokens[end].upos != .verb {
        end += 1
      } else if let next = reading.afterHyphen(end), next <= sentence {
        end = next
      } else if reading.hasWord(.romanceParticle, end), end + 1 < sentence,
        reading.isCapital[end + 1]
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }
}
