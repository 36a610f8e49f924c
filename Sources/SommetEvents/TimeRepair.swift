import SommetText

/// Days and places govern no objects: what the parser hung on them, and days hung on a means, belongs to the verb.
struct TimeRepair {
  private let document: AnnotatedDocument
  private let entities: EntityAnnotations
  /// Nouns that tell of events; a day may be theirs.
  private let eventNouns: Set<String>
  private let isTime: [Bool]
  private var tokens: [Token]
  private var hasChanged = false

  static func repaired(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) -> AnnotatedDocument {
    var repair = TimeRepair(document, entities, times, lexicon)
    for time in times where !time.tokens.isEmpty {
      repair.free(time)
      repair.passOn(time)
    }
    for token in document.tokens.indices
    where document.tokens[token].upos == .verb && !lexicon.rules(for: document.tokens[token].lemma).isEmpty {
      repair.passUp(to: token)
    }
    return repair.hasChanged ? document.repaired(repair.tokens) : document
  }

  private init(
    _ document: AnnotatedDocument, _ entities: EntityAnnotations, _ times: [TimeExpression],
    _ lexicon: EventLexicon
  ) {
    self.document = document
    self.entities = entities
    eventNouns = lexicon.eventNouns
    tokens = document.tokens
    isTime = document.isCovered(by: times.map(\.tokens))
  }

  private func isMarked(_ token: Int) -> Bool {
    document.children(of: token).contains {
      $0 < token && (tokens[$0].deprel == "case" || tokens[$0].deprel == "mark")
    }
  }

  /// The parser's word for it; "free" has made objects of its own.
  private func isObject(_ token: Int) -> Bool { tokens[token].deprel == "obj" }

  /// "recevait lundi Anna Blum": a day in the slot of an argument.
  private mutating func free(_ time: TimeExpression) {
    let head = document.head(of: time.tokens)
    guard ["obj", "iobj"].contains(tokens[head].deprel), tokens[tokens[head].head].upos == .verb else {
      return
    }
    let verb = tokens[head].head
    tokens[head].deprel = "obl:mod"
    hasChanged = true
    let hasObject = document.children(of: verb).contains { $0 != head && isObject($0) }
    for child in document.children(of: head)
    where child >= time.tokens.upperBound && tokens[child].upos != .punct
      && !tokens[child].deprel.hasPrefix("acl")
    {
      tokens[child].head = verb
      tokens[child].deprel = isMarked(child) || hasObject ? "obl:mod" : "obj"
    }
  }

  /// "a proposé mercredi un accord", "a vu mardi à Oslo son homologue": what stands right behind a day or a place
  /// without preposition is the object of a verb that has none; so is what was made a complement of another noun
  /// without a preposition ("a balayé d'un revers de main les critiques").
  private mutating func passUp(to verb: Int) {
    guard takesObject(verb) else { return }
    for complement in document.children(of: verb) where complement > verb {
      var holder = complement
      for _ in 0..<2 where isTime[holder] || isMarked(holder) {
        let isAside = isTime[holder] || isPlace(holder)
        let behind = document.children(of: holder).filter {
          $0 > holder && !isTime[$0] && tokens[$0].upos != .punct
        }
        if let noun = behind.first(where: {
          isPhrase($0) && !isMarked($0) && (isAside || tokens[$0].deprel == "nmod")
            && opensRightBehind($0, verb)
        }) {
          tokens[noun].head = verb
          tokens[noun].deprel = "obj"
          hasChanged = true
          return
        }
        guard isAside, let place = behind.first else { break }
        holder = place
      }
    }
  }

  /// Whether a verb may have an object that it does not have yet.
  private func takesObject(_ verb: Int) -> Bool {
    !document.children(of: verb).contains {
      isObject($0) || ["ccomp", "xcomp"].contains(tokens[$0].deprel) || tokens[$0].deprel.hasPrefix("expl")
        || tokens[$0].deprel == "aux:pass"
    }
  }

  private func isPhrase(_ token: Int) -> Bool {
    guard ["appos", "nmod", "obl:mod", "obl:arg", "dep"].contains(tokens[token].deprel) else { return false }
    return tokens[token].upos == .propn
      || tokens[token].upos == .noun
        && document.children(of: token).contains { $0 < token && tokens[$0].upos == .det }
  }

  /// Whether no comma parts a phrase from what stands before it, and it is no time itself.
  private func opensRightBehind(_ noun: Int, _ verb: Int) -> Bool {
    let first = document.children(of: noun).first.map { min($0, noun) } ?? noun
    return first > 0 && tokens[first - 1].upos != .punct && tokens[first - 1].upos != .cconj
      && Range(from: verb + 1, upTo: first).allSatisfy { tokens[$0].upos != .verb }
  }

  private func isPlace(_ token: Int) -> Bool {
    entities.mentions.contains {
      $0.tokens.contains(token) && [.place, .country].contains(entities.entities[$0.entity].kind)
    }
  }

  /// "se sont parlé au téléphone mardi", "par téléphone dimanche": a bare day is not that of a means.
  private mutating func passOn(_ time: TimeExpression) {
    let head = document.head(of: time.tokens)
    let noun = tokens[head].head
    guard noun < time.tokens.lowerBound, tokens[noun].upos == .noun, !time.tokens.contains(noun),
      eventNouns.contains(tokens[noun].lemma), tokens[noun].deprel.hasPrefix("obl"),
      tokens[tokens[noun].head].upos == .verb, !isMarked(head),
      tokens[time.tokens.lowerBound - 1].upos != .adp,
      !document.children(of: noun).contains(where: { tokens[$0].upos == .det })
    else { return }
    tokens[head].head = tokens[noun].head
    tokens[head].deprel = "obl:mod"
    hasChanged = true
  }
}
