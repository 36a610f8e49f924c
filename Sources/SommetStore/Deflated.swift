import CZlib

/// Bytes in zlib's form, with their length before: what the columns `bytes` and `mentions` hold.
///
/// The first four bytes are the length of what is packed, little-endian. Source: RFC 1950.
enum Deflated {
  /// Of what is packed; larger ones are not taken, so that a tampered length cannot fill the memory.
  private static let longest = 1 << 30

  static func pack(_ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count <= longest, "no more than a gibibyte is packed at once")
    var length = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length) + 4)
    for place in 0..<4 { packed[place] = UInt8(truncatingIfNeeded: bytes.count >> (8 * place)) }
    let code = packed.withUnsafeMutableBufferPointer { output in
      bytes.withUnsafeBufferPointer { input in
        var none: UInt8 = 0
        return withUnsafePointer(to: &none) {
          compress2(output.baseAddress! + 4, &length, input.baseAddress ?? $0, uLong(bytes.count), 6)
        }
      }
    }
    precondition(code == Z_OK, "zlib packs into what its bound says")
    packed.removeLast(packed.count - 4 - Int(length))
    return packed
  }

  /// nil when the bytes are not what `pack` gave.
  static func unpack(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
    guard packed.count >= 4 else { return nil }
    let count = (0..<4).reduce(0) { $0 | Int(packed[$1]) << (8 * $1) }
    guard count <= longest, count <= max(1024, packed.count * 1100) else { return nil }
    var length = uLong(count)
    var bytes = [UInt8](repeating: 0, count: max(count, 1))
    let input = packed.baseAddress!.assumingMemoryBound(to: UInt8.self)
    let code = bytes.withUnsafeMutableBufferPointer {
      uncompress($0.baseAddress!, &length, input + 4, uLong(packed.count - 4))
    }
    guard code == Z_OK, Int(length) == count else { return nil }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
