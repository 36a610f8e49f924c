import SommetGraph

/// What a graph knows of one node, at a glance.
public struct NodeCard: Sendable {
  /// A post: of the node, or of another at the node.
  public struct Office: Sendable {
    public let title: String
    /// Who holds it, and where, as labels.
    public let holder: String
    public let place: String
    /// ISO 8601, when an article tells; an interval or a year as it is told.
    public let date: String?
    public let modality: Modality
    /// Publication days of the articles that tell of it, the first and the last; nil when none is dated.
    public let told: (first: String, last: String)?
  }

  public struct Companion: Sendable {
    public let id: String
    public let label: String
    /// How often they met: independent pieces of evidence.
    public let weight: Double
  }

  public let node: Node
  /// Every edge at the node: by date, those without one last.
  public let edges: [Edge]
  /// How many edges there are of each relation, in order of the vocabulary.
  public let counts: [(relation: Relation, count: Int)]
  /// The node's own posts; for a body or a country those who have posts there.
  public let offices: [Office]
  /// Whom the node met, the most often first.
  public let company: [Companion]
  /// Meetings that the node attended; by date, those without one last.
  public let meetings: [GatheringSummary]

  public init(of node: Node, in graph: some GraphReading) throws {
    let edges = try graph.edges(at: node.id).sorted(by: Chronology.precedes)
    var counts: [Relation: Int] = [:]
    var weights: [String: Double] = [:]
    var offices: [Office] = []
    var meetings: [GatheringSummary] = []
    var seen: Set<String> = []
    for edge in edges {
      counts[edge.relation, default: 0] += 1
      switch edge.relation {
      case .met where edge.modality != .denied:
        weights[edge.source == node.id ? edge.target : edge.source, default: 0] += edge.weight
      case .holdsOffice: offices.append(try Office(edge, graph))
      case .attended where edge.source == node.id && seen.insert(edge.target).inserted:
        if let meeting = try graph.node(edge.target) {
          meetings.append(try GatheringSummary(of: meeting, in: graph))
        }
      default: break
      }
    }
    var company: [Companion] = []
    for (id, weight) in weights {
      company.append(Companion(id: id, label: try graph.node(id)?.label ?? id, weight: weight))
    }
    self.node = node
    self.edges = edges
    self.counts = counts.sorted { $0.key < $1.key }.map { (relation: $0.key, count: $0.value) }
    self.offices = offices
    self.company = company.sorted { ($1.weight, $0.label, $0.id) < ($0.weight, $1.label, $1.id) }
    self.meetings = meetings.sorted {
      (DateOrder($0.date), $0.meeting.id) < (DateOrder($1.date), $1.meeting.id)
    }
  }
}

extension NodeCard.Office {
  init(_ edge: Edge, _ graph: some GraphReading) throws {
    title = edge.title ?? "(post)"
    holder = try graph.node(edge.source)?.label ?? edge.source
    place = try graph.node(edge.target)?.label ?? edge.target
    date = edge.date
    modality = edge.modality
    let days = try Set(edge.evidence.map(\.article)).compactMap { try graph.article($0)?.info.date }
    told = days.min().map { ($0, days.max()!) }
  }
}
