/// Makes a graph out of records, and hands it over piece by piece in canonical order.
///
/// Records are read several times and none is held; what is held grows with the names, meetings and topics of the corpus. What
/// sentences say goes through a sort that spills to a temporary file.
public struct GraphMerging {
  private let records: MergingRecords
  private let entities: EntityMerging
  private let meetings: MeetingMerging
  private let topics: TopicMerging
  private let nodes: GraphNodes
  private let memory: Int

  /// Takes all decisions: which entities, which meetings, which topics are one.
  ///
  /// - Parameter memory: bytes that may be held of what sentences say before a temporary file is used.
  public init(_ records: some RecordReading, memory: Int = 64 << 20) throws {
    self.records = try MergingRecords(records)
    self.memory = memory
    entities = try EntityMerging(self.records)
    meetings = try MeetingMerging(self.records, entities: entities)
    topics = try TopicMerging(
      self.records, taken: Set((entities.nodes + meetings.nodes).map(\.id)))
    nodes = GraphNodes(entities, meetings, topics, Self.dates(meetings))
  }

  /// Hands over the articles, then the nodes, then the edges, each in canonical order.
  ///
  /// - Throws: errors of the records, of the sink, or `SpillError`.
  public func write(into sink: inout some GraphSink) throws {
    let days = try writeArticles(into: &sink)
    try nodes.forEach { node in
      let seen = node.records.compactMap { days[Int($0)].date }
      try sink.add(
        Node(
          id: node.id, kind: node.kind, label: node.label, aliases: node.aliases,
          articles: node.records.map { days[Int($0)].id }, firstSeen: seen.min(), lastSeen: seen.max(),
          attributes: node.attributes))
    }
    var edges = EdgeMerging(nodes, Retellings(records.duplicates), memory: memory)
    try records.forEach([.meetings, .acts]) { number, record in
      guard !record.meetings.isEmpty || !record.acts.isEmpty else { return }
      let told = entities.nodes(ofRecord: number)
      for (index, meeting) in record.meetings.enumerated() {
        try tell(meeting, meetings.meeting(ofRecord: number, at: index), told, &edges)
      }
      for act in record.acts { try tell(act, number, told, &edges) }
    }
    try edges.write(into: &sink)
  }

  // MARK: Articles

  private func writeArticles(into sink: inout some GraphSink) throws -> [(id: String, date: String?)] {
    var days: [(id: String, date: String?)] = []
    try records.forEach([.mentions, .times]) { number, record in
      days.append((record.article.id, record.article.date))
      let told = entities.nodes(ofRecord: number)
      let mentions = record.mentions.map { mention in
        let node = told[mention.entity]
        return GraphArticle.Mention(
          start: mention.start, end: mention.end, text: mention.text, node: nodes.id(node),
          kind: nodes.kind(node), form: mention.form, rule: mention.rule)
      }
      try sink.add(
        GraphArticle(
          info: record.article, duplicateOf: records.duplicates.originals[record.article.id],
          times: record.times.sorted {
            ($0.start, $0.end, $0.value ?? "") < ($1.start, $1.end, $1.value ?? "")
          },
          mentions: mentions.sorted {
            ($0.start, $0.end, $0.node, $0.form) < ($1.start, $1.end, $1.node, $1.form)
          }))
    }
    return days
  }

  // MARK: Edges

  private func tell(
    _ told: RecordedMeeting, _ number: Int, _ entities: [Int], _ edges: inout EdgeMerging
  ) throws {
    let node = nodes.meeting(number)
    let date = meetings.meetings[number].date
    for piece in told.evidence {
      let telling = EdgeTelling(confidence: told.confidence, rule: told.rule, evidence: piece)
      var attending = telling
      attending.plover = told.plover?.naming { entities[$0] }
      for participant in Set(told.participants.map { entities[$0] }) {
        try edges.tell(participant, .attended, node, date: date, modality: told.modality, attending)
      }
      if let date, told.date != nil {
        try edges.tell(node, .heldOn, nodes.date(date), date: date, modality: told.modality, telling)
      }
      if let place = told.place {
        try edges.tell(node, .heldIn, entities[place], date: date, modality: told.modality, telling)
      }
    }
  }

  private func tell(_ act: RecordedAct, _ number: Int, _ entities: [Int], _ edges: inout EdgeMerging) throws {
    let telling = EdgeTelling(
      confidence: act.confidence, rule: act.rule, evidence: act.evidence,
      content: act.content?.precomposedStringWithCanonicalMapping,
      title: act.title?.precomposedStringWithCanonicalMapping,
      accordingTo: act.accordingTo.map { entities[$0] }, plover: act.plover?.naming { entities[$0] })
    let target =
      switch act.target {
      case .entity(let index): entities[index]
      case .meeting(let index): nodes.meeting(meetings.meeting(ofRecord: number, at: index))
      case .topic(let words): nodes.topic(topics.node(words))
      }
    try edges.tell(
      entities[act.source], act.relation, target, date: act.date, modality: act.modality, telling)
    guard case .entity = act.target else {
      let naming = EdgeTelling(confidence: act.confidence, rule: act.rule, evidence: act.evidence)
      for entity in Set(act.concerns.map { entities[$0] }) {
        try edges.tell(target, .concerns, entity, date: nil, modality: .occurred, naming)
      }
      return
    }
  }

  /// The days of meetings, one node each.
  private static func dates(_ meetings: MeetingMerging) -> [MergedNode] {
    var records: [String: Set<Int32>] = [:]
    for meeting in meetings.meetings {
      guard let date = meeting.date else { continue }
      records[date, default: []].formUnion(meeting.datedRecords)
    }
    return records.sorted { $0.key < $1.key }.map { date, records in
      MergedNode(id: "date:" + Identifier.token(date), kind: .date, label: date, records: records.sorted())
    }
  }
}
