/// Names reduced to what all their spellings share.
package enum Folding {
  /// Base letters of U+00C0 to U+017F; `*` stands for a letter that becomes two, `?` for a sign that stays.
  private static let latin = Array(
    ("aaaaaa*ceeeeiiii" + "dnooooo?ouuuuyt*" + "aaaaaa*ceeeeiiii" + "dnooooo?ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrr"
      + "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").unicodeScalars)

  /// Lower case, without accents, with one kind of hyphen and apostrophe and no full stops.
  ///
  ///     Folding.key("Émirats")  // "emirats"
  package static func key(_ text: String) -> String { latinKey(text) ?? anyKey(text) }

  /// The key of a text of Latin letters up to U+017F and the signs between them; nil for any other.
  ///
  /// Works on bytes, since every name of the tables and every word of an article passes here.
  private static func latinKey(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { key -> String? in
        var count = 0
        var index = 0
        func append(_ byte: UInt8) {
          key[count] = byte
          count += 1
        }
        while index < bytes.count {
          let byte = bytes[index]
          switch byte {
          case UInt8(ascii: "."): break
          case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte + 32)
          case 0..<0x80: append(byte)
          case 0xC3...0xC5:
            let value = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
            guard let base = latinBytes[Int(value) - 0xC0] else { return nil }
            append(base)
            index += 1
          default: return nil
          }
          index += 1
        }
        return String(decoding: UnsafeBufferPointer(rebasing: key[..<count]), as: UTF8.self)
      }
    }
  }

  /// The same as `latin`, nil where a letter becomes two or stays.
  private static let latinBytes = latin.map { $0 == "?" || $0 == "*" ? nil : UInt8(ascii: $0) }

  private static func anyKey(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2E, 0x300...0x36F, 0xAD: continue
      case 0..<0x80:
        let isUpper = 0x41...0x5A ~= scalar.value
        folded.append(isUpper ? Unicode.Scalar(scalar.value + 32)! : scalar)
      case 0x2010...0x2015: folded.append("-")
      case 0x2018, 0x2019, 0x2BC: folded.append("'")
      case 0xC6, 0xE6: folded.append(contentsOf: "ae".unicodeScalars)
      case 0xDF: folded.append(contentsOf: "ss".unicodeScalars)
      case 0x152, 0x153: folded.append(contentsOf: "oe".unicodeScalars)
      case 0xC0...0x17F:
        let base = latin[Int(scalar.value) - 0xC0]
        folded.append(base == "?" || base == "*" ? scalar : base)
      case 0x218, 0x219: folded.append("s")
      case 0x21A, 0x21B: folded.append("t")
      default: folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(folded)
  }

  /// The words of a name: its key cut at blanks, hyphens and apostrophes.
  package static func words(_ text: String) -> [String] { words(ofKey: key(text)) }

  /// The same for a text that is folded already.
  static func words(ofKey key: String) -> [String] {
    var words: [String] = []
    let scalars = key.unicodeScalars
    var start = scalars.startIndex
    var index = start
    func end() { if start < index { words.append(String(key[start..<index])) } }
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      switch scalars[index] {
      case " ", "-", "'", "\u{A0}":
        end()
        start = next
      default: break
      }
      index = next
    }
    end()
    return words
  }

  /// How the letters of a text are written: none, all capitals, a capital first, or small.
  static func writing(_ text: String) -> Writing {
    var letters = 0
    var isCapital = false
    for scalar in text.unicodeScalars {
      guard isLetter(scalar) else { continue }
      letters += 1
      let isUpper = scalar.isASCII ? scalar.value < 0x61 : scalar.properties.isUppercase
      if letters == 1 { isCapital = isUpper }
      if !isUpper { return isCapital ? .capital : .lower }
    }
    return letters == 0 ? .none : .upper(letters: letters)
  }

  enum Writing: Equatable {
    case none, lower, capital
    case upper(letters: Int)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? 0x61...0x7A ~= scalar.value | 0x20 : scalar.properties.isAlphabetic
  }

  /// A word as it is heard, so that transliterations fall together.
  ///
  ///     Folding.sound("zelenskyy") == Folding.sound("zelenski")
  package static func sound(_ word: String) -> String {
    let letters = Array(word.utf8)
    var heard: [UInt8] = []
    var index = 0
    func next(_ offset: Int) -> UInt8 { index + offset < letters.count ? letters[index + offset] : 0 }
    while index < letters.count {
      var letter = letters[index]
      var width = 1
      switch (letter, next(1)) {
      case (UInt8(ascii: "y"), _), (UInt8(ascii: "j"), _): letter = UInt8(ascii: "i")
      case (UInt8(ascii: "w"), _): letter = UInt8(ascii: "v")
      case (UInt8(ascii: "o"), UInt8(ascii: "u")): (letter, width) = (UInt8(ascii: "u"), 2)
      case (UInt8(ascii: "p"), UInt8(ascii: "h")): (letter, width) = (UInt8(ascii: "f"), 2)
      case (UInt8(ascii: "k"), UInt8(ascii: "h")): (letter, width) = (UInt8(ascii: "h"), 2)
      case (UInt8(ascii: "s"), UInt8(ascii: "h")), (UInt8(ascii: "c"), UInt8(ascii: "h")):
        (letter, width) = (UInt8(ascii: "x"), 2)
      case (UInt8(ascii: "t"), UInt8(ascii: "c")) where next(2) == UInt8(ascii: "h"):
        (letter, width) = (UInt8(ascii: "x"), 3)
      case (UInt8(ascii: "c"), _), (UInt8(ascii: "q"), _): letter = UInt8(ascii: "k")
      default: break
      }
      if heard.last != letter { heard.append(letter) }
      index += width
    }
    if heard.count > 3, heard.last == UInt8(ascii: "e") { heard.removeLast() }
    return String(decoding: heard, as: UTF8.self)
  }

  /// The number of letters to insert, delete or replace, at most `limit` + 1.
  package static func distance(_ a: String, _ b: String, limit: Int) -> Int {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    if abs(a.count - b.count) > limit { return limit + 1 }
    var previous = Array(0...b.count)
    for (row, letter) in a.enumerated() {
      var current = [row + 1]
      for (column, other) in b.enumerated() {
        current.append(
          min(previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return min(previous[b.count], limit + 1)
  }

  /// The words of a name joined by hyphens: the last part of an identifier.
  package static func slug(_ name: String) -> String { words(name).joined(separator: "-") }
}
