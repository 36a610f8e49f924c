import Foundation
import SommetGraph

/// Searches in breadth over the adjacency of an image.
///
/// What was reached is kept in an array of all nodes, whose pages cost nothing until they are touched.
final class PathSearch {
  private let image: GraphImage
  private let direction: QueryDirection
  private let types: [Int]?
  private let longest: Int
  private let run: QueryRun
  /// Whether a relationship may be taken; nil for any.
  private let allows: ((Int) throws -> Bool)?

  init(
    _ image: GraphImage, _ check: RelationshipCheck, longest: Int?, run: QueryRun,
    allows: ((Int) throws -> Bool)?
  ) {
    self.image = image
    direction = check.direction
    types = check.types.map { Set($0).sorted() }
    self.longest = longest ?? .max
    self.run = run
    self.allows = allows
  }

  /// For each node a number, 0 at first. Owned.
  final class Marks {
    let base: UnsafeMutablePointer<UInt32>

    init(_ count: Int) {
      base = calloc(max(1, count), MemoryLayout<UInt32>.stride).assumingMemoryBound(to: UInt32.self)
    }

    deinit { free(base) }
  }

  /// One side of a search: for each node reached the relationship that led there, plus 2; 1 where it began.
  fileprivate final class Side {
    let marks: Marks
    let direction: QueryDirection
    var front: [Int]
    var depth = 0

    init(_ start: Int, _ direction: QueryDirection, _ count: Int) {
      marks = Marks(count)
      self.direction = direction
      front = [start]
      marks.base[start] = 1
    }
  }

  // MARK: One path

  /// The relationships of a shortest path between two different nodes, from the first to the second; nil when there is
  /// none. Searches from both ends at once, on the side with the smaller front.
  func shortest(_ from: Int, _ to: Int) throws -> [Int]? {
    let (ahead, back) = (
      Side(from, direction, image.nodeCount), Side(to, direction.reversed, image.nodeCount)
    )
    while !ahead.front.isEmpty, !back.front.isEmpty, ahead.depth + back.depth < longest {
      let side = ahead.front.count <= back.front.count ? ahead : back
      let other = side === ahead ? back : ahead
      if let meeting = try advance(side, other.marks) {
        return try trace(meeting, ahead).reversed() + trace(meeting, back)
      }
    }
    return nil
  }

  /// Goes one step further; the node where it meets the other side.
  private func advance(_ side: Side, _ other: Marks?) throws -> Int? {
    let marks = side.marks.base
    var reached: [Int] = []
    var meeting: Int?
    for node in side.front {
      _ = try forEach(node, side.direction) { edge, next in
        guard marks[next] == 0, try allows?(edge) ?? true else { return .continue }
        marks[next] = UInt32(edge + 2)
        if let other, other.base[next] != 0 {
          meeting = next
          return .stop
        }
        reached.append(next)
        return .continue
      }
      if let meeting { return meeting }
    }
    side.front = reached
    side.depth += 1
    return nil
  }

  /// The relationships from a node back to where a side began.
  private func trace(_ node: Int, _ side: Side) throws -> [Int] {
    var path: [Int] = []
    var node = node
    while side.marks.base[node] > 1 {
      let edge = Int(side.marks.base[node]) - 2
      path.append(edge)
      let ends = try image.ends(ofRelationship: edge)
      node = ends.source == node ? ends.target : ends.source
    }
    return path
  }

  // MARK: Paths to many nodes

  /// How all nodes are reached from one.
  final class Tree {
    let from: Int
    fileprivate let side: Side

    fileprivate init(_ from: Int, _ side: Side) {
      self.from = from
      self.side = side
    }
  }

  func tree(_ from: Int) throws -> Tree {
    let side = Side(from, direction, image.nodeCount)
    while !side.front.isEmpty, side.depth < longest { _ = try advance(side, nil) }
    return Tree(from, side)
  }

  /// The relationships of a shortest path to a node; nil when there is none.
  func path(to node: Int, in tree: Tree) throws -> [Int]? {
    tree.side.marks.base[node] == 0 ? nil : try trace(node, tree.side).reversed()
  }

  // MARK: All paths

  /// Walks all shortest paths between two different nodes, by the relationships from the first to the second.
  func forEachShortest(_ from: Int, _ to: Int, _ body: ([Int]) throws -> Walk) throws -> Walk {
    let distances = Marks(image.nodeCount)
    guard try measure(to, from, distances) else { return .continue }
    var path: [Int] = []
    func go(_ node: Int) throws -> Walk {
      if node == to { return try body(path) }
      return try forEach(node, direction) { edge, next in
        guard distances.base[next] > 0, distances.base[next] + 1 == distances.base[node],
          try allows?(edge) ?? true
        else { return .continue }
        path.append(edge)
        defer { path.removeLast() }
        return try go(next)
      }
    }
    return try go(from)
  }

  /// Marks nodes with their distance to an end, plus 1, up to that of `from`; false when it is not reached.
  private func measure(_ end: Int, _ from: Int, _ distances: Marks) throws -> Bool {
    distances.base[end] = 1
    var front = [end]
    var depth = 0
    while !front.isEmpty, distances.base[from] == 0, depth < longest {
      depth += 1
      var reached: [Int] = []
      for node in front {
        _ = try forEach(node, direction.reversed) { edge, next in
          guard distances.base[next] == 0, try allows?(edge) ?? true else { return .continue }
          distances.base[next] = UInt32(depth + 1)
          reached.append(next)
          return .continue
        }
      }
      front = reached
    }
    return distances.base[from] > 0
  }

  // MARK: Steps

  private func forEach(
    _ node: Int, _ direction: QueryDirection, _ body: (_ edge: Int, _ next: Int) throws -> Walk
  ) throws -> Walk {
    for (way, adjacency) in [(QueryDirection.outgoing, image.outgoing), (.incoming, image.incoming)]
    where direction == .both || direction == way {
      guard let types else {
        if try forEach(adjacency, adjacency.range(node), body) == .stop { return .stop }
        continue
      }
      for type in types {
        if try forEach(adjacency, adjacency.range(node, relation: type), body) == .stop { return .stop }
      }
    }
    return .continue
  }

  @inline(__always) private func forEach(
    _ adjacency: ImageAdjacency, _ range: Range<Int>, _ body: (_ edge: Int, _ next: Int) throws -> Walk
  ) throws -> Walk {
    let (edges, others) = try adjacency.edges(range)
    try run.tick(range.count)
    for place in 0..<range.count {
      if try body(Int(edges[place]), Int(others[place])) == .stop { return .stop }
    }
    return .continue
  }
}

extension QueryDirection {
  var reversed: QueryDirection {
    switch self {
    case .outgoing: .incoming
    case .incoming: .outgoing
    case .both: .both
    }
  }
}
