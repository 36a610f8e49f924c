/// What a node, an edge or a graph says under a name of its own: a scalar that every format knows, or a piece of JSON.
///
/// Values keep their type from file to file, so that a reader that counts with numbers finds numbers.
public enum AttributeValue: Sendable, Hashable {
  case string(String)
  case integer(Int)
  /// May be infinite or no number, which JSON cannot say.
  case double(Double)
  case boolean(Bool)
  /// A list, an object or `null`, as JSON text.
  case json(String)

  /// A number, whether whole or not.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// The string, when it is one.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The shortest decimal that reads back as the same number, without a fraction when there is none.
  package static func decimal(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}

extension AttributeValue: CustomStringConvertible {
  /// The value as a text format writes it: `INF`, `-INF` and `NaN` as XML Schema does.
  public var description: String {
    switch self {
    case .string(let value), .json(let value): value
    case .integer(let value): "\(value)"
    case .double(let value):
      value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-INF" : "INF") : "\(value)"
    case .boolean(let value): value ? "true" : "false"
    }
  }
}

extension AttributeValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
