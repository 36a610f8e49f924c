import SommetGraph
import SommetText

/// Reads JSON piece by piece, so that the caller decodes as it goes and every fault has its place.
///
/// Source: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>. Bytes that are not UTF-8 are refused. Nesting is limited,
/// so that a hostile file cannot exhaust the stack.
struct JSONScanner {
  private let bytes: [UInt8]
  let file: String
  /// Offset of the next byte.
  private(set) var offset = 0
  /// For each open bracket whether nothing was read in it yet.
  private var isFirst: [Bool] = []
  /// Offsets at which lines begin, found when the first place is asked for.
  private var lineStarts: [Int]?

  private static let depthLimit = 200

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    // A byte order mark says nothing in UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  // MARK: - Places

  /// Line and column (in Unicode scalars) of an offset, counted from 1.
  mutating func place(_ offset: Int) -> (line: Int, column: Int) {
    let starts = lineStarts ?? [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    lineStarts = starts
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = bytes[starts[low]..<min(max(offset, starts[low]), bytes.count)]
    return (low + 1, before.count { $0 & 0xC0 != 0x80 } + 1)
  }

  mutating func diagnostic(at offset: Int, _ message: String) -> Diagnostic {
    let (line, column) = place(offset)
    return Diagnostic(.error, file: file, line: line, column: column, message: message)
  }

  mutating func fault(expected: String) -> FormatError {
    let found = offset < bytes.count ? "'\(character(at: offset))'" : "the end of the file"
    return FormatError([diagnostic(at: offset, "expected \(expected), found \(found)")])
  }

  private func character(at offset: Int) -> String {
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }

  // MARK: - Structure

  /// Enters an object, whose names `nextName` then gives.
  mutating func beginObject() throws { try enter("{", "an object") }

  /// The next name in the innermost object, whose value must be read before the next call; nil at its end.
  mutating func nextName() throws -> String? {
    guard try advances("}") else { return nil }
    skipBlanks()
    guard peek() == UInt8(ascii: "\"") else { throw fault(expected: "a name in quotes") }
    let name = try string()
    guard takes(":") else { throw fault(expected: "':'") }
    return name
  }

  /// Enters an array, whose elements `nextElement` then announces.
  mutating func beginArray() throws { try enter("[", "an array") }

  /// Whether the innermost array goes on; its next value must be read before the next call.
  mutating func nextElement() throws -> Bool { try advances("]") }

  private mutating func enter(_ bracket: Unicode.Scalar, _ what: String) throws {
    guard takes(bracket) else { throw fault(expected: what) }
    isFirst.append(true)
    guard isFirst.count <= Self.depthLimit else {
      throw fault(expected: "at most \(Self.depthLimit) nested brackets")
    }
  }

  private mutating func advances(_ bracket: Unicode.Scalar) throws -> Bool {
    let wasFirst = isFirst[isFirst.count - 1]
    isFirst[isFirst.count - 1] = false
    if takes(bracket) {
      isFirst.removeLast()
      return false
    }
    guard wasFirst || takes(",") else { throw fault(expected: "',' or '\(bracket)'") }
    return true
  }

  /// Nothing but blanks may follow.
  mutating func end() throws {
    skipBlanks()
    guard offset == bytes.count else { throw fault(expected: "the end of the file") }
  }

  /// The offset of the next value.
  mutating func valueOffset() -> Int {
    skipBlanks()
    return offset
  }

  // MARK: - Values

  mutating func string() throws -> String {
    skipBlanks()
    guard peek() == UInt8(ascii: "\"") else { throw fault(expected: "a string") }
    offset += 1
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\"),
      bytes[offset] >= 0x20
    { offset += 1 }
    var out: [UInt8] = []
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
      // Most strings have no escape.
      let text = bytes.withUnsafeBufferPointer {
        String(validating: UnsafeBufferPointer(rebasing: $0[start..<offset]), as: UTF8.self)
      }
      offset += 1
      guard let text else { throw fault(expected: "UTF-8 in the string") }
      return text
    }
    out += bytes[start..<offset]
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard let text = String(validating: out, as: UTF8.self) else {
          throw fault(expected: "UTF-8 in the string")
        }
        return text
      case UInt8(ascii: "\\"):
        try escape(into: &out)
      case 0..<0x20:
        throw fault(expected: "an escaped control character")
      default:
        out.append(byte)
        offset += 1
      }
    }
    throw fault(expected: "'\"'")
  }

  private mutating func escape(into out: inout [UInt8]) throws {
    offset += 1
    let letter = offset < bytes.count ? bytes[offset] : 0
    let plain: UInt8? =
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "t"): 0x09
      default: nil
      }
    if let byte = plain {
      out.append(byte)
      offset += 1
      return
    }
    guard letter == UInt8(ascii: "u") else { throw fault(expected: "an escape") }
    offset += 1
    var value = try hexadecimal()
    if (0xD800..<0xDC00).contains(value), offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      offset += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw fault(expected: "the second half of a surrogate pair")
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw fault(expected: "a whole surrogate pair") }
    out.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard offset + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16),
      bytes[offset] != UInt8(ascii: "+"), bytes[offset] != UInt8(ascii: "-")
    else { throw fault(expected: "four hexadecimal digits") }
    offset += 4
    return value
  }

  /// A string, or nil for `null`.
  mutating func optionalString() throws -> String? {
    skipBlanks()
    return takes(word: "null") ? nil : try string()
  }

  mutating func strings() throws -> [String] {
    var found: [String] = []
    try beginArray()
    while try nextElement() { found.append(try string()) }
    return found
  }

  /// A list of strings on its own; nil when the bytes are something else.
  static func list(_ bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
    guard bytes.first == UInt8(ascii: "[") else { return nil }
    if let list = JSONBytes.strings(bytes) { return list }
    var scanner = JSONScanner(Array(bytes), file: "")
    guard let list = try? scanner.strings(), (try? scanner.end()) != nil else { return nil }
    return list
  }

  mutating func double() throws -> Double {
    let start = valueOffset()
    let text = number()
    guard !text.isEmpty, let value = Double(text), value.isFinite else {
      offset = start
      throw fault(expected: "a number")
    }
    return value
  }

  mutating func int() throws -> Int {
    let start = valueOffset()
    guard let value = Int(number()) else {
      offset = start
      throw fault(expected: "a whole number")
    }
    return value
  }

  /// The characters of a number by JSON's grammar; "" when there is none.
  private mutating func number() -> String {
    let start = offset
    func digits(_ scanner: inout JSONScanner) -> Int {
      let first = scanner.offset
      while let byte = scanner.peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        scanner.offset += 1
      }
      return scanner.offset - first
    }
    if peek() == UInt8(ascii: "-") { offset += 1 }
    let first = peek()
    let whole = digits(&self)
    guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { return "" }
    if peek() == UInt8(ascii: ".") {
      offset += 1
      if digits(&self) == 0 { return "" }
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      offset += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
      if digits(&self) == 0 { return "" }
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func bool() throws -> Bool {
    skipBlanks()
    if takes(word: "true") { return true }
    if takes(word: "false") { return false }
    throw fault(expected: "true or false")
  }

  /// A scalar by its type; lists, objects and `null` as their own text.
  mutating func attribute() throws -> AttributeValue {
    let start = valueOffset()
    switch peek() {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try bool())
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"):
      try skip()
      return .json(String(decoding: Self.withoutBlanks(bytes[start..<offset]), as: UTF8.self))
    default:
      let value = try double()
      return Int(String(decoding: bytes[start..<offset], as: UTF8.self)).map { .integer($0) }
        ?? .double(value)
    }
  }

  /// The id of something: a string, or another value as its text.
  mutating func identifier() throws -> String { try attribute().description }

  /// Whether the next value is an object.
  mutating func isObject() -> Bool {
    skipBlanks()
    return peek() == UInt8(ascii: "{")
  }

  /// Whether the next value is a list that begins with an object.
  mutating func isArrayOfObjects() -> Bool {
    let start = offset
    defer { offset = start }
    return takes("[") && isObject()
  }

  /// Whether anything but blanks is left.
  mutating func hasMore() -> Bool {
    skipBlanks()
    return offset < bytes.count
  }

  /// The strings of a value that is a list of nothing else.
  static func list(_ value: AttributeValue) -> [String]? {
    guard case .json(let text) = value else { return nil }
    return Array(text.utf8).withUnsafeBufferPointer { list($0) }
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
    skipBlanks()
    switch peek() {
    case UInt8(ascii: "{"):
      try beginObject()
      while try nextName() != nil { try skip() }
    case UInt8(ascii: "["):
      try beginArray()
      while try nextElement() { try skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "n"): if !takes(word: "null") { throw fault(expected: "a value") }
    default: _ = try double()
    }
  }

  // MARK: - Bytes

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
  }

  private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard peek() == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  private mutating func takes(word: String) -> Bool {
    guard bytes[offset...].starts(with: word.utf8) else { return false }
    offset += word.utf8.count
    return true
  }
}
