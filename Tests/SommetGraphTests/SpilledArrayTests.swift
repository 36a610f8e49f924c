import SommetGraph
import SommetTesting
import Testing

@Suite struct SpilledArrayTests {
  private struct Pair: BitwiseCopyable, Equatable {
    var number: UInt64
    var mark: UInt8
    var isMarked: Bool
  }

  private static func pair(_ random: inout Numbers) -> Pair {
    Pair(number: random.next(), mark: UInt8(random.below(256)), isMarked: random.chance(0.5))
  }

  @Test(arguments: [4096, 1 << 14, 1 << 20])
  func `values are found as an array finds them, in however little memory`(memory: Int) throws {
    var random = Numbers(state: 11)
    let spilled = SpilledArray<Pair>(memory: memory)
    var array: [Pair] = []
    for _ in 0..<30_000 {
      let pair = Self.pair(&random)
      if !array.isEmpty, random.chance(0.4) {
        let index = random.below(array.count)
        try spilled.set(index, pair)
        array[index] = pair
      } else {
        try spilled.append(pair)
        array.append(pair)
      }
      let index = random.below(array.count)
      #expect(try spilled[index] == array[index])
    }
    #expect(spilled.count == array.count)
    for index in array.indices { #expect(try spilled[index] == array[index]) }
  }

  @Test(arguments: [4096, 1 << 20]) func `a range comes back whole, across pages`(memory: Int) throws {
    let spilled = SpilledArray<UInt8>(memory: memory)
    let bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try spilled.append(contentsOf: bytes)
    for range in [0..<0, 0..<1, 4095..<4097, 100..<20_000, 0..<50_000, 49_999..<50_000] {
      #expect(try spilled[range] == Array(bytes[range]))
    }
  }

  @Test func `a copy stays as it is when the first one changes`() throws {
    let first = try SpilledArray<Int>(repeating: 7, count: 3000, memory: 4096)
    let copy = try first.copy()
    for index in first.indices { try first.set(index, index) }
    #expect(try (0..<3000).allSatisfy { try copy[$0] == 7 && first[$0] == $0 })
  }

  @Test func `numbers in order are found by where they should lie`() throws {
    var random = Numbers(state: 3)
    let numbers = (0..<4000).map { _ in random.next() >> (random.chance(0.1) ? 60 : 0) }.sorted()
    for wanted in numbers.prefix(50) + numbers.suffix(50) + [0, 1, .max, numbers[2000] + 1] {
      let expected = numbers.firstIndex { $0 >= wanted } ?? numbers.count
      #expect(EvenNumbers.lowerBound(of: wanted, count: numbers.count) { numbers[$0] } == expected)
    }
    #expect(EvenNumbers.lowerBound(of: 5, count: 0) { _ in 0 } == 0)
  }
}
