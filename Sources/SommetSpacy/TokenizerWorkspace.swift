/// What a thread needs to tokenize: the types and chunks it has met, and buffers. Not to be shared.
package final class TokenizerWorkspace {
  package let lexemes: LexemeStore
  /// The tokens of the last text.
  package internal(set) var tokens: [TokenRecord] = []

  let stack = RegexStack()
  var chunks = ChunkCache()
  /// The chunk at hand: its scalars, the UTF-8 offset of each and of the end, and the suffixes taken off it.
  private(set) var scalars: [UInt32] = []
  private var offsets: [Int] = []
  var suffixes: [(start: Int, end: Int)] = []

  package init(_ tokenizer: Tokenizer) { lexemes = tokenizer.makeLexemes() }

  /// Empties what has grown large. Only between texts.
  package func trim() {
    if lexemes.trim() || chunks.isLarge { chunks = ChunkCache() }
  }

  /// Decodes valid UTF-8.
  func decode(_ bytes: UnsafeRawBufferPointer) {
    scalars.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var offset = 0
    while offset < bytes.count {
      offsets.append(offset)
      let lead = UInt32(bytes[offset])
      if lead < 0x80 {
        scalars.append(lead)
        offset += 1
      } else if lead < 0xE0 {
        scalars.append((lead & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F))
        offset += 2
      } else if lead < 0xF0 {
        scalars.append(
          (lead & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F))
        offset += 3
      } else {
        let high = (lead & 0x07) << 18 | UInt32(bytes[offset + 1] & 0x3F) << 12
        scalars.append(high | UInt32(bytes[offset + 2] & 0x3F) << 6 | UInt32(bytes[offset + 3] & 0x3F))
        offset += 4
      }
    }
    offsets.append(bytes.count)
  }

  /// Appends the type of a piece of the decoded chunk.
  func emit(_ chunk: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
    let bytes = UnsafeRawBufferPointer(rebasing: chunk[offsets[start]..<offsets[end]])
    chunks.lexemes.append(lexemes.number(of: bytes, norm: -1))
  }
}

/// The chunks cut so far, each with the types of its tokens.
struct ChunkCache {
  private static let most = 65_536
  private static let mostBytes = 4 << 20

  /// The types of all chunks, one run per chunk.
  var lexemes: [Int32] = []
  private var ranges: [(first: Int32, count: Int32)] = []
  private var index = ByteIndex()

  var isLarge: Bool { ranges.count > Self.most || index.byteCount > Self.mostBytes }

  func find(_ chunk: UnsafeRawBufferPointer, hash: UInt64) -> Range<Int>? {
    guard let number = index.find(chunk, hash: hash, tag: 0) else { return nil }
    let range = ranges[Int(number)]
    return Int(range.first)..<Int(range.first) + Int(range.count)
  }

  mutating func insert(_ chunk: UnsafeRawBufferPointer, hash: UInt64, _ range: Range<Int>) {
    index.insert(chunk, hash: hash, tag: 0, value: Int32(ranges.count))
    ranges.append((Int32(range.lowerBound), Int32(range.count)))
  }
}
