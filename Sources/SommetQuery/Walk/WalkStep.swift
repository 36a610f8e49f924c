import SommetGraph

/// Steps of a MATCH that run on bare numbers over the columns of an image, with values only where something asks for one.
///
/// Conditions that one property decides are computed once for each of its values, not for each element.
final class WalkStep: Step {
  /// The steps as they were planned.
  let steps: [any Step]
  /// What the walk binds.
  let slots: [WalkSlot]
  /// What it takes from the frame.
  private let imports: [WalkSlot]
  private let image: GraphImage
  /// The walk as it runs when values are made of all that it finds.
  private var boxing: (run: WalkRun, end: WalkEnd)?

  private init(_ steps: [any Step], _ slots: [WalkSlot], _ imports: [WalkSlot], _ image: GraphImage) {
    self.steps = steps
    self.slots = slots
    self.imports = imports
    self.image = image
  }

  var description: String { "Walk over columns" }
  var inner: [any Step] { steps }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    if boxing?.run.state.frame !== frame {
      let end = WalkEnd(slots)
      boxing = (try start(frame, end), end)
    }
    let (run, end) = boxing!
    return try withoutActuallyEscaping(next) { next in
      end.next = next
      defer { end.next = nil }
      return try run.run()
    }
  }

  /// The walk on a frame, with what is done with all that it finds.
  ///
  /// - Parameter needs: the slots that the end asks for; all when nil.
  func start(_ frame: Frame, _ end: any WalkOperator, needs: Set<Int>? = nil) throws -> WalkRun {
    WalkRun(
      state: WalkState(frame, image), imports: imports,
      first: try WalkBuilder(steps, slots, image, end, needs: needs).operators())
  }

  // MARK: Which steps are taken together

  /// The same steps, with each row of steps that can run on numbers put together.
  static func fused(_ steps: [any Step], in graph: any QueryGraph) -> [any Step] {
    guard let image = graph as? GraphImage else { return steps }
    var result: [any Step] = []
    var pending: [any Step] = []
    func flush() {
      if pending.contains(where: { !($0 is FilterStep) }) {
        result.append(WalkStep(pending, image))
      } else {
        result += pending
      }
      pending = []
    }
    for step in steps.flatMap({ ($0 as? WalkStep)?.steps ?? [$0] }) {
      switch step {
      case is NodeScanStep, is NodeLookupStep: pending.append(step)
      case let scan as RelationshipScanStep where scan.check.othersAreSingle: pending.append(step)
      case let expand as ExpandStep where expand.check.othersAreSingle: pending.append(step)
      case is FilterStep where !pending.isEmpty: pending.append(step)
      default:
        flush()
        result.append(step)
      }
    }
    flush()
    return result
  }

  private convenience init(_ steps: [any Step], _ image: GraphImage) {
    var bound: [WalkSlot] = []
    var imports: [WalkSlot] = []
    var (areBound, areImported) = (Set<WalkSlot>(), Set<WalkSlot>())
    func take(_ slot: Int, isNode: Bool) {
      let slot = WalkSlot(slot: slot, isNode: isNode)
      if !areBound.contains(slot), areImported.insert(slot).inserted { imports.append(slot) }
    }
    func bind(_ slot: Int, isNode: Bool) {
      let slot = WalkSlot(slot: slot, isNode: isNode)
      if areBound.insert(slot).inserted { bound.append(slot) }
    }
    for step in steps {
      switch step {
      case let step as NodeScanStep: bind(step.slot, isNode: true)
      case let step as NodeLookupStep: bind(step.slot, isNode: true)
      case let step as RelationshipScanStep:
        for other in step.check.others { take(other, isNode: false) }
        bind(step.check.slot, isNode: false)
        if step.bindsEnds {
          bind(step.check.fromSlot, isNode: true)
          bind(step.check.toSlot, isNode: true)
        }
      case let step as ExpandStep:
        take(step.check.fromSlot, isNode: true)
        if step.check.isInto { take(step.check.toSlot, isNode: true) }
        for other in step.check.others { take(other, isNode: false) }
        bind(step.check.slot, isNode: false)
        if !step.check.isInto { bind(step.check.toSlot, isNode: true) }
      default: break
      }
    }
    self.init(steps, bound, imports, image)
  }
}

/// A walk while it runs.
final class WalkRun {
  let state: WalkState
  private let imports: [WalkSlot]
  private let first: any WalkOperator

  init(state: WalkState, imports: [WalkSlot], first: any WalkOperator) {
    self.state = state
    self.imports = imports
    self.first = first
  }

  /// Runs it for the values that the frame has.
  func run() throws -> Walk {
    for slot in imports {
      switch state.frame.values[slot.slot] {
      case .node(let number) where slot.isNode: state.numbers[slot.slot] = number
      case .relationship(let number) where !slot.isNode: state.numbers[slot.slot] = number
      default:
        // A relationship that others must differ from may be absent.
        if slot.isNode { return .continue }
        state.numbers[slot.slot] = -1
      }
    }
    return try first.run(state)
  }
}

/// Makes values of what a walk found, and hands on.
final class WalkEnd: WalkOperator {
  private let slots: [WalkSlot]
  /// Only while the walk runs.
  var next: (() throws -> Walk)?

  init(_ slots: [WalkSlot]) { self.slots = slots }

  func run(_ state: WalkState) throws -> Walk {
    state.box(slots)
    return try next!()
  }
}
