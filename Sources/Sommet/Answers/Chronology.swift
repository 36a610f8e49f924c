import SommetGraph

/// What happened to a node, in the order of time: acts and meetings, each on one line.
///
/// What one sentence says of several ("A warned B, C and D") is one entry, and so is a meeting with all who took part;
/// the `met` edges between them that the same sentences tell, or that have its day, are part of it.
public struct Chronology: Sendable {
  public struct Entry: Sendable {
    public enum Direction: String, Sendable { case outgoing, incoming, both }

    /// nil for the edges of a meeting.
    public let relation: Relation?
    public let direction: Direction
    /// Who else is part of it: ids with labels, by label; of a meeting those who take part.
    public internal(set) var others: [(id: String, label: String)]
    public let meeting: GatheringSummary?
    /// ISO 8601 day, month, year or interval.
    public let date: String?
    public let modality: Modality
    public let content: String?
    public let title: String?
    /// Label of who says so, when it is not the article.
    public let sayer: String?
    /// In canonical order.
    public internal(set) var edges: [Edge]
    /// First publication day of the articles that tell of it.
    public internal(set) var reported: String?

    /// The sentences behind all edges, each once, by article and place.
    public var evidence: [Evidence] {
      var seen: Set<Place> = []
      return edges.flatMap(\.evidence).sorted().filter { seen.insert(Place($0)).inserted }
    }

    private struct Place: Hashable {
      let article: String
      let start: Int
      let end: Int

      init(_ piece: Evidence) { (article, start, end) = (piece.article, piece.start, piece.end) }
    }

    public var precision: DatePrecision { DatePrecision(date) }
  }

  public let node: Node
  /// By date; what has none last, by first publication.
  public private(set) var entries: [Entry] = []

  /// - Parameters:
  ///   - filter: who and whom are not looked at.
  public init(of node: Node, in graph: some GraphReading, matching filter: EdgeFilter = EdgeFilter()) throws {
    self.node = node
    var filter = filter
    (filter.who, filter.whom) = (nil, nil)
    // A day of a meeting may stand on another of its edges than that at the node.
    var undated = filter
    (undated.since, undated.until) = (nil, nil)
    let edges = try graph.edges(at: node.id).sorted(by: Self.precedes)
    var entries: [Entry] = []
    var gatherings: [Entry] = []
    for edge in edges {
      guard let id = Self.meeting(of: edge, at: node) else { continue }
      if let known = gatherings.firstIndex(where: { $0.meeting?.meeting.id == id }) {
        gatherings[known].edges.append(edge)
      } else if let meeting = try graph.node(id) {
        let gathering = try GatheringSummary(of: meeting, in: graph)
        guard undated.matches(edge), Self.isWithin(gathering.date ?? edge.date, filter) else { continue }
        gatherings.append(Entry(gathering, first: edge, at: node))
      }
    }
    for edge in edges where Self.meeting(of: edge, at: node) == nil && filter.matches(edge) {
      let entry = try Entry(edge, at: node, graph)
      if let known = gatherings.firstIndex(where: { $0.covers(edge, at: node) }) {
        gatherings[known].edges.append(edge)
      } else if let known = entries.lastIndex(where: { $0.isTold(with: entry) }) {
        entries[known].add(entry)
      } else {
        entries.append(entry)
      }
    }
    self.entries = try (entries + gatherings).map { entry in
      var entry = entry
      entry.edges.sort()
      entry.reported = try Set(entry.edges.flatMap(\.evidence).map(\.article))
        .compactMap { try graph.article($0)?.info.date }.min()
      return entry
    }
    self.entries.sort { a, b in
      let (left, right) = (DateOrder(a.date), DateOrder(b.date))
      if left != right { return left < right }
      if a.date == nil, a.reported != b.reported { return a.reported ?? "~" < b.reported ?? "~" }
      return a.edges[0] < b.edges[0]
    }
  }

  /// By date, undated last; then in canonical order.
  static func precedes(_ a: Edge, _ b: Edge) -> Bool {
    let (left, right) = (DateOrder(a.date), DateOrder(b.date))
    return left == right ? a < b : left < right
  }

  /// The meeting that an edge tells of, when it is one of those that make up a meeting.
  private static func meeting(of edge: Edge, at node: Node) -> String? {
    switch edge.relation {
    case .attended: edge.target
    case .heldIn, .heldOn: edge.source
    default: nil
    }
  }

  private static func isWithin(_ date: String?, _ filter: EdgeFilter) -> Bool {
    guard filter.since != nil || filter.until != nil else { return true }
    guard let days = date.flatMap(DateRange.init) else { return false }
    return (filter.since.map { days.last >= $0.first } ?? true)
      && (filter.until.map { days.first <= $0.last } ?? true)
  }
}

extension Chronology.Entry {
  /// A meeting; the node's part in it tells the modality, when it takes part.
  init(_ gathering: GatheringSummary, first edge: Edge, at node: Node) {
    relation = nil
    direction = .both
    others = gathering.participants.filter { $0.id != node.id }.map { ($0.id, $0.label) }
    meeting = gathering
    date = gathering.date ?? edge.date
    modality = gathering.participants.first { $0.id == node.id }?.modality ?? gathering.modality
    (content, title, sayer, reported) = (nil, nil, nil, nil)
    edges = gathering.meeting.id == node.id ? [edge] : gathering.edges
    if !edges.contains(edge) { edges.append(edge) }
  }

  init(_ edge: Edge, at node: Node, _ graph: some GraphReading) throws {
    let isOut = edge.source == node.id
    let other = isOut ? edge.target : edge.source
    relation = edge.relation
    direction = edge.isSymmetric ? .both : isOut ? .outgoing : .incoming
    others = [(other, try graph.node(other)?.label ?? other)]
    meeting = nil
    date = edge.date
    modality = edge.modality
    content = edge.content
    title = edge.title
    sayer = try edge.accordingTo.map { try graph.node($0)?.label ?? $0 }
    edges = [edge]
    reported = nil
  }

  /// Whether an edge between two who take part belongs to the meeting.
  fileprivate func covers(_ edge: Edge, at node: Node) -> Bool {
    guard let meeting, edge.relation == .met else { return false }
    let ids = Set(meeting.participants.map(\.id))
    return ids.contains(edge.source) && ids.contains(edge.target) && meeting.tells(edge)
  }

  /// Whether the same sentence tells both, of different others.
  fileprivate func isTold(with entry: Chronology.Entry) -> Bool {
    guard meeting == nil, relation == entry.relation, direction == entry.direction, date == entry.date,
      modality == entry.modality, content == entry.content, title == entry.title, sayer == entry.sayer,
      let mine = edges[0].evidence.first, let its = entry.edges[0].evidence.first
    else { return false }
    return Sentence(mine) == Sentence(its)
  }

  fileprivate mutating func add(_ entry: Chronology.Entry) {
    for other in entry.others where !others.contains(where: { $0.id == other.id }) { others.append(other) }
    others.sort { ($0.label, $0.id) < ($1.label, $1.id) }
    edges += entry.edges
  }
}
