import SommetGraph

/// Groups what a walk finds by codes: keys are computed once for each combination of codes, rows are counted by it.
final class GroupSink: WalkOperator {
  private let keys: CodeTuple
  /// For each combination its group, and how many rows it has.
  private let groups = NumberBuffer()
  private let rows = NumberBuffer()
  private var combinationCount = 0
  /// Places of the aggregates that count rows.
  private let rowCounts: [Int]
  private let calls: [any CallSink]
  private let hasCalls: Bool
  private let projection: ProjectionRun
  private let slots: [WalkSlot]

  /// nil when keys or arguments ask for more than the walk binds.
  init?(
    _ grouping: ProjectionPlan.Grouping, _ projection: ProjectionRun, _ walk: WalkStep, _ image: GraphImage
  )
    throws
  {
    let bound = Set(walk.slots.map(\.slot))
    guard let accesses = grouping.keyAccesses, accesses.slots.isSubset(of: bound),
      let keys = try CodeTuple(accesses.accesses, in: image)
    else { return nil }
    self.keys = keys
    self.projection = projection
    var rowCounts: [Int] = []
    var calls: [any CallSink] = []
    for (place, call) in grouping.calls.enumerated() {
      // What the walk binds is never null.
      let isBound = call.isElement && call.accesses?.slots.isSubset(of: bound) ?? false
      if call.argument == nil || (call.function == .count && isBound && !call.isDistinct) {
        rowCounts.append(place)
      } else {
        calls.append(try Self.sink(call, place, bound, projection, walk, image))
      }
    }
    self.rowCounts = rowCounts
    self.calls = calls
    hasCalls = !calls.isEmpty
    let needed = calls.contains { $0 is BoxedCall } ? bound : accesses.slots.union(calls.flatMap(\.slots))
    slots = walk.slots.filter { needed.contains($0.slot) }
  }

  var needs: Set<Int> { Set(slots.map(\.slot)) }

  private static func sink(
    _ call: ProjectionPlan.AggregateCall, _ place: Int, _ bound: Set<Int>, _ projection: ProjectionRun,
    _ walk: WalkStep, _ image: GraphImage
  ) throws -> any CallSink {
    let single = call.accesses.flatMap { accesses in
      accesses.accesses.count == 1 && accesses.slots.isSubset(of: bound) ? accesses.accesses[0] : nil
    }
    guard let argument = call.argument, let single, call.fraction == nil,
      let codes = try AccessCodes(single, in: image)
    else { return BoxedCall(call, place, projection, walk.slots) }
    if call.function == .count, call.isDistinct {
      return DistinctCount(argument, isElement: call.isElement, codes, place, projection)
    }
    return codes.column == nil
      ? BoxedCall(call, place, projection, walk.slots) : CodedCall(argument, codes, place, projection)
  }

  func run(_ state: WalkState) throws -> Walk {
    let (combination, isNew) = try keys.number(state)
    if isNew { try begin(combination, state) }
    rows.add(1, at: combination)
    if hasCalls {
      let group = groups[combination]
      for call in calls { try call.add(group, state) }
    }
    return .continue
  }

  @inline(never) private func begin(_ combination: Int, _ state: WalkState) throws {
    state.box(slots)
    groups.reserve(combination)
    rows.reserve(combination)
    groups[combination] = try projection.group(state.frame)
    combinationCount = combination + 1
  }

  /// Hands the counts over.
  func finish() {
    for combination in 0..<combinationCount {
      for place in rowCounts { projection.count(rows[combination], in: groups[combination], place) }
    }
    for call in calls { call.finish() }
  }
}

/// What an aggregate does with a row of a group.
protocol CallSink: AnyObject {
  /// What it asks for.
  var slots: [Int] { get }

  func add(_ group: Int, _ state: WalkState) throws
  func finish()
}

/// Counts the different values of an argument that one code decides.
private final class DistinctCount: CallSink {
  private let argument: Compiled
  private let isElement: Bool
  private let codes: AccessCodes
  private let place: Int
  private let projection: ProjectionRun
  /// For each code a number of its value, above 0; -1 for null, 0 where it is not known yet.
  private var classes: [Int32] = []
  private var values: [QueryValue: Int32] = [:]
  private let counts = NumberBuffer()
  /// Values seen in the first group, which often is the only one; and pairs of all others.
  private var first: [Bool] = []
  private var pairs = PackedTable()

  init(
    _ argument: Compiled, isElement: Bool, _ codes: AccessCodes, _ place: Int, _ projection: ProjectionRun
  ) {
    self.argument = argument
    self.isElement = isElement
    self.codes = codes
    self.place = place
    self.projection = projection
  }

  var slots: [Int] { [codes.access.slot] }

  func add(_ group: Int, _ state: WalkState) throws {
    let element = state.numbers[codes.access.slot]
    let code = try codes.code(element)
    let value = isElement ? code : Int(try valueClass(code, element, state))
    guard value >= 0 else { return }
    if group == 0 {
      if value >= first.count {
        first += repeatElement(false, count: max(codes.limit + 1, value) - first.count + 1)
      }
      if first[value] { return }
      first[value] = true
    } else if !pairs.insert(UInt64(group) << 32 | UInt64(value)) {
      return
    }
    counts.reserve(group)
    counts.add(1, at: group)
  }

  private func valueClass(_ code: Int, _ element: Int, _ state: WalkState) throws -> Int32 {
    if classes.isEmpty { classes = Array(repeating: 0, count: codes.limit) }
    if classes[code] != 0 { return classes[code] }
    let slot = codes.access.slot
    state.frame.values[slot] = codes.access.isNode ? .node(element) : .relationship(element)
    let value = try argument.evaluate(state.frame)
    var number: Int32 = -1
    if !value.isNull {
      number = values[value] ?? Int32(values.count + 1)
      values[value] = number
    }
    classes[code] = number
    return number
  }

  func finish() {
    for group in 0..<counts.count where counts[group] > 0 {
      projection.count(counts[group], in: group, place)
    }
  }
}

/// Any aggregate of an argument that one code decides, and that is computed once for each.
private final class CodedCall: CallSink {
  private let argument: Compiled
  private let codes: AccessCodes
  private let place: Int
  private let projection: ProjectionRun
  private var values: [QueryValue?] = []

  init(_ argument: Compiled, _ codes: AccessCodes, _ place: Int, _ projection: ProjectionRun) {
    self.argument = argument
    self.codes = codes
    self.place = place
    self.projection = projection
  }

  var slots: [Int] { [codes.access.slot] }

  func add(_ group: Int, _ state: WalkState) throws {
    if values.isEmpty { values = Array(repeating: nil, count: codes.limit) }
    let element = state.numbers[codes.access.slot]
    let code = try codes.code(element)
    if let value = values[code] { return try projection.add(value, fraction: nil, in: group, place) }
    state.frame.values[codes.access.slot] = codes.access.isNode ? .node(element) : .relationship(element)
    let value = try argument.evaluate(state.frame)
    values[code] = value
    try projection.add(value, fraction: nil, in: group, place)
  }

  func finish() {}
}

/// Any aggregate of any argument.
private final class BoxedCall: CallSink {
  private let call: ProjectionPlan.AggregateCall
  private let place: Int
  private let projection: ProjectionRun
  private let bound: [WalkSlot]

  init(
    _ call: ProjectionPlan.AggregateCall, _ place: Int, _ projection: ProjectionRun, _ slots: [WalkSlot]
  ) {
    self.call = call
    self.place = place
    self.projection = projection
    bound = slots
  }

  var slots: [Int] { bound.map(\.slot) }

  func add(_ group: Int, _ state: WalkState) throws {
    state.box(bound)
    let value = try call.argument!.evaluate(state.frame)
    try projection.add(value, fraction: try call.fraction?.evaluate(state.frame), in: group, place)
  }

  func finish() {}
}
