/// How values compare: `=` and `<` of openCypher, where null is unknown, and the order of ORDER BY, which is total.
extension QueryValue {
  /// Whether the values are equal; nil when that is unknown.
  public func equals(_ other: QueryValue) -> Bool? {
    switch (self, other) {
    case (.null, _), (_, .null): return nil
    case (.float(let a), .float(let b)): return a == b
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      return Self.all(zip(a, b).lazy.map { $0.equals($1) })
    case (.map(let a), .map(let b)):
      guard a.count == b.count, a.keys.allSatisfy({ b[$0] != nil }) else { return false }
      return Self.all(a.lazy.map { $0.value.equals(b[$0.key]!) })
    case (.date(let date), .string(let text)), (.string(let text), .date(let date)):
      return QueryDate(text) == date
    default: return self == other
    }
  }

  /// Three-valued AND.
  static func all(_ values: some Sequence<Bool?>) -> Bool? {
    var result: Bool? = true
    for value in values {
      if value == false { return false }
      if value == nil { result = nil }
    }
    return result
  }

  /// What a comparison says, where it can be made.
  enum Comparison {
    case less, equal, greater
    /// Dates that overlap without being the same: neither begins after the other ends.
    case overlapping
    /// With NaN: false whatever is asked.
    case unordered
  }

  /// nil when the values cannot be compared, or null is among them.
  func compared(to other: QueryValue) -> Comparison? {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): Self.order(a, b)
    case (.integer(let a), .float(let b)): Self.order(Double(a), b)
    case (.float(let a), .integer(let b)): Self.order(a, Double(b))
    case (.float(let a), .float(let b)): Self.order(a, b)
    case (.string(let a), .string(let b)): Self.scalarOrder(a, b)
    case (.boolean(let a), .boolean(let b)): Self.order(a ? 1 : 0, b ? 1 : 0)
    case (.date(let a), .date(let b)): Self.order(a, b)
    case (.date(let a), .string(let b)): QueryDate(b).flatMap { Self.order(a, $0) }
    case (.string(let a), .date(let b)): QueryDate(a).flatMap { Self.order($0, b) }
    case (.list(let a), .list(let b)): Self.order(a, b)
    default: nil
    }
  }

  private static func order<T: Comparable>(_ a: T, _ b: T) -> Comparison {
    a < b ? .less : a == b ? .equal : a > b ? .greater : .unordered
  }

  /// By Unicode scalars, whatever the locale.
  private static func scalarOrder(_ a: String, _ b: String) -> Comparison {
    a == b ? .equal : a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars) ? .less : .greater
  }

  private static func order(_ a: QueryDate, _ b: QueryDate) -> Comparison {
    if a.range.last < b.range.first { return .less }
    if a.range.first > b.range.last { return .greater }
    return a == b ? .equal : .overlapping
  }

  private static func order(_ a: [QueryValue], _ b: [QueryValue]) -> Comparison? {
    for (left, right) in zip(a, b) {
      guard let result = left.compared(to: right) else { return nil }
      if result != .equal { return result }
    }
    return order(a.count, b.count)
  }

  // MARK: The order of rows

  /// Whether the value stands before another in ascending order, null last.
  public static func isOrdered(_ a: QueryValue, before b: QueryValue) -> Bool { order(a, b) < 0 }

  /// Negative, zero or positive as the first stands before, with or after the second.
  static func order(_ a: QueryValue, _ b: QueryValue) -> Int {
    let ranks = (a.rank, b.rank)
    if ranks.0 != ranks.1 { return ranks.0 - ranks.1 }
    switch (a, b) {
    case (.list(let a), .list(let b)): return order(a[...], b[...])
    case (.map(let a), .map(let b)):
      let keys = (a.keys.sorted(), b.keys.sorted())
      let byKey = order(keys.0.map(QueryValue.string)[...], keys.1.map(QueryValue.string)[...])
      return byKey != 0 ? byKey : order(keys.0.map { a[$0]! }[...], keys.1.map { b[$0]! }[...])
    case (.node(let a), .node(let b)), (.relationship(let a), .relationship(let b)): return a - b
    case (.path(let a), .path(let b)):
      return order(a.nodes.map(QueryValue.node)[...], b.nodes.map(QueryValue.node)[...])
    case (.date(let a), .date(let b)):
      let (left, right) = ((a.range.first, a.range.last), (b.range.first, b.range.last))
      return left == right ? 0 : left < right ? -1 : 1
    case (.duration(let a), .duration(let b)): return a.approximateDays - b.approximateDays
    case (.float(let a), _) where a.isNaN: return b == .float(.nan) ? 0 : 1
    case (_, .float(let b)) where b.isNaN: return -1
    default:
      switch a.compared(to: b) {
      case .less: return -1
      case .greater: return 1
      default: return 0
      }
    }
  }

  private static func order(_ a: ArraySlice<QueryValue>, _ b: ArraySlice<QueryValue>) -> Int {
    for (left, right) in zip(a, b) {
      let result = order(left, right)
      if result != 0 { return result }
    }
    return a.count - b.count
  }

  private var rank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .relationship: 2
    case .list: 3
    case .path: 4
    case .date: 5
    case .duration: 6
    case .string: 7
    case .boolean: 8
    case .integer, .float: 9
    case .null: 10
    }
  }
}

extension QueryDuration {
  /// Months as a twelfth of 365.2425 days, for sorting only.
  var approximateDays: Int { days + months * 3_652_425 / 120_000 }
}
