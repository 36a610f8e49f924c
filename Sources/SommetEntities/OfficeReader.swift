import SommetText

/// Reads office phrases: title, nationality, portfolio, body, and the names that stand with them.
///
/// What follows a title is read in `+Complements`, who bears it in `+Holders`.
struct OfficeReader {
  let reading: Reading
  let names: [NameSpan]
  let owner: [Int]
  let clusterOfName: [Int?]

  var tokens: [Token] { reading.tokens }
  var gazetteer: Gazetteer { reading.gazetteer }

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

  func phrase(at start: Int) -> OfficePhrase? {
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
    var isPast = gazetteer.lexicon.begins(reading.keys[start], with: .joinedPast)
    var isFuture = false
    var before = start - 1
    var qualifiers: [Int] = []
    while before >= 0 {
      let key = reading.keys[before]
      if reading.hasWord(.past, before) {
        isPast = true
      } else if gazetteer.lexicon.has(.future, key) {
        isFuture = true
      } else if key == "-" {
      } else if gazetteer.lexicon.has(.qualifier, key) {
        if reading.hasWord(.keptQualifier, before) { qualifiers.append(before) }
      } else {
        break
      }
      lower = before
      before -= 1
    }
    var determiner: Int?
    var isOwned = false
    if before >= 0,
      tokens[before].upos == .det
        || reading.isOne(of: [.ofMasculine, .toMasculine, .ofPlural, .toPlural, .articleElided], at: before)
    {
      determiner = before
      isOwned = reading.isOne(of: .possessives, at: before)
      if !reading.isOne(of: .contracted, at: before) { lower = before }
    }
    var phrase = OfficePhrase(
      tokens: lower..<match.tokens.upperBound, head: start, title: "", kind: title.kind,
      gender: titleForm.gender,
      isPlural: titleForm.isPlural, isPast: isPast, isFuture: isFuture, body: nil, isOwned: isOwned,
      determiner: determiner, end: match.tokens.upperBound)
    let base =
      titleForm.isPlural
      ? (titleForm.gender == .feminine ? title.feminine : title.masculine) : reading.text(match.tokens)
    var words = qualifiers.map { tokens[$0].text } + [base]
    readComplements(&phrase, &words, from: match.tokens.upperBound)
    phrase.title = words.joined(separator: " ")
    // "le pape du surréalisme" reigns over nothing.
    let isFigurative = title.kind == .monarch && words.count > qualifiers.count + 1
    if phrase.body == nil, !isFigurative, let body = title.body { phrase.body = .known(body) }
    phrase.end = phrase.tokens.upperBound
    return phrase
  }

  /// The longest title that cuts no name in two: "président" before "Conseil européen".
  func titleMatch(at start: Int) -> (tokens: Range<Int>, surfaces: [Int32])? {
    reading.titles(at: start).last { match in
      let last = match.tokens.upperBound - 1
      guard last > start, owner[last] >= 0 else { return true }
      return names[owner[last]].tokens.upperBound <= match.tokens.upperBound
    }
  }

  func sentenceEnd(_ token: Int) -> Int {
    reading.document.sentences[reading.document.sentence(of: token)].upperBound
  }
}
