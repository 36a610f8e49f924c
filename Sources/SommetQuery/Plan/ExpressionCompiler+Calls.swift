extension ExpressionCompiler {
  func call(_ call: Expression.Call, _ position: QueryPosition, _ scope: Scope) throws -> Compiled {
    if AggregateFunction(named: call.name) != nil {
      // An undefined variable is the plainer fault.
      for argument in call.arguments { _ = try value(argument, scope) }
      throw QueryError.syntax(
        .invalidAggregation, position, "\(call.name)() stands where nothing is aggregated")
    }
    // exists((a)-->(b)) tests a pattern, as EXISTS { } does.
    if call.name.lowercased() == "exists", call.arguments.count == 1,
      case .pattern(let pattern) = call.arguments[0].kind
    {
      return try patternCondition(pattern, scope)
    }
    guard let function = QueryFunction.table[call.name.lowercased()] else {
      throw unknown(call.name, position)
    }
    let count = call.arguments.count
    let most = function.isVariadic ? .max : function.parameters.count
    guard (function.required...most).contains(count) else {
      let expected = function.required == most ? "\(most)" : "\(function.required) to \(most)"
      throw QueryError.syntax(
        .invalidNumberOfArguments, position,
        "\(function.name): expected \(expected) arguments, found \(count)")
    }
    let arguments = try call.arguments.enumerated().map { number, argument in
      let compiled = try value(argument, scope)
      let expected = function.parameters[min(number, function.parameters.count - 1)]
      guard expected.isEmpty || compiled.type.mayBe(expected) else {
        let names = expected.map(\.shown).sorted().joined(separator: " or ")
        throw mismatch(argument, "\(names) in \(function.name)()", compiled.type)
      }
      return compiled.evaluate
    }
    let evaluate = function.evaluate
    return Compiled(function.result) { frame in
      let result = try evaluate(
        .init(arguments: try arguments.map { try $0(frame) }, run: frame.run, position: position))
      try frame.run.made(result)
      return result
    }
  }

  private func unknown(_ name: String, _ position: QueryPosition) -> QueryError {
    if let reason = QueryFunction.refusal(name) {
      return QueryError(.unsupported, .refused, at: position, "\(name)() is not supported: \(reason)")
    }
    let names = QueryFunction.table.values.map(\.name) + AggregateFunction.allCases.map(\.rawValue)
    let suggestion =
      Suggestion.nearest(to: name, among: names.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    return .syntax(.unknownFunction, position, "expected a function, found '\(name)'\(suggestion)")
  }
}
