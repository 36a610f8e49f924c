import SommetGraph

/// The edges at each node, one way: by relation, then by number.
///
/// Read page by page at first, and as a whole when many nodes are asked for.
final class ImageAdjacency {
  private let starts: IndexArray<UInt32>
  private let edges: IndexArray<UInt32>
  private let others: IndexArray<UInt32>
  private let relations: IndexArray<UInt32>
  private var bulk: Bulk?
  private var readCount = 0

  /// All four arrays, once they were read as a whole.
  private struct Bulk {
    let starts: UnsafeBufferPointer<UInt32>
    let edges: UnsafeBufferPointer<UInt32>
    let others: UnsafeBufferPointer<UInt32>
    let relations: UnsafeBufferPointer<UInt32>
  }

  private static let manyReads = 4096

  init(_ name: String, in parts: ImageParts) throws {
    starts = try parts.required("\(name).starts")
    edges = try parts.required("\(name).edges")
    others = try parts.required("\(name).others")
    relations = try parts.required("\(name).relations")
    let (nodeCount, edgeCount) = (parts.header.nodeCount, parts.header.edgeCount)
    guard starts.count == nodeCount + 1,
      [edges.count, others.count, relations.count].allSatisfy({ $0 == edgeCount })
    else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
  }

  /// Where the edges of a node stand.
  @inline(__always) func range(_ node: Int) throws -> Range<Int> {
    if let bulk { return Int(bulk.starts[node])..<Int(bulk.starts[node + 1]) }
    return try slowRange(node)
  }

  private func slowRange(_ node: Int) throws -> Range<Int> {
    readCount += 1
    if readCount > Self.manyReads {
      bulk = Bulk(
        starts: try starts.all(), edges: try edges.all(), others: try others.all(),
        relations: try relations.all())
    }
    let (first, end) = (Int(try starts[node]), Int(try starts[node + 1]))
    guard first <= end else { throw IndexError.damaged(segment: IndexSegment.columns.rawValue, page: 0) }
    return first..<end
  }

  /// Where those of its edges stand that are of a relation.
  func range(_ node: Int, relation: Int) throws -> Range<Int> {
    let all = try range(node)
    if all.isEmpty { return all }
    let codes =
      try bulk.map { UnsafeBufferPointer(rebasing: $0.relations[all]) } ?? relations.part(all)
    let first = Self.place(of: relation, in: codes, from: 0)
    let end = Self.place(of: relation + 1, in: codes, from: first)
    return all.lowerBound + first..<all.lowerBound + end
  }

  /// The first place from one on whose relation is not below a code.
  private static func place(of relation: Int, in codes: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
    var (low, high) = (start, codes.count)
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < relation { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The edges of a stretch, and the nodes at their other ends.
  @inline(__always) func edges(
    _ range: Range<Int>
  ) throws -> (edges: UnsafeBufferPointer<UInt32>, others: UnsafeBufferPointer<UInt32>) {
    if let bulk {
      return (
        UnsafeBufferPointer(rebasing: bulk.edges[range]), UnsafeBufferPointer(rebasing: bulk.others[range])
      )
    }
    return (try edges.part(range), try others.part(range))
  }
}
