/// Which edges of a graph are asked for: who, what, whom, when.
///
/// A condition that is nil lets everything through. A symmetric edge matches both ways.
public struct EdgeFilter: Sendable, Hashable {
  /// Ids of the nodes that act.
  public var who: Set<String>?
  /// Ids of the nodes that are acted on. Without `who`, symmetric edges match from either end.
  public var whom: Set<String>?
  public var relations: Set<Relation>?
  public var modalities: Set<Modality>?
  /// Edges whose date reaches this day, month or year or a later one; edges without date do not match.
  public var since: DateRange?
  /// Edges whose date begins on this day, month or year or before; edges without date do not match.
  public var until: DateRange?
  public var minimumWeight: Double

  public init(
    who: Set<String>? = nil, whom: Set<String>? = nil, relations: Set<Relation>? = nil,
    modalities: Set<Modality>? = nil, since: DateRange? = nil, until: DateRange? = nil,
    minimumWeight: Double = -.infinity
  ) {
    self.who = who
    self.whom = whom
    self.relations = relations
    self.modalities = modalities
    self.since = since
    self.until = until
    self.minimumWeight = minimumWeight
  }

  public func matches(_ edge: Edge) -> Bool {
    guard edge.weight >= minimumWeight, relations?.contains(edge.relation) ?? true,
      modalities?.contains(edge.modality) ?? true
    else { return false }
    func joins(_ source: String, _ target: String) -> Bool {
      (who?.contains(source) ?? true) && (whom?.contains(target) ?? true)
    }
    guard joins(edge.source, edge.target) || (edge.isSymmetric && joins(edge.target, edge.source))
    else {
      return false
    }
    guard since != nil || until != nil else { return true }
    guard let date = edge.date, let days = DateRange(date) else { return false }
    return (since.map { days.last >= $0.first } ?? true) && (until.map { days.first <= $0.last } ?? true)
  }

  /// Walks the edges that match, in canonical order.
  ///
  /// Asks the graph only for the edges at `who` or `whom` when either is given.
  public func forEachEdge(of graph: some GraphReading, _ body: (Edge) throws -> Walk) throws {
    guard let ends = who ?? whom else {
      try graph.forEachEdge { matches($0) ? try body($0) : .continue }
      return
    }
    var seen: Set<String> = []
    var found: [Edge] = []
    for node in ends {
      for edge in try graph.edges(at: node) where matches(edge) && seen.insert(edge.key).inserted {
        found.append(edge)
      }
    }
    for edge in found.sorted() where try body(edge) == .stop { return }
  }

  public func edges(of graph: some GraphReading) throws -> [Edge] {
    var found: [Edge] = []
    try forEachEdge(of: graph) {
      found.append($0)
      return .continue
    }
    return found
  }
}
