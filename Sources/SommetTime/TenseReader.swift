import SommetText

/// Reads from the dependency tree whether an expression speaks of the past or of the future.
///
/// The nearest verb above the expression decides: a past tense or a bare past participle points back, a future, a
/// conditional or a scheduled event ("prévu", "attendu") ahead. An infinitive asks the verb it hangs on.
struct TenseReader: Sendable {
  private var cues: [String: Direction] = [:]
  private var scheduled: Set<String> = []
  private var modals: Set<String> = []
  private var recent: Set<String> = []

  static let columns = ["kind", "value", "forms"]

  init(_ table: Table) throws(TableError) {
    for row in table.rows {
      let forms = row["forms"].split(separator: "|").map(String.init)
      switch row["kind"] {
      case "cue":
        guard let direction = Direction(rawValue: String(row["value"])) else {
          throw row.error("value", expected: "past or future")
        }
        for form in forms { cues[form] = direction }
      case "scheduled": scheduled.formUnion(forms)
      case "modal": modals.formUnion(forms)
      case "recent": recent.formUnion(forms)
      default: throw row.error("kind", expected: "cue, scheduled, modal or recent")
      }
    }
  }

  /// The direction of an expression; `.tense` for the present, nil when no verb tells.
  func direction(of tokens: Range<Int>, in document: AnnotatedDocument) -> Direction? {
    guard !tokens.isEmpty else { return nil }
    let block = document.sentences[document.sentence(of: tokens.lowerBound)]
    for index in stride(
      from: tokens.lowerBound - 1, through: max(block.lowerBound, tokens.lowerBound - 2), by: -1)
    {
      if let cue = cues[document.tokens[index].text.lowercased()] { return cue }
    }
    var current = document.head(of: tokens)
    for _ in 0..<document.tokens.count {
      if let direction = direction(ofVerb: current, in: document) { return direction }
      let head = document.tokens[current].head
      if head == current { return nil }
      current = head
    }
    return nil
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
    if let finite { return tense(document.tokens[finite]) }
    guard token.upos == .verb || token.upos == .aux else { return nil }
    if token.feats["VerbForm"] == "Inf" { return infinitive(index, auxiliaries, in: document) }
    return tense(token)
  }

  /// The direction of a finite verb; nil for forms that have no tense of their own.
  private func tense(_ token: Token) -> Direction? {
    guard token.feats["VerbForm"] == "Fin" || token.feats["Tense"] != nil || token.feats["Mood"] != nil else {
      return nil
    }
    if token.feats["Mood"] == "Cnd" { return .future }
    switch token.feats["Tense"] {
    case "Past"?, "Imp"?: return .past
    case "Fut"?: return .future
    case "Pres"?: return token.feats["Mood"] == "Sub" || token.feats["VerbForm"] == "Part" ? nil : .tense
    default: return nil
    }
  }

  private func participle(_ index: Int, finite: Int?, hasAuxiliary: Bool, in document: AnnotatedDocument)
    -> Direction?
  {
    let isScheduled =
      scheduled.contains(document.tokens[index].lemma)
      || scheduled.contains(document.tokens[index].text.lowercased())
    guard let finite else {
      // "avoir rencontré", "être reçu": the infinitive's own place decides.
      if hasAuxiliary { return .past }
      return isScheduled ? .future : .past
    }
    let auxiliary = document.tokens[finite]
    let isPassive = auxiliary.deprel == "aux:pass" || auxiliary.deprel == "cop"
    let hasTense = document.children(of: index).contains { document.tokens[$0].deprel == "aux:tense" }
    switch tense(auxiliary) {
    case .tense?:
      if isPassive, !hasTense { return isScheduled ? .future : .tense }
      return .past
    case .future?: return auxiliary.feats["Mood"] == "Cnd" && hasTense ? .past : .future
    case .past?: return .past
    default: return nil
    }
  }

  private func infinitive(_ index: Int, _ auxiliaries: [Int], in document: AnnotatedDocument) -> Direction? {
    if auxiliaries.contains(where: { document.tokens[$0].feats["VerbForm"] == "Inf" }) { return .past }
    let head = document.tokens[index].head
    guard head != index else { return nil }
    let governor = document.tokens[head]
    guard governor.upos == .verb || governor.upos == .aux else { return nil }
    if recent.contains(governor.lemma) { return .past }
    switch direction(ofVerb: head, in: document) {
    case .past? where modals.contains(governor.lemma): return above(head, in: document) ?? .past
    case .past?: return .future
    case .some: return .future
    case nil: return nil
    }
  }

  private func above(_ index: Int, in document: AnnotatedDocument) -> Direction? {
    var current = index
    while document.tokens[current].head != current {
      current = document.tokens[current].head
      if let direction = direction(ofVerb: current, in: document), direction != .tense { return direction }
    }
    return nil
  }
}
