/// A small number for each of many large ones that are hashes already: sixteen to thirty-two bytes each.
package struct NumberTable {
  /// `UInt32.max` where there is none; a power of two of them, a quarter of which are free at least.
  private var values: [UInt32] = Array(repeating: .max, count: 1 << 6)
  private var keys: [UInt64] = Array(repeating: 0, count: 1 << 6)
  package private(set) var count = 0

  package init() {}

  package subscript(key: UInt64) -> Int? {
    let slot = slot(of: key)
    return values[slot] == .max ? nil : Int(values[slot])
  }

  /// The number of a key; where it has none, it gets this one.
  ///
  /// - Precondition: the value lies in 0..<2³² - 1.
  package mutating func number(of key: UInt64, orInsert value: @autoclosure () -> Int) -> Int {
    var slot = slot(of: key)
    if values[slot] != .max { return Int(values[slot]) }
    if 4 * (count + 1) > 3 * values.count {
      grow()
      slot = self.slot(of: key)
    }
    let value = value()
    precondition(UInt32(value) != .max, "numbers of a table take 32 bits")
    keys[slot] = key
    values[slot] = UInt32(value)
    count += 1
    return value
  }

  /// Gives a key another number.
  package mutating func set(_ value: Int, of key: UInt64) {
    _ = number(of: key, orInsert: value)
    values[slot(of: key)] = UInt32(value)
  }

  /// Where a key is, or would be.
  private func slot(of key: UInt64) -> Int {
    let mask = values.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while values[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: 2 * oldKeys.count)
    values = Array(repeating: .max, count: 2 * oldValues.count)
    for (key, value) in zip(oldKeys, oldValues) where value != .max {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
