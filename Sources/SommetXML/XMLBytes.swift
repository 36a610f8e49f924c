/// What bytes mean to a scanner of XML in UTF-8.
enum XMLBytes {
  /// Places in which a byte may not be passed over without a look.
  static let text: UInt8 = 1
  static let doubleQuoted: UInt8 = 2
  static let singleQuoted: UInt8 = 4
  /// Bytes that cannot go on with a name; those beyond ASCII are looked at.
  static let nameEnd: UInt8 = 8

  /// For each byte, the places in which it needs a look. The caller frees it.
  static func table() -> UnsafeMutablePointer<UInt8> {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0...255 {
      let byte = UInt8(byte)
      var marks: UInt8 = 0
      if byte < 0x20 && byte != 0x09 || byte >= 0x80 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
      {
        marks = text | doubleQuoted | singleQuoted
      }
      // A tab in a value is read as a blank.
      if byte == 0x09 || byte == UInt8(ascii: "\"") { marks |= doubleQuoted }
      if byte == 0x09 || byte == UInt8(ascii: "'") { marks |= singleQuoted }
      if byte == UInt8(ascii: "]") { marks |= text }
      if !isASCIINameCharacter(byte) { marks |= nameEnd }
      table[Int(byte)] = marks
    }
    return table
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  private static func isASCIINameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// Whether a name may begin with a byte of ASCII.
  static func beginsName(_ byte: UInt8) -> Bool {
    isASCIINameCharacter(byte)
      && !((0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."))
  }

  /// Whether a scalar beyond ASCII may stand in a name.
  ///
  /// Source: productions 4 and 4a of <https://www.w3.org/TR/xml/>.
  static func isNameScalar(_ scalar: UInt32, first: Bool) -> Bool {
    switch scalar {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: !first
    default: false
    }
  }

  /// The scalar beyond ASCII at a place and its length in bytes; nil when there is none that XML allows.
  ///
  /// - Precondition: three bytes behind the first may be looked at.
  @inline(__always)
  static func scalar(_ bytes: UnsafePointer<UInt8>) -> (value: UInt32, length: Int)? {
    let first = bytes[0]
    guard bytes[1] & 0xC0 == 0x80 else { return nil }
    let second = UInt32(bytes[1] & 0x3F)
    if first < 0xE0 { return first < 0xC2 ? nil : (UInt32(first & 0x1F) << 6 | second, 2) }
    guard bytes[2] & 0xC0 == 0x80 else { return nil }
    let third = UInt32(bytes[2] & 0x3F)
    if first < 0xF0 {
      let value = UInt32(first & 0x0F) << 12 | second << 6 | third
      let isAllowed = value >= 0x800 && !(0xD800..<0xE000).contains(value) && value < 0xFFFE
      return isAllowed ? (value, 3) : nil
    }
    guard first < 0xF5, bytes[3] & 0xC0 == 0x80 else { return nil }
    let value = UInt32(first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[3] & 0x3F)
    return (0x10000...0x10FFFF).contains(value) ? (value, 4) : nil
  }
}
