/// JSON as the type `jsonb` takes it, which refuses some of what JSON allows.
///
/// Source: <https://www.postgresql.org/docs/current/datatype-json.html>.
package enum PostgresJSON {
  /// The largest exponent of ten and the longest number that are left as numbers; `numeric` ends somewhat beyond.
  private static let exponentLimit = 10_000

  /// The same JSON, with U+FFFD for `\u0000` and for half surrogates, and with numbers out of range as strings.
  ///
  /// - Parameter json: well-formed.
  package static func storable(_ json: String) -> String {
    var bytes = Array(json.utf8)[...]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: "\""):
        result.append(byte)
        bytes.removeFirst()
        copyString(&bytes, to: &result)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let number = bytes.prefix { "+-.0123456789eE".utf8.contains($0) }
        bytes = bytes.dropFirst(number.count)
        if isStorable(number) { result += number } else { result += [0x22] + number + [0x22] }
      default:
        result.append(byte)
        bytes.removeFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isStorable(_ number: ArraySlice<UInt8>) -> Bool {
    guard number.count <= exponentLimit else { return false }
    let parts = number.split { $0 | 0x20 == UInt8(ascii: "e") }
    guard parts.count > 1 else { return true }
    return Int(String(decoding: parts[1], as: UTF8.self)).map { abs($0) <= exponentLimit } ?? false
  }

  /// Copies what stands between quotes, and the quote behind it.
  private static func copyString(_ bytes: inout ArraySlice<UInt8>, to result: inout [UInt8]) {
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        if byte == UInt8(ascii: "\"") { return }
        continue
      }
      guard bytes.first == UInt8(ascii: "u"), let unit = unit(bytes) else {
        result.append(byte)
        if let escaped = bytes.popFirst() { result.append(escaped) }
        continue
      }
      let escape = bytes.prefix(5)
      bytes = bytes.dropFirst(5)
      switch unit {
      case 0xD800..<0xDC00:
        let rest = bytes.dropFirst()
        if bytes.first == UInt8(ascii: "\\"), let low = Self.unit(rest), (0xDC00..<0xE000).contains(low) {
          result += [byte] + escape + bytes.prefix(6)
          bytes = bytes.dropFirst(6)
        } else {
          result += replacement
        }
      case 0, 0xDC00..<0xE000: result += replacement
      default: result += [byte] + escape
      }
    }
  }

  private static let replacement = Array("\u{FFFD}".utf8)

  /// The number behind a `u`.
  private static func unit(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 5, bytes.first == UInt8(ascii: "u") else { return nil }
    return Int(String(decoding: bytes.dropFirst().prefix(4), as: UTF8.self), radix: 16)
  }
}
