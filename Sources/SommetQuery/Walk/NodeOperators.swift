import SommetGraph

/// What a node must be, besides bound: of a label, and such that conditions hold.
final class NodeTests {
  /// The code of a kind; nil when no node can have all labels that are asked for.
  let label: Int?
  /// Whether the label has to be looked at.
  private let testsLabel: Bool
  private let kinds: AccessCodes
  let tests: CodedTests

  init(_ labels: [Int?], _ tests: [CodedTest], slot: Int, in image: GraphImage) throws {
    let different = Set(labels)
    // A node has one kind.
    label = different.isEmpty ? 0 : different.count == 1 ? labels[0] : nil
    testsLabel = try label.map { try $0 > 0 && image.nodeEstimate(label: $0) < image.nodeCount } ?? true
    kinds = try AccessCodes(ElementAccess(slot: slot, isNode: true, part: .type), in: image)!
    self.tests = CodedTests(tests)
  }

  /// Whether every node passes.
  var isEmpty: Bool { !testsLabel && tests.isEmpty }

  @inline(__always) func hold(_ node: Int, _ state: WalkState) throws -> Bool {
    if testsLabel, try kinds.code(node) != label { return false }
    return try tests.hold(node, state)
  }
}

/// Takes all nodes, or those with a label, one after another.
final class NodeScan: WalkOperator {
  private let slot: Int
  private let tests: NodeTests
  private let next: any WalkOperator

  init(_ slot: Int, _ tests: NodeTests, _ next: any WalkOperator) {
    self.slot = slot
    self.tests = tests
    self.next = next
  }

  func run(_ state: WalkState) throws -> Walk {
    tests.tests.begin()
    guard let label = tests.label else { return .continue }
    let image = state.image
    var count = image.nodeCount
    var lists: [UnsafeBufferPointer<UInt32>]?
    if label > 0, let nodes = try image.kinds.elements(label) {
      count = nodes.count
      lists = [nodes]
    }
    for test in tests.tests.all {
      if let found = try test.elements(fewerThan: count, state) {
        lists = found
        count = found.map(\.count).reduce(0, +)
      }
    }
    guard let lists else {
      for node in 0..<image.nodeCount where try take(node, state) == .stop { return .stop }
      return .continue
    }
    for list in lists {
      for node in list where try take(Int(node), state) == .stop { return .stop }
    }
    return .continue
  }

  @inline(__always) private func take(_ node: Int, _ state: WalkState) throws -> Walk {
    try state.tick(1)
    guard try tests.hold(node, state) else { return .continue }
    state.numbers[slot] = node
    return try next.run(state)
  }
}

/// Takes the nodes whose property has a value, by an index.
final class NodeSeek: WalkOperator {
  private let lookup: NodeLookupStep
  private let tests: NodeTests
  private let next: any WalkOperator

  init(_ lookup: NodeLookupStep, _ tests: NodeTests, _ next: any WalkOperator) {
    self.lookup = lookup
    self.tests = tests
    self.next = next
  }

  func run(_ state: WalkState) throws -> Walk {
    tests.tests.begin()
    guard let nodes = try lookup.nodes(state.frame) else {
      return try NodeScan(lookup.slot, tests, next).run(state)
    }
    for node in nodes where try tests.hold(node, state) {
      try state.tick(1)
      state.numbers[lookup.slot] = node
      if try next.run(state) == .stop { return .stop }
    }
    return .continue
  }
}

/// Lets through what a condition holds for that no code decides.
final class WalkFilter: WalkOperator {
  private let filter: FilterStep
  private let slots: [WalkSlot]
  private let next: any WalkOperator

  init(_ filter: FilterStep, _ slots: [WalkSlot], _ next: any WalkOperator) {
    self.filter = filter
    self.slots = slots
    self.next = next
  }

  func run(_ state: WalkState) throws -> Walk {
    state.box(slots)
    return try Logic.truth(filter.condition.evaluate(state.frame), filter.position) == true
      ? next.run(state) : .continue
  }
}
