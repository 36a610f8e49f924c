/// What an expression asks of one node or relationship.
struct ElementAccess: Hashable {
  enum Part: Hashable {
    /// The element itself, or something of it that lies in no column.
    case element
    case property(String)
    /// The type of a relationship, the label of a node.
    case type
  }

  /// Of the frame.
  let slot: Int
  let isNode: Bool
  let part: Part
}

/// All that decides the value of an expression.
struct ElementAccesses {
  /// Each once.
  private(set) var accesses: [ElementAccess] = []
  /// Slots of variables that are neither nodes nor relationships.
  private(set) var otherSlots: Set<Int> = []

  /// Everything asked of nodes and relationships, and whatever else is read of the frame.
  var slots: Set<Int> { otherSlots.union(accesses.map(\.slot)) }

  /// nil when more decides it than its variables, or when that would be hard to tell: patterns, subqueries, chance.
  init?(_ expression: Expression, _ scope: Scope) {
    guard add(expression, scope, hidden: []) else { return nil }
  }

  /// Of several expressions.
  init?(_ expressions: [(Expression, Scope)]) {
    for (expression, scope) in expressions where !add(expression, scope, hidden: []) { return nil }
  }

  private mutating func add(_ expression: Expression, _ scope: Scope, hidden: Set<String>) -> Bool {
    switch expression.kind {
    case .variable(let name):
      guard !hidden.contains(name), let variable = scope[name] else { return true }
      switch variable.type {
      case .node, .relationship: insert(variable, .element)
      default: otherSlots.insert(variable.slot)
      }
      return true
    case .property(let base, let name):
      if let variable = element(base, scope, hidden) {
        insert(variable, .property(name))
        return true
      }
    case .hasLabels(let base, _):
      if let variable = element(base, scope, hidden) {
        insert(variable, .type)
        return true
      }
    case .call(let call):
      let name = call.name.lowercased()
      if AggregateFunction(named: name) != nil || name == "rand" { return false }
      if call.arguments.count == 1, let variable = element(call.arguments[0], scope, hidden),
        name == (variable.type == .node ? "labels" : "type")
      {
        insert(variable, .type)
        return true
      }
    case .pattern, .patternComprehension, .subquery, .countAll: return false
    default: break
    }
    let hidden = hidden.union(expression.ownVariables)
    return expression.children.allSatisfy { add($0, scope, hidden: hidden) }
  }

  private func element(_ base: Expression, _ scope: Scope, _ hidden: Set<String>) -> Scope.Variable? {
    guard case .variable(let name) = base.kind, !hidden.contains(name), let variable = scope[name],
      variable.type == .node || variable.type == .relationship
    else { return nil }
    return variable
  }

  private mutating func insert(_ variable: Scope.Variable, _ part: ElementAccess.Part) {
    let access = ElementAccess(slot: variable.slot, isNode: variable.type == .node, part: part)
    if !accesses.contains(access) { accesses.append(access) }
  }
}
