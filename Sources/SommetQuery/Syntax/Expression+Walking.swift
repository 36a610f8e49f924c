extension Expression {
  /// The expressions that this one is made of, without what stands within subqueries and patterns.
  var children: [Expression] {
    switch kind {
    case .literal, .parameter, .variable, .countAll, .subquery: []
    case .property(let base, _), .isNull(let base, _), .hasLabels(let base, _), .unary(_, let base): [base]
    case .list(let items): items
    case .map(let entries): entries.map(\.value)
    case .element(let list, let index): [list, index]
    case .slice(let list, let from, let to): [list] + [from, to].compactMap { $0 }
    case .binary(_, let left, let right): [left, right]
    case .comparison(let first, let rest): [first] + rest.map(\.operand)
    case .call(let call): call.arguments
    case .choice(let subject, let alternatives, let otherwise):
      [subject, otherwise].compactMap { $0 } + alternatives.flatMap { [$0.condition, $0.result] }
    case .comprehension(_, let list, let condition, let result):
      [list] + [condition, result].compactMap { $0 }
    case .quantifier(_, _, let list, let condition): [list, condition]
    case .reduction(let reduction): [reduction.start, reduction.list, reduction.result]
    case .pattern(let pattern): pattern.properties
    case .patternComprehension(let pattern, let condition, let result):
      pattern.properties + [condition].compactMap { $0 } + [result]
    }
  }

  /// Names that the expression binds for its own parts.
  var ownVariables: Set<String> {
    switch kind {
    case .comprehension(let variable, _, _, _), .quantifier(_, let variable, _, _): [variable]
    case .reduction(let reduction): [reduction.accumulator, reduction.variable]
    default: []
    }
  }

  /// Every name that the expression takes from outside.
  var freeVariables: Set<String> {
    var names: Set<String> = []
    switch kind {
    case .variable(let name): return [name]
    case .pattern(let pattern), .patternComprehension(let pattern, _, _): names = pattern.variables
    case .subquery(_, let query):
      for part in query.parts {
        for case .match(let match) in part.clauses {
          for pattern in match.patterns {
            names.formUnion(pattern.variables)
            for property in pattern.properties { names.formUnion(property.freeVariables) }
          }
          names.formUnion(match.condition?.freeVariables ?? [])
        }
      }
    default: break
    }
    for child in children { names.formUnion(child.freeVariables) }
    return names.subtracting(ownVariables)
  }

  /// The expression with some of its parts put in the place of others: outermost first, nil where nothing is to be done.
  func rewritten(_ replacement: (Expression) -> Expression?) -> Expression {
    if let other = replacement(self) { return other }
    func map(_ expression: Expression) -> Expression { expression.rewritten(replacement) }
    func map(_ expression: Expression?) -> Expression? { expression.map { $0.rewritten(replacement) } }
    let kind: Kind =
      switch kind {
      case .literal, .parameter, .variable, .countAll, .subquery, .pattern: kind
      case .property(let base, let name): .property(map(base), name)
      case .isNull(let base, let negated): .isNull(map(base), negated: negated)
      case .hasLabels(let base, let labels): .hasLabels(map(base), labels)
      case .unary(let operation, let base): .unary(operation, map(base))
      case .list(let items): .list(items.map(map))
      case .map(let entries): .map(entries.map { .init(key: $0.key, value: map($0.value)) })
      case .element(let list, let index): .element(map(list), map(index))
      case .slice(let list, let from, let to): .slice(map(list), from: map(from), to: map(to))
      case .binary(let operation, let left, let right): .binary(operation, map(left), map(right))
      case .comparison(let first, let rest):
        .comparison(map(first), rest.map { .init(operation: $0.operation, operand: map($0.operand)) })
      case .call(let call):
        .call(.init(name: call.name, isDistinct: call.isDistinct, arguments: call.arguments.map(map)))
      case .choice(let subject, let alternatives, let otherwise):
        .choice(
          subject: map(subject),
          alternatives.map { .init(condition: map($0.condition), result: map($0.result)) },
          otherwise: map(otherwise))
      case .comprehension(let variable, let list, let condition, let result):
        .comprehension(variable: variable, list: map(list), condition: map(condition), result: map(result))
      case .quantifier(let quantifier, let variable, let list, let condition):
        .quantifier(quantifier, variable: variable, list: map(list), condition: map(condition))
      case .reduction(let reduction):
        .reduction(
          .init(
            accumulator: reduction.accumulator, start: map(reduction.start), variable: reduction.variable,
            list: map(reduction.list), result: map(reduction.result)))
      case .patternComprehension(let pattern, let condition, let result):
        .patternComprehension(pattern, condition: map(condition), result: map(result))
      }
    return Expression(kind, position)
  }

  /// The parts that AND joins.
  var conjuncts: [Expression] {
    if case .binary(.and, let left, let right) = kind { left.conjuncts + right.conjuncts } else { [self] }
  }
}

extension PathPattern {
  /// Names of its nodes, relationships and itself.
  var variables: Set<String> {
    Set(nodes.compactMap(\.variable) + relationships.compactMap(\.variable) + [variable].compactMap { $0 })
  }

  /// The values of the properties that it asks for.
  var properties: [Expression] {
    nodes.flatMap { $0.properties.map(\.value) } + relationships.flatMap { $0.properties.map(\.value) }
  }
}
