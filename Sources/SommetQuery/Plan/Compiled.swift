/// An expression that is ready to run on a frame.
struct Compiled {
  let type: StaticType
  let evaluate: (Frame) throws -> QueryValue

  init(_ type: StaticType, _ evaluate: @escaping (Frame) throws -> QueryValue) {
    self.type = type
    self.evaluate = evaluate
  }

  static func constant(_ value: QueryValue) -> Compiled { Compiled(StaticType(value)) { _ in value } }
}

/// Where an expression stands decides whether it may be a pattern.
enum ExpressionPlace { case condition, value }
