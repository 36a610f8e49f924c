import SommetGraph
import SommetText

/// What acts and meetings are in the terms of PLOVER.
extension EventReading {
  var plover: PloverCoder { PloverCoder(view: view, table: lexicon.plover) }

  /// The code of a meeting: that of the telling which gives its modality, with what all tellings say of how and by whom.
  func ploverCode(of meeting: MeetingFolder.Meeting, _ modality: Modality) -> PloverCode<Int> {
    let codes = meeting.tellings.map { telling in
      plover.code(
        .init(
          rule: telling.rule, trigger: telling.trigger, modality: modality,
          ground: telling.reading.modality == modality ? telling.reading.ground?.token : nil, content: nil,
          sources: telling.sources, targets: telling.targets))
    }
    let deciding =
      meeting.tellings.firstIndex { $0.reading.modality == modality && $0.reading.isExplicit }
      ?? meeting.tellings.firstIndex { $0.reading.modality == modality } ?? 0
    var code = codes[deciding]
    let alike = codes.filter { $0.type == code.type && $0.auxiliaries == code.auxiliaries }
    code.modes = alike.flatMap(\.modes)
    code.actors = Set(alike.flatMap(\.actors)).sorted()
    for row in lexicon.plover.modes where code.type.map(row.types.contains) ?? false {
      if holds(row.test, meeting, code.modes) { code.modes.append(row.mode) }
    }
    code.modes = PloverVocabulary.shared.ordered(code.modes)
    code.contexts = PloverVocabulary.shared.ordered(codes.flatMap(\.contexts))
    return historical(code, meeting.date)
  }

  /// The code of two who meet: that of their meeting, with the one of them who acts; none when both do.
  func ploverCode(of pair: MeetingMention.Pair, in meeting: PloverCode<Int>) -> PloverCode<Int> {
    var code = meeting
    let acting = meeting.actors.filter { $0 == pair.first || $0 == pair.second }
    code.actors = acting.count == 1 ? acting : []
    return code
  }

  /// An act that lay more than a year back when it was told is marked.
  func historical(_ code: PloverCode<Int>, _ date: String?) -> PloverCode<Int> {
    guard let date, let published, code.type != nil, let year = Int(published.prefix(4)),
      ISODate.isBefore(date, "\(year - 1)" + published.dropFirst(4))
    else { return code }
    var code = code
    code.auxiliaries = PloverVocabulary.shared.ordered(code.auxiliaries + ["historical"])
    return code
  }

  // MARK: Where and among whom

  private func holds(_ test: PloverTable.Test, _ meeting: MeetingFolder.Meeting, _ modes: [String]) -> Bool {
    switch test {
    case .content: false
    case .union: isMultilateral(meeting)
    case .elsewhere: modes.isEmpty && isElsewhere(meeting)
    }
  }

  /// "Le Conseil européen se réunit", "au sommet de l'Otan": a union of states that is nobody's counterpart.
  private func isMultilateral(_ meeting: MeetingFolder.Meeting) -> Bool {
    let pairs = meeting.tellings.flatMap(\.pairs)
    let named = meeting.tellings.flatMap { view.mentions(holding: $0.trigger) }.map(\.entity)
    return (meeting.participants + named + meeting.tellings.flatMap(owners)).contains { entity in
      isUnion(entity) && !pairs.contains { $0.first == entity || $0.second == entity }
    }
  }

  /// "le sommet de l'Otan", "la réunion des ministres de l'Otan".
  private func owners(_ telling: MeetingMention) -> [Int] {
    guard telling.label != nil else { return [] }
    return view.owners(of: telling.trigger).flatMap { view.mentions(holding: $0) }.map(\.entity)
  }

  private func isUnion(_ entity: Int) -> Bool {
    let entity = view.entities.entities[entity]
    return entity.kind == .organization
      && entity.attributes["code"].map(PloverVocabulary.shared.unions.contains) ?? false
  }

  /// Whether those who meet come from several countries, all known, and none of them from where they meet.
  private func isElsewhere(_ meeting: MeetingFolder.Meeting) -> Bool {
    guard let host = meeting.place.flatMap(country), meeting.participants.count > 1,
      meeting.tellings.contains(where: { !$0.pairs.isEmpty })
    else { return false }
    let countries = meeting.participants.map(country)
    let known = Set(countries.compactMap { $0 })
    return !countries.contains(nil) && known.count > 1 && !known.contains(host)
  }

  /// The ISO 3166 code of a country, of a place's country, or of the one country that a person speaks for.
  private func country(of entity: Int) -> String? {
    let attributes = view.entities.entities[entity].attributes
    if let code = attributes["iso3166"] ?? attributes["country"] { return code }
    let served = view.entities.offices.filter { $0.holder == entity && !$0.isPast }
      .compactMap { view.entities.entities[$0.body].attributes["iso3166"] }
    return Set(served).count == 1 ? served[0] : nil
  }
}
