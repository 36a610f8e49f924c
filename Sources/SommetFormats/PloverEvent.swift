import SommetGraph

/// One event: acts that one telling says, or one meeting.
struct PloverEvent {
  var id: String
  var code: PloverCode<String>
  var relation: Relation
  var modality: Modality
  var date: String?
  /// Ids of nodes.
  var actors: [String]
  var recipients: [String]
  var place: String?
  var meeting: String?
  var content: String?
  var accordingTo: String?
  var confidence: Double
  var edges: [String]
  /// The leading piece first.
  var evidence: [Evidence]

  /// What acts that are told together have in common: the words that tell, and what they are.
  static func telling(_ edge: Edge) -> [String] {
    let code = edge.plover ?? PloverCode(type: nil)
    let first = edge.evidence.first
    return [
      edge.relation.rawValue, edge.modality.rawValue, edge.date ?? "", edge.accordingTo ?? "",
      code.type ?? "",
      code.modes.joined(separator: " "), code.auxiliaries.joined(separator: " "),
      code.actors.joined(separator: " "), first?.article ?? edge.key,
      first.map { "\($0.sentence) \($0.start) \($0.trigger.start) \($0.trigger.end)" } ?? "",
    ]
  }

  /// The events that some acts are, of which most or all are told together.
  static func acts(_ edges: [Edge]) -> [PloverEvent] {
    var groups: [[Edge]] = []
    for edge in edges {
      if let index = groups.firstIndex(where: { telling($0[0]) == telling(edge) }) {
        groups[index].append(edge)
      } else {
        groups.append([edge])
      }
    }
    return groups.map(event)
  }

  private static func event(_ edges: [Edge]) -> PloverEvent {
    let first = edges[0]
    var code = first.plover ?? PloverCode(type: nil)
    code.contexts = PloverVocabulary.shared.ordered(edges.flatMap { $0.plover?.contexts ?? [] })
    var actors = unique(edges.map(\.source))
    var recipients = unique(edges.map(\.target))
    if first.relation.isSymmetric {
      let everybody = unique(edges.flatMap { [$0.source, $0.target] })
      actors = code.actors.isEmpty ? everybody : everybody.filter(code.actors.contains)
      recipients = everybody.filter { !actors.contains($0) }
    }
    return PloverEvent(
      id: first.key, code: code, relation: first.relation, modality: first.modality, date: first.date,
      actors: actors, recipients: recipients, content: edges.lazy.compactMap(\.content).first,
      accordingTo: first.accordingTo, confidence: edges.map(\.confidence).max() ?? 0, edges: edges.map(\.key),
      evidence: unique(edges.flatMap(\.evidence)))
  }

  /// What a meeting is: one event for each modality in which it is told.
  static func meeting(_ node: Node, in graph: some GraphReading) throws -> [PloverEvent] {
    var attended: [Edge] = []
    try graph.forEachEdge(to: node.id) {
      if $0.relation == .attended, $0.plover != nil { attended.append($0) }
      return .continue
    }
    var held: [Edge] = []
    try graph.forEachEdge(from: node.id) {
      if $0.relation == .heldIn { held.append($0) }
      return .continue
    }
    return try Modality.allCases.compactMap { modality in
      let edges = attended.filter { $0.modality == modality }
      guard let first = edges.first else { return nil }
      let codes = edges.sorted { ($1.confidence, $0.key) < ($0.confidence, $1.key) }.compactMap(\.plover)
      guard let code = PloverCode.merged(codes) else { return nil }
      let everybody = unique(edges.map(\.source))
      let acting = everybody.filter(code.actors.contains)
      let place = (held.first { $0.modality == modality } ?? held.first)?.target
      var recipients = acting.isEmpty ? [] : everybody.filter { !acting.contains($0) }
      // A visit to a country without a named host: the country is.
      if !acting.isEmpty, recipients.isEmpty, let place, try graph.node(place)?.kind == .country {
        recipients = [place]
      }
      return PloverEvent(
        id: "\(node.id).\(modality.rawValue)", code: code, relation: .attended, modality: modality,
        date: first.date, actors: acting.isEmpty ? everybody : acting, recipients: recipients, place: place,
        meeting: node.id, content: nil, accordingTo: nil, confidence: edges.map(\.confidence).max() ?? 0,
        edges: edges.map(\.key), evidence: unique(edges.flatMap(\.evidence)).sorted())
    }
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
