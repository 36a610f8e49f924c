/// Three-valued logic: nil is unknown.
enum Logic {
  static func value(_ truth: Bool?) -> QueryValue { truth.map(QueryValue.boolean) ?? .null }

  /// - Throws: when the value is neither a boolean nor null.
  static func truth(_ value: QueryValue, _ position: QueryPosition) throws(QueryError) -> Bool? {
    switch value {
    case .boolean(let truth): return truth
    case .null: return nil
    default:
      throw .type(.invalidArgumentType, position, "expected a boolean, found \(StaticType(value).shown)")
    }
  }

  static func compare(_ operation: ComparisonOperator, _ a: QueryValue, _ b: QueryValue) -> Bool? {
    switch operation {
    case .equal: return a.equals(b)
    case .unequal: return a.equals(b).map { !$0 }
    default: break
    }
    guard let result = a.compared(to: b) else { return nil }
    return switch (operation, result) {
    case (_, .unordered): false
    case (.less, .less), (.lessOrEqual, .less), (.lessOrEqual, .equal): true
    case (.greater, .greater), (.greaterOrEqual, .greater), (.greaterOrEqual, .equal): true
    // A day lies neither before nor after its month, and not outside it.
    case (.lessOrEqual, .overlapping), (.greaterOrEqual, .overlapping): true
    default: false
    }
  }

  static func contains(_ list: QueryValue, _ item: QueryValue, _ position: QueryPosition) throws -> QueryValue
  {
    switch list {
    case .null: return .null
    case .list(let items):
      var isUnknown = false
      for candidate in items {
        switch candidate.equals(item) {
        case true: return .boolean(true)
        case nil: isUnknown = true
        default: break
        }
      }
      return isUnknown ? .null : .boolean(false)
    default:
      throw QueryError.type(
        .invalidArgumentType, position, "expected a list after IN, found \(StaticType(list).shown)")
    }
  }
}
