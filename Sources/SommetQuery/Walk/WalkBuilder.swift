/// Makes operators of steps: conditions go to the operator that binds what they ask for.
struct WalkBuilder {
  private let steps: [any Step]
  private let image: GraphImage
  private let end: any WalkOperator
  /// For each step the tests that hang on it, by the slot that they ask for.
  private var tests: [Int: [(slot: Int, test: CodedTest)]] = [:]
  /// Steps that became tests of others.
  private var absorbed: Set<Int> = []
  private let bound: [WalkSlot]
  /// Slots that the end asks for; all when nil.
  private let needs: Set<Int>?

  /// Above this a table of all codes costs more than it saves.
  private static let codeLimit = 1 << 20

  init(
    _ steps: [any Step], _ bound: [WalkSlot], _ image: GraphImage, _ end: any WalkOperator, needs: Set<Int>?
  ) throws {
    self.steps = steps
    self.needs = needs
    self.image = image
    self.end = end
    self.bound = bound
    for (number, step) in steps.enumerated() {
      guard let filter = step as? FilterStep, let (binder, test) = try test(filter, before: number) else {
        continue
      }
      tests[binder, default: []].append((test.codes.access.slot, test))
      absorbed.insert(number)
    }
  }

  /// A condition as a test on codes, and the step that binds what it asks for.
  private func test(_ filter: FilterStep, before number: Int) throws -> (Int, CodedTest)? {
    guard let accesses = filter.accesses, accesses.accesses.count == 1, accesses.accesses[0].part != .element,
      let binder = steps[..<number].firstIndex(where: { Self.binds($0, accesses.accesses[0]) }),
      !(steps[binder] is NodeLookupStep),
      let codes = try AccessCodes(accesses.accesses[0], in: image), let column = codes.column,
      column.codeCount <= Self.codeLimit, column.codeCount <= column.count / 2 + 64
    else { return nil }
    return (
      binder,
      CodedTest(
        codes, filter.condition, filter.position, dependsOnFrame: !accesses.otherSlots.isEmpty)
    )
  }

  private static func binds(_ step: any Step, _ access: ElementAccess) -> Bool {
    switch step {
    case let step as NodeScanStep: access.isNode && step.slot == access.slot
    case let step as NodeLookupStep: access.isNode && step.slot == access.slot
    case let step as RelationshipScanStep:
      access.isNode
        ? step.bindsEnds && [step.check.fromSlot, step.check.toSlot].contains(access.slot)
        : step.check.slot == access.slot
    case let step as ExpandStep:
      access.isNode ? !step.check.isInto && step.check.toSlot == access.slot : step.check.slot == access.slot
    default: false
    }
  }

  func operators() throws -> any WalkOperator {
    var next = end
    for (number, step) in steps.enumerated().reversed() where !absorbed.contains(number) {
      switch step {
      case let step as NodeScanStep:
        next = NodeScan(step.slot, try nodeTests(step.check, step.slot, number), next)
      case let step as NodeLookupStep:
        next = NodeSeek(step, try nodeTests(step.check, step.slot, number), next)
      case let step as ExpandStep: next = Expand(try relationshipTests(step.check, number), next)
      case let step as RelationshipScanStep:
        let tests = try relationshipTests(step.check, number)
        let start = try nodeTests(step.fromCheck, step.check.fromSlot, number)
        next = RelationshipScan(
          tests, start: start,
          bindsEnds: bindsEnds(step, number, hasTests: !start.isEmpty || !tests.end.isEmpty), next)
      case let step as FilterStep: next = WalkFilter(step, slots(before: number), next)
      default: preconditionFailure("only steps that run on numbers are put together")
      }
    }
    return next
  }

  private func nodeTests(_ check: LabelCheck, _ slot: Int, _ number: Int) throws -> NodeTests {
    try NodeTests(check.labels, tests(slot, number, isNode: true), slot: slot, in: image)
  }

  private func relationshipTests(_ check: RelationshipCheck, _ number: Int) throws -> RelationshipTests {
    // Both ends may be one node, whose tests are needed once.
    let ends = check.fromSlot == check.toSlot ? [] : tests(check.toSlot, number, isNode: true)
    return RelationshipTests(
      check: check, others: check.others, tests: CodedTests(tests(check.slot, number, isNode: false)),
      end: try NodeTests(check.toCheck.labels, ends, slot: check.toSlot, in: image))
  }

  private func tests(_ slot: Int, _ number: Int, isNode: Bool) -> [CodedTest] {
    (tests[number] ?? []).filter { $0.slot == slot && $0.test.codes.access.isNode == isNode }.map(\.test)
  }

  /// Whether the ends of a relationship that is scanned are asked for by anything.
  private func bindsEnds(_ step: RelationshipScanStep, _ number: Int, hasTests: Bool) -> Bool {
    guard step.bindsEnds else { return false }
    let check = step.check
    let isPlain = check.direction != .both && check.fromSlot != check.toSlot && !hasTests
    // What follows may ask for any of them.
    let isLast = steps.indices.dropFirst(number + 1).allSatisfy(absorbed.contains)
    guard isPlain, isLast, let needs else { return true }
    return needs.contains(check.fromSlot) || needs.contains(check.toSlot)
  }

  /// What is bound when a step begins.
  private func slots(before number: Int) -> [WalkSlot] {
    bound.filter { slot in
      steps[..<number].contains {
        Self.binds($0, ElementAccess(slot: slot.slot, isNode: slot.isNode, part: .element))
      }
    }
  }
}
