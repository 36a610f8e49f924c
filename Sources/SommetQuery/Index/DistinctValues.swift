import Foundation

/// The distinct values of a column, one behind the other in little space, numbered in the order in which they came.
struct DistinctValues {
  private var bytes: [UInt8] = []
  /// Where each ends in `bytes`.
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// Places plus one by hash, 0 for none; as many as a power of two.
  private var slots: [UInt32] = []

  var count: Int { ends.count }

  /// The place of a value, which is added when it was not there.
  mutating func place(of value: StoredValue) -> UInt32 {
    if 4 * (count + 1) > 3 * slots.count { grow() }
    let start = bytes.count
    value.write(to: &bytes)
    let hash = Self.hash(bytes[start...])
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] > 0 {
      let place = Int(slots[slot]) - 1
      if hashes[place] == hash, isLast(start, sameAs: place) {
        bytes.removeSubrange(start...)
        return UInt32(place)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = UInt32(count)
    return UInt32(count - 1)
  }

  /// The place of a value; nil when it was not added.
  func find(_ value: StoredValue) -> UInt32? {
    guard count > 0 else { return nil }
    let wanted = value.bytes[...]
    let hash = Self.hash(wanted)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] > 0 {
      let place = slots[slot] - 1
      if hashes[Int(place)] == hash, self[Int(place)] == wanted { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The bytes of the value at a place.
  subscript(place: Int) -> ArraySlice<UInt8> { bytes[range(place)] }

  /// Places in ascending order of the values' bytes.
  var ascending: [UInt32] {
    bytes.withUnsafeBytes { bytes in
      (0..<UInt32(count)).sorted { a, b in
        let (left, right) = (range(Int(a)), range(Int(b)))
        let order = memcmp(
          bytes.baseAddress! + left.lowerBound, bytes.baseAddress! + right.lowerBound,
          min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }

  private func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

  /// Whether the bytes from a start to the end are those of a place.
  private func isLast(_ start: Int, sameAs place: Int) -> Bool {
    let known = range(place)
    guard known.count == bytes.count - start else { return false }
    return bytes.withUnsafeBytes {
      memcmp($0.baseAddress! + known.lowerBound, $0.baseAddress! + start, known.count) == 0
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: max(16, 2 * slots.count))
    for (place, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(place + 1)
    }
  }

  /// FNV-1a, folded to 32 bits.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    bytes.withUnsafeBytes { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
