import SommetGraph

/// The shortest chains of edges that lead from one node to another.
///
/// Edges are followed either way unless the search is directed; symmetric ones always are. A path never leads through
/// a date: that two things happened on one day joins nothing.
public struct PathSearch: Sendable {
  public struct Path: Sendable {
    /// Ids, one more than there are hops.
    public let nodes: [String]
    /// For each hop the edges that make it: by date, those without one last.
    public let hops: [[Edge]]
  }

  public var filter: EdgeFilter
  public var isDirected: Bool
  /// Hops at most.
  public var limit: Int

  public init(filter: EdgeFilter = EdgeFilter(), isDirected: Bool = false, limit: Int = 6) {
    self.filter = filter
    self.isDirected = isDirected
    self.limit = limit
  }

  /// Finds the shortest paths.
  ///
  /// Both ends are searched at once, the smaller front first. Among equals those come first whose edges weigh most, then
  /// by ids.
  ///
  /// - Returns: how many there are, and the first `count` of them; none when there is no path of `limit` hops.
  /// - Throws: what the graph throws; `CancellationError`.
  public func paths(
    from start: String, to end: String, in graph: some GraphReading, count: Int = 1
  ) throws -> (paths: [Path], total: Int) {
    if start == end { return ([Path(nodes: [start], hops: [])], 1) }
    var forward = Front(start)
    var backward = Front(end)
    for _ in 0..<max(limit, 0) {
      let isForward = forward.edge.count <= backward.edge.count
      if isForward {
        try expand(&forward, .forward, graph)
      } else {
        try expand(&backward, .backward, graph)
      }
      let middle =
        isForward
        ? forward.edge.filter { backward.links[$0] != nil }
        : backward.edge.filter { forward.links[$0] != nil }
      if !middle.isEmpty { return try joined(middle, forward, backward, graph, count) }
      if forward.edge.isEmpty || backward.edge.isEmpty { break }
    }
    return ([], 0)
  }

  // MARK: - Searching

  private enum Way { case forward, backward }

  private struct Link {
    let node: String
    var weight: Double
  }

  /// What is reached from one end: for each node the links that lead back by one hop.
  private struct Front {
    var links: [String: [Link]]
    /// The nodes that were reached last, ascending.
    var edge: [String]

    init(_ start: String) {
      links = [start: []]
      edge = [start]
    }
  }

  private func expand(_ front: inout Front, _ way: Way, _ graph: some GraphReading) throws {
    var found: [String: [Link]] = [:]
    for node in front.edge {
      try Task.checkCancellation()
      if front.links.count > 1, try graph.node(node)?.kind == .date { continue }
      for edge in try graph.edges(at: node) {
        guard let other = other(edge, node, way), front.links[other] == nil else { continue }
        if let known = found[other]?.firstIndex(where: { $0.node == node }) {
          found[other]![known].weight += edge.weight
        } else {
          found[other, default: []].append(Link(node: node, weight: edge.weight))
        }
      }
    }
    front.edge = found.keys.sorted()
    front.links.merge(found) { $1 }
  }

  /// The node to which an edge leads; nil when it may not be followed.
  private func other(_ edge: Edge, _ node: String, _ way: Way) -> String? {
    guard edge.source != edge.target, filter.matches(edge) else { return nil }
    let isOut = edge.source == node
    if isDirected, !edge.isSymmetric, isOut != (way == .forward) { return nil }
    return isOut ? edge.target : edge.source
  }

  // MARK: - Joining

  private func joined(
    _ middle: [String], _ forward: Front, _ backward: Front, _ graph: some GraphReading, _ count: Int
  ) throws -> (paths: [Path], total: Int) {
    var total = 0
    var chains: [(nodes: [String], weight: Double)] = []
    for node in middle where try !isDate(node, graph) || isEnd(node, forward, backward) {
      let heads = Self.chains(back: node, forward, limit: max(count, Self.candidates))
      let tails = Self.chains(back: node, backward, limit: max(count, Self.candidates))
      total += Self.number(back: node, forward) * Self.number(back: node, backward)
      for head in heads {
        for tail in tails {
          chains.append((head.nodes.reversed() + [node] + tail.nodes, head.weight + tail.weight))
        }
      }
    }
    chains.sort { a, b in
      a.weight == b.weight ? a.nodes.lexicographicallyPrecedes(b.nodes) : a.weight > b.weight
    }
    return try (chains.prefix(count).map { try path($0.nodes, graph) }, total)
  }

  /// Chains that are compared before the best are taken.
  private static let candidates = 256

  private func isDate(_ node: String, _ graph: some GraphReading) throws -> Bool {
    try graph.node(node)?.kind == .date
  }

  private func isEnd(_ node: String, _ forward: Front, _ backward: Front) -> Bool {
    forward.links[node]?.isEmpty == true || backward.links[node]?.isEmpty == true
  }

  /// The chains that lead back from a node to where its front began, without the node itself, the nearest first.
  private static func chains(
    back node: String, _ front: Front, limit: Int
  ) -> [(nodes: [String], weight: Double)] {
    var chains: [(nodes: [String], weight: Double)] = []
    func follow(_ node: String, _ nodes: [String], _ weight: Double) {
      guard chains.count < limit else { return }
      let links = front.links[node]!.sorted { ($1.weight, $0.node) < ($0.weight, $1.node) }
      if links.isEmpty { chains.append((nodes, weight)) }
      for link in links { follow(link.node, nodes + [link.node], weight + link.weight) }
    }
    follow(node, [], 0)
    return chains
  }

  /// How many chains there are.
  private static func number(back node: String, _ front: Front) -> Int {
    var known: [String: Int] = [:]
    func number(_ node: String) -> Int {
      if let known = known[node] { return known }
      let links = front.links[node]!
      let sum =
        links.isEmpty ? 1 : links.reduce(0) { $0.addingReportingOverflow(number($1.node)).partialValue }
      known[node] = sum
      return sum
    }
    return number(node)
  }

  private func path(_ nodes: [String], _ graph: some GraphReading) throws -> Path {
    let hops = try zip(nodes, nodes.dropFirst()).map { one, next in
      try graph.edges(at: one).filter { other($0, one, .forward) == next }.sorted(by: Chronology.precedes)
    }
    return Path(nodes: nodes, hops: hops)
  }
}
