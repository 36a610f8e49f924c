import SommetGraph

/// The notation of JSON, written without a string in between.
extension JSONText {
  package static func write(_ text: String, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "\"")
    try output.write(text, .json)
    try output.write(literal: "\"")
  }

  package static func write(_ texts: [String], to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "[")
    for index in texts.indices {
      if index > 0 { try output.write(literal: ", ") }
      try write(texts[index], to: &output)
    }
    try output.write(literal: "]")
  }

  /// As `number(_:)`.
  package static func write(_ number: Double, to output: inout TextOutput) throws(FormatError) {
    if number == 1 { return try output.write(literal: "1.0") }
    try output.write(Self.number(number))
  }

  /// As `value(_:)`.
  package static func write(_ value: AttributeValue, to output: inout TextOutput) throws(FormatError) {
    if case .string(let text) = value { return try write(text, to: &output) }
    try output.write(Self.value(value))
  }

  package static func write(_ evidence: [Evidence], to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "[")
    for index in evidence.indices {
      if index > 0 { try output.write(literal: ", ") }
      try write(evidence[index], to: &output)
    }
    try output.write(literal: "]")
  }

  private static func write(_ piece: Evidence, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "{\"article\": ")
    try write(piece.article, to: &output)
    try output.write(literal: ", \"sentence\": ")
    try output.write(piece.sentence)
    try output.write(literal: ", \"start\": ")
    try output.write(piece.start)
    try output.write(literal: ", \"end\": ")
    try output.write(piece.end)
    try output.write(literal: ", \"quote\": ")
    try write(piece.quote, to: &output)
    try output.write(literal: ", \"trigger\": {\"start\": ")
    try output.write(piece.trigger.start)
    try output.write(literal: ", \"end\": ")
    try output.write(piece.trigger.end)
    try output.write(literal: "}}")
  }
}

extension TextOutput {
  /// A number as the shortest decimal, without a fraction when there is none.
  package mutating func write(number: Double) throws(FormatError) {
    if let whole = Int(exactly: number), abs(number) < 1e15 { return try write(whole) }
    try write(AttributeValue.double(number).portable)
  }
}
