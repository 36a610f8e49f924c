import Foundation
import SommetGraph

/// The type that a file declares for the values of a column.
enum ScalarType: Sendable {
  case string, integer, double, boolean

  /// By the names that GraphML, GEXF, Java and neo4j-admin have for it; nil for others, whose values are strings.
  init?(name: some StringProtocol) {
    switch name.lowercased() {
    case "string", "anyuri", "char", "character", "date", "datetime": self = .string
    case "int", "integer", "long", "short", "byte", "biginteger": self = .integer
    case "float", "double", "bigdecimal", "number": self = .double
    case "boolean", "bool": self = .boolean
    case let name where name.hasPrefix("list"): self = .string
    default: return nil
    }
  }

  /// What a message calls it.
  var article: String {
    switch self {
    case .string: "a string"
    case .integer: "a whole number"
    case .double: "a number"
    case .boolean: "true or false"
    }
  }

  /// A value of this type; nil when the text is none.
  func value(_ bytes: UnsafeBufferPointer<UInt8>) -> AttributeValue? {
    if self == .string { return .string(String(decoding: bytes, as: UTF8.self)) }
    let bytes = Self.trimmed(bytes)
    switch self {
    case .string: return nil
    case .integer:
      if let value = Self.integer(bytes) { return .integer(value) }
      // A whole number of any size keeps its digits.
      let text = String(decoding: bytes, as: UTF8.self)
      let digits = text.drop { $0 == "-" || $0 == "+" }
      return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? .string(text) : nil
    case .double:
      // A column of whole and of fractional numbers is one of fractional ones; each keeps its spelling.
      if let whole = Self.integer(bytes), whole != 0 || bytes.first == 0x30 { return .integer(whole) }
      return Self.double(bytes).map { .double($0) }
    case .boolean:
      switch String(decoding: bytes, as: UTF8.self).lowercased() {
      case "true", "1": return .boolean(true)
      case "false", "0": return .boolean(false)
      default: return nil
      }
    }
  }

  /// Whether bytes may be the default of a column; none at all may be that of any.
  func allowsDefault(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer {
      self != .string && Self.trimmed($0).isEmpty || value($0) != nil
    }
  }

  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = bytes[(isNegative || first == UInt8(ascii: "+") ? 1 : 0)...]
    guard !digits.isEmpty, digits.count <= 18 else { return Int(String(decoding: bytes, as: UTF8.self)) }
    var value = 0
    for byte in digits {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = 10 * value + Int(byte - 0x30)
    }
    return isNegative ? -value : value
  }

  /// A decimal of at most 15 digits, such as `-0.75`; nil for all others. The quotient of two whole numbers that a double holds
  /// exactly is rounded once, as the decimal would be.
  private static func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let first = bytes.first, bytes.count <= 17 else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var (value, digits, divisor) = (0, 0, 0)
    for byte in bytes[(isNegative ? 1 : 0)...] {
      if byte == UInt8(ascii: "."), divisor == 0, digits > 0 {
        divisor = 1
      } else if (0x30...0x39).contains(byte) {
        value = 10 * value + Int(byte - 0x30)
        digits += 1
        divisor *= 10
      } else {
        return nil
      }
    }
    guard divisor > 1, digits <= 15 else { return nil }
    return (isNegative ? -1 : 1) * (Double(value) / Double(divisor))
  }

  /// Decimals, and what Java, Python, C and XML Schema call infinite or no number.
  static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    if let value = integer(bytes) { return Double(value) }
    if let value = decimal(bytes) { return value }
    guard let first = bytes.first else { return nil }
    let isPlain = (0x30...0x39).contains(first) || first == 0x2D || first == 0x2B || first == 0x2E
    let text = String(decoding: bytes, as: UTF8.self)
    // Swift reads hexadecimal numbers as well.
    let isHexadecimal = bytes.contains { $0 | 0x20 == UInt8(ascii: "x") }
    if isPlain, !isHexadecimal, let value = Double(text) { return value }
    switch text.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "-nan": return .nan
    default: return nil
    }
  }
}
