import SommetGraph
import SommetText

/// Says what the acts of one article are in the terms of PLOVER, by the tables of `PloverTable`.
struct PloverCoder {
  let view: ArticleView
  let table: PloverTable

  /// What is asked about one telling of an act.
  struct Question {
    var rule: EventRule
    var trigger: Int
    var modality: Modality
    /// The word that gives the modality.
    var ground: Int?
    /// The words that say what; the rest of the sentence stands for them where none were found.
    var content: Range<Int>?
    /// Entities on the side of the trigger's source and target.
    var sources: [Int]
    var targets: [Int]
  }

  /// The code of a telling; historical acts are marked later, when their dates are settled.
  func code(_ question: Question) -> PloverCode<Int> {
    for row in table.types {
      guard let actors = actors(of: row, question) else { continue }
      var code = PloverCode<Int>(type: row.type, modes: row.modes, actors: actors, rule: row.id)
      if let type = row.type {
        if code.modes.isEmpty { code.modes = modes(of: type, question.content) }
        if code.modes.isEmpty, let mode = row.defaultMode { code.modes = [mode] }
      }
      if row.type != nil, !row.saysModality, let auxiliary = Self.auxiliary(question.modality) {
        code.auxiliaries = [auxiliary]
      }
      code.contexts = contexts(of: view.sentence(question.trigger))
      return code
    }
    return PloverCode(type: nil, contexts: contexts(of: view.sentence(question.trigger)))
  }

  /// Who acts by a row beyond what the edge tells; nil when the row does not fit.
  private func actors(of row: PloverTable.TypeRow, _ question: Question) -> [Int]? {
    guard row.names.contains(where: { $0.fits(question.rule) }),
      row.modalities.isEmpty || row.modalities.contains(question.modality),
      row.trigger.map({ $0.match(at: question.trigger, in: view) != nil }) ?? true,
      row.content.map({ isMet($0, in: question.content) }) ?? true
    else { return nil }
    if let type = row.type, PloverVocabulary.shared.types[type]?.needsRecipient == true,
      question.targets.isEmpty
    {
      return nil
    }
    if let pattern = row.ground {
      guard let ground = question.ground, pattern.match(at: ground, in: view) != nil else { return nil }
    }
    switch row.side {
    case nil: return []
    case .source: return question.sources
    case .target: return question.targets
    case .governor:
      let agents = question.ground.map { governing($0) } ?? []
      let acting = (question.sources + question.targets).filter(agents.contains)
      return acting.isEmpty ? nil : acting
    }
  }

  /// Who does what the word above an act says.
  private func governing(_ word: Int) -> [Int] {
    let verb = view.clause(of: word)
    return view.agents(of: verb, isSpeech: true).flatMap { view.actors(at: $0) }.map(\.entity)
  }

  private func isMet(_ pattern: Pattern, in content: Range<Int>?) -> Bool {
    content.map { $0.contains { !view.isInsideName($0) && pattern.match(at: $0, in: view) != nil } } ?? false
  }

  private func modes(of type: String, _ content: Range<Int>?) -> [String] {
    guard let content else { return [] }
    var found: [String] = []
    for token in content where !view.isInsideName(token) {
      for row in table.modes(of: view.lemmas[token]) where row.types.contains(type) {
        if case .content(let pattern) = row.test, pattern.match(at: token, in: view) != nil {
          found.append(row.mode)
        }
      }
    }
    return PloverVocabulary.shared.ordered(found)
  }

  func contexts(of sentence: Range<Int>) -> [String] {
    var found: Set<String> = []
    var yielding: [String: [String]] = [:]
    for token in sentence where !view.isInsideName(token) {
      for row in table.contexts(of: view.lemmas[token]) where !found.contains(row.context) {
        guard row.word.match(at: token, in: view) != nil else { continue }
        found.insert(row.context)
        yielding[row.context] = row.yields
      }
    }
    let kept = found.filter { context in !(yielding[context] ?? []).contains { found.contains($0) } }
    return PloverVocabulary.shared.ordered(Array(kept))
  }

  /// What the modality is called among PLOVER's auxiliary modes.
  private static func auxiliary(_ modality: Modality) -> String? {
    switch modality {
    case .occurred, .unstated: nil
    case .planned: "future"
    case .hypothetical: "hypothetical"
    case .denied: "negation"
    }
  }
}
