import SommetGraph

/// The edges at each node, one way: by relation, then by number.
struct ImageAdjacency {
  private let starts: IndexArray<UInt32>
  private let edges: IndexArray<UInt32>
  private let others: IndexArray<UInt32>
  private let relations: CodedColumn

  init(_ name: String, relations: CodedColumn, in parts: ImageParts) throws {
    let (nodeCount, edgeCount) = (parts.header.nodeCount, parts.header.edgeCount)
    starts = try parts.required("\(name).starts")
    edges = try parts.required("\(name).edges")
    others = try parts.required("\(name).others")
    self.relations = relations
    guard starts.count == nodeCount + 1, edges.count == edgeCount, others.count == edgeCount else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
  }

  /// Where the edges of a node stand.
  @inline(__always) func range(_ node: Int) throws -> Range<Int> {
    let (first, end) = (Int(try starts[node]), Int(try starts[node + 1]))
    guard first <= end else { throw IndexError.damaged(segment: IndexSegment.columns.rawValue, page: 0) }
    return first..<end
  }

  /// Where those of its edges stand that are of a relation.
  func range(_ node: Int, relation: Int) throws -> Range<Int> {
    let all = try range(node)
    let first = try place(of: relation, in: all)
    return first..<(try place(of: relation + 1, in: first..<all.upperBound))
  }

  /// The first place whose relation is not below a code.
  private func place(of relation: Int, in range: Range<Int>) throws -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if try relations.code(Int(edges[middle])) < relation { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The edges of a stretch, and the nodes at their other ends.
  @inline(__always) func edges(
    _ range: Range<Int>
  ) throws -> (edges: UnsafeBufferPointer<UInt32>, others: UnsafeBufferPointer<UInt32>) {
    (try edges.part(range), try others.part(range))
  }
}
