import SommetGraph
import SommetText

/// Who meets whom by a noun.
extension EventReading {
  func nominalSides(_ match: RuleMatch) -> Sides {
    let rule = match.rule
    let noun = match.trigger
    var sources = actors(rule.frame.source, match)
    // "X et Y poursuivent leurs tractations": the possessive alone may stand for one of them only.
    if !sources.isEmpty, rule.frame.source.contains(.carrier) {
      let carriers = heads(.carrier, match).flatMap { view.actors(at: $0) }
      if carriers.contains(where: { carrier in sources.contains { $0.entity == carrier.entity } }) {
        sources = unique(sources + carriers)
      }
    }
    if sources.isEmpty {
      let open = rule.frame.source.flatMap { heads($0, match) }
      sources = unique(open.flatMap { view.recalled(by: $0, apartFrom: []) })
    }
    var targets = actors(rule.frame.target, match)
    // A visit to a country is no meeting with it.
    if rule.kind == .visit { targets.removeAll { view.entities.entities[$0.entity].kind == .country } }
    var isCircle = rule.isReciprocal
    let own = view.complements(of: noun, .between)
    let between = (own.isEmpty ? view.following(noun, .between, within: 10) : own).flatMap { head in
      let actors = view.actors(at: head)
      return actors.isEmpty ? view.recalled(by: head, apartFrom: []) : actors
    }
    let joined = between.isEmpty ? joinedNames(at: noun) : between
    let gathered = gathered(by: noun)
    if !joined.isEmpty || gathered.count > 1 {
      sources = unique(joined + gathered)
      targets.removeAll { target in sources.contains { $0.entity == target.entity } }
      isCircle = true
    }
    if sources.isEmpty,
      let possessive = view.children(noun).first(where: { view.token($0).feats["Poss"] == "Yes" })
    {
      sources = view.recalled(by: possessive, apartFrom: Set(targets.map(\.entity)))
      // "leur poignée de main": the two of them.
      if sources.count == 2, rule.kind != .visit { isCircle = true }
    }
    // "La Suisse accueille une rencontre entre X et Y": she is the place, unless nobody else is named.
    if isHost(match), sources.count + targets.count > 1 {
      sources.removeAll {
        view.entities.entities[$0.entity].kind == .country && !gathered.contains($0) && !joined.contains($0)
      }
    }
    // "X, en visite à Oslo"
    if sources.isEmpty, rule.kind == .visit, let above = view.head(noun), !view.isVerb(above) {
      sources = view.actors(at: above).filter { view.entities.entities[$0.entity].kind == .person }
    }
    // "Après sept ans de négociations, X et Y ont signé": those who reach the end of the talks held them.
    if sources.isEmpty, targets.isEmpty, rule.kind == .talk, stands(noun, behind: .ended) {
      let subjects = view.agents(of: view.clause(of: noun)).flatMap { view.actors(at: $0) }
      if subjects.count > 1 { return Sides(sources: unique(subjects), targets: [], isCircle: true) }
    }
    return Sides(sources: sources, targets: targets, isCircle: isCircle)
  }

  /// Whether a preposition of a class governs a noun, or the measure that it has: "après des négociations", "au terme de
  /// deux ans de discussions".
  func stands(_ noun: Int, behind prepositions: WordClasses.Class) -> Bool {
    var current = noun
    for _ in 0..<3 {
      if view.preposition(of: current, is: prepositions) { return true }
      guard let above = view.head(current), view.token(current).deprel == "nmod", !view.isVerb(above) else {
        return false
      }
      current = above
    }
    return false
  }

  /// Whether a country carries the event only as its place: "La Suisse accueille une rencontre".
  func isHost(_ match: RuleMatch) -> Bool {
    view.carrier(of: match.trigger).map { view.isLemma($0, .hosting) } ?? false
  }

  /// The other side of an event that names one: the subject of its clause, or the one told of last.
  func complete(_ sides: inout Sides, _ match: RuleMatch, _ reading: ModalityReader.Reading) {
    let noun = match.trigger
    guard sides.sources.isEmpty != sides.targets.isEmpty, !sides.isCircle,
      sides.sources.isEmpty || match.rule.kind == .call && sides.sources.count == 1,
      !isSought(noun, reading)
    else { return }
    let present = sides.sources + sides.targets
    var others = companions(noun).filter { actor in !present.contains { $0.entity == actor.entity } }
    if others.isEmpty, sides.sources.isEmpty, view.isDeprel(noun, "nsubj") {
      // "Un entretien avec X a été annulé": of the one that the sentences before are about.
      others = topic(before: noun, apartFrom: Set(present.map(\.entity)))
    }
    if sides.sources.isEmpty { sides.sources = others } else { sides.targets = others }
  }

  /// The person who is the subject of the sentence before, in the same block.
  func topic(before noun: Int, apartFrom others: Set<Int>) -> [Actor] {
    let number = view.document.sentence(of: view.sentence(noun).lowerBound)
    guard number > 0, let block = view.document.block(of: noun) else { return [] }
    let before = view.document.sentences[number - 1]
    guard before.lowerBound >= view.document.blocks[block].tokens.lowerBound else { return [] }
    let subject = view.entities.mentions.first { mention in
      before.contains(mention.head) && view.isDeprel(mention.head, "nsubj")
        && !others.contains(mention.entity)
        && view.entities.entities[mention.entity].kind == .person
    }
    return subject.map { [Actor(entity: $0.entity, token: noun, certainty: 0.6)] } ?? []
  }

  func circle(_ actors: [Actor]) -> Set<MeetingMention.Pair> {
    guard actors.count <= Self.circle else { return [] }
    var pairs: Set<MeetingMention.Pair> = []
    for (index, actor) in actors.enumerated() {
      for other in actors[(index + 1)...] where other.entity != actor.entity {
        pairs.insert(.init(actor.entity, other.entity))
      }
    }
    return pairs
  }
}
