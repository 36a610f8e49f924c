/// A set of numbers that are hashes already: a table of them and nothing else.
package struct NumberSet {
  /// 0 where there is none; a power of two of them, a quarter of which are free at least.
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var count = 0
  private var hasZero = false

  package init() {}

  /// Takes a number; false when it was there.
  package mutating func insert(_ number: UInt64) -> Bool {
    guard number != 0 else {
      defer { hasZero = true }
      return !hasZero
    }
    if 4 * (count + 1) > 3 * slots.count { grow() }
    let isNew = slots.withUnsafeMutableBufferPointer { Self.insert(number, into: $0) }
    if isNew { count += 1 }
    return isNew
  }

  package func contains(_ number: UInt64) -> Bool {
    guard number != 0 else { return hasZero }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: number) & mask
    while slots[slot] != 0 {
      if slots[slot] == number { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  private static func insert(_ number: UInt64, into slots: UnsafeMutableBufferPointer<UInt64>) -> Bool {
    let mask = UInt64(slots.count - 1)
    var slot = number & mask
    while slots[Int(slot)] != 0 {
      if slots[Int(slot)] == number { return false }
      slot = (slot + 1) & mask
    }
    slots[Int(slot)] = number
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: 2 * slots.count)
    larger.withUnsafeMutableBufferPointer { larger in
      for number in slots where number != 0 { _ = Self.insert(number, into: larger) }
    }
    slots = larger
  }
}
