import SommetText

/// Reads office phrases: title, nationality, portfolio, body, and the names that stand with them.
struct OfficeReader {
  let reading: Reading
  let names: [NameSpan]
  let owner: [Int]
  let clusterOfName: [Int?]

  private var tokens: [Token] { reading.tokens }
  private var gazetteer: Gazetteer { reading.gazetteer }

  func phrases() -> [OfficePhrase] {
    var found: [OfficePhrase] = []
    var token = 0
    while token < tokens.count {
      if let phrase = phrase(at: token) {
        found.append(phrase)
        token = max(token + 1, phrase.tokens.upperBound)
      } else {
        token += 1
      }
    }
    var taken: Set<Int> = []
    for index in found.indices {
      attach(&found[index], taken: taken)
      taken.formUnion(found[index].holders)
    }
    shareHolders(&found)
    return found
  }

  // MARK: The phrase

  private func phrase(at start: Int) -> OfficePhrase? {
    guard
      owner[start] < 0 || names[owner[start]].tokens.lowerBound == start && names[owner[start]].surface == nil
    else { return nil }
    guard let match = titleMatch(at: start), let form = match.surfaces.first else { return nil }
    if owner[start] >= 0, names[owner[start]].kind == .person { return nil }
    if match.tokens.count == 1,
      tokens[start].upos == .verb || tokens[start].upos == .adj || tokens[start].upos == .adv
    {
      return nil
    }
    let titleForm = gazetteer.titleForms[Int(form)]
    let title = gazetteer.titles[titleForm.title]
    if title.kind == .courtesy { return nil }
    var lower = start
    var isPast = reading.keys[start].hasPrefix("ex-")
    var isFuture = false
    var before = start - 1
    var qualifiers: [Int] = []
    while before >= 0 {
      let key = reading.keys[before]
      if gazetteer.lexicon.has("past", key) || key == "ex" {
        isPast = true
      } else if gazetteer.lexicon.has("future", key) {
        isFuture = true
      } else if key == "-" {
      } else if gazetteer.lexicon.has("qualifier", key) {
        if key == "second" || key == "seconde" { qualifiers.append(before) }
      } else {
        break
      }
      lower = before
      before -= 1
    }
    var determiner = ""
    var possessive: Int?
    if before >= 0,
      tokens[before].upos == .det || ["du", "au", "des", "aux", "l'"].contains(reading.keys[before])
    {
      determiner = reading.keys[before]
      if ["son", "sa", "ses", "leur", "leurs", "mon", "ma", "notre", "votre"].contains(determiner) {
        possessive = before
      }
      if !["du", "au", "des", "aux"].contains(determiner) { lower = before }
    }
    var phrase = OfficePhrase(
      tokens: lower..<match.tokens.upperBound, head: start, title: "", kind: title.kind,
      gender: titleForm.gender,
      isPlural: titleForm.isPlural, isPast: isPast, isFuture: isFuture, body: nil, possessive: possessive,
      determiner: determiner, end: match.tokens.upperBound)
    let base =
      titleForm.isPlural
      ? (titleForm.gender == .feminine ? title.feminine : title.masculine) : reading.text(match.tokens)
    var words = qualifiers.map { tokens[$0].text } + [base]
    readComplements(&phrase, &words, from: match.tokens.upperBound)
    phrase.title = words.joined(separator: " ")
    if phrase.body == nil, let body = title.body { phrase.body = .known(body) }
    phrase.end = phrase.tokens.upperBound
    return phrase
  }

  /// The longest title that cuts no name in two: "président" before "Conseil européen".
  private func titleMatch(at start: Int) -> (tokens: Range<Int>, surfaces: [Int32])? {
    reading.titles(at: start).last { match in
      let last = match.tokens.upperBound - 1
      guard last > start, owner[last] >= 0 else { return true }
      return names[owner[last]].tokens.upperBound <= match.tokens.upperBound
    }
  }

  private func sentenceEnd(_ token: Int) -> Int {
    reading.document.sentences[reading.document.sentence(of: token)].upperBound
  }

  private func readComplements(_ phrase: inout OfficePhrase, _ words: inout [String], from start: Int) {
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
      } else if gazetteer.lexicon.has("extension", key), tokens[token].upos != .propn || phrase.kind != .rank
      {
        words.append(tokens[token].text)
        token += 1
      } else if let tail = tail(at: token) {
        words.append(reading.text(tail))
        token = tail.upperBound
      } else if ["de", "d'", "du", "des"].contains(key) {
        guard let next = complement(&phrase, &words, from: token, limit) else { break }
        token = next
      } else if ["a", "au", "aux", "aupres", "charge", "chargee", "delegue", "deleguee", "en"].contains(key) {
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

  private func tail(at token: Int) -> Range<Int>? {
    for tail in gazetteer.lexicon.tails where token + tail.count <= tokens.count {
      var isHere = true
      for (offset, word) in tail.enumerated() where reading.keys[token + offset] != word { isHere = false }
      if isHere { return token..<token + tail.count }
    }
    return nil
  }

  /// "de X": a body, what takes a body up, or a portfolio.
  private func complement(
    _ phrase: inout OfficePhrase, _ words: inout [String], from start: Int, _ limit: Int
  ) -> Int? {
    var token = start + 1
    if ["la", "le", "l'", "les", "cette", "ce", "cet", "son", "sa"].contains(reading.key(token)) {
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
    if gazetteer.lexicon.has("stateorgan", reading.keys[token]) {
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
  private func furtherBodies(_ phrase: inout OfficePhrase, _ start: Int, _ limit: Int) -> Int {
    guard start + 2 < limit, reading.keys[start] == "et",
      ["de", "du", "des", "d'"].contains(reading.keys[start + 1])
    else { return start }
    var token = start + 2
    if ["la", "le", "l'", "les"].contains(reading.keys[token]) { token += 1 }
    guard token < limit, owner[token] >= 0, names[owner[token]].kind != .person,
      let cluster = clusterOfName[owner[token]]
    else { return start }
    phrase.furtherBody = .cluster(cluster)
    return names[owner[token]].tokens.upperBound
  }

  private func isBodyNoun(_ token: Int) -> Bool {
    gazetteer.lexicon.has("bodynoun", reading.keys[token])
      || gazetteer.lexicon.has("takeup", reading.keys[token])
  }

  /// "auprès de l'Otan", "à la Défense", "à l'ONU", "chargé du Commerce".
  private func field(
    _ phrase: inout OfficePhrase, _ words: inout [String], from start: Int, _ limit: Int
  ) -> Int? {
    var token = start
    let key = reading.keys[start]
    if key == "a", tokens[start].upos != .adp { return nil }
    if key == "aupres" { token += 1 }
    if key.hasPrefix("charg") || key.hasPrefix("delegu") {
      guard token + 1 < limit, ["de", "d'", "du", "des", "a", "au", "aux"].contains(reading.keys[token + 1])
      else { return nil }
      return portfolio(&phrase, &words, from: start, token + 2, limit)
    }
    token += 1
    while ["la", "le", "l'", "les", "de"].contains(reading.key(token)) { token += 1 }
    guard token < limit else { return nil }
    if owner[token] >= 0, names[owner[token]].tokens.contains(token) {
      let name = names[owner[token]]
      guard name.kind != .person else { return nil }
      if phrase.kind == .envoy, name.kind == .organization || key == "aupres" || key == "en" {
        if key == "aupres" || phrase.body == nil {
          phrase.body = clusterOfName[owner[token]].map(Referent.cluster)
        }
        return name.tokens.upperBound
      }
      if phrase.kind.takesPortfolio, name.surface == nil, key != "en" {
        return portfolio(&phrase, &words, from: start, token, limit)
      }
      // "le médiateur de la Cédéao au Burkina Faso": where he serves.
      return phrase.kind == .envoy && name.kind == .country ? name.tokens.upperBound : nil
    }
    guard key != "en", key != "aupres", phrase.kind.takesPortfolio || phrase.kind == .deputy,
      reading.isCapital[token] || phrase.kind == .adviser
    else { return nil }
    return portfolio(&phrase, &words, from: start, token, limit)
  }

  /// The words of a field of duty: up to the end of its noun phrase.
  private func portfolio(
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
      case .noun, .propn, .adj, .num:
        token += 1
        end = token
      case .adp, .det, .cconj:
        guard ["de", "d'", "du", "des", "la", "le", "l'", "les", "et", "aux", "a", "au"].contains(key),
          key != "et"
            || token + 1 < limit
              && (["de", "du", "des", "d'"].contains(reading.keys[token + 1])
                || reading.isCapital[token + 1] && owner[token + 1] < 0)
        else { return finish(&words, start, end) }
        token += 1
      case .punct
      where key == "," && token + 1 < limit && ["de", "du", "des", "d'"].contains(reading.keys[token + 1]):
        token += 1
      default: return finish(&words, start, end)
      }
      if token - noun > 14 { break }
    }
    return finish(&words, start, end)
  }

  private func finish(_ words: inout [String], _ start: Int, _ end: Int) -> Int? {
    guard end > start + 1 else { return nil }
    words.append(reading.text(start..<end))
    return end
  }

  // MARK: The holders

  private func person(at token: Int) -> Int? {
    guard tokens.indices.contains(token), owner[token] >= 0 else { return nil }
    let name = names[owner[token]]
    guard name.kind == .person, name.tokens.lowerBound == token,
      token == 0 || reading.isTogether(token - 1..<token + 1)
    else { return nil }
    return owner[token]
  }

  private func person(endingAt token: Int) -> Int? {
    guard token > 0, owner[token - 1] >= 0 else { return nil }
    let name = names[owner[token - 1]]
    return name.kind == .person && name.tokens.upperBound == token ? owner[token - 1] : nil
  }

  /// Past courtesies, ranks and nationalities, where a name may begin: "le colonel", "M.", "le Bissau-Guinéen".
  private func skipTitles(_ start: Int, _ limit: Int) -> Int {
    var token = start
    var steps = 0
    while token < limit, steps < 4, person(at: token) == nil {
      if ["le", "la", "l'", "les"].contains(reading.keys[token]), token + 1 < limit,
        reading.titles(at: token + 1).last != nil || reading.nationality[token + 1] >= 0
      {
        token += 1
      } else if let title = reading.titles(at: token).last, let form = title.surfaces.first,
        [.courtesy, .rank, .royal].contains(gazetteer.titles[gazetteer.titleForms[Int(form)].title].kind)
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
  private func attach(_ phrase: inout OfficePhrase, taken: Set<Int>) {
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
    if let name = previous, startsList(phrase, name) { previous = nil }
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

  private func hold(_ phrase: inout OfficePhrase, _ name: Int, _ limit: Int, rule: String) {
    phrase.holders = [name] + (phrase.isPlural ? row(after: name) : [])
    phrase.end = names[phrase.holders.last!].tokens.upperBound
    phrase.rule = rule
  }

  /// "X est président de…" by the parse.
  private func attachBySubject(_ phrase: inout OfficePhrase) {
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
  private func afterAcronym(_ start: Int, _ limit: Int) -> Int {
    guard start + 2 < limit, ["(", "["].contains(reading.keys[start]) else { return start }
    for token in start + 1..<min(start + 5, limit) where [")", "]"].contains(reading.keys[token]) {
      return person(at: start + 1) == nil ? token + 1 : start
    }
    return start
  }

  /// "la sœur du dirigeant, Kim Yo-jong": the name is the relative's.
  private func isKin(_ phrase: OfficePhrase) -> Bool {
    var token = phrase.tokens.lowerBound - 1
    while token >= 0, ["de", "du", "d'", "le", "la", "l'"].contains(reading.keys[token]) { token -= 1 }
    return token < phrase.tokens.lowerBound - 1 && reading.hasLemma("kin", token)
  }

  /// "A, B et le président" is a list, no apposition: a conjunction hangs between.
  private func startsList(_ phrase: OfficePhrase, _ name: Int) -> Bool {
    guard !phrase.determiner.isEmpty, tokens[phrase.head].deprel.hasPrefix("nsubj") else { return false }
    let next = phrase.tokens.upperBound
    return next < tokens.count && reading.keys[next] != ","
  }

  /// Whether the name is subject of a verb that the title does not belong to: "Selon le président, Macron a…".
  private func isSubject(of name: Int, otherThan head: Int) -> Bool {
    let token = reading.document.head(of: names[name].tokens)
    guard tokens[token].deprel.hasPrefix("nsubj") else { return false }
    let verb = tokens[token].head
    if tokens[head].deprel.hasPrefix("nsubj") || tokens[head].deprel == "dislocated" { return false }
    return tokens[head].head == verb && tokens[head].deprel.hasPrefix("obl")
  }

  /// "A et B" after a plural title.
  private func row(after name: Int) -> [Int] {
    var found: [Int] = []
    var token = names[name].tokens.upperBound
    while token + 1 < tokens.count, [",", "et", "-"].contains(reading.keys[token]),
      let next = person(at: token + 1)
    {
      found.append(next)
      token = names[next].tokens.upperBound
    }
    return found
  }

  /// "le médiateur de la Cédéao, l'ancien président nigérian Goodluck Jonathan": both offices are his.
  private func shareHolders(_ phrases: inout [OfficePhrase]) {
    guard phrases.count > 1 else { return }
    for index in stride(from: phrases.count - 2, through: 0, by: -1) where phrases[index].holders.isEmpty {
      let next = phrases[index + 1]
      let gap = phrases[index].tokens.upperBound..<next.tokens.lowerBound
      let isApposed = gap.count == 1 && reading.keys[gap.lowerBound] == "," || gap.isEmpty
      let isJoined = gap.count == 1 && reading.keys[gap.lowerBound] == "et" && next.determiner.isEmpty
      guard isApposed || isJoined, !next.holders.isEmpty, next.rule != "office.copula",
        reading.document.sentence(of: phrases[index].head) == reading.document.sentence(of: next.head),
        !phrases[index].isPlural
      else { continue }
      phrases[index].holders = next.holders
      phrases[index].rule = "office.shared"
      phrases[index].end = phrases[index].tokens.upperBound
    }
    // "Idriss Déby, président du Tchad et médiateur": a second title without a determiner.
    for index in 1..<phrases.count where phrases[index].holders.isEmpty && phrases[index].determiner.isEmpty {
      let last = phrases[index - 1]
      let gap = last.tokens.upperBound..<max(last.tokens.upperBound, phrases[index].tokens.lowerBound)
      if !last.holders.isEmpty, last.rule == "office.apposition", gap.count == 1,
        reading.keys[gap.lowerBound] == "et"
      {
        phrases[index].holders = last.holders
        phrases[index].isPast = phrases[index].isPast || last.isPast
        phrases[index].rule = "office.shared"
      }
    }
  }
}
