/// In which records each node is mentioned.
struct Appearances {
  private let starts: [Int]
  private let records: [Int32]

  /// - Parameters:
  ///   - nodes: for all entities of all records, one record after the other.
  ///   - bounds: where a record's entities begin; the end last.
  init(_ nodes: [Int32], _ bounds: [Int], nodeCount: Int) {
    var last = [Int32](repeating: -1, count: nodeCount)
    func forEach(_ body: (_ node: Int, _ record: Int32) -> Void) {
      for record in bounds.indices.dropLast() {
        for node in nodes[bounds[record]..<bounds[record + 1]] where last[Int(node)] != Int32(record) {
          last[Int(node)] = Int32(record)
          body(Int(node), Int32(record))
        }
      }
    }
    var counts = [Int](repeating: 0, count: nodeCount + 1)
    forEach { node, _ in counts[node + 1] += 1 }
    for node in 0..<nodeCount { counts[node + 1] += counts[node] }
    starts = counts
    last = Array(repeating: -1, count: nodeCount)
    var records = [Int32](repeating: 0, count: counts[nodeCount])
    forEach { node, record in
      records[counts[node]] = record
      counts[node] += 1
    }
    self.records = records
  }

  /// Ascending.
  subscript(node: Int) -> ArraySlice<Int32> { records[starts[node]..<starts[node + 1]] }
}
