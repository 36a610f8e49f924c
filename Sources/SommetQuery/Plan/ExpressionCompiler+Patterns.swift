import SommetGraph

/// Patterns and subqueries within expressions.
extension ExpressionCompiler {
  /// Whether a pattern is found at all; its names are those of the query around it.
  func patternCondition(_ pattern: PathPattern, _ scope: Scope) throws -> Compiled {
    let graph = try PatternGraph([pattern], scope: scope, layout: layout, mayBind: false)
    let steps = try MatchPlanner.steps(graph, condition: nil, outer: scope, compiler: self)
    return Compiled(.boolean) { frame in .boolean(try Self.finds(steps, frame)) }
  }

  private static func finds(_ steps: [any Step], _ frame: Frame) throws -> Bool {
    var found = false
    _ = try steps.run(frame) {
      found = true
      return .stop
    }
    return found
  }

  func patternComprehension(
    _ pattern: PathPattern, _ condition: Expression?, _ result: Expression, _ scope: Scope
  ) throws -> Compiled {
    let graph = try PatternGraph([pattern], scope: scope, layout: layout)
    let steps = try MatchPlanner.steps(graph, condition: condition, outer: scope, compiler: self)
    let result = try value(result, graph.scope).evaluate
    return Compiled(.list) { frame in
      var results: [QueryValue] = []
      _ = try steps.run(frame) {
        try frame.run.make(1)
        results.append(try result(frame))
        return .continue
      }
      return .list(results)
    }
  }

  /// EXISTS { } and COUNT { }.
  func subquery(_ query: Query, counts: Bool, _ scope: Scope) throws -> Compiled {
    // The common case, which needs no frames of its own.
    if query.parts.count == 1, query.parts[0].clauses.count == 1,
      case .match(let match) = query.parts[0].clauses[0]
    {
      let graph = try PatternGraph(match.patterns, scope: scope, layout: layout)
      let steps = try MatchPlanner.steps(graph, condition: match.condition, outer: scope, compiler: self)
      return Compiled(counts ? .integer : .boolean) { frame in
        var count = 0
        _ = try steps.run(frame) {
          count += 1
          return counts ? .continue : .stop
        }
        return counts ? .integer(count) : .boolean(count > 0)
      }
    }
    let plan = try planner.plan(query, outer: scope, isNested: true)
    let names = scope.variables
    return Compiled(counts ? .integer : .boolean) { frame in
      var count = 0
      try plan.run(frame.run, outer: { names[$0].map { frame.values[$0.slot] } ?? .null }) { _ in
        count += 1
        return counts ? .continue : .stop
      }
      return counts ? .integer(count) : .boolean(count > 0)
    }
  }
}
