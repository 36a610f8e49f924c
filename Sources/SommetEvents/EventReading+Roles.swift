import SommetGraph
import SommetText

/// Filling a frame's slots around a trigger.
extension EventReading {
  /// The heads that stand in a slot.
  func heads(_ slot: Slot, _ match: RuleMatch) -> [Int] {
    let trigger = match.trigger
    let isSpeech = match.rule.frame.content.contains(.quotation)
    if case .named(let name) = slot { return match.named[name].map { [$0] } ?? [] }
    if isNominal(match) {
      let found = nominalHeads(slot, trigger)
      // "mise en garde de X": the owner hangs on the noun's fixed complement.
      guard found.isEmpty else { return found }
      return match.named.values.sorted().flatMap { nominalHeads(slot, $0) }
    }
    switch view.token(trigger).upos {
    case .adj where !view.isVerb(trigger): return adjectivalHeads(slot, trigger)
    default: break
    }
    switch slot {
    case .subject: return view.agents(of: trigger, isSpeech: isSpeech)
    case .object: return view.patients(of: trigger, isSpeech: isSpeech)
    case .preposition(let name): return complements(of: trigger, name)
    default: return []
    }
  }

  /// Whether a trigger is a noun, also one that the tagger took for something else.
  func isNominal(_ match: RuleMatch) -> Bool {
    let upos = view.token(match.trigger).upos
    return upos == .noun || upos == .propn
      || (upos == .adj && match.rule.frame.source.contains { $0 == .owner || $0 == .carrier })
  }

  private func complements(of trigger: Int, _ name: String) -> [Int] {
    let found = view.complements(of: trigger, name)
    return found.isEmpty && !lexicon.words.contains(name, in: .of) && !lexicon.words.contains(name, in: .to)
      ? view.following(trigger, name) : found
  }

  private func nominalHeads(_ slot: Slot, _ noun: Int) -> [Int] {
    switch slot {
    case .subject:
      let owners = view.owners(of: noun)
      return owners.isEmpty ? carriers(of: noun) : owners
    case .owner: return view.owners(of: noun)
    case .carrier: return carriers(of: noun)
    case .presenter: return carriers(of: noun, among: .presenting)
    case .speaker: return carriers(of: noun, among: .supporting)
    case .preposition(let name):
      let own = complements(of: noun, name)
      if !own.isEmpty { return own }
      // "l'avertissement de X à Y": hung on the owner.
      let beyond = view.owners(of: noun).flatMap { view.complements(of: $0, name) }.filter { $0 > noun }
      if lexicon.words.contains(name, in: .to), !beyond.isEmpty { return beyond }
      let carrier =
        view.carrier(of: noun) ?? view.carrier(of: noun, among: .presenting)
        ?? view.carrier(of: noun, among: .supporting)
      return carrier.map { view.complements(of: $0, name) } ?? []
    case .itself: return [noun]
    default: return []
    }
  }

  /// The one who acts by the verb that carries a noun: "X lance un appel", "un appel lancé par X".
  private func carriers(of noun: Int, among verbs: WordClasses.Class? = nil) -> [Int] {
    guard let verb = view.carrier(of: noun, among: verbs) else { return [] }
    if view.isLemma(verb, .passiveLight) { return [] }
    return view.agents(of: verb)
  }

  private func adjectivalHeads(_ slot: Slot, _ adjective: Int) -> [Int] {
    switch slot {
    case .subject, .object:
      if view.token(adjective).deprel == "amod" || view.isDeprel(adjective, "acl") {
        return view.head(adjective).map { [$0] } ?? []
      }
      return view.subjects(of: adjective)
    case .preposition(let name):
      let own = view.complements(of: adjective, name)
      return own.isEmpty ? view.following(adjective, name) : own
    default: return []
    }
  }

  /// Actors in the first slot that holds any.
  func actors(_ slots: [Slot], _ match: RuleMatch) -> [Actor] {
    for slot in slots {
      let heads = heads(slot, match)
      var found = heads.flatMap { view.actors(at: $0) }
      if found.isEmpty, slot == .object, view.isVerb(match.trigger), !view.isPassive(match.trigger),
        !heads.contains(where: { head in view.children(head).contains { view.token($0).upos == .det } }),
        let stray = view.strayObject(of: match.trigger)
      {
        found = view.actors(at: stray)
      }
      let all = found
      if rule(match, wantsPersonsIn: slot) {
        found.removeAll { view.entities.entities[$0.entity].kind != .person }
      }
      trace?.searched(slot, heads, found: all, kept: found)
      if !found.isEmpty { return unique(found.map(represented)) }
      let authors = heads.flatMap(authors)
      if slot == .subject, !authors.isEmpty {
        trace?.searched(slot, heads, found: authors, kept: authors)
        return unique(authors.map(represented))
      }
    }
    return []
  }

  private func rule(_ match: RuleMatch, wantsPersonsIn slot: Slot) -> Bool {
    match.rule.isPersonal && match.rule.frame.target.contains(slot)
  }

  /// "le plan de X prévoit": those who speak through a text.
  private func authors(of document: Int) -> [Actor] {
    guard view.isLemma(document, .document) else { return [] }
    let heads = view.owners(of: document) + carriers(of: document)
    return heads.flatMap { view.actors(at: $0) }.map { actor in
      Actor(entity: actor.entity, token: actor.token, certainty: actor.certainty * 0.9)
    }
  }

  /// A spokesperson speaks for the body.
  private func represented(_ actor: Actor) -> Actor {
    guard
      let office = view.entities.offices.first(where: {
        $0.holder == actor.entity && !$0.isPast && lexicon.words.contains(firstWord($0.title), in: .voice)
      })
    else { return actor }
    return Actor(entity: office.body, token: actor.token, certainty: actor.certainty * 0.95)
  }

  private func firstWord(_ title: String) -> String {
    title.split(separator: " ").first.map { $0.lowercased() } ?? title
  }

  func unique(_ actors: [Actor]) -> [Actor] {
    var seen: Set<Int> = []
    return actors.filter { seen.insert($0.entity).inserted }
  }

  func isFilled(_ slot: Slot, _ match: RuleMatch) -> Bool {
    switch slot {
    case .clause: view.clauseContent(of: match.trigger) != nil
    case .infinitive: view.infinitiveContent(of: match.trigger) != nil
    case .quotation: view.quotationContent(of: match.trigger) != nil
    case .colon: view.colonContent(of: match.trigger) != nil
    default: !heads(slot, match).isEmpty
    }
  }

  /// The words that say what, from the first slot that has some.
  func content(_ match: RuleMatch, of sources: [Actor], apartFrom targets: [Actor]) -> Content? {
    var fallback: Content?
    for slot in match.rule.frame.content {
      switch slot {
      case .clause:
        if let found = view.clauseContent(of: match.trigger) ?? carried(match, view.clauseContent) {
          return found
        }
      case .infinitive:
        if let found = view.infinitiveContent(of: match.trigger) ?? carried(match, view.infinitiveContent) {
          return found
        }
      case .quotation: if let found = view.quotationContent(of: match.trigger) { return found }
      case .colon: if let found = view.colonContent(of: match.trigger) { return found }
      case .itself: if let found = view.phrase(match.trigger, trigger: match.trigger - 1) { return found }
      default:
        for head in heads(slot, match) where !isVoid(head) && !sources.contains(where: { $0.token == head }) {
          guard let found = view.phrase(head, trigger: match.trigger) else { continue }
          if targets.contains(where: { $0.token == head }) {
            fallback = fallback ?? found
          } else {
            return found
          }
        }
      }
    }
    return fallback
  }

  /// Content that hangs on the verb that carries a noun.
  private func carried(_ match: RuleMatch, _ content: (Int) -> Content?) -> Content? {
    guard view.token(match.trigger).upos == .noun, let verb = view.carrier(of: match.trigger) else {
      return nil
    }
    return content(verb)
  }

  /// A pronoun or a name without words of its own says nothing about what.
  private func isVoid(_ head: Int) -> Bool {
    view.isTime(head) || view.isForm(head, .neuter)
      || (view.token(head).upos == .pron && !view.children(head).contains { $0 > head })
  }

  // MARK: Acts

  /// "propose de rejeter", "menace d'opposer son veto": what another act is about has not been done.
  ///
  /// - Returns: the trigger of that act.
  private func actAbove(_ trigger: Int, _ reading: ModalityReader.Reading) -> Int? {
    guard !(reading.modality == .occurred && reading.isExplicit) else { return nil }
    // "nie avoir proposé": what is denied had been said.
    if modality.isPerfectInfinitive(trigger) { return nil }
    let verb = view.clause(of: trigger)
    guard view.isInfinitive(verb), let above = view.head(verb) else { return nil }
    let isAct = lexicon.rules(for: view.lemmas[above]).contains { rule in
      rule.relation != .met && rule.pattern.match(at: above, in: view) != nil
    }
    return isAct ? above : nil
  }

  /// "Le plan présenté par X préconise …", "propose un plan": the verb tells the act, its noun does not tell it again.
  private func tellerOfSameAct(_ match: RuleMatch) -> Int? {
    guard isNominal(match) else { return nil }
    let above = view.isDeprel(match.trigger, "nsubj") ? view.head(match.trigger) : nil
    guard
      let verb = above ?? view.carrier(of: match.trigger, among: .presenting)
        ?? view.carrier(of: match.trigger)
    else { return nil }
    let isSame = lexicon.rules(for: view.lemmas[verb]).contains {
      $0.relation == match.rule.relation && $0.pattern.match(at: verb, in: view) != nil
    }
    return isSame ? verb : nil
  }

  /// "Y a reçu un avertissement de X": the subject of a verb by which an act reaches somebody.
  private func receivers(_ match: RuleMatch) -> [Actor] {
    guard isNominal(match), let verb = view.carrier(of: match.trigger),
      view.isLemma(verb, .passiveLight), !view.isPassive(verb)
    else { return [] }
    return unique(view.subjects(of: verb).flatMap { view.actors(at: $0) })
  }

  func acts(_ match: RuleMatch) -> [RecordedAct] {
    let rule = match.rule
    if let verb = tellerOfSameAct(match) { return missed(.sameAct, [verb]) }
    let sources = actors(rule.frame.source, match)
    guard !sources.isEmpty else { return missed(.sourceMissing) }
    let targets = (actors(rule.frame.target, match) + receivers(match)).filter { target in
      !sources.contains { $0.entity == target.entity }
    }
    let content = content(match, of: sources, apartFrom: targets)
    guard content != nil || (!targets.isEmpty && !rule.needsContent) else {
      return missed(targets.isEmpty ? .contentMissing : .addresseeAlone, targets.map(\.token))
    }
    let reading = modality.reading(of: match.trigger, isSpoken: true)
    if let above = actAbove(match.trigger, reading) { return missed(.contentOfAct, [above]) }
    let date = date(of: match.trigger, reading, apartFrom: clausal(content, match.trigger))
    let evidence = evidence(of: match.trigger)
    let attribution = attribution(of: match.trigger)
    let said = attribution?.entity
    trace?.read(
      .init(
        sources: sources, targets: targets, content: content, reading: reading, dating: date,
        said: attribution))
    let plover = plover.code(
      .init(
        rule: rule, trigger: match.trigger, modality: reading.modality, ground: reading.ground?.token,
        content: content?.tokens ?? match.trigger
          + 1..<max(match.trigger + 1, view.sentence(match.trigger).upperBound),
        sources: sources.map(\.entity), targets: targets.map(\.entity)))
    let concerns = content.map { view.entitiesNamed(in: $0.tokens) } ?? []
    var found: [RecordedAct] = []
    for source in sources {
      let date = date ?? dateOfSaying(match.trigger, attribution, by: source.entity)
      let targets = targets.isEmpty ? counterparts(of: source, among: sources, match) : targets
      let aims: [(RecordedAct.Target, Double)] =
        targets.isEmpty
        ? content.map { [(.topic(view.topic($0)), 1)] } ?? []
        : targets.map { (.entity($0.entity), $0.certainty) }
      for (aim, certainty) in aims {
        found.append(
          RecordedAct(
            relation: rule.relation, source: source.entity, target: aim,
            modality: reading.modality, date: date?.value,
            content: content?.text, concerns: concerns,
            accordingTo: said,
            confidence: rounded(rule.confidence * source.certainty * certainty), rule: rule.id,
            evidence: evidence, plover: plover))
      }
    }
    return found
  }

  private func missed(_ reason: MissReason, _ tokens: [Int] = []) -> [RecordedAct] {
    trace?.missed(reason, tokens)
    return []
  }

  /// "X et Y se sont menacés", "un accord entre X et Y": each is the other's addressee.
  private func counterparts(of source: Actor, among sources: [Actor], _ match: RuleMatch) -> [Actor] {
    let isMutual =
      match.rule.isReciprocal
      || match.rule.frame.target.contains(.object) && view.isVerb(match.trigger)
        && view.isReflexive(match.trigger)
    guard isMutual, sources.count == 2 else { return [] }
    return sources.filter { $0.entity != source.entity }
  }

  /// The tokens of what is said when they hold a clause of their own, whose dates are not those of saying it.
  private func clausal(_ content: Content?, _ trigger: Int) -> Range<Int>? {
    guard let content, !content.tokens.contains(trigger) else { return nil }
    let verb = content.tokens.first { view.isVerb($0) && (view.isFinite($0) || view.isInfinitive($0)) }
    return verb.map { Range(from: min($0, content.head ?? $0), upTo: content.tokens.upperBound) }
  }

  func rounded(_ confidence: Double) -> Double { (confidence * 100).rounded() / 100 }
}
