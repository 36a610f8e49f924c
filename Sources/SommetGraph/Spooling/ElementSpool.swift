/// Elements of one kind in a temporary file; each is found again by its row, which counts from 0.
///
/// 24 bytes are held for each element.
struct ElementSpool<Element: SpooledElement> {
  private let file: SpillFile
  /// What is not in the file yet.
  private var waiting = ByteWriter()
  private var starts: [Int] = []
  private(set) var fingerprints: [Fingerprint] = []
  /// Whether each element came after those that precede it in canonical order.
  private(set) var isInOrder = true
  private var last: Element?

  private static var blockCount: Int { 1 << 20 }

  init() throws(SpillError) { file = try SpillFile() }

  var count: Int { starts.count }

  mutating func append(_ element: Element) throws(SpillError) {
    if isInOrder, let last, Element.precedes(element, last) { isInOrder = false }
    last = isInOrder ? element : nil
    starts.append(file.count + waiting.bytes.count)
    fingerprints.append(element.fingerprint)
    element.write(into: &waiting)
    guard waiting.bytes.count > Self.blockCount else { return }
    try file.append(waiting.bytes)
    waiting.removeAll()
  }

  func element(at row: Int) throws -> Element {
    let end = row + 1 < count ? starts[row + 1] : file.count + waiting.bytes.count
    return try decode(bytes(starts[row]..<end)[...])
  }

  /// Walks the elements in the order in which they came.
  func forEach(_ body: (Element) throws -> Walk) throws {
    var row = 0
    while row < count {
      let block = rows(from: row)
      let bytes = try bytes(block)
      while row < count, starts[row] < block.upperBound {
        let end = row + 1 < count ? min(starts[row + 1], block.upperBound) : block.upperBound
        let slice = bytes[starts[row] - block.lowerBound..<end - block.lowerBound]
        if try body(decode(slice)) == .stop { return }
        row += 1
      }
    }
  }

  /// Walks the elements in canonical order. Where they came in another, all of them are held.
  func forEachInOrder(_ body: (Element) throws -> Walk) throws {
    if isInOrder { return try forEach(body) }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    try forEach {
      elements.append($0)
      return .continue
    }
    for element in elements.sorted(by: Element.precedes) where try body(element) == .stop { return }
  }

  /// The bytes of a row and of those behind it, as many as make a block.
  private func rows(from first: Int) -> Range<Int> {
    var end = first + 1
    while end < count, starts[end] - starts[first] < Self.blockCount { end += 1 }
    return starts[first]..<(end < count ? starts[end] : file.count + waiting.bytes.count)
  }

  private func bytes(_ range: Range<Int>) throws(SpillError) -> [UInt8] {
    let split = min(max(file.count, range.lowerBound), range.upperBound)
    var bytes = range.lowerBound < split ? try file.read(range.lowerBound..<split) : []
    if split < range.upperBound {
      bytes += waiting.bytes[split - file.count..<range.upperBound - file.count]
    }
    return bytes
  }

  private func decode(_ bytes: ArraySlice<UInt8>) throws -> Element {
    var reader = ByteReader(bytes)
    return try Element(from: &reader)
  }
}

/// What `ElementSpool` holds; it is read back as it was written, to the byte.
protocol SpooledElement {
  /// In canonical order.
  static func precedes(_ a: Self, _ b: Self) -> Bool
  var fingerprint: Fingerprint { get }
  func write(into writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(ByteReaderError)
}

extension SpooledElement where Self: Comparable {
  static func precedes(_ a: Self, _ b: Self) -> Bool { a < b }
}
