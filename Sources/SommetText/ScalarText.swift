/// A text that can be cut at Unicode scalar offsets in constant time.
///
/// Swift counts characters as grapheme clusters; offsets in records, graphs and spaCy's output count scalars.
/// The text is held as UTF-8 with the byte offset of every 64th scalar, so that a cut costs at most 64 steps.
public struct ScalarText: Sendable, Hashable {
  public let string: String
  /// The number of Unicode scalars.
  public let count: Int
  /// UTF-8 offset of the scalars 0, 64, 128, …; empty when the text is ASCII.
  private let checkpoints: [Int]

  private static let stride = 64

  public init(_ string: String) {
    var string = string
    string.makeContiguousUTF8()
    var checkpoints: [Int] = []
    var count = 0
    string.utf8.withContiguousStorageIfAvailable { bytes in
      for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
        if count % Self.stride == 0 { checkpoints.append(offset) }
        count += 1
      }
    }
    self.string = string
    self.count = count
    self.checkpoints = count == string.utf8.count ? [] : checkpoints
  }

  /// The UTF-8 offset at which scalar `offset` begins; `offset == count` gives the length in bytes.
  ///
  /// - Precondition: `0 <= offset <= count`.
  public func utf8Offset(_ offset: Int) -> Int {
    precondition(0 <= offset && offset <= count, "offset \(offset) is outside a text of \(count) scalars")
    if checkpoints.isEmpty { return offset }
    if offset == count { return string.utf8.count }
    var left = offset % Self.stride
    var byte = checkpoints[offset / Self.stride]
    let utf8 = string.utf8
    var index = utf8.index(utf8.startIndex, offsetBy: byte)
    while left > 0 {
      let width = Self.width(utf8[index])
      byte += width
      index = utf8.index(index, offsetBy: width)
      left -= 1
    }
    return byte
  }

  private static func width(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// The text between two scalar offsets.
  public subscript(span: Span) -> Substring {
    let utf8 = string.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: utf8Offset(span.start))
    let end = utf8.index(utf8.startIndex, offsetBy: utf8Offset(span.end))
    return string[start..<end]
  }

  public var span: Span { Span(0, count) }
}
