import SommetText

/// The smallest piece of text the grammar sees: a run of letters, a run of digits, or one other sign.
///
/// Atoms are finer than any pipeline's tokens ("18h30" is three, "après-midi" is three), so that one grammar serves
/// parsed documents and plain text.
struct Atom {
  /// Scalar offsets into the text.
  var start: Int
  var end: Int
  /// Hash of the folded word; 0 for numbers.
  var key: UInt64
  /// Index in the lexicon's vocabulary, `Atom.unknown` or `Atom.digits`.
  var word: Int32 = Atom.unknown
  /// The value of a run of digits; -1 when it is longer than nine.
  var number = 0
  var gap: Gap
  var isLetters: Bool
  var isCapitalized = false
  /// Written à or À, not a.
  var hasGrave = false

  static let unknown: Int32 = -1
  static let digits: Int32 = -2

  var count: Int { end - start }
  var isNumber: Bool { word == Atom.digits }

  /// What stands before the atom.
  enum Gap: UInt8 { case none, space, line }
}

/// Cuts text into atoms, folding case, diacritics, apostrophes and hyphens on the way.
struct AtomScanner {
  private static let offsetBasis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  static func hash(_ byte: UInt8, into key: inout UInt64) { key = (key ^ UInt64(byte)) &* prime }

  /// The atoms of a stretch of a text.
  static func atoms(of text: ScalarText, in span: Span) -> [Atom] {
    let from = text.utf8Offset(span.start)
    let to = text.utf8Offset(span.end)
    var string = text.string
    return string.withUTF8 { bytes in
      atoms(in: UnsafeBufferPointer(rebasing: bytes[from..<to]), at: span.start)
    }
  }

  static func atoms(of string: String) -> [Atom] {
    var string = string
    return string.withUTF8 { atoms(in: $0, at: 0) }
  }

  private static func atoms(in bytes: UnsafeBufferPointer<UInt8>, at first: Int) -> [Atom] {
    var atoms: [Atom] = []
    atoms.reserveCapacity(bytes.count / 5)
    var index = 0
    var offset = first
    var gap = Atom.Gap.line
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80, !isLetter(byte), !isDigit(byte) {
        if byte == 0x0A || byte == 0x0D {
          gap = .line
        } else if byte <= 0x20 {
          if gap == .none { gap = .space }
        } else {
          var key = offsetBasis
          hash(byte, into: &key)
          atoms.append(Atom(start: offset, end: offset + 1, key: key, gap: gap, isLetters: false))
          gap = .none
        }
        index += 1
        offset += 1
        continue
      }
      if isDigit(byte) {
        let start = offset
        var number = 0
        while index < bytes.count, isDigit(bytes[index]) {
          if offset - start < 9 { number = number * 10 + Int(bytes[index] - 0x30) } else { number = -1 }
          index += 1
          offset += 1
        }
        atoms.append(
          Atom(
            start: start, end: offset, key: 0, word: Atom.digits, number: number, gap: gap, isLetters: false))
        gap = .none
        continue
      }
      var word = Atom(start: offset, end: offset, key: offsetBasis, gap: gap, isLetters: true)
      var letters = 0
      scanning: while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          guard isLetter(byte) else { break scanning }
          if letters == 0 { word.isCapitalized = byte < 0x61 }
          hash(byte | 0x20, into: &word.key)
          letters += 1
          index += 1
          offset += 1
          continue
        }
        let (scalar, width) = decode(bytes, index)
        switch fold(scalar) {
        case .letter(let folded, let isUpper):
          if letters == 0 { word.isCapitalized = isUpper }
          if scalar == 0xE0 || scalar == 0xC0 { word.hasGrave = true }
          for byte in folded.utf8Bytes { hash(byte, into: &word.key) }
          letters += 1
        case .mark:
          letters += 1
        case .space, .sign:
          if letters > 0 { break scanning }
          index += width
          offset += 1
          if case .sign(let byte) = fold(scalar) {
            var key = offsetBasis
            hash(byte, into: &key)
            atoms.append(Atom(start: offset - 1, end: offset, key: key, gap: gap, isLetters: false))
            gap = .none
          } else if gap == .none {
            gap = .space
          }
          break scanning
        }
        index += width
        offset += 1
      }
      if letters > 0 {
        // The preposition à is not the verb a; a capital may have lost its accent.
        if letters == 1, word.hasGrave || bytes[index - 1] == UInt8(ascii: "A") {
          word.key = offsetBasis
          hash(2, into: &word.key)
        }
        word.end = offset
        atoms.append(word)
        gap = .none
      }
    }
    return atoms
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (
    scalar: UInt32, width: Int
  ) {
    let lead = bytes[index]
    let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + width <= bytes.count else { return (0xFFFD, bytes.count - index) }
    var scalar = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for next in 1..<width { scalar = scalar << 6 | UInt32(bytes[index + next] & 0x3F) }
    return (scalar, width)
  }

  private enum Folded {
    case letter(FoldedLetter, isUpper: Bool)
    case mark
    case space
    /// A sign, as the ASCII sign it stands for; 3 to 5 for those that count or number things, 1 for any other.
    case sign(UInt8)
  }

  private struct FoldedLetter {
    var first: UInt8
    var second: UInt8 = 0
    var third: UInt8 = 0
    var utf8Bytes: [UInt8] { [first, second, third].filter { $0 != 0 } }
  }

  /// The base letters of U+00C0…U+00FF.
  private static let latin: [UInt8] = Array(
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty".utf8)

  private static func fold(_ scalar: UInt32) -> Folded {
    switch scalar {
    case 0xC0...0xFF where scalar != 0xD7 && scalar != 0xF7:
      return .letter(FoldedLetter(first: latin[Int(scalar - 0xC0)]), isUpper: scalar < 0xE0)
    case 0x152, 0x153:
      return .letter(
        FoldedLetter(first: UInt8(ascii: "o"), second: UInt8(ascii: "e")), isUpper: scalar == 0x152)
    case 0x300...0x36F: return .mark
    case 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: return .space
    case 0x2019, 0x2018, 0x2BC, 0x2BB, 0x2B9, 0x55A, 0xA78C, 0xFF07, 0x2035, 0x2032:
      return .sign(UInt8(ascii: "'"))
    case 0x201C, 0x201D, 0x2033: return .sign(UInt8(ascii: "\""))
    case 0x2010...0x2015, 0x2212: return .sign(UInt8(ascii: "-"))
    case 0xBA, 0xB0: return .sign(UInt8(ascii: "*"))
    case 0xA3: return .sign(3)
    case 0xA7: return .sign(4)
    case 0x20AC: return .sign(5)
    case 0x80...0xBF: return .sign(1)
    default:
      guard let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic else { return .sign(1) }
      return .letter(
        FoldedLetter(
          first: UInt8(truncatingIfNeeded: scalar), second: UInt8(truncatingIfNeeded: scalar >> 8) | 0x80,
          third: UInt8(truncatingIfNeeded: scalar >> 16) | 0x80),
        isUpper: letter.properties.isUppercase)
    }
  }
}
