/// Plans a WITH or RETURN.
struct ProjectionPlanner {
  private struct Item {
    let expression: Expression
    let name: String
    let hasAlias: Bool
    var isAggregated: Bool { expression.hasAggregate }
  }

  private let projection: Query.Projection
  private let scope: Scope
  private let compiler: ExpressionCompiler
  private let isLast: Bool

  init(_ projection: Query.Projection, scope: Scope, compiler: ExpressionCompiler, isLast: Bool) {
    self.projection = projection
    self.scope = scope
    self.compiler = compiler
    self.isLast = isLast
  }

  func plan() throws -> ProjectionPlan {
    let items = try items()
    let isGrouped = items.contains(where: \.isAggregated)
    var grouping: ProjectionPlan.Grouping?
    var values: [Compiled]
    if isGrouped {
      (grouping, values) = try group(items)
    } else {
      values = try items.map { try compiler.value($0.expression, scope) }
    }
    let outputLayout = FrameLayout()
    var outputScope = Scope()
    for (item, value) in zip(items, values) {
      outputScope.add(item.name, slot: outputLayout.newSlot(), value.type)
    }
    let seesInput = !isGrouped && !projection.isDistinct
    var columnSlots: [Int]?
    var after = outputScope
    var afterCompiler = ExpressionCompiler(planner: compiler.planner, layout: outputLayout)
    if seesInput {
      columnSlots = items.map { _ in compiler.layout.newSlot() }
      after = scope
      for (number, item) in items.enumerated() {
        after.add(item.name, slot: columnSlots![number], values[number].type)
      }
      afterCompiler = compiler
    }
    let order = try projection.order.map { key in
      let expression = seesInput ? key.expression : try settled(key.expression, items)
      return ProjectionPlan.SortKey(
        value: try afterCompiler.value(expression, after), isDescending: key.isDescending,
        source: seesInput ? source(of: key.expression, items) : nil)
    }
    let condition = try projection.condition.map { condition in
      let expression = seesInput ? condition : try settled(condition, items)
      return (compiled: try afterCompiler.condition(expression, after), position: condition.position)
    }
    try checkNames(items)
    return ProjectionPlan(
      columns: items.map(\.name), types: values.map(\.type), values: values, grouping: grouping,
      isDistinct: projection.isDistinct,
      rowAccesses: isGrouped ? nil : ElementAccesses(items.map { ($0.expression, scope) }),
      columnSlots: columnSlots, outputLayout: outputLayout, order: order,
      condition: condition, skip: try rowCount(projection.skip, "SKIP"),
      limit: try rowCount(projection.limit, "LIMIT"))
  }

  /// A key of ORDER BY in terms of the input alone.
  private func source(
    of key: Expression, _ items: [Item]
  ) -> (value: Compiled, accesses: ElementAccesses)? {
    let expression = key.rewritten { part in
      guard case .variable(let name) = part.kind else { return nil }
      return items.first { $0.name == name }?.expression
    }
    guard let accesses = ElementAccesses(expression, scope),
      let value = try? compiler.value(expression, scope)
    else { return nil }
    return (value, accesses)
  }

  private func items() throws -> [Item] {
    var items: [Item] = []
    if projection.includesAll {
      let names = scope.names
      if names.isEmpty, isLast {
        throw QueryError.syntax(
          .noVariablesInScope, projection.position, "expected variables for '*', found none")
      }
      items = names.map {
        Item(expression: Expression(.variable($0), projection.position), name: $0, hasAlias: true)
      }
    }
    items += projection.items.map {
      Item(
        expression: $0.expression, name: $0.alias ?? $0.expression.variableName ?? $0.text,
        hasAlias: $0.alias != nil || $0.expression.variableName != nil)
    }
    return items
  }

  private func checkNames(_ items: [Item]) throws {
    var names: Set<String> = []
    for item in items {
      if !isLast, !item.hasAlias {
        throw QueryError.syntax(
          .noExpressionAlias, item.expression.position,
          "expected AS and a name after '\(item.name)' in WITH")
      }
      guard names.insert(item.name).inserted else {
        throw QueryError.syntax(
          .columnNameConflict, item.expression.position,
          "expected columns of different names, found '\(item.name)' twice")
      }
    }
  }

  private func rowCount(_ expression: Expression?, _ clause: String) throws -> ProjectionPlan.RowCount? {
    guard let expression else { return nil }
    guard expression.freeVariables.isEmpty else {
      throw QueryError.syntax(
        .nonConstantExpression, expression.position,
        "expected a number after \(clause) that no variable changes")
    }
    let value = try compiler.value(expression, Scope())
    let count = ProjectionPlan.RowCount(value: value, position: expression.position, clause: clause)
    // What is written out is checked at once, a parameter when the query runs.
    if !expression.hasParameter {
      _ = try count.number(QueryRun(graph: compiler.planner.graph, parameters: [:]))
    }
    return count
  }

  // MARK: Groups

  private func group(_ items: [Item]) throws -> (ProjectionPlan.Grouping, [Compiled]) {
    let layout = FrameLayout()
    var groupScope = Scope()
    let keyed = items.filter { !$0.isAggregated }
    let keys = try keyed.map { try compiler.value($0.expression, scope) }
    for (number, key) in keys.enumerated() {
      groupScope.add("#key\(number)", slot: layout.newSlot(), key.type)
    }
    var calls: [ProjectionPlan.AggregateCall] = []
    var expressions: [Expression] = []
    var nextKey = 0
    for item in items {
      if !item.isAggregated {
        expressions.append(Expression(.variable("#key\(nextKey)"), item.expression.position))
        nextKey += 1
        continue
      }
      var fault: (any Error)? = item.expression.nestedAggregate.map {
        QueryError.syntax(
          .invalidAggregation, $0, "an aggregate stands within a list, where nothing is aggregated")
      }
      let rewritten = item.expression.rewritten { part in
        if part.isAggregate {
          do {
            calls.append(try call(part))
          } catch {
            fault = fault ?? error
          }
          groupScope.add("#aggregate\(calls.count)", slot: layout.newSlot(), .any)
          return Expression(.variable("#aggregate\(calls.count)"), part.position)
        }
        guard part.isSimple, let key = keyed.firstIndex(where: { $0.expression == part }) else { return nil }
        return Expression(.variable("#key\(key)"), part.position)
      }
      if let fault { throw fault }
      if let name = rewritten.freeVariables.sorted().first(where: { !$0.hasPrefix("#") && scope[$0] != nil })
      {
        throw Self.ambiguous(name, item.expression.position)
      }
      expressions.append(rewritten)
    }
    let groupCompiler = ExpressionCompiler(planner: compiler.planner, layout: layout)
    let values = try expressions.map { try groupCompiler.value($0, groupScope) }
    let accesses = ElementAccesses(keyed.map { ($0.expression, scope) })
    return (ProjectionPlan.Grouping(keys: keys, calls: calls, layout: layout, keyAccesses: accesses), values)
  }

  private static func ambiguous(_ name: String, _ position: QueryPosition) -> QueryError {
    .syntax(
      .ambiguousAggregationExpression, position,
      "expected only grouping keys beside an aggregate, found '\(name)', which has many values in a group")
  }

  private func call(_ expression: Expression) throws -> ProjectionPlan.AggregateCall {
    guard case .call(let call) = expression.kind, let function = AggregateFunction(named: call.name) else {
      return .init(
        function: .count, isDistinct: false, argument: nil, fraction: nil, position: expression.position,
        accesses: nil, isElement: false)
    }
    let position = expression.position
    guard call.arguments.count == function.argumentCount else {
      throw QueryError.syntax(
        .invalidNumberOfArguments, position,
        "\(function.rawValue): expected \(function.argumentCount) arguments, found \(call.arguments.count)")
    }
    for argument in call.arguments {
      if argument.hasAggregate {
        throw QueryError.syntax(.nestedAggregation, argument.position, "an aggregate stands within another")
      }
      if argument.isRandom {
        throw QueryError.syntax(
          .nonConstantExpression, argument.position, "expected an argument that the row decides, found rand()"
        )
      }
    }
    let argument = try compiler.value(call.arguments[0], scope)
    return .init(
      function: function, isDistinct: call.isDistinct, argument: argument,
      fraction: try call.arguments.dropFirst().first.map { try compiler.value($0, scope) },
      position: position,
      accesses: ElementAccesses(call.arguments[0], scope),
      isElement: call.arguments[0].variableName != nil && [.node, .relationship].contains(argument.type))
  }

  /// An expression after DISTINCT or an aggregation, in which the columns' own expressions stand for the columns.
  private func settled(_ expression: Expression, _ items: [Item]) throws -> Expression {
    let mixes = expression.hasAggregate
    let rewritten = expression.rewritten { part in
      guard !mixes || part.hasAggregate || part.isSimple,
        let item = items.first(where: { $0.expression == part })
      else { return nil }
      return Expression(.variable(item.name), part.position)
    }
    if mixes {
      let names = Set(items.map(\.name))
      for name in rewritten.freeVariables.sorted() where !names.contains(name) {
        let isKeyPart = items.contains { !$0.isAggregated && $0.expression.freeVariables.contains(name) }
        if isKeyPart { throw Self.ambiguous(name, expression.position) }
      }
    }
    return rewritten
  }
}

extension Expression {
  var isAggregate: Bool {
    switch kind {
    case .countAll: true
    case .call(let call): AggregateFunction(named: call.name) != nil
    default: false
    }
  }

  var hasAggregate: Bool { isAggregate || children.contains(where: \.hasAggregate) }

  /// Where an aggregate stands that would run once for each item of a list.
  fileprivate var nestedAggregate: QueryPosition? {
    let inner: [Expression?] =
      switch kind {
      case .comprehension(_, _, let condition, let result): [condition, result]
      case .quantifier(_, _, _, let condition): [condition]
      case .reduction(let reduction): [reduction.result]
      default: []
      }
    if inner.contains(where: { $0?.hasAggregate ?? false }) { return position }
    return children.lazy.compactMap(\.nestedAggregate).first
  }

  fileprivate var hasParameter: Bool {
    if case .parameter = kind { return true }
    return children.contains(where: \.hasParameter)
  }

  fileprivate var isRandom: Bool {
    if case .call(let call) = kind, call.name.lowercased() == "rand" { return true }
    return children.contains(where: \.isRandom)
  }

  /// A variable, or a property of one.
  fileprivate var isSimple: Bool {
    switch kind {
    case .variable: true
    case .property(let base, _): base.isSimple
    default: false
    }
  }
}
