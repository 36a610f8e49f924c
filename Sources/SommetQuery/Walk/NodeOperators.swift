import SommetGraph

/// What a node must be, besides bound: of labels, and such that conditions hold.
struct NodeTests {
  /// Codes of kinds; a node has one.
  let labels: [Int?]
  let tests: [CodedTest]
  private let kinds: AccessCodes

  init(_ labels: [Int?], _ tests: [CodedTest], slot: Int, in image: GraphImage) throws {
    self.labels = labels
    self.tests = tests
    kinds = try AccessCodes(ElementAccess(slot: slot, isNode: true, part: .type), in: image)!
  }

  @inline(__always) func hold(_ node: Int, _ state: WalkState) throws -> Bool {
    for label in labels where try kinds.code(node) != label { return false }
    for test in tests where try !test.holds(node, state) { return false }
    return true
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
    for test in tests.tests { test.begin() }
    if tests.labels.contains(where: { $0 == nil }) { return .continue }
    let image = state.image
    var count = image.nodeCount
    var lists: [UnsafeBufferPointer<UInt32>]?
    if let label = tests.labels.first ?? nil, let nodes = try image.kinds.elements(label) {
      count = nodes.count
      lists = [nodes]
    }
    for test in tests.tests {
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
    for test in tests.tests { test.begin() }
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
