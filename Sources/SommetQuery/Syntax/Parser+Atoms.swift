extension Parser {
  /// Words that begin what follows an expression: names only where nothing follows that they could begin.
  private static let clauses: Set<String> = [
    "RETURN", "MATCH", "OPTIONAL", "UNWIND", "WITH", "WHERE", "UNION", "LIMIT", "SKIP",
  ]

  mutating func atom() throws(QueryError) -> Expression {
    let position = token.position
    func literal(_ value: QueryValue) -> Expression { Expression(.literal(value), position) }
    switch token.kind {
    case .integer(let magnitude):
      guard let value = Int(exactly: magnitude) else {
        throw .syntax(.integerOverflow, position, "the number \(token.text) does not fit into 64 bits")
      }
      next += 1
      return literal(.integer(value))
    case .float(let value):
      next += 1
      return literal(.float(value))
    case .string(let value):
      next += 1
      return literal(.string(value))
    case .parameter(let name):
      next += 1
      return Expression(.parameter(name), position)
    case .sign("("): return try bracketed()
    case .sign("["): return try listOrComprehension()
    case .sign("{"): return Expression(.map(try entries()), position)
    case .word(let word) where Self.clauses.contains(word.uppercased()) && token(ahead: 1).beginsOperand:
      throw unexpected("an expression")
    case .word, .quotedName: return try named()
    default: throw unexpected("an expression")
    }
  }

  /// A pattern, where one stands; else an expression in brackets.
  private mutating func bracketed() throws(QueryError) -> Expression {
    let position = token.position
    let pattern = attempt(at: next) { (parser) throws(QueryError) in
      let pattern = try parser.pathPattern()
      guard !pattern.relationships.isEmpty else { throw parser.unexpected("a relationship") }
      return pattern
    }
    if let pattern {
      self = pattern.parser
      return Expression(.pattern(pattern.value), position)
    }
    next += 1
    let expression = try expression()
    try expect(")", "after the expression")
    return expression
  }

  /// What a pattern makes of the next tokens, nil when they are something else. Takes nothing.
  ///
  /// Where one was looked for in vain, none is looked for again: in brackets inside brackets, each would double the time.
  ///
  /// - Parameter bracket: the token with which it begins.
  private func attempt<T>(
    at bracket: Int, _ part: (inout Parser) throws(QueryError) -> T
  ) -> (value: T, parser: Parser)? {
    guard !misses.brackets.contains(bracket) else { return nil }
    var parser = self
    guard let value = try? part(&parser) else {
      misses.brackets.insert(bracket)
      return nil
    }
    return (value, parser)
  }

  // MARK: Lists

  private mutating func listOrComprehension() throws(QueryError) -> Expression {
    let position = token.position
    next += 1
    if token.name != nil, token(ahead: 1).isKeyword("IN") {
      let variable = try name("a variable")
      next += 1
      let list = try expression()
      let condition = take(keywords: "WHERE") ? try expression() : nil
      let result = take("|") ? try expression() : nil
      try expect("]", "after the list")
      return Expression(
        .comprehension(variable: variable, list: list, condition: condition, result: result), position)
    }
    let bracket = next - 1
    let pattern = attempt(at: bracket) { (parser) throws(QueryError) in
      try parser.patternComprehension(position)
    }
    if let pattern {
      self = pattern.parser
      return pattern.value
    }
    var items: [Expression] = []
    if take("]") { return Expression(.list(items), position) }
    repeat { items.append(try expression()) } while take(",")
    try expect("]", "after the list")
    return Expression(.list(items), position)
  }

  private mutating func patternComprehension(_ position: QueryPosition) throws(QueryError) -> Expression {
    let pattern = try namedPattern()
    guard !pattern.relationships.isEmpty else { throw unexpected("a relationship") }
    let condition = take(keywords: "WHERE") ? try expression() : nil
    try expect("|", "after the pattern")
    let result = try expression()
    try expect("]", "after the list")
    return Expression(.patternComprehension(pattern, condition: condition, result: result), position)
  }

  // MARK: Words

  private mutating func named() throws(QueryError) -> Expression {
    let position = token.position
    if case .word(let word) = token.kind {
      switch word.uppercased() {
      case "TRUE", "FALSE", "NULL":
        next += 1
        let value: QueryValue = word.uppercased() == "NULL" ? .null : .boolean(word.uppercased() == "TRUE")
        return Expression(.literal(value), position)
      case "CASE" where !token(ahead: 1).isSign("("): return try choice()
      case "EXISTS" where token(ahead: 1).isSign("{"), "COUNT" where token(ahead: 1).isSign("{"):
        return try subquery(counts: word.uppercased() == "COUNT")
      default: break
      }
    }
    if let call = try callIfNext() { return call }
    return Expression(.variable(try name("a variable")), position)
  }

  /// A function's call, whose name may have parts: `date.truncate(…)`.
  private mutating func callIfNext() throws(QueryError) -> Expression? {
    let position = token.position
    var length = 1
    while token(ahead: length).isSign("."), token(ahead: length + 1).name != nil { length += 2 }
    guard token(ahead: length).isSign("(") else { return nil }
    let name = stride(from: 0, to: length, by: 2).map { token(ahead: $0).name! }.joined(separator: ".")
    next += length + 1
    if let quantifier = Quantifier(rawValue: name.lowercased()), token.name != nil,
      token(ahead: 1).isKeyword("IN")
    {
      return try quantified(quantifier, position)
    }
    if name.lowercased() == "reduce", token.name != nil, token(ahead: 1).isSign("=") {
      return try reduction(position)
    }
    if name.lowercased() == "count", take("*") {
      try expect(")", "after count(*")
      return Expression(.countAll, position)
    }
    let isDistinct = take(keywords: "DISTINCT")
    var arguments: [Expression] = []
    if !token.isSign(")") {
      repeat { arguments.append(try expression()) } while take(",")
    }
    try expect(")", "after the arguments of \(name)")
    return Expression(.call(.init(name: name, isDistinct: isDistinct, arguments: arguments)), position)
  }

  private mutating func quantified(
    _ quantifier: Quantifier, _ position: QueryPosition
  ) throws(QueryError) -> Expression {
    let variable = try name("a variable")
    next += 1
    let list = try expression()
    let condition =
      take(keywords: "WHERE") ? try expression() : Expression(.variable(variable), position)
    try expect(")", "after the condition")
    return Expression(.quantifier(quantifier, variable: variable, list: list, condition: condition), position)
  }

  private mutating func reduction(_ position: QueryPosition) throws(QueryError) -> Expression {
    let accumulator = try name("a variable")
    next += 1
    let start = try expression()
    try expect(",", "after the first value")
    let variable = try name("a variable")
    try expect(keyword: "IN", "after the variable")
    let list = try expression()
    try expect("|", "after the list")
    let result = try expression()
    try expect(")", "after the expression")
    return Expression(
      .reduction(
        .init(accumulator: accumulator, start: start, variable: variable, list: list, result: result)),
      position)
  }

  private mutating func choice() throws(QueryError) -> Expression {
    let position = token.position
    next += 1
    let subject = token.isKeyword("WHEN") ? nil : try expression()
    var alternatives: [Expression.Alternative] = []
    while take(keywords: "WHEN") {
      let condition = try expression()
      try expect(keyword: "THEN", "after the condition")
      alternatives.append(.init(condition: condition, result: try expression()))
    }
    guard !alternatives.isEmpty else { throw unexpected("WHEN") }
    let otherwise = take(keywords: "ELSE") ? try expression() : nil
    try expect(keyword: "END", "after CASE")
    return Expression(.choice(subject: subject, alternatives, otherwise: otherwise), position)
  }

  /// `EXISTS { MATCH … }`, `EXISTS { (a)-->(b) WHERE … }`.
  private mutating func subquery(counts: Bool) throws(QueryError) -> Expression {
    let position = token.position
    next += 2
    let query: Query
    if token.isSign("(") || (token.name != nil && token(ahead: 1).isSign("=")) {
      let start = token.position
      let patterns = try patterns()
      let condition = take(keywords: "WHERE") ? try expression() : nil
      let match = Query.Match(isOptional: false, patterns: patterns, condition: condition, position: start)
      query = Query(parts: [.init(clauses: [.match(match)])], keepsDuplicates: true)
    } else {
      query = try self.query(isNested: true)
    }
    try expect("}", "after the subquery")
    return Expression(.subquery(counts: counts, query), position)
  }
}
