import Foundation

/// Functions of numbers.
extension QueryFunction {
  private static let number: Set<StaticType> = [.integer, .float]

  static let numberFunctions: [QueryFunction] = [
    QueryFunction("abs", [number]) { call in
      switch call.arguments[0] {
      case .integer(let number) where number != .min: .integer(abs(number))
      default: try float(call, "abs").map { .float(abs($0)) } ?? .null
      }
    },
    QueryFunction("sign", [number], .integer) { call in
      try float(call, "sign").map { .integer($0 > 0 ? 1 : $0 < 0 ? -1 : 0) } ?? .null
    },
    QueryFunction("rand", [], .float) { .float($0.run.random()) },
    QueryFunction("pi", [], .float) { _ in .float(.pi) },
    QueryFunction("e", [], .float) { _ in .float(M_E) },
    // Halves are rounded up, as openCypher has it.
    real("round") { ($0 + 0.5).rounded(.down) }, real("ceil") { $0.rounded(.up) },
    real("floor") { $0.rounded(.down) }, real("sqrt") { $0.squareRoot() }, real("exp", exp), real("log", log),
    real("log10", log10), real("sin", sin), real("cos", cos), real("tan", tan), real("asin", asin),
    real("acos", acos), real("atan", atan), real("degrees") { $0 * 180 / .pi },
    real("radians") { $0 * .pi / 180 },
  ]

  private static func real(_ name: String, _ function: @escaping @Sendable (Double) -> Double)
    -> QueryFunction
  {
    QueryFunction(name, [number], .float) { try float($0, name).map { .float(function($0)) } ?? .null }
  }

  private static func float(_ call: Call, _ name: String) throws -> Double? {
    switch call.arguments[0] {
    case .null: return nil
    case .integer(let number): return Double(number)
    case .float(let number): return number
    default: throw call.fault(name, "a number")
    }
  }
}
