import SommetGraph
import SommetText

/// Who meets whom by a verb.
extension EventReading {
  func verbalSides(_ match: RuleMatch) -> Sides {
    let rule = match.rule
    var sources = actors(rule.frame.source, match)
    var targets: [Actor] = []
    if !rule.goesToPlace {
      for slot in rule.frame.target where targets.isEmpty {
        targets = actors([slot], match)
        if targets.isEmpty, slot == .object {
          targets = recalled([slot], match, apartFrom: Set(sources.map(\.entity)))
        }
      }
      // "Je l'ai rencontré avec X": X met him too.
      let companions = rule.frame.target.filter { slot in
        if case .preposition(let name) = slot { lexicon.words.contains(name, in: .with) } else { false }
      }
      if rule.frame.target.first == .object, !companions.isEmpty, !heads(.object, match).isEmpty,
        !targets.isEmpty
      {
        let beside = actors(companions, match).filter { actor in
          !targets.contains { $0.entity == actor.entity } && !view.isPassive(match.trigger)
        }
        if !sources.isEmpty { sources = unique(sources + beside) }
      }
    }
    // "Reçu par X, il …": the pronoun cannot be X, whatever it was resolved to.
    if !targets.isEmpty, targets.allSatisfy({ target in sources.contains { $0.entity == target.entity } }) {
      let known = Set(sources.map(\.entity))
      let pronouns = rule.frame.target.flatMap { heads($0, match) }.filter { view.token($0).upos == .pron }
      targets = pronouns.flatMap { view.recalled(by: $0, apartFrom: known, isOpen: true) }
    }
    let joining = rule.goesToPlace ? [] : conjoined(with: match.trigger)
    if !joining.isEmpty {
      if sources.isEmpty || rule.joins {
        sources = unique(sources + joining)
      } else {
        targets = unique(targets + joining)
      }
    }
    if rule.frame.source == [.object], sources.isEmpty { sources = gatheredBefore(match.trigger) }
    if targets.isEmpty, rule.frame.target.contains(.object), !view.isPassive(match.trigger) {
      targets = distantObject(match.trigger).filter { target in
        !sources.contains { $0.entity == target.entity }
      }
    }
    if sources.isEmpty, let apposed = antecedent(ofParticipleAbove: match.trigger) { sources = apposed }
    if sources.isEmpty {
      sources = recalled(rule.frame.source, match, apartFrom: Set(targets.map(\.entity)))
    }
    if sources.isEmpty { sources = openingSubject(of: match.trigger) }
    if targets.isEmpty, !rule.goesToPlace {
      targets = recalled(rule.frame.target, match, apartFrom: Set(sources.map(\.entity)))
    }
    if targets.isEmpty, !rule.goesToPlace, rule.frame.target.contains(.object) {
      targets = beyondInsertion(match.trigger).filter { target in
        !sources.contains { $0.entity == target.entity }
      }
    }
    // "S'y sont retrouvés X et Y": the subject follows.
    let isReflexive = view.isReflexive(match.trigger)
    if rule.isReciprocal, isReflexive,
      view.children(match.trigger).allSatisfy({ !view.isDeprel($0, "nsubj") }),
      !targets.isEmpty, !view.isInfinitive(match.trigger), sources.count + targets.count > 1,
      targets.allSatisfy({ $0.token > match.trigger }), view.complements(of: match.trigger, .with).isEmpty
    {
      return Sides(
        sources: unique(sources.filter { $0.token > match.trigger } + targets), targets: [], isCircle: true)
    }
    // "a suggéré à X de se revoir": the two of them.
    if rule.isReciprocal, isReflexive, targets.isEmpty, sources.count == 1, view.isInfinitive(match.trigger),
      let above = view.head(match.trigger), view.isVerb(above),
      view.isLemma(above, .control)
    {
      let proposing = view.subjects(of: above).flatMap { view.actors(at: $0) }
      targets = proposing.filter { $0.entity != sources[0].entity }
    }
    return Sides(sources: sources, targets: targets, isCircle: rule.isReciprocal)
  }

  /// Those that pronouns and bare descriptions in some slots stand for.
  func recalled(_ slots: [Slot], _ match: RuleMatch, apartFrom others: Set<Int>) -> [Actor] {
    for slot in slots {
      var found = heads(slot, match).flatMap { view.recalled(by: $0, apartFrom: others) }
      // "devait nous recevoir": a clitic of the first person that the parser took for a reflexive.
      if found.isEmpty, slot == .object {
        let clitics = view.children(match.trigger).filter {
          $0 < match.trigger && view.isForm($0, .us) && !view.isDeprel($0, "nsubj")
        }
        found = clitics.flatMap { view.recalled(by: $0, apartFrom: others) }
      }
      if match.rule.isPersonal || slot == .object {
        found.removeAll { others.contains($0.entity) }
      }
      if !found.isEmpty { return unique(found) }
    }
    return []
  }

  /// "…, ainsi que X": names that the parser has joined to the verb itself.
  func conjoined(with verb: Int) -> [Actor] {
    view.children(verb).filter { child in
      child > verb && view.token(child).deprel == "conj" && !view.isVerb(child)
        && (view.children(child).contains { view.isForm($0, .asWell) }
          || view.isReflexive(verb) && !view.children(verb).contains { view.isDeprel($0, "nsubj") })
        && [.noun, .propn, .x].contains(view.token(child).upos)
        && !view.children(child).contains { view.isDeprel($0, "nsubj") || view.token($0).deprel == "cop" }
    }.flatMap { view.actors(at: $0) }.map {
      Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.8)
    }
  }

  /// The subject that opens the sentence of a finite verb which the parser hung elsewhere: "X, passé la veille dans la
  /// station, y avait discuté avec Y".
  func openingSubject(of verb: Int) -> [Actor] {
    guard view.isFinite(verb), view.head(verb) != nil,
      view.isDeprel(verb, "acl") || view.isDeprel(verb, "advcl"),
      !view.children(verb).contains(where: {
        view.isDeprel($0, "nsubj") || view.token($0).feats["PronType"] == "Rel"
          || view.token($0).deprel == "mark"
          || view.token($0).deprel.hasPrefix("expl:subj")
      })
    else { return [] }
    let sentence = view.sentence(verb)
    guard let mention = view.entities.mentions.first(where: { sentence.contains($0.head) && $0.head < verb }),
      view.isDeprel(mention.head, "nsubj"), view.entities.entities[mention.entity].kind == .person
    else { return [] }
    return view.actors(at: mention.head).map {
      Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.7)
    }
  }

  /// "X et trente maires réunis à Oslo", "les ministres de l'Otan réunis jeudi": those right before a
  /// participle, though it hangs on one word of theirs.
  func gatheredBefore(_ participle: Int) -> [Actor] {
    guard view.isBareParticiple(participle), view.isDeprel(participle, "acl") else { return [] }
    var current = participle
    for _ in 0..<3 {
      guard let above = view.head(current), above < current, !view.isVerb(above) else { break }
      current = above
      let actors = view.actors(at: current)
      if !actors.isEmpty { return actors }
    }
    guard let mention = view.mentions(holding: participle - 1).last, mention.tokens.upperBound == participle,
      view.entities.entities[mention.entity].kind == .organization
    else { return [] }
    return [Actor(entity: mention.entity, token: mention.head, certainty: 0.7)]
  }

  /// "a rencontré le président des chefs d'état-major interarmées X": the name at the end of a long title.
  func distantObject(_ verb: Int) -> [Actor] {
    let upper = min(view.sentence(verb).upperBound, verb + 16)
    guard verb + 1 < upper else { return [] }
    for index in Range(from: verb + 1, upTo: upper) {
      let token = view.token(index)
      let isOther = token.upos == .adp && !view.isPreposition(index, .of)
      let isEnd =
        view.isVerb(index) || token.upos == .sconj || token.feats["PronType"] == "Dem" && token.upos == .pron
        || token.upos == .punct && view.forms[index] != "-"
      if isOther || isEnd || token.upos == .noun && view.eventNouns.contains(view.lemmas[index]) {
        return []
      }
      guard let mention = view.mentions(holding: index).last, mention.form == .name,
        view.entities.entities[mention.entity].kind == .person
      else { continue }
      guard view.upos(before: mention.tokens.lowerBound) != .adp, !view.isDeprel(mention.head, "nsubj")
      else { return [] }
      return view.actors(at: mention.head).map {
        Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.75)
      }
    }
    return []
  }

  /// "X, venu le voir": whom the participle above an infinitive is said of.
  func antecedent(ofParticipleAbove verb: Int) -> [Actor]? {
    var current = verb
    for _ in 0..<2 where !view.isBareParticiple(current) {
      guard let above = view.head(current), view.isVerb(above) else { break }
      current = above
    }
    let lower = view.sentence(verb).lowerBound
    // The participle may stand right before the infinitive without being its head.
    var index = view.isBareParticiple(current) && current < verb ? current : view.start(ofVerbGroup: verb) - 1
    guard index > lower + 1, view.isBareParticiple(index) else { return nil }
    index -= 1
    guard view.forms[index] == ",", let mention = view.mentions(holding: index - 1).last,
      mention.tokens.upperBound == index
    else { return nil }
    let actors = view.actors(at: mention.head)
    return actors.isEmpty ? nil : [actors[0]]
  }

  /// "a accueilli lundi, à Oslo, où elle vit, le président X": the object behind an insertion between commas.
  func beyondInsertion(_ verb: Int) -> [Actor] {
    let upper = view.sentence(verb).upperBound
    guard !view.isPassive(verb) else { return [] }
    for mention in view.entities.mentions
    where mention.tokens.lowerBound > verb + 2 && mention.tokens.lowerBound < min(upper, verb + 20) {
      guard mention.form != .pronoun, view.entities.entities[mention.entity].kind == .person,
        view.forms[mention.tokens.lowerBound - 1] == ","
      else { continue }
      let between = Range(from: verb + 1, upTo: mention.tokens.lowerBound)
      let commas = between.filter { view.forms[$0] == "," }
      let isInserted = commas.count >= 2 && commas[0] <= verb + 3
      let hasObject = between.contains {
        view.token($0).deprel == "obj" && view.head($0) == verb && !view.isTime($0)
      }
      let hasClauseEnd = between.contains {
        ["«", ";", ":"].contains(view.forms[$0]) || view.isForm($0, .and) || view.isForm($0, .contrast)
      }
      guard isInserted, !hasObject, !hasClauseEnd, !view.isDeprel(mention.head, "nsubj") else { return [] }
      return view.actors(at: mention.head).map {
        Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.8)
      }
    }
    return []
  }

  /// "recevra les syndicats": a counterpart without a name.
  func hasNamelessCounterpart(_ match: RuleMatch) -> Bool {
    let slots = match.rule.frame.target + (view.isPassive(match.trigger) ? [.object] : [])
    return slots.contains { slot in
      heads(slot, match).contains { head in
        view.token(head).upos == .noun && view.isLemma(head, .counterpart)
          && view.actors(at: head).isEmpty
      }
    }
  }

  func isReciprocalVerb(_ match: RuleMatch) -> Bool {
    match.rule.isReciprocal
      || match.rule.kind != .visit && view.isVerb(match.trigger) && view.isReflexive(match.trigger)
  }
}
