/// Plans queries: checks what they say against the graph and finds the steps that answer them.
final class QueryPlanner {
  let graph: any QueryGraph
  let parameters: [String: QueryValue]
  /// What a reader should be told, in the order in which it was met; nothing twice.
  private(set) var notices: [String] = []

  init(graph: any QueryGraph, parameters: [String: QueryValue]) {
    self.graph = graph
    self.parameters = parameters
  }

  /// - Parameter outer: the variables around a subquery.
  func plan(_ query: Query, outer: Scope = Scope(), isNested: Bool = false) throws -> QueryPlan {
    let parts = try query.parts.map { try plan($0, outer: outer, isNested: isNested) }
    for (number, part) in parts.enumerated() where part.columns != parts[0].columns {
      throw QueryError.syntax(
        .differentColumnsInUnion, query.parts[number].position,
        "expected the columns \(parts[0].columns.joined(separator: ", ")) as in the first part of UNION, found \(part.columns.joined(separator: ", "))"
      )
    }
    return QueryPlan(parts: parts, keepsDuplicates: query.keepsDuplicates)
  }

  private func plan(_ part: Query.Part, outer: Scope, isNested: Bool) throws -> QueryPlan.Part {
    var stages: [QueryPlan.Stage] = []
    var layout = FrameLayout()
    var scope = Scope()
    let inputs = outer.variables.keys.sorted()
    for name in inputs { scope.add(name, slot: layout.newSlot(), outer[name]!.type) }
    var steps: [any Step] = []
    for clause in part.clauses {
      let compiler = ExpressionCompiler(planner: self, layout: layout)
      switch clause {
      case .match(let match): steps += try plan(match, &scope, compiler)
      case .unwind(let list, let variable, let position):
        let compiled = try compiler.value(list, scope)
        guard scope[variable] == nil else {
          throw QueryError.syntax(
            .variableAlreadyBound, position, "expected a new variable, found '\(variable)' again")
        }
        let slot = layout.newSlot()
        scope.add(variable, slot: slot, .any)
        steps.append(UnwindStep(list: compiled, slot: slot, variable: variable))
      case .with(let projection), .result(let projection):
        let isLast = if case .result = clause { true } else { false }
        let planned = try ProjectionPlanner(projection, scope: scope, compiler: compiler, isLast: isLast)
          .plan()
        stages.append(
          QueryPlan.Stage(layout: layout, steps: WalkStep.fused(steps, in: graph), projection: planned))
        layout = FrameLayout()
        scope = Scope()
        steps = []
        for (column, type) in zip(planned.columns, planned.types) {
          scope.add(column, slot: layout.newSlot(), type)
        }
      }
    }
    if !steps.isEmpty || stages.isEmpty {
      stages.append(
        QueryPlan.Stage(layout: layout, steps: WalkStep.fused(steps, in: graph), projection: nil))
    }
    return QueryPlan.Part(inputs: inputs, stages: stages, columns: stages.last!.projection?.columns ?? [])
  }

  private func plan(
    _ match: Query.Match, _ scope: inout Scope, _ compiler: ExpressionCompiler
  ) throws -> [any Step] {
    let outer = scope
    let first = compiler.layout.slotCount
    let pattern = try PatternGraph(match.patterns, scope: scope, layout: compiler.layout)
    if let condition = match.condition {
      // Faults are told of the condition as it was written, before it is taken apart.
      _ = try compiler.condition(condition, pattern.scope)
    }
    let steps = try MatchPlanner.steps(pattern, condition: match.condition, outer: outer, compiler: compiler)
    scope = pattern.scope
    guard match.isOptional else { return steps }
    let own = pattern.scope.variables.values.map(\.slot).filter { $0 >= first }.sorted()
    return [OptionalStep(steps: steps, slots: own)]
  }

  // MARK: Notices

  func note(_ notice: String) {
    if !notices.contains(notice) { notices.append(notice) }
  }

  /// Says so when no node has a label, with the one that was perhaps meant.
  func note(label: String) {
    guard let names = try? graph.labelNames, (try? graph.label(named: label)) == .some(nil) else { return }
    noteUnknown("label", label, names)
  }

  func note(type: String, direction: RelationshipPattern.Direction, at position: QueryPosition) {
    guard let names = try? graph.typeNames else { return }
    if (try? graph.type(named: type)) == .some(nil) {
      return noteUnknown("type of relationship", type, names)
    }
    if direction != .both, graph.isSymmetric(type: type) {
      note(
        "'\(type)' reads the same both ways: write -[:\(type)]- without an arrow to find it from either end")
    }
  }

  func note(property: String, at position: QueryPosition) {
    guard let names = try? graph.propertyNames, !names.contains(property) else { return }
    noteUnknown("property", property, names)
  }

  private func noteUnknown(_ what: String, _ name: String, _ names: [String]) {
    guard let near = Suggestion.nearest(to: name, among: names) else { return }
    note("the graph has no \(what) '\(name)'; did you mean '\(near)'?")
  }
}

extension Query.Part {
  /// Where its first clause stands, as far as it is known.
  fileprivate var position: QueryPosition? {
    switch clauses.first {
    case .match(let match): match.position
    case .unwind(_, _, let position): position
    case .with(let projection), .result(let projection): projection.position
    case nil: nil
    }
  }
}
