import SommetGraph

/// The shortest path between two nodes, or all that are as short, by a search in breadth.
final class ShortestPathStep: Step {
  /// A relationship by which a node was reached first, and the node before.
  private typealias Arrival = (relationship: Int, before: Int)

  let check: RelationshipCheck
  let length: RelationshipPattern.ClosedLength
  let findsAll: Bool
  let properties: [(name: String, value: Compiled)]
  /// Whether the path is followed against the pattern's order.
  let isReversed: Bool

  /// Over an image, the node that was last searched from, how often, and how all nodes are reached from it.
  private var last: (from: Int, count: Int, tree: PathSearch.Tree?) = (-1, 0, nil)

  /// From here on one search for all ends is cheaper than one for each.
  private static let manyEnds = 3

  init(
    check: RelationshipCheck, length: RelationshipPattern.ClosedLength, findsAll: Bool,
    properties: [(name: String, value: Compiled)], isReversed: Bool
  ) {
    self.check = check
    self.length = length
    self.findsAll = findsAll
    self.properties = properties
    self.isReversed = isReversed
  }

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
    if let image = frame.run.graph as? GraphImage { return try search(image, from, to, frame, next) }
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

  private func search(
    _ image: GraphImage, _ from: Int, _ to: Int, _ frame: Frame, _ next: () throws -> Walk
  ) throws -> Walk {
    let wanted = try properties.map { ($0.name, try $0.value.evaluate(frame)) }
    let allows: (Int) throws -> Bool = { [check] relationship in
      guard check.isNew(relationship, frame) else { return false }
      return try wanted.allSatisfy {
        try image.property($0.0, ofRelationship: relationship).equals($0.1) == true
      }
    }
    let isPlain = wanted.isEmpty && check.others.isEmpty
    let search = PathSearch(
      image, check, longest: length.longest, run: frame.run, allows: isPlain ? nil : allows)
    func take(_ path: [Int]) throws -> Walk {
      let path = path.map(QueryValue.relationship)
      frame.values[check.slot] = .list(isReversed ? path.reversed() : path)
      return try next()
    }
    if findsAll { return try search.forEachShortest(from, to, take) }
    last = last.from == from && isPlain ? (from, last.count + 1, last.tree) : (from, 1, nil)
    if last.count > Self.manyEnds, last.tree == nil { last.tree = try search.tree(from) }
    let path = try last.tree.map { try search.path(to: to, in: $0) } ?? search.shortest(from, to)
    return try path.map(take) ?? .continue
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
