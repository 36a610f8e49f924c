import SommetGraph

/// A value in a row of a query.
///
/// Values are equal (and hash alike) when grouping and DISTINCT take them for the same: numbers by their value, null as
/// itself, NaN as itself. What `=` says of values is `equals(_:)`, which knows null as unknown.
public enum QueryValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case string(String)
  case list([QueryValue])
  case map([String: QueryValue])
  /// A node, by its number in the graph.
  case node(Int)
  /// A relationship, by its number in the graph.
  case relationship(Int)
  indirect case path(QueryPath)
  indirect case date(QueryDate)
  indirect case duration(QueryDuration)

  public var isNull: Bool { if case .null = self { true } else { false } }

  public static func == (a: QueryValue, b: QueryValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
    case (.integer(let a), .float(let b)), (.float(let b), .integer(let a)): Double(a) == b
    case (.string(let a), .string(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.node(let a), .node(let b)): a == b
    case (.relationship(let a), .relationship(let b)): a == b
    case (.path(let a), .path(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(Double(value))
    case .float(let value): hasher.combine(value.isNaN ? .nan : value)
    case .string(let value): hasher.combine(value)
    case .list(let values): hasher.combine(values)
    case .map(let entries): hasher.combine(entries)
    case .node(let number): hasher.combine(number)
    case .relationship(let number): hasher.combine(~number)
    case .path(let path): hasher.combine(path)
    case .date(let date): hasher.combine(date)
    case .duration(let duration): hasher.combine(duration)
    }
  }
}

/// A chain of nodes, by their numbers, with the relationships between them.
public struct QueryPath: Sendable, Hashable {
  /// One more than relationships.
  public var nodes: [Int]
  public var relationships: [Int]
}

/// A day, month, year or interval of them, as the graph dates its edges.
public struct QueryDate: Sendable, Hashable {
  /// As it was written, ISO 8601.
  public let text: String
  public let range: DateRange

  /// nil when the text is none of these.
  public init?(_ text: String) {
    guard let range = DateRange(text) else { return nil }
    self.text = text
    self.range = range
  }

  /// Dates are the same when they cover the same days.
  public static func == (a: QueryDate, b: QueryDate) -> Bool { a.range == b.range }
  public func hash(into hasher: inout Hasher) { hasher.combine(range) }
}

/// A length of time in months and days, which no number of days can tell: « P1M » after 31 January is February's end.
public struct QueryDuration: Sendable, Hashable {
  public var months: Int
  public var days: Int
}
