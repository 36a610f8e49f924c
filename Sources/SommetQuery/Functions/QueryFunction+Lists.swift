/// Functions of lists.
extension QueryFunction {
  static let listFunctions: [QueryFunction] = [
    QueryFunction("size", [[.list, .string, .map]], .integer) { call in
      switch call.arguments[0] {
      case .null: .null
      case .list(let items): .integer(items.count)
      case .map(let entries): .integer(entries.count)
      case .string(let text): .integer(text.unicodeScalars.count)
      default: throw call.fault("size", "a list or a string")
      }
    },
    QueryFunction("isEmpty", [[.list, .string, .map]], .boolean) { call in
      switch call.arguments[0] {
      case .null: .null
      case .list(let items): .boolean(items.isEmpty)
      case .map(let entries): .boolean(entries.isEmpty)
      case .string(let text): .boolean(text.isEmpty)
      default: throw call.fault("isEmpty", "a list or a string")
      }
    },
    QueryFunction("head", [[.list]]) { try items($0, "head").map { $0.first ?? .null } ?? .null },
    QueryFunction("last", [[.list]]) { try items($0, "last").map { $0.last ?? .null } ?? .null },
    QueryFunction("tail", [[.list]], .list) {
      try items($0, "tail").map { .list(Array($0.dropFirst())) } ?? .null
    },
    QueryFunction("reverse", [[.list, .string]]) { call in
      switch call.arguments[0] {
      case .null: .null
      case .list(let items): .list(items.reversed())
      case .string(let text): .string(String(text.reversed()))
      default: throw call.fault("reverse", "a list or a string")
      }
    },
    QueryFunction("range", [[], [], []], required: 2, .list, range),
    QueryFunction("coalesce", [[]], isVariadic: true) { $0.arguments.first { !$0.isNull } ?? .null },
  ]

  private static func items(_ call: Call, _ name: String) throws -> [QueryValue]? {
    switch call.arguments[0] {
    case .null: return nil
    case .list(let items): return items
    default: throw call.fault(name, "a list")
    }
  }

  /// The most items that range() makes.
  private static let longestRange = 10_000_000

  private static func range(_ call: Call) throws -> QueryValue {
    let numbers = try call.arguments.map { value -> Int in
      guard case .integer(let number) = value else {
        throw QueryError(
          .argument, .invalidArgumentType, at: call.position,
          "range: expected integers, found \(StaticType(value).shown)")
      }
      return number
    }
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step != 0 else {
      throw QueryError(.argument, .numberOutOfRange, at: call.position, "range: expected a step other than 0")
    }
    let (distance, overflow) = numbers[1].subtractingReportingOverflow(numbers[0])
    guard !overflow, distance / step < longestRange else {
      throw QueryError(
        .argument, .numberOutOfRange, at: call.position, "range: expected at most \(longestRange) numbers")
    }
    return .list(stride(from: numbers[0], through: numbers[1], by: step).map(QueryValue.integer))
  }
}
