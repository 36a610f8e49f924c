import SommetText

// Names that the tables know, where letters and neighbours allow them.

extension NameFinder {
  /// The longest names of the tables, left to right, not overlapping.
  func gazetteerNames() -> [NameSpan] {
    var found: [NameSpan] = []
    var token = 0
    while token < tokens.count {
      if let name = gazetteerName(at: token) {
        // "La Croix-Rouge" holds "La Croix", but its name begins later.
        if reading.isOne(of: [.articleMasculine, .articleFeminine, .articlePlural], at: token),
          let later = gazetteerName(at: token + 1),
          later.tokens.upperBound > name.tokens.upperBound
        {
          token += 1
          continue
        }
        found.append(name)
        token = name.tokens.upperBound
      } else {
        token += 1
      }
    }
    return found
  }

  func gazetteerName(at token: Int) -> NameSpan? {
    let matches = reading.names(at: token)
    guard !matches.isEmpty, !isInEvent(token) else { return nil }
    for match in matches.reversed() {
      // "Bissau-Guinéen" holds no Bissau.
      if match.tokens.count > 1, gazetteer.surfaces[Int(match.surfaces[0])].form == .adjective { return nil }
      if let surface = match.surfaces.first(where: { isWritten($0, over: match.tokens) }) {
        let form = gazetteer.surfaces[Int(surface)]
        let entity = gazetteer.entities[Int(form.entity)]
        if entity.kind == .organization, isModel(match.tokens) { return nil }
        return NameSpan(
          tokens: match.tokens, span: span(match.tokens), kind: entity.kind, surface: surface,
          rule: "name.gazetteer", gender: entity.gender)
      }
    }
    return nil
  }

  /// "le Tour de France", "Rio 2016": part of an event's name.
  func isInEvent(_ token: Int) -> Bool {
    let next = token + 1
    if next < tokens.count, tokens[next].text.count == 4, tokens[next].text.allSatisfy(\.isNumber),
      tokens[next].span.start == tokens[token].span.end + 1, token > 0, tokens[token - 1].upos != .adp,
      tokens[token].deprel != "obl:mod", reading.isCapital[token]
    {
      return tokens[next].head == token || tokens[next].deprel.hasPrefix("flat")
    }
    var before = token - 1
    if before >= 0, reading.isOne(of: .definite, at: before) { before -= 1 }
    guard before > 0, reading.isOne(of: .anyOf, at: before) else { return false }
    // "Jeux olympiques de Rio"
    return reading.hasWord(.event, before - 1)
      || before > 1 && tokens[before - 1].upos == .adj && reading.hasWord(.event, before - 2)
  }

  /// Whether the letters and neighbours allow a surface here: capitals, determiners.
  func isWritten(_ index: Int32, over range: Range<Int>) -> Bool {
    let surface = gazetteer.surfaces[Int(index)]
    let first = range.lowerBound
    if surface.form == .adjective { return false }
    if surface.isUpper {
      let text = reading.text(range)
      if text.count < 4 || reading.key(first).count < 4 {
        return range.allSatisfy { reading.isUpper[$0] || !reading.isCapital[$0] && $0 > first }
          && reading.isUpper[first]
      }
      return reading.isCapital[first]
    }
    switch surface.form {
    case .contracted:
      return reading.isCapital[first] && reading.isOne(of: [.toMasculine, .ofMasculine], at: first - 1)
    case .short: return reading.isCapital[first] && isShortForm(range)
    default: break
    }
    if reading.isCapital[first] {
      // "Le monde", "Le soir" with a common noun are no newspapers.
      if range.count > 1, reading.isOne(of: .definite, at: first),
        !reading.isCapital[first + 1]
      {
        return false
      }
      return !isCommonWord(surface, range) && !isFirstName(surface, range)
        && !isNetworkInPassing(surface, range)
    }
    let words = Int(reading.firstWord[range.upperBound] - reading.firstWord[first])
    let entity = gazetteer.entities[Int(surface.entity)]
    let isPerson = entity.kind == .person
    if entity.nouns.contains("media") || reading.isOne(of: .definite, at: first) {
      return false
    }
    if surface.isLower { return range.count == 1 || words > 1 }
    if words < 2 || isPerson { return range.contains { reading.isCapital[$0] } && words > 1 }
    // Lower case throughout is kept for the long names of bodies.
    return gazetteer.entities[Int(surface.entity)].kind == .organization && words > 1
  }

  /// "Maurice", "Dominique" before a last name is no state.
  func isFirstName(_ surface: Surface, _ range: Range<Int>) -> Bool {
    let next = range.upperBound
    guard range.count == 1, lexicon.firstNames[reading.keys[range.lowerBound]] != nil, next < tokens.count,
      gazetteer.entities[Int(surface.entity)].kind != .person
    else { return false }
    return reading.isCapital[next] && tokens[next].upos != .verb
      && reading.isTogether(range.lowerBound..<next + 1)
  }

  /// "sur Twitter", "sa page Facebook": where something is said, not who acts.
  func isNetworkInPassing(_ surface: Surface, _ range: Range<Int>) -> Bool {
    guard gazetteer.entities[Int(surface.entity)].nouns.contains("network") else { return false }
    return !tokens[reading.document.head(of: range)].deprel.hasPrefix("nsubj")
  }

  /// "la Commission", at the end of its noun phrase.
  func isShortForm(_ range: Range<Int>) -> Bool {
    guard
      reading.isOne(
        of: WordClasses.singularDefinite.union([.toMasculine, .ofMasculine, .ofElided, .thisFeminine]),
        at: range.lowerBound - 1)
    else { return false }
    let next = range.upperBound
    guard next < tokens.count, tokens[next].span.start - tokens[next - 1].span.end <= 1 else { return true }
    if reading.isOne(of: .anyOf, at: next) {
      // "la Commission de Bruxelles" is another body, "la Commission a…" is not; a verb's "de" may follow.
      return tokens[next].head < range.lowerBound
    }
    return !(tokens[next].upos == .adj || reading.isCapital[next] && tokens[next].upos == .propn)
  }

  /// A one-word name that is also a common noun at the start of a sentence, where the parse sees no name.
  func isCommonWord(_ surface: Surface, _ range: Range<Int>) -> Bool {
    guard range.count == 1 else { return false }
    let token = tokens[range.lowerBound]
    let entity = gazetteer.entities[Int(surface.entity)]
    guard entity.kind != .country, surface.form != .capital else { return false }
    let starts = reading.document.sentences[reading.document.sentence(of: range.lowerBound)].lowerBound
    guard range.lowerBound == starts else { return false }
    return [.verb, .aux, .adv, .cconj, .sconj, .adp, .det, .pron].contains(token.upos)
  }
}
