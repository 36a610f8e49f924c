import SommetText

/// Where a meeting takes place.
extension EventReading {
  /// The place that stands with a preposition below the trigger or in its clause, hosts the event, opens the sentence
  /// or is taken up by "y" or "où".
  ///
  /// - Parameter stretch: the only tokens to look at, for a step of a series.
  func place(of match: RuleMatch, apartFrom participants: [Actor], within stretch: Range<Int>?) -> Int? {
    let trigger = match.trigger
    // "a visité la Pologne": the place is the object.
    if match.rule.goesToPlace, match.rule.frame.target.contains(.object),
      let visited = view.patients(of: trigger).lazy.flatMap({ view.mentions(holding: $0) }).first(where: {
        isPlace($0.entity)
      })
    {
      return visited.entity
    }
    let sentence = stretch ?? view.sentence(trigger)
    let clause = view.clause(of: trigger)
    let isNoun = isNominal(match)
    var best: (rank: Int, distance: Int, entity: Int)?
    for mention in view.entities.mentions where sentence.contains(mention.head) && mention.form != .pronoun {
      guard isPlace(mention.entity), !participants.contains(where: { $0.entity == mention.entity }) else {
        continue
      }
      guard isLocated(mention, isNoun: isNoun) else { continue }
      let ranked = stretch == nil ? placeRank(mention.head, trigger, clause) : 0
      guard let rank = ranked ?? nearbyRank(mention, trigger, clause) else { continue }
      if isNoun, rank >= 2, stretch == nil, !isSituated(trigger, by: clause) { continue }
      let distance = abs(mention.head - trigger) + (mention.head < trigger ? 4 : 0)
      if best.map({ (rank, distance) < ($0.rank, $0.distance) }) ?? true {
        best = (rank, distance, mention.entity)
      }
    }
    if let best { return best.entity }
    if isNoun, stretch == nil, let verb = happening(of: trigger) {
      let below = view.entities.mentions.first { mention in
        isPlace(mention.entity) && mention.form != .pronoun && view.head(mention.head) == verb
          && isLocated(mention, isNoun: false)
      }
      if let below { return below.entity }
    }
    guard stretch == nil else { return nil }
    return hostingPlace(of: match) ?? takenUp(by: trigger, clause)
  }

  private func isPlace(_ entity: Int) -> Bool {
    let kind = view.entities.entities[entity].kind
    return kind == .place || kind == .country
  }

  /// Whether a preposition of place introduces a mention, in the tree or right before it.
  private func isLocated(_ mention: Mention, isNoun: Bool) -> Bool {
    var prepositions = view.prepositions(of: mention.head)
    var index = mention.tokens.lowerBound - 1
    let lower = view.sentence(mention.head).lowerBound
    while index >= lower, view.token(index).upos == .det { index -= 1 }
    if prepositions.isEmpty, index >= lower, view.token(index).upos == .adp {
      prepositions = [view.plain(preposition: view.forms[index])]
    }
    // "un débat sur la Corse" is about it; "le sommet de Madrid" was held there.
    if isNoun, prepositions.contains(where: { lexicon.words.contains($0, in: .about) }) { return false }
    if isNoun, let first = prepositions.first, lexicon.words.contains(first, in: .of),
      let above = view.head(mention.head),
      view.eventNouns.contains(view.lemmas[above]) || view.isInsideName(above)
    {
      return view.entities.entities[mention.entity].kind == .place
    }
    return prepositions.contains { lexicon.words.contains($0, in: .place) }
  }

  private func placeRank(_ head: Int, _ trigger: Int, _ clause: Int) -> Int? {
    var current = head
    var steps = 0
    while let above = view.head(current) {
      if above == trigger { return steps == 0 ? 0 : 1 }
      if above == clause { return 2 + min(steps, 2) }
      if view.isPredicate(above) {
        // "le conseil qu'elle devait tenir à Bruxelles"
        if isSaid(above, of: trigger) { return 1 }
        let deprel = view.token(above).deprel
        return (deprel == "xcomp" || deprel == "ccomp" && !view.isFinite(above)) && view.head(above) == clause
          ? 3 : nil
      }
      let isPassed =
        view.hasMention(above)
        || view.preposition(of: above, is: .place)
        || view.isTime(above)
      guard isPassed, steps < 4 else { return nil }
      current = above
      steps += 1
    }
    return current == trigger ? 1 : nil
  }

  /// Whether a verb is that of a relative clause or participle of the trigger, or stands under it.
  private func isSaid(_ verb: Int, of trigger: Int) -> Bool {
    var current = verb
    for _ in 0..<2 {
      if view.isDeprel(current, "acl"), view.head(current) == trigger { return true }
      guard view.token(current).deprel == "xcomp", let above = view.head(current) else { return false }
      current = above
    }
    return false
  }

  /// Whether the place and day of a clause are those of the event that one of its nouns names: not when it is only
  /// spoken of ("À Oslo, X a commenté la rencontre").
  func isSituated(_ noun: Int, by clause: Int) -> Bool {
    guard noun != clause else { return true }
    var current = noun
    while let above = view.head(current), above != clause { current = above }
    guard view.token(current).deprel == "obj", current == noun, view.isVerb(clause) else { return true }
    let lemma = view.lemmas[clause]
    let classes: [WordClasses.Class] = [
      .light, .passiveLight, .attending, .hosting, .cancelling, .presenting,
    ]
    return classes.contains { lexicon.words.contains(lemma, in: $0) }
      || lexicon.scope.effect(of: lemma, as: .governor) != nil
  }

  /// A place that the parser hung elsewhere: in the trigger's stretch of the sentence, or at its opening.
  private func nearbyRank(_ mention: Mention, _ trigger: Int, _ clause: Int) -> Int? {
    let head = mention.head
    let sentence = view.sentence(trigger)
    if head > trigger {
      guard head - trigger <= 16, !isBroken(Range(from: trigger + 1, upTo: mention.tokens.lowerBound), clause)
      else {
        return nil
      }
      return 6
    }
    let opening = Range(from: sentence.lowerBound, upTo: mention.tokens.lowerBound)
    let isOpening =
      opening.count <= 8
      && opening.allSatisfy {
        view.isTime($0) || [.adp, .det, .punct, .space, .adj].contains(view.token($0).upos)
          || view.isBareParticiple($0)
      }
    guard isOpening, view.forms[mention.tokens.upperBound] == "," else { return nil }
    return isBroken(Range(from: mention.tokens.upperBound, upTo: trigger), clause) ? nil : 7
  }

  /// Whether another clause or another event stands in a stretch.
  private func isBroken(_ stretch: Range<Int>, _ clause: Int) -> Bool {
    stretch.contains { index in
      [";", ":", "«", "»"].contains(view.forms[index])
        || index != clause && view.isVerb(index) && (view.isFinite(index) || view.isInfinitive(index))
          && !(view.head(clause) == index && view.token(clause).deprel == "xcomp")
          && !(view.head(index) == clause && view.token(index).deprel == "xcomp")
        || view.token(index).feats["PronType"] == "Rel"
        || view.token(index).upos == .noun && view.eventNouns.contains(view.lemmas[index])
    }
  }

  /// "Genève accueille la conférence": the subject of a verb of hosting.
  private func hostingPlace(of match: RuleMatch) -> Int? {
    guard isNominal(match), let verb = view.carrier(of: match.trigger),
      view.isLemma(verb, .hosting)
    else { return nil }
    for subject in view.agents(of: verb) {
      for mention in view.mentions(holding: subject).reversed() where isPlace(mention.entity) {
        return mention.entity
      }
    }
    return nil
  }

  /// "où ils se verront", "y rencontrera": the place told right before.
  private func takenUp(by trigger: Int, _ clause: Int) -> Int? {
    let verbs = [trigger, clause] + (view.head(trigger).map { [$0] } ?? [])
    let children = verbs.filter { view.isVerb($0) }.flatMap { Array(view.children($0)) }
    if let relative = children.filter({ view.isForm($0, .whereRelative) && $0 < trigger }).max() {
      return lastPlace(before: relative, within: 8, sentences: 0)
    }
    if let clitic = children.first(where: { view.isForm($0, .there) && $0 < trigger && $0 >= trigger - 4 }) {
      return lastPlace(before: clitic, within: 80, sentences: 2)
    }
    return nil
  }

  private func lastPlace(before word: Int, within reach: Int, sentences: Int) -> Int? {
    let number = view.document.sentence(of: word)
    let lower = view.document.sentences[max(0, number - sentences)].lowerBound
    return view.entities.mentions.last { mention in
      mention.head < word && mention.head >= max(lower, word - reach) && mention.form != .pronoun
        && isPlace(mention.entity)
        && (sentences == 0
          || view.preposition(of: mention.head, is: .place))
    }?.entity
  }
}
