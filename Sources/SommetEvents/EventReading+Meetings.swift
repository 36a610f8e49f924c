import SommetGraph
import SommetText

extension EventReading {
  /// The folded meetings as records, and the `met` acts between their participants.
  func records(of meetings: [MeetingFolder.Meeting]) -> (meetings: [RecordedMeeting], acts: [RecordedAct]) {
    var recorded: [RecordedMeeting] = []
    var acts: [RecordedAct] = []
    for var meeting in meetings {
      if meeting.date == nil { meeting.date = meeting.tellings.lazy.compactMap(\.narrative?.value).first }
      let reading = reading(of: meeting)
      let modality = reading.modality
      let plover = ploverCode(of: meeting, modality)
      let isRecorded = !isDeniedWithoutOccasion(meeting, modality, meetings)
      trace?.decided(.init(meeting: meeting, reading: reading, isRecorded: isRecorded))
      if isRecorded {
        recorded.append(
          RecordedMeeting(
            label: label(of: meeting), isNamed: meeting.tellings.contains(where: \.isNamed),
            modality: modality,
            date: meeting.date, place: meeting.place, participants: meeting.participants,
            confidence: confidence(of: meeting), rule: meeting.tellings[0].rule.id,
            evidence: evidence(of: meeting), plover: plover))
      }
      acts += metActs(of: meeting, modality, plover)
    }
    return (recorded, acts)
  }

  /// "N'a pas rencontré" without a day or place is no meeting, only a denied act; it has its occasion when it is told
  /// of one of those who met others in the two sentences before.
  private func isDeniedWithoutOccasion(
    _ meeting: MeetingFolder.Meeting, _ modality: Modality, _ others: [MeetingFolder.Meeting]
  ) -> Bool {
    guard modality == .denied, meeting.date == nil, meeting.place == nil,
      meeting.tellings.allSatisfy({ $0.label == nil })
    else { return false }
    let sentence = view.document.sentence(of: meeting.tellings[0].trigger)
    return !others.contains { other in
      !other.isDenied && other.participants.contains { meeting.participants.contains($0) }
        && other.tellings.contains { telling in
          (0...2).contains(sentence - view.document.sentence(of: telling.trigger)) && !telling.pairs.isEmpty
        }
    }
  }

  private func metActs(
    of meeting: MeetingFolder.Meeting, _ modality: Modality, _ plover: PloverCode<Int>
  ) -> [RecordedAct] {
    var acts: [RecordedAct] = []
    for telling in meeting.tellings {
      let said = attribution(of: telling.trigger)?.entity
      for pair in pairs(of: telling, in: meeting) {
        let certainty = telling.participants.filter { $0.entity == pair.first || $0.entity == pair.second }
          .reduce(telling.rule.confidence) { $0 * $1.certainty }
        acts.append(
          RecordedAct(
            relation: .met, source: pair.first, target: .entity(pair.second), modality: modality,
            date: meeting.date, accordingTo: said,
            confidence: rounded(certainty), rule: telling.rule.id, evidence: evidence(of: telling.trigger),
            plover: ploverCode(of: pair, in: plover)))
      }
    }
    return acts
  }

  /// Those whom a telling sets face to face; who joins meets everybody, as long as they are few.
  private func pairs(of telling: MeetingMention, in meeting: MeetingFolder.Meeting) -> [MeetingMention.Pair] {
    guard !telling.joining.isEmpty, meeting.participants.count <= Self.circle else { return telling.pairs }
    var pairs = Set(telling.pairs)
    for joining in telling.joining {
      for other in meeting.participants where other != joining {
        // The body whose summit it is stands for its members; it is nobody's counterpart.
        guard view.entities.entities[other].kind != .organization else { continue }
        pairs.insert(.init(joining, other))
      }
    }
    return pairs.sorted()
  }

  /// The modality that the tellings come to: what is said outright beats what a bare noun or a present tense leaves
  /// open; a day after the publication makes a meeting planned.
  private func reading(of meeting: MeetingFolder.Meeting) -> ModalityReader.Reading {
    let readings = meeting.tellings.map(\.reading)
    if meeting.isDenied {
      return readings.first { $0.modality == .denied } ?? .init(modality: .denied, isExplicit: true)
    }
    let order: [Modality] = [.denied, .occurred, .planned, .hypothetical]
    let decisive = order.lazy.compactMap { modality in
      readings.first { $0.isExplicit && $0.modality == modality }
    }.first
    let reading = decisive ?? readings[0]
    if reading.modality == .occurred, let date = meeting.date, let published,
      ISODate.isAfter(date, published)
    {
      return .init(.planned, .published, meeting.tellings[0].trigger)
    }
    return reading
  }

  private func confidence(of meeting: MeetingFolder.Meeting) -> Double {
    let best = meeting.tellings.map { telling in
      telling.participants.map(\.certainty).reduce(telling.rule.confidence) { $0 * ($1 + 1) / 2 }
    }.max()
    return rounded(best ?? 0)
  }

  /// The longest noun phrase among the tellings, else the participants' names.
  func label(of meeting: MeetingFolder.Meeting) -> String {
    var best: String?
    for telling in meeting.tellings {
      guard let label = telling.label, best == nil || !telling.pairs.isEmpty || telling.isNamed else {
        continue
      }
      if best.map({ label.count > $0.count }) ?? true { best = label }
    }
    if let best, best.contains(" ") { return best }
    let names = meeting.participants.map { view.entities.entities[$0].label }
    let joined = names.joined(separator: " – ")
    return best.map { names.isEmpty ? $0 : "\($0) \(joined)" } ?? joined
  }

  /// One piece for each sentence.
  private func evidence(of meeting: MeetingFolder.Meeting) -> [Evidence] {
    var sentences: Set<Int> = []
    return meeting.tellings.map { evidence(of: $0.trigger) }.filter { sentences.insert($0.sentence).inserted }
  }
}
