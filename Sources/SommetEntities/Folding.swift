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
  package static func key(_ text: String) -> String {
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
  package static func words(_ text: String) -> [String] {
    key(text).split { $0 == " " || $0 == "-" || $0 == "'" || $0 == "\u{A0}" }.map(String.init)
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
