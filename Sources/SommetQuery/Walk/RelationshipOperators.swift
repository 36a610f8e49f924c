import SommetGraph

/// What the operators along relationships share.
struct RelationshipTests {
  let check: RelationshipCheck
  /// Slots of relationships of the same MATCH that must be others; all bound in the walk.
  let others: [Int]
  let tests: CodedTests
  let end: NodeTests

  func begin() {
    tests.begin()
    end.tests.begin()
  }

  /// Whether a relationship may be taken to a node; binds both.
  @inline(__always) func take(_ relationship: Int, to node: Int, _ state: WalkState) throws -> Bool {
    let numbers = state.numbers
    if check.isInto, numbers[check.toSlot] != node { return false }
    for other in others where numbers[other] == relationship { return false }
    guard try tests.hold(relationship, state), try end.hold(node, state) else { return false }
    numbers[check.slot] = relationship
    numbers[check.toSlot] = node
    return true
  }
}

/// Follows one relationship from a node.
final class Expand: WalkOperator {
  private let tests: RelationshipTests
  private let next: any WalkOperator
  private let types: [Int]?
  private let from: Int
  private let direction: QueryDirection

  init(_ tests: RelationshipTests, _ next: any WalkOperator) {
    self.tests = tests
    self.next = next
    types = tests.check.types.map { Set($0).sorted() }
    from = tests.check.fromSlot
    direction = tests.check.direction
  }

  func run(_ state: WalkState) throws -> Walk {
    tests.begin()
    let node = state.numbers[from]
    if direction != .incoming {
      let adjacency = state.image.outgoing
      if try follow(node, adjacency, skipsLoops: false, state) == .stop { return .stop }
    }
    if direction != .outgoing {
      let adjacency = state.image.incoming
      if try follow(node, adjacency, skipsLoops: direction == .both, state) == .stop { return .stop }
    }
    return .continue
  }

  private func follow(
    _ node: Int, _ adjacency: ImageAdjacency, skipsLoops: Bool, _ state: WalkState
  ) throws -> Walk {
    guard let types else {
      return try follow(node, adjacency, adjacency.range(node), skipsLoops: skipsLoops, state)
    }
    for type in types {
      let range = try adjacency.range(node, relation: type)
      if try follow(node, adjacency, range, skipsLoops: skipsLoops, state) == .stop { return .stop }
    }
    return .continue
  }

  @inline(__always) private func follow(
    _ node: Int, _ adjacency: ImageAdjacency, _ range: Range<Int>, skipsLoops: Bool, _ state: WalkState
  ) throws -> Walk {
    let (edges, others) = try adjacency.edges(range)
    try state.tick(range.count)
    for place in 0..<range.count {
      let other = Int(others[place])
      // A loop was met among the outgoing ones.
      if skipsLoops, other == node { continue }
      guard try tests.take(Int(edges[place]), to: other, state) else { continue }
      if try next.run(state) == .stop { return .stop }
    }
    return .continue
  }
}

/// Takes all relationships, or those of some types, one after another, with the nodes at their ends.
final class RelationshipScan: WalkOperator {
  private let tests: RelationshipTests
  private let start: NodeTests
  /// Whether anybody asks for the nodes at the ends.
  private let bindsEnds: Bool
  private let next: any WalkOperator

  init(_ tests: RelationshipTests, start: NodeTests, bindsEnds: Bool, _ next: any WalkOperator) {
    self.tests = tests
    self.start = start
    self.bindsEnds = bindsEnds
    self.next = next
  }

  func run(_ state: WalkState) throws -> Walk {
    tests.begin()
    start.tests.begin()
    let image = state.image
    var count = image.relationshipCount
    var lists: [UnsafeBufferPointer<UInt32>]?
    var codes: AccessCodes?
    if let types = tests.check.types {
      let found = try Set(types).sorted().compactMap { try image.relations.elements($0) }
      count = found.map(\.count).reduce(0, +)
      lists = found
    }
    for test in tests.tests.all {
      guard let found = try test.elements(fewerThan: count, state) else { continue }
      // What was chosen before is a condition like the others now.
      if tests.check.types != nil, codes == nil {
        codes = try AccessCodes(.init(slot: tests.check.slot, isNode: false, part: .type), in: image)
      }
      lists = found
      count = found.map(\.count).reduce(0, +)
    }
    let types = Set(tests.check.types ?? [])
    guard let lists else {
      let ends = try Ends(image, count: bindsEnds ? count : 0)
      for edge in 0..<image.relationshipCount where try take(edge, ends, state) == .stop { return .stop }
      return .continue
    }
    let ends = try Ends(image, count: bindsEnds ? count : 0)
    for list in lists {
      for edge in list {
        if let codes, try !types.contains(codes.code(Int(edge))) { continue }
        if try take(Int(edge), ends, state) == .stop { return .stop }
      }
    }
    return .continue
  }

  /// Sources and targets: whole when many are asked for.
  private final class Ends {
    let sources: IndexArray<UInt32>
    let targets: IndexArray<UInt32>
    let all: (sources: UnsafeBufferPointer<UInt32>, targets: UnsafeBufferPointer<UInt32>)?

    init(_ image: GraphImage, count: Int) throws {
      sources = image.sources
      targets = image.targets
      all = count > 4096 ? (try sources.all(), try targets.all()) : nil
    }
  }

  @inline(__always) private func take(_ edge: Int, _ ends: Ends, _ state: WalkState) throws -> Walk {
    try state.tick(1)
    guard bindsEnds else {
      guard try holds(edge, state) else { return .continue }
      state.numbers[tests.check.slot] = edge
      return try next.run(state)
    }
    let (source, target): (Int, Int)
    if let all = ends.all {
      (source, target) = (Int(all.sources[edge]), Int(all.targets[edge]))
    } else {
      (source, target) = (Int(try ends.sources[edge]), Int(try ends.targets[edge]))
    }
    let direction = tests.check.direction
    if direction != .incoming, try go(edge, source, target, state) == .stop { return .stop }
    if direction == .outgoing || (direction == .both && source == target) { return .continue }
    return try go(edge, target, source, state)
  }

  @inline(__always) private func holds(_ edge: Int, _ state: WalkState) throws -> Bool {
    for other in tests.others where state.numbers[other] == edge { return false }
    return try tests.tests.hold(edge, state)
  }

  @inline(__always) private func go(_ edge: Int, _ from: Int, _ to: Int, _ state: WalkState) throws -> Walk {
    if tests.check.fromSlot == tests.check.toSlot, from != to { return .continue }
    guard try holds(edge, state), try start.hold(from, state), try tests.end.hold(to, state) else {
      return .continue
    }
    state.numbers[tests.check.fromSlot] = from
    state.numbers[tests.check.slot] = edge
    state.numbers[tests.check.toSlot] = to
    return try next.run(state)
  }
}
