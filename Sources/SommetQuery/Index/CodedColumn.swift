import SommetGraph

/// A property of all nodes, or of all edges: for each a code, and for each code a value.
///
/// Code 0 is no value; the others number the distinct values in ascending order of their bytes.
final class CodedColumn {
  /// How many elements there are.
  let count: Int
  /// Codes are below this.
  let codeCount: Int
  private let values: SegmentReader
  private let offsets: IndexArray<UInt64>
  /// For each element, or for each of `holders`; nil in a column of elements only.
  private let codes: IndexArray<UInt32>?
  /// Elements with a value, ascending, where they are few.
  private let holders: IndexArray<UInt32>?
  private let starts: IndexArray<UInt32>?
  private let elements: IndexArray<UInt32>?
  /// Codes by the hashes of their values, in columns that find elements.
  private let hashed: HashedNumbers?
  private var cache: [QueryValue?] = []
  /// The codes of all elements, made where only those of few are kept. Owned.
  private var expanded: UnsafeMutablePointer<UInt32>?

  private static let cacheLimit = 1 << 16

  init(_ info: IndexHeader.Column, count: Int, in parts: ImageParts) throws {
    self.count = count
    codeCount = info.valueCount + 1
    values = parts.reader(.values)
    offsets = try parts.required("\(info.name).offsets", of: UInt64.self)
    codes = try parts.array("\(info.name).codes")
    holders = try parts.array("\(info.name).holders")
    starts = try parts.array("\(info.name).starts")
    elements = try parts.array("\(info.name).elements")
    hashed = try HashedNumbers(info.name, in: parts)
    guard offsets.count == codeCount, codes?.count ?? 0 == holders?.count ?? codes.map({ _ in count }) ?? 0
    else {
      throw IndexError.damaged(segment: IndexSegment.header.rawValue, page: 0)
    }
  }

  deinit { expanded?.deallocate() }

  /// Whether the elements of a value can be found without looking at all.
  var findsElements: Bool { starts != nil }

  @inline(__always) func code(_ element: Int) throws -> Int {
    guard let codes else { return 0 }
    if holders == nil { return Int(try codes[element]) }
    return try sparseCode(element)
  }

  private func sparseCode(_ element: Int) throws -> Int {
    guard let holders, let codes else { return 0 }
    var (low, high) = (0, holders.count)
    while low < high {
      let middle = (low + high) / 2
      if try Int(holders[middle]) < element { low = middle + 1 } else { high = middle }
    }
    guard low < holders.count, try Int(holders[low]) == element else { return 0 }
    return Int(try codes[low])
  }

  /// The codes of all elements, for loops over many of them; valid as long as the column lives. nil in a column of
  /// elements only.
  func allCodes() throws -> UnsafePointer<UInt32>? {
    guard let codes else { return nil }
    guard let holders else { return try codes.all().baseAddress }
    if let expanded { return UnsafePointer(expanded) }
    let all = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    all.initialize(repeating: 0, count: max(1, count))
    expanded = all
    for (element, code) in zip(try holders.all(), try codes.all()) where Int(element) < count {
      all[Int(element)] = code
    }
    return UnsafePointer(all)
  }

  // MARK: Values

  /// The value of a code.
  func value(_ code: Int) throws -> QueryValue {
    if code == 0 { return .null }
    guard codeCount <= Self.cacheLimit else { return try stored(code).queryValue }
    if cache.isEmpty { cache = Array(repeating: nil, count: codeCount) }
    if let value = cache[code] { return value }
    let value = try stored(code).queryValue
    cache[code] = value
    return value
  }

  func stored(_ code: Int) throws -> StoredValue {
    guard let value = StoredValue(try bytes(code)) else {
      throw IndexError.damaged(segment: IndexSegment.values.rawValue, page: 0)
    }
    return value
  }

  private func bytes(_ code: Int) throws -> UnsafeRawBufferPointer {
    let (start, end) = (Int(try offsets[code - 1]), Int(try offsets[code]))
    guard start <= end else { throw IndexError.damaged(segment: IndexSegment.values.rawValue, page: 0) }
    return try values.bytes(start..<end)
  }

  /// The code of a value; nil when no element has it, or values are not looked up in this column.
  func code(of value: StoredValue) throws -> Int? {
    let wanted = value.bytes
    return try wanted.withUnsafeBytes { wanted in
      try hashed?.first(ByteHash.of(wanted)) { code in
        guard code > 0, code < codeCount else {
          throw IndexError.damaged(segment: IndexSegment.columns.rawValue, page: 0)
        }
        return try bytes(code).elementsEqual(wanted)
      }
    }
  }

  // MARK: Elements

  /// How many elements have a code; nil when that is not kept.
  func elementCount(_ code: Int) throws -> Int? {
    guard let starts else { return nil }
    return Int(try starts[code + 1]) - Int(try starts[code])
  }

  /// The elements that have a code, ascending; nil when that is not kept. Valid as long as the column lives.
  func elements(_ code: Int) throws -> UnsafeBufferPointer<UInt32>? {
    guard let starts, let elements else { return nil }
    let (first, end) = (Int(try starts[code]), Int(try starts[code + 1]))
    guard first <= end else { throw IndexError.damaged(segment: IndexSegment.columns.rawValue, page: 0) }
    return try elements.part(first..<end)
  }

  /// The elements that have a text, in whatever way its letters are written in Unicode, ascending.
  func elements(spelling text: String) throws -> [Int] {
    var found: Set<Int> = []
    for spelling in Spellings.of(text) {
      guard let code = try code(of: .text(spelling)) else { continue }
      found.formUnion(try elements(code)?.map(Int.init) ?? [])
    }
    return found.sorted()
  }
}
