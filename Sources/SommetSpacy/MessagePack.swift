/// A value of MessagePack, the format of spaCy's binary files.
///
/// Source: <https://github.com/msgpack/msgpack/blob/master/spec.md>. Extension types are not used by spaCy and are
/// refused. Integers above `Int64.max` (string ids) come as `.unsigned`, all others as `.integer`.
package enum MessagePackValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case unsigned(UInt64)
  case double(Double)
  case string(String)
  case binary(ArraySlice<UInt8>)
  case array([MessagePackValue])
  case map([(key: MessagePackValue, value: MessagePackValue)])

  /// What it is, for messages.
  package var kind: String {
    switch self {
    case .null: "nil"
    case .bool(let value): "\(value)"
    case .integer(let value): "the integer \(value)"
    case .unsigned(let value): "the integer \(value)"
    case .double(let value): "the number \(value)"
    case .string(let value): "the string '\(value.prefix(40))'"
    case .binary(let bytes): "\(bytes.count) bytes"
    case .array(let values): "an array of \(values.count)"
    case .map(let pairs): "a map of \(pairs.count)"
    }
  }

  /// The value as an id of a string or any other unsigned number.
  package var unsigned: UInt64? {
    switch self {
    case .integer(let value) where value >= 0: UInt64(value)
    case .unsigned(let value): value
    default: nil
    }
  }

  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// A string, or a binary value that is UTF-8: numpy's arrays come with binary keys.
  package var name: String? {
    switch self {
    case .string(let value): value
    case .binary(let bytes): String(validating: bytes, as: UTF8.self)
    default: nil
    }
  }
}

/// Reads MessagePack out of bytes, never past their end.
package struct MessagePackReader {
  private static let deepest = 64

  private let bytes: ArraySlice<UInt8>
  private let file: String
  private var offset: Int

  /// Reads the one value that the bytes hold.
  package static func value(of bytes: ArraySlice<UInt8>, file: String) throws(PipelineError)
    -> MessagePackValue
  {
    var reader = MessagePackReader(bytes: bytes, file: file, offset: bytes.startIndex)
    let value = try reader.value(depth: 0)
    guard reader.offset == bytes.endIndex else {
      throw reader.error("the end", "\(bytes.endIndex - reader.offset) more bytes")
    }
    return value
  }

  private func error(_ expected: String, _ found: String) -> PipelineError {
    .malformed(file: file, field: "byte \(offset - bytes.startIndex)", expected: expected, found: found)
  }

  private mutating func take(_ count: Int) throws(PipelineError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - offset else {
      throw error("\(count) more bytes", "the end after \(bytes.endIndex - offset)")
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  private mutating func number(_ width: Int) throws(PipelineError) -> UInt64 {
    var value: UInt64 = 0
    for byte in try take(width) { value = value << 8 | UInt64(byte) }
    return value
  }

  /// A length; each element takes at least a byte, so a longer one than what is left is damage.
  private mutating func length(_ width: Int, elements: Int = 1) throws(PipelineError) -> Int {
    let value = try number(width)
    guard value <= UInt64(bytes.endIndex - offset) / UInt64(elements) else {
      throw error("a length within the file", "\(value)")
    }
    return Int(value)
  }

  private mutating func value(depth: Int) throws(PipelineError) -> MessagePackValue {
    guard depth < Self.deepest else { throw error("at most \(Self.deepest) levels", "more") }
    let head = try take(1).first!
    switch head {
    case 0x00...0x7F: return .integer(Int64(head))
    case 0x80...0x8F: return try map(Int(head & 0x0F), depth)
    case 0x90...0x9F: return try array(Int(head & 0x0F), depth)
    case 0xA0...0xBF: return try string(Int(head & 0x1F))
    case 0xC0: return .null
    case 0xC2: return .bool(false)
    case 0xC3: return .bool(true)
    case 0xC4: return .binary(try take(length(1)))
    case 0xC5: return .binary(try take(length(2)))
    case 0xC6: return .binary(try take(length(4)))
    case 0xCA: return .double(Double(Float(bitPattern: UInt32(try number(4)))))
    case 0xCB: return .double(Double(bitPattern: try number(8)))
    case 0xCC: return .integer(Int64(try number(1)))
    case 0xCD: return .integer(Int64(try number(2)))
    case 0xCE: return .integer(Int64(try number(4)))
    case 0xCF:
      let value = try number(8)
      return value <= UInt64(Int64.max) ? .integer(Int64(value)) : .unsigned(value)
    case 0xD0: return .integer(Int64(Int8(truncatingIfNeeded: try number(1))))
    case 0xD1: return .integer(Int64(Int16(truncatingIfNeeded: try number(2))))
    case 0xD2: return .integer(Int64(Int32(truncatingIfNeeded: try number(4))))
    case 0xD3: return .integer(Int64(bitPattern: try number(8)))
    case 0xD9: return try string(length(1))
    case 0xDA: return try string(length(2))
    case 0xDB: return try string(length(4))
    case 0xDC: return try array(length(2), depth)
    case 0xDD: return try array(length(4), depth)
    case 0xDE: return try map(length(2, elements: 2), depth)
    case 0xDF: return try map(length(4, elements: 2), depth)
    case 0xE0...0xFF: return .integer(Int64(Int8(bitPattern: head)))
    default:
      offset -= 1
      throw error("a type of MessagePack", "byte \(head)")
    }
  }

  private mutating func string(_ count: Int) throws(PipelineError) -> MessagePackValue {
    let content = try take(count)
    guard let string = String(validating: content, as: UTF8.self) else {
      throw error("UTF-8", "\(count) other bytes")
    }
    return .string(string)
  }

  private mutating func array(_ count: Int, _ depth: Int) throws(PipelineError) -> MessagePackValue {
    var values: [MessagePackValue] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try value(depth: depth + 1)) }
    return .array(values)
  }

  private mutating func map(_ count: Int, _ depth: Int) throws(PipelineError) -> MessagePackValue {
    var pairs: [(key: MessagePackValue, value: MessagePackValue)] = []
    pairs.reserveCapacity(count)
    for _ in 0..<count { pairs.append((try value(depth: depth + 1), try value(depth: depth + 1))) }
    return .map(pairs)
  }
}

/// Writes MessagePack, for the small directories of a compiled pipeline.
package struct MessagePackWriter {
  package private(set) var bytes: [UInt8] = []

  package static func bytes(of value: MessagePackValue) -> [UInt8] {
    var writer = MessagePackWriter()
    writer.write(value)
    return writer.bytes
  }

  private mutating func head(_ type: UInt8, _ value: UInt64, width: Int) {
    bytes.append(type)
    for shift in (0..<width).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift)))
    }
  }

  private mutating func write(_ value: MessagePackValue) {
    switch value {
    case .null: bytes.append(0xC0)
    case .bool(let value): bytes.append(value ? 0xC3 : 0xC2)
    case .integer(let value): head(0xD3, UInt64(bitPattern: value), width: 8)
    case .unsigned(let value): head(0xCF, value, width: 8)
    case .double(let value): head(0xCB, value.bitPattern, width: 8)
    case .string(let value):
      head(0xDB, UInt64(value.utf8.count), width: 4)
      bytes.append(contentsOf: value.utf8)
    case .binary(let value):
      head(0xC6, UInt64(value.count), width: 4)
      bytes.append(contentsOf: value)
    case .array(let values):
      head(0xDD, UInt64(values.count), width: 4)
      for value in values { write(value) }
    case .map(let pairs):
      head(0xDF, UInt64(pairs.count), width: 4)
      for pair in pairs {
        write(pair.key)
        write(pair.value)
      }
    }
  }
}
