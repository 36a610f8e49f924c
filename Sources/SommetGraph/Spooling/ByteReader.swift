/// Bytes that do not hold what `ByteWriter` writes.
public struct ByteReaderError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Bytes from the start.
  public let offset: Int
  public let expected: String

  public var description: String { "byte \(offset): expected \(expected)" }
}

/// Reads what `ByteWriter` wrote; every reading checks that the bytes are there.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private(set) var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var isAtEnd: Bool { offset == bytes.endIndex }

  private func failure(_ expected: String) -> ByteReaderError {
    ByteReaderError(offset: offset - bytes.startIndex, expected: expected)
  }

  private mutating func byte() throws(ByteReaderError) -> UInt8 {
    guard offset < bytes.endIndex else { throw failure("a byte, found the end") }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func integer() throws(ByteReaderError) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 63 || (shift == 63 && byte < 2) else { throw failure("an integer of 64 bits") }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
  }

  mutating func count() throws(ByteReaderError) -> Int {
    let value = try integer()
    // Whatever is counted takes a byte at least.
    guard (0...bytes.endIndex - offset).contains(value) else { throw failure("a count, found \(value)") }
    return value
  }

  mutating func double() throws(ByteReaderError) -> Double {
    var pattern: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { pattern |= UInt64(try byte()) << shift }
    return Double(bitPattern: pattern)
  }

  mutating func flag() throws(ByteReaderError) -> Bool {
    let byte = try byte()
    guard byte < 2 else { throw failure("0 or 1, found \(byte)") }
    return byte == 1
  }

  mutating func raw(_ count: Int) throws(ByteReaderError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - offset else { throw failure("\(count) bytes, found the end") }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func text() throws(ByteReaderError) -> String {
    String(decoding: try raw(count()), as: UTF8.self)
  }

  mutating func optional<Value>(
    _ body: (inout ByteReader) throws(ByteReaderError) -> Value
  ) throws(ByteReaderError) -> Value? {
    try flag() ? try body(&self) : nil
  }

  mutating func list<Value>(
    _ body: (inout ByteReader) throws(ByteReaderError) -> Value
  ) throws(ByteReaderError) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  mutating func optionalText() throws(ByteReaderError) -> String? { try flag() ? try text() : nil }

  /// What `ByteWriter.writeSection` wrote; nil when it is passed over.
  mutating func section(_ isWanted: Bool) throws(ByteReaderError) -> ByteReader? {
    let section = try raw(count())
    return isWanted ? ByteReader(section) : nil
  }

  /// A word of a closed vocabulary.
  mutating func word<Word>(_ known: (String) -> Word?) throws(ByteReaderError) -> Word {
    let text = try text()
    guard let word = known(text) else { throw failure("a word of the vocabulary, found '\(text)'") }
    return word
  }
}
