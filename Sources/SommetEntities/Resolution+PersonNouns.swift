import SommetText

extension Resolution {
  /// "le diplomate argentin", "cet ancien ministre": a noun for a person that names no holder of an office.
  func personNoun(_ token: Int) -> (range: Range<Int>, gender: Gender?)? {
    guard token > 0, !isMentioned(token), let match = reading.titles(at: token).last else { return nil }
    let form = gazetteer.titleForms[Int(match.surfaces[0])]
    let kind = gazetteer.titles[form.title].kind
    guard !form.isPlural, kind != .courtesy else { return nil }
    var determiner = token - 1
    while determiner > 0, isQualifier(determiner) { determiner -= 1 }
    let isDemonstrative = reading.isOne(of: [.thisMasculine, .thisElided, .thisFeminine], at: determiner)
    let isLeader =
      kind == .leader && match.tokens.upperBound < tokens.count
      && tokens[match.tokens.upperBound].upos == .adj
    guard
      isDemonstrative || (kind == .person || isLeader) && reading.isOne(of: .singularDefinite, at: determiner)
    else {
      return nil
    }
    var end = match.tokens.upperBound
    while end < tokens.count, !reading.isCapital[end],
      reading.nationality[end] >= 0 || tokens[end].upos == .adj && tokens[end].head == token
    {
      end += 1
    }
    if end < tokens.count, owner[end] >= 0 { return nil }
    if !isDemonstrative, reading.isOne(of: .anyOf, at: end) || reading.key(end) == "-" { return nil }
    let gender =
      form.gender
      ?? (reading.isOne(of: [.articleElided, .thisElided], at: determiner)
        ? nil
        : reading.isOne(of: [.articleFeminine, .thisFeminine], at: determiner) ? .feminine : .masculine)
    return (determiner..<end, gender)
  }

  private func isQualifier(_ token: Int) -> Bool {
    reading.hasWord(.past, token) || reading.hasWord(.future, token) || reading.hasWord(.qualifier, token)
      || reading.keys[token] == "«" || reading.keys[token] == "\""
  }
}
