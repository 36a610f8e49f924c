import SommetGraph

/// The shortest path between two nodes, or all that are as short, by a search in breadth.
struct ShortestPathStep: Step {
  /// A relationship by which a node was reached first, and the node before.
  private typealias Arrival = (relationship: Int, before: Int)

  let check: RelationshipCheck
  let length: RelationshipPattern.ClosedLength
  let findsAll: Bool
  let properties: [(name: String, value: Compiled)]
  /// Whether the path is followed against the pattern's order.
  let isReversed: Bool

  var description: String { (findsAll ? "All shortest paths " : "Shortest path ") + check.text }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    guard case .node(let from) = frame.values[check.fromSlot], case .node(let to) = frame.values[check.toSlot]
    else {
      return .continue
    }
    if from == to {
      guard length.shortest == 0 else { return .continue }
      frame.values[check.slot] = .list([])
      return try next()
    }
    let arrivals = try search(from, to, frame)
    var tail: [QueryValue] = []
    var isFirst = true
    /// Walks back from the end to the beginning.
    func trace(_ node: Int) throws -> Walk {
      if node == from {
        guard isFirst || findsAll else { return .continue }
        isFirst = false
        frame.values[check.slot] = .list(isReversed ? tail : tail.reversed())
        return try next()
      }
      for arrival in arrivals[node] ?? [] {
        tail.append(.relationship(arrival.relationship))
        defer { tail.removeLast() }
        if try trace(arrival.before) == .stop { return .stop }
        if !findsAll { break }
      }
      return .continue
    }
    return try trace(to)
  }

  /// How each node on the way was reached, up to the depth at which the end is met.
  private func search(_ from: Int, _ to: Int, _ frame: Frame) throws -> [Int: [Arrival]] {
    let graph = frame.run.graph
    let wanted = try properties.map { ($0.name, try $0.value.evaluate(frame)) }
    var arrivals: [Int: [Arrival]] = [from: []]
    var front = [from]
    var depth = 0
    while !front.isEmpty, arrivals[to] == nil, depth < length.longest ?? .max {
      depth += 1
      var reached: [Int: [Arrival]] = [:]
      var order: [Int] = []
      for node in front {
        _ = try graph.forEachRelationship(at: node, check.direction, types: check.types) {
          relationship, other in
          try frame.run.tick()
          guard arrivals[other] == nil, reached[other] == nil || findsAll, check.isNew(relationship, frame),
            try wanted.allSatisfy({
              try graph.property($0.0, ofRelationship: relationship).equals($0.1) == true
            })
          else { return .continue }
          if reached[other] == nil { order.append(other) }
          reached[other, default: []].append((relationship, node))
          return .continue
        }
      }
      arrivals.merge(reached) { first, _ in first }
      front = order
    }
    return arrivals
  }
}
