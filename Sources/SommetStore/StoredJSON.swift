import SommetGraph

/// The small pieces of JSON that columns hold, so that anybody who opens the file can read them: lists of texts,
/// attributes, codes. Read back exactly as they were.
///
/// Source: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>.
enum StoredJSON {
  /// nil for an empty list.
  static func list(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : array(texts.map(string))
  }

  static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

  static func string(_ text: String) -> String {
    if !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) { return "\"\(text)\"" }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  static func string(_ text: String?) -> String { text.map(string) ?? "null" }

  /// Attributes by name; nil when there are none.
  ///
  /// What JSON does not tell apart is wrapped: `{"json": "[1, 2]"}`, `{"double": "inf"}`.
  static func attributes(_ values: [String: AttributeValue]) -> String? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return "{" + sorted.map { string($0.key) + ":" + value($0.value) }.joined(separator: ",") + "}"
  }

  private static func value(_ value: AttributeValue) -> String {
    switch value {
    case .string(let text): string(text)
    case .integer(let number): "\(number)"
    case .double(let number): number.isFinite ? "\(number)" : "{\"double\":\"\(number)\"}"
    case .boolean(let truth): truth ? "true" : "false"
    case .json(let text): "{\"json\":\(string(text))}"
    }
  }

  static func plover(_ code: PloverCode<String>) -> String {
    var fields: [String] = []
    if let type = code.type { fields.append("\"type\":" + string(type)) }
    for (name, values) in [
      ("mode", code.modes), ("auxiliary", code.auxiliaries), ("context", code.contexts),
      ("actor", code.actors),
    ] where !values.isEmpty { fields.append("\"\(name)\":" + array(values.map(string))) }
    if !code.rule.isEmpty { fields.append("\"rule\":" + string(code.rule)) }
    return "{" + fields.joined(separator: ",") + "}"
  }

  // MARK: - Reading

  static func list(from text: String?) throws(StoredJSONError) -> [String] {
    guard let text else { return [] }
    var reader = StoredJSONReader(text)
    let texts = try reader.list { reader throws(StoredJSONError) in try reader.string() }
    try reader.end()
    return texts
  }

  static func attributes(from text: String?) throws(StoredJSONError) -> [String: AttributeValue] {
    guard let text else { return [:] }
    var reader = StoredJSONReader(text)
    var values: [String: AttributeValue] = [:]
    try reader.object { reader, name throws(StoredJSONError) in values[name] = try reader.attribute() }
    try reader.end()
    return values
  }

  static func plover(from text: String) throws(StoredJSONError) -> PloverCode<String> {
    var reader = StoredJSONReader(text)
    var code = PloverCode<String>(type: nil)
    try reader.object { reader, name throws(StoredJSONError) in
      switch name {
      case "type": code.type = try reader.string()
      case "rule": code.rule = try reader.string()
      case "mode": code.modes = try reader.strings()
      case "auxiliary": code.auxiliaries = try reader.strings()
      case "context": code.contexts = try reader.strings()
      case "actor": code.actors = try reader.strings()
      default: throw reader.error("a field of a PLOVER code")
      }
    }
    try reader.end()
    return code
  }
}

/// A column that should hold JSON and holds something else: the store was changed by another hand.
struct StoredJSONError: Error, CustomStringConvertible {
  let description: String
}

/// Reads the JSON that `StoredJSON` writes.
struct StoredJSONReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func error(_ expected: String) -> StoredJSONError {
    let found = offset < bytes.count ? "'\(Character(Unicode.Scalar(bytes[offset])))'" : "the end"
    return StoredJSONError(description: "byte \(offset): expected \(expected), found \(found)")
  }

  private mutating func blanks() {
    while offset < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[offset]) { offset += 1 }
  }

  /// Takes a byte when it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    blanks()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(StoredJSONError) {
    guard take(character) else { throw error("'\(character)'") }
  }

  mutating func end() throws(StoredJSONError) {
    blanks()
    guard offset == bytes.count else { throw error("the end") }
  }

  mutating func list<Value>(
    _ element: (inout StoredJSONReader) throws(StoredJSONError) -> Value
  ) throws(StoredJSONError) -> [Value] {
    try expect("[")
    var values: [Value] = []
    if take("]") { return values }
    repeat { values.append(try element(&self)) } while take(",")
    try expect("]")
    return values
  }

  mutating func strings() throws(StoredJSONError) -> [String] {
    try list { reader throws(StoredJSONError) in try reader.string() }
  }

  mutating func object(
    _ field: (inout StoredJSONReader, String) throws(StoredJSONError) -> Void
  ) throws(StoredJSONError) {
    try expect("{")
    if take("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try field(&self, name)
    } while take(",")
    try expect("}")
  }

  mutating func separator() throws(StoredJSONError) { try expect(",") }
  mutating func open() throws(StoredJSONError) { try expect("[") }
  mutating func close() throws(StoredJSONError) { try expect("]") }

  mutating func optionalString() throws(StoredJSONError) -> String? {
    blanks()
    guard word("null") else { return try string() }
    return nil
  }

  private mutating func word(_ text: String) -> Bool {
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    offset += text.utf8.count
    return true
  }

  mutating func string() throws(StoredJSONError) -> String {
    try expect("\"")
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x22, bytes[offset] != 0x5C { offset += 1 }
    if offset < bytes.count, bytes[offset] == 0x22 {
      defer { offset += 1 }
      return String(decoding: bytes[start..<offset], as: UTF8.self)
    }
    var text = Array(bytes[start..<offset])
    while offset < bytes.count, bytes[offset] != 0x22 {
      guard bytes[offset] == 0x5C else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      offset += 1
      guard offset < bytes.count else { throw error("an escape") }
      switch bytes[offset] {
      case UInt8(ascii: "u"):
        let digits = String(decoding: bytes[offset + 1..<min(offset + 5, bytes.count)], as: UTF8.self)
        guard digits.utf8.count == 4, let value = UInt8(digits, radix: 16) else { throw error("four digits") }
        text.append(value)
        offset += 5
      case let byte where byte == 0x22 || byte == 0x5C:
        text.append(byte)
        offset += 1
      default: throw error("an escape")
      }
    }
    try expect("\"")
    return String(decoding: text, as: UTF8.self)
  }

  /// The characters of a number.
  private mutating func digits() -> String {
    blanks()
    let start = offset
    while offset < bytes.count,
      bytes[offset] == 0x2B || bytes[offset] == 0x2D || bytes[offset] == 0x2E
        || (0x30...0x39).contains(bytes[offset]) || bytes[offset] == 0x65 || bytes[offset] == 0x45
    { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func int() throws(StoredJSONError) -> Int {
    guard let number = Int(digits()) else { throw error("a whole number") }
    return number
  }

  mutating func bool() throws(StoredJSONError) -> Bool {
    blanks()
    if word("true") { return true }
    if word("false") { return false }
    throw error("true or false")
  }

  mutating func attribute() throws(StoredJSONError) -> AttributeValue {
    blanks()
    guard offset < bytes.count else { throw error("a value") }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try bool())
    case UInt8(ascii: "{"): return try wrapped()
    default:
      let text = digits()
      if let number = Int(text) { return .integer(number) }
      guard let number = Double(text) else { throw error("a number") }
      return .double(number)
    }
  }

  private mutating func wrapped() throws(StoredJSONError) -> AttributeValue {
    var value: AttributeValue?
    try object { reader, name throws(StoredJSONError) in
      let text = try reader.string()
      switch name {
      case "json": value = .json(text)
      case "double": value = Double(text).map(AttributeValue.double)
      default: throw reader.error("'json' or 'double'")
      }
    }
    guard let value else { throw error("a value") }
    return value
  }
}
