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

  /// Everything, one line for each edge.
  public static let all = GraphView()
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
      let isFolded = folded.contains(node.id) && !drawn.contains(node.id)
      if drawn.contains(node.id) || (view.showsIsolated && !isFolded) { nodes.append(node) }
      return .continue
    }
  }

  private mutating func add(_ edge: Edge, view: GraphView) {
    let dates = edge.date.map { [$0] } ?? []
    if view.foldsDates,
      let number = lines.lastIndex(where: {
        $0.edge.source == edge.source && $0.edge.relation == edge.relation && $0.edge.target == edge.target
          && $0.edge.modality == edge.modality
      })
    {
      lines[number].dates += dates
      lines[number].weight += edge.weight
      lines[number].evidence += edge.evidence
    } else {
      lines.append(Line(edge: edge, dates: dates, weight: edge.weight, evidence: edge.evidence))
    }
  }

  private mutating func limit(_ view: GraphView) {
    guard lines.count > view.lineLimit else { return }
    let ranked = lines.indices.sorted { a, b in
      let (left, right) = (lines[a], lines[b])
      if left.weight != right.weight { return left.weight > right.weight }
      return left.edge.relation == right.edge.relation ? a < b : left.edge.relation < right.edge.relation
    }
    omitted = lines.count - view.lineLimit
    lines = ranked.prefix(view.lineLimit).sorted().map { lines[$0] }
  }
}
