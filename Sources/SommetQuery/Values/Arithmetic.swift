import Foundation

/// `+ - * / % ^` on numbers, strings, lists, dates and durations.
enum Arithmetic {
  /// The type of a result, as far as those of the operands tell.
  ///
  /// - Throws: when no operands of these types go together.
  static func type(
    _ operation: BinaryOperator, _ a: StaticType, _ b: StaticType, _ position: QueryPosition
  ) throws -> StaticType {
    if a == .any || b == .any || a == .null || b == .null { return .any }
    let numbers: Set<StaticType> = [.integer, .float]
    if numbers.contains(a), numbers.contains(b) {
      return operation == .power || a == .float || b == .float ? .float : .integer
    }
    if operation == .add {
      if a.mayBe([.list]) || b.mayBe([.list]) { return .list }
      if a == .string || b == .string { return .string }
    }
    switch (operation, a, b) {
    case (.add, .date, .duration), (.subtract, .date, .duration), (.add, .duration, .date): return .date
    case (.add, .duration, .duration), (.subtract, .duration, .duration): return .duration
    case (.multiply, .duration, .integer), (.multiply, .integer, .duration): return .duration
    default: throw fault(operation, a, b, position, QueryError.syntax)
    }
  }

  private static func fault(
    _ operation: BinaryOperator, _ a: StaticType, _ b: StaticType, _ position: QueryPosition,
    _ make: (QueryError.Detail, QueryPosition?, String) -> QueryError
  ) -> QueryError {
    make(
      .invalidArgumentType, position,
      "expected operands that '\(operation.rawValue)' can join, found \(a.shown) and \(b.shown)")
  }

  /// Makes room for the list or the text that two values are joined to.
  static func prepareSum(_ a: QueryValue, _ b: QueryValue, _ run: QueryRun) throws {
    switch (a, b) {
    case (.list(let a), .list(let b)): try run.make(a.count + b.count)
    case (.list(let items), _), (_, .list(let items)): try run.make(items.count + 1)
    case (.string(let a), .string(let b)): try run.make(text: a.utf8.count + b.utf8.count)
    case (.string(let text), _), (_, .string(let text)): try run.make(text: text.utf8.count)
    default: break
    }
  }

  static func result(
    _ operation: BinaryOperator, _ a: QueryValue, _ b: QueryValue, _ position: QueryPosition
  ) throws -> QueryValue {
    switch (a, b) {
    case (.list(let a), .list(let b)) where operation == .add: return .list(a + b)
    case (.list(let a), let b) where operation == .add: return .list(a + [b])
    case (let a, .list(let b)) where operation == .add: return .list([a] + b)
    case (.null, _), (_, .null): return .null
    case (.integer(let a), .integer(let b)): return try result(operation, a, b, position)
    case (.integer(let a), .float(let b)): return .float(result(operation, Double(a), b))
    case (.float(let a), .integer(let b)): return .float(result(operation, a, Double(b)))
    case (.float(let a), .float(let b)): return .float(result(operation, a, b))
    case (.string(let a), _) where operation == .add:
      if let b = Text.plain(b) { return .string(a + b) }
    case (_, .string(let b)) where operation == .add:
      if let a = Text.plain(a) { return .string(a + b) }
    case (.date(let date), .duration(let duration)), (.duration(let duration), .date(let date)):
      if operation == .add { return .date(try date.moved(by: duration, position)) }
      if operation == .subtract, case .date = a {
        return .date(try date.moved(by: duration.times(-1), position))
      }
    case (.duration(let a), .duration(let b)):
      if operation == .add { return .duration(.init(months: a.months + b.months, days: a.days + b.days)) }
      if operation == .subtract {
        return .duration(.init(months: a.months - b.months, days: a.days - b.days))
      }
    case (.duration(let duration), .integer(let factor)), (.integer(let factor), .duration(let duration)):
      if operation == .multiply { return .duration(duration.times(factor)) }
    default: break
    }
    throw fault(operation, StaticType(a), StaticType(b), position, QueryError.type)
  }

  private static func result(
    _ operation: BinaryOperator, _ a: Int, _ b: Int, _ position: QueryPosition
  ) throws -> QueryValue {
    if operation == .power { return .float(pow(Double(a), Double(b))) }
    if b == 0, operation == .divide || operation == .modulo {
      throw QueryError(.argument, .numberOutOfRange, at: position, "an integer cannot be divided by zero")
    }
    let (value, overflow) =
      switch operation {
      case .add: a.addingReportingOverflow(b)
      case .subtract: a.subtractingReportingOverflow(b)
      case .multiply: a.multipliedReportingOverflow(by: b)
      case .divide: a.dividedReportingOverflow(by: b)
      default: a.remainderReportingOverflow(dividingBy: b)
      }
    guard !overflow else {
      throw QueryError(.argument, .numberOutOfRange, at: position, "the result does not fit into 64 bits")
    }
    return .integer(value)
  }

  private static func result(_ operation: BinaryOperator, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .modulo: fmod(a, b)
    default: pow(a, b)
    }
  }

  static func negated(_ value: QueryValue, _ position: QueryPosition) throws -> QueryValue {
    switch value {
    case .null: return .null
    case .integer(let number):
      guard number != .min else {
        throw QueryError(.argument, .numberOutOfRange, at: position, "the result does not fit into 64 bits")
      }
      return .integer(-number)
    // Not -0.0, which reads as a number of its own.
    case .float(let number): return .float(0 - number)
    case .duration(let duration): return .duration(duration.times(-1))
    default:
      throw QueryError.type(
        .invalidArgumentType, position, "expected a number, found \(StaticType(value).shown)")
    }
  }
}
