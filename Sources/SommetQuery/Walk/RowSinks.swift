import SommetGraph

/// Lets through the first row of each combination of codes, for DISTINCT.
final class DistinctSink: WalkOperator {
  private let rows: CodeTuple
  private let projection: ProjectionRun
  private let slots: [WalkSlot]
  private let next: ([QueryValue]) throws -> Walk

  init(
    _ rows: CodeTuple, _ projection: ProjectionRun, _ slots: [WalkSlot],
    _ next: @escaping ([QueryValue]) throws -> Walk
  ) {
    self.rows = rows
    self.projection = projection
    self.slots = slots
    self.next = next
  }

  func run(_ state: WalkState) throws -> Walk {
    guard try rows.number(state).isNew else { return .continue }
    state.box(slots)
    return try projection.add(state.frame, next)
  }
}

/// Leaves out rows that cannot be among the first of ORDER BY with LIMIT, by the codes that decide their keys.
final class TopSink: WalkOperator {
  /// How the values of one key compare with that of the last row that is kept.
  private final class Key {
    let codes: AccessCodes
    let value: Compiled
    let isDescending: Bool
    var values: [QueryValue?]
    /// For each code `bar << 2 | order + 1`, the order being that of the rows.
    var orders: [UInt32]

    init(_ codes: AccessCodes, _ value: Compiled, isDescending: Bool) {
      self.codes = codes
      self.value = value
      self.isDescending = isDescending
      values = Array(repeating: nil, count: codes.limit)
      orders = Array(repeating: 0, count: codes.limit)
    }
  }

  private let keys: [Key]
  private let projection: ProjectionRun
  private let slots: [WalkSlot]
  private let next: ([QueryValue]) throws -> Walk
  private var bar: UInt32 = 0

  init?(
    _ plan: ProjectionPlan, _ projection: ProjectionRun, _ walk: WalkStep, _ image: GraphImage,
    _ next: @escaping ([QueryValue]) throws -> Walk
  ) throws {
    let bound = Set(walk.slots.map(\.slot))
    var keys: [Key] = []
    for key in plan.order {
      guard let source = key.source, source.accesses.accesses.count == 1,
        source.accesses.slots.isSubset(of: bound),
        let codes = try AccessCodes(source.accesses.accesses[0], in: image), codes.column != nil
      else { return nil }
      keys.append(Key(codes, source.value, isDescending: key.isDescending))
    }
    self.keys = keys
    self.projection = projection
    slots = walk.slots
    self.next = next
  }

  func run(_ state: WalkState) throws -> Walk {
    if projection.barNumber > 0 {
      bar = projection.barNumber
      if try !mayBeKept(state) { return .continue }
    }
    state.box(slots)
    return try projection.add(state.frame, next)
  }

  /// Whether a row stands before the last that is kept. One that is alike comes after it.
  private func mayBeKept(_ state: WalkState) throws -> Bool {
    for (place, key) in keys.enumerated() {
      let element = state.numbers[key.codes.access.slot]
      let code = try key.codes.code(element)
      if key.orders[code] >> 2 != bar { try compare(key, code, element, place, state) }
      switch key.orders[code] & 3 {
      case 0: return true
      case 2: return false
      default: break
      }
    }
    return false
  }

  private func compare(_ key: Key, _ code: Int, _ element: Int, _ place: Int, _ state: WalkState) throws {
    let value: QueryValue
    if let known = key.values[code] {
      value = known
    } else {
      state.frame.values[key.codes.access.slot] =
        key.codes.access.isNode ? .node(element) : .relationship(element)
      value = try key.value.evaluate(state.frame)
      key.values[code] = value
    }
    let order = QueryValue.order(value, projection.bar[place]).signum() * (key.isDescending ? -1 : 1)
    key.orders[code] = bar << 2 | UInt32(order + 1)
  }
}
