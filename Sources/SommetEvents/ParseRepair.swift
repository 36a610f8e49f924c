import SommetText

/// Puts right what tagger and parser get wrong about the verbs of acts, before patterns look at the tree.
///
/// Only what the forms and the order of words leave no doubt about: a participle behind its auxiliary, a finite form
/// right behind a name, an object that was made a second subject, the "que" of a relative clause.
struct ParseRepair {
  let forms: VerbForms
  let words: WordClasses
  let isTrigger: (String) -> Bool
  var tokens: [Token]
  let document: AnnotatedDocument
  /// The widest name or description that ends before a token, by that token's index.
  let mentionBefore: [Int: Mention]
  let isInside: [Bool]
  let isTime: [Bool]
  let names: [Mention]
  var hasChanged = false

  static func repaired(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) -> AnnotatedDocument {
    var repair = ParseRepair(document, entities, times, lexicon)
    return repair.run()
  }

  private init(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) {
    self.document = document
    forms = lexicon.verbForms
    words = lexicon.words
    isTrigger = { !lexicon.rules(for: $0).isEmpty }
    tokens = document.tokens
    var mentionBefore: [Int: Mention] = [:]
    let nouns = entities.mentions.filter { $0.form != .pronoun }
    for mention in nouns where entities.entities[mention.entity].kind != .place {
      let end = mention.tokens.upperBound
      if mentionBefore[end].map({ $0.tokens.count < mention.tokens.count }) ?? true {
        mentionBefore[end] = mention
      }
    }
    self.mentionBefore = mentionBefore
    isInside = document.isCovered(by: nouns.map(\.tokens))
    names = entities.mentions.filter { $0.form == .name }
    isTime = document.isCovered(by: times.map(\.tokens))
  }

  private mutating func run() -> AnnotatedDocument {
    for mention in names {
      relateName(mention)
      relateConjuncts(of: mention)
    }
    for (first, second) in zip(names, names.dropFirst()) { relatePair(first, second) }
    for index in tokens.indices where !isInside[index] {
      let token = tokens[index]
      switch token.upos {
      case .noun, .adj, .adv, .x, .propn:
        retagParticiple(index)
        retagFinite(index)
      case .verb:
        if retagNoun(index) { continue }
        relemmatize(index)
        let form = token.feats["VerbForm"]
        if form == nil || form == "Part", let reading = forms.reading(of: tokens[index].form),
          form == nil || reading.feats["VerbForm"] == "Fin"
        {
          tokens[index].feats = reading.feats
          hasChanged = true
        }
        raiseFinite(index)
      default: break
      }
    }
    for index in tokens.indices where tokens[index].upos == .verb && !isInside[index] {
      rejoinAuxiliary(index)
    }
    for index in tokens.indices where tokens[index].upos == .verb && !isInside[index] {
      relateSubjects(of: index)
      relateRelative(of: index)
      relateDativeRelative(of: index)
      relateParticiple(index)
      joinInfinitive(index)
      joinMarkedInfinitive(index)
    }
    return hasChanged ? document.repaired(tokens) : document
  }

  /// "Mette Frederiksen a reçu X": a name whose first word was taken for a verb, over the verb of which it is the subject.
  private mutating func relateName(_ name: Mention) {
    let head = document.head(of: name.tokens)
    guard tokens[head].upos == .verb || tokens[head].upos == .aux,
      let verb = document.children(of: head).first(where: {
        $0 >= name.tokens.upperBound && tokens[$0].upos == .verb && hasOwnTense($0)
          && ["conj", "ccomp", "xcomp", "parataxis", "advcl", "acl"].contains(tokens[$0].deprel)
      })
    else { return }
    tokens[verb].head = tokens[head].head == head ? verb : tokens[head].head
    tokens[verb].deprel = tokens[head].deprel
    tokens[head].head = verb
    let isPassive = document.children(of: verb).contains { tokens[$0].deprel == "aux:pass" }
    tokens[head].deprel = isPassive ? "nsubj:pass" : "nsubj"
    tokens[head].upos = .propn
    tokens[head].feats = Feats("")
    for child in document.children(of: head) where child > verb && child != verb { tokens[child].head = verb }
    hasChanged = true
  }

  /// "à Levan Japaridze et à Maka Tsiklauri": what is joined to a name is joined to its head.
  private mutating func relateConjuncts(of name: Mention) {
    let head = document.head(of: name.tokens)
    for inner in name.tokens where inner != head {
      for child in document.children(of: inner)
      where tokens[child].deprel == "conj" && child >= name.tokens.upperBound {
        tokens[child].head = head
        hasChanged = true
      }
    }
  }

  /// "une trêve entre la Suède et la Norvège a été signée": the second of a pair is no subject of the verb behind it.
  private mutating func relatePair(_ first: Mention, _ second: Mention) {
    let (left, right) = (document.head(of: first.tokens), document.head(of: second.tokens))
    let joint = first.tokens.upperBound
    guard joint < second.tokens.lowerBound, words.contains(tokens[joint].form, in: .and),
      (joint + 1..<second.tokens.lowerBound).allSatisfy({ tokens[$0].upos == .det }),
      tokens[right].deprel.hasPrefix("nsubj"),
      document.children(of: left).contains(where: {
        $0 < left && tokens[$0].deprel == "case" && words.contains(tokens[$0].form, in: .between)
      })
    else { return }
    tokens[right].head = left
    tokens[right].deprel = "conj"
    if tokens[joint].deprel == "cc" { tokens[joint].head = right }
    hasChanged = true
  }

  func hasOwnTense(_ verb: Int) -> Bool {
    tokens[verb].feats["VerbForm"] == "Fin" || document.children(of: verb).contains { isAuxiliary($0) }
  }

  /// Whether a preposition hangs before a word, by the tree as it is put right so far.
  func isGoverned(_ word: Int) -> Bool {
    document.children(of: word).contains { $0 < word && tokens[$0].deprel == "case" }
  }

  func isAuxiliary(_ index: Int) -> Bool {
    tokens[index].deprel.hasPrefix("aux") && tokens[index].upos == .aux
  }
}
