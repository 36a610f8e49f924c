/// Writes numbers and strings as bytes: numbers in as few as they need (LEB128), strings in UTF-8 behind their length.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ text: String?) {
    write(text == nil ? 0 : 1)
    if let text { write(text) }
  }

  mutating func write(_ texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }

  mutating func write(fixed number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// Reads what a `ByteWriter` wrote.
struct ByteReader {
  struct Fault: Error {}

  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// - Parameter bytes: must live longer than the reader.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func number() throws -> Int {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      result |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: result)) }
      shift += 7
    }
    throw Fault()
  }

  /// A number of items, of which each takes a byte at least.
  mutating func count() throws -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.count - place else { throw Fault() }
    return count
  }

  mutating func text() throws -> String {
    let count = try count()
    defer { place += count }
    return String(decoding: bytes[place..<place + count], as: UTF8.self)
  }

  mutating func skipText() throws { place += try count() }

  mutating func optionalText() throws -> String? { try number() == 0 ? nil : text() }

  mutating func texts() throws -> [String] { try (0..<count()).map { _ in try text() } }

  mutating func fixed() throws -> UInt64 {
    guard bytes.count - place >= 8 else { throw Fault() }
    defer { place += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
}
