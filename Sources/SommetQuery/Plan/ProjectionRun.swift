import SommetGraph

/// A projection while it runs.
final class ProjectionRun {
  private struct Kept {
    let row: [QueryValue]
    let keys: [QueryValue]
    let holds: Bool
    /// Place in the input, by which rows that are alike keep their order.
    let number: Int
  }

  private let plan: ProjectionPlan
  private let output: Frame
  private let group: Frame?
  private let skip: Int
  private let limit: Int
  private var groups: [[QueryValue]: Int] = [:]
  private var groupKeys: [[QueryValue]] = []
  private var aggregates: [[Aggregate]] = []
  private var seen: Set<[QueryValue]> = []
  private var kept: [Kept] = []
  /// Keys of the last row that can still be among the first, once there are so many, and how often that row changed.
  private(set) var bar: [QueryValue] = []
  private(set) var barNumber: UInt32 = 0
  private var number = 0
  private let run: QueryRun

  init(_ plan: ProjectionPlan, _ run: QueryRun) throws {
    self.plan = plan
    self.run = run
    output = Frame(slotCount: plan.outputLayout.slotCount, run: run)
    group = plan.grouping.map { Frame(slotCount: $0.layout.slotCount, run: run) }
    skip = try plan.skip?.number(run) ?? 0
    limit = try plan.limit?.number(run) ?? .max
    // Without keys there is one group, even of no rows.
    if let grouping = plan.grouping, grouping.keys.isEmpty { _ = try index(of: [], grouping) }
  }

  func add(_ frame: Frame, _ next: ([QueryValue]) throws -> Walk) throws -> Walk {
    if let grouping = plan.grouping {
      try add(frame, to: grouping)
      return .continue
    }
    if limit == 0 { return .stop }
    let row = try plan.values.map { try $0.evaluate(frame) }
    if let slots = plan.columnSlots {
      for (slot, value) in zip(slots, row) { frame.values[slot] = value }
    }
    return try pass(row, frame, next)
  }

  /// Hands on what was kept back.
  func finish(_ next: ([QueryValue]) throws -> Walk) throws -> Walk {
    if let group, let grouping = plan.grouping {
      for (number, keys) in groupKeys.enumerated() {
        for (slot, key) in keys.enumerated() { group.values[slot] = key }
        for (place, aggregate) in aggregates[number].enumerated() {
          group.values[grouping.keys.count + place] = aggregate.result
        }
        let row = try plan.values.map { try $0.evaluate(group) }
        if try pass(row, group, next) == .stop { break }
      }
    }
    guard !plan.order.isEmpty else { return .continue }
    sort()
    for row in kept.dropFirst(skip).prefix(limit) where row.holds {
      if try next(row.row) == .stop { return .stop }
    }
    return .continue
  }

  // MARK: Groups

  private func add(_ frame: Frame, to grouping: ProjectionPlan.Grouping) throws {
    let index = try group(frame)
    for (place, call) in grouping.calls.enumerated() {
      guard let argument = call.argument else {
        aggregates[index][place].addRow()
        continue
      }
      let value = try argument.evaluate(frame)
      let fraction = try call.fraction?.evaluate(frame)
      try add(value, fraction: fraction, in: index, place)
    }
  }

  /// The group of a frame; made when it is new.
  ///
  /// - Precondition: the plan makes groups.
  func group(_ frame: Frame) throws -> Int {
    let grouping = plan.grouping!
    return try index(of: try grouping.keys.map { try $0.evaluate(frame) }, grouping)
  }

  func add(_ value: QueryValue, fraction: QueryValue?, in group: Int, _ call: Int) throws {
    if aggregates[group][call].keepsValues { try run.make(1) }
    try aggregates[group][call].add(value, fraction: fraction)
  }

  /// Adds to what an aggregate counts.
  func count(_ count: Int, in group: Int, _ call: Int) { aggregates[group][call].add(count: count) }

  private func index(of keys: [QueryValue], _ grouping: ProjectionPlan.Grouping) throws -> Int {
    if let index = groups[keys] { return index }
    // A group takes about as much again as its keys and aggregates.
    try run.make(2 * (keys.count + grouping.calls.count))
    groups[keys] = groupKeys.count
    groupKeys.append(keys)
    aggregates.append(
      grouping.calls.map { Aggregate($0.function, isDistinct: $0.isDistinct, position: $0.position) })
    return groupKeys.count - 1
  }

  // MARK: Rows

  /// Takes a row of the columns: sorts, skips, limits, filters.
  private func pass(
    _ row: [QueryValue], _ frame: Frame, _ next: ([QueryValue]) throws -> Walk
  ) throws -> Walk {
    if plan.isDistinct {
      guard seen.insert(row).inserted else { return .continue }
      try run.make(row.count + 2)
    }
    let after = plan.columnSlots == nil ? output : frame
    if plan.columnSlots == nil {
      for (slot, value) in row.enumerated() { output.values[slot] = value }
    }
    guard plan.order.isEmpty else {
      try run.make(keptSize)
      kept.append(
        Kept(
          row: row, keys: try plan.order.map { try $0.value.evaluate(after) }, holds: try holds(after),
          number: number))
      number += 1
      // Of many rows only those that can still be among the first are kept.
      if limit < .max - skip, kept.count > 2 * (limit + skip) + 1024 {
        sort()
        run.release((kept.count - limit - skip) * keptSize)
        kept.removeLast(kept.count - limit - skip)
        bar = kept.last?.keys ?? []
        barNumber += 1
      }
      return .continue
    }
    number += 1
    if number <= skip { return .continue }
    if number - skip > limit { return .stop }
    if try holds(after), try next(row) == .stop { return .stop }
    return number - skip == limit ? .stop : .continue
  }

  /// Values of a row that waits to be sorted, and as much room as its two lists take beside them.
  private var keptSize: Int { plan.values.count + plan.order.count + 4 }

  private func holds(_ frame: Frame) throws -> Bool {
    guard let condition = plan.condition else { return true }
    return try Logic.truth(condition.compiled.evaluate(frame), condition.position) == true
  }

  private func sort() {
    kept.sort { a, b in
      for (place, key) in plan.order.enumerated() {
        let order = QueryValue.order(a.keys[place], b.keys[place])
        if order != 0 { return (order < 0) != key.isDescending }
      }
      return a.number < b.number
    }
  }
}
