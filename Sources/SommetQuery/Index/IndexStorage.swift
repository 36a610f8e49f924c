/// Where the image of a graph is kept: named segments of bytes, written once from front to back, then read by ranges.
///
/// Segments are read and written in whole pages of `IndexPage.size` bytes, of which only the last of a segment may be
/// shorter: a storage that keeps a row for each page needs to cut nothing.
public protocol IndexStorage: AnyObject {
  /// How many bytes a segment has; nil when there is none of that name.
  func size(of segment: String) throws -> Int?

  /// Copies the bytes of a range that lies within a segment and begins at a page to where there is room for them.
  func read(_ segment: String, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer) throws

  /// Adds whole pages at the end of a segment, made when there is none; after a shorter page nothing is added.
  func append(_ bytes: [UInt8], to segment: String) throws

  /// A segment that lies in memory as long as the storage lives; nil when it must be read.
  func memory(of segment: String) throws -> UnsafeRawBufferPointer?
}

extension IndexStorage {
  public func memory(of segment: String) -> UnsafeRawBufferPointer? { nil }

  /// The bytes of a range that lies within a segment and begins at a page.
  func read(_ segment: String, _ range: Range<Int>) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      if let start = buffer.baseAddress, !range.isEmpty { try read(segment, range, into: start) }
      count = range.count
    }
  }
}

/// What is fetched and summed at once: small, since what looks something up needs a few bytes here and a few there.
public enum IndexPage {
  /// Bytes.
  public static let size = 1 << shift
  static let shift = 12
  /// The most pages that are fetched ahead of one who reads on and on.
  static let ahead = 64

  /// How many pages so many bytes fill.
  static func count(_ bytes: Int) -> Int { (bytes + size - 1) >> shift }
}

/// The segments of an image.
enum IndexSegment: String, CaseIterable {
  /// What there is, and where; written last, so that an image without it was never finished.
  case header
  /// A sum for each page of the three segments below; the header has one for each page of these sums.
  case sums
  /// Arrays of numbers.
  case columns
  /// Distinct values, in ascending order of their bytes.
  case values
  /// For each node and edge what is asked for seldom: aliases, articles, evidence.
  case elements
}

/// Why an image cannot be read or written.
public enum IndexError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no image, or its writing was never finished.
  case absent
  /// The bytes are no image of a graph.
  case foreign
  /// The image was written by a version with another form of images.
  case version(found: Int, expected: Int)
  /// The bytes are not those that were written.
  case damaged(segment: String, page: Int)
  /// An edge ends at a node that the graph does not have.
  case danglingEdge(key: String, node: String)
  /// Two nodes have one id.
  case repeatedNode(String)
  /// More than an image can number.
  case tooLarge(String)

  public var description: String {
    switch self {
    case .absent: "query index: expected a finished index, found none"
    case .foreign: "query index: expected an index of a graph, found other bytes"
    case .version(let found, let expected):
      "query index: expected version \(expected), found version \(found); build the index again"
    case .damaged(let segment, let page):
      "query index: page \(page) of '\(segment)' is damaged; build the index again"
    case .danglingEdge(let key, let node):
      "query index: the edge '\(key)' ends at '\(node)', which is no node of the graph"
    case .repeatedNode(let id): "query index: expected ids that differ, found the node '\(id)' twice"
    case .tooLarge(let what): "query index: too many \(what) for an index"
    }
  }
}
