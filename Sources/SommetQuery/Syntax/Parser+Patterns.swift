extension Parser {
  /// `p = (a)-->(b)`, `shortestPath((a)-[*]-(b))`.
  mutating func namedPattern() throws(QueryError) -> PathPattern {
    var variable: String?
    if token.name != nil, token(ahead: 1).isSign("=") {
      variable = try name("a variable")
      next += 1
    }
    var pattern = try searchedPattern()
    pattern.variable = variable
    return pattern
  }

  private mutating func searchedPattern() throws(QueryError) -> PathPattern {
    let position = token.position
    let search: PathPattern.Search =
      token.isKeyword("SHORTESTPATH") ? .shortest : token.isKeyword("ALLSHORTESTPATHS") ? .allShortest : .none
    guard search != .none else { return try pathPattern() }
    next += 1
    try expect("(", "after shortestPath")
    var pattern = try pathPattern()
    try expect(")", "after the path")
    guard pattern.relationships.count == 1 else {
      throw .syntax(
        .unexpectedSyntax, position,
        "expected one relationship pattern in shortestPath, found \(pattern.relationships.count)")
    }
    pattern.search = search
    return pattern
  }

  mutating func pathPattern() throws(QueryError) -> PathPattern {
    let position = token.position
    try countStep()
    // Brackets around a whole path change nothing.
    if token.isSign("("), token(ahead: 1).isSign("(") {
      next += 1
      let pattern = try nested { (parser) throws(QueryError) in try parser.pathPattern() }
      try expect(")", "after the path")
      return pattern
    }
    var pattern = PathPattern(nodes: [try nodePattern()], relationships: [], position: position)
    while isRelationshipNext {
      try countStep()
      pattern.relationships.append(try relationshipPattern())
      pattern.nodes.append(try nodePattern())
    }
    return pattern
  }

  private var isRelationshipNext: Bool {
    token.isSign("-") || (token.isSign("<") && token(ahead: 1).isSign("-"))
  }

  private mutating func nodePattern() throws(QueryError) -> NodePattern {
    let position = token.position
    try expect("(", "of a node")
    var node = NodePattern(variable: nil, labels: [], properties: [], position: position)
    if token.name != nil { node.variable = try name("a variable") }
    while take(":") { node.labels.append(try name("a label after ':'")) }
    node.properties = try patternProperties()
    try expect(")", "after the node")
    return node
  }

  /// `{name: 'x'}`, or nothing.
  private mutating func patternProperties() throws(QueryError) -> [Expression.MapEntry] {
    if case .parameter(let name) = token.kind {
      throw .syntax(
        .invalidParameterUse, token.position,
        "expected properties between braces, found the parameter $\(name)")
    }
    return token.isSign("{") ? try entries() : []
  }

  private mutating func relationshipPattern() throws(QueryError) -> RelationshipPattern {
    let position = token.position
    let pointsLeft = take("<")
    try expect("-", "of a relationship")
    var pattern = RelationshipPattern(
      variable: nil, types: [], properties: [], direction: .both, length: nil, position: position)
    if take("[") {
      if token.name != nil { pattern.variable = try name("a variable") }
      if take(":") {
        pattern.types = [try name("a type of relationship after ':'")]
        while take("|") {
          skip(":")
          pattern.types.append(try name("a type of relationship after '|'"))
        }
      }
      if token.isSign("..") {
        throw .syntax(
          .invalidRelationshipPattern, token.position, "expected '*' before the range of a length, found '..'"
        )
      }
      if take("*") { pattern.length = try length() }
      pattern.properties = try patternProperties()
      try expect("]", "after the relationship")
    }
    try expect("-", "after the relationship")
    let pointsRight = take(">")
    // An arrow at both ends says the same as at none.
    if pointsLeft != pointsRight { pattern.direction = pointsLeft ? .left : .right }
    return pattern
  }

  /// What follows `*`: `2`, `1..3`, `..3`, `1..` or nothing.
  private mutating func length() throws(QueryError) -> RelationshipPattern.ClosedLength {
    if token.isSign("-") {
      throw .syntax(
        .invalidRelationshipPattern, token.position, "expected a length of 0 or more, found a negative number"
      )
    }
    let first = try lengthNumber()
    guard take("..") else { return .init(shortest: first ?? 1, longest: first) }
    return .init(shortest: first ?? 1, longest: try lengthNumber())
  }

  private mutating func lengthNumber() throws(QueryError) -> Int? {
    guard case .integer(let value) = token.kind else { return nil }
    guard let number = Int(exactly: value) else {
      throw .syntax(.integerOverflow, token.position, "the length \(value) is too large")
    }
    next += 1
    return number
  }

  /// `{a: 1, b: 2}`.
  mutating func entries() throws(QueryError) -> [Expression.MapEntry] {
    try expect("{", "of a map")
    var entries: [Expression.MapEntry] = []
    if take("}") { return entries }
    repeat {
      let key = try name("the name of a property")
      try expect(":", "after the name of the property")
      entries.append(.init(key: key, value: try expression()))
    } while take(",")
    try expect("}", "after the properties")
    return entries
  }
}
