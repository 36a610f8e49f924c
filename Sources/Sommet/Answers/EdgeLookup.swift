import SommetGraph

/// What an edge's key, or the beginning of one, stands for.
public enum EdgeLookup: Sendable {
  case found(Edge)
  /// Several keys begin like that: the first of them.
  case ambiguous([Edge])
  case unknown

  /// - Parameter prefix: a key, or as much of it as tells it from others.
  public init(_ prefix: String, in graph: some GraphReading) throws {
    if let edge = try graph.edge(prefix) {
      self = .found(edge)
      return
    }
    var found: [Edge] = []
    if !prefix.isEmpty {
      try graph.forEachEdge(withKeyPrefix: prefix) {
        found.append($0)
        return found.count < 6 ? .continue : .stop
      }
    }
    self =
      found.count > 1
      ? .ambiguous(found.sorted { $0.key < $1.key }) : found.first.map(EdgeLookup.found) ?? .unknown
  }
}
