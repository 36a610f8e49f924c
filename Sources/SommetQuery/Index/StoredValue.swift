import Foundation

/// A value of a column as it lies in an image: what it is, then its bytes.
///
/// Texts are the same when their bytes are, so that a graph comes back to the letter.
enum StoredValue: Hashable {
  case string(Bytes)
  case json(Bytes)
  /// A day, month, year or interval as the graph writes it, or whatever stands in its place.
  case date(Bytes)
  case integer(Int)
  /// As bits, which tell NaN from NaN.
  case double(UInt64)
  /// A number that queries see as an integer when it is whole.
  case number(UInt64)
  case boolean(Bool)

  /// A text that is equal to another by its bytes.
  struct Bytes: Hashable {
    let text: String

    static func == (a: Bytes, b: Bytes) -> Bool {
      guard a.text.utf8.count == b.text.utf8.count else { return false }
      var (left, right) = (a.text, b.text)
      return left.withUTF8 { left in
        right.withUTF8 { right in
          left.isEmpty || memcmp(left.baseAddress!, right.baseAddress!, left.count) == 0
        }
      }
    }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  static func text(_ text: String) -> StoredValue { .string(Bytes(text: text)) }

  private var tag: UInt8 {
    switch self {
    case .string: 1
    case .json: 2
    case .date: 3
    case .integer: 4
    case .double: 5
    case .number: 6
    case .boolean: 7
    }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  func write(to bytes: inout [UInt8]) {
    bytes.append(tag)
    switch self {
    case .string(let text), .json(let text), .date(let text): bytes.append(contentsOf: text.text.utf8)
    case .integer(let number): bytes.append(contentsOf: Self.bigEndian(UInt64(bitPattern: Int64(number))))
    case .double(let bits), .number(let bits): bytes.append(contentsOf: Self.bigEndian(bits))
    case .boolean(let truth): bytes.append(truth ? 1 : 0)
    }
  }

  private static func bigEndian(_ bits: UInt64) -> [UInt8] {
    withUnsafeBytes(of: bits.bigEndian) { Array($0) }
  }

  /// nil when the bytes are no value.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let tag = bytes.first else { return nil }
    let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    var text: Bytes { Bytes(text: String(decoding: rest, as: UTF8.self)) }
    var bits: UInt64? {
      rest.count == 8 ? UInt64(bigEndian: rest.loadUnaligned(as: UInt64.self)) : nil
    }
    switch tag {
    case 1: self = .string(text)
    case 2: self = .json(text)
    case 3: self = .date(text)
    case 4:
      guard let bits else { return nil }
      self = .integer(Int(Int64(bitPattern: bits)))
    case 5:
      guard let bits else { return nil }
      self = .double(bits)
    case 6:
      guard let bits else { return nil }
      self = .number(bits)
    case 7: self = .boolean(rest.first == 1)
    default: return nil
    }
  }
}
