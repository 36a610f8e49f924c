/// Elements of one kind in a temporary file; each is found again by its row, which counts from 0.
///
/// Sixteen bytes are held for each element.
struct ElementSpool<Element: SpooledElement> {
  private var rows: RowSpool
  private(set) var fingerprints: [Fingerprint] = []
  /// Whether each element came after those that precede it in canonical order.
  private(set) var isInOrder = true
  private var last: Element?
  private var writer = ByteWriter()

  init() throws(SpillError) { rows = try RowSpool() }

  var count: Int { rows.count }

  mutating func append(_ element: Element) throws(SpillError) {
    if isInOrder, let last, Element.precedes(element, last) { isInOrder = false }
    last = isInOrder ? element : nil
    fingerprints.append(element.fingerprint)
    writer.removeAll()
    element.write(into: &writer)
    try rows.append(writer.bytes)
  }

  func element(at row: Int) throws -> Element { try decode(rows[row][...]) }

  /// Walks the elements in the order in which they came.
  func forEach(_ body: (Element) throws -> Walk) throws {
    var row = 0
    while row < count {
      let block = try rows.block(from: row)
      let bytes = try rows.bytes(block)
      while row < count, try rows.start(of: row) < block.upperBound {
        let (start, end) = (try rows.start(of: row), min(try rows.end(of: row), block.upperBound))
        let slice = bytes[start - block.lowerBound..<end - block.lowerBound]
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
