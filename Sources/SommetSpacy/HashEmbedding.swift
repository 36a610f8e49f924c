/// A table of vectors in which an id finds four rows by hashing; their sum is its embedding.
///
/// The rows are kept as the mixing layer makes them, see `MixedEmbeddings`.
///
/// Source: Svenstrup, Hansen and Winther 2017, *Hash Embeddings*, <https://arxiv.org/abs/1709.03933>; the hash is
/// MurmurHash3 with 128 bits as thinc computes it for a single 64-bit key.
///
/// `@unchecked Sendable`: the table lies in a mapping that is never written to.
package struct HashEmbedding: @unchecked Sendable {
  let column: TokenAttributes.Column
  let seed: UInt64
  let rows: Int
  /// Floats of a row.
  let stride: Int
  /// Shape (`rows`, `stride`).
  let table: UnsafePointer<Float>

  /// The four rows of an id. The same row may come more than once, and then counts as often.
  func rows(of id: UInt64) -> (
    UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>
  ) {
    let (a, b, c, d) = Self.indices(of: id, seed: seed, rows: rows)
    return (table + a * stride, table + b * stride, table + c * stride, table + d * stride)
  }

  /// Where an id is found in a table of `rows` rows.
  package static func indices(of id: UInt64, seed: UInt64, rows: Int) -> (Int, Int, Int, Int) {
    let (a, b) = hash(id, seed: seed)
    let count = UInt64(rows)
    return (
      Int((a & 0xFFFF_FFFF) % count), Int((a >> 32) % count), Int((b & 0xFFFF_FFFF) % count),
      Int((b >> 32) % count)
    )
  }

  private static func hash(_ id: UInt64, seed: UInt64) -> (UInt64, UInt64) {
    var h1 = id &* 0x87C3_7B91_1142_53D5
    h1 = (h1 << 31) | (h1 >> 33)
    h1 = (h1 &* 0x4CF5_AD43_2745_937F) ^ seed ^ 8
    var h2 = seed ^ 8
    h1 &+= h2
    h2 &+= h1
    h1 = mixed(h1)
    h2 = mixed(h2)
    h1 &+= h2
    h2 &+= h1
    return (h1, h2)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ (value >> 33)
  }
}
