/// What bytes mean to a scanner of XML in UTF-8.
package enum XMLBytes {
  /// Bytes that cannot go on with a name, or are looked at: colons and those beyond ASCII.
  static let nameEnd: UInt8 = 1
  /// Bytes of ASCII with which no name begins.
  static let noNameStart: UInt8 = 2

  /// For each byte, what it is in names. The caller frees it.
  static func table() -> UnsafeMutablePointer<UInt8> {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0...255 {
      let byte = UInt8(byte)
      var marks: UInt8 = 0
      if !isASCIINameCharacter(byte) || byte == UInt8(ascii: ":") { marks |= nameEnd }
      if !beginsName(byte) { marks |= noNameStart }
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

  private static func beginsName(_ byte: UInt8) -> Bool {
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

  // MARK: - Eight at once

  // Vectors of Swift would be more than eight, but compile to a loop over their lanes (Swift 6.3).

  /// Bytes that may be looked at behind the last one.
  static let padding = 16

  /// How many bytes are UTF-8 of characters that XML allows beyond ASCII; the next ones are not, or break off.
  ///
  /// - Precondition: `padding` zeros follow.
  static func validCount(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    var place = 0
    while place < count {
      let found = word(bytes + place) & high
      if found == 0 {
        place += 8
        continue
      }
      place += found.trailingZeroBitCount / 8
      repeat {
        guard let (_, length) = scalar(bytes + place) else { return place }
        place += length
      } while bytes[place] >= 0x80
    }
    return min(place, count)
  }

  /// How many bytes of UTF-8 begin no character.
  package static func continuationCount(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    var found = 0
    var place = 0
    while place + 8 <= count {
      // One bit a byte: the highest is set and the next one is not.
      let word = word(bytes + place)
      let marks = (word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101
      found &+= Int(truncatingIfNeeded: (marks &* 0x0101_0101_0101_0101) >> 56)
      place += 8
    }
    while place < count {
      found &+= bytes[place] & 0xC0 == 0x80 ? 1 : 0
      place += 1
    }
    return found
  }

  /// The first place, from one on, of a control character or of one of three bytes.
  ///
  /// - Precondition: there is one, and seven bytes behind it may be looked at.
  @inline(__always)
  static func place(
    of a: UInt8, _ b: UInt8, _ c: UInt8, in bytes: UnsafePointer<UInt8>, from start: Int
  ) -> Int {
    let (a, b, c) = (eight(a), eight(b), eight(c))
    var place = start
    while true {
      let word = word(bytes + place)
      let found = (zeros(word ^ a) | zeros(word ^ b) | zeros(word ^ c) | (word &- eight(0x20)) & ~word) & high
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
  }

  /// The first place of a byte among the first `count`.
  ///
  /// - Precondition: seven more bytes may be looked at.
  @inline(__always)
  static func place(of byte: UInt8, in bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
    let wanted = eight(byte)
    var place = 0
    while place < count {
      let found = zeros(word(bytes + place) ^ wanted) & high
      if found != 0 {
        place += found.trailingZeroBitCount / 8
        return place < count ? place : nil
      }
      place += 8
    }
    return nil
  }

  private static let high: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  private static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  @inline(__always)
  static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// A word whose lowest high bit of a byte is that of the lowest byte that is zero; other bits, and bytes above it, may be
  /// anything.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }
}
