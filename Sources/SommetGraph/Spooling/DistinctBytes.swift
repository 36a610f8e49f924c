/// Texts and other runs of bytes that come again and again, each by one number, which counts from 0. What is not in use lies in
/// temporary files.
package final class DistinctBytes {
  private let packed = PackedBytes()
  private let numbers: NumberTable

  /// - Parameter memory: bytes that may be held to find runs.
  package init(memory: Int = 4 << 20) { numbers = NumberTable(memory: memory) }

  package var count: Int { packed.count }

  package subscript(number: Int) -> [UInt8] { get throws(SpillError) { try packed[number] } }

  package func text(_ number: Int) throws(SpillError) -> String { try packed.text(number) }

  /// The number of a run, which is added when it was not there.
  package func number(of run: [UInt8]) throws(SpillError) -> Int {
    var key = ByteHash.of(run)
    while true {
      let number = try numbers.number(of: key, orInsert: count)
      if number == count { return try packed.append(run) }
      if try packed.isSame(number, run) { return number }
      key = Self.next(key)
    }
  }

  /// The number of a run; nil when it was not added.
  package func find(_ run: [UInt8]) throws(SpillError) -> Int? {
    var key = ByteHash.of(run)
    while let number = try numbers[key] {
      if try packed.isSame(number, run) { return number }
      key = Self.next(key)
    }
    return nil
  }

  /// Where to look when another run has the same hash.
  private static func next(_ key: UInt64) -> UInt64 { Identifier.mixed(key &+ 1) }

  /// Gives the runs with their numbers in ascending order of bytes.
  ///
  /// - Parameters:
  ///   - memory: bytes that sorting may hold.
  ///   - sortKey: what stands for a run in the order; the run itself where there is none.
  package func forEachAscending(
    memory: Int, by sortKey: (([UInt8]) -> [UInt8])? = nil, _ body: (_ number: Int) throws -> Void
  ) throws {
    var sorter = ByteSorter(limit: memory)
    for number in 0..<count {
      let run = try packed[number]
      try sorter.add(key: sortKey?(run) ?? run, value: UInt32(number).orderedBytes)
    }
    try sorter.forEachGroup { _, numbers in
      for number in numbers { try body(Int(UInt32(orderedBytes: number))) }
    }
  }
}
