import SommetGraph

/// Values that are no strings, and values of any kind.
extension JSONScanner {
  mutating func double() throws -> Double {
    try skipBlanks()
    let start = offset
    let text = try number()
    guard !text.isEmpty, let value = Double(text), value.isFinite else {
      offset = start
      throw fault(expected: "a number")
    }
    return value
  }

  mutating func int() throws -> Int {
    try skipBlanks()
    let start = offset
    guard let value = Int(try number()) else {
      offset = start
      throw fault(expected: "a whole number")
    }
    return value
  }

  /// The characters of a number by JSON's grammar; "" when there is none.
  private mutating func number() throws -> String {
    let start = offset
    let oldMark = mark
    mark = mark ?? offset
    defer { mark = oldMark }
    func digits(_ scanner: inout JSONScanner) throws -> Int {
      let first = scanner.offset
      while let byte = try scanner.peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        scanner.offset += 1
      }
      return scanner.offset - first
    }
    if try peek() == UInt8(ascii: "-") { offset += 1 }
    let first = try peek()
    let whole = try digits(&self)
    guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { return "" }
    if try peek() == UInt8(ascii: ".") {
      offset += 1
      if try digits(&self) == 0 { return "" }
    }
    if try peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      offset += 1
      if try peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
      if try digits(&self) == 0 { return "" }
    }
    return text(from: start)
  }

  /// The text from an offset, which was kept, to the next byte.
  private func text(from start: Int) -> String {
    String(decoding: bytes[start - base..<offset - base], as: UTF8.self)
  }

  mutating func bool() throws -> Bool {
    try skipBlanks()
    if try takes(word: "true") { return true }
    if try takes(word: "false") { return false }
    throw fault(expected: "true or false")
  }

  /// A scalar by its type; lists, objects and `null` as their own text.
  mutating func attribute() throws -> AttributeValue {
    try skipBlanks()
    let start = offset
    switch try peek() {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try bool())
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"):
      let oldMark = mark
      mark = mark ?? start
      defer { mark = oldMark }
      try skip()
      return .json(
        String(decoding: Self.withoutBlanks(bytes[start - base..<offset - base]), as: UTF8.self))
    default:
      let text = try number()
      if let whole = Int(text) { return .integer(whole) }
      guard !text.isEmpty, let value = Double(text), value.isFinite else {
        offset = start
        throw fault(expected: "a number")
      }
      return .double(value)
    }
  }

  /// The id of something: a string, or another value as its text.
  mutating func identifier() throws -> String { try attribute().description }

  /// Whether the next value is an object.
  mutating func isObject() throws -> Bool {
    try skipBlanks()
    return try peek() == UInt8(ascii: "{")
  }

  /// Whether the next value is a list that begins with an object.
  mutating func isArrayOfObjects() throws -> Bool {
    try lookingAhead { scanner in
      guard try scanner.takes("[") else { return false }
      return try scanner.isObject()
    }
  }

  /// Whether anything but blanks is left.
  mutating func hasMore() throws -> Bool {
    try skipBlanks()
    return try peek() != nil
  }

  /// The strings of a value that is a list of nothing else.
  static func list(_ value: AttributeValue) -> [String]? {
    guard case .json(var text) = value else { return nil }
    return text.withUTF8 { list($0) }
  }

  /// JSON without the blanks between its parts.
  private static func withoutBlanks(_ json: ArraySlice<UInt8>) -> [UInt8] {
    var isString = false
    var isEscaped = false
    return json.filter { byte in
      if isString {
        if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        return true
      }
      isString = byte == UInt8(ascii: "\"")
      return !(byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09)
    }
  }

  /// Reads a value of any kind and forgets it.
  mutating func skip() throws {
    try skipBlanks()
    switch try peek() {
    case UInt8(ascii: "{"):
      try beginObject()
      while try nextName() != nil { try skip() }
    case UInt8(ascii: "["):
      try beginArray()
      while try nextElement() { try skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "n"): if try !takes(word: "null") { throw fault(expected: "a value") }
    default: _ = try double()
    }
  }
}
