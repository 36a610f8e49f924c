/// The bytes of one segment, fetched page by page when they are asked for, and compared with their sums.
///
/// Not for several threads at once.
final class SegmentReader {
  /// Where the sums of the pages are.
  enum Sums {
    case listed([UInt64])
    /// From a number of theirs on.
    case kept(in: SegmentReader, first: Int)
  }

  let segment: IndexSegment
  let size: Int
  /// The whole segment; what was not fetched yet is not to be read.
  let base: UnsafeRawPointer
  private let storage: any IndexStorage
  /// nil when the segment lies in memory already.
  private let copy: UnsafeMutableRawPointer?
  /// For each page whether it was fetched and is sound.
  private let fetched: UnsafeMutablePointer<Bool>
  private let pageCount: Int
  private let sums: Sums
  private var isWhole = false

  init(_ segment: IndexSegment, size: Int, sums: Sums, in storage: any IndexStorage) throws {
    guard try storage.size(of: segment.rawValue) ?? 0 == size else {
      throw IndexError.damaged(segment: segment.rawValue, page: 0)
    }
    self.segment = segment
    self.size = size
    self.storage = storage
    self.sums = sums
    pageCount = IndexPage.count(size)
    fetched = .allocate(capacity: max(1, pageCount))
    fetched.initialize(repeating: false, count: max(1, pageCount))
    if let memory = try storage.memory(of: segment.rawValue), let start = memory.baseAddress {
      copy = nil
      base = start
    } else {
      copy = .allocate(byteCount: max(16, size), alignment: 16)
      base = UnsafeRawPointer(copy!)
    }
  }

  deinit {
    copy?.deallocate()
    fetched.deallocate()
  }

  /// Fetches the page of a byte.
  @inline(__always) func prepare(_ place: Int) throws {
    if !fetched[place >> IndexPage.shift] { try fetch(place >> IndexPage.shift) }
  }

  /// Fetches what a range needs.
  func prepare(_ range: Range<Int>) throws {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw IndexError.damaged(segment: segment.rawValue, page: range.lowerBound >> IndexPage.shift)
    }
    guard !isWhole, !range.isEmpty else { return }
    var page = range.lowerBound >> IndexPage.shift
    let last = (range.upperBound - 1) >> IndexPage.shift
    while page <= last {
      if fetched[page] {
        page += 1
        continue
      }
      var end = page + 1
      while end <= last, !fetched[end] { end += 1 }
      try fetch(page..<end)
      page = end
    }
    if range == 0..<size { isWhole = true }
  }

  /// Fetches a page, and the more of those after it the more of those before it were fetched.
  @inline(never) private func fetch(_ page: Int) throws {
    var before = 0
    while before < min(page, IndexPage.ahead), fetched[page - before - 1] { before += 1 }
    var end = page + 1
    while end < min(pageCount, page + before), !fetched[end] { end += 1 }
    try fetch(page..<end)
  }

  private func fetch(_ pages: Range<Int>) throws {
    if let copy {
      let range = pages.lowerBound << IndexPage.shift..<min(size, pages.upperBound << IndexPage.shift)
      try storage.read(segment.rawValue, range, into: copy + range.lowerBound)
    }
    for page in pages {
      let start = page << IndexPage.shift
      let bytes = UnsafeRawBufferPointer(start: base + start, count: min(IndexPage.size, size - start))
      guard try PageSum.of(bytes) == sum(page) else {
        throw IndexError.damaged(segment: segment.rawValue, page: page)
      }
      fetched[page] = true
    }
  }

  private func sum(_ page: Int) throws -> UInt64 {
    switch sums {
    case .listed(let sums): return sums[page]
    case .kept(let reader, let first):
      let place = (first + page) * MemoryLayout<UInt64>.stride
      try reader.prepare(place)
      return reader.base.load(fromByteOffset: place, as: UInt64.self)
    }
  }

  func bytes(_ range: Range<Int>) throws -> UnsafeRawBufferPointer {
    try prepare(range)
    return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}

/// An array of numbers in a segment, fetched where it is read.
struct IndexArray<Number: FixedWidthInteger> {
  let reader: SegmentReader
  let count: Int
  private let offset: Int
  private let base: UnsafePointer<Number>

  init(_ part: IndexHeader.Part, of reader: SegmentReader) throws {
    guard part.offset >= 0, part.size >= 0, part.offset + part.size <= reader.size, part.offset & 7 == 0
    else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
    self.reader = reader
    offset = part.offset
    count = part.size / MemoryLayout<Number>.stride
    base = (reader.base + part.offset).assumingMemoryBound(to: Number.self)
  }

  @inline(__always) subscript(_ index: Int) -> Number {
    get throws {
      guard index >= 0, index < count else {
        throw IndexError.damaged(segment: reader.segment.rawValue, page: 0)
      }
      try reader.prepare(offset + index * MemoryLayout<Number>.stride)
      return base[index]
    }
  }

  /// All of it; valid as long as the reader lives.
  func all() throws -> UnsafeBufferPointer<Number> {
    try part(0..<count)
  }

  /// A stretch of it; valid as long as the reader lives.
  @inline(__always) func part(_ range: Range<Int>) throws -> UnsafeBufferPointer<Number> {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw IndexError.damaged(segment: reader.segment.rawValue, page: 0)
    }
    let stride = MemoryLayout<Number>.stride
    if range.count * stride <= IndexPage.size {
      if range.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
      try reader.prepare(offset + range.lowerBound * stride)
      try reader.prepare(offset + range.upperBound * stride - 1)
    } else {
      try reader.prepare(offset + range.lowerBound * stride..<offset + range.upperBound * stride)
    }
    return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
