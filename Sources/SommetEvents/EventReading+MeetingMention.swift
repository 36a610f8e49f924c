import SommetGraph
import SommetText

/// What the triggers of `met` tell.
extension EventReading {
  /// The most participants of a meeting that are taken to meet each other.
  static let circle = 6

  /// What a trigger of `met` tells; nil when nobody and nothing is found beside it.
  func meetingMention(_ match: RuleMatch, _ step: Series.Element? = nil) -> MeetingMention? {
    let rule = match.rule
    let isNoun = isNominal(match)
    if isSport(match) || isAside(match.trigger) || isMembership(match) { return nil }
    var sides = isNoun ? nominalSides(match) : verbalSides(match)
    if let step { sides.targets = step.actors }
    var reading = reading(of: match)
    // "X n'y participera pas": who stays away neither meets the others nor undoes their meeting.
    if rule.joins, reading.modality == .denied { return nil }
    if isNoun { complete(&sides, match, reading) }
    sides.targets.removeAll { target in sides.sources.contains { $0.entity == target.entity } }
    if isNoun, rule.kind == .talk {
      sides.sources.removeAll { isMedia($0.entity) }
      sides.targets.removeAll { isMedia($0.entity) }
    }
    if isNoun, sides.targets.isEmpty, sides.sources.count > 1, rule.kind != .visit { sides.isCircle = true }

    var participants = unique(sides.sources + sides.targets)
    let further = unique(attending(match.trigger) + beside(match.trigger)).filter { actor in
      !participants.contains { $0.entity == actor.entity }
    }
    var pairs: Set<MeetingMention.Pair> = []
    for source in sides.sources {
      for target in sides.targets { pairs.insert(.init(source.entity, target.entity)) }
    }
    // "Ni X ni Y n'ont rencontré Z" says nothing of X and Y.
    if reading.modality == .denied, !isNoun, !sides.targets.isEmpty { sides.isCircle = false }
    if sides.isCircle || sides.targets.isEmpty && sides.sources.count > 1 && isReciprocalVerb(match) {
      pairs.formUnion(circle(sides.sources))
    }
    participants += further
    var joining = further.map(\.entity)
    var joined: [Int] = []
    if rule.joins {
      joined = sides.targets.map(\.entity)
      joining = participants.map(\.entity).filter { !joined.contains($0) }
    }
    let place = place(of: match, apartFrom: participants, within: step?.tokens)
    if rule.goesToPlace, place == nil { return nil }
    // "X et Y accueillent des touristes": subjects of a verb that needs a counterpart are not each other's.
    if !isNoun, pairs.isEmpty, participants.count > 1, further.isEmpty, !rule.joins, !rule.isSolo {
      return nil
    }
    let isHosted = !isNoun && !rule.isPersonal && participants.count == 1 && hasNamelessCounterpart(match)
    let isAlone = rule.isSolo || isHosted || rule.joins
    if !isNoun, participants.count < 2, !(isAlone && !participants.isEmpty) { return nil }
    // Those who travel together do not meet each other.
    if rule.kind == .visit, isNoun, pairs.isEmpty, place == nil, further.isEmpty { return nil }
    let determiner = determiner(of: match.trigger, isNoun)
    // "suivait ces échanges": what only takes up a meeting does not say that it took place.
    if determiner == .demonstrative, participants.isEmpty, reading.modality == .occurred,
      !view.isDeprel(match.trigger, "nsubj")
    {
      reading.isExplicit = false
    }
    return MeetingMention(
      rule: rule, trigger: match.trigger, participants: participants, pairs: pairs.sorted(), joining: joining,
      joined: joined, isAlone: rule.isSolo || isHosted,
      reading: reading, date: date(of: match, step, reading),
      narrative: isNoun
        ? view.lineDate(before: match.trigger) ?? view.liveDay(of: match.trigger)
        : [.hypothetical, .denied].contains(reading.modality) ? nil : date(of: match.trigger, reading),
      place: place,
      label: isNoun ? label(of: match.trigger) : nil, isNamed: isNoun && isNamed(match.trigger),
      determiner: rule.joins ? .demonstrative : determiner, isAnother: isAnother(match.trigger))
  }

  /// Who meets whom.
  private struct Sides {
    var sources: [Actor]
    var targets: [Actor]
    /// Whether the sources meet each other.
    var isCircle: Bool
  }

  /// "rencontrera le FC Porto en demi-finale": opponents, not counterparts.
  private func isSport(_ match: RuleMatch) -> Bool {
    guard match.rule.kind == .any || match.rule.kind == .visit else { return false }
    if view.isSportReport, view.isVerb(match.trigger) { return true }
    return view.sentence(match.trigger).contains { index in
      !view.isInsideName(index) && view.token(index).upos != .adj
        && lexicon.words.contains(view.forms[index], in: .sport)
    }
  }

  /// "comme le rappelle la ministre": what was said, not who.
  private func isAside(_ trigger: Int) -> Bool {
    view.isVerb(trigger)
      && view.children(trigger).contains {
        $0 < trigger && lexicon.words.contains(view.forms[$0], in: .aside)
      }
  }

  /// "l'alliance qui réunit le parti et ses alliés": those who belong to a body.
  private func isMembership(_ match: RuleMatch) -> Bool {
    guard match.rule.frame.source == [.object], !view.isPassive(match.trigger),
      !view.isReflexive(match.trigger), [.present, .imperfect].contains(view.tense(of: match.trigger))
    else { return false }
    return view.agents(of: match.trigger).flatMap { view.actors(at: $0) }
      .contains { view.entities.entities[$0.entity].kind == .organization }
  }

  private func isMedia(_ entity: Int) -> Bool {
    lexicon.words.contains(view.entities.entities[entity].label.lowercased(), in: .media)
  }

  private func reading(of match: RuleMatch) -> ModalityReader.Reading {
    var reading = modality.reading(of: match.trigger)
    if isNominal(match), let verb = happening(of: match.trigger) {
      reading = modality.combine(reading, modality.reading(of: verb))
    }
    guard match.rule.isAhead else { return reading }
    return modality.combine(
      .init(modality: .planned, isExplicit: true),
      reading.modality == .occurred
        ? .init(modality: .planned, isExplicit: true) : reading)
  }

  // MARK: Verbs

  private func verbalSides(_ match: RuleMatch) -> Sides {
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
      if let first = rule.frame.target.first, first == .object,
        rule.frame.target.contains(.preposition("avec")),
        !heads(.object, match).isEmpty, !targets.isEmpty
      {
        let beside = actors([.preposition("avec")], match).filter { actor in
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
      targets.allSatisfy({ $0.token > match.trigger }), view.complements(of: match.trigger, "avec").isEmpty
    {
      return Sides(
        sources: unique(sources.filter { $0.token > match.trigger } + targets), targets: [], isCircle: true)
    }
    // "a suggéré à X de se revoir": the two of them.
    if rule.isReciprocal, isReflexive, targets.isEmpty, sources.count == 1, view.isInfinitive(match.trigger),
      let above = view.head(match.trigger), view.isVerb(above),
      lexicon.words.contains(view.lemmas[above], in: .control)
    {
      let proposing = view.subjects(of: above).flatMap { view.actors(at: $0) }
      targets = proposing.filter { $0.entity != sources[0].entity }
    }
    return Sides(sources: sources, targets: targets, isCircle: rule.isReciprocal)
  }

  /// Those that pronouns and bare descriptions in some slots stand for.
  private func recalled(_ slots: [Slot], _ match: RuleMatch, apartFrom others: Set<Int>) -> [Actor] {
    for slot in slots {
      var found = heads(slot, match).flatMap { view.recalled(by: $0, apartFrom: others) }
      // "devait nous recevoir": a clitic of the first person that the parser took for a reflexive.
      if found.isEmpty, slot == .object {
        let clitics = view.children(match.trigger).filter {
          $0 < match.trigger && ["nous", "m'", "me"].contains(view.forms[$0]) && !view.isDeprel($0, "nsubj")
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
  private func conjoined(with verb: Int) -> [Actor] {
    view.children(verb).filter { child in
      child > verb && view.token(child).deprel == "conj" && !view.isVerb(child)
        && (view.children(child).contains { view.forms[$0] == "ainsi" }
          || view.isReflexive(verb) && !view.children(verb).contains { view.isDeprel($0, "nsubj") })
        && [.noun, .propn, .x].contains(view.token(child).upos)
        && !view.children(child).contains { view.isDeprel($0, "nsubj") || view.token($0).deprel == "cop" }
    }.flatMap { view.actors(at: $0) }.map {
      Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.8)
    }
  }

  /// The subject that opens the sentence of a finite verb which the parser hung elsewhere: "X, passé la veille dans la
  /// station, y avait discuté avec Y".
  private func openingSubject(of verb: Int) -> [Actor] {
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
  private func gatheredBefore(_ participle: Int) -> [Actor] {
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
  private func distantObject(_ verb: Int) -> [Actor] {
    let upper = min(view.sentence(verb).upperBound, verb + 16)
    guard verb + 1 < upper else { return [] }
    for index in verb + 1..<upper {
      let token = view.token(index)
      let isOther = token.upos == .adp && !["de", "des", "du", "d'"].contains(view.forms[index])
      let isEnd =
        view.isVerb(index) || token.upos == .sconj || token.feats["PronType"] == "Dem" && token.upos == .pron
        || token.upos == .punct && view.forms[index] != "-"
      if isOther || isEnd || token.upos == .noun && view.eventNouns.contains(view.lemmas[index]) {
        return []
      }
      guard let mention = view.mentions(holding: index).last, mention.form == .name,
        view.entities.entities[mention.entity].kind == .person
      else { continue }
      guard view.token(mention.tokens.lowerBound - 1).upos != .adp, !view.isDeprel(mention.head, "nsubj")
      else { return [] }
      return view.actors(at: mention.head).map {
        Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.75)
      }
    }
    return []
  }

  /// "X, venu le voir": whom the participle above an infinitive is said of.
  private func antecedent(ofParticipleAbove verb: Int) -> [Actor]? {
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
  private func beyondInsertion(_ verb: Int) -> [Actor] {
    let upper = view.sentence(verb).upperBound
    guard !view.isPassive(verb) else { return [] }
    for mention in view.entities.mentions
    where mention.tokens.lowerBound > verb + 2 && mention.tokens.lowerBound < min(upper, verb + 20) {
      guard mention.form != .pronoun, view.entities.entities[mention.entity].kind == .person,
        view.forms[mention.tokens.lowerBound - 1] == ","
      else { continue }
      let between = verb + 1..<mention.tokens.lowerBound
      let commas = between.filter { view.forms[$0] == "," }
      let isInserted = commas.count >= 2 && commas[0] <= verb + 3
      let hasObject = between.contains {
        view.token($0).deprel == "obj" && view.head($0) == verb && !view.isTime($0)
      }
      let hasClauseEnd = between.contains { ["«", ";", ":", "et", "mais"].contains(view.forms[$0]) }
      guard isInserted, !hasObject, !hasClauseEnd, !view.isDeprel(mention.head, "nsubj") else { return [] }
      return view.actors(at: mention.head).map {
        Actor(entity: $0.entity, token: $0.token, certainty: $0.certainty * 0.8)
      }
    }
    return []
  }

  /// "recevra les syndicats": a counterpart without a name.
  private func hasNamelessCounterpart(_ match: RuleMatch) -> Bool {
    let slots = match.rule.frame.target + (view.isPassive(match.trigger) ? [.object] : [])
    return slots.contains { slot in
      heads(slot, match).contains { head in
        view.token(head).upos == .noun && lexicon.words.contains(view.lemmas[head], in: .counterpart)
          && view.actors(at: head).isEmpty
      }
    }
  }

  private func isReciprocalVerb(_ match: RuleMatch) -> Bool {
    match.rule.isReciprocal
      || match.rule.kind != .visit && view.isVerb(match.trigger) && view.isReflexive(match.trigger)
  }

  // MARK: Nouns

  private func nominalSides(_ match: RuleMatch) -> Sides {
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
    let own = view.complements(of: noun, "entre")
    let between = (own.isEmpty ? view.following(noun, "entre", within: 10) : own).flatMap { head in
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
    if sources.isEmpty, targets.isEmpty, rule.kind == .talk, endsBefore(noun) {
      let subjects = view.agents(of: view.clause(of: noun)).flatMap { view.actors(at: $0) }
      if subjects.count > 1 { return Sides(sources: unique(subjects), targets: [], isCircle: true) }
    }
    return Sides(sources: sources, targets: targets, isCircle: isCircle)
  }

  /// "après des négociations", "au terme de deux ans de discussions".
  private func endsBefore(_ noun: Int) -> Bool {
    var current = noun
    for _ in 0..<3 {
      if view.prepositions(of: current).contains(where: {
        ["après", "au terme de", "terme de", "à l'issue de", "issue de"].contains($0)
      }) {
        return true
      }
      guard let above = view.head(current), view.token(current).deprel == "nmod", !view.isVerb(above) else {
        return false
      }
      current = above
    }
    return false
  }

  /// Whether a country carries the event only as its place: "La Suisse accueille une rencontre".
  private func isHost(_ match: RuleMatch) -> Bool {
    view.carrier(of: match.trigger).map { lexicon.words.contains(view.lemmas[$0], in: .hosting) } ?? false
  }

  /// The other side of an event that names one: the subject of its clause, or the one told of last.
  private func complete(_ sides: inout Sides, _ match: RuleMatch, _ reading: ModalityReader.Reading) {
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
  private func topic(before noun: Int, apartFrom others: Set<Int>) -> [Actor] {
    let number = view.document.sentence(of: view.sentence(noun).lowerBound)
    guard number > 0, let block = view.document.blocks.first(where: { $0.tokens.contains(noun) }) else {
      return []
    }
    let before = view.document.sentences[number - 1]
    guard before.lowerBound >= block.tokens.lowerBound else { return [] }
    let subject = view.entities.mentions.first { mention in
      before.contains(mention.head) && view.isDeprel(mention.head, "nsubj")
        && !others.contains(mention.entity)
        && view.entities.entities[mention.entity].kind == .person
    }
    return subject.map { [Actor(entity: $0.entity, token: noun, certainty: 0.6)] } ?? []
  }

  private func circle(_ actors: [Actor]) -> Set<MeetingMention.Pair> {
    guard actors.count <= Self.circle else { return [] }
    var pairs: Set<MeetingMention.Pair> = []
    for (index, actor) in actors.enumerated() {
      for other in actors[(index + 1)...] where other.entity != actor.entity {
        pairs.insert(.init(actor.entity, other.entity))
      }
    }
    return pairs
  }

  // MARK: Dates

  /// The day of a telling: that of its step, its own, or the day before or after what it is said to precede or follow.
  private func date(of match: RuleMatch, _ step: Series.Element?, _ reading: ModalityReader.Reading)
    -> String?
  {
    guard let told = date(of: match, step), let published, reading.isExplicit else {
      return date(of: match, step)
    }
    // What has happened lies behind: a weekday that was read as the coming one is the last.
    if reading.modality == .occurred, ISODate.isAfter(told, published),
      let earlier = ISODate.shifted(told, by: -7), !ISODate.isAfter(earlier, published)
    {
      return earlier
    }
    return told
  }

  private func date(of match: RuleMatch, _ step: Series.Element?) -> String? {
    if let own = step.flatMap({ view.date(within: $0.tokens) }) { return own }
    guard isNominal(match) else {
      // "a proposé mardi que X et Y se rencontrent": the day of the proposal is not that of the meeting.
      if view.isDeprel(match.trigger, "ccomp"), let above = view.head(match.trigger), view.isVerb(above),
        !lexicon.words.contains(view.lemmas[above], in: .reporting),
        !view.times.contains(where: {
          $0.tokens.lowerBound > above && view.sentence(match.trigger).contains($0.tokens.lowerBound)
        })
      {
        return nil
      }
      return view.date(of: match.trigger)
    }
    if let days = dayOffset(match.trigger) {
      let clause = view.clause(of: match.trigger)
      let base =
        view.dateBelow(match.trigger) == nil
        ? (view.date(of: clause) ?? view.lineDate(before: match.trigger)
          ?? view.narrativeDate(before: match.trigger))
        : nil
      if let base { return ISODate.shifted(base, by: days) }
      return view.dateBelow(match.trigger)
    }
    let prepositions = view.prepositions(of: match.trigger)
    if prepositions.contains("après") || prepositions.contains("avant") {
      return view.dateBelow(match.trigger)
    }
    if let verb = happening(of: match.trigger), let day = view.date(of: verb) { return day }
    if !isSituated(match.trigger, by: view.clause(of: match.trigger)) { return view.dateBelow(match.trigger) }
    return view.date(of: match.trigger)
  }

  /// "le sommet de X, qui se tiendra à Oslo": the verb of a relative clause right behind the noun's phrase, wherever the
  /// parser hung it.
  func happening(of noun: Int) -> Int? {
    let upper = min(view.sentence(noun).upperBound, noun + 12)
    for index in noun + 1..<max(noun + 1, upper) {
      if view.forms[index] == "qui", let verb = view.head(index), verb > index, view.isVerb(verb) {
        return lexicon.words.contains(view.lemmas[verb], in: .happening)
          && !lexicon.words.contains(view.lemmas[verb], in: .light)
          || ["tenir", "avoir"].contains(view.lemmas[verb]) && isOwnEvent(verb) ? verb : nil
      }
      if view.isVerb(index) && view.isFinite(index) || [";", ":", "«"].contains(view.forms[index]) {
        return nil
      }
      if view.token(index).upos == .noun, view.eventNouns.contains(view.lemmas[index]) { return nil }
    }
    return nil
  }

  /// "se tiendra", "aura lieu": said of an event.
  func isOwnEvent(_ verb: Int) -> Bool {
    view.isReflexive(verb) || view.children(verb).contains { view.forms[$0] == "lieu" }
  }

  /// "à la veille du sommet": one day later than what is told; "au lendemain": one day earlier.
  private func dayOffset(_ noun: Int) -> Int? {
    guard let above = view.head(noun), above < noun else { return nil }
    switch view.forms[above] {
    case "veille": return 1
    case "lendemain": return -1
    default: return nil
    }
  }
}
