import SommetGraph

/// What WITH and RETURN do with the frames of a stage.
struct ProjectionPlan {
  struct AggregateCall {
    let function: AggregateFunction
    let isDistinct: Bool
    /// nil: count(*).
    let argument: Compiled?
    /// The second argument of a percentile.
    let fraction: Compiled?
    let position: QueryPosition
    /// What decides the argument, as far as that can be told.
    let accesses: ElementAccesses?
    /// Whether the argument is a node or a relationship itself.
    let isElement: Bool
  }

  struct Grouping {
    let keys: [Compiled]
    let calls: [AggregateCall]
    /// A frame of keys, then results, on which the columns are computed.
    let layout: FrameLayout
    /// What decides the keys, as far as that can be told.
    let keyAccesses: ElementAccesses?
  }

  struct SortKey {
    let value: Compiled
    let isDescending: Bool
    /// The key as the input's frame gives it, before there are columns, and what decides it.
    let source: (value: Compiled, accesses: ElementAccesses)?
  }

  let columns: [String]
  let types: [StaticType]
  /// Of the input's frames, or of the grouping's.
  let values: [Compiled]
  let grouping: Grouping?
  let isDistinct: Bool
  /// What decides a row, where no groups are made, as far as that can be told.
  let rowAccesses: ElementAccesses?
  /// Slots of the input's frame that take the columns, so that ORDER BY and WHERE see both; nil when they see the
  /// columns alone, in a frame of `outputLayout`.
  let columnSlots: [Int]?
  let outputLayout: FrameLayout
  let order: [SortKey]
  let condition: (compiled: Compiled, position: QueryPosition)?
  let skip: RowCount?
  let limit: RowCount?

  /// The number after SKIP or LIMIT.
  struct RowCount {
    let value: Compiled
    let position: QueryPosition
    let clause: String

    func number(_ run: QueryRun) throws -> Int {
      let value = try value.evaluate(Frame(slotCount: 0, run: run))
      guard case .integer(let number) = value else {
        throw QueryError.syntax(
          .invalidArgumentType, position,
          "expected an integer after \(clause), found \(StaticType(value).shown)")
      }
      guard number >= 0 else {
        throw QueryError.syntax(
          .negativeIntegerArgument, position, "expected 0 or more after \(clause), found \(number)")
      }
      return number
    }
  }

  /// What takes the elements that a walk finds without making values of them; nil when values are needed.
  func end(
    of walk: WalkStep, _ run: ProjectionRun, _ image: GraphImage,
    _ next: @escaping ([QueryValue]) throws -> Walk
  ) throws -> (any WalkOperator)? {
    if let grouping { return try GroupSink(grouping, run, walk, image) }
    let bound = Set(walk.slots.map(\.slot))
    if isDistinct, let rowAccesses, rowAccesses.slots.isSubset(of: bound),
      let rows = try CodeTuple(rowAccesses.accesses, in: image)
    {
      return DistinctSink(rows, run, walk.slots, next)
    }
    if !order.isEmpty, limit != nil, !isDistinct { return try TopSink(self, run, walk, image, next) }
    return nil
  }

  var descriptions: [String] {
    var lines: [String] = []
    if let grouping {
      lines.append("Group by \(grouping.keys.count) keys, \(grouping.calls.count) aggregates")
    }
    lines.append((isDistinct ? "Distinct " : "Project ") + columns.joined(separator: ", "))
    if !order.isEmpty { lines.append("Sort by \(order.count) keys") }
    if skip != nil { lines.append("Skip") }
    if limit != nil { lines.append("Limit") }
    if condition != nil { lines.append("Filter") }
    return lines
  }
}
