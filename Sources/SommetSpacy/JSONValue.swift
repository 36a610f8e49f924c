/// A JSON value that keeps the order of its keys, which spaCy's label tables depend on.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// Reads the one value of a text (RFC 8259).
  package init(_ bytes: some Sequence<UInt8>, file: String) throws(PipelineError) {
    var reader = JSONReader(bytes: Array(bytes), file: file)
    self = try reader.whole()
  }

  package subscript(key: String) -> JSONValue? {
    if case .object(let pairs) = self { pairs.last { $0.key == key }?.value } else { nil }
  }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  package var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  package var object: [(key: String, value: JSONValue)]? {
    if case .object(let pairs) = self { pairs } else { nil }
  }
  /// The strings of an array of strings.
  package var strings: [String]? {
    guard let array else { return nil }
    let strings = array.compactMap(\.string)
    return strings.count == array.count ? strings : nil
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  let file: String
  var offset = 0

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  func error(_ expected: String) -> PipelineError {
    let found = offset < bytes.count ? "'\(String(UnicodeScalar(bytes[offset])))'" : "the end"
    return .malformed(file: file, field: "byte \(offset)", expected: expected, found: found)
  }

  mutating func whole() throws(PipelineError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw error("the end") }
    return value
  }

  mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  mutating func accept(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for index in 0..<count where text.utf8Start[index] != bytes[offset + index] { return false }
    offset += count
    return true
  }

  mutating func value(depth: Int) throws(PipelineError) -> JSONValue {
    guard depth < 64 else { throw error("at most 64 levels") }
    skipSpace()
    if accept("null") { return .null }
    if accept("true") { return .bool(true) }
    if accept("false") { return .bool(false) }
    guard offset < bytes.count else { throw error("a value") }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["):
      offset += 1
      var values: [JSONValue] = []
      skipSpace()
      if accept("]") { return .array(values) }
      while true {
        values.append(try value(depth: depth + 1))
        skipSpace()
        if accept("]") { return .array(values) }
        guard accept(",") else { throw error("',' or ']'") }
      }
    case UInt8(ascii: "{"):
      offset += 1
      var pairs: [(key: String, value: JSONValue)] = []
      skipSpace()
      if accept("}") { return .object(pairs) }
      while true {
        skipSpace()
        let key = try string()
        skipSpace()
        guard accept(":") else { throw error("':'") }
        pairs.append((key, try value(depth: depth + 1)))
        skipSpace()
        if accept("}") { return .object(pairs) }
        guard accept(",") else { throw error("',' or '}'") }
      }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = offset
      while offset < bytes.count, "+-.eE0123456789".utf8.contains(bytes[offset]) { offset += 1 }
      guard let number = Double(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
        offset = start
        throw error("a number")
      }
      return .number(number)
    default: throw error("a value")
    }
  }

  mutating func string() throws(PipelineError) -> String {
    guard accept("\"") else { throw error("a string") }
    var content: [UInt8] = []
    while true {
      guard offset < bytes.count else { throw error("the end of the string") }
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: content, as: UTF8.self) else { throw error("UTF-8") }
        return string
      case UInt8(ascii: "\\"):
        guard offset < bytes.count else { throw error("an escape") }
        let escape = bytes[offset]
        offset += 1
        switch escape {
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
          var code = UInt32(try unit())
          if 0xD800..<0xDC00 ~= code, accept("\\u") {
            code = 0x10000 + (code - 0xD800) << 10 + (UInt32(try unit()) & 0x3FF)
          }
          guard let scalar = Unicode.Scalar(code) else { throw error("a Unicode scalar") }
          content.append(contentsOf: String(scalar).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(escape)
        default: throw error("an escape")
        }
      default: content.append(byte)
      }
    }
  }

  mutating func unit() throws(PipelineError) -> UInt16 {
    guard offset + 4 <= bytes.count,
      bytes[offset..<offset + 4].allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
      let unit = UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw error("four hexadecimal digits") }
    offset += 4
    return unit
  }
}
