import SommetGraph

/// Walks, and what is found without one.
extension GraphImage {
  public func forEachNode(label: Int?, _ body: (Int) throws -> Walk) throws -> Walk {
    if let label {
      guard label > 0, label < kinds.codeCount, let nodes = try kinds.elements(label) else {
        return .continue
      }
      for node in nodes where try body(Int(node)) == .stop { return .stop }
      return .continue
    }
    for node in 0..<nodeCount where try body(node) == .stop { return .stop }
    return .continue
  }

  public func forEachRelationship(
    at node: Int, _ direction: QueryDirection, types: [Int]?, _ body: (Int, Int) throws -> Walk
  ) throws -> Walk {
    func visit(_ adjacency: ImageAdjacency, _ range: Range<Int>, skipsLoops: Bool) throws -> Walk {
      let (edges, others) = try adjacency.edges(range)
      for (edge, other) in zip(edges, others) {
        // A loop was met among the outgoing ones.
        if skipsLoops, Int(other) == node { continue }
        if try body(Int(edge), Int(other)) == .stop { return .stop }
      }
      return .continue
    }
    for (way, adjacency) in [(QueryDirection.outgoing, outgoing), (.incoming, incoming)] {
      guard direction == .both || direction == way else { continue }
      let skipsLoops = way == .incoming && direction == .both
      guard let types else {
        if try visit(adjacency, adjacency.range(node), skipsLoops: skipsLoops) == .stop { return .stop }
        continue
      }
      for type in Set(types).sorted() {
        let range = try adjacency.range(node, relation: type)
        if try visit(adjacency, range, skipsLoops: skipsLoops) == .stop { return .stop }
      }
    }
    return .continue
  }

  public func nodes(whose property: String, is value: QueryValue) throws -> [Int]? {
    guard case .string(let text) = value, let column = try nodeColumn(property), column.findsElements else {
      return nil
    }
    return try column.elements(spelling: text)
  }

  public func findsNodes(by property: String) -> Bool {
    (try? nodeColumn(property))??.findsElements ?? false
  }

  public func nodeEstimate(label: Int?) throws -> Int {
    guard let label else { return nodeCount }
    return try kinds.elementCount(label) ?? nodeCount
  }

  public func relationshipEstimate(types: [Int]?, from label: Int?, _ direction: QueryDirection) -> Int {
    var count = 0
    for triple in parts.header.triples where types?.contains(triple.relation) ?? true {
      if direction != .incoming, triple.source == label ?? triple.source { count += triple.count }
      if direction != .outgoing, triple.target == label ?? triple.target { count += triple.count }
    }
    return count
  }

  /// The nodes that have an alias.
  func nodes(aliased alias: String) throws -> [Int] {
    try parts.column("name.alias", count: nodeCount)?.elements(spelling: alias) ?? []
  }

  /// The edge that has a key.
  public func relationship(key: String) throws -> Int? {
    guard let keys = try HashedNumbers("key", in: parts) else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
    return try keys.first(ByteHash.of(key.utf8)) { try self.key(ofEdge: $0) == key }
  }
}
