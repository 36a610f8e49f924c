/// A value of MessagePack with its place, so that a wrong type names the file and the field.
///
///     let moves = try MessagePackField(bytes, file: "parser/moves")["moves"].string()
package struct MessagePackField {
  package let file: String
  /// `nodes[3].dims`; empty for the whole file.
  package let path: String
  package let value: MessagePackValue

  package init(_ bytes: ArraySlice<UInt8>, file: String, path: String = "") throws(PipelineError) {
    self.init(value: try MessagePackReader.value(of: bytes, file: file), file: file, path: path)
  }

  package init(value: MessagePackValue, file: String, path: String) {
    self.file = file
    self.path = path
    self.value = value
  }

  package func error(expected: String) -> PipelineError {
    .malformed(file: file, field: path.isEmpty ? "the whole" : path, expected: expected, found: value.kind)
  }

  package subscript(_ key: String) -> MessagePackField {
    get throws(PipelineError) {
      guard let field = try optional(key) else { throw error(expected: "a key '\(key)'") }
      return field
    }
  }

  /// The value under a key (a string or its UTF-8 bytes), nil when the map has none.
  package func optional(_ key: String) throws(PipelineError) -> MessagePackField? {
    guard case .map(let pairs) = value else { throw error(expected: "a map") }
    for pair in pairs where pair.key.name == key { return child(pair.value, ".\(key)") }
    return nil
  }

  private func child(_ value: MessagePackValue, _ step: String) -> MessagePackField {
    MessagePackField(
      value: value, file: file,
      path: path.isEmpty && step.hasPrefix(".") ? String(step.dropFirst()) : path + step)
  }

  package func array() throws(PipelineError) -> [MessagePackField] {
    guard case .array(let values) = value else { throw error(expected: "an array") }
    return values.enumerated().map { child($1, "[\($0)]") }
  }

  /// The pairs of a map whose keys are strings, in the file's order.
  package func pairs() throws(PipelineError) -> [(key: String, value: MessagePackField)] {
    guard case .map(let pairs) = value else { throw error(expected: "a map") }
    var named: [(key: String, value: MessagePackField)] = []
    named.reserveCapacity(pairs.count)
    for pair in pairs {
      guard let key = pair.key.name else { throw child(pair.key, ".key").error(expected: "a string as key") }
      named.append((key, child(pair.value, ".\(key)")))
    }
    return named
  }

  /// The pairs of a map whose keys are ids of strings.
  package func identifiedPairs() throws(PipelineError) -> [(key: UInt64, value: MessagePackValue)] {
    guard case .map(let pairs) = value else { throw error(expected: "a map") }
    var identified: [(key: UInt64, value: MessagePackValue)] = []
    identified.reserveCapacity(pairs.count)
    for pair in pairs {
      guard let key = pair.key.unsigned else { throw child(pair.key, ".key").error(expected: "an id as key") }
      identified.append((key, pair.value))
    }
    return identified
  }

  package func string() throws(PipelineError) -> String {
    guard let string = value.string else { throw error(expected: "a string") }
    return string
  }

  package func integer() throws(PipelineError) -> Int {
    guard case .integer(let value) = value else { throw error(expected: "an integer") }
    return Int(value)
  }

  package func double() throws(PipelineError) -> Double {
    switch value {
    case .double(let value): return value
    case .integer(let value): return Double(value)
    default: throw error(expected: "a number")
    }
  }

  package func bool() throws(PipelineError) -> Bool {
    guard case .bool(let value) = value else { throw error(expected: "true or false") }
    return value
  }

  package func binary() throws(PipelineError) -> ArraySlice<UInt8> {
    guard case .binary(let bytes) = value else { throw error(expected: "binary") }
    return bytes
  }
}
