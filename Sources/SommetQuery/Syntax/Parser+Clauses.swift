extension Parser {
  /// - Parameter isNested: in braces, where a query may end without RETURN.
  mutating func query(isNested: Bool) throws(QueryError) -> Query {
    var query = Query(parts: [try part(isNested: isNested)], keepsDuplicates: false)
    while true {
      let position = token.position
      guard take(keywords: "UNION") else { return query }
      let keepsDuplicates = take(keywords: "ALL")
      if query.parts.count > 1, keepsDuplicates != query.keepsDuplicates {
        throw .syntax(
          .invalidClauseComposition, position, "expected either UNION or UNION ALL throughout, found both")
      }
      query.keepsDuplicates = keepsDuplicates
      query.parts.append(try part(isNested: isNested))
    }
  }

  private mutating func part(isNested: Bool) throws(QueryError) -> Query.Part {
    var clauses: [Query.Clause] = []
    while true {
      let position = token.position
      try countStep()
      if token.kind == .end || token.isSign("}") || token.isSign(";") || token.isKeyword("UNION") {
        guard isNested, !clauses.isEmpty else { throw unexpected("RETURN at the end") }
        return Query.Part(clauses: clauses)
      }
      if take(keywords: "RETURN") {
        clauses.append(.result(try projection(position)))
        return Query.Part(clauses: clauses)
      }
      clauses.append(try readingClause(position, isNested: isNested))
    }
  }

  private mutating func readingClause(_ position: QueryPosition, isNested: Bool) throws(QueryError)
    -> Query.Clause
  {
    if take(keywords: "OPTIONAL", "MATCH") { return .match(try match(position, isOptional: true)) }
    if take(keywords: "MATCH") { return .match(try match(position, isOptional: false)) }
    if take(keywords: "UNWIND") {
      let list = try expression()
      try expect(keyword: "AS", "after the list")
      return .unwind(list, variable: try name("a variable after AS"), position)
    }
    if take(keywords: "WITH") {
      var projection = try projection(position)
      if take(keywords: "WHERE") { projection.condition = try expression() }
      return .with(projection)
    }
    if case .word(let word) = token.kind, Self.refused.contains(word.uppercased()) {
      if isNested {
        throw .syntax(
          .invalidClauseComposition, position, "expected a clause that reads, found \(word.uppercased())")
      }
      throw QueryError(
        .unsupported, .refused, at: position,
        "\(word.uppercased()) is not supported: queries read a graph and never change it")
    }
    throw unexpected("a clause (MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN)", words: Self.words)
  }

  private static let words = [
    "MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "WHERE", "ORDER", "LIMIT", "SKIP", "UNION", "AND",
  ]

  private static let refused: Set<String> = [
    "CALL", "CREATE", "DELETE", "DETACH", "DROP", "FOREACH", "LOAD", "MERGE", "REMOVE", "SET", "USE",
  ]

  private mutating func match(_ position: QueryPosition, isOptional: Bool) throws(QueryError) -> Query.Match {
    let patterns = try patterns()
    let condition = take(keywords: "WHERE") ? try expression() : nil
    return Query.Match(isOptional: isOptional, patterns: patterns, condition: condition, position: position)
  }

  mutating func patterns() throws(QueryError) -> [PathPattern] {
    var patterns = [try namedPattern()]
    while take(",") { patterns.append(try namedPattern()) }
    return patterns
  }

  // MARK: Projections

  private mutating func projection(_ position: QueryPosition) throws(QueryError) -> Query.Projection {
    var projection = Query.Projection(
      isDistinct: take(keywords: "DISTINCT"), includesAll: false, items: [], order: [], position: position)
    if take("*") {
      projection.includesAll = true
      if take(",") { projection.items = try items() }
    } else {
      projection.items = try items()
    }
    if take(keywords: "ORDER") {
      try expect(keyword: "BY", "after ORDER")
      projection.order = [try sortKey()]
      while take(",") { projection.order.append(try sortKey()) }
    }
    if take(keywords: "SKIP") || take(keywords: "OFFSET") { projection.skip = try expression() }
    if take(keywords: "LIMIT") { projection.limit = try expression() }
    return projection
  }

  private mutating func items() throws(QueryError) -> [Query.Projection.Item] {
    var items = [try item()]
    while take(",") { items.append(try item()) }
    return items
  }

  private mutating func item() throws(QueryError) -> Query.Projection.Item {
    let first = next
    let expression = try expression()
    let text = words(from: first, to: next)
    let alias = take(keywords: "AS") ? try name("a name after AS") : nil
    return .init(expression: expression, alias: alias, text: text)
  }

  private mutating func sortKey() throws(QueryError) -> Query.Projection.SortKey {
    let expression = try expression()
    if take(keywords: "DESC") || take(keywords: "DESCENDING") {
      return .init(expression: expression, isDescending: true)
    }
    if !take(keywords: "ASC") { _ = take(keywords: "ASCENDING") }
    return .init(expression: expression, isDescending: false)
  }
}

extension Expression {
  /// The variable that the expression is, when it is nothing more.
  var variableName: String? {
    if case .variable(let name) = kind { name } else { nil }
  }
}
