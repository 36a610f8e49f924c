/// MurmurHash64A, spaCy's hash of strings and our checksum of sections.
///
/// Source: Austin Appleby, <https://github.com/aappleby/smhasher>, `MurmurHash2.cpp`. Little-endian words, 64-bit
/// arithmetic that wraps.
package enum MurmurHash {
  private static let multiplier: UInt64 = 0xC6A4_A793_5BD1_E995

  @inline(__always)
  package static func hash64A(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    let count = bytes.count
    var hash = seed ^ (UInt64(count) &* multiplier)
    let words = count & ~7
    var offset = 0
    while offset < words {
      var word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      word &*= multiplier
      word ^= word >> 47
      word &*= multiplier
      hash ^= word
      hash &*= multiplier
      offset += 8
    }
    if offset < count {
      var tail: UInt64 = 0
      var shift: UInt64 = 0
      while offset < count {
        tail |= UInt64(bytes[offset]) << shift
        shift += 8
        offset += 1
      }
      hash ^= tail
      hash &*= multiplier
    }
    hash ^= hash >> 47
    hash &*= multiplier
    hash ^= hash >> 47
    return hash
  }
}
