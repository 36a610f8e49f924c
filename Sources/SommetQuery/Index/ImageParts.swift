/// The segments of an image, opened, and its parts by name.
final class ImageParts {
  let header: IndexHeader
  private let readers: [IndexSegment: SegmentReader]
  private let columnInfo: [String: IndexHeader.Column]
  /// Owned; sums of all pages.
  private let sums: UnsafeMutablePointer<UInt64>
  /// Keeps what lies in memory alive.
  private let storage: any IndexStorage

  /// - Throws: `IndexError`, and what the storage throws.
  init(_ storage: any IndexStorage) throws {
    let name = IndexSegment.header.rawValue
    guard let size = try storage.size(of: name) else { throw IndexError.absent }
    let header = try IndexHeader(try storage.read(name, 0..<size))
    self.header = header
    self.storage = storage
    let pages = IndexHeader.summed.map { ((header.sizes[$0] ?? 0) + IndexPage.size - 1) >> IndexPage.shift }
    let total = pages.reduce(0, +)
    let sums = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, total))
    self.sums = sums
    let sumsSize = try storage.size(of: IndexSegment.sums.rawValue) ?? 0
    guard sumsSize == total * 8 else {
      sums.deallocate()
      throw IndexError.damaged(segment: IndexSegment.sums.rawValue, page: 0)
    }
    do {
      let bytes = total == 0 ? [] : try storage.read(IndexSegment.sums.rawValue, 0..<sumsSize)
      bytes.withUnsafeBytes {
        UnsafeMutableRawPointer(sums).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
      }
      var readers: [IndexSegment: SegmentReader] = [:]
      var next = UnsafePointer(sums)
      for (segment, count) in zip(IndexHeader.summed, pages) {
        readers[segment] = try SegmentReader(
          segment, size: header.sizes[segment] ?? 0, sums: next, in: storage)
        next += count
      }
      self.readers = readers
    } catch {
      sums.deallocate()
      throw error
    }
    columnInfo = Dictionary(header.columns.map { ($0.name, $0) }) { first, _ in first }
  }

  deinit { sums.deallocate() }

  func reader(_ segment: IndexSegment) -> SegmentReader { readers[segment]! }

  /// The array of a name; nil when the image has none.
  func array<Number>(_ name: String, of type: Number.Type = UInt32.self) throws -> IndexArray<Number>? {
    try header.parts[name].map { try IndexArray($0, of: reader($0.segment)) }
  }

  /// The array of a name that every image has.
  func required<Number>(_ name: String, of type: Number.Type = UInt32.self) throws -> IndexArray<Number> {
    guard let array = try array(name, of: type) else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
    return array
  }

  func column(_ name: String, count: Int) throws -> CodedColumn? {
    try columnInfo[name].map { try CodedColumn($0, count: count, in: self) }
  }

  /// Reads everything there is, and compares it with its sums.
  ///
  /// - Throws: `IndexError.damaged` at the first page that is not as it was written.
  func verify() throws {
    for segment in IndexHeader.summed { try reader(segment).prepare(0..<reader(segment).size) }
  }
}
