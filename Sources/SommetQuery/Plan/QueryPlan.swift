import SommetGraph

/// A query that is ready to run.
struct QueryPlan {
  /// Steps on frames of one layout, and what is done with what they find.
  struct Stage {
    let layout: FrameLayout
    let steps: [any Step]
    /// nil at the end of a subquery without RETURN.
    let projection: ProjectionPlan?
  }

  struct Part {
    /// Variables of the query around it, in the first slots of the first stage.
    let inputs: [String]
    let stages: [Stage]
    let columns: [String]
  }

  let parts: [Part]
  let keepsDuplicates: Bool

  var columns: [String] { parts[0].columns }

  /// - Parameters:
  ///   - outer: the value of a variable of the query around it.
  ///   - body: gets each row, in the order of the columns.
  func run(
    _ run: QueryRun, outer: (String) -> QueryValue = { _ in .null }, _ body: ([QueryValue]) throws -> Walk
  ) throws {
    var seen: Set<[QueryValue]> = []
    var stopped = false
    for part in parts where !stopped {
      try withoutActuallyEscaping(body) { body in
        var next: ([QueryValue]) throws -> Walk = { row in
          if parts.count > 1, !keepsDuplicates {
            guard seen.insert(row).inserted else { return .continue }
            try run.make(row.count)
          }
          let walk = try body(row)
          if walk == .stop { stopped = true }
          return walk
        }
        var runs: [StageRun] = []
        for stage in part.stages.reversed() {
          let stageRun = try StageRun(stage, run, next: next)
          runs.append(stageRun)
          next = { [unowned stageRun] in try stageRun.accept($0) }
        }
        if try next(part.inputs.map(outer)) == .stop, stopped { return }
        for stageRun in runs.reversed() where !stopped { try stageRun.finish() }
      }
    }
  }

  /// The steps, one a line, those inside others indented.
  var description: String {
    func lines(_ steps: [any Step], _ indentation: String) -> [String] {
      steps.flatMap { [indentation + $0.description] + lines($0.inner, indentation + "  ") }
    }
    return parts.map { part in
      part.stages.flatMap { stage in lines(stage.steps, "") + (stage.projection?.descriptions ?? []) }
        .joined(separator: "\n")
    }.joined(separator: keepsDuplicates ? "\nUnion all\n" : "\nUnion\n")
  }
}

/// A stage while it runs: takes rows, hands rows on.
private final class StageRun {
  private let steps: [any Step]
  private let frame: Frame
  private let projection: ProjectionRun?
  private let next: ([QueryValue]) throws -> Walk
  /// The last steps and the projection in one, where they run on numbers.
  private var last: (walk: WalkRun, groups: GroupSink?)?

  init(_ stage: QueryPlan.Stage, _ run: QueryRun, next: @escaping ([QueryValue]) throws -> Walk) throws {
    self.next = next
    frame = Frame(slotCount: stage.layout.slotCount, run: run)
    projection = try stage.projection.map { try ProjectionRun($0, run) }
    guard let walk = stage.steps.last as? WalkStep, let projection, let image = run.graph as? GraphImage,
      let end = try stage.projection!.end(of: walk, projection, image, next)
    else {
      steps = stage.steps
      return
    }
    steps = stage.steps.dropLast()
    let groups = end as? GroupSink
    last = (try walk.start(frame, end, needs: groups?.needs), groups)
  }

  /// Runs the stage for a row of the one before.
  func accept(_ row: [QueryValue]) throws -> Walk {
    for (slot, value) in row.enumerated() { frame.values[slot] = value }
    return try steps.run(frame) {
      if let last { return try last.walk.run() }
      guard let projection else { return try next([]) }
      return try projection.add(frame, next)
    }
  }

  /// Hands on what was kept back until all rows were known.
  func finish() throws {
    last?.groups?.finish()
    _ = try projection?.finish(next)
  }
}
