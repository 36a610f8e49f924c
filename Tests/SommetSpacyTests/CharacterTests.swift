import SommetSpacy
import Testing

@Suite struct CharacterTests {
  @Test(arguments: [
    ("ÉTÉ", "été"), ("İ", "i\u{307}"), ("ΟΔΟΣ", "οδος"), ("ΟΔΟΣ ΣΟΣ", "οδος σος"), ("Σ", "σ"),
    ("ΑΣ.Σ", "ασ.ς"), ("ΑΣ-Σ", "ας-σ"),
    ("Straße", "straße"), ("ẞ", "ß"), ("Ǆ", "ǆ"), ("Œ", "œ"),
  ])
  func `lowers as Python does`(text: String, lower: String) {
    let ours = PythonCharacters.lower(Array(text.unicodeScalars))
    #expect(Array(ours.unicodeScalars) == Array(lower.unicodeScalars))
  }

  @Test(arguments: [
    ("Zelensky", "Xxxxx"), ("OTAN", "XXXX"), ("2026", "dddd"), ("20263", "dddd"), ("l'", "x'"), ("X", "X"),
    ("x²①½", "xdd½"), ("ǅ", "x"), ("ª", "x"), ("............", "...."), ("aaAAbb", "xxXXxx"), ("日本", "xx"),
    (String(repeating: "a", count: 99), "xxxx"), (String(repeating: "a", count: 100), "LONG"),
    // Ⓐ is upper case but no letter; U+1C89 came with Unicode 16.
    ("Ⓐ", "Ⓐ"), ("\u{1C89}", "\u{1C89}"),
  ])
  func `shapes words as spaCy does`(text: String, shape: String) {
    #expect(LexemeStore.shape(Array(text.unicodeScalars)) == shape)
  }

  @Test func `knows Python's white space`() {
    let expected: [UInt32] =
      Array(0x09...0x0D) + Array(0x1C...0x20) + [0x85, 0xA0, 0x1680] + Array(0x2000...0x200A)
      + [0x2028, 0x2029, 0x202F, 0x205F, 0x3000]
    #expect((0...0x10FFFF as ClosedRange<UInt32>).filter(PythonCharacters.isSpace) == expected)
  }

  @Test(arguments: [
    ("", 0xCBF2_9CE4_8422_2325 as UInt64), ("a", 11_901_859_001_352_538_922),
    ("Zelensky", 6_086_151_020_646_223_859), ("é", 16_256_712_947_286_012_828),
  ])
  func `hashes as spaCy does`(text: String, hash: UInt64) {
    if text.isEmpty { return }
    #expect(StringIdentifiers.hash(text) == hash)
  }

  @Test(arguments: [
    ("", 0 as UInt64), ("aux", 405), ("mark", 423), ("X", 101), ("ID", 64), ("LOC", 385), ("ORG", 383),
    ("DATE", 391),
    ("det", 415), ("root", 449), ("_", 456), ("IS_ALPHA", 1), ("FLAG19", 19), ("FLAG63", 63),
    ("DEPRECATED001", 104), ("DEPRECATED276", 379), ("SPACE", 103), ("Aux", StringIdentifiers.hash("Aux")),
  ])
  func `gives symbols their numbers`(text: String, id: UInt64) throws {
    guard let file = try Published.medium.compiled() else { return }
    #expect(try StringIdentifiers(in: file).id(text) == id)
  }

  @Test func `sets of scalars obey their laws`() {
    let sets = [
      ScalarSet.none, .all, .digits, ScalarSet(0x61), ScalarSet([0x30...0x39, 0x3A...0x40, 0x10...0x20]),
      ScalarSet([0...5, 0x10FFFF...0x10FFFF]),
    ]
    for a in sets {
      #expect(a.complement.complement == a)
      #expect(a.intersection(a.complement).isEmpty)
      #expect(a.union(a.complement) == .all)
      for value in [0, 5, 6, 0x30, 0x40, 0x41, 0x61, 0x10FFFE, 0x10FFFF] as [UInt32] {
        #expect(a.contains(value) != a.complement.contains(value))
        #expect(a.contains(value) == a.ranges.contains { $0.contains(value) })
      }
    }
  }
}
