/// Finds out how a text is encoded.
///
/// UTF-8 and UTF-16 are known by their marks, UTF-8 without one by being valid. Anything else is what was declared, or
/// Windows-1252 (of which Latin-1's letters are a part) when its bytes above ASCII are those that French is written with.
enum TextDecoding {
  /// - Parameter charset: what was declared; believed where the bytes are neither UTF-8 nor marked.
  static func decode(
    _ bytes: [UInt8], file: String, charset: String? = nil
  ) throws(CorpusError) -> String {
    if bytes.isEmpty { throw .empty(file: file) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return try utf16(bytes, file: file)
    }
    let wide = charset?.lowercased().hasPrefix("utf-16") == true
    if wide, let text = charset.flatMap({ Charset.decode(bytes, $0) }), !text.utf8.contains(0) {
      return text
    }
    if isBinary(bytes) { throw .binary(file: file) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if let text = charset.flatMap({ Charset.decode(bytes, $0) }) { return text }
    if let text = windows1252(bytes) { return text }
    let (line, column) = firstInvalid(bytes)
    throw .unknownEncoding(file: file, line: line, column: column)
  }

  private static func utf16(_ bytes: [UInt8], file: String) throws(CorpusError) -> String {
    let isLittle = bytes[0] == 0xFF
    guard bytes.count % 2 == 0 else { throw .binary(file: file) }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 2, to: bytes.count, by: 2) {
      let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittle ? b << 8 | a : a << 8 | b)
    }
    guard !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
      throw .binary(file: file)
    }
    return text
  }

  /// A text holds no zero byte and hardly any control characters.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    var controls = 0
    for byte in bytes {
      if byte == 0 { return true }
      if byte < 0x20, !(0x09...0x0D).contains(byte), byte != 0x1B { controls += 1 }
    }
    return controls * 100 > bytes.count
  }

  /// Bytes 0x80 to 0x9F of Windows-1252; 0 where nothing is defined.
  private static let upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]

  /// Nil when too many of its scalars above ASCII are not those of French prose.
  private static func windows1252(_ bytes: [UInt8]) -> String? {
    let expected = CorpusTables.shared.usualLetters
    var text = String.UnicodeScalarView()
    var high = 0
    var usual = 0
    for byte in bytes {
      guard byte >= 0x80 else {
        text.append(Unicode.Scalar(byte))
        continue
      }
      let value = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
      guard value != 0, let scalar = Unicode.Scalar(value) else { return nil }
      high += 1
      if expected.contains(scalar) { usual += 1 }
      text.append(scalar)
    }
    return usual * 10 >= high * 9 ? String(text) : nil
  }

  /// Line and column (in bytes) of the first byte that does not fit UTF-8, counted from 1.
  private static func firstInvalid(_ bytes: [UInt8]) -> (line: Int, column: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    var column = 1
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += UTF8.width(scalar)
      }
    }
    return (line, column)
  }
}
