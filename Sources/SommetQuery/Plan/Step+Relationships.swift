import SommetGraph

/// What the steps along a relationship share.
struct RelationshipCheck {
  let fromSlot: Int
  let toSlot: Int
  let slot: Int
  /// As it is followed, which may be against the pattern.
  let direction: QueryDirection
  /// nil: any. Types that the graph does not have are left out.
  let types: [Int]?
  let toCheck: LabelCheck
  /// Whether the node at the end has a value already.
  let isInto: Bool
  /// Slots of the relationships of the same MATCH that must be others.
  let others: [Int]
  /// Whether each of them is one relationship, not those of a path.
  let othersAreSingle: Bool
  let text: String

  func isNew(_ relationship: Int, _ frame: Frame) -> Bool {
    others.allSatisfy { slot in
      switch frame.values[slot] {
      case .relationship(let other): other != relationship
      case .list(let list): !list.contains { $0 == .relationship(relationship) }
      default: true
      }
    }
  }

  /// Whether a node may stand at the end; binds it.
  func arrive(at node: Int, _ frame: Frame) throws -> Bool {
    if isInto {
      guard case .node(node) = frame.values[toSlot] else { return false }
    }
    guard try toCheck.holds(node, frame.run.graph) else { return false }
    frame.values[toSlot] = .node(node)
    return true
  }
}

/// Follows one relationship from a node.
struct ExpandStep: Step {
  let check: RelationshipCheck

  var description: String { (check.isInto ? "Expand into " : "Expand ") + check.text }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    guard case .node(let from) = frame.values[check.fromSlot] else { return .continue }
    return try frame.run.graph.forEachRelationship(at: from, check.direction, types: check.types) {
      relationship, other in
      try frame.run.tick()
      guard check.isNew(relationship, frame), try check.arrive(at: other, frame) else { return .continue }
      frame.values[check.slot] = .relationship(relationship)
      return try next()
    }
  }
}

/// Takes all relationships, or those of some types, one after another, with the nodes at their ends.
struct RelationshipScanStep: Step {
  let check: RelationshipCheck
  let fromCheck: LabelCheck
  /// Whether anybody asks for the nodes at the ends.
  let bindsEnds: Bool

  var description: String { "Scan relationships \(check.text)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    let graph = frame.run.graph
    for relationship in 0..<(try graph.relationshipCount) {
      try frame.run.tick()
      guard check.isNew(relationship, frame) else { continue }
      if let types = check.types {
        let type = try graph.type(named: graph.type(ofRelationship: relationship))
        guard types.contains(where: { $0 == type }) else { continue }
      }
      let ends = try graph.ends(ofRelationship: relationship)
      var ways = [ends]
      if check.direction == .incoming { ways = [(ends.target, ends.source)] }
      if check.direction == .both, ends.source != ends.target { ways.append((ends.target, ends.source)) }
      for (from, to) in ways {
        guard check.fromSlot != check.toSlot || from == to, try fromCheck.holds(from, graph),
          try check.toCheck.holds(to, graph)
        else { continue }
        frame.values[check.fromSlot] = .node(from)
        frame.values[check.slot] = .relationship(relationship)
        frame.values[check.toSlot] = .node(to)
        if try next() == .stop { return .stop }
      }
    }
    return .continue
  }
}

/// Takes a relationship that is bound already, and its ends.
struct BoundRelationshipStep: Step {
  let check: RelationshipCheck
  let fromCheck: LabelCheck
  let isFromBound: Bool

  var description: String { "Ends of \(check.text)" }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    guard case .relationship(let relationship) = frame.values[check.slot], check.isNew(relationship, frame)
    else {
      return .continue
    }
    let graph = frame.run.graph
    let ends = try graph.ends(ofRelationship: relationship)
    if let types = check.types {
      let type = try graph.type(named: graph.type(ofRelationship: relationship))
      guard types.contains(where: { $0 == type }) else { return .continue }
    }
    let (fromBefore, toBefore) = (frame.values[check.fromSlot], frame.values[check.toSlot])
    for (source, target) in [(ends.source, ends.target), (ends.target, ends.source)] {
      let isForward = (source, target) == ends
      guard check.direction == .both || (check.direction == .outgoing) == isForward else { continue }
      if source == target, !isForward { break }
      frame.values[check.toSlot] = toBefore
      if isFromBound, fromBefore != .node(source) { continue }
      guard try fromCheck.holds(source, graph), try check.arrive(at: target, frame) else { continue }
      frame.values[check.fromSlot] = .node(source)
      if try next() == .stop { return .stop }
      if source == target { break }
    }
    if isFromBound { frame.values[check.fromSlot] = fromBefore }
    frame.values[check.toSlot] = toBefore
    return .continue
  }
}

/// Follows several relationships in a row.
struct ExpandManyStep: Step {
  let check: RelationshipCheck
  let length: RelationshipPattern.ClosedLength
  let properties: [(name: String, value: Compiled)]
  /// Whether the list of relationships has a value already, which the path must have.
  let isBound: Bool
  /// Whether the path is followed against the pattern's order.
  let isReversed: Bool

  var description: String {
    "Expand \(length.shortest)..\(length.longest.map(String.init) ?? "") " + check.text
  }

  func run(_ frame: Frame, _ next: () throws -> Walk) throws -> Walk {
    guard case .node(let from) = frame.values[check.fromSlot] else { return .continue }
    let before = (path: frame.values[check.slot], end: frame.values[check.toSlot])
    if isBound, case .null = before.path { return .continue }
    let wanted = try properties.map { ($0.name, try $0.value.evaluate(frame)) }
    var path: [QueryValue] = []
    func step(_ node: Int) throws -> Walk {
      if path.count >= length.shortest {
        if check.isInto { frame.values[check.toSlot] = before.end }
        let list = QueryValue.list(isReversed ? path.reversed() : path)
        if !isBound || before.path == list, try check.arrive(at: node, frame) {
          frame.values[check.slot] = list
          if try next() == .stop { return .stop }
        }
      }
      if path.count == length.longest ?? .max { return .continue }
      return try frame.run.graph.forEachRelationship(at: node, check.direction, types: check.types) {
        relationship, other in
        // A path takes each relationship once, for which all of it is looked at.
        try frame.run.tick(path.count)
        guard !path.contains(.relationship(relationship)), check.isNew(relationship, frame),
          try hasProperties(relationship, wanted, frame)
        else { return .continue }
        path.append(.relationship(relationship))
        defer { path.removeLast() }
        return try step(other)
      }
    }
    let walk = try step(from)
    (frame.values[check.slot], frame.values[check.toSlot]) = before
    return walk
  }

  private func hasProperties(
    _ relationship: Int, _ wanted: [(name: String, value: QueryValue)], _ frame: Frame
  ) throws -> Bool {
    try wanted.allSatisfy {
      try frame.run.graph.property($0.name, ofRelationship: relationship).equals($0.value) == true
    }
  }
}
