extension Parser {
  mutating func expression() throws(QueryError) -> Expression {
    try nested { (parser) throws(QueryError) in
      try parser.leftAssociative(["OR": .or]) { (parser) throws(QueryError) in
        try parser.leftAssociative(["XOR": .xor]) { (parser) throws(QueryError) in
          try parser.leftAssociative(["AND": .and]) { (parser) throws(QueryError) in try parser.negation() }
        }
      }
    }
  }

  private mutating func leftAssociative(
    _ operators: [String: BinaryOperator], _ operand: (inout Parser) throws(QueryError) -> Expression
  ) throws(QueryError) -> Expression {
    var left = try operand(&self)
    var count = 0
    while let operation = binaryOperator(operators) {
      count += 1
      try checkChain(count)
      let position = token.position
      next += 1
      left = Expression(.binary(operation, left, try operand(&self)), position)
    }
    return left
  }

  private func binaryOperator(_ operators: [String: BinaryOperator]) -> BinaryOperator? {
    switch token.kind {
    case .word(let word): operators[word.uppercased()]
    case .sign(let sign): operators[sign]
    default: nil
    }
  }

  private mutating func negation() throws(QueryError) -> Expression {
    let position = token.position
    guard take(keywords: "NOT") else { return try comparison() }
    let operand = try nested { (parser) throws(QueryError) in try parser.negation() }
    return Expression(.unary(.not, operand), position)
  }

  private mutating func comparison() throws(QueryError) -> Expression {
    let first = try predicate()
    let position = token.position
    var comparisons: [Expression.Comparison] = []
    while case .sign(let sign) = token.kind, let operation = ComparisonOperator(rawValue: sign) {
      next += 1
      if sign == "=", token.isSign("=") {
        throw .syntax(.unexpectedSyntax, position, "expected '=' to compare, found '=='")
      }
      comparisons.append(.init(operation: operation, operand: try predicate()))
    }
    return comparisons.isEmpty ? first : Expression(.comparison(first, comparisons), position)
  }

  /// IN, STARTS WITH, IS NULL and the like bind tighter than comparisons.
  private mutating func predicate() throws(QueryError) -> Expression {
    var left = try sum()
    var count = 0
    while true {
      count += 1
      try checkChain(count)
      let position = token.position
      var operation: BinaryOperator?
      if take(keywords: "IN") { operation = .isIn }
      if take(keywords: "STARTS", "WITH") { operation = .startsWith }
      if take(keywords: "ENDS", "WITH") { operation = .endsWith }
      if take(keywords: "CONTAINS") { operation = .contains }
      if take("=~") { operation = .matches }
      if let operation {
        left = Expression(.binary(operation, left, try sum()), position)
      } else if take(keywords: "IS", "NULL") {
        left = Expression(.isNull(left, negated: false), position)
      } else if take(keywords: "IS", "NOT", "NULL") {
        left = Expression(.isNull(left, negated: true), position)
      } else {
        return left
      }
    }
  }

  private mutating func sum() throws(QueryError) -> Expression {
    try leftAssociative(["+": .add, "-": .subtract]) { (parser) throws(QueryError) in
      try parser.leftAssociative(["*": .multiply, "/": .divide, "%": .modulo]) {
        (parser) throws(QueryError) in
        try parser.leftAssociative(["^": .power]) { (parser) throws(QueryError) in try parser.signed() }
      }
    }
  }

  private mutating func signed() throws(QueryError) -> Expression {
    let position = token.position
    if take("+") {
      return Expression(
        .unary(.plus, try nested { (parser) throws(QueryError) in try parser.signed() }), position)
    }
    guard take("-") else { return try postfix() }
    // The smallest integer has no positive counterpart.
    if case .integer(let magnitude) = token.kind, magnitude == 1 << 63 {
      next += 1
      return try postfix(after: Expression(.literal(.integer(.min)), position))
    }
    return Expression(
      .unary(.minus, try nested { (parser) throws(QueryError) in try parser.signed() }), position)
  }

  private mutating func postfix() throws(QueryError) -> Expression { try postfix(after: atom()) }

  /// Properties, elements, slices and labels behind an expression.
  private mutating func postfix(after first: Expression) throws(QueryError) -> Expression {
    var left = first
    var count = 0
    while true {
      count += 1
      try checkChain(count)
      let position = token.position
      if take(".") {
        left = Expression(.property(left, try name("the name of a property after '.'")), position)
      } else if take("[") {
        left = Expression(try subscripted(left), position)
      } else if token.isSign(":") {
        var labels: [String] = []
        while take(":") { labels.append(try name("a label after ':'")) }
        left = Expression(.hasLabels(left, labels), position)
      } else {
        return left
      }
    }
  }

  private mutating func subscripted(_ list: Expression) throws(QueryError) -> Expression.Kind {
    let first = token.isSign("..") ? nil : try expression()
    guard take("..") else {
      try expect("]", "after the index")
      return .element(list, first!)
    }
    let last = token.isSign("]") ? nil : try expression()
    try expect("]", "after the slice")
    return .slice(list, from: first, to: last)
  }
}
