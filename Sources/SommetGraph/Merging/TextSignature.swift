/// A sketch of a text, by which texts can be compared without having them: MinHash over word shingles.
///
/// The share of equal numbers in two signatures estimates the Jaccard similarity of the texts' sets of five folded
/// words in a row: 1 for the same words, 0 for nothing in common, with a standard error of at most 0.046. Hashes and
/// seeds are fixed: the same text has the same signature everywhere.
///
/// Source: Broder 1997, "On the resemblance and containment of documents",
/// <https://doi.org/10.1109/SEQUEN.1997.666900>.
public struct TextSignature: Sendable, Hashable {
  /// Numbers of a signature.
  public static let count = 120
  /// Words of a shingle.
  static let shingleWidth = 5
  /// A text with fewer shingles says too little.
  static let leastShingles = 8

  let values: [UInt32]

  /// The signature of the parts of one text, such as its paragraphs; nil when they hold too few words.
  public init?(_ parts: some Sequence<Substring>) {
    let words = parts.flatMap { FoldedName.words(String($0)) }.map { Identifier.number([$0]) }
    guard words.count >= Self.shingleWidth + Self.leastShingles - 1 else { return nil }
    var least = [UInt64](repeating: .max, count: Self.count)
    let seeds = (0..<Self.count).map { Identifier.mixed(UInt64($0) &+ 1) }
    for start in 0...words.count - Self.shingleWidth {
      let shingle = words[start..<start + Self.shingleWidth].reduce(0) { Identifier.mixed($0 &* 31 &+ $1) }
      for (index, seed) in seeds.enumerated() {
        least[index] = min(least[index], Identifier.mixed(shingle ^ seed))
      }
    }
    values = least.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// - Precondition: four bytes for each number, little-endian.
  init(bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    precondition(bytes.count == 4 * Self.count, "a signature has \(4 * Self.count) bytes")
    values = (0..<Self.count).map { number in
      (0..<4).reduce(0) { $0 | UInt32(bytes[4 * number + $1]) << UInt32(8 * $1) }
    }
  }

  /// Four bytes for each number, little-endian.
  var bytes: [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) } }
  }

  /// The estimated Jaccard similarity, 0…1.
  public func similarity(to other: TextSignature) -> Double {
    let equal = zip(values, other.values).count { $0 == $1 }
    return Double(equal) / Double(Self.count)
  }
}

/// In JSON a string of eight hexadecimal digits for each number.
extension TextSignature: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let digits = Array(try container.decode(String.self).utf8)
    var values: [UInt32] = []
    if digits.count == 8 * Self.count {
      values = stride(from: 0, to: digits.count, by: 8).compactMap {
        Self.number(digits[$0..<$0 + 8])
      }
    }
    guard values.count == Self.count else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected \(8 * Self.count) hexadecimal digits")
    }
    self.values = values
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let digits = Array("0123456789abcdef".utf8)
    let bytes = values.flatMap { value in
      stride(from: 28, through: 0, by: -4).map { digits[Int(value >> UInt32($0) & 15)] }
    }
    try container.encode(String(decoding: bytes, as: UTF8.self))
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }
}
