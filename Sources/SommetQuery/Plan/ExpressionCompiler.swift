/// Turns the expressions of a stage into functions of its frames, and finds what is wrong with them on the way.
struct ExpressionCompiler {
  let planner: QueryPlanner
  let layout: FrameLayout

  func condition(_ expression: Expression, _ scope: Scope) throws -> Compiled {
    let compiled = try compile(expression, scope, .condition)
    guard compiled.type.mayBe([.boolean]) else { throw mismatch(expression, "a condition", compiled.type) }
    return compiled
  }

  func value(_ expression: Expression, _ scope: Scope) throws -> Compiled {
    try compile(expression, scope, .value)
  }

  func mismatch(_ expression: Expression, _ expected: String, _ found: StaticType) -> QueryError {
    .syntax(.invalidArgumentType, expression.position, "expected \(expected), found \(found.shown)")
  }

  func compile(_ expression: Expression, _ scope: Scope, _ place: ExpressionPlace) throws -> Compiled {
    let position = expression.position
    switch expression.kind {
    case .literal(let value): return .constant(value)
    case .parameter(let name):
      guard let value = planner.parameters[name] else {
        throw QueryError(
          .parameterMissing, .missingParameter, at: position, "expected a value of the parameter $\(name)")
      }
      // Whatever its value, a parameter is only looked at while the query runs.
      return Compiled(.any) { _ in value }
    case .variable(let name): return try variable(name, position, scope)
    case .property(let base, let name): return try property(base, name, position, scope)
    case .list(let items): return try list(items, scope)
    case .map(let entries): return try map(entries, scope)
    case .element(let list, let index): return try element(list, index, position, scope)
    case .slice(let list, let from, let to): return try slice(list, from, to, scope)
    case .unary(let operation, let operand): return try unary(operation, operand, position, scope, place)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, position, scope, place)
    case .comparison(let first, let rest): return try comparison(first, rest, scope)
    case .isNull(let operand, let negated):
      let operand = try compile(operand, scope, .value)
      return Compiled(.boolean) { .boolean(try operand.evaluate($0).isNull != negated) }
    case .hasLabels(let base, let labels): return try hasLabels(base, labels, position, scope)
    case .call(let call): return try self.call(call, position, scope)
    case .countAll:
      throw QueryError.syntax(.invalidAggregation, position, "count(*) stands where nothing is counted")
    case .choice(let subject, let alternatives, let otherwise):
      return try choice(subject, alternatives, otherwise, scope)
    case .comprehension(let variable, let list, let condition, let result):
      return try comprehension(variable, list, condition, result, scope)
    case .quantifier(let quantifier, let variable, let list, let condition):
      return try self.quantifier(quantifier, variable, list, condition, scope)
    case .reduction(let reduction): return try self.reduction(reduction, scope)
    case .pattern(let pattern):
      guard place == .condition else {
        throw QueryError.syntax(
          .unexpectedSyntax, position, "expected a value, found a pattern, which is a condition")
      }
      return try patternCondition(pattern, scope)
    case .patternComprehension(let pattern, let condition, let result):
      return try patternComprehension(pattern, condition, result, scope)
    case .subquery(let counts, let query): return try subquery(query, counts: counts, scope)
    }
  }

  private func variable(_ name: String, _ position: QueryPosition, _ scope: Scope) throws -> Compiled {
    guard let variable = scope[name] else {
      let known = Suggestion.nearest(to: name, among: scope.names).map { "; did you mean '\($0)'?" } ?? ""
      throw QueryError.syntax(
        .undefinedVariable, position, "expected a variable that is defined, found '\(name)'\(known)")
    }
    let slot = variable.slot
    return Compiled(variable.type) { $0.values[slot] }
  }

  // MARK: Logic

  private func unary(
    _ operation: UnaryOperator, _ operand: Expression, _ position: QueryPosition, _ scope: Scope,
    _ place: ExpressionPlace
  ) throws -> Compiled {
    if operation == .not {
      let compiled = try compile(operand, scope, place)
      guard compiled.type.mayBe([.boolean]) else {
        throw mismatch(operand, "a boolean after NOT", compiled.type)
      }
      return Compiled(.boolean) { frame in
        try Logic.truth(compiled.evaluate(frame), operand.position).map { .boolean(!$0) } ?? .null
      }
    }
    let compiled = try compile(operand, scope, .value)
    guard compiled.type.mayBe([.integer, .float, .duration]) else {
      throw mismatch(operand, "a number", compiled.type)
    }
    if operation == .plus { return compiled }
    return Compiled(compiled.type) { try Arithmetic.negated(compiled.evaluate($0), position) }
  }

  private func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ position: QueryPosition,
    _ scope: Scope,
    _ place: ExpressionPlace
  ) throws -> Compiled {
    switch operation {
    case .and, .or, .xor: return try logical(operation, left, right, scope, place)
    default: break
    }
    let a = try compile(left, scope, .value)
    let b = try compile(right, scope, .value)
    switch operation {
    case .isIn:
      guard b.type.mayBe([.list]) else { throw mismatch(right, "a list after IN", b.type) }
      return Compiled(.boolean) { frame in
        let list = try b.evaluate(frame)
        return try Logic.contains(list, a.evaluate(frame), position)
      }
    case .startsWith:
      return Compiled(.boolean) { try Text.test(a.evaluate($0), b.evaluate($0)) { $0.hasPrefix($1) } }
    case .endsWith:
      return Compiled(.boolean) { try Text.test(a.evaluate($0), b.evaluate($0)) { $0.hasSuffix($1) } }
    case .contains: return Compiled(.boolean) { try Text.test(a.evaluate($0), b.evaluate($0), Text.contains) }
    case .matches:
      let patterns = RegularExpressions()
      return Compiled(.boolean) { try patterns.matches(a.evaluate($0), b.evaluate($0), $0.run, position) }
    default:
      let type = try Arithmetic.type(operation, a.type, b.type, position)
      guard operation == .add, type.mayBe([.list, .string]) else {
        return Compiled(type) { try Arithmetic.result(operation, a.evaluate($0), b.evaluate($0), position) }
      }
      return Compiled(type) { frame in
        let (a, b) = (try a.evaluate(frame), try b.evaluate(frame))
        try Arithmetic.prepareSum(a, b, frame.run)
        return try Arithmetic.result(operation, a, b, position)
      }
    }
  }

  private func logical(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: Scope,
    _ place: ExpressionPlace
  ) throws -> Compiled {
    let a = try compile(left, scope, place)
    let b = try compile(right, scope, place)
    for (expression, compiled) in [(left, a), (right, b)] where !compiled.type.mayBe([.boolean]) {
      throw mismatch(expression, "a boolean beside \(operation.rawValue)", compiled.type)
    }
    let (first, second) = (left.position, right.position)
    return Compiled(.boolean) { frame in
      let left = try Logic.truth(a.evaluate(frame), first)
      switch (operation, left) {
      case (.and, false): return .boolean(false)
      case (.or, true): return .boolean(true)
      default: break
      }
      let right = try Logic.truth(b.evaluate(frame), second)
      let result: Bool? =
        switch operation {
        case .and: left == false || right == false ? false : left == nil || right == nil ? nil : true
        case .or: left == true || right == true ? true : left == nil || right == nil ? nil : false
        default: left.flatMap { left in right.map { left != $0 } }
        }
      return Logic.value(result)
    }
  }

  /// Says so when a date seems to be written as a subtraction, `2025-08`.
  private func noteDate(_ expression: Expression) {
    guard case .binary(.subtract, let left, let right) = expression.kind,
      case .literal(.integer(let year)) = left.kind, (1000...2999).contains(year),
      case .literal(.integer(let month)) = right.kind, (1...12).contains(month)
    else { return }
    let text = "\(year)-\(month < 10 ? "0" : "")\(month)"
    planner.note("\(text) is a subtraction; a date stands in quotes: '\(text)'")
  }

  private func comparison(
    _ first: Expression, _ rest: [Expression.Comparison], _ scope: Scope
  ) throws -> Compiled {
    for operand in [first] + rest.map(\.operand) { noteDate(operand) }
    let head = try compile(first, scope, .value)
    let tail = try rest.map { ($0.operation, try compile($0.operand, scope, .value)) }
    if let (operation, operand) = tail.first, tail.count == 1 {
      return Compiled(.boolean) { frame in
        Logic.value(Logic.compare(operation, try head.evaluate(frame), try operand.evaluate(frame)))
      }
    }
    return Compiled(.boolean) { frame in
      var left = try head.evaluate(frame)
      var result: Bool? = true
      for (operation, operand) in tail {
        let right = try operand.evaluate(frame)
        let answer = Logic.compare(operation, left, right)
        if answer == false { return .boolean(false) }
        if answer == nil { result = nil }
        left = right
      }
      return Logic.value(result)
    }
  }
}
