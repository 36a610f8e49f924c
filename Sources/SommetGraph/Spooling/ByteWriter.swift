/// Writes numbers, texts and lists one after the other, without names or gaps.
///
/// Integers are LEB128 of their zigzag form, so that small ones take one byte; numbers are IEEE 754, little-endian; texts are UTF-8
/// behind their length.
/// Source: <https://protobuf.dev/programming-guides/encoding/#varints>.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write<Value>(_ values: [Value], _ body: (inout ByteWriter, Value) -> Void) {
    write(values.count)
    for value in values { body(&self, value) }
  }

  mutating func write(_ text: String?) { write(text) { $0.write($1) } }

  /// Bytes behind their count, so that a reader can pass over them.
  mutating func writeSection(_ body: (inout ByteWriter) -> Void) {
    var section = ByteWriter()
    body(&section)
    write(section.bytes.count)
    bytes.append(contentsOf: section.bytes)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
