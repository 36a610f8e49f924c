import Foundation

/// Makes the edges, and the nodes that only edges bring: dates and topics.
///
/// Tellings of one source, relation, target, date and modality are one edge. Its evidence is every place that says so;
/// its weight counts those that do not only repeat another (see `Retellings`); its confidence is `1 - Π (1 - cᵢ)` over
/// what is counted, each at its surest (noisy or); rule, content and title are those of the best one; for PLOVER see `PloverCode.merged`.
struct EdgeMerging {
  private(set) var edges: [Edge] = []
  private(set) var nodes: [Node] = []

  private struct Identity: Hashable {
    let source: String
    let relation: Relation
    let target: String
    let date: String?
    let modality: Modality

    var parts: [String] { [source, relation.rawValue, target, date ?? "", modality.rawValue] }
  }

  private struct Telling {
    var confidence: Double
    var rule: String
    var evidence: Evidence
    var content: String?
    var title: String?
    var accordingTo: String?
    var plover: PloverCode<String>?

    private var words: [String] {
      [content, title, accordingTo, plover?.rule].map { $0 ?? "" } + (plover?.actors ?? [])
    }

    /// The surest first, then in the order of the evidence; what is left is told apart by the words themselves.
    static func precedes(_ a: Telling, _ b: Telling) -> Bool {
      if a.confidence != b.confidence { return a.confidence > b.confidence }
      if a.evidence != b.evidence { return a.evidence < b.evidence }
      if a.rule != b.rule { return a.rule < b.rule }
      return a.words.lexicographicallyPrecedes(b.words)
    }
  }

  private var tellings: [Identity: [Telling]] = [:]

  private let retellings: Retellings

  init(
    _ records: [Record], entities: EntityMerging, meetings: MeetingMerging, retellings: Retellings
  ) {
    self.retellings = retellings
    for meeting in meetings.meetings { tell(meeting, entities.ids) }
    let topics = Topics(records, taken: Set(entities.nodes.map(\.id) + meetings.nodes.map(\.id)))
    for (number, record) in records.enumerated() {
      for act in record.acts { tell(act, entities.ids[number], meetings.ids[number], topics) }
    }
    makeEdges()
    nodes = topics.nodes + dateNodes()
  }

  private mutating func tell(
    _ source: String, _ relation: Relation, _ target: String, date: String?, modality: Modality,
    _ telling: Telling
  ) {
    guard source != target else { return }
    let isTurned = relation.isSymmetric && target < source
    let identity = Identity(
      source: isTurned ? target : source, relation: relation, target: isTurned ? source : target, date: date,
      modality: modality)
    tellings[identity, default: []].append(telling)
  }

  private mutating func tell(_ meeting: MeetingMerging.Meeting, _ entities: [[String]]) {
    for told in meeting.tellings {
      for piece in told.meeting.evidence {
        let telling = Telling(confidence: told.meeting.confidence, rule: told.meeting.rule, evidence: piece)
        let modality = told.meeting.modality
        for participant in told.participants {
          var attending = telling
          attending.plover = told.meeting.plover?.naming { entities[told.record][$0] }
          tell(participant, .attended, meeting.id, date: meeting.date, modality: modality, attending)
        }
        if let date = meeting.date, told.meeting.date != nil {
          tell(meeting.id, .heldOn, Self.dateID(date), date: date, modality: modality, telling)
        }
        if let place = told.place {
          tell(meeting.id, .heldIn, place, date: meeting.date, modality: modality, telling)
        }
      }
    }
  }

  private mutating func tell(_ act: RecordedAct, _ entities: [String], _ meetings: [String], _ topics: Topics)
  {
    let telling = Telling(
      confidence: act.confidence, rule: act.rule, evidence: act.evidence,
      content: act.content?.precomposedStringWithCanonicalMapping,
      title: act.title?.precomposedStringWithCanonicalMapping,
      accordingTo: act.accordingTo.map { entities[$0] },
      plover: act.plover?.naming { entities[$0] })
    let target =
      switch act.target {
      case .entity(let index): entities[index]
      case .meeting(let index): meetings[index]
      case .topic(let words): topics.id(words)
      }
    tell(entities[act.source], act.relation, target, date: act.date, modality: act.modality, telling)
    guard case .entity = act.target else {
      for entity in Set(act.concerns.map { entities[$0] }) {
        let naming = Telling(confidence: act.confidence, rule: act.rule, evidence: act.evidence)
        tell(target, .concerns, entity, date: nil, modality: .occurred, naming)
      }
      return
    }
  }

  private mutating func makeEdges() {
    var keys: Set<String> = []
    let identities = tellings.keys.sorted { $0.parts.lexicographicallyPrecedes($1.parts) }
    for identity in identities {
      let ranked = tellings[identity]!.sorted(by: Telling.precedes)
      var pieces: [Telling] = []
      var places: Set<[String]> = []
      for telling in ranked {
        let place = [telling.evidence.article, "\(telling.evidence.start)", "\(telling.evidence.end)"]
        if places.insert(place).inserted { pieces.append(telling) }
      }
      let doubts = doubts(pieces)
      // Said by somebody only when no article says so itself.
      let sources = pieces.map(\.accordingTo)
      var key = "\(identity.relation.rawValue)-\(Identifier.hash(identity.parts))"
      var attempt = 1
      while !keys.insert(key).inserted {
        attempt += 1
        key = "\(identity.relation.rawValue)-\(Identifier.hash(identity.parts + [String(attempt)]))"
      }
      edges.append(
        Edge(
          key: key, source: identity.source, target: identity.target, relation: identity.relation,
          modality: identity.modality, date: identity.date, content: ranked.lazy.compactMap(\.content).first,
          accordingTo: sources.contains(nil) ? nil : Tally(sources.compactMap { $0 }).best(),
          title: ranked.lazy.compactMap(\.title).first, weight: Double(doubts.count),
          confidence: Self.confidence(doubts),
          rule: ranked[0].rule, evidence: pieces.map(\.evidence).sorted(),
          plover: PloverCode.merged(ranked.compactMap(\.plover))))
    }
  }

  /// For each independent piece of evidence how likely it is wrong, by its surest telling.
  private func doubts(_ pieces: [Telling]) -> [Double] {
    let groups = retellings.groups(pieces.map(\.evidence))
    var doubts = [Double](repeating: 1, count: groups.max()! + 1)
    for (piece, group) in zip(pieces, groups) { doubts[group] = min(doubts[group], 1 - piece.confidence) }
    return doubts.sorted()
  }

  /// To four decimals, so that it reads back as it was written.
  private static func confidence(_ doubts: [Double]) -> Double {
    ((1 - doubts.reduce(1, *)) * 10_000).rounded() / 10_000
  }

  private static func dateID(_ date: String) -> String { "date:" + Identifier.token(date) }

  private func dateNodes() -> [Node] {
    var articles: [String: Set<String>] = [:]
    for edge in edges where edge.relation == .heldOn {
      articles[edge.date!, default: []].formUnion(edge.evidence.map(\.article))
    }
    return articles.map { date, articles in
      Node(id: Self.dateID(date), kind: .date, label: date, articles: articles.sorted())
    }
  }
}

/// What is proposed, warned about, asked…: one node for each folded phrase.
private struct Topics {
  private(set) var nodes: [Node] = []
  private var ids: [String: String] = [:]

  init(_ records: [Record], taken: Set<String>) {
    var phrases: [String: Tally<String>] = [:]
    var articles: [String: Set<String>] = [:]
    for record in records {
      for case .topic(let words) in record.acts.map(\.target) {
        let key = Self.key(words)
        phrases[key, default: Tally()].add(words.precomposedStringWithCanonicalMapping)
        articles[key, default: []].insert(record.article.id)
      }
    }
    let keys = phrases.keys.sorted()
    let wishes = keys.map { key in
      let slug = Identifier.slug(key, limit: 48)
      // A phrase that does not fit is told from others with the same beginning.
      let isWhole = slug == key.split(separator: " ").joined(separator: "-")
      return NodeNaming.Wish(
        id: "topic:" + (isWhole ? slug : "\(slug)-\(Identifier.hash([key], length: 5))"), isFixed: false,
        seed: [key])
    }
    for (key, id) in zip(keys, NodeNaming.ids(wishes, taken: taken)) {
      ids[key] = id
      let label = phrases[key]!.best { -$0.count }!
      nodes.append(
        Node(
          id: id, kind: .topic, label: label,
          aliases: phrases[key]!.counts.keys.filter { $0 != label }.sorted(),
          articles: articles[key]!.sorted()))
    }
  }

  /// - Precondition: the phrase is the target of one of the records.
  func id(_ words: String) -> String { ids[Self.key(words)]! }

  private static func key(_ words: String) -> String {
    let name = FoldedName(words)
    return name.words.isEmpty ? words : name.key
  }
}
