/// Texts one after the other in blocks of bytes, found again by their number, which counts from 0: eight bytes each beside
/// their own.
package struct PackedTexts {
  private var blocks: [[UInt8]] = []
  /// Where each begins: the number of its block, and the place in it.
  private var places: [(block: UInt32, start: UInt32)] = []
  /// Bytes of a block, unless a text is longer.
  private static let blockCount = 1 << 16

  package init() {}

  package var count: Int { places.count }

  /// - Returns: the text's number.
  @discardableResult package mutating func append(_ text: String) -> Int {
    let count = text.utf8.count
    if blocks.isEmpty || blocks[blocks.count - 1].count + count > Self.blockCount {
      blocks.append([])
      blocks[blocks.count - 1].reserveCapacity(min(max(count, 1 << 10), Self.blockCount))
    }
    let block = blocks.count - 1
    places.append((UInt32(block), UInt32(blocks[block].count)))
    blocks[block].append(contentsOf: text.utf8)
    return places.count - 1
  }

  package subscript(number: Int) -> String { withBytes(number) { String(decoding: $0, as: UTF8.self) } }

  /// Whether a text is the same to the byte.
  package func isSame(_ number: Int, _ text: String) -> Bool {
    withBytes(number) { $0.elementsEqual(text.utf8) }
  }

  /// Whether one text comes before another in the order of `String`.
  package func precedes(_ a: Int, _ b: Int) -> Bool {
    let order: Bool? = withBytes(a) { left in
      withBytes(b) { right in
        // Letters that may be written in several ways are compared as such.
        guard left.allSatisfy({ $0 < 0x80 }), right.allSatisfy({ $0 < 0x80 }) else { return nil }
        return left.lexicographicallyPrecedes(right)
      }
    }
    return order ?? (self[a] < self[b])
  }

  private func withBytes<Result>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let place = places[number]
    let isLast = number + 1 == places.count || places[number + 1].block != place.block
    let end = isLast ? blocks[Int(place.block)].count : Int(places[number + 1].start)
    return blocks[Int(place.block)].withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[Int(place.start)..<end]))
    }
  }
}
