/// Finds an order in which the patterns of a MATCH are looked for: from what is bound or rare to what hangs on it.
struct MatchPlanner {
  private struct Condition {
    let expression: Expression
    /// The variables that must be bound before it can be tested.
    let needs: Set<String>
  }

  private let pattern: PatternGraph
  private let compiler: ExpressionCompiler
  private let graph: any QueryGraph
  private var steps: [any Step] = []
  private var pending: [Condition]
  /// Names that have values at this point of the plan.
  private var bound: Set<String>
  private var boundNodes: Set<Int>
  private var doneRelationships: [Int] = []
  /// Ascending.
  private var openRelationships: [Int]

  /// - Parameter outer: what has values before.
  private init(
    _ pattern: PatternGraph, condition: Expression?, outer: Scope, compiler: ExpressionCompiler
  ) {
    self.pattern = pattern
    self.compiler = compiler
    graph = compiler.planner.graph
    bound = Set(outer.variables.keys)
    openRelationships = Array(pattern.relationships.indices)
    boundNodes = Set(pattern.nodes.indices.filter { pattern.nodes[$0].isBound })
    let all = Set(pattern.scope.variables.keys)
    pending = (pattern.conditions + (condition?.conjuncts ?? [])).map {
      Condition(expression: $0, needs: $0.freeVariables.intersection(all))
    }
  }

  static func steps(
    _ pattern: PatternGraph, condition: Expression?, outer: Scope, compiler: ExpressionCompiler
  ) throws -> [any Step] {
    var planner = MatchPlanner(pattern, condition: condition, outer: outer, compiler: compiler)
    try planner.plan()
    return WalkStep.fused(planner.steps, in: planner.graph)
  }

  private mutating func plan() throws {
    // A condition is checked as a whole, with its place in the query, before it is taken apart.
    try addFilters()
    for node in boundNodes.sorted() where !pattern.nodes[node].labels.isEmpty { try checkNode(node) }
    // A node that is bound to no node matches nothing.
    for node in boundNodes.sorted() where pattern.nodes[node].labels.isEmpty && isLonely(node) {
      try checkNode(node)
    }
    while !openRelationships.isEmpty || boundNodes.count < pattern.nodes.count {
      if let relationship = nextRelationship() {
        try follow(relationship)
      } else {
        try start()
      }
      try addFilters()
    }
    for path in pattern.paths {
      steps.append(
        PathStep(
          slot: path.slot, nodes: path.nodes.map { pattern.nodes[$0].slot },
          relationships: path.relationships.map { pattern.relationships[$0].slot }, name: name(of: path)))
    }
    bound.formUnion(pattern.scope.variables.keys)
    try addFilters()
  }

  private func name(of path: PatternGraph.Path) -> String {
    pattern.scope.variables.first { $0.value.slot == path.slot }?.key ?? ""
  }

  private func isLonely(_ node: Int) -> Bool {
    !pattern.relationships.contains { $0.from == node || $0.to == node }
  }

  /// Adds the conditions whose variables all have values.
  private mutating func addFilters() throws {
    for condition in pending where condition.needs.isSubset(of: bound) {
      steps.append(
        FilterStep(
          condition: try compiler.condition(condition.expression, pattern.scope),
          position: condition.expression.position, text: condition.expression.text,
          accesses: ElementAccesses(condition.expression, pattern.scope)))
    }
    pending.removeAll { $0.needs.isSubset(of: bound) }
  }

  private func check(_ node: Int) throws -> LabelCheck {
    LabelCheck(
      labels: try pattern.nodes[node].labels.map {
        compiler.planner.note(label: $0)
        return try graph.label(named: $0)
      })
  }

  private func text(_ node: Int) -> String {
    let pattern = pattern.nodes[node]
    return "(" + (pattern.name.hasPrefix("#") ? "" : pattern.name) + pattern.labels.map { ":\($0)" }.joined()
      + ")"
  }

  private mutating func checkNode(_ node: Int) throws {
    steps.append(NodeCheckStep(slot: pattern.nodes[node].slot, check: try check(node), text: text(node)))
  }

  private mutating func bind(_ node: Int) {
    boundNodes.insert(node)
    bound.insert(pattern.nodes[node].name)
  }

  // MARK: Where to begin

  /// Begins at the node or the relationship from which the fewest elements have to be looked at.
  private mutating func start() throws {
    let nodes = try pattern.nodes.indices.filter { !boundNodes.contains($0) }.map { ($0, try cost($0)) }
    let relationships = try openRelationships.filter(canBeScanned).map {
      ($0, try scanCost($0))
    }
    let node = nodes.min { $0.1 < $1.1 }!
    if let relationship = relationships.min(by: { $0.1 < $1.1 }), relationship.1 < node.1 {
      return try scan(relationship.0)
    }
    try start(at: node.0)
  }

  /// How many elements are looked at when the plan begins at a node.
  private func cost(_ node: Int) throws -> Int {
    if let lookup = lookup(node) { return lookup.property == "id" ? 0 : 1 }
    let label = try pattern.nodes[node].labels.first.map { try graph.label(named: $0) }
    if let label, label == nil { return 0 }
    let count = try graph.nodeEstimate(label: label ?? nil)
    let next = try pattern.relationships.filter { $0.from == node || $0.to == node }.map {
      try graph.relationshipEstimate(
        types: try types($0), from: label ?? nil, direction($0.direction, isReversed: $0.to == node))
    }
    return 2 * count + (next.min() ?? 0)
  }

  private func canBeScanned(_ number: Int) -> Bool {
    let relationship = pattern.relationships[number]
    return !relationship.isBound && relationship.length == nil && relationship.search == .none
      && !boundNodes.contains(relationship.from) && !boundNodes.contains(relationship.to)
  }

  private func scanCost(_ number: Int) throws -> Int {
    let relationship = pattern.relationships[number]
    let count = try graph.relationshipEstimate(types: try types(relationship), from: nil, .outgoing)
    return relationship.direction == .both ? 2 * count : count
  }

  private mutating func scan(_ number: Int) throws {
    let relationship = pattern.relationships[number]
    let names = [relationship.from, relationship.to].map { pattern.nodes[$0] }
    let check = try check(number, from: relationship.from, to: relationship.to, isReversed: false)
    steps.append(
      RelationshipScanStep(
        check: check, fromCheck: try self.check(relationship.from),
        bindsEnds: relationship.direction == .both || pattern.relationships.count > 1
          || !pattern.paths.isEmpty
          || relationship.from == relationship.to
          || names.contains { !$0.name.hasPrefix("#") || !$0.labels.isEmpty }))
    finish(number)
  }

  private mutating func finish(_ number: Int) {
    doneRelationships.append(number)
    openRelationships.removeAll { $0 == number }
    bound.insert(pattern.relationships[number].name)
    bind(pattern.relationships[number].from)
    bind(pattern.relationships[number].to)
  }

  /// A pending condition `node.property = value` or `IN list` whose value is known by now.
  private func lookup(_ node: Int) -> (property: String, value: Expression, isList: Bool)? {
    for condition in pending {
      let sides: (Expression, Expression, isList: Bool)
      switch condition.expression.kind {
      case .comparison(let left, let rest) where rest.count == 1 && rest[0].operation == .equal:
        sides = (left, rest[0].operand, false)
      case .binary(.isIn, let left, let right): sides = (left, right, true)
      case .call(let call) where call.name.lowercased() == "isnamed" && call.arguments.count == 2:
        guard call.arguments[0].variableName == pattern.nodes[node].name, isKnown(call.arguments[1]) else {
          continue
        }
        return (NodeLookupStep.names, call.arguments[1], false)
      default: continue
      }
      for (property, value) in sides.isList ? [(sides.0, sides.1)] : [(sides.0, sides.1), (sides.1, sides.0)]
      {
        guard case .property(let base, let name) = property.kind,
          base.variableName == pattern.nodes[node].name,
          graph.findsNodes(by: name), isKnown(value)
        else { continue }
        return (name, value, sides.isList)
      }
    }
    return nil
  }

  private func isKnown(_ value: Expression) -> Bool {
    value.freeVariables.intersection(pattern.scope.variables.keys).isSubset(of: bound)
  }

  private mutating func start(at node: Int) throws {
    let slot = pattern.nodes[node].slot
    if let lookup = lookup(node) {
      let value = try compiler.value(lookup.value, pattern.scope)
      steps.append(
        NodeLookupStep(
          slot: slot, check: try check(node), property: lookup.property, value: value, isList: lookup.isList,
          text: "\(text(node)) by \(lookup.property)"))
    } else {
      steps.append(NodeScanStep(slot: slot, check: try check(node), text: text(node)))
    }
    bind(node)
  }

  // MARK: Along the relationships

  private func nextRelationship() -> Int? {
    /// Lower is sooner; nil: it cannot be followed yet.
    func rank(_ number: Int) -> Int? {
      let relationship = pattern.relationships[number]
      let ends = [relationship.from, relationship.to].filter { boundNodes.contains($0) }.count
      if relationship.search != .none { return ends == 2 ? 4 : nil }
      if relationship.isBound, relationship.length == nil { return 0 }
      if ends == 0 { return nil }
      return (relationship.length == nil ? 0 : 2) + (ends == 2 ? 0 : 1)
    }
    return openRelationships.compactMap { number in rank(number).map { (number, $0) } }.min { $0.1 < $1.1 }?.0
  }

  private mutating func follow(_ number: Int) throws {
    let relationship = pattern.relationships[number]
    let isReversed = !boundNodes.contains(relationship.from) && boundNodes.contains(relationship.to)
    let (from, to) =
      isReversed ? (relationship.to, relationship.from) : (relationship.from, relationship.to)
    let check = try check(number, from: from, to: to, isReversed: isReversed)
    let properties = try relationship.properties.map { ($0.key, try compiler.value($0.value, pattern.scope)) }
    if relationship.search != .none {
      let length = relationship.length ?? .init(shortest: 1, longest: 1)
      guard length.shortest <= 1 else {
        throw QueryError.syntax(
          .invalidRelationshipPattern, relationship.position,
          "expected a shortest length of 0 or 1 in shortestPath, found \(length.shortest)")
      }
      steps.append(
        ShortestPathStep(
          check: check, length: length, findsAll: relationship.search == .allShortest, properties: properties,
          isReversed: isReversed))
    } else if let length = relationship.length {
      steps.append(
        ExpandManyStep(
          check: check, length: length, properties: properties, isBound: relationship.isBound,
          isReversed: isReversed))
    } else if relationship.isBound {
      steps.append(
        BoundRelationshipStep(
          check: check, fromCheck: boundNodes.contains(from) ? LabelCheck(labels: []) : try self.check(from),
          isFromBound: boundNodes.contains(from)))
    } else {
      steps.append(ExpandStep(check: check))
    }
    finish(number)
  }

  private func check(_ number: Int, from: Int, to: Int, isReversed: Bool) throws -> RelationshipCheck {
    let relationship = pattern.relationships[number]
    let others = doneRelationships.map { pattern.relationships[$0] }.filter { mayBeSame($0, relationship) }
    return RelationshipCheck(
      fromSlot: pattern.nodes[from].slot, toSlot: pattern.nodes[to].slot, slot: relationship.slot,
      direction: direction(relationship.direction, isReversed: isReversed), types: try types(relationship),
      toCheck: boundNodes.contains(to) ? LabelCheck(labels: []) : try check(to),
      isInto: boundNodes.contains(to) || from == to,
      others: others.map(\.slot), othersAreSingle: others.allSatisfy { $0.length == nil },
      text: text(relationship))
  }

  private func direction(_ direction: RelationshipPattern.Direction, isReversed: Bool) -> QueryDirection {
    switch direction {
    case .both: .both
    case .right: isReversed ? .incoming : .outgoing
    case .left: isReversed ? .outgoing : .incoming
    }
  }

  private func types(_ relationship: PatternGraph.Relationship) throws -> [Int]? {
    guard !relationship.types.isEmpty else { return nil }
    return try relationship.types.compactMap {
      compiler.planner.note(type: $0, direction: relationship.direction, at: relationship.position)
      return try graph.type(named: $0)
    }
  }

  /// Whether two patterns may mean one relationship.
  private func mayBeSame(_ a: PatternGraph.Relationship, _ b: PatternGraph.Relationship) -> Bool {
    a.types.isEmpty || b.types.isEmpty || !Set(a.types).isDisjoint(with: b.types)
  }

  private func text(_ relationship: PatternGraph.Relationship) -> String {
    let name = relationship.name.hasPrefix("#") ? "" : relationship.name
    let types = relationship.types.isEmpty ? "" : ":" + relationship.types.joined(separator: "|")
    let (left, right) = (
      relationship.direction == .left ? "<-" : "-", relationship.direction == .right ? "->" : "-"
    )
    return "\(text(relationship.from))\(left)[\(name)\(types)]\(right)\(text(relationship.to))"
  }
}
