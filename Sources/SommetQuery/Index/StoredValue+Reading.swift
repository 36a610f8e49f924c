import SommetGraph

/// What a stored value is to queries, and to the graph that it came from.
extension StoredValue {
  init(_ value: AttributeValue) {
    self =
      switch value {
      case .string(let text): .string(Bytes(text: text))
      case .json(let text): .json(Bytes(text: text))
      case .integer(let number): .integer(number)
      case .double(let number): .double(number.bitPattern)
      case .boolean(let truth): .boolean(truth)
      }
  }

  var queryValue: QueryValue {
    switch self {
    case .string(let text), .json(let text): .string(text.text)
    case .date(let text): QueryValue(date: text.text)
    case .integer(let number): .integer(number)
    case .double(let bits): .float(Double(bitPattern: bits))
    case .number(let bits): QueryValue(number: Double(bitPattern: bits))
    case .boolean(let truth): .boolean(truth)
    }
  }

  var attribute: AttributeValue {
    switch self {
    case .string(let text), .date(let text): .string(text.text)
    case .json(let text): .json(text.text)
    case .integer(let number): .integer(number)
    case .double(let bits), .number(let bits): .double(Double(bitPattern: bits))
    case .boolean(let truth): .boolean(truth)
    }
  }

  var text: String? {
    switch self {
    case .string(let text), .json(let text), .date(let text): text.text
    default: nil
    }
  }

  var number: Double? {
    switch self {
    case .double(let bits), .number(let bits): Double(bitPattern: bits)
    default: nil
    }
  }
}
