import SommetText

/// One article's tree with its mentions and times laid over it: what patterns and argument resolution ask.
struct ArticleView {
  let document: AnnotatedDocument
  let entities: EntityAnnotations
  /// The time expressions; days that are counted from an event have their value where the event's day is known.
  private(set) var times: [TimeExpression]
  /// The days of meetings that other sentences tell, by the tokens that tell of them here.
  private(set) var daysOfEvents: [Int: String] = [:]
  let words: WordClasses
  let contractions: Contractions
  /// Every token in lowercase, with typewriter apostrophes.
  let forms: [String]
  /// Every token's lemma; a verb's that was left in the present is brought to the infinitive ("menace", "conteste").
  let lemmas: [String]
  /// Nouns that tell of events or acts themselves; what depends on them is theirs.
  let eventNouns: Set<String>
  /// Indices into `entities.mentions` for each token: those that hold it, the narrower first.
  private let mentionsOfToken: [[Int32]]
  /// Index into `times` for each token, -1 for none.
  private let timeOfToken: [Int32]
  /// How many of `times` begin before each token, and before the end.
  private let timesBefore: [Int]
  /// Whether each token stands between quotation marks.
  private let isBetweenMarks: [Bool]
  /// The number of the last sentence before each that is nothing but a time ("28 juin 2022."), -1 for none.
  private var lineOfTimeBefore: [Int] = []
  /// The first token of the entries of a report told hour by hour, nil where there is no such report.
  private(set) var firstEntry: Int?
  private let isNamed: [Bool]
  /// "Masc" or "Fem" for the persons whose gender the text tells, by index into `entities.entities`.
  let genders: [Int: String]
  /// Names lined up by commas and "et", for the index of each mention among them.
  let enumerations: [Int: Enumeration]
  /// Whether the article is about sports, by its words.
  let isSportReport: Bool
  private let sentences: [Range<Int>]

  init(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) {
    self.document = document
    self.entities = entities
    // "a été reçu": an auxiliary is no summer.
    self.times = times.filter { time in time.tokens.contains { document.tokens[$0].upos != .aux } }
      .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    words = lexicon.words
    contractions = lexicon.contractions
    eventNouns = lexicon.eventNouns
    lemmas = document.tokens.map { token in
      token.upos == .verb && token.lemma.utf8.last == UInt8(ascii: "e") && Self.isPresent(token)
        ? token.lemma + "r" : token.lemma
    }
    forms = document.tokens.map(\.form)
    var mentionsOfToken = [[Int32]](repeating: [], count: document.tokens.count)
    let order = entities.mentions.indices.sorted {
      let a = entities.mentions[$0].tokens
      let b = entities.mentions[$1].tokens
      return (a.count, a.lowerBound, $0) < (b.count, b.lowerBound, $1)
    }
    for index in order {
      for token in entities.mentions[index].tokens { mentionsOfToken[token].append(Int32(index)) }
    }
    self.mentionsOfToken = mentionsOfToken
    var timeOfToken = [Int32](repeating: -1, count: document.tokens.count)
    for (index, time) in self.times.enumerated() {
      for token in time.tokens { timeOfToken[token] = Int32(index) }
    }
    self.timeOfToken = timeOfToken
    var timesBefore = [Int](repeating: 0, count: document.tokens.count + 1)
    for time in self.times { timesBefore[time.tokens.lowerBound + 1] += 1 }
    for index in timesBefore.indices.dropFirst() { timesBefore[index] += timesBefore[index - 1] }
    self.timesBefore = timesBefore
    let isNamed = document.isCovered(by: entities.mentions.filter { $0.form == .name }.map(\.tokens))
    self.isNamed = isNamed
    var sporting = 0
    for (index, form) in forms.enumerated() where !isNamed[index] && lexicon.words.contains(form, in: .sport)
    {
      sporting += 1
    }
    isSportReport = sporting > 4 && sporting * 120 > document.tokens.count
    let sentences = Self.joined(document)
    self.sentences = sentences
    isBetweenMarks = Self.marked(document, sentences, forms)
    genders = Self.genders(document, entities.mentions, forms, lexicon.words)
    enumerations = EnumerationReader(
      document: document, entities: entities, forms: forms, isNamed: isNamed, words: words,
      contractions: contractions
    ).enumerations(in: sentences)
    self.times = counted(self.times)
    lineOfTimeBefore = linesOfTime()
    firstEntry = firstTimedEntry()
  }

  /// The same view with the days of events that other sentences tell.
  func knowing(_ days: [Int: String]) -> ArticleView {
    var view = self
    view.daysOfEvents = days
    view.times = counted(times, from: days)
    return view
  }

  /// Whether a lemma is a present tense: not one in "-re", or one that the token repeats ("tire", "rencontre").
  private static func isPresent(_ token: Token) -> Bool {
    guard token.lemma.hasSuffix("re") else { return true }
    return token.feats["VerbForm"] == "Fin"
      && [token.lemma, token.lemma + "nt", token.lemma + "s"].contains(token.text.lowercased())
  }

  /// The mentions whose head is a token, in their order.
  func mentions(headedBy token: Int) -> [Mention] {
    mentionsOfToken[token].filter { entities.mentions[Int($0)].head == token }.sorted()
      .map { entities.mentions[Int($0)] }
  }

  func token(_ index: Int) -> Token { document.tokens[index] }

  /// The part of speech before a token, nil for the first.
  func upos(before index: Int) -> UPOS? { index > 0 ? document.tokens[index - 1].upos : nil }

  /// The token's head, nil for a root.
  func head(_ index: Int) -> Int? {
    let head = document.tokens[index].head
    return head == index ? nil : head
  }

  func children(_ index: Int) -> ArraySlice<Int> { document.children(of: index) }

  /// The sentence of a token; what the parser cut off in its middle is joined to it.
  func sentence(_ index: Int) -> Range<Int> { sentences[document.sentence(of: index)] }

  /// For each sentence of the document the whole that it is part of: pieces that do not end like a sentence go on.
  private static func joined(_ document: AnnotatedDocument) -> [Range<Int>] {
    var joined = document.sentences
    let blockStarts = Set(document.blocks.map(\.tokens.lowerBound))
    var first = 0
    for number in document.sentences.indices {
      let sentence = document.sentences[number]
      let isLast = number + 1 == document.sentences.count || blockStarts.contains(sentence.upperBound)
      // "« … » | , a prévenu X": no sentence opens with a comma.
      let goesOn = !isLast && document.tokens[sentence.upperBound].text == ","
      guard isLast || endsSentence(sentence, document) && !goesOn else { continue }
      let whole = document.sentences[first].lowerBound..<sentence.upperBound
      for part in first...number { joined[part] = whole }
      first = number + 1
    }
    return joined
  }

  private static func endsSentence(_ sentence: Range<Int>, _ document: AnnotatedDocument) -> Bool {
    var last = sentence.upperBound - 1
    while last > sentence.lowerBound, document.tokens[last].upos == .space { last -= 1 }
    guard let mark = document.tokens[last].text.last else { return false }
    return [".", "!", "?", "…", "»", "\"", "”", ":", ";"].contains(mark)
      || document.tokens[last].text.contains("\n")
  }

  /// Indices of the mentions that hold a token, the narrower first.
  func mentionIndices(holding token: Int) -> [Int] { mentionsOfToken[token].map { Int($0) } }

  func hasMention(_ token: Int) -> Bool { !mentionsOfToken[token].isEmpty }

  /// The mentions that hold a token, the narrower first.
  func mentions(holding token: Int) -> [Mention] { mentionsOfToken[token].map { entities.mentions[Int($0)] } }

  /// Whether a token is part of a name: "Forces de soutien rapide".
  func isInsideName(_ token: Int) -> Bool { isNamed[token] }

  /// Whether a word is the end of a compound that is written with a hyphen: the exchange of "libre-échange".
  func endsCompound(_ index: Int) -> Bool {
    guard index > 1, forms[index - 1] == "-" else { return false }
    let (first, hyphen) = (token(index - 2), token(index - 1))
    return first.span.end == hyphen.span.start && hyphen.span.end == token(index).span.start
      && first.text.unicodeScalars.first?.properties.isLowercase == true
  }

  func isTime(_ token: Int) -> Bool { timeOfToken[token] >= 0 }

  /// The time expression that holds a token.
  func time(at token: Int) -> TimeExpression? {
    timeOfToken.indices.contains(token) && isTime(token) ? times[Int(timeOfToken[token])] : nil
  }

  /// The time expressions that begin in a stretch of tokens.
  func times(in stretch: Range<Int>) -> ArraySlice<TimeExpression> {
    times[timesBefore[stretch.lowerBound]..<timesBefore[stretch.upperBound]]
  }

  /// Whether a token stands between quotation marks.
  func isQuoted(_ index: Int) -> Bool { isBetweenMarks[index] }

  /// Which tokens stand between quotation marks, block by block.
  private static func marked(
    _ document: AnnotatedDocument, _ sentences: [Range<Int>], _ forms: [String]
  ) -> [Bool] {
    var isOpen = false
    var start = 0
    return forms.indices.map { index in
      let around =
        document.block(of: index).map { document.blocks[$0].tokens }
        ?? sentences[document.sentence(of: index)]
      if around.lowerBound != start { (isOpen, start) = (false, around.lowerBound) }
      defer {
        switch forms[index] {
        case "«", "“": isOpen = true
        case "»", "”": isOpen = false
        case "\"": isOpen.toggle()
        default: break
        }
      }
      return isOpen
    }
  }

  /// For each sentence the last one before it that is nothing but a time.
  private func linesOfTime() -> [Int] {
    var last = -1
    return document.sentences.enumerated().map { number, sentence in
      defer { if isOnlyTime(sentence) { last = number } }
      return last
    }
  }

  /// The last sentence before one that is nothing but a time, -1 for none.
  func lineOfTime(before sentence: Int) -> Int { lineOfTimeBefore[sentence] }

  /// The widest stretch of mentions around a token; the token alone when there is none.
  func stretch(_ token: Int) -> Range<Int> {
    guard let widest = mentionsOfToken[token].last else { return token..<token + 1 }
    return entities.mentions[Int(widest)].tokens
  }

  func entity(at token: Int, is kind: String) -> Bool {
    let mentions = mentions(holding: token)
    switch kind {
    case "none": return mentions.isEmpty
    case "any": return !mentions.isEmpty
    case "actor": return mentions.contains { entities.entities[$0.entity].kind != .place }
    default: return mentions.contains { entities.entities[$0.entity].kind.rawValue == kind }
    }
  }

  /// Whether a token's lemma is of a class.
  func isLemma(_ index: Int, _ name: WordClasses.Class) -> Bool { words.contains(lemmas[index], in: name) }

  /// Whether a token's form is of a class.
  func isForm(_ index: Int, _ name: WordClasses.Class) -> Bool { words.contains(forms[index], in: name) }
}
