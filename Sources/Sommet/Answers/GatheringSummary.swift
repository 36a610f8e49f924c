import SommetGraph

/// A meeting in one piece: when, where, who, from the edges at its node.
public struct GatheringSummary: Sendable {
  public struct Participant: Sendable, Hashable {
    public let id: String
    public let label: String
    /// The most certain that an edge tells of it.
    public let modality: Modality
  }

  public let meeting: Node
  /// ISO 8601; the earliest, when several are told.
  public let date: String?
  /// Labels, in canonical order of the edges.
  public let places: [String]
  /// Who takes part, by label.
  public let participants: [Participant]
  /// The most certain that an edge tells of the meeting: that it was held counts more than that it is planned.
  public let modality: Modality
  /// `attended`, `held_on` and `held_in`.
  public let edges: [Edge]

  public init(of meeting: Node, in graph: some GraphReading) throws {
    let edges = try graph.edges(at: meeting.id).filter {
      $0.target == meeting.id && $0.relation == .attended
        || $0.source == meeting.id && ($0.relation == .heldOn || $0.relation == .heldIn)
    }
    var places: [String] = []
    var modalities: [String: Modality] = [:]
    for edge in edges {
      if edge.relation == .heldIn {
        let label = try graph.node(edge.target)?.label ?? edge.target
        if !places.contains(label) { places.append(label) }
      } else if edge.relation == .attended {
        modalities[edge.source] = min(modalities[edge.source] ?? .unstated, edge.modality)
      }
    }
    var participants: [Participant] = []
    for (id, modality) in modalities {
      participants.append(
        Participant(id: id, label: try graph.node(id)?.label ?? id, modality: modality))
    }
    self.meeting = meeting
    self.edges = edges
    self.places = places
    self.participants = participants.sorted { ($0.label, $0.id) < ($1.label, $1.id) }
    modality = edges.map(\.modality).min() ?? .unstated
    let dates =
      edges.filter { $0.relation == .heldOn }.map { $0.date ?? Self.date(of: $0.target) }
      + edges.map(\.date)
    date = dates.compactMap(\.self).filter { DateRange($0) != nil }.first
  }

  /// The date of a node of a date, whose id tells it.
  private static func date(of node: String) -> String? {
    node.hasPrefix("date:") ? String(node.dropFirst("date:".count)) : nil
  }

  /// Whether an act is told by the sentences that tell of the meeting, or has its day.
  public func tells(_ edge: Edge) -> Bool {
    if let date, edge.date == date { return true }
    let sentences = Set(edges.flatMap(\.evidence).map { Sentence($0) })
    return edge.evidence.contains { sentences.contains(Sentence($0)) }
  }
}

/// A sentence of an article.
struct Sentence: Hashable {
  let article: String
  let number: Int

  init(_ piece: Evidence) {
    article = piece.article
    number = piece.sentence
  }
}
