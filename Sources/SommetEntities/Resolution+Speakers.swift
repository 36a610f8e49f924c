import SommetText

extension Resolution {
  /// "je" in a quotation is its speaker, in a quoted post its author.
  mutating func resolveFirstPersons(_ quotations: Quotations) {
    for quotation in quotations.ranges {
      let firsts = quotation.filter { isFirstPerson($0) }
      guard !firsts.isEmpty, let speaker = speaker(of: quotation, quotations) else { continue }
      for token in firsts { mention(token..<token + 1, head: token, speaker, .pronoun) }
    }
    for block in document.blocks where block.role == .quotation {
      guard let author = block.author, let cluster = person(named: author) else { continue }
      for token in block.tokens where isFirstPerson(token) && !isMentioned(token) {
        mention(token..<token + 1, head: token, cluster, .pronoun)
      }
    }
  }

  private func isFirstPerson(_ token: Int) -> Bool {
    reading.hasWord(.firstPerson, token)
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
        mention(token..<token + 1, head: token, speaker, .pronoun)
      }
    }
  }
}

/// The stretches between quotation marks, paragraph by paragraph.
struct Quotations {
  let ranges: [Range<Int>]
  private let inside: Set<Int>

  init(_ document: AnnotatedDocument) {
    var ranges: [Range<Int>] = []
    for block in document.blocks {
      var start: Int?
      for token in block.tokens {
        switch document.tokens[token].text {
        case "«", "“": start = start ?? token + 1
        case "»", "”":
          if let from = start { ranges.append(from..<token) }
          start = nil
        case "\"":
          if let from = start { ranges.append(from..<token) }
          start = start == nil ? token + 1 : nil
        default: break
        }
      }
    }
    // A word or two in quotation marks is a term, no speech.
    self.ranges = ranges.filter { $0.count > 3 }
    inside = Set(self.ranges.joined())
  }

  func contains(_ token: Int) -> Bool { inside.contains(token) }
}
