/// The hash by which texts and values are found: FNV-1a of their bytes, mixed so that all bits matter alike.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>.
package enum ByteHash {
  @inlinable package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    return hash ^ hash >> 33
  }
}
