/// Rows of bytes in a temporary file; each is found again by its number, which counts from 0.
struct RowSpool {
  private let file: SpillFile
  /// What is not in the file yet.
  private var waiting: [UInt8] = []
  private let starts = SpilledArray<Int>()

  static var blockCount: Int { 1 << 20 }

  init() throws(SpillError) { file = try SpillFile() }

  var count: Int { starts.count }
  /// Of all rows, in bytes.
  var byteCount: Int { file.count + waiting.count }

  mutating func append(_ row: some Collection<UInt8>) throws(SpillError) {
    try starts.append(byteCount)
    waiting.append(contentsOf: row)
    guard waiting.count > Self.blockCount else { return }
    try file.append(waiting)
    waiting.removeAll(keepingCapacity: true)
  }

  subscript(row: Int) -> [UInt8] {
    get throws(SpillError) { try bytes(start(of: row)..<end(of: row)) }
  }

  func start(of row: Int) throws(SpillError) -> Int { try starts[row] }
  func end(of row: Int) throws(SpillError) -> Int { row + 1 < count ? try starts[row + 1] : byteCount }

  /// The bytes of a row and of those behind it, as many as make a block: where they begin and end.
  func block(from first: Int) throws(SpillError) -> Range<Int> {
    let start = try starts[first]
    var next = first + 1
    while next < count, try starts[next] - start < Self.blockCount { next += 1 }
    return start..<(try end(of: next - 1))
  }

  func bytes(_ range: Range<Int>) throws(SpillError) -> [UInt8] {
    let split = min(max(file.count, range.lowerBound), range.upperBound)
    var bytes = range.lowerBound < split ? try file.read(range.lowerBound..<split) : []
    if split < range.upperBound { bytes += waiting[split - file.count..<range.upperBound - file.count] }
    return bytes
  }
}
