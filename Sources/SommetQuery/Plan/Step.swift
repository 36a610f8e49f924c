import SommetGraph

/// A part of a plan: given a frame, it finds each way to go on and calls what follows for it.
protocol Step {
  /// A line of EXPLAIN.
  var description: String { get }
  /// Steps that this one runs itself, for EXPLAIN.
  var inner: [any Step] { get }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk
}

extension Step {
  var inner: [any Step] { [] }
}

extension [any Step] {
  /// Runs the steps from one on, then what follows them.
  func run(from index: Int = 0, _ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    if index == count { return try next() }
    return try self[index].run(frame) { try run(from: index + 1, frame, next) }
  }
}

/// Lets through the frames for which a condition holds.
struct FilterStep: Step {
  let condition: Compiled
  let position: QueryPosition
  let text: String
  /// What decides it, as far as that can be told.
  let accesses: ElementAccesses?

  var description: String { "Filter \(text)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    try Logic.truth(condition.evaluate(frame), position) == true ? try next() : .continue
  }
}

/// One frame for each item of a list.
struct UnwindStep: Step {
  let list: Compiled
  let slot: Int
  let variable: String

  var description: String { "Unwind \(variable)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    switch try list.evaluate(frame) {
    case .null: return .continue
    case .list(let items):
      for item in items {
        try frame.run.tick()
        frame.values[slot] = item
        if try next() == .stop { return .stop }
      }
      return .continue
    case let value:
      frame.values[slot] = value
      return try next()
    }
  }
}

/// What OPTIONAL MATCH does: the inner steps, or nulls where they find nothing.
struct OptionalStep: Step {
  let steps: [any Step]
  /// The slots that the inner steps fill.
  let slots: [Int]

  var description: String { "Optional" }
  var inner: [any Step] { steps }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    var found = false
    let walk = try steps.run(frame) {
      found = true
      return try next()
    }
    if found || walk == .stop { return walk }
    for slot in slots { frame.values[slot] = .null }
    return try next()
  }
}

/// Puts a path together from its elements.
struct PathStep: Step {
  let slot: Int
  let nodes: [Int]
  let relationships: [Int]
  let name: String

  var description: String { "Path \(name)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    guard case .node(let start) = frame.values[nodes[0]] else { return .continue }
    var path = QueryPath(nodes: [start], relationships: [])
    for (number, relationship) in relationships.enumerated() {
      switch frame.values[relationship] {
      case .relationship(let relationship): path.relationships.append(relationship)
      case .list(let list):
        for case .relationship(let relationship) in list {
          let ends = try frame.run.graph.ends(ofRelationship: relationship)
          path.relationships.append(relationship)
          path.nodes.append(ends.source == path.nodes.last! ? ends.target : ends.source)
        }
        continue
      default: return .continue
      }
      guard case .node(let node) = frame.values[nodes[number + 1]] else { return .continue }
      path.nodes.append(node)
    }
    frame.values[slot] = .path(path)
    return try next()
  }
}
