/// The segments of an image, opened, and its parts by name.
final class ImageParts {
  let header: IndexHeader
  private var readers: [IndexSegment: SegmentReader] = [:]
  private let sums: SegmentReader
  private let columnInfo: [String: IndexHeader.Column]
  /// Keeps what lies in memory alive.
  private let storage: any IndexStorage

  /// - Throws: `IndexError`, and what the storage throws.
  init(_ storage: any IndexStorage) throws {
    let name = IndexSegment.header.rawValue
    guard let length = try storage.size(of: name) else { throw IndexError.absent }
    let header = try IndexHeader(try storage.read(name, 0..<length))
    self.header = header
    self.storage = storage
    let pages = IndexHeader.summed.map { IndexPage.count(header.sizes[$0] ?? 0) }
    let size = pages.reduce(0, +) * MemoryLayout<UInt64>.stride
    guard header.sums.count == IndexPage.count(size) else {
      throw IndexError.damaged(segment: name, page: 0)
    }
    sums = try SegmentReader(.sums, size: size, sums: .listed(header.sums), in: storage)
    var first = 0
    for (segment, count) in zip(IndexHeader.summed, pages) {
      readers[segment] = try SegmentReader(
        segment, size: header.sizes[segment] ?? 0, sums: .kept(in: sums, first: first), in: storage)
      first += count
    }
    columnInfo = Dictionary(header.columns.map { ($0.name, $0) }) { first, _ in first }
  }

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
    for reader in [sums] + IndexHeader.summed.map(reader) { try reader.prepare(0..<reader.size) }
  }
}
