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

  /// FNV-1a over all scalars in order: a byte of flags (isalpha 1, isupper 2, isdigit 4, isdecimal 8, `\w` 16, isspace
  /// 32), then the scalars of `lower()` as 32-bit little-endian. Computed with CPython 3.11.
  @Test func `every scalar of Unicode has Python's properties`() {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let flags = [
        PythonCharacters.isAlpha(scalar), PythonCharacters.isUpper(scalar), PythonCharacters.isDigit(scalar),
        PythonCharacters.isDecimal(scalar), PythonCharacters.isWord(scalar), PythonCharacters.isSpace(value),
      ]
      add(flags.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt8($1.offset) : 0) })
      for lower in PythonCharacters.lower([scalar]).unicodeScalars {
        for shift in [0, 8, 16, 24] { add(UInt8(truncatingIfNeeded: lower.value >> UInt32(shift))) }
      }
    }
    #expect(hash == 0x4F3A_1370_F65C_9C8C)
  }

  @Test(arguments: [
    ("k", "Kk\u{212A}"), ("s", "Ssſ"), ("ſ", "Ssſ"), ("σ", "Σςσ"), ("i", "IiİıI"), ("ı", "Iiİı"),
    ("µ", "µΜμ"),
    ("ß", "ßẞ"), ("ά", "Άά"), ("é", "Éé"), ("-", "-"),
  ])
  func `ignores case as Python does`(member: String, matches: String) {
    let set = ScalarSet(member.unicodeScalars.first!.value).ignoringCase
    #expect(set.ranges.flatMap { Array($0) } == Set(matches.unicodeScalars.map(\.value)).sorted())
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
