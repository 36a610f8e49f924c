/// What a value may be, as far as it can be told before the query runs.
enum StaticType: Hashable {
  /// Not known, or one of several.
  case any
  case null, boolean, integer, float, string, list, map, node, relationship, path, date, duration
  /// The relationships of a path of varying length.
  case relationships

  /// Whether a value of this type may turn out to be one of those.
  func mayBe(_ types: Set<StaticType>) -> Bool {
    self == .any || self == .null || types.contains(self) || (self == .relationships && types.contains(.list))
  }

  init(_ value: QueryValue) {
    self =
      switch value {
      case .null: .null
      case .boolean: .boolean
      case .integer: .integer
      case .float: .float
      case .string: .string
      case .list: .list
      case .map: .map
      case .node: .node
      case .relationship: .relationship
      case .path: .path
      case .date: .date
      case .duration: .duration
      }
  }

  /// How messages call it.
  var shown: String {
    switch self {
    case .any: "a value"
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a floating-point number"
    case .string: "a string"
    case .list, .relationships: "a list"
    case .map: "a map"
    case .node: "a node"
    case .relationship: "a relationship"
    case .path: "a path"
    case .date: "a date"
    case .duration: "a duration"
    }
  }
}

/// The variables that an expression may name, with their places in the frame.
struct Scope {
  struct Variable: Hashable {
    let slot: Int
    let type: StaticType
  }

  private(set) var variables: [String: Variable] = [:]

  subscript(_ name: String) -> Variable? { variables[name] }

  mutating func add(_ name: String, slot: Int, _ type: StaticType) {
    variables[name] = Variable(slot: slot, type: type)
  }

  /// The names that a query wrote, ascending; those that the planner made up begin with `#`.
  var names: [String] { variables.keys.filter { !$0.hasPrefix("#") }.sorted() }
}

/// How many slots the frames of a stage have; grows while the stage is planned.
final class FrameLayout {
  private(set) var slotCount = 0

  func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }
}

/// The values of the variables while a stage runs.
final class Frame {
  var values: [QueryValue]
  let run: QueryRun

  init(slotCount: Int, run: QueryRun) {
    values = Array(repeating: .null, count: slotCount)
    self.run = run
  }
}

/// What all stages of a running query share.
final class QueryRun {
  let graph: any QueryGraph
  let parameters: [String: QueryValue]
  private let deadline: ContinuousClock.Instant?
  private var ticks: UInt32 = 0
  private let budget: QueryBudget
  /// Values that may still be made.
  private var room: Int
  /// The state of rand(): the same query gives the same numbers.
  private var seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(graph: any QueryGraph, parameters: [String: QueryValue], budget: QueryBudget = QueryBudget()) {
    self.graph = graph
    self.parameters = parameters
    self.budget = budget
    room = budget.values
    deadline = budget.time.map { ContinuousClock.now.advanced(by: $0) }
  }

  /// Called for each element that is looked at; looks at the clock now and then, and whether anybody still waits.
  @inline(__always) func tick() throws {
    ticks &+= 1
    if ticks & 0xFFF == 0 { try checkTime() }
  }

  /// For several elements at once.
  @inline(__always) func tick(_ count: Int) throws {
    ticks &+= UInt32(truncatingIfNeeded: count) + 1
    if ticks > 1 << 14 {
      ticks = 0
      try checkTime()
    }
  }

  func checkTime() throws {
    try Task.checkCancellation()
    guard let deadline, ContinuousClock.now > deadline else { return }
    throw QueryError(.budget, .timeout, at: nil, "the query ran longer than it was allowed to")
  }

  /// Called before so many values are made, or kept for later.
  @inline(__always) func make(_ count: Int) throws {
    room -= count
    if room < 0 { try refuse() }
    try tick(count)
  }

  /// Called before a text of so many bytes is made.
  func make(text bytes: Int) throws { try make(bytes / 16) }

  /// Called with a value that was made.
  func made(_ value: QueryValue) throws {
    switch value {
    case .list(let items): try make(items.count)
    case .string(let text): try make(text: text.utf8.count)
    default: break
    }
  }

  /// Called when values that were kept are let go.
  func release(_ count: Int) { room += count }

  private func refuse() throws {
    throw QueryError(
      .budget, .tooManyValues, at: nil,
      "the query makes more than the \(budget.values) values it is allowed to")
  }

  /// A number from 0 up to 1, without 1. Source: SplitMix64 (Steele, Lea, Flood 2014).
  func random() -> Double {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var z = seed
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
