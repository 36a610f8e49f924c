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

  @Test func `texts come back as they were, whatever their length`() throws {
    let packed = PackedBytes()
    for text in Self.texts { try packed.append(Array(text.utf8)) }
    #expect(packed.count == Self.texts.count)
    for (number, text) in Self.texts.enumerated() {
      #expect(try packed[number] == Array(text.utf8))
      #expect(try packed.text(number).utf8.elementsEqual(text.utf8))
    }
  }

  @Test func `texts are ranked as strings are ordered`() throws {
    for memory in [1 << 20, 64] {
      let numbers = TextNumbers()
      let texts = Set(Self.texts).sorted()
      for text in texts.shuffled() { _ = try numbers.number(of: text) }
      let ranks = try numbers.ranks(memory: memory)
      let ranked = try (0..<numbers.count).sorted { try ranks[$0] < ranks[$1] }.map { try numbers[$0] }
      #expect(ranked == texts)
    }
  }

  @Test func `the same text has the same number, another one the next`() throws {
    let numbers = TextNumbers()
    #expect(try ["b", "a", "b", "", "a", "c"].map { try numbers.number(of: $0) } == [0, 1, 0, 2, 1, 3])
    #expect(try numbers[1] == "a")
  }

  @Test(arguments: [1 << 20, 1 << 13]) func `a table finds what a dictionary finds`(memory: Int) throws {
    var random = Numbers(state: 5)
    let table = NumberTable(memory: memory)
    var dictionary: [UInt64: Int] = [:]
    for step in 0..<20_000 {
      // Keys that fall into the same places, 0 among them.
      let key = random.chance(0.5) ? UInt64(random.below(3000)) << 32 : random.next()
      if random.chance(0.3) {
        try table.set(step, of: key)
        dictionary[key] = step
      } else {
        let number = try table.number(of: key, orInsert: step)
        #expect(number == dictionary[key, default: step])
        dictionary[key] = number
      }
    }
    #expect(table.count == dictionary.count)
    for (key, value) in dictionary { #expect(try table[key] == value) }
    #expect(try table[1] == nil)
  }

  @Test(arguments: [1 << 20, 1 << 13]) func `a set of numbers holds what was put in`(memory: Int) throws {
    let set = NumberSet(memory: memory)
    #expect(try !set.contains(0))
    #expect(try (0..<5000).allSatisfy { try set.insert($0 << 20) })
    #expect(try (0..<5000).allSatisfy { try set.contains($0 << 20) && !set.insert($0 << 20) })
    #expect(try !set.contains(1))
  }
}
