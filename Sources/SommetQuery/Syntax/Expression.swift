/// An expression of a query, as it was written.
///
/// Two expressions are equal when they say the same, wherever they stand.
struct Expression: Hashable {
  indirect enum Kind: Hashable {
    case literal(QueryValue)
    case parameter(String)
    case variable(String)
    case property(Expression, String)
    case list([Expression])
    case map([MapEntry])
    case element(Expression, Expression)
    case slice(Expression, from: Expression?, to: Expression?)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `a < b <= c`: each comparison with the one before it.
    case comparison(Expression, [Comparison])
    case isNull(Expression, negated: Bool)
    case hasLabels(Expression, [String])
    case call(Call)
    case countAll
    case choice(subject: Expression?, [Alternative], otherwise: Expression?)
    case comprehension(variable: String, list: Expression, condition: Expression?, result: Expression?)
    case quantifier(Quantifier, variable: String, list: Expression, condition: Expression)
    case reduction(Reduction)
    case pattern(PathPattern)
    case patternComprehension(PathPattern, condition: Expression?, result: Expression)
    case subquery(counts: Bool, Query)
  }

  struct MapEntry: Hashable {
    let key: String
    let value: Expression
  }

  struct Comparison: Hashable {
    let operation: ComparisonOperator
    let operand: Expression
  }

  struct Call: Hashable {
    let name: String
    let isDistinct: Bool
    let arguments: [Expression]
  }

  struct Alternative: Hashable {
    let condition: Expression
    let result: Expression
  }

  struct Reduction: Hashable {
    let accumulator: String
    let start: Expression
    let variable: String
    let list: Expression
    let result: Expression
  }

  let kind: Kind
  let position: QueryPosition

  init(_ kind: Kind, _ position: QueryPosition) {
    self.kind = kind
    self.position = position
  }

  static func == (a: Expression, b: Expression) -> Bool { a.kind == b.kind }
  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

enum UnaryOperator: String, Hashable { case not = "NOT", minus = "-", plus = "+" }

enum BinaryOperator: String, Hashable {
  case or = "OR"
  case xor = "XOR"
  case and = "AND"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
  case isIn = "IN"
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
  case matches = "=~"
}

enum ComparisonOperator: String, Hashable {
  case equal = "="
  case unequal = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

enum Quantifier: String, Hashable, CaseIterable { case all, any, none, single }
