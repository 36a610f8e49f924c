import SommetText

// Whether a name is that of a person, a body or a place.

extension NameFinder {
  /// What a pipeline span is; nil for what is no name.
  func kind(of range: Range<Int>, label: String) -> EntityKind? {
    let first = range.lowerBound
    if range.allSatisfy({ lexicon.has(.never, reading.keys[$0]) || !reading.isCapital[$0] }) { return nil }
    if range.count == 1, reading.nationality[first] >= 0 { return nil }
    // "JO", "GP" are events, "Jo Cox" is nobody's games.
    if reading.hasWord(.event, first), reading.isUpper[first] || reading.keys[first].count > 2 { return nil }
    if label != "PER", range.count == 1, isModel(range) { return nil }
    if range.count == 2, reading.hasWord(.bodynoun, first), reading.tokens[first + 1].text.count == 1 {
      return nil
    }
    if reading.names(at: first).contains(where: { match in
      match.tokens == range
        && gazetteer.entities[Int(gazetteer.surfaces[Int(match.surfaces[0])].entity)].nouns.contains(
          "network")
    }) {
      return nil
    }
    if range.contains(where: { reading.keys[$0].hasPrefix("@") || reading.keys[$0].hasPrefix("http") }) {
      return nil
    }
    if range.allSatisfy({ reading.tokens[$0].text.unicodeScalars.count == 1 }) { return nil }
    let sentence = reading.document.sentences[reading.document.sentence(of: first)]
    let next = range.upperBound
    if range.count == 1 {
      let upos = tokens[first].upos
      if upos == .verb || upos == .aux, label != "PER" || first == sentence.lowerBound { return nil }
      if first == sentence.lowerBound, [.adj, .adv, .intj, .adp, .cconj, .sconj, .det].contains(upos),
        !isTitled(range)
      {
        return nil
      }
      if tokens[first].text.contains(where: \.isNumber), label != "ORG" || tokens[first].text.count < 3 {
        return nil
      }
      if next < tokens.count, tokens[next].upos == .num, reading.isUpper[first], tokens[first].text.count < 3
      {
        return nil
      }
      // "Craignez-vous", "CO2"
      if next < tokens.count, tokens[next].span.start == tokens[first].span.end,
        reading.keys[next].hasPrefix("-") && isVerbEnding(next)
          || lexicon.begins(reading.keys[next], with: .joinedPronoun)
          || tokens[next].upos == .num
      {
        return nil
      }
      if isRegional(first), !isTitled(range) { return nil }
      if first == sentence.lowerBound, reading.lowerCase.contains(reading.keys[first]), !isTitled(range) {
        return nil
      }
      if [.pron, .det, .sconj, .adp].contains(upos), label != "LOC", reading.keys[first].count < 4 {
        return nil
      }
    }
    if isPersonName(range) { return .person }
    // "Défense Gilberto" before "Teodoro": the pipeline cut a name in two.
    if label != "PER", range.count > 1, lexicon.firstNames[reading.keys[next - 1]] != nil,
      next < tokens.count,
      reading.isCapital[next], reading.isTogether(next - 1..<next + 1)
    {
      return nil
    }
    if reading.hasWord(.bodynoun, first), range.count > 1 || label == "ORG" { return .organization }
    if reading.hasWord(.placenoun, first), range.count > 1 { return .place }
    // "Président du Conseil": an office, no body.
    if let title = reading.titles(at: first).last, label != "PER", title.tokens.upperBound < range.upperBound
    {
      return nil
    }
    switch label {
    case "PER": return isTitled(range) || looksLikePerson(range) ? .person : nil
    case "ORG": return .organization
    case "LOC": return isTitled(range) ? .person : .place
    default:
      if isTitled(range) || isNationalityBefore(range) != nil && looksLikePerson(range) { return .person }
      return isCompanyBefore(first) ? .organization : nil
    }
  }

  /// "la Valaisanne", "le Sarthois": somebody from there.
  func isRegional(_ token: Int) -> Bool {
    guard reading.isOne(of: WordClasses.definite.union([.indefinite]), at: token - 1) else { return false }
    let key = reading.keys[token]
    return lexicon.members(.regional).contains { key.hasSuffix($0) && key.count > $0.count + 2 }
  }

  /// A first name followed by capitals and particles only.
  func isPersonName(_ range: Range<Int>) -> Bool {
    guard range.count > 1, lexicon.firstNames[reading.keys[range.lowerBound]] != nil else { return false }
    return isName(range)
  }

  func isName(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      reading.isCapital[$0] || lexicon.has(.particle, reading.keys[$0]) || reading.keys[$0] == "-"
        || lexicon.begins(reading.keys[$0], with: .joinedArticle)
        || $0 > range.lowerBound && reading.keys[$0 - 1] == "-"
    }
      && (reading.isCapital[range.upperBound - 1]
        || range.count > 2 && reading.keys[range.upperBound - 2] == "-")
  }

  func looksLikePerson(_ range: Range<Int>) -> Bool {
    isName(range) && !reading.hasWord(.bodynoun, range.lowerBound)
      && !reading.hasWord(.placenoun, range.lowerBound)
  }

  /// Whether a courtesy, rank or office stands right before.
  func isTitled(_ range: Range<Int>) -> Bool { reading.title(before: range.lowerBound) != nil }

  /// Words of the last names that a full name ends in.
  private static let longestEnd = 8

  /// One kind for all names of one spelling, by the pipeline's labels and the words around them.
  mutating func settleKinds() {
    var votes: [String: (person: Int, organization: Int, place: Int)] = [:]
    var lastNames: Set<String> = []
    var givenNames: Set<String> = []
    var keys: [Int: String] = [:]
    // What full names end in, "Peña Nieto" of "Enrique Peña Nieto".
    var ends: Set<String> = []
    for name in names where name.kind == .person && name.tokens.count > 2 {
      let words = Folding.words(reading.text(name.tokens)).dropFirst()
      for count in 1...Self.longestEnd where count <= words.count {
        ends.insert(words.suffix(count).joined(separator: " "))
      }
    }
    for (index, name) in names.enumerated() {
      if name.kind == .person, name.tokens.count > 1, let last = Folding.words(reading.text(name.tokens)).last
      {
        lastNames.insert(Folding.sound(last))
        let first = reading.keys[name.tokens.lowerBound]
        if lexicon.firstNames[first] != nil { givenNames.insert(first) }
      }
      guard name.surface == nil else { continue }
      let key = Folding.words(reading.text(name.tokens)).joined(separator: " ")
      keys[index] = key
      var vote = votes[key] ?? (0, 0, 0)
      switch name.kind {
      case .person: vote.person += 2
      case .organization: vote.organization += 2
      default: vote.place += 2
      }
      if isTitled(name.tokens) || isPersonName(name.tokens) { vote.person += 10 }
      switch isNationalityBefore(name.tokens) {
      case .feminine: vote.person += 10
      case .masculine: vote.person += 3
      case nil: break
      }
      if isScorer(name.tokens) { vote.person += 5 }
      if name.kind == .place, actsAsPerson(name.tokens) { vote.person += 3 }
      if isAfterOffice(name.tokens) { vote.person += 5 }
      switch surroundings(name.tokens) {
      case .place: vote.place += 3
      case .organization: vote.organization += 5
      default: break
      }
      votes[key] = vote
    }
    for (index, key) in keys {
      guard var vote = votes[key] else { continue }
      if !key.contains(" "), vote.person < 10 {
        let sound = Folding.sound(key)
        if lastNames.contains(sound) || givenNames.contains(key) { vote.person += 8 }
        if gazetteer.people[sound] != nil, vote.place < 5 { vote.person += 4 }
      } else if ends.contains(key) {
        vote.person += 8
      }
      if vote.person > max(vote.organization, vote.place) {
        names[index].kind = .person
      } else {
        names[index].kind = vote.organization >= vote.place ? .organization : .place
      }
    }
  }

  /// "Roux (4/7)": a player and what she made of her chances.
  private func isScorer(_ range: Range<Int>) -> Bool {
    let open = range.upperBound
    return open + 2 < tokens.count && reading.keys[open] == "(" && reading.keys[open + 1].contains("/")
      && reading.keys[open + 1].allSatisfy { $0.isNumber || $0 == "/" }
  }

  /// "reçu par Le Van Thanh", "Norodom Vichea a demandé", "à Teresa Monteverde" after "accorder": two capitals that do
  /// what people do.
  private func actsAsPerson(_ range: Range<Int>) -> Bool {
    guard range.count > 1, looksLikePerson(range) else { return false }
    let head = reading.document.head(of: range)
    let verb = tokens[head].head
    if reading.hasWord(.agentive, range.lowerBound - 1), tokens[head].deprel == "obl:agent" { return true }
    if tokens[head].deprel.hasPrefix("nsubj") {
      return reading.hasLemma(.human, verb) || hasVerbRight(after: range)
    }
    if reading.isOne(of: [.to], at: range.lowerBound - 1) { return reading.hasLemma(.dative, verb) }
    return tokens[head].deprel == "obj" && reading.hasLemma(.humanObject, verb)
  }

  /// "le Premier ministre laotien, Sonexay Siphandone", "la ministre jordanienne Haifa Najjar": two capitals behind an
  /// office with its adjectives and field.
  private func isAfterOffice(_ range: Range<Int>) -> Bool {
    guard range.count > 1, looksLikePerson(range) else { return false }
    var token = range.lowerBound - 1
    let isParted = token > 0 && reading.keys[token] == ","
    if isParted { token -= 1 }
    var steps = 0
    while token > 0, steps < 8 {
      if let title = reading.titles(at: token).last,
        tokens[token].upos == .noun || tokens[token].upos == .propn
      {
        let kind = gazetteer.title(ofForm: title.surfaces[0]).kind
        guard kind.isOffice || kind == .counterpart else { return false }
        return !isParted || tokens[token - 1].upos == .det || reading.isOne(of: .contracted, at: token - 1)
          || reading.isOne(of: .definiteDeterminers, at: token - 2)
      }
      guard tokens[token].upos == .adj || isParted && [.noun, .adp, .det].contains(tokens[token].upos) else {
        return false
      }
      token -= 1
      steps += 1
    }
    return false
  }

  /// Whether an auxiliary with a verb follows that only people are subjects of.
  private func hasVerbRight(after range: Range<Int>) -> Bool {
    let next = range.upperBound
    return next < tokens.count && tokens[next].upos == .aux && tokens[tokens[next].head].upos == .verb
      && !reading.hasLemma(.town, tokens[next].head)
  }

  /// What the words before a name make of it: "à Sotk", "près de Sotk" a place, "le groupe allemand Nordguss" a company.
  func surroundings(_ range: Range<Int>) -> EntityKind? {
    let before = range.lowerBound - 1
    guard before >= 0 else { return nil }
    if reading.hasWord(.to, before), tokens[before].upos == .adp,
      !reading.hasLemma(.dative, tokens[reading.document.head(of: range)].head)
    {
      return .place
    }
    if reading.hasWord(.in, before) { return .place }
    if reading.hasWord(.of, before), reading.hasWord(.near, before - 1) {
      return .place
    }
    if reading.hasWord(.placenoun, before)
      || reading.hasWord(.of, before) && reading.hasWord(.placenoun, before - 1)
    {
      return .place
    }
    return isCompanyBefore(range.lowerBound) && !isPersonName(range) ? .organization : nil
  }
}
