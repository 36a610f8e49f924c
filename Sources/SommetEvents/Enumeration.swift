import SommetText

/// Names that commas, "et" and "ainsi que" line up in the text, whatever the tree makes of them: "A, B, le ministre C
/// et D".
struct Enumeration: Sendable {
  /// Indices of mentions, in text order.
  var members: [Int]
  /// Whether they are the subject of the verb that follows.
  var isSubject: Bool
}

/// Reads the enumerations of a document from its mentions and the words between them.
struct EnumerationReader {
  private let document: AnnotatedDocument
  private let mentions: [Mention]
  /// The widest mention that begins at a token, names and descriptions of actors only.
  private let starting: [Int: Int]
  private let forms: [String]
  private let isNamed: [Bool]
  private let words: WordClasses
  private let contractions: Contractions

  init(
    document: AnnotatedDocument, entities: EntityAnnotations, forms: [String], isNamed: [Bool],
    words: WordClasses, contractions: Contractions
  ) {
    self.document = document
    self.forms = forms
    self.isNamed = isNamed
    self.words = words
    self.contractions = contractions
    mentions = entities.mentions
    var starting: [Int: Int] = [:]
    for (index, mention) in mentions.enumerated() where mention.form != .pronoun {
      guard entities.entities[mention.entity].kind != .place else { continue }
      if let other = starting[mention.tokens.lowerBound], mentions[other].tokens.count >= mention.tokens.count
      {
        continue
      }
      starting[mention.tokens.lowerBound] = index
    }
    self.starting = starting
  }

  /// The enumerations of some sentences, under the index of every member.
  func enumerations(in sentences: [Range<Int>]) -> [Int: Enumeration] {
    var found: [Int: Enumeration] = [:]
    var done = 0
    for sentence in sentences where sentence.lowerBound >= done {
      done = sentence.upperBound
      var next = sentence.lowerBound
      while next < sentence.upperBound {
        guard let first = starting[next] else {
          next += 1
          continue
        }
        var members = [first]
        var isClosed = false
        var end = endOfName(at: mentions[first])
        while let (member, closes) = successor(of: end, in: sentence) {
          members.append(member)
          end = endOfName(at: mentions[member])
          if closes {
            isClosed = true
            break
          }
        }
        if isClosed, let enumeration = settled(members, endingAt: end, in: sentence) {
          for member in enumeration.members { found[member] = enumeration }
        }
        next = max(next + 1, end)
      }
    }
    return found
  }

  /// Where a mention ends with the name that follows it at once: "le ministre X".
  private func endOfName(at mention: Mention) -> Int {
    let end = mention.tokens.upperBound
    guard let next = starting[end], mentions[next].entity == mention.entity else { return end }
    return mentions[next].tokens.upperBound
  }

  /// The mention that a comma or "et" joins to what ends before `end`, and whether it closes the list.
  private func successor(
    of end: Int, in sentence: Range<Int>, depth: Int = 0
  ) -> (member: Int, closes: Bool)? {
    var next = end
    var closes = false
    guard next < sentence.upperBound else { return nil }
    if forms[next] == "," { next += 1 }
    if next < sentence.upperBound, isForm(next, .and) || isForm(next, .nor) {
      closes = true
      next += 1
    } else if next + 1 < sentence.upperBound, isForm(next, .asWell), isForm(next + 1, .that) {
      closes = true
      next += 2
    }
    guard next > end else { return nil }
    if next < sentence.upperBound, isForm(next, .nor) { next += 1 }
    // A title may stand before the name: "le ministre suédois de la Pêche, C"; or an apposition after
    // the one before: "A, l'envoyé de l'ONU, et B".
    let limit = min(sentence.upperBound, next + 12)
    let opening = next
    while next < limit {
      if let member = starting[next] {
        let isComplement =
          next > opening + 1 && document.tokens[next - 1].upos == .adp
          || next > opening + 2 && document.tokens[next - 1].upos == .det
            && document.tokens[next - 2].upos == .adp
        if !isComplement { return (member, closes) }
        next = mentions[member].tokens.upperBound
        continue
      }
      if next > opening, forms[next] == "," || isForm(next, .and) || isForm(next, .asWell) {
        guard depth < 2 else { return nil }
        return successor(of: next, in: sentence, depth: depth + 1)
          .map { ($0.member, $0.closes || closes) }
      }
      let token = document.tokens[next]
      switch token.upos {
      case .det, .noun, .adj, .space, .num: break
      case .adp where next == opening && isForm(next, .repeated): break
      case .adp where next > opening && (isPreposition(next, .of) || isPreposition(next, .to)): break
      case .propn, .x:
        guard isForm(next, .courtesy) || next > opening else { return nil }
      default: return nil
      }
      if token.upos == .verb, !isNamed[next] { return nil }
      next += 1
    }
    return nil
  }

  /// Cuts a list where its grammar breaks: a subject carries no preposition, and a list that is no subject ends
  /// before one.
  private func settled(_ members: [Int], endingAt end: Int, in sentence: Range<Int>) -> Enumeration? {
    // "les discussions entre X et Y ont repris": the two of them, though Y stands right before the verb.
    if let first = members.first, isBetween(mentions[first]) {
      return Enumeration(members: members, isSubject: false)
    }
    let isSubject =
      members.contains { document.tokens[mentions[$0].head].deprel.hasPrefix("nsubj") }
      || isBeforeFiniteVerb(end, in: sentence)
    var members = members
    if isSubject {
      while members.count > 1, document.isGoverned(mentions[members[0]].head) { members.removeFirst() }
    }
    guard members.count > 1 else { return nil }
    return Enumeration(members: members, isSubject: isSubject)
  }

  private func isBeforeFiniteVerb(_ end: Int, in sentence: Range<Int>) -> Bool {
    var next = end
    while next < sentence.upperBound, [.adv, .space, .pron].contains(document.tokens[next].upos) { next += 1 }
    guard next < sentence.upperBound else { return false }
    let token = document.tokens[next]
    return (token.upos == .verb || token.upos == .aux) && token.feats["VerbForm"] == "Fin"
  }

  /// Whether "entre" opens a mention, or stands right before it with at most articles between.
  private func isBetween(_ mention: Mention) -> Bool {
    var index = mention.tokens.lowerBound
    if isForm(index, .between) { return true }
    while index > 0, document.tokens[index - 1].upos == .det { index -= 1 }
    return index > 0 && isForm(index - 1, .between)
  }

  private func isForm(_ index: Int, _ name: WordClasses.Class) -> Bool {
    words.contains(forms[index], in: name)
  }

  private func isPreposition(_ index: Int, _ name: WordClasses.Class) -> Bool {
    words.contains(contractions.plain(forms[index]), in: name)
  }
}

extension ArticleView {
  /// The other members of the enumeration that a name belongs to: all of a subject, those after it otherwise.
  func enumerated(with mention: Int) -> [Mention] {
    guard let enumeration = enumerations[mention], let place = enumeration.members.firstIndex(of: mention)
    else {
      return []
    }
    let members = enumeration.isSubject ? enumeration.members[...] : enumeration.members[(place + 1)...]
    return members.filter { $0 != mention }.map { entities.mentions[$0] }
  }
}
