import SommetGraph

/// Which edges of a graph are acts of their own, and which of them one telling says together.
struct PloverIndex {
  /// How many acts share a number, by `number`.
  private(set) var counts: [UInt64: Int] = [:]
  /// Who attended a meeting by which sentence, as numbers.
  private var attended: Set<UInt64> = []

  init(_ graph: some GraphReading) throws {
    var attended: Set<UInt64> = []
    try graph.forEachEdge { edge in
      guard edge.relation == .attended, edge.plover != nil else { return .continue }
      for piece in edge.evidence { attended.insert(Self.number(of: edge.source, edge, piece)) }
      return .continue
    }
    self.attended = attended
    var counts: [UInt64: Int] = [:]
    try graph.forEachEdge { edge in
      if isAct(edge) { counts[number(edge), default: 0] += 1 }
      return .continue
    }
    self.counts = counts
  }

  /// Whether an edge is an event that no meeting tells already.
  func isAct(_ edge: Edge) -> Bool {
    guard edge.plover != nil, edge.relation != .attended else { return false }
    guard edge.relation == .met else { return true }
    return !edge.evidence.contains { piece in
      attended.contains(Self.number(of: edge.source, edge, piece))
        && attended.contains(Self.number(of: edge.target, edge, piece))
    }
  }

  /// The number of an act's telling; two tellings share one by chance only.
  func number(_ edge: Edge) -> UInt64 { Identifier.number(PloverEvent.telling(edge)) }

  private static func number(of node: String, _ edge: Edge, _ piece: Evidence) -> UInt64 {
    Identifier.number([node, edge.modality.rawValue, piece.article, "\(piece.sentence)"])
  }
}
