import SommetGraph
import SommetText

/// Brings the tellings of one meeting together: by participants, date, place, kind, and by what refers back.
struct MeetingFolder {
  /// A meeting with its tellings, in text order.
  struct Meeting {
    var tellings: [MeetingMention]
    var participants: [Int]
    var date: String?
    var place: Int?
    var kind: EventRule.MeetingKind
    var isDenied: Bool
  }

  private(set) var meetings: [Meeting] = []
  private let view: ArticleView
  private let published: String?

  init(view: ArticleView, published: String?) {
    self.view = view
    self.published = published
  }

  /// Adds a telling to the meeting it tells of, or begins a new one.
  mutating func add(_ told: MeetingMention) {
    let mention = continued(told)
    let entities = mention.participants.map(\.entity)
    var best: (score: Int, index: Int)?
    for (index, meeting) in meetings.enumerated() {
      guard let score = likeness(mention, entities, meeting, index) else { continue }
      if best.map({ score >= $0.score }) ?? true { best = (score, index) }
    }
    if let best {
      join(mention, entities, to: best.index)
    } else if isEnough(mention) {
      meetings.append(
        Meeting(
          tellings: [mention], participants: entities.sorted(), date: mention.date, place: mention.place,
          kind: mention.rule.kind, isDenied: mention.reading.modality == .denied))
    }
  }

  /// "Une nouvelle réunion pourrait suivre", "Un rendez-vous avait été fixé": without participants of its own, it is
  /// of those whom the sentence before set face to face.
  private func continued(_ told: MeetingMention) -> MeetingMention {
    guard told.participants.isEmpty, told.label != nil, !namesOthers(told.trigger),
      told.determiner == .indefinite || told.isAnother,
      told.rule.kind != .summit || told.isAnother, !told.isNamed, told.rule.kind != .visit
    else { return told }
    let sentence = view.document.sentence(of: told.trigger)
    let last = meetings.lazy.reversed().flatMap(\.tellings).filter { telling in
      !telling.pairs.isEmpty && !telling.rule.joins && telling.trigger < told.trigger
        && sentence - view.document.sentence(of: telling.trigger) <= (told.isAnother ? 2 : 1)
    }.max { $0.trigger < $1.trigger }
    guard let last, told.date != nil || told.place != nil else { return told }
    var mention = told
    mention.participants = last.participants.filter { actor in
      last.pairs.contains { $0.first == actor.entity || $0.second == actor.entity }
    }.map { Actor(entity: $0.entity, token: told.trigger, certainty: $0.certainty * 0.8) }
    mention.pairs = last.pairs
    mention.isAnother = true
    return mention
  }

  /// "une réunion entre les deux blocs": of others, whoever they are.
  private func namesOthers(_ noun: Int) -> Bool {
    !view.complements(of: noun, .between).isEmpty || !view.complements(of: noun, .with).isEmpty
  }

  /// A meeting needs two participants, or one with a sign of where or when; a summit is known by these alone.
  private func isEnough(_ mention: MeetingMention) -> Bool {
    if mention.participants.count >= 2 { return true }
    let isSituated = mention.date != nil || mention.place != nil
    guard mention.participants.count == 1 else {
      return mention.label != nil && mention.rule.kind == .summit && mention.isNamed && isSituated
        && mention.determiner != .indefinite
    }
    let isOnlyTalk = mention.rule.kind == .talk && mention.reading.modality == .hypothetical
    return mention.isAlone && isSituated && !isOnlyTalk
  }

  private mutating func join(_ mention: MeetingMention, _ entities: [Int], to index: Int) {
    meetings[index].tellings.append(mention)
    meetings[index].participants = Set(meetings[index].participants + entities).sorted()
    if let date = mention.date {
      if meetings[index].date.map({ date.count > $0.count && !date.contains("/") }) ?? true {
        meetings[index].date = date
      }
    }
    if meetings[index].place == nil { meetings[index].place = mention.place }
    if meetings[index].kind == .any { meetings[index].kind = mention.rule.kind }
  }

  /// How well a telling fits a meeting, nil when it does not.
  private func likeness(_ mention: MeetingMention, _ entities: [Int], _ meeting: Meeting, _ index: Int)
    -> Int?
  {
    // "recevra X, puis Y": the steps of one verb are meetings of their own.
    if meeting.tellings.contains(where: { $0.trigger == mention.trigger }) { return nil }
    // "se rendra en Chine, où il verrait volontiers X": the trip is settled, the meeting is not.
    if mention.reading.modality == .hypothetical, meeting.kind == .visit, mention.rule.kind != .visit,
      meeting.tellings.allSatisfy({ $0.pairs.isEmpty && $0.reading.modality != .hypothetical }),
      !entities.allSatisfy({ meeting.participants.contains($0) })
    {
      return nil
    }
    let isOnTrip = isOnTrip(mention, entities, meeting)
    let refersBack = refersBack(mention, entities)
    let shared = entities.count { meeting.participants.contains($0) }
    guard shared > 0 || refersBack || isOnTrip else { return nil }
    guard (mention.reading.modality == .denied) == meeting.isDenied || refersBack || isOnTrip else {
      return nil
    }
    guard ISODate.mayBeEqual(mention.date, meeting.date) else { return nil }
    if !agreesWithNarrative(mention, meeting) { return nil }
    let isSameDate = mention.date != nil && meeting.date != nil
    if mention.isAnother, !isSameDate { return nil }
    let last = meeting.tellings[meeting.tellings.count - 1]
    let distance = view.document.sentence(of: mention.trigger) - view.document.sentence(of: last.trigger)
    if let place = mention.place, let other = meeting.place, place != other, !isSameDate { return nil }
    if refersBack {
      guard distance <= 4, shared == entities.count || !mention.joining.isEmpty else { return nil }
      if mention.rule.joins {
        // "se joindre à X": to a meeting of X; else to one that tells who meets.
        guard mention.joined.allSatisfy({ meeting.participants.contains($0) }),
          !mention.joined.isEmpty || meeting.participants.count >= 2
            || meeting.tellings.contains(where: { $0.label != nil })
        else { return nil }
      }
      guard mention.determiner == .demonstrative || distance <= 2 || isSameWord(mention, meeting) else {
        return nil
      }
      let isAlike = mention.rule.kind == meeting.kind || mention.rule.kind == .any || meeting.kind == .any
      guard mention.determiner == .demonstrative ? isKindred(mention.rule.kind, meeting.kind) : isAlike else {
        return nil
      }
      return 20 - distance + shared * 2 + (isSameWord(mention, meeting) ? 4 : 0)
        + (mention.rule.joins && meeting.participants.count >= 2 ? 3 : 0)
    }
    if isOnTrip { return 30 + shared * 3 }
    guard isKindred(mention.rule.kind, meeting.kind) || isSameDate else { return nil }
    // "Avant même de l'accueillir, X a prévenu": the meeting that is told.
    if shared == entities.count, entities.count > 1, isPresupposed(mention) { return 25 + shared }
    let isSubset = shared == entities.count || shared == meeting.participants.count
    guard isSubset else { return nil }
    if shared == 1 {
      // One common participant is not enough for one meeting: the same word, or the same day and place.
      let isOne = entities.count == 1 && meeting.participants.count == 1
      guard isOne || (isSameDate && mention.place == meeting.place) || isSameWord(mention, meeting) else {
        return nil
      }
      if entities.count != meeting.participants.count, !isSameDate { return nil }
    } else if entities.count != meeting.participants.count, !isSameDate, !isSameWord(mention, meeting) {
      return nil
    }
    if !isSameDate, isTensed(mention) && isAhead(last) || isAhead(mention) && isTensed(last),
      mention.date != nil || meeting.date != nil
    {
      return nil
    }
    return 30 + shared * 3 + (isSameDate ? 6 : 0) + (mention.place == meeting.place ? 2 : 0)
      - min(distance, 5)
  }

  /// "se rendra à Oslo, où il doit rencontrer X": the trip and whom it is for, told in one sentence; who does not go
  /// does not meet.
  private func isOnTrip(_ mention: MeetingMention, _ entities: [Int], _ meeting: Meeting) -> Bool {
    guard let place = mention.place, place == meeting.place, meeting.kind == .visit, !mention.isAnother,
      mention.rule.kind != .visit, let trip = meeting.tellings.first, trip.pairs.isEmpty,
      view.sentence(trip.trigger) == view.sentence(mention.trigger)
    else { return false }
    if meeting.isDenied, mention.reading.modality == .occurred { return false }
    return trip.participants.allSatisfy { entities.contains($0.entity) }
  }

  /// Whether a day that is told fits the day that the narrative had reached when the meeting was told without one.
  private func agreesWithNarrative(_ mention: MeetingMention, _ meeting: Meeting) -> Bool {
    func reached(_ telling: MeetingMention) -> String? {
      telling.reading.modality == .occurred && telling.reading.isExplicit ? telling.narrative?.value : nil
    }
    if let day = mention.date, meeting.date == nil, mention.reading.modality == .occurred,
      let told = meeting.tellings.lazy.compactMap(reached).first
    {
      return ISODate.mayBeEqual(day, told)
    }
    return true
  }

  /// "avant de rencontrer X", "après avoir rencontré X": an infinitive that takes its meeting for granted.
  private func isPresupposed(_ mention: MeetingMention) -> Bool {
    guard view.isInfinitive(mention.trigger) else { return false }
    // The parser hangs "avant même de" on other words too: what counts is what stands before the infinitive.
    for index in Range(from: view.sentence(mention.trigger).lowerBound, upTo: mention.trigger).reversed() {
      if view.isForm(index, .limit) { return true }
      guard [.adp, .adv, .aux, .pron].contains(view.token(index).upos) else { return false }
    }
    return false
  }

  /// Whether a telling says by tense or word that the meeting lies behind.
  private func isTensed(_ mention: MeetingMention) -> Bool {
    mention.reading.modality == .occurred && mention.reading.isExplicit
  }

  private func isAhead(_ mention: MeetingMention) -> Bool {
    mention.reading.modality == .planned || mention.reading.modality == .hypothetical
  }

  private func refersBack(_ mention: MeetingMention, _ entities: [Int]) -> Bool {
    mention.rule.joins
      || (mention.determiner == .demonstrative || mention.determiner == .definite) && mention.pairs.isEmpty
        && !mention.isAnother
  }

  private func isSameWord(_ mention: MeetingMention, _ meeting: Meeting) -> Bool {
    meeting.tellings.contains { view.lemmas[$0.trigger] == view.lemmas[mention.trigger] }
  }

  private func isKindred(_ a: EventRule.MeetingKind, _ b: EventRule.MeetingKind) -> Bool {
    a == b || a == .any || b == .any || a == .visit || b == .visit
  }
}
