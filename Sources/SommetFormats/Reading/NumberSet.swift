/// A set of numbers that are hashes already: a table of them and nothing else.
struct NumberSet {
  /// 0 where there is none; a power of two of them, more than half of which are free.
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 10)
  private var count = 0
  private var hasZero = false

  /// Takes a number; false when it was there.
  mutating func insert(_ number: UInt64) -> Bool {
    guard number != 0 else {
      defer { hasZero = true }
      return !hasZero
    }
    if 2 * count >= slots.count { grow() }
    let isNew = slots.withUnsafeMutableBufferPointer { Self.insert(number, into: $0) }
    if isNew { count += 1 }
    return isNew
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
