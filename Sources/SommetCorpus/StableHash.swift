/// A hash that is the same in every process and on every machine; not for use against an adversary.
///
/// FNV-1a over the bytes, then the finalizer of SplitMix64, so that every bit of the result depends on every byte.
/// Sources: RFC 9923 (FNV); Steele et al. 2014, "Fast splittable pseudorandom number generators",
/// <https://doi.org/10.1145/2660193.2660195>.
package enum StableHash {
  /// - Parameter seed: another seed gives another, independent hash.
  package static func hash(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325 ^ mixed(seed)
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(state)
  }

  /// A permutation of the numbers of 64 bits in which every bit depends on every other.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
