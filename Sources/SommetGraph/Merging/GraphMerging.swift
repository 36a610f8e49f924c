/// Makes a graph out of records, and hands it over piece by piece in canonical order.
///
/// Records are read several times and none is held; of an article some hundred bytes are. Names, meetings and topics, and what sentences
/// say of them, lie in temporary files, but for the pages in use.
public struct GraphMerging {
  private let records: MergingRecords
  private let entities: EntityMerging
  private let meetings: MeetingMerging
  private let topics: TopicMerging
  /// The node of each day.
  private let dates: [String: Int]
  private let nodes: MergedNodes
  private let memory: Int

  /// Takes all decisions: which entities, which meetings, which topics are one.
  ///
  /// - Parameter memory: bytes that a sort may hold before a temporary file is used.
  public init(_ records: some RecordReading, memory: Int = 32 << 20) throws {
    self.records = try MergingRecords(records)
    self.memory = memory
    var nodes = try MergedNodes()
    entities = try EntityMerging(self.records, &nodes, memory: memory)
    meetings = try MeetingMerging(self.records, entities: entities, &nodes, memory: memory)
    topics = try TopicMerging(self.records, &nodes, memory: memory)
    dates = try Self.addDates(meetings, &nodes)
    try nodes.endAdding(memory: memory / 2)
    self.nodes = nodes
  }

  /// Hands over the articles, then the nodes, then the edges, each in canonical order.
  ///
  /// - Throws: errors of the records, of the sink, or `SpillError`.
  public func write(into sink: inout some GraphSink) throws {
    let days = try writeArticles(into: &sink)
    try nodes.forEach { id, node in
      let seen = node.records.compactMap { days[Int($0)] }
      try sink.add(
        Node(
          id: id, kind: node.kind, label: node.label, aliases: node.aliases,
          articles: try node.records.map { try records.id(Int($0)) }, firstSeen: seen.min(),
          lastSeen: seen.max(),
          attributes: node.attributes))
    }
    var edges = EdgeMerging(nodes, Retellings(records), memory: memory)
    try records.forEach([.meetings, .acts]) { number, record in
      guard !record.meetings.isEmpty || !record.acts.isEmpty else { return }
      let told = try entities.nodes(ofRecord: number)
      for (index, meeting) in record.meetings.enumerated() {
        try tell(meeting, try meetings.meeting(ofRecord: number, at: index), told, &edges)
      }
      for act in record.acts { try tell(act, number, told, &edges) }
    }
    try edges.write(into: &sink)
  }

  // MARK: Articles

  /// - Returns: for each article its day of publication.
  private func writeArticles(into sink: inout some GraphSink) throws -> [String?] {
    var days: [String?] = []
    try records.forEach([.mentions, .times]) { number, record in
      days.append(record.article.date)
      let told = try entities.nodes(ofRecord: number)
      let mentions = try record.mentions.map { mention in
        let node = told[mention.entity]
        return GraphArticle.Mention(
          start: mention.start, end: mention.end, text: mention.text, node: try nodes.id(node),
          kind: try nodes.kind(node), form: mention.form, rule: mention.rule)
      }
      try sink.add(
        GraphArticle(
          info: record.article,
          duplicateOf: records.duplicates.isCopy(number)
            ? try records.id(Int(records.duplicates.originals[number])) : nil,
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
    let node = meetings.node(number)
    let date = try meetings.date(number)
    for piece in told.evidence {
      let telling = EdgeTelling(confidence: told.confidence, rule: told.rule, evidence: piece)
      var attending = telling
      attending.plover = told.plover?.naming { entities[$0] }
      for participant in Set(told.participants.map { entities[$0] }) {
        try edges.tell(participant, .attended, node, date: date, modality: told.modality, attending)
      }
      if let date, told.date != nil {
        try edges.tell(node, .heldOn, dates[date]!, date: date, modality: told.modality, telling)
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
      case .meeting(let index): meetings.node(try meetings.meeting(ofRecord: number, at: index))
      case .topic(let words): try topics.node(words)
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
  private static func addDates(_ meetings: MeetingMerging, _ nodes: inout MergedNodes) throws -> [String: Int]
  {
    var dates: [String: Int] = [:]
    for (date, records) in meetings.recordsOfDays {
      let node = try nodes.append(MergedNode(kind: .date, label: date, records: records))
      try nodes.setID("date:" + Identifier.token(date), of: node)
      dates[date] = node
    }
    return dates
  }
}
