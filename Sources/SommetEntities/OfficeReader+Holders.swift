import SommetText

// Whose a title is: the name after it, before it, or its subject.

extension OfficeReader {
  func person(at token: Int) -> Int? {
    guard tokens.indices.contains(token), owner[token] >= 0 else { return nil }
    let name = names[owner[token]]
    guard name.kind == .person, name.tokens.lowerBound == token,
      token == 0 || reading.isTogether(token - 1..<token + 1)
    else { return nil }
    return owner[token]
  }

  func person(endingAt token: Int) -> Int? {
    guard token > 0, owner[token - 1] >= 0 else { return nil }
    let name = names[owner[token - 1]]
    return name.kind == .person && name.tokens.upperBound == token ? owner[token - 1] : nil
  }

  /// Past courtesies, ranks and nationalities, where a name may begin: "le colonel", "M.", "le Bissau-Guinéen".
  func skipTitles(_ start: Int, _ limit: Int) -> Int {
    var token = start
    var steps = 0
    while token < limit, steps < 4, person(at: token) == nil {
      if reading.isOne(of: .definite, at: token), token + 1 < limit,
        reading.titles(at: token + 1).last != nil || reading.nationality[token + 1] >= 0
      {
        token += 1
      } else if let title = reading.titles(at: token).last, let form = title.surfaces.first,
        [.courtesy, .rank, .royal].contains(gazetteer.title(ofForm: form).kind)
      {
        token = title.tokens.upperBound
        if reading.key(token) == "." { token += 1 }
      } else if reading.nationality[token] >= 0, token > start {
        token += 1
      } else {
        break
      }
      steps += 1
    }
    return token
  }

  /// Finds whom a phrase is said of; `taken` holds the names that a phrase before has already.
  func attach(_ phrase: inout OfficePhrase, taken: Set<Int>) {
    let limit = sentenceEnd(phrase.head)
    let end = afterAcronym(phrase.tokens.upperBound, limit)
    // Right after: "le président ukrainien Volodymyr Zelensky".
    if let name = person(at: skipTitles(end, limit)) {
      hold(&phrase, name, limit, rule: "office.title")
      return
    }
    var before = phrase.tokens.lowerBound - 1
    while before >= 0, ["(", ",", "\"", "«", "-", "–", "—"].contains(reading.keys[before]) { before -= 1 }
    let isParted = before < phrase.tokens.lowerBound - 1
    var previous = isParted ? person(endingAt: before + 1) : nil
    if let name = previous, startsList(phrase, name) || !agrees(name, with: phrase) { previous = nil }
    var following: Int?
    if end < limit, [",", "("].contains(reading.keys[end]), let name = person(at: skipTitles(end + 1, limit)),
      !isSubject(of: name, otherThan: phrase.head), !isKin(phrase)
    {
      following = name
    }
    // "A, le président de X, B": the parse tells whose the title is, else A, unless A has one already.
    if let first = previous, let second = following {
      let isOfSecond = names[second].tokens.contains { tokens[$0].head == phrase.head }
      let isOfFirst =
        names[first].tokens.contains(tokens[phrase.head].head) && tokens[phrase.head].deprel == "appos"
      if taken.contains(first) || isOfSecond && !isOfFirst { previous = nil } else { following = nil }
    }
    if let name = previous {
      phrase.holders = [name]
      phrase.rule = "office.apposition"
    } else if let name = following {
      hold(&phrase, name, limit, rule: "office.apposition")
    } else {
      attachBySubject(&phrase)
    }
  }

  /// Whether a first name leaves the title's gender open: "Olivier Roux, sa présidente, …" is not about him.
  private func agrees(_ name: Int, with phrase: OfficePhrase) -> Bool {
    guard let gender = phrase.gender, names[name].tokens.count > 1,
      let known = gazetteer.lexicon.firstNames[reading.keys[names[name].tokens.lowerBound]]
    else { return true }
    return known == gender || gender == .masculine
  }

  func hold(_ phrase: inout OfficePhrase, _ name: Int, _ limit: Int, rule: String) {
    phrase.holders = [name] + (phrase.isPlural ? row(after: name) : [])
    phrase.end = names[phrase.holders.last!].tokens.upperBound
    phrase.rule = rule
  }

  /// "X est président de…" by the parse.
  func attachBySubject(_ phrase: inout OfficePhrase) {
    let children = reading.document.children(of: phrase.head)
    guard children.contains(where: { tokens[$0].deprel == "cop" }) else { return }
    for child in children where tokens[child].deprel.hasPrefix("nsubj") {
      if owner[child] >= 0, names[owner[child]].kind == .person {
        phrase.holders = [owner[child]]
        phrase.rule = "office.copula"
      }
    }
  }

  /// Past "(AIEA)".
  func afterAcronym(_ start: Int, _ limit: Int) -> Int {
    guard start + 2 < limit, ["(", "["].contains(reading.keys[start]) else { return start }
    for token in start + 1..<min(start + 5, limit) where [")", "]"].contains(reading.keys[token]) {
      return person(at: start + 1) == nil ? token + 1 : start
    }
    return start
  }

  /// "la sœur du dirigeant, Kim Yo-jong": the name is the relative's.
  func isKin(_ phrase: OfficePhrase) -> Bool {
    var token = phrase.tokens.lowerBound - 1
    while token >= 0,
      reading.isOne(of: WordClasses.singularDefinite.union([.of, .ofMasculine, .ofElided]), at: token)
    { token -= 1 }
    return token < phrase.tokens.lowerBound - 1 && reading.hasLemma(.kin, token)
  }

  /// "A, B et le président" is a list, no apposition: a conjunction hangs between.
  func startsList(_ phrase: OfficePhrase, _ name: Int) -> Bool {
    guard phrase.determiner != nil, tokens[phrase.head].deprel.hasPrefix("nsubj") else { return false }
    let next = phrase.tokens.upperBound
    return next < tokens.count && reading.keys[next] != ","
  }

  /// Whether the name is subject of a verb that the title does not belong to: "Selon le président, Macron a…".
  func isSubject(of name: Int, otherThan head: Int) -> Bool {
    let token = reading.document.head(of: names[name].tokens)
    guard tokens[token].deprel.hasPrefix("nsubj") else { return false }
    let verb = tokens[token].head
    if tokens[head].deprel.hasPrefix("nsubj") || tokens[head].deprel == "dislocated" { return false }
    return tokens[head].head == verb && tokens[head].deprel.hasPrefix("obl")
  }

  /// "A et B" after a plural title.
  func row(after name: Int) -> [Int] {
    var found: [Int] = []
    var token = names[name].tokens.upperBound
    while token + 1 < tokens.count,
      (reading.hasWord(.and, token) || [",", "-"].contains(reading.key(token))),
      let next = person(at: token + 1)
    {
      found.append(next)
      token = names[next].tokens.upperBound
    }
    return found
  }

  /// "la médiatrice de l'Otan, l'ancienne ministre Anna Blum": both offices are his.
  func shareHolders(_ phrases: inout [OfficePhrase]) {
    guard phrases.count > 1 else { return }
    for index in stride(from: phrases.count - 2, through: 0, by: -1) where phrases[index].holders.isEmpty {
      let next = phrases[index + 1]
      let gap = phrases[index].tokens.upperBound..<next.tokens.lowerBound
      let isApposed = gap.count == 1 && reading.keys[gap.lowerBound] == "," || gap.isEmpty
      let isJoined = gap.count == 1 && reading.hasWord(.and, gap.lowerBound) && next.determiner == nil
      guard isApposed || isJoined, !next.holders.isEmpty, next.rule != "office.copula",
        reading.document.sentence(of: phrases[index].head) == reading.document.sentence(of: next.head),
        !phrases[index].isPlural
      else { continue }
      phrases[index].holders = next.holders
      phrases[index].rule = "office.shared"
      phrases[index].end = phrases[index].tokens.upperBound
    }
    // "Idriss Déby, président du Tchad et médiateur": a second title without a determiner.
    for index in 1..<phrases.count where phrases[index].holders.isEmpty && phrases[index].determiner == nil {
      let last = phrases[index - 1]
      let gap = last.tokens.upperBound..<max(last.tokens.upperBound, phrases[index].tokens.lowerBound)
      if !last.holders.isEmpty, last.rule == "office.apposition", gap.count == 1,
        reading.hasWord(.and, gap.lowerBound)
      {
        phrases[index].holders = last.holders
        phrases[index].isPast = phrases[index].isPast || last.isPast
        phrases[index].rule = "office.shared"
      }
    }
  }
}
