import SommetText

/// Meetings told by the name of the body that meets, and meetings that are called off.
extension EventReading {
  /// "le G7 de Biarritz", "le Conseil européen des 3 et 4 mai", "en marge de la COP30": the name of a body with a
  /// place or day of its own, or with a noun of occasion above it.
  func assemblies(apartFrom told: [MeetingMention]) -> [MeetingMention] {
    guard let rule = lexicon.rules.first(where: { $0.relation == .met && $0.kind == .summit }) else {
      return []
    }
    var found: [MeetingMention] = []
    for (tokens, head, entity) in assemblyNames() {
      if told.contains(where: { tokens.contains($0.trigger) }) { continue }
      // "le sommet du G7" is told by "sommet".
      if let above = view.head(head), above < head, view.token(above).upos == .noun,
        view.token(head).deprel == "nmod",
        !isOccasion(head)
      {
        continue
      }
      let place = ownPlace(of: head, after: tokens.upperBound)
      let day = view.dateBelow(head)
      guard place != nil || day != nil || isOccasion(head) else { continue }
      let participants = entity.map { [Actor(entity: $0, token: head, certainty: 0.8)] } ?? []
      found.append(
        MeetingMention(
          rule: rule, trigger: head, participants: participants, pairs: [], joining: [], isAlone: true,
          reading: modality.reading(of: head), dating: day ?? view.date(of: head), narrative: nil,
          place: place ?? openingPlace(before: head),
          label: view.document.text[view.document.span(of: tokens)].description, isNamed: true,
          determiner: .definite, isAnother: false))
    }
    return found
  }

  /// The names of bodies that meet under their own name, with the body when it is a narrow circle.
  private func assemblyNames() -> [(tokens: Range<Int>, head: Int, entity: Int?)] {
    var found: [(tokens: Range<Int>, head: Int, entity: Int?)] = []
    for mention in view.entities.mentions where mention.form == .name {
      guard view.entities.entities[mention.entity].kind == .organization else { continue }
      let words = mention.tokens.map { view.forms[$0] }.joined(separator: " ")
      guard lexicon.words.contains(words, in: .assembly) else { continue }
      found.append((mention.tokens, mention.head, mention.tokens.count == 1 ? mention.entity : nil))
    }
    for index in view.document.tokens.indices {
      let form = view.forms[index]
      // Few words end in a digit, and none in ASCII that is none.
      guard let last = form.utf8.last, (0x30...0x39).contains(last) || last >= 0x80,
        !view.hasMention(index)
      else { continue }
      let stem = form.prefix { !$0.isNumber }
      guard stem.count < form.count, form.dropFirst(stem.count).allSatisfy(\.isNumber),
        lexicon.words.contains(String(stem), in: .assembly)
      else { continue }
      found.append((index..<index + 1, index, nil))
    }
    return found.sorted { $0.head < $1.head }
  }

  /// "de Biarritz", "à Belém" below a name or right after it.
  private func ownPlace(of head: Int, after end: Int) -> Int? {
    view.entities.mentions.first { mention in
      guard mention.tokens.lowerBound >= end, mention.tokens.lowerBound <= end + 3, mention.form == .name,
        view.entities.entities[mention.entity].kind == .place,
        !Range(from: end, upTo: mention.tokens.lowerBound).contains(where: { view.forms[$0] == "," })
      else { return false }
      return Range(from: end, upTo: mention.tokens.lowerBound).contains {
        view.isPreposition($0, .of) || view.isPreposition($0, .to)
      }
    }?.entity
  }

  private func openingPlace(before head: Int) -> Int? {
    let sentence = view.sentence(head)
    return view.entities.mentions.first { mention in
      mention.tokens.lowerBound >= sentence.lowerBound && mention.tokens.lowerBound <= sentence.lowerBound + 2
        && mention.head < head && view.entities.entities[mention.entity].kind == .place
        && view.preposition(of: mention.head, is: .place)
    }?.entity
  }

  private func isOccasion(_ head: Int) -> Bool {
    guard let above = view.head(head), above < head else { return false }
    return view.isLemma(above, .occasion)
      || view.preposition(of: head, is: .past)
  }

  // MARK: Called off

  /// A meeting that was to be, and that the same or the next sentence calls off: "devait la recevoir ; la visite est
  /// annulée", "il a tout annulé", "l'industriel l'a annulé".
  func calledOff(_ mention: MeetingMention) -> MeetingMention {
    guard
      mention.reading.modality == .planned || mention.label != nil && mention.reading.modality == .occurred
    else {
      return mention
    }
    let number = view.document.sentence(of: view.sentence(mention.trigger).upperBound - 1)
    let last = min(number + 1, view.document.sentences.count - 1)
    let block = view.document.block(of: mention.trigger).map { view.document.blocks[$0].tokens }
    let end = min(view.document.sentences[last].upperBound, block?.upperBound ?? .max)
    if let verb = failure(of: mention) {
      var denied = mention
      denied.reading = .init(.denied, .calledOff, verb)
      // What did not take place has no day ahead.
      denied.narrative = nil
      return denied
    }
    for index in Range(from: mention.trigger + 1, upTo: end)
    where view.isVerb(index) && view.isLemma(index, .cancelling) {
      guard !modality.isNegated(index), !view.isInfinitive(index), concerns(index, mention) else { continue }
      var denied = mention
      denied.reading = .init(.denied, .calledOff, index)
      return denied
    }
    return mention
  }

  /// "Quant à la rencontre prévue entre X et Y, elle n'a pas eu lieu", "le dîner qui devait réunir X et Y ne s'est pas
  /// tenu".
  private func failure(of mention: MeetingMention) -> Int? {
    let upper = view.sentence(mention.trigger).upperBound
    return Range(from: mention.trigger + 1, upTo: upper).first { verb in
      guard view.isVerb(verb), isOwnEvent(verb), modality.isNegated(verb),
        view.isLemma(verb, .happening)
      else { return false }
      return view.subjects(of: verb).contains { subject in
        subject == mention.trigger || view.token(subject).upos == .pron && view.actors(at: subject).isEmpty
          || view.document.subtree(of: subject).contains(mention.trigger)
      }
    }
  }

  /// Whether a verb of calling off has no object but what was told before.
  private func concerns(_ verb: Int, _ mention: MeetingMention) -> Bool {
    let isDirect = mention.reading.modality == .planned
    let things = view.isPassive(verb) ? view.passiveSubjects(of: verb) : view.patients(of: verb)
    let real = things.filter { !view.isTime($0) && !view.isForm($0, .everything) }
    if real.isEmpty { return isDirect }
    return real.contains { thing in
      if view.token(thing).upos == .pron { return true }
      guard thing != mention.trigger else { return true }
      return isDirect && view.eventNouns.contains(view.lemmas[thing])
        && determiner(of: thing, true) != .indefinite
        && view.children(thing).allSatisfy { !view.hasMention($0) }
    }
  }
}
