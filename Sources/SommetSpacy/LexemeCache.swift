import Synchronization

/// What a network computed for tokens that it met before, keyed by their attributes.
///
/// The first `capacity` different tokens stay for good; since frequent words come early, that is nearly as good as
/// keeping the most frequent ones, and an entry can be read without a lock once it is there. A value depends on its
/// key only, so that it does not matter to any result which tokens are in the cache.
///
/// `@unchecked Sendable`: entries are written under the lock, published by an atomic store of their number, and never
/// change afterwards.
final class LexemeCache: @unchecked Sendable {
  /// Floats of a value.
  let stride: Int
  let capacity: Int
  /// Open addressing, linear probing; the number of an entry plus one, 0 for none.
  private let slots: UnsafeMutablePointer<Atomic<UInt32>>
  private let mask: Int
  private let keys: UnsafeMutablePointer<TokenAttributes>
  private let values: UnsafeMutablePointer<Float>
  private let count = Mutex(0)

  init(stride: Int, capacity: Int) {
    precondition(stride > 0 && capacity > 0 && capacity < 1 << 30)
    self.stride = stride
    self.capacity = capacity
    var size = 2
    while size < 2 * capacity { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    for index in 0..<size { (slots + index).initialize(to: Atomic(0)) }
    keys = .allocate(capacity: capacity)
    // The system gives memory for a page when it is first written to.
    values = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * stride * MemoryLayout<Float>.stride, alignment: 64
    ).bindMemory(to: Float.self, capacity: capacity * stride)
  }

  deinit {
    slots.deinitialize(count: mask + 1)
    slots.deallocate()
    keys.deallocate()
    values.deallocate()
  }

  static func hash(_ key: TokenAttributes) -> Int {
    var hash =
      key.orth ^ (key.norm &* 0x9E37_79B9_7F4A_7C15) ^ (key.hasSpaceAfter ? 0x5851_F42D_4C95_7F2D : 0)
    hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: hash >> 16)
  }

  /// The value of a key, `stride` floats that stay in place as long as the cache; nil when it is not there.
  func value(of key: TokenAttributes, hash: Int) -> UnsafePointer<Float>? {
    var slot = hash & mask
    while true {
      let entry = slots[slot].load(ordering: .acquiring)
      if entry == 0 { return nil }
      if keys[Int(entry) - 1] == key { return UnsafePointer(values + (Int(entry) - 1) * stride) }
      slot = (slot + 1) & mask
    }
  }

  /// Copies a value in, unless the cache is full or another thread has done so.
  func insert(_ key: TokenAttributes, hash: Int, value: UnsafePointer<Float>) {
    count.withLock { count in
      guard count < capacity else { return }
      var slot = hash & mask
      while case let entry = slots[slot].load(ordering: .relaxed), entry != 0 {
        if keys[Int(entry) - 1] == key { return }
        slot = (slot + 1) & mask
      }
      (keys + count).initialize(to: key)
      (values + count * stride).update(from: value, count: stride)
      count += 1
      slots[slot].store(UInt32(count), ordering: .releasing)
    }
  }
}
