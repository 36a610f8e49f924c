import Foundation

/// Numbers the combinations of codes that occur: what decides the keys of a group, or a row of DISTINCT.
///
/// A table of all combinations where they are few, else a hash table.
final class CodeTuple {
  private let parts: [AccessCodes]
  /// For each combination a number above 0; 0 where there is none yet. Owned.
  private let dense: UnsafeMutablePointer<Int32>?
  private var sparse = PackedTable()
  private let first: AccessCodes?
  private let hasMore: Bool
  private var next = 0

  private static let denseLimit = 1 << 22

  /// nil when the combinations cannot be numbered.
  init?(_ accesses: [ElementAccess], in image: GraphImage) throws {
    parts = try accesses.compactMap { try AccessCodes($0, in: image) }
    first = parts.first
    hasMore = parts.count > 1
    var product = 1
    for part in parts {
      let (next, overflows) = product.multipliedReportingOverflow(by: max(1, part.limit))
      if overflows { return nil }
      product = next
    }
    dense = product <= Self.denseLimit ? Self.zeros(product) : nil
  }

  deinit { free(dense) }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Int32> {
    calloc(max(1, count), MemoryLayout<Int32>.stride).assumingMemoryBound(to: Int32.self)
  }

  /// The number of the combination that is bound now, and whether it is new. Numbers ascend from 0.
  @inline(__always) func number(_ state: WalkState) throws -> (number: Int, isNew: Bool) {
    var key = 0
    if let first {
      key = try first.code(state.numbers[first.access.slot])
      if hasMore {
        for part in parts.dropFirst() {
          key = key &* part.limit &+ (try part.code(state.numbers[part.access.slot]))
        }
      }
    }
    guard let dense else { return sparseNumber(key) }
    let known = dense[key]
    if known > 0 { return (Int(known) - 1, false) }
    next += 1
    dense[key] = Int32(next)
    return (next - 1, true)
  }

  private func sparseNumber(_ key: Int) -> (number: Int, isNew: Bool) {
    if let number = sparse[UInt64(key)] { return (number, false) }
    sparse[UInt64(key)] = next
    next += 1
    return (next - 1, true)
  }
}

/// Numbers by keys: open addressing with linear probing in a power of two of places.
struct PackedTable {
  /// Keys plus one; 0 for a free place.
  private var keys: [UInt64] = Array(repeating: 0, count: 64)
  private var numbers: [Int32] = Array(repeating: 0, count: 64)
  private var count = 0

  private static func start(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 24) & mask
  }

  subscript(_ key: UInt64) -> Int? {
    get {
      let mask = keys.count - 1
      var place = Self.start(key, mask)
      while keys[place] != 0 {
        if keys[place] == key + 1 { return Int(numbers[place]) }
        place = (place + 1) & mask
      }
      return nil
    }
    set {
      if 2 * count >= keys.count { grow() }
      let mask = keys.count - 1
      var place = Self.start(key, mask)
      while keys[place] != 0, keys[place] != key + 1 { place = (place + 1) & mask }
      if keys[place] == 0 { count += 1 }
      keys[place] = key + 1
      numbers[place] = Int32(newValue!)
    }
  }

  /// Adds a key; false when it was there.
  mutating func insert(_ key: UInt64) -> Bool {
    if self[key] != nil { return false }
    self[key] = 0
    return true
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Array(repeating: 0, count: 4 * oldKeys.count)
    numbers = Array(repeating: 0, count: keys.count)
    count = 0
    for (key, number) in zip(oldKeys, oldNumbers) where key != 0 { self[key - 1] = Int(number) }
  }
}
