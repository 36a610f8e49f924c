import SommetText

/// Who pronouns, possessives and bare descriptions stand for when entity resolution leaves them open: by gender,
/// number and what the sentences before tell of.
///
/// Only meetings ask for this, where a second participant that fits bears the reading out.
extension ArticleView {
  /// How many sentences an anaphor may reach back.
  private static let reach = 5

  /// The actors that an unresolved head stands for; empty when it has a mention of its own or nothing fits.
  ///
  /// - Parameters:
  ///   - others: entities that it cannot be, those on the other side of the same verb.
  ///   - isOpen: whether to look for another reading than the mention that it has.
  func recalled(by head: Int, apartFrom others: Set<Int>, isOpen: Bool = false) -> [Actor] {
    guard isOpen || !hasMention(head) else { return [] }
    let upos = token(head).upos
    if upos == .pron || upos == .det && token(head).feats["Poss"] == "Yes" {
      if isForm(head, .firstPerson) { return speaker(at: head).map { [$0] } ?? [] }
      // "chacun des deux rivaux"
      if isForm(head, .each) {
        return children(head).filter { $0 > head }.flatMap { described(by: $0, apartFrom: others) }
      }
      let isBoth =
        isForm(head, .all) && ([head + 1] + children(head)).contains { $0 < forms.count && isForm($0, .two) }
      if isBoth || isForm(head, .several) { return pair(before: head, apartFrom: others) }
      // "comme le rappelle X": what was said, not who.
      if let verb = self.head(head), children(verb).contains(where: { $0 < head && isForm($0, .aside) }) {
        return []
      }
      let isPossessive = upos == .det
      guard isPossessive || isForm(head, .masculine) || isForm(head, .feminine) || isForm(head, .either)
      else { return [] }
      if isPossessive, let subject = clauseSubject(of: head, apartFrom: others) { return [subject] }
      return person(
        before: head, apartFrom: others, gender: isPossessive ? nil : gender(ofForm: head)
      )
      .map { [$0] } ?? []
    }
    if isForm(head, .latter), children(head).contains(where: { isForm($0, .this) }) {
      return lastPerson(before: head, apartFrom: others).map { [$0] } ?? []
    }
    guard upos == .noun || upos == .propn || upos == .adj else { return [] }
    return described(by: head, apartFrom: others)
  }

  /// "le socialiste", "la Valaisanne", "les intéressés", "ses collaborateurs".
  private func described(by noun: Int, apartFrom others: Set<Int>) -> [Actor] {
    guard let determiner = children(noun).first(where: { $0 < noun && token($0).upos == .det }) else {
      return []
    }
    let feats = token(determiner).feats
    if feats["Poss"] == "Yes", isLemma(noun, .speaker) {
      let own = mentions(holding: determiner).map(\.entity)
      let holders = own.isEmpty ? recalled(by: determiner, apartFrom: others).map(\.entity) : own
      return holders.compactMap { holder in
        entities.offices.first { $0.holder == holder && !$0.isPast }
          .map { Actor(entity: $0.body, token: noun, certainty: 0.6) }
      }
    }
    guard feats["Definite"] == "Def" || feats["PronType"] == "Dem" else { return [] }
    let isPlural = token(noun).feats["Number"] == "Plur" || isForm(determiner, .pluralArticle)
    if isPlural {
      let isModified = children(noun).contains { $0 > noun && ["nmod", "amod"].contains(token($0).deprel) }
      let isPair = isLemma(noun, .couple) || isForm(noun, .couple)
      let isCounted = children(noun).contains { isForm($0, .two) }
      let isBareWord = isLemma(noun, .party) || isCounted
      return isPair && isBareWord && !isModified ? pair(before: noun, apartFrom: others) : []
    }
    let isBare = !children(noun).contains {
      $0 > noun && token($0).deprel == "nmod" && hasMention($0)
    }
    guard isBare, isLemma(noun, .figure) || isForm(noun, .figure) else {
      return []
    }
    return person(before: noun, apartFrom: others, gender: token(determiner).feats["Gender"].map(String.init))
      .map { [$0] }
      ?? []
  }

  // MARK: Searching back

  /// The subject of the clause that a word stands in.
  private func clauseSubject(of word: Int, apartFrom others: Set<Int>) -> Actor? {
    var verb = clause(of: word)
    for _ in 0..<3 {
      if let subject = subjects(of: verb).first(where: { $0 < word }) {
        return actors(at: subject).first { isPerson($0.entity) && !others.contains($0.entity) }
          .map { Actor(entity: $0.entity, token: word, certainty: 0.75) }
      }
      guard let above = head(verb) else { return nil }
      verb = clause(of: above)
    }
    return nil
  }

  func isPerson(_ entity: Int) -> Bool { entities.entities[entity].kind == .person }

  /// The person told of last: in each sentence going back the last subject before the last name.
  private func person(before word: Int, apartFrom others: Set<Int>, gender: String?) -> Actor? {
    let isSubject = isDeprel(word, "nsubj") || token(word).upos == .noun
    if isSubject {
      for found in sentences(back: word).prefix(3) {
        let subject = found.last { mention in
          isPerson(mention.entity) && isDeprel(mention.head, "nsubj") && !others.contains(mention.entity)
            && (gender == nil || genders[mention.entity].map { $0 == gender } ?? true)
        }
        if let subject { return Actor(entity: subject.entity, token: word, certainty: 0.65) }
      }
    }
    for found in sentences(back: word) {
      let fitting = found.filter { mention in
        isPerson(mention.entity) && !others.contains(mention.entity)
          && (gender == nil || genders[mention.entity].map { $0 == gender } ?? true)
      }
      let best = fitting.last { isDeprel($0.head, "nsubj") } ?? fitting.last
      if let best { return Actor(entity: best.entity, token: word, certainty: 0.65) }
    }
    return nil
  }

  private func lastPerson(before word: Int, apartFrom others: Set<Int>) -> Actor? {
    for found in sentences(back: word) {
      if let last = found.last(where: { isPerson($0.entity) && !others.contains($0.entity) }) {
        return Actor(entity: last.entity, token: word, certainty: 0.7)
      }
    }
    return nil
  }

  /// The two whom "ils" or "leur" stand for: a subject of two members, else the only two persons of a sentence.
  func pair(before word: Int, apartFrom others: Set<Int>) -> [Actor] {
    for found in sentences(back: word) {
      var seen: Set<Int> = []
      let people = found.filter { isPerson($0.entity) && !others.contains($0.entity) }
        .filter { seen.insert($0.entity).inserted }
      var joined: Set<Int> = []
      for mention in people where isDeprel(mention.head, "nsubj") || isTitled(mention) {
        let group = actors(at: mention.head).filter { isPerson($0.entity) && !others.contains($0.entity) }
        if group.count == 2 { joined = Set(group.map(\.entity)) }
      }
      let members = joined.count == 2 ? people.filter { joined.contains($0.entity) } : people
      if members.count == 2 { return members.map { Actor(entity: $0.entity, token: word, certainty: 0.7) } }
      if people.count > 2 { return [] }
    }
    return []
  }

  /// "MM. X et Y": the title is the head.
  private func isTitled(_ mention: Mention) -> Bool {
    head(mention.head).map { isDeprel($0, "nsubj") && token(mention.head).deprel.hasPrefix("flat") } ?? false
  }

  /// The mentions before a word, sentence by sentence going back.
  private func sentences(back word: Int) -> [[Mention]] {
    var found: [[Mention]] = []
    var range = sentence(word)
    for _ in 0...Self.reach {
      found.append(
        range.prefix { $0 < word }.filter { !isForm($0, .firstPerson) }.flatMap { mentions(headedBy: $0) })
      guard range.lowerBound > 0 else { break }
      range = sentence(range.lowerBound - 1)
    }
    return found
  }

  private func gender(ofForm pronoun: Int) -> String? {
    if isForm(pronoun, .masculine) { return "Masc" }
    return isForm(pronoun, .feminine) ? "Fem" : nil
  }

  // MARK: First person

  /// Who says "je": the one whose name heads the turn, whom the quotation belongs to, or who is interviewed.
  private func speaker(at word: Int) -> Actor? {
    guard let block = document.block(of: word).map({ document.blocks[$0] }) else { return nil }
    if let name = label(ofTurn: block.tokens) { return Actor(entity: name, token: word, certainty: 0.9) }
    if let quoted = quotedSpeaker(at: word, in: block.tokens) { return quoted }
    for other in document.blocks {
      if let name = label(ofTurn: other.tokens) { return Actor(entity: name, token: word, certainty: 0.7) }
    }
    return nil
  }

  /// "Léa Roux : …": the person whose name and a colon open a block.
  private func label(ofTurn tokens: Range<Int>) -> Int? {
    guard let first = tokens.first(where: { token($0).upos != .space }),
      let mention = mentions(holding: first).last, isPerson(mention.entity), mention.form == .name,
      tokens.contains(mention.tokens.upperBound)
    else { return nil }
    return forms[mention.tokens.upperBound] == ":" ? mention.entity : nil
  }

  private static let opening: Set<String> = ["«", "“"]
  private static let closing: Set<String> = ["»", "”"]

  private func quotedSpeaker(at word: Int, in block: Range<Int>) -> Actor? {
    guard
      let open = Range(from: block.lowerBound, upTo: word).last(where: { Self.opening.contains(forms[$0]) }),
      !(open..<word).contains(where: { Self.closing.contains(forms[$0]) }),
      let close = Range(from: word, upTo: block.upperBound).first(where: { Self.closing.contains(forms[$0]) })
    else { return nil }
    for index in Range(from: close, upTo: min(block.upperBound, close + 8))
    where isVerb(index) && isLemma(index, .reporting) {
      let subject = invertedSubject(of: index).map { [$0] } ?? subjects(of: index)
      if let actor = subject.flatMap({ actors(at: $0) }).first {
        return Actor(entity: actor.entity, token: word, certainty: 0.85)
      }
    }
    for index in (max(block.lowerBound, open - 12)..<open).reversed()
    where isVerb(index) && isLemma(index, .reporting) {
      if let actor = subjects(of: index).flatMap({ actors(at: $0) }).first {
        return Actor(entity: actor.entity, token: word, certainty: 0.8)
      }
    }
    return nil
  }

  /// The gender of each person that titles, descriptions or pronouns tell.
  static func genders(
    _ document: AnnotatedDocument, _ mentions: [Mention], _ forms: [String], _ words: WordClasses
  ) -> [Int: String] {
    var votes: [Int: Int] = [:]
    for mention in mentions {
      let head = mention.head
      switch mention.form {
      case .pronoun:
        if words.contains(forms[head], in: .masculine) { votes[mention.entity, default: 0] += 1 }
        if words.contains(forms[head], in: .feminine) { votes[mention.entity, default: 0] -= 1 }
      case .description:
        if document.tokens[head].upos == .noun, let gender = document.tokens[head].feats["Gender"] {
          votes[mention.entity, default: 0] += gender == "Fem" ? -2 : 2
        }
      case .name:
        guard mention.tokens.lowerBound > 0 else { continue }
        let title = forms[mention.tokens.lowerBound - 1]
        if words.contains(title, in: .sir) { votes[mention.entity, default: 0] += 3 }
        if words.contains(title, in: .madam) { votes[mention.entity, default: 0] -= 3 }
      }
    }
    return votes.filter { $0.value != 0 }.mapValues { $0 > 0 ? "Masc" : "Fem" }
  }
}
