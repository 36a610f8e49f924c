import SommetGraph

/// Writes one segment in whole pages, and keeps the sum of each.
struct SegmentWriter {
  private static let pagesAtOnce = 256

  private let storage: any IndexStorage
  let segment: IndexSegment
  private var pending: [UInt8] = []
  private var written = 0
  private(set) var sums: [UInt64] = []

  init(_ segment: IndexSegment, in storage: any IndexStorage) {
    self.segment = segment
    self.storage = storage
  }

  /// Bytes so far.
  var size: Int { written + pending.count }

  mutating func append(_ bytes: some Sequence<UInt8>) throws {
    pending.append(contentsOf: bytes)
    try flush(least: Self.pagesAtOnce * IndexPage.size)
  }

  /// Adds an array of numbers, at a multiple of eight bytes, and says where it begins.
  mutating func append<Number: FixedWidthInteger>(numbers: [Number]) throws -> IndexHeader.Part {
    pending.append(contentsOf: repeatElement(0, count: -size & 7))
    let offset = size
    try numbers.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
        try append(bytes[start..<min(start + 1 << 20, bytes.count)])
      }
    }
    return .init(segment: segment, offset: offset, size: size - offset)
  }

  /// Adds numbers that lie in a temporary file, likewise.
  mutating func append<Number: FixedWidthInteger>(numbers: SpilledArray<Number>) throws -> IndexHeader.Part {
    let begin = try append(numbers: [] as [Number]).offset
    for start in stride(from: 0, to: numbers.count, by: 1 << 16) {
      _ = try append(numbers: numbers[start..<min(start + 1 << 16, numbers.count)])
    }
    return .init(segment: segment, offset: begin, size: size - begin)
  }

  mutating func finish() throws { try flush(least: 1, all: true) }

  private mutating func flush(least: Int, all: Bool = false) throws {
    guard pending.count >= least else { return }
    let count = all ? pending.count : pending.count - pending.count % IndexPage.size
    pending.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: count, by: IndexPage.size) {
        let page = bytes[start..<min(start + IndexPage.size, count)]
        sums.append(PageSum.of(UnsafeRawBufferPointer(rebasing: page)))
      }
    }
    try storage.append(Array(pending[..<count]), to: segment.rawValue)
    pending.removeFirst(count)
    written += count
  }
}
