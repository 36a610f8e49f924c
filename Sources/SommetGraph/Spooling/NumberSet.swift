/// A set of numbers that are hashes already: a table of them and nothing else. What is not in use lies in a temporary file.
package final class NumberSet {
  /// 0 where there is none; a power of two of them, a quarter of which are free at least.
  @exclusivity(unchecked) private var slots: SpilledArray<UInt64>
  private var count = 0
  private var hasZero = false
  private let memory: Int

  /// - Parameter memory: bytes that may be held.
  package init(memory: Int = 16 << 20) {
    self.memory = memory
    slots = SpilledArray(memory: memory)
  }

  /// Takes a number; false when it was there.
  package func insert(_ number: UInt64) throws(SpillError) -> Bool {
    guard number != 0 else {
      defer { hasZero = true }
      return !hasZero
    }
    if 4 * (count + 1) > 3 * slots.count { try grow() }
    let place = try Self.place(of: number, in: slots)
    if try slots[place] == number { return false }
    try slots.set(place, number)
    count += 1
    return true
  }

  package func contains(_ number: UInt64) throws(SpillError) -> Bool {
    guard number != 0 else { return hasZero }
    if count == 0 { return false }
    return try slots[Self.place(of: number, in: slots)] == number
  }

  /// Where a number is, or would be.
  private static func place(of number: UInt64, in slots: SpilledArray<UInt64>) throws(SpillError) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: number) & mask
    while true {
      let known = try slots[place]
      if known == 0 || known == number { return place }
      place = (place + 1) & mask
    }
  }

  private func grow() throws(SpillError) {
    let larger = try SpilledArray(repeating: 0 as UInt64, count: max(64, 2 * slots.count), memory: memory)
    for place in slots.indices {
      let number = try slots[place]
      if number != 0 { try larger.set(Self.place(of: number, in: larger), number) }
    }
    slots = larger
  }
}
