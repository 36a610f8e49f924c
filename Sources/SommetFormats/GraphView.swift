import SommetGraph

/// What of a graph goes into a picture.
///
/// A picture that shows everything shows nothing: the default leaves out what `concerns` what, writes place and date of a
/// meeting under its name, draws tellings that differ in their date only as one line, and keeps the weightiest lines of a
/// large graph.
public struct GraphView: Sendable, Hashable {
  /// Relations that are not drawn.
  public var hiddenRelations: Set<Relation>
  /// Whether place and date of a meeting become part of its label instead of nodes.
  public var foldsMeetings: Bool
  /// Whether edges that differ in date only are one line.
  public var foldsDates: Bool
  /// Whether nodes without a line are drawn.
  public var showsIsolated: Bool
  /// Lines at most; the weightiest are kept.
  public var lineLimit: Int

  public init(
    hiddenRelations: Set<Relation> = [], foldsMeetings: Bool = false, foldsDates: Bool = false,
    showsIsolated: Bool = true, lineLimit: Int = .max
  ) {
    self.hiddenRelations = hiddenRelations
    self.foldsMeetings = foldsMeetings
    self.foldsDates = foldsDates
    self.showsIsolated = showsIsolated
    self.lineLimit = lineLimit
  }

  /// Whether nodes and edges are drawn as they come.
  var isWhole: Bool {
    hiddenRelations.isEmpty && !foldsMeetings && !foldsDates && showsIsolated && lineLimit == .max
  }

  /// Everything, one line for each edge.
  public static let all = GraphView()
  /// Everything, with place and date of a meeting under its name.
  public static let folded = GraphView(foldsMeetings: true, foldsDates: true)
  /// Actors, what they did, and the meetings they were at.
  public static let actors = GraphView(
    hiddenRelations: [.concerns], foldsMeetings: true, foldsDates: true, showsIsolated: false, lineLimit: 160)
}

/// A graph reduced to a view: nodes and lines, both in canonical order.
struct Picture {
  /// Edges that are drawn as one.
  struct Line {
    /// The first of the edges.
    var edge: Edge
    var dates: [String]
    var weight: Double
    var evidence: [Evidence]
  }

  private(set) var nodes: [Node] = []
  private(set) var lines: [Line] = []
  /// For a meeting with place and date in its label: these, in order.
  private(set) var details: [String: [String]] = [:]
  /// Lines that the limit left out.
  private(set) var omitted = 0

  init(_ graph: some GraphReading, view: GraphView) throws {
    var folded: Set<String> = []
    try graph.forEachEdge { edge in
      if view.foldsMeetings, edge.relation == .heldIn || edge.relation == .heldOn {
        let label = try graph.node(edge.target)?.label ?? edge.target
        if !(details[edge.source] ?? []).contains(label) { details[edge.source, default: []].append(label) }
        folded.insert(edge.target)
      } else if !view.hiddenRelations.contains(edge.relation) {
        add(edge, view: view)
      }
      return .continue
    }
    limit(view)
    let drawn = Set(lines.flatMap { [$0.edge.source, $0.edge.target] })
    try graph.forEachNode { node in
      if view.foldsMeetings, node.kind == .meeting, details[node.id] == nil {
        // A view of actors has folded them already.
        let told = ["date", "place"].compactMap { node.attributes[$0]?.string }
        if !told.isEmpty { details[node.id] = told }
      }
      let isFolded = folded.contains(node.id) && !drawn.contains(node.id)
      if drawn.contains(node.id) || (view.showsIsolated && !isFolded) { nodes.append(node) }
      return .continue
    }
  }

  private mutating func add(_ edge: Edge, view: GraphView) {
    let dates = edge.date.map { [$0] } ?? []
    if view.foldsDates, let number = line(of: edge) {
      lines[number].dates += dates
      lines[number].weight += edge.weight
      lines[number].evidence += edge.evidence
    } else {
      if lines.count > 4 * min(view.lineLimit, 1 << 40), lines.last?.edge.source != edge.source {
        limit(view)
      }
      lines.append(Line(edge: edge, dates: dates, weight: edge.weight, evidence: edge.evidence))
    }
  }

  /// The line that an edge is part of. Edges come in canonical order, so it is one of the last.
  private func line(of edge: Edge) -> Int? {
    for number in lines.indices.reversed() {
      let other = lines[number].edge
      guard other.source == edge.source, other.relation == edge.relation, other.target == edge.target else {
        return nil
      }
      if other.modality == edge.modality { return number }
    }
    return nil
  }

  /// Leaves out the lightest lines. What is left out of the first lines would be left out of all.
  private mutating func limit(_ view: GraphView) {
    guard lines.count > view.lineLimit else { return }
    let ranked = lines.indices.sorted { a, b in
      let (left, right) = (lines[a], lines[b])
      if left.weight != right.weight { return left.weight > right.weight }
      return left.edge.relation == right.edge.relation ? a < b : left.edge.relation < right.edge.relation
    }
    omitted += lines.count - view.lineLimit
    lines = ranked.prefix(view.lineLimit).sorted().map { lines[$0] }
  }
}

extension Picture {
  /// Nodes that are drawn together, framed when there is a label.
  struct Cluster {
    let label: String?
    var nodes: [Node]
  }

  func clusters(_ clusters: DOT.Clusters) -> [Cluster] {
    switch clusters {
    case .none: [Cluster(label: nil, nodes: nodes)]
    case .kind: grouped { $0.kind.rawValue }
    case .month: grouped(byMonth: months())
    }
  }

  private func grouped(byMonth months: [String: String]) -> [Cluster] { grouped { months[$0.id] ?? "" } }

  /// Groups by label, in the order of the labels; nodes without one come last and are not framed.
  private func grouped(_ label: (Node) -> String) -> [Cluster] {
    var groups: [String: [Node]] = [:]
    for node in nodes { groups[label(node), default: []].append(node) }
    let framed = groups.filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }
    return framed.map { Cluster(label: $0.key, nodes: $0.value) }
      + [Cluster(label: nil, nodes: groups[""] ?? [])]
  }

  /// For each node the month in which the earliest of its lines begins.
  private func months() -> [String: String] {
    var months: [String: String] = [:]
    func note(_ node: String, _ date: String) {
      guard let first = DateRange(date)?.first else { return }
      months[node] = min(months[node] ?? "~", String(first.prefix(7)))
    }
    for line in lines {
      for date in line.dates {
        note(line.edge.source, date)
        note(line.edge.target, date)
      }
    }
    for (meeting, told) in details { for date in told { note(meeting, date) } }
    return months
  }
}
