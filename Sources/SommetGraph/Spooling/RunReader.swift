import Foundation

/// Reads one sorted run, a block at a time.
struct RunReader {
  private static let blockCount = 1 << 17

  private let file: SpillFile
  private var rest: Range<Int>
  private var block: [UInt8] = []
  private var place = 0
  /// Of the pair that comes next; no key at the end.
  private(set) var key: [UInt8]?
  private(set) var value: ArraySlice<UInt8> = []

  init(_ file: SpillFile, _ run: Range<Int>) throws(SpillError) {
    self.file = file
    rest = run
    try advance()
  }

  mutating func advance() throws(SpillError) {
    try fill(20)
    guard place < block.count else {
      key = nil
      value = []
      return
    }
    var reader = ByteReader(block[place...])
    guard let keyCount = try? reader.integer(), let valueCount = try? reader.integer() else {
      throw SpillError(operation: "read", code: EIO)
    }
    let header = reader.offset - place
    try fill(header + keyCount + valueCount)
    let begin = place + header
    let end = begin + keyCount + valueCount
    guard end <= block.count else { throw SpillError(operation: "read", code: EIO) }
    key = Array(block[begin..<begin + keyCount])
    value = ArraySlice(Array(block[begin + keyCount..<end]))
    place = end
  }

  /// Sees to it that so many bytes lie after `place`, if there are so many.
  private mutating func fill(_ count: Int) throws(SpillError) {
    guard block.count - place < count, !rest.isEmpty else { return }
    let wanted = max(count, Self.blockCount)
    let next = try file.read(rest.lowerBound..<min(rest.upperBound, rest.lowerBound + wanted))
    block = Array(block[place...]) + next
    place = 0
    rest = rest.lowerBound + next.count..<rest.upperBound
  }
}
