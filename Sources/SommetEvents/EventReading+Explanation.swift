import SommetGraph
import SommetText

/// What a trace says, in words.
extension EventReading {
  func explanation(_ trace: EventTrace, _ acts: [RecordedAct]) -> EventExplanation {
    var edges: [EdgeKey: [RecordedAct]] = [:]
    for act in acts { edges[EdgeKey(act), default: []].append(act) }
    let tellings = tellings(in: trace)
    var triggers: [Int: EventExplanation.Trigger] = [:]
    for attempt in trace.attempts {
      let told = tellings[TellingKey(rule: attempt.rule.id, trigger: attempt.trigger)] ?? []
      var trigger = triggers[attempt.trigger] ?? self.trigger(attempt.trigger)
      let key = EdgeKey(rule: attempt.rule.id, start: trigger.word.start)
      if let act = attempt.act {
        trigger.readings.append(reading(act, attempt, edges[key] ?? [], trace))
      } else if !told.isEmpty {
        trigger.readings += told.map { reading($0, attempt, edges[key] ?? [], trace) }
      } else {
        trigger.missed.append(miss(attempt))
      }
      triggers[attempt.trigger] = trigger
    }
    addNamed(tellings, to: &triggers, edges, trace)
    for office in view.entities.offices {
      var trigger = triggers[office.trigger] ?? self.trigger(office.trigger)
      trigger.readings.append(
        reading(office, edges[EdgeKey(rule: office.rule, start: trigger.word.start)] ?? []))
      triggers[office.trigger] = trigger
    }
    return EventExplanation(
      triggers: triggers.sorted { $0.key < $1.key }.map(\.value), meetings: meetings(trace),
      sentences: view.document.sentences.map(words))
  }

  /// By which row, at which trigger.
  private struct TellingKey: Hashable {
    var rule: String
    var trigger: Int
  }

  /// The same of an edge of the record, by where its trigger begins.
  private struct EdgeKey: Hashable {
    var rule: String
    var start: Int

    init(rule: String, start: Int) {
      self.rule = rule
      self.start = start
    }

    init(_ act: RecordedAct) { self.init(rule: act.rule, start: act.evidence.trigger.start) }
  }

  /// A telling of a meeting with its place among the outcomes.
  struct ToldMeeting {
    var meeting: Int
    var mention: MeetingMention
  }

  private func tellings(in trace: EventTrace) -> [TellingKey: [ToldMeeting]] {
    var found: [TellingKey: [ToldMeeting]] = [:]
    for (number, outcome) in trace.outcomes.enumerated() {
      for mention in outcome.meeting.tellings {
        found[TellingKey(rule: mention.rule.id, trigger: mention.trigger), default: []]
          .append(ToldMeeting(meeting: number, mention: mention))
      }
    }
    return found
  }

  /// Meetings told by the name of the body that meets: no row was tried there.
  private func addNamed(
    _ tellings: [TellingKey: [ToldMeeting]], to triggers: inout [Int: EventExplanation.Trigger],
    _ edges: [EdgeKey: [RecordedAct]], _ trace: EventTrace
  ) {
    for (key, told) in tellings where triggers[key.trigger]?.readings.isEmpty ?? true {
      var trigger = triggers[key.trigger] ?? self.trigger(key.trigger)
      let attempt = EventTrace.Attempt(rule: told[0].mention.rule, trigger: key.trigger)
      trigger.readings = told.map {
        reading($0, attempt, edges[EdgeKey(rule: key.rule, start: trigger.word.start)] ?? [], trace)
      }
      triggers[key.trigger] = trigger
    }
  }

  private func trigger(_ token: Int) -> EventExplanation.Trigger {
    EventExplanation.Trigger(
      word: words(token..<token + 1), lemma: view.lemmas[token], upos: view.token(token).upos.rawValue,
      evidence: evidence(of: token), readings: [],
      missed: [])
  }

  // MARK: Readings

  private func reading(
    _ act: EventTrace.Act, _ attempt: EventTrace.Attempt, _ acts: [RecordedAct], _ trace: EventTrace
  ) -> EventExplanation.Reading {
    var date = day(act.dating)
    if date == nil, let first = acts.first, let value = first.date,
      let other = trace.retold[first.evidence.trigger.start]
    {
      let token = view.document.tokens.firstIndex { $0.span.start == other }
      date = .init(value: value, words: token.map { words($0..<$0 + 1) }, from: .retelling)
    }
    return EventExplanation.Reading(
      row: row(attempt.rule), relation: attempt.rule.relation,
      arguments: act.sources.map { argument($0, .source, attempt) }
        + act.targets.map { argument($0, .target, attempt) },
      content: act.content.map { words($0.tokens) }, modality: act.reading.modality,
      grounds: grounds(act.reading), date: date,
      saidBy: act.said.map { argument($0) }, edges: acts.map(edge), meeting: nil,
      plover: acts.first?.plover?.naming(name))
  }

  private func reading(
    _ told: ToldMeeting, _ attempt: EventTrace.Attempt, _ acts: [RecordedAct], _ trace: EventTrace
  ) -> EventExplanation.Reading {
    let mention = told.mention
    var arguments = mention.participants.map { argument($0, .participant, attempt) }
    if let place = mention.place, let named = self.place(place, near: mention.trigger) {
      arguments.append(named)
    }
    let members = Set(trace.outcomes[told.meeting].meeting.participants)
    // Steps of a series share a trigger: an edge belongs to the meeting of both its ends.
    let own = acts.filter { act in
      guard case .entity(let target) = act.target else { return false }
      return members.contains(act.source) && members.contains(target)
    }
    return EventExplanation.Reading(
      row: row(attempt.rule), relation: .met, arguments: arguments, content: nil,
      modality: mention.reading.modality, grounds: grounds(mention.reading),
      date: day(mention.dating ?? mention.narrative),
      saidBy: attribution(of: mention.trigger).map { argument($0) },
      edges: own.map(edge), meeting: told.meeting + 1, plover: own.first?.plover?.naming(name))
  }

  private func reading(_ office: Office, _ acts: [RecordedAct]) -> EventExplanation.Reading {
    let edges = acts.filter { $0.source == office.holder && $0.target == .entity(office.body) }
    let holder = view.entities.mentions.first {
      $0.entity == office.holder && office.tokens.contains($0.head)
    }
    let actor = Actor(entity: office.holder, token: holder?.head ?? office.trigger, certainty: 1)
    return EventExplanation.Reading(
      row: .init(id: office.rule, table: nil, line: nil), relation: .holdsOffice,
      arguments: [argument(actor, .source, nil)], content: words(office.tokens), modality: .occurred,
      grounds: [], date: nil, saidBy: nil, edges: edges.map(edge), meeting: nil)
  }

  private func edge(_ act: RecordedAct) -> EventExplanation.Edge {
    let target: String =
      switch act.target {
      case .entity(let entity): name(entity)
      case .meeting(let meeting): "meeting \(meeting)"
      case .topic(let words): words
      }
    var isTopic = false
    if case .topic = act.target { isTopic = true }
    return EventExplanation.Edge(
      source: name(act.source), target: target, isTopic: isTopic, modality: act.modality, date: act.date,
      title: act.title, accordingTo: act.accordingTo.map(name), confidence: act.confidence)
  }

  // MARK: Meetings

  private func meetings(_ trace: EventTrace) -> [EventExplanation.Meeting] {
    var next = 0
    return trace.outcomes.enumerated().map { number, outcome in
      let meeting = outcome.meeting
      let index = outcome.isRecorded ? next : nil
      if outcome.isRecorded { next += 1 }
      let datings = meeting.tellings.compactMap(\.dating) + meeting.tellings.compactMap(\.narrative)
      return EventExplanation.Meeting(
        number: number + 1, index: index, label: label(of: meeting),
        participants: meeting.participants.map(name),
        place: meeting.place.map(name),
        date: meeting.date.flatMap { date in datings.first { $0.value == date }.flatMap(day) },
        modality: outcome.reading.modality, grounds: grounds(outcome.reading),
        tellings: meeting.tellings.map(telling))
    }
  }

  private func telling(_ mention: MeetingMention) -> EventExplanation.Telling {
    EventExplanation.Telling(
      row: row(mention.rule), word: words(mention.trigger..<mention.trigger + 1),
      sentence: evidence(of: mention.trigger).sentence,
      participants: mention.participants.map { name($0.entity) }, place: mention.place.map(name),
      date: day(mention.dating ?? mention.narrative), modality: mention.reading.modality)
  }

  // MARK: Misses

  private func miss(_ attempt: EventTrace.Attempt) -> EventExplanation.Miss {
    let (reason, tokens) = refined(attempt)
    var miss = EventExplanation.Miss(
      row: row(attempt.rule), relation: attempt.rule.relation, reason: reason,
      words: tokens.map { words(view.stretch($0)) }, slots: slots(reason, attempt.rule.frame))
    if let gap = attempt.gap {
      let pattern = attempt.rule.pattern
      if gap.isRelation {
        miss.expected = "\(pattern.relations[gap.index])"
      } else {
        let constraint = pattern.constraints[gap.index]
        miss.expected = "\(constraint)"
        miss.found = constraint.value(attempt.trigger, view)
      }
    }
    return miss
  }

  private func slots(_ reason: MissReason, _ frame: Frame) -> [String] {
    let slots: [Slot] =
      switch reason {
      case .sourceMissing, .sourceUnnamed, .sourceUnresolved, .sourcePlace: frame.source
      case .counterpartMissing, .counterpartUnnamed, .counterpartUnresolved, .counterpartPlace,
        .counterpartNoPerson:
        frame.target
      case .contentMissing, .addresseeAlone: frame.target + frame.content
      case .filledSlot: frame.absent
      default: []
      }
    return slots.map(\.name)
  }

  /// What stood in the slots that were to hold somebody, and why it is nobody.
  private func refined(_ attempt: EventTrace.Attempt) -> (MissReason, [Int]) {
    switch attempt.reason {
    case .sourceMissing?:
      return vacancy(
        attempt, attempt.rule.frame.source,
        (.sourceMissing, .sourceUnnamed, .sourceUnresolved, .sourcePlace, .sourceUnnamed))
    case .counterpartMissing?:
      return vacancy(
        attempt, attempt.rule.frame.target,
        (
          .counterpartMissing, .counterpartUnnamed, .counterpartUnresolved, .counterpartPlace,
          .counterpartNoPerson
        ))
    case nil:
      let nameless = attempt.searches.filter(\.kept.isEmpty).flatMap(\.heads)
      return (.openMeeting, Array(Set(nameless)).sorted())
    case let reason?: return (reason, attempt.tokens)
    }
  }

  private func vacancy(
    _ attempt: EventTrace.Attempt, _ slots: [Slot],
    _ reasons: (
      none: MissReason, unnamed: MissReason, pronoun: MissReason, place: MissReason, other: MissReason
    )
  ) -> (MissReason, [Int]) {
    let searches = attempt.searches.filter { slots.contains($0.slot) }
    if let refused = searches.first(where: { !$0.all.isEmpty && $0.kept.isEmpty }) {
      return (reasons.other, refused.all.map(\.token))
    }
    guard let head = searches.first(where: { !$0.heads.isEmpty })?.heads[0] else { return (reasons.none, []) }
    let upos = view.token(head).upos
    if upos == .pron || upos == .det { return (reasons.pronoun, [head]) }
    let isPlace = view.mentions(holding: head).contains { view.entities.entities[$0.entity].kind == .place }
    return (isPlace ? reasons.place : reasons.unnamed, [head])
  }
}
