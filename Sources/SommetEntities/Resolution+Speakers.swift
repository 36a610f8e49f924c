import SommetText

extension Resolution {
  /// "je", "moi", "mon" in a quotation are its speaker, "nous" its speakers; in a quoted post "je" is its author.
  mutating func resolveFirstPersons(_ quotations: Quotations, _ salience: Salience) {
    var last: (speakers: [Int], end: Int)?
    for quotation in quotations.ranges {
      var speakers = introduced(quotation)
      if speakers.isEmpty, let speaker = speaker(of: quotation, quotations) { speakers = [speaker] }
      // Speech goes on where nobody else is named.
      if speakers.isEmpty, let last, quotation.lowerBound - last.end < 80 { speakers = last.speakers }
      if speakers.isEmpty, let found = topic ?? salientSpeaker(of: quotation, salience) { speakers = [found] }
      guard !speakers.isEmpty else { continue }
      last = (speakers, quotation.upperBound)
      for token in quotation where !isMentioned(token) {
        let isOne = isFirstPerson(token) || isFirstPersonObject(token)
        let isSeveral = reading.hasWord(.firstPersonPlural, token)
        guard isOne && speakers.count == 1 && kind(speakers[0]) == .person || isSeveral && speakers.count > 1
        else { continue }
        for speaker in speakers {
          mention(token..<token + 1, head: token, speaker, .pronoun, rule: "speaker.quotation")
        }
      }
    }
    for block in document.blocks where block.role == .quotation {
      guard let author = block.author, let cluster = person(named: author) else { continue }
      for token in block.tokens where isFirstPerson(token) && !isMentioned(token) {
        mention(token..<token + 1, head: token, cluster, .pronoun, rule: "speaker.post")
      }
    }
  }

  /// "Anna Blum et Jean Roux : «…»": the people named right before the colon.
  private func introduced(_ quotation: Range<Int>) -> [Int] {
    let colon = quotation.lowerBound - 2
    guard colon > 0, reading.keys[colon] == ":" else { return [] }
    var speakers: [Int] = []
    var end = colon
    while let found = mentions.last(where: { $0.tokens.upperBound == end && kind($0.entity) == .person }) {
      if !speakers.contains(found.entity) { speakers.insert(found.entity, at: 0) }
      end = found.tokens.lowerBound - 1
      guard end > 0, reading.hasWord(.and, end) || reading.keys[end] == "," else { break }
    }
    return speakers
  }

  private func isFirstPerson(_ token: Int) -> Bool {
    reading.hasWord(.firstPerson, token)
  }

  private func isFirstPersonObject(_ token: Int) -> Bool {
    reading.hasWord(.firstPersonObject, token) && [.pron, .det, .adj, .x].contains(tokens[token].upos)
  }

  private func person(named author: String) -> Int? {
    let name = PersonName(author, lexicon: gazetteer.lexicon)
    return clustering.clusters.firstIndex { cluster in
      cluster.kind == .person
        && (cluster.spellings.contains(author)
          || cluster.person.map { $0.agrees(with: name) || $0 == name } == true)
    }
  }

  /// Who says a quotation: the subject after it ("…», a déclaré X"), else the main subject before it.
  private func speaker(of quotation: Range<Int>, _ quotations: Quotations) -> Int? {
    let people = mentions.filter {
      kind($0.entity) == .person && !quotations.contains($0.head)
        && tokens[roleToken($0.head)].deprel.hasPrefix("nsubj")
    }
    let block = document.blocks.first { $0.tokens.overlaps(quotation) }?.tokens ?? 0..<tokens.count
    let after = people.filter {
      $0.head >= quotation.upperBound && $0.head < min(quotation.upperBound + 14, block.upperBound)
    }
    if let first = after.min(by: { $0.head < $1.head }), !hasStop(quotation.upperBound..<first.head) {
      return first.entity
    }
    let before = people.filter {
      $0.head < quotation.lowerBound && $0.head >= max(block.lowerBound, quotation.lowerBound - 40)
    }
    let main = before.filter { Salience.rank(roleToken($0.head), in: document) == 4 }
    return (main.isEmpty ? before : main).max { $0.head < $1.head }?.entity
  }

  private func hasStop(_ range: Range<Int>) -> Bool {
    range.dropFirst().contains { [".", "!", "?"].contains(tokens[$0].text) }
  }

  /// An interview: after a paragraph that opens with "Name :", "je" is that person in all that is no question.
  mutating func resolveInterview(_ quotations: Quotations) {
    var speaker: Int?
    for block in document.blocks {
      if let opening = mentions.first(where: {
        $0.tokens.lowerBound == block.tokens.lowerBound && $0.form == .name
      }),
        opening.tokens.upperBound < block.tokens.upperBound, reading.keys[opening.tokens.upperBound] == ":",
        block.role == .paragraph
      {
        if kind(opening.entity) == .person { speaker = opening.entity } else { continue }
      }
      guard let speaker, let last = block.tokens.last, tokens[last].text != "?" else { continue }
      for token in block.tokens
      where isFirstPerson(token) && !isMentioned(token) && !quotations.contains(token) {
        mention(token..<token + 1, head: token, speaker, .pronoun, rule: "speaker.interview")
      }
    }
  }
}
