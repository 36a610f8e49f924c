import SommetText

/// Names that commas, "et" and "ainsi que" line up in the text, whatever the tree makes of them: "A, B, le ministre C
/// et D".
struct Enumeration: Sendable {
  /// Indices of mentions, in text order.
  var members: [Int]
  /// Whether they are the subject of the verb that follows.
  var isSubject: Bool
}

extension ArticleView {
  /// The enumerations of a document, under the index of every member.
  static func enumerations(
    _ document: AnnotatedDocument, _ sentences: [Range<Int>], _ mentions: [Mention], _ entities: [Entity],
    _ forms: [String],
    _ isNamed: [Bool]
  ) -> [Int: Enumeration] {
    // The widest mention that begins at a token, names and descriptions of actors only.
    var starting: [Int: Int] = [:]
    for (index, mention) in mentions.enumerated() where mention.form != .pronoun {
      guard entities[mention.entity].kind != .place else { continue }
      if let other = starting[mention.tokens.lowerBound], mentions[other].tokens.count >= mention.tokens.count
      {
        continue
      }
      starting[mention.tokens.lowerBound] = index
    }
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
        var end = continued(mentions[first], mentions, starting)
        while let (member, closes) = successor(
          of: end, sentence, document, mentions, starting, forms, isNamed)
        {
          members.append(member)
          end = continued(mentions[member], mentions, starting)
          if closes {
            isClosed = true
            break
          }
        }
        if isClosed, let enumeration = settled(members, end, sentence, document, mentions, forms) {
          for member in enumeration.members { found[member] = enumeration }
        }
        next = max(next + 1, end)
      }
    }
    return found
  }

  /// Where a mention ends with the name that follows it at once: "le ministre X".
  private static func continued(_ mention: Mention, _ mentions: [Mention], _ starting: [Int: Int]) -> Int {
    let end = mention.tokens.upperBound
    guard let next = starting[end], mentions[next].entity == mention.entity else { return end }
    return mentions[next].tokens.upperBound
  }

  /// The mention that a comma or "et" joins to what ends before `end`, and whether it closes the list.
  private static func successor(
    of end: Int, _ sentence: Range<Int>, _ document: AnnotatedDocument, _ mentions: [Mention],
    _ starting: [Int: Int],
    _ forms: [String], _ isNamed: [Bool], _ depth: Int = 0
  ) -> (member: Int, closes: Bool)? {
    var next = end
    var closes = false
    guard next < sentence.upperBound else { return nil }
    if forms[next] == "," { next += 1 }
    if next < sentence.upperBound, forms[next] == "et" || forms[next] == "ni" {
      closes = true
      next += 1
    } else if next + 1 < sentence.upperBound, forms[next] == "ainsi", forms[next + 1].hasPrefix("qu") {
      closes = true
      next += 2
    }
    guard next > end else { return nil }
    if next < sentence.upperBound, forms[next] == "ni" { next += 1 }
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
      if next > opening, forms[next] == "," || forms[next] == "et" || forms[next] == "ainsi" {
        guard depth < 2 else { return nil }
        return successor(of: next, sentence, document, mentions, starting, forms, isNamed, depth + 1)
          .map { ($0.member, $0.closes || closes) }
      }
      let token = document.tokens[next]
      switch token.upos {
      case .det, .noun, .adj, .space, .num: break
      case .adp where next == opening && ["à", "de", "d'", "avec", "par", "contre"].contains(forms[next]):
        break
      case .adp where next > opening && ["de", "du", "des", "d'", "à", "aux", "au"].contains(forms[next]):
        break
      case .propn, .x:
        guard ["m.", "mm.", "mme", "mmes"].contains(forms[next]) || next > opening else { return nil }
      default: return nil
      }
      if token.upos == .verb, !isNamed[next] { return nil }
      next += 1
    }
    return nil
  }

  /// Cuts a list where its grammar breaks: a subject carries no preposition, and a list that is no subject ends
  /// before one.
  private static func settled(
    _ members: [Int], _ end: Int, _ sentence: Range<Int>, _ document: AnnotatedDocument,
    _ mentions: [Mention],
    _ forms: [String]
  ) -> Enumeration? {
    // "les discussions entre X et Y ont repris": the two of them, though Y stands right before the verb.
    if let first = members.first, follows("entre", mentions[first], document, forms) {
      return Enumeration(members: members, isSubject: false)
    }
    let isSubject =
      members.contains { isSubjectHead(mentions[$0].head, document) }
      || isBeforeFiniteVerb(end, sentence, document)
    var members = members
    if isSubject {
      while members.count > 1, hasPreposition(mentions[members[0]].head, document) { members.removeFirst() }
    }
    guard members.count > 1 else { return nil }
    return Enumeration(members: members, isSubject: isSubject)
  }

  private static func isSubjectHead(_ head: Int, _ document: AnnotatedDocument) -> Bool {
    document.tokens[head].deprel.hasPrefix("nsubj")
  }

  private static func isBeforeFiniteVerb(_ end: Int, _ sentence: Range<Int>, _ document: AnnotatedDocument)
    -> Bool
  {
    var next = end
    while next < sentence.upperBound, [.adv, .space, .pron].contains(document.tokens[next].upos) { next += 1 }
    guard next < sentence.upperBound else { return false }
    let token = document.tokens[next]
    return (token.upos == .verb || token.upos == .aux) && token.feats["VerbForm"] == "Fin"
  }

  /// Whether a preposition stands right before a mention, with at most articles between.
  private static func follows(
    _ preposition: String, _ mention: Mention, _ document: AnnotatedDocument, _ forms: [String]
  ) -> Bool {
    var index = mention.tokens.lowerBound
    if forms[index] == preposition { return true }
    while index > 0, document.tokens[index - 1].upos == .det { index -= 1 }
    return index > 0 && forms[index - 1] == preposition
  }

  private static func hasPreposition(_ head: Int, _ document: AnnotatedDocument) -> Bool {
    document.children(of: head).contains { $0 < head && document.tokens[$0].deprel == "case" }
  }

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
