/// In which records each node is mentioned.
struct Appearances {
  private let starts = SpilledArray<Int>(memory: 8 << 20)
  private let records = SpilledArray<Int32>(memory: 8 << 20)

  /// - Parameters:
  ///   - nodes: for all entities of all records, one record after the other.
  ///   - bounds: where a record's entities begin; the end last.
  init(_ nodes: SpilledArray<Int32>, _ bounds: some Collection<Int>, nodeCount: Int) throws {
    // First, where each node's records end; filled from behind, that becomes where they begin.
    for _ in 0...nodeCount { try starts.append(0) }
    try Self.forEach(nodes, bounds, nodeCount) { node, _ in
      try starts.set(node, starts[node] + 1)
      try records.append(0)
    }
    var end = 0
    for node in 0...nodeCount {
      end += try starts[node]
      try starts.set(node, end)
    }
    try Self.forEach(nodes, bounds, nodeCount) { node, record in
      try starts.set(node, starts[node] - 1)
      try records.set(starts[node], record)
    }
  }

  /// Gives each node of each record once.
  private static func forEach(
    _ nodes: SpilledArray<Int32>, _ bounds: some Collection<Int>, _ nodeCount: Int,
    _ body: (_ node: Int, _ record: Int32) throws -> Void
  ) throws {
    let last = try SpilledArray<Int32>(repeating: -1, count: nodeCount, memory: 4 << 20)
    for (record, (begin, end)) in zip(bounds, bounds.dropFirst()).enumerated() {
      for place in begin..<end {
        let node = Int(try nodes[place])
        guard try last[node] != Int32(record) else { continue }
        try last.set(node, Int32(record))
        try body(node, Int32(record))
      }
    }
  }

  /// Ascending.
  subscript(node: Int) -> [Int32] {
    get throws { try records[starts[node]..<starts[node + 1]].reversed() }
  }
}
