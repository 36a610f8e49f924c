import SommetGraph

/// The labels that a node must have, by their numbers; nil for one that no node has.
struct LabelCheck {
  let labels: [Int?]

  func holds(_ node: Int, _ graph: any QueryGraph) throws -> Bool {
    try labels.allSatisfy { try $0.map { try graph.node(node, hasLabel: $0) } ?? false }
  }
}

/// Takes all nodes, or those with a label, one after another.
struct NodeScanStep: Step {
  let slot: Int
  let check: LabelCheck
  let text: String

  var description: String { "Scan \(text)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    if check.labels.contains(where: { $0 == nil }) { return .continue }
    let rest = LabelCheck(labels: Array(check.labels.dropFirst()))
    let graph = frame.run.graph
    return try graph.forEachNode(label: check.labels.first ?? nil) { node in
      try frame.run.tick()
      guard try rest.holds(node, graph) else { return .continue }
      frame.values[slot] = .node(node)
      return try next()
    }
  }
}

/// Takes the nodes whose property has a value, by an index where the graph has one.
struct NodeLookupStep: Step {
  /// In the place of a property: the names that people know a node by, folded.
  static let names = "any name"

  let slot: Int
  let check: LabelCheck
  let property: String
  /// The value, or the list of values.
  let value: Compiled
  let isList: Bool
  let text: String

  var description: String { "Look up \(text)" }

  /// The nodes that the index finds; nil when there is none for such values.
  func nodes(_ frame: Frame) throws -> [Int]? {
    let value = try value.evaluate(frame)
    if property == Self.names {
      guard case .string(let name) = value else { return [] }
      return try frame.run.graph.nodes(named: name)
    }
    var values = [value]
    if isList {
      guard case .list(let items) = value else { return [] }
      values = items
    }
    var nodes: [Int] = []
    for value in values {
      guard let found = try frame.run.graph.nodes(whose: property, is: value) else { return nil }
      nodes += found
    }
    return isList ? Set(nodes).sorted() : nodes
  }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    let graph = frame.run.graph
    guard let nodes = try nodes(frame) else {
      // No index: the condition, which stays behind as a filter, picks them from all.
      return try NodeScanStep(slot: slot, check: check, text: text).run(frame, next)
    }
    for node in nodes {
      try frame.run.tick()
      guard try check.holds(node, graph) else { continue }
      frame.values[slot] = .node(node)
      if try next() == .stop { return .stop }
    }
    return .continue
  }
}

/// Checks a node that is bound already.
struct NodeCheckStep: Step {
  let slot: Int
  let check: LabelCheck
  let text: String

  var description: String { "Check \(text)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    switch frame.values[slot] {
    case .node(let node): try check.holds(node, frame.run.graph) ? try next() : .continue
    default: .continue
    }
  }
}
