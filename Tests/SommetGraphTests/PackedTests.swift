import SommetGraph
import SommetTesting
import Testing

/// What merging holds instead of dictionaries and arrays of texts.
@Suite struct PackedTests {
  private static let texts = [
    "", "a", "ab", "b", "Léa", "Le\u{301}a", "Lea", "é", "e\u{301}", "e\u{301}a", "eb", "zut", "東京", "\0",
    "\0a",
    String(repeating: "long ", count: 40_000), String(repeating: "long ", count: 40_000) + "!",
  ]

  @Test func `texts come back as they were, whatever their length`() {
    var packed = PackedTexts()
    for text in Self.texts { packed.append(text) }
    #expect(packed.count == Self.texts.count)
    for (number, text) in Self.texts.enumerated() {
      #expect(packed[number].utf8.elementsEqual(text.utf8))
      #expect(packed.isSame(number, text))
      #expect(!packed.isSame(number, text + "x"))
    }
  }

  @Test func `texts are ordered as strings are`() {
    var packed = PackedTexts()
    for text in Self.texts { packed.append(text) }
    for (a, left) in Self.texts.enumerated() {
      for (b, right) in Self.texts.enumerated() { #expect(packed.precedes(a, b) == (left < right)) }
    }
  }

  @Test func `the same text has the same number, another one the next`() {
    var numbers = TextNumbers()
    #expect(["b", "a", "b", "", "a", "c"].map { numbers.number(of: $0) } == [0, 1, 0, 2, 1, 3])
    #expect(numbers[1] == "a")
  }

  @Test func `a table finds what a dictionary finds`() {
    var random = Numbers(state: 5)
    var table = NumberTable()
    var dictionary: [UInt64: Int] = [:]
    for step in 0..<20_000 {
      // Keys that fall into the same places, 0 among them.
      let key = random.chance(0.5) ? UInt64(random.below(3000)) << 32 : random.next()
      if random.chance(0.3) {
        table.set(step, of: key)
        dictionary[key] = step
      } else {
        let number = table.number(of: key, orInsert: step)
        #expect(number == dictionary[key, default: step])
        dictionary[key] = number
      }
    }
    #expect(table.count == dictionary.count)
    for (key, value) in dictionary { #expect(table[key] == value) }
    #expect(table[1] == nil)
  }

  @Test func `a set of numbers holds what was put in`() {
    var set = NumberSet()
    #expect(!set.contains(0))
    #expect((0..<5000).allSatisfy { set.insert($0 << 20) })
    #expect((0..<5000).allSatisfy { set.contains($0 << 20) && !set.insert($0 << 20) })
    #expect(!set.contains(1))
  }
}
