/// Rows of bytes in a temporary file; each is found again by its number, which counts from 0. Eight bytes are held for each.
struct RowSpool {
  private let file: SpillFile
  /// What is not in the file yet.
  private var waiting: [UInt8] = []
  private(set) var starts: [Int] = []

  static var blockCount: Int { 1 << 20 }

  init() throws(SpillError) { file = try SpillFile() }

  var count: Int { starts.count }
  /// Of all rows, in bytes.
  var byteCount: Int { file.count + waiting.count }

  mutating func append(_ row: some Collection<UInt8>) throws(SpillError) {
    starts.append(byteCount)
    waiting.append(contentsOf: row)
    guard waiting.count > Self.blockCount else { return }
    try file.append(waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  subscript(row: Int) -> [UInt8] {
    get throws(SpillError) { try bytes(starts[row]..<end(of: row)) }
  }

  func end(of row: Int) -> Int { row + 1 < count ? starts[row + 1] : byteCount }

  /// The bytes of a row and of those behind it, as many as make a block: where they begin and end.
  func block(from first: Int) -> Range<Int> {
    var end = first + 1
    while end < count, starts[end] - starts[first] < Self.blockCount { end += 1 }
    return starts[first]..<(end < count ? starts[end] : byteCount)
  }

  func bytes(_ range: Range<Int>) throws(SpillError) -> [UInt8] {
    let split = min(max(file.count, range.lowerBound), range.upperBound)
    var bytes = range.lowerBound < split ? try file.read(range.lowerBound..<split) : []
    if split < range.upperBound { bytes += waiting[split - file.count..<range.upperBound - file.count] }
    return bytes
  }
}
