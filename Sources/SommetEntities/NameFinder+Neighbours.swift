import SommetText

// Names that their neighbours complete or show: cut names, "la société Dark", full forms before an acronym.

extension NameFinder {
  /// People's names that the pipeline cut: a first name before, a particle and a further name behind.
  mutating func completePeople() {
    for index in names.indices where names[index].kind == .person && names[index].surface == nil {
      extendBackwards(index)
      extendForwards(index)
    }
    let gone = Set(names.indices.filter { names[$0].tokens.isEmpty })
    guard !gone.isEmpty else { return }
    names = names.indices.filter { !gone.contains($0) }.map { names[$0] }
    reindex()
  }

  /// "Ousmane" before "Sow": a capital that is no word of its own.
  private mutating func extendBackwards(_ index: Int) {
    while true {
      let first = names[index].tokens.lowerBound
      let before = first - 1
      guard before >= 0, isSpaced(before), mayOpen(before) else { return }
      if owner[before] >= 0 {
        // A first name taken for a name of its own: "Emese" "Szász".
        let other = owner[before]
        guard other != index, isPart(names[other]), names[other].tokens.upperBound == first,
          !isWhole(index, after: other)
        else { return }
        let range = names[other].tokens.lowerBound..<names[index].tokens.upperBound
        names[other].tokens = first..<first
        take(range, index)
      } else {
        take(before..<names[index].tokens.upperBound, index)
      }
    }
  }

  /// "Mitterrand" "Claude Estier": two people.
  private func isWhole(_ index: Int, after other: Int) -> Bool {
    names[index].tokens.count > 1 && lexicon.firstNames[reading.keys[names[index].tokens.lowerBound]] != nil
      && (names[other].tokens.count > 1
        || lexicon.firstNames[reading.keys[names[other].tokens.lowerBound]] == nil)
  }

  private func mayOpen(_ token: Int) -> Bool {
    guard reading.isCapital[token], !reading.hasWord(.never, token), reading.nationality[token] < 0,
      reading.titles(at: token).isEmpty, reading.tokens[token].text.count > 1
    else { return false }
    // "la Lyonnaise", "le Télescope" before a name: what somebody or something is.
    if lexicon.firstNames[reading.keys[token]] == nil,
      reading.isOne(of: WordClasses.definite.union(.contracted), at: token - 1)
    {
      return false
    }
    if owner[token] >= 0 { return true }
    return tokens[token].upos == .propn && !reading.isUpper[token]
      || lexicon.firstNames[reading.keys[token]] != nil
      || reading.hasWord(.particle, token)
        && !reading.isOne(of: WordClasses.anyOf.union(.definite).union([.iberianAnd, .there]), at: token)
  }

  /// A name of one or two words that no table has, or a town that is a first name too ("Virginia").
  private func isPart(_ name: NameSpan) -> Bool {
    guard name.tokens.count < 3 else { return false }
    switch name.kind {
    case .person: return name.surface == nil
    case .place:
      return name.surface == nil && name.tokens.count == 1
        || lexicon.firstNames[reading.keys[name.tokens.lowerBound]] != nil
    case .country: return name.surface.map { gazetteer.surfaces[Int($0)].form == .capital } ?? false
    case .organization: return false
    }
  }

  private mutating func extendForwards(_ index: Int) {
    let end = names[index].tokens.upperBound
    guard end < tokens.count, isSpaced(end - 1) else { return }
    let isNamedFirst = lexicon.firstNames[reading.keys[names[index].tokens.lowerBound]] != nil
    var start = end
    if lexicon.has(.particle, reading.keys[end]), owner[end] < 0, end + 1 < tokens.count {
      // "Jacques Trémolet de Villers", not "Anne Roux de Lyon".
      let isLink = reading.isOne(of: WordClasses.anyOf.union(.definite), at: end)
      guard !isLink || isNamedFirst && (tokens[end + 1].deprel.hasPrefix("flat") || isUnknownPlace(end + 1)),
        !reading.hasWord(.and, end), tokens[end].upos != .cconj
      else { return }
      start = end + 1
    }
    guard reading.isCapital[start], start == end || tokens[end].text.hasSuffix("'") || isSpaced(end) else {
      return
    }
    let other = owner[start]
    if other >= 0 {
      guard other != index, names[other].tokens.lowerBound == start, isPart(names[other]),
        !isWhole(other, after: index), start > end || isNamedFirst || names[other].kind == .person
      else { return }
      let range = names[index].tokens.lowerBound..<names[other].tokens.upperBound
      names[other].tokens = start..<start
      take(range, index)
    } else if tokens[start].upos == .propn
      || isNamedFirst && names[index].tokens.count == 1 && isNominal(start),
      !reading.hasWord(.never, start), reading.nationality[start] < 0,
      reading.titles(at: start).isEmpty
    {
      take(names[index].tokens.lowerBound..<start + 1, index)
    }
  }

  /// Whether only a blank parts a token from the next: a line ends a name.
  private func isSpaced(_ token: Int) -> Bool { tokens[token].hasSpaceAfter }

  private func isUnknownPlace(_ token: Int) -> Bool {
    owner[token] >= 0 && names[owner[token]].kind == .place && names[owner[token]].surface == nil
  }

  private func isNominal(_ token: Int) -> Bool { [.noun, .adj, .x].contains(tokens[token].upos) }

  private mutating func take(_ range: Range<Int>, _ index: Int) {
    names[index].tokens = range
    names[index].span = span(range)
    for token in range { owner[token] = index }
  }

  /// "la Suissesse Anna Blum": somebody of that nationality; a company is masculine ("le Suédois Volvo").
  func isNationalityBefore(_ range: Range<Int>) -> Gender? {
    let before = range.lowerBound - 1
    guard before > 0, reading.nationality[before] >= 0, reading.isTogether(before..<range.lowerBound + 1),
      reading.isOne(
        of: WordClasses.definite.union([.ofMasculine, .ofPlural, .toMasculine, .toPlural]), at: before - 1)
    else { return nil }
    return gazetteer.surfaces[Int(reading.nationalSurface[before])].gender
  }

  /// "l'opérateur Sprint", "la firme japonaise Nordguss", with capitals that no name covers yet.
  mutating func addDescribed() {
    var token = 1
    while token < tokens.count {
      guard mayDescribe(token), reading.isCapital[token], tokens[token].upos != .verb,
        !reading.hasWord(.never, token), reading.nationality[token] < 0,
        reading.titles(at: token).isEmpty, isCompanyBefore(token),
        tokens[token].text.filter(\.isLetter).count > 1,
        reading.names(at: token).isEmpty
      else {
        token += 1
        continue
      }
      var end = token + 1
      while end < tokens.count, mayDescribe(end) || isShortBody(end), reading.isCapital[end],
        reading.isTogether(end - 1..<end + 1)
      {
        end += 1
      }
      let range = token..<end
      token = end
      if owner[range.lowerBound] >= 0, range.count == names[owner[range.lowerBound]].tokens.count { continue }
      if owner[range.lowerBound] >= 0, range.count < 2 || isPersonName(range) { continue }
      claim(range, rule: "name.described")
    }
  }

  /// A body of one word inside a longer name: "le syndicat Urgences Solidaires".
  private func isShortBody(_ token: Int) -> Bool {
    owner[token] >= 0 && names[owner[token]].kind == .organization && names[owner[token]].tokens.count == 1
  }

  /// Whether a capital may belong to what a noun before describes: no known name covers it, nor a person's.
  private func mayDescribe(_ token: Int) -> Bool {
    owner[token] < 0 || names[owner[token]].surface == nil && names[owner[token]].kind != .person
  }

  /// Whether a noun for a company, with a nationality or another adjective, stands right before.
  func isCompanyBefore(_ token: Int) -> Bool {
    var before = token - 1
    guard before >= 0, reading.isTogether(before..<token + 1) else { return false }
    if reading.nationality[before] >= 0 || tokens[before].upos == .adj, !reading.isCapital[before] {
      before -= 1
    }
    return before >= 0 && reading.hasWord(.company, before) && !reading.isCapital[before]
      && tokens[before].upos != .verb
  }

  /// "union des journalistes (UDJ)": the full form whose initials a bracket holds, and the acronym itself.
  ///
  /// Source: the idea is that of Schwartz and Hearst 2003.
  mutating func addAcronyms() {
    for open in tokens.indices where reading.keys[open] == "(" && open + 2 < tokens.count && open > 0 {
      let acronym = open + 1
      guard reading.isUpper[acronym], [")", ","].contains(reading.keys[open + 2]),
        (2...8).contains(tokens[acronym].text.count), !reading.hasWord(.never, acronym),
        tokens[acronym].text.allSatisfy({ $0.isLetter || $0 == "-" })
      else { continue }
      let last = owner[open - 1]
      var isBody = last >= 0 && names[last].kind == .organization
      if let full = fullForm(of: acronym, before: open) {
        isBody = true
        if !(last >= 0 && names[last].tokens.lowerBound <= full.lowerBound) {
          claim(full, rule: "name.acronym")
        }
      }
      guard isBody, owner[acronym] < 0 || names[owner[acronym]].surface == nil else { continue }
      if owner[acronym] >= 0 {
        names[owner[acronym]].kind = .organization
      } else {
        names.append(
          NameSpan(
            tokens: acronym..<acronym + 1, span: span(acronym..<acronym + 1), kind: .organization,
            surface: nil,
            rule: "name.acronym"))
        owner[acronym] = names.count - 1
      }
    }
  }

  /// Makes a range one name instead of those that it holds.
  private mutating func claim(_ range: Range<Int>, rule: String) {
    let inside = Set(range.map { owner[$0] }.filter { $0 >= 0 })
    guard
      inside.allSatisfy({
        range.contains(names[$0].tokens.lowerBound) && names[$0].tokens.upperBound <= range.upperBound
      })
    else { return }
    names = names.indices.filter { !inside.contains($0) }.map { names[$0] }
    names.append(
      NameSpan(
        tokens: range, span: span(range), kind: .organization, surface: nil, rule: rule))
    reindex()
  }

  /// The words right before a bracket whose initials are the letters of the acronym, function words aside.
  private func fullForm(of acronym: Int, before open: Int) -> Range<Int>? {
    let letters = Array(reading.keys[acronym].utf8).filter { $0 != UInt8(ascii: "-") }
    guard letters.count > 2 else { return nil }
    var left = letters.count
    var token = open - 1
    while token >= 0, left > 0, open - token < 16, reading.isTogether(token..<token + 2) {
      let upos = tokens[token].upos
      if upos == .punct, reading.keys[token] != "-" { return nil }
      let isLink = [.adp, .det, .cconj, .punct].contains(upos)
      if reading.keys[token].utf8.first == letters[left - 1], !isLink || tokens[token].text.count > 3 {
        left -= 1
      } else if !isLink {
        return nil
      }
      token -= 1
    }
    let first = token + 1
    guard left == 0 else { return nil }
    let isTold = reading.document.entities.contains {
      $0.label == "ORG" && $0.tokens.overlaps(first..<acronym + 1)
    }
    return reading.hasWord(.bodynoun, first) || reading.hasWord(.company, first)
      || reading.isCapital[first] && isTold
      ? first..<open : nil
  }

  /// "un Boeing 737", "des Airbus A320": a product, not its maker.
  func isModel(_ range: Range<Int>) -> Bool {
    let next = range.upperBound
    guard next < tokens.count, reading.isTogether(next - 1..<next + 1) else { return false }
    let text = tokens[next].text
    guard
      text.first?.isNumber == true || text.count > 1 && text.last?.isNumber == true && reading.isUpper[next]
    else {
      return false
    }
    return range.lowerBound > 0 && text.allSatisfy { $0.isNumber || $0.isLetter || $0 == "-" }
      && (reading.isOne(of: [.indefinite, .several], at: range.lowerBound - 1)
        || tokens[range.lowerBound - 1].upos == .num || tokens[range.lowerBound - 1].upos == .noun
        || tokens[range.lowerBound - 1].upos == .det)
      && tokens[next].head == reading.document.head(of: range)
  }
}
