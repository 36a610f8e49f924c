/// What is wrong with a query, or what went wrong while it ran.
///
///     query:2:14: expected a label after ':', found ')'
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds and details of the openCypher compatibility kit, and what is refused on purpose.
  public enum Kind: String, Sendable {
    case syntax = "SyntaxError"
    case type = "TypeError"
    case argument = "ArgumentError"
    case parameterMissing = "ParameterMissing"
    /// Sound, but outside the part of the language that is read here.
    case unsupported = "Unsupported"
    /// The query ran longer, or gave more rows, than it was allowed to.
    case budget = "Budget"
  }

  public enum Detail: String, Sendable {
    case ambiguousAggregationExpression = "AmbiguousAggregationExpression"
    case columnNameConflict = "ColumnNameConflict"
    case differentColumnsInUnion = "DifferentColumnsInUnion"
    case floatingPointOverflow = "FloatingPointOverflow"
    case integerOverflow = "IntegerOverflow"
    case invalidAggregation = "InvalidAggregation"
    case invalidArgumentType = "InvalidArgumentType"
    case invalidArgumentValue = "InvalidArgumentValue"
    case invalidClauseComposition = "InvalidClauseComposition"
    case invalidNumberLiteral = "InvalidNumberLiteral"
    case invalidNumberOfArguments = "InvalidNumberOfArguments"
    case invalidParameterUse = "InvalidParameterUse"
    case invalidRelationshipPattern = "InvalidRelationshipPattern"
    case invalidUnicodeCharacter = "InvalidUnicodeCharacter"
    case invalidUnicodeLiteral = "InvalidUnicodeLiteral"
    case listElementAccessByNonInteger = "ListElementAccessByNonInteger"
    case mapElementAccessByNonString = "MapElementAccessByNonString"
    case missingParameter = "MissingParameter"
    case negativeIntegerArgument = "NegativeIntegerArgument"
    case nestedAggregation = "NestedAggregation"
    case noExpressionAlias = "NoExpressionAlias"
    case noVariablesInScope = "NoVariablesInScope"
    case nonConstantExpression = "NonConstantExpression"
    case numberOutOfRange = "NumberOutOfRange"
    case relationshipUniquenessViolation = "RelationshipUniquenessViolation"
    case undefinedVariable = "UndefinedVariable"
    case unexpectedSyntax = "UnexpectedSyntax"
    case unknownFunction = "UnknownFunction"
    case variableAlreadyBound = "VariableAlreadyBound"
    case variableTypeConflict = "VariableTypeConflict"
    /// A clause or function that is refused by name.
    case refused = "Refused"
    case timeout = "Timeout"
    case tooManyValues = "TooManyValues"
    case tooManyRows = "TooManyRows"
  }

  public let kind: Kind
  public let detail: Detail
  /// Where in the query; nil when it is not a matter of one place.
  public let position: QueryPosition?
  public let message: String

  public init(_ kind: Kind, _ detail: Detail, at position: QueryPosition?, _ message: String) {
    self.kind = kind
    self.detail = detail
    self.position = position
    self.message = message
  }

  public var description: String {
    position.map { "query:\($0.line):\($0.column): \(message)" } ?? "query: \(message)"
  }

  static func syntax(_ detail: Detail, _ position: QueryPosition?, _ message: String) -> QueryError {
    QueryError(.syntax, detail, at: position, message)
  }

  static func type(_ detail: Detail, _ position: QueryPosition?, _ message: String) -> QueryError {
    QueryError(.type, detail, at: position, message)
  }
}

/// A place in a query: line, and column in Unicode scalars, both counted from 1.
public struct QueryPosition: Sendable, Hashable {
  public let line: Int
  public let column: Int
}
