/// A table of vectors in which an id finds four rows by hashing; their sum is its embedding.
///
/// Source: Svenstrup, Hansen and Winther 2017, *Hash Embeddings*, <https://arxiv.org/abs/1709.03933>; the hash is
/// MurmurHash3 with 128 bits as thinc computes it for a single 64-bit key.
///
/// `@unchecked Sendable`: the table lies in a mapping that is never written to.
struct HashEmbedding: @unchecked Sendable {
  let column: TokenAttributes.Column
  let seed: UInt64
  let width: Int
  let rows: Int
  /// Shape (`rows`, `width`).
  let table: UnsafePointer<Float>

  /// The rows of an id. The same row may come more than once, and then counts as often.
  func indices(of id: UInt64) -> (Int, Int, Int, Int) {
    let (a, b) = Self.hash(id, seed: seed)
    let count = UInt64(rows)
    return (
      Int((a & 0xFFFF_FFFF) % count), Int((a >> 32) % count), Int((b & 0xFFFF_FFFF) % count),
      Int((b >> 32) % count)
    )
  }

  static func hash(_ id: UInt64, seed: UInt64) -> (UInt64, UInt64) {
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

  /// Writes the embedding of an id, `width` floats.
  func embed(_ id: UInt64, into y: UnsafeMutablePointer<Float>) {
    let (a, b, c, d) = indices(of: id)
    let rowA = table + a * width
    let rowB = table + b * width
    let rowC = table + c * width
    let rowD = table + d * width
    for index in 0..<width { y[index] = ((rowA[index] + rowB[index]) + rowC[index]) + rowD[index] }
  }
}
