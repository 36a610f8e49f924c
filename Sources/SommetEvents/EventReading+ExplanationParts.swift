import SommetGraph
import SommetText

/// The parts of an explanation: words, rows, days and those in a role.
extension EventReading {
  func name(_ entity: Int) -> String { view.entities.entities[entity].label }

  func words(_ tokens: Range<Int>) -> EventExplanation.Words {
    let span = view.document.span(of: tokens)
    return .init(
      start: span.start, end: span.end,
      text: view.document.text[span].split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  func row(_ rule: EventRule) -> EventExplanation.Row {
    .init(id: rule.id, table: rule.table, line: rule.line, confidence: rule.confidence)
  }

  func day(_ dating: Dating?) -> EventExplanation.Day? {
    dating.map { .init(value: $0.value, words: $0.tokens.map(words), from: $0.source) }
  }

  func grounds(_ reading: ModalityReader.Reading) -> [EventExplanation.Reason] {
    guard let ground = reading.ground else { return [] }
    return [
      .init(words: words(ground.token..<ground.token + 1), kind: ground.kind, row: scopeRow(of: ground))
    ]
  }

  private func scopeRow(of ground: Ground) -> EventExplanation.Row? {
    let position: ScopeLexicon.Position
    switch ground.kind {
    case .governor: position = .governor
    case .regret: position = .perfect
    case .noun: position = .noun
    case .modifier: position = .modifier
    default: return nil
    }
    let line =
      lexicon.scope.line(of: view.lemmas[ground.token], as: position)
      ?? lexicon.scope.line(of: view.forms[ground.token], as: position)
    return line.map { .init(id: "scope.\(position.rawValue)", table: "scope.tsv", line: $0) }
  }

  func argument(_ said: Attribution) -> EventExplanation.Argument {
    argument(Actor(entity: said.entity, token: said.speaker, certainty: 1), .speaker, nil)
  }

  func argument(
    _ actor: Actor, _ role: EventExplanation.Argument.Role, _ attempt: EventTrace.Attempt?
  ) -> EventExplanation.Argument {
    let mention = view.mentions(holding: actor.token).last { $0.entity == actor.entity }
    let slot = attempt?.searches.first { search in search.kept.contains { $0.token == actor.token } }?.slot
    let entity = view.entities.entities[actor.entity]
    return EventExplanation.Argument(
      role: role, slot: slot?.name, words: words(mention?.tokens ?? view.stretch(actor.token)),
      entity: entity.label, kind: NodeKind(entity.kind), link: mention?.rule ?? link(of: actor),
      certainty: rounded(actor.certainty))
  }

  private func link(of actor: Actor) -> String {
    let isVoice = view.mentions(holding: actor.token).contains { mention in
      view.entities.offices.contains { $0.holder == mention.entity && $0.body == actor.entity }
    }
    return isVoice ? "office.voice" : "context"
  }

  /// The mention of a place that is nearest to a trigger, in its sentence or before it.
  func place(_ entity: Int, near trigger: Int) -> EventExplanation.Argument? {
    let sentence = view.sentence(trigger)
    let mentions = view.entities.mentions.filter { $0.entity == entity && $0.head < sentence.upperBound }
    let mention = mentions.min { abs($0.head - trigger) < abs($1.head - trigger) }
    return mention.map { argument(Actor(entity: entity, token: $0.head, certainty: 1), .place, nil) }
  }
}

extension NodeKind {
  fileprivate init(_ kind: EntityKind) {
    switch kind {
    case .person: self = .person
    case .organization: self = .organization
    case .country: self = .country
    case .place: self = .place
    }
  }
}
