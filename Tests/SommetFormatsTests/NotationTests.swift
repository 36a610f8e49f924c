import Foundation
import SommetFormats
import SommetXML
import Testing

@Suite struct NotationTests {
  private static func spelt(_ text: String, _ notation: Notation) throws -> String {
    var output = TextOutput()
    try output.write(text, notation)
    return output.text
  }

  @Test(arguments: [
    ("a&b<c>]]>\r\n\t", Notation.xmlText, "a&amp;b&lt;c>]]&gt;&#13;\n\t"),
    ("\"'<>&\n\t", .xmlAttribute, "&quot;'&lt;&gt;&amp;&#10;&#9;"),
    ("\"'<>&\n", .xmlSingleQuoted, "\"&apos;&lt;&gt;&amp;&#10;"),
    ("\u{1}a\u{FFFE}b\u{FFFF}\u{FFFD}ï", .xmlText, "ab\u{FFFD}ï"),
    ("\"\\\n\u{1F}é", .json, "\\\"\\\\\\n\\u001fé"),
    ("\"\\n\n\u{7}", .dot, "\\\"\\\\n\\n "),
    ("a\"b\"", .csv, "a\"\"b\"\""),
    ("it's \\u0041 \\\n", .cypher, "it\\'s \\\\\\u00750041 \\\\\\n"),
    ("*a* [b](c) <d> 1. e-f", .markdown, "\\*a\\* \\[b\\]\\(c) \\<d\\> 1. e-f"),
    ("\\N \\.\n\r\t\u{1}é\0", .copy, "\\\\N \\\\.\\n\\r\\t\u{1}é\u{FFFD}"),
    ("a b>é%", .iri, "a%20b%3Eé%25"),
  ])
  func `spells what may not stand for itself`(text: String, notation: Notation, spelling: String) throws {
    #expect(try Self.spelt(text, notation) == spelling)
  }

  @Test func `what XML reads is what was written, for any text`() throws {
    var numbers = Numbers(state: 7)
    for _ in 0..<400 {
      let text = numbers.text()
      let document =
        try
        "<a b=\"\(Self.spelt(text, .xmlAttribute))\" c='\(Self.spelt(text, .xmlSingleQuoted))'>\(Self.spelt(text, .xmlText))</a>"
      var reader = try XMLReader(Array(document.utf8), name: "text")
      var found = ""
      while let piece = try reader.next() {
        if piece == .start {
          #expect(reader.attribute("b") == XMLText.cleaned(text))
          #expect(reader.attribute("c") == XMLText.cleaned(text))
        }
        if piece == .text { found += reader.text }
      }
      #expect(found == XMLText.cleaned(text))
    }
  }

  @Test func `what JSON reads is what was written, for any text`() throws {
    var numbers = Numbers(state: 11)
    for _ in 0..<400 {
      let text = numbers.text()
      let object = try JSONSerialization.jsonObject(with: Data("[\"\(Self.spelt(text, .json))\"]".utf8))
      #expect(
        Array((object as? [String])?.first?.unicodeScalars ?? "".unicodeScalars) == Array(text.unicodeScalars)
      )
    }
  }

  @Test func `a quoted string never ends early`() throws {
    var numbers = Numbers(state: 13)
    for _ in 0..<400 {
      let text = numbers.text()
      for (notation, quote) in [(Notation.dot, "\""), (.cypher, "'"), (.json, "\"")] {
        let spelling = Array(try Self.spelt(text, notation).unicodeScalars)
        var place = 0
        while place < spelling.count {
          #expect(String(spelling[place]) != quote)
          place += spelling[place] == "\\" ? 2 : 1
        }
        #expect(place == spelling.count)
      }
      let quotes = try Self.spelt(text, .csv).unicodeScalars.split { $0 != "\"" }
      #expect(quotes.allSatisfy { $0.count.isMultiple(of: 2) })
    }
  }

  @Test func `long text goes through in stretches, and marks at their borders are seen`() throws {
    for length in [16_382, 16_383, 16_384, 16_385, 300_000] {
      let text =
        String(repeating: "x", count: length) + "]]>\u{FFFF}\\u" + String(repeating: "\"", count: length)
      let xml = try Self.spelt(text, .xmlText)
      #expect(
        xml == String(repeating: "x", count: length) + "]]&gt;\\u" + String(repeating: "\"", count: length))
      #expect(try Self.spelt(text, .json).utf8.count == length + 3 + 3 + 3 + 2 * length)
    }
  }

  /// SplitMix64, for texts that are the same in every run.
  private struct Numbers {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func text() -> String {
      var text = ""
      for _ in 0..<next(40) {
        switch next(4) {
        case 0: text.unicodeScalars.append(Unicode.Scalar(UInt8(next(128))))
        case 1: text += ["]]>", "\\", "\"", "'", "&", "<", "\r\n", "\\u", "  ", "=", "\u{FFFE}"][next(11)]
        case 2: text.unicodeScalars.append(Unicode.Scalar(UInt32(0xE000 + next(0x2000))) ?? "x")
        default: text += Hostile.values[next(Hostile.values.count)]
        }
      }
      return text
    }
  }
}
