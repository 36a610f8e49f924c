import SommetText

/// Where a meeting takes place.
extension EventReading {
  /// The place that stands with a preposition below the trigger or in its clause, hosts the event, opens the sentence
  /// or is taken up by "y" or "où".
  ///
  /// - Parameter stretch: the only tokens to look at, for a step of a series.
  func place(of match: RuleMatch, apartFrom participants: [Actor], within stretch: Range<Int>?) -> Int? {
    let trigger = match.trigger
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
      let distance = abs(mention.head - trigger) + (mention.head < trigger ? 4 : 0)
      if best.map({ (rank, distance) < ($0.rank, $0.distance) }) ?? true {
        best = (rank, distance, mention.entity)
      }
    }
    if let best { return best.entity }
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
    // "une réunion sur le Venezuela" is about it; "le sommet de Madrid" was held there.
    if isNoun, prepositions.contains("sur") { return false }
    if isNoun, prepositions.first == "de", let above = view.head(mention.head),
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
        let deprel = view.token(above).deprel
        return (deprel == "xcomp" || deprel == "ccomp" && !view.isFinite(above)) && view.head(above) == clause
          ? 3 : nil
      }
      let isPassed =
        !view.mentions(holding: above).isEmpty
        || view.prepositions(of: above).contains { lexicon.words.contains($0, in: .place) }
        || view.isTime(above)
      guard isPassed, steps < 4 else { return nil }
      current = above
      steps += 1
    }
    return current == trigger ? 1 : nil
  }

  /// A place that the parser hung elsewhere: in the trigger's stretch of the sentence, or at its opening.
  private func nearbyRank(_ mention: Mention, _ trigger: Int, _ clause: Int) -> Int? {
    let head = mention.head
    let sentence = view.sentence(trigger)
    if head > trigger {
      guard head - trigger <= 16, !isBroken(trigger + 1..<mention.tokens.lowerBound, clause) else {
        return nil
      }
      return 6
    }
    let opening = sentence.lowerBound..<mention.tokens.lowerBound
    let isOpening = opening.count <= 6 && opening.allSatisfy { !view.isVerb($0) || view.isBareParticiple($0) }
    guard isOpening, view.forms[mention.tokens.upperBound] == "," else { return nil }
    return isBroken(mention.tokens.upperBound..<trigger, clause) ? nil : 7
  }

  /// Whether another clause or another event stands in a stretch.
  private func isBroken(_ stretch: Range<Int>, _ clause: Int) -> Bool {
    stretch.contains { index in
      [";", ":", "«", "»"].contains(view.forms[index])
        || index != clause && view.isVerb(index) && (view.isFinite(index) || view.isInfinitive(index))
          && view.head(clause) != index && view.head(index) != clause
        || view.token(index).feats["PronType"] == "Rel"
        || view.token(index).upos == .noun && view.eventNouns.contains(view.lemmas[index])
    }
  }

  /// "Genève accueille la conférence": the subject of a verb of hosting.
  private func hostingPlace(of match: RuleMatch) -> Int? {
    guard isNominal(match), let verb = view.carrier(of: match.trigger),
      lexicon.words.contains(view.lemmas[verb], in: .hosting)
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
    if let relative = children.filter({ view.forms[$0] == "où" && $0 < trigger }).max() {
      return lastPlace(before: relative, within: 8, sentences: 0)
    }
    if let clitic = children.first(where: { view.forms[$0] == "y" && $0 < trigger && $0 >= trigger - 4 }) {
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
        && view.prepositions(of: mention.head).contains { lexicon.words.contains($0, in: .place) }
    }?.entity
  }
}
