import SommetText

/// Reads from the dependency tree whether an expression speaks of the past or of the future.
///
/// The nearest verb above the expression decides: a past tense or a bare past participle points back, a future, a
/// conditional or a scheduled event ("prévu", "attendu") ahead. An infinitive asks the verb it hangs on.
struct TenseReader: Sendable {
  /// What the tree tells.
  struct Reading: Sendable, Hashable {
    /// `.tense` for the present.
    var direction: Direction
    /// Whether the expression hangs on a noun, so that the verb speaks of it at second hand.
    var isNominal = false
  }

  private var cues: [String: Direction] = [:]
  private var nounCues: [String: Direction] = [:]
  private var words: [Substring: Set<String>] = [:]
  private var presentEndings: [String] = []
  private var conditionalEndings: [String] = []
  private var futureEndings: [String] = []

  static let columns = ["kind", "value", "forms"]

  private static let kinds: Set<Substring> = [
    "cue", "noun-cue", "scheduled", "modal", "causative", "complement", "recent", "present", "conditional",
    "future", "with-etre",
  ]

  init(_ table: Table) throws(TableError) {
    for row in table.rows {
      guard let direction = Direction(rawValue: String(row["value"])) else {
        throw row.error("value", expected: "past or future")
      }
      guard Self.kinds.contains(row["kind"]) else {
        throw row.error("kind", expected: Self.kinds.sorted().joined(separator: ", "))
      }
      let forms = row["forms"].split(separator: "|").map(String.init)
      switch row["kind"] {
      case "cue": for form in forms { cues[form] = direction }
      case "noun-cue": for form in forms { nounCues[form] = direction }
      case "present": presentEndings += forms
      case "conditional": conditionalEndings += forms
      case "future": futureEndings += forms
      default: words[row["kind"], default: []].formUnion(forms)
      }
    }
  }

  /// The direction of an expression, nil when nothing tells.
  func reading(of tokens: Range<Int>, in document: AnnotatedDocument) -> Reading? {
    guard !tokens.isEmpty else { return nil }
    let sentence = document.sentences[document.sentence(of: tokens.lowerBound)]
    if let cue = cue(before: tokens.lowerBound, from: sentence.lowerBound, in: document) {
      return Reading(direction: cue)
    }
    var current = document.head(of: tokens)
    var isNominal = false
    let isComplement =
      tokens.lowerBound > sentence.lowerBound && holds("complement", document.tokens[tokens.lowerBound - 1])
    for _ in sentence {
      if let direction = direction(ofVerb: current, in: document) {
        return Reading(direction: direction, isNominal: isNominal)
      }
      let token = document.tokens[current]
      if !tokens.contains(current) {
        if token.upos == .noun || token.upos == .propn {
          isNominal = isComplement
          let cases = document.children(of: current).filter { document.tokens[$0].deprel == "case" }
          let lemmas = [token.lemma] + cases.map { document.tokens[$0].text.lowercased() }
          if let cue = lemmas.lazy.compactMap({ nounCues[$0] }).first { return Reading(direction: cue) }
        }
      }
      if token.head == current { return nil }
      current = token.head
    }
    return nil
  }

  /// A cue of up to three words that ends right before a token, an article between them allowed.
  private func cue(before token: Int, from first: Int, in document: AnnotatedDocument) -> Direction? {
    for end in [token, token - 1] where end > first {
      if end < token, document.tokens[end].upos != .det { continue }
      for count in 1...3 where end - count >= first {
        let words = document.tokens[end - count..<end].map { $0.text.lowercased() }.joined(separator: " ")
        if let cue = cues[words.replacing("\u{2019}", with: "'")] { return cue }
      }
    }
    return nil
  }

  private func holds(_ kind: Substring, _ token: Token) -> Bool {
    guard let forms = words[kind] else { return false }
    return forms.contains(token.lemma) || forms.contains(token.text.lowercased())
  }

  private func direction(ofVerb index: Int, in document: AnnotatedDocument) -> Direction? {
    let token = document.tokens[index]
    let auxiliaries = document.children(of: index).filter {
      let deprel = document.tokens[$0].deprel
      return deprel.hasPrefix("aux") || deprel == "cop"
    }
    let finite = auxiliaries.first { document.tokens[$0].feats["VerbForm"] == "Fin" }
    if token.feats["VerbForm"] == "Part", token.feats["Tense"] != "Pres" {
      return participle(index, finite: finite, hasAuxiliary: !auxiliaries.isEmpty, in: document)
    }
    if let finite {
      // An adjective with "est" may be a participle in disguise ("s'est limité").
      let auxiliary = document.tokens[finite]
      return auxiliary.deprel == "aux:tense" && tense(auxiliary) == .tense ? .past : tense(auxiliary)
    }
    guard token.upos == .verb || token.upos == .aux else { return nil }
    if token.feats["VerbForm"] == "Inf" { return infinitive(index, auxiliaries, in: document) }
    return tense(token)
  }

  /// The direction of a finite verb; nil for forms that have no tense of their own.
  private func tense(_ token: Token) -> Direction? {
    if token.feats["Mood"] == "Cnd" || isConditional(token) || isFuture(token) { return .future }
    if isSimplePast(token) { return .past }
    switch token.feats["Tense"] {
    case "Past"?: return presentEndings.contains { token.text.hasSuffix($0) } ? .tense : .past
    case "Imp"?: return .past
    case "Fut"?: return .future
    case "Pres"?: return token.feats["Mood"] == "Sub" || token.feats["VerbForm"] == "Part" ? nil : .tense
    default: return nil
    }
  }

  /// Whether a form is its infinitive with an ending of the conditional ("reprendr-aient"), whatever the tagger says.
  private func isConditional(_ token: Token) -> Bool {
    guard token.feats["Tense"] == "Imp" else { return false }
    let infinitive = token.lemma.hasSuffix("e") ? String(token.lemma.dropLast()) : token.lemma
    let text = token.text.lowercased()
    guard infinitive.hasSuffix("r"), text.hasPrefix(infinitive) else { return false }
    return conditionalEndings.contains(String(text.dropFirst(infinitive.count)))
  }

  /// "recevra", "tiendront": only verbs in -er have a simple past in -a, and theirs lacks the "er" ("rencontra").
  private func isFuture(_ token: Token) -> Bool {
    guard token.feats["VerbForm"] == "Fin", token.upos == .verb else { return false }
    let text = token.text.lowercased()
    guard futureEndings.contains(where: { text.hasSuffix($0) }) else { return false }
    return !token.lemma.hasSuffix("er") || text.hasPrefix(token.lemma)
  }

  /// "rencontra": the stem of a verb in -er with an "a", whatever the tagger says.
  private func isSimplePast(_ token: Token) -> Bool {
    token.feats["Tense"] == "Fut" && token.lemma.hasSuffix("er")
      && token.text.lowercased() == token.lemma.dropLast(2) + "a"
  }

  private func participle(_ index: Int, finite: Int?, hasAuxiliary: Bool, in document: AnnotatedDocument)
    -> Direction?
  {
    let token = document.tokens[index]
    let isScheduled = holds("scheduled", token)
    guard let finite else {
      if hasAuxiliary || !isScheduled { return .past }
      // What was scheduled when it was told may be over by now.
      return token.head != index && above(index, in: document) == .past ? .nearest : .future
    }
    let auxiliary = document.tokens[finite]
    let isPassive = auxiliary.deprel == "aux:pass" || auxiliary.deprel == "cop"
    let hasTense = document.children(of: index).contains { document.tokens[$0].deprel == "aux:tense" }
    switch tense(auxiliary) {
    case .tense?:
      if isPassive, !hasTense, !holds("with-etre", token) { return isScheduled ? .future : .tense }
      return .past
    case .future?: return hasTense ? .past : .future
    case .past?: return isScheduled && !hasTense ? .nearest : .past
    default: return nil
    }
  }

  private func infinitive(_ index: Int, _ auxiliaries: [Int], in document: AnnotatedDocument) -> Direction? {
    if auxiliaries.contains(where: { document.tokens[$0].feats["VerbForm"] == "Inf" }) { return .past }
    let head = document.tokens[index].head
    guard head != index else { return nil }
    let governor = document.tokens[head]
    guard governor.upos == .verb || governor.upos == .aux else { return nil }
    if holds("recent", governor), governor.feats["Tense"] == "Pres" { return .past }
    guard let direction = direction(ofVerb: head, in: document) else { return nil }
    guard direction == .past else { return .future }
    if governor.feats["Tense"] == "Imp", holds("modal", governor) {
      return above(head, in: document) ?? .nearest
    }
    return holds("causative", governor) ? .past : .future
  }

  /// The direction of the nearest verb above that is not in the present.
  private func above(_ index: Int, in document: AnnotatedDocument) -> Direction? {
    var current = index
    while document.tokens[current].head != current {
      current = document.tokens[current].head
      if let direction = direction(ofVerb: current, in: document), direction != .tense { return direction }
    }
    return nil
  }
}
