import Glibc

/// Scans XML 1.0 in UTF-8 without a document type, the form of nearly every graph file; `XMLStream` gives all other
/// documents to libxml2.
///
/// libxml2 takes 0.6 s for 110 MB of GraphML and 1.2 s for 142 MB of GEXF with handlers that do nothing, since it copies values with
/// references or letters beyond ASCII character by character; this one takes a fifth of that. It checks all that makes a
/// document well-formed: bytes as they come, so that everywhere else those beyond ASCII are characters. Values are undone
/// of references where they lie, so that nothing is copied.
///
/// Sources: <https://www.w3.org/TR/xml/>, <https://www.w3.org/TR/xml-names/>.
struct XMLScanner: ~Copyable {
  let file: String
  let stream: ByteStream
  let table: UnsafeMutablePointer<UInt8>
  let names: XMLNameTable
  var namespaces: XMLNamespaces

  /// Bytes `next..<end` are still to be scanned; zeros follow.
  var bytes: UnsafeMutablePointer<UInt8>
  var capacity: Int
  var next = 0
  var end = 0
  var isAtEnd = false
  /// Bytes that were read behind `end`: the beginning of a character, or all from one on that is none.
  private var held: [UInt8] = []
  /// Whether the bytes at `end` are no character.
  private var isBroken = false

  var line = 1
  /// Offset of the line's first byte; below zero when it is no longer there.
  var lineStart = 0
  /// Bytes of the line, before `counted`, that begin no character.
  var continued = 0
  var counted = 0

  /// Names of open elements, one behind the other, and where each begins.
  var openNames = XMLBuffer<UInt8>(capacity: 1 << 10)
  let openStarts = XMLBuffer<Int>(capacity: XMLStream.depthLimit + 1)
  var depth = 0
  var openCount = 0
  /// Those of the current tag come first.
  var attributes = XMLBuffer<Attribute>(capacity: 16)
  var attributeCount = 0
  var handed = XMLBuffer<XMLAttribute>(capacity: 16)
  let known = XMLKnownTags()

  static let blockSize = 1 << 18
  /// Zeros behind the bytes, so that a few may be looked at without asking.
  static let padding = XMLBytes.padding
  /// Bytes of one tag, at most.
  static let tagLimit = 1 << 26
  /// Attributes of one tag, at most.
  static let attributeLimit = 10_000

  /// An attribute of the tag that is being scanned, by offsets.
  struct Attribute {
    private let nameStart: Int
    private let nameEnd: Int
    private let valueStart: Int
    private let valueEnd: Int
    /// Of the local name.
    let local: Int
    /// Whether references and line ends of the value are to be undone.
    let isSpelt: Bool

    init(name: Range<Int>, local: Int, value: Range<Int>, isSpelt: Bool) {
      (nameStart, nameEnd, self.local) = (name.lowerBound, name.upperBound, local)
      (valueStart, valueEnd, self.isSpelt) = (value.lowerBound, value.upperBound, isSpelt)
    }

    var name: Range<Int> { nameStart..<nameEnd }
    var value: Range<Int> { valueStart..<valueEnd }
  }

  init(_ stream: ByteStream, file: String, names: XMLNameTable, namespaces: XMLNameTable) {
    self.stream = stream
    self.file = file
    self.names = names
    self.namespaces = XMLNamespaces(namespaces)
    table = XMLBytes.table()
    capacity = Self.blockSize
    bytes = .allocate(capacity: capacity + Self.padding)
    bytes.initialize(repeating: 0, count: capacity + Self.padding)
  }

  deinit {
    table.deallocate()
    bytes.deallocate()
  }

  // MARK: - Bytes

  /// Brings more bytes, and moves those from an offset on to the front.
  ///
  /// - Throws: also what is wrong with the bytes at `end`, since all before them was scanned.
  mutating func refill(keeping start: Int) throws(XMLError) {
    if isBroken { throw broken() }
    var kept = end - start
    if start > 0 {
      if counted < start { count(to: start) }
      memmove(bytes, bytes + start, kept)
      next -= start
      lineStart -= start
      counted -= start
    } else if kept + held.count == capacity {
      try grow(kept)
    }
    memcpy(bytes + kept, held, held.count)
    let old = kept
    kept += held.count
    let count = stream.read(into: bytes + kept, count: capacity - kept)
    if count < 0 { throw ByteStream.error(file, stream.failure) }
    isAtEnd = count == 0
    memset(bytes + kept + count, 0, Self.padding)
    hold(from: old, to: kept + count)
  }

  private mutating func grow(_ kept: Int) throws(XMLError) {
    guard capacity < Self.tagLimit else { throw fault("a tag is longer than \(Self.tagLimit) bytes") }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + Self.padding)
    memcpy(larger, bytes, kept)
    bytes.deallocate()
    bytes = larger
    capacity *= 2
  }

  /// Ends the bytes before what is no character, or none yet.
  private mutating func hold(from start: Int, to filled: Int) {
    end = start + XMLBytes.validCount(bytes + start, count: filled - start)
    held = end == filled ? [] : Array(UnsafeBufferPointer(start: bytes + end, count: filled - end))
    guard !held.isEmpty else { return }
    memset(bytes + end, 0, held.count)
    if isAtEnd || held.count >= 4 {
      isBroken = true
      isAtEnd = false
    }
  }

  private mutating func broken() -> XMLError {
    while next < end { if bytes[next] == 0x0A { takeLine() } else { next += 1 } }
    return fault("expected UTF-8 and characters that XML allows")
  }

  /// Everything that was read and not scanned.
  var rest: [UInt8] { Array(UnsafeBufferPointer(start: bytes + next, count: end - next)) + held }

  /// Counts the bytes before an offset that begin no character: once for each, and before they are changed.
  @inline(__always)
  mutating func count(to offset: Int) {
    guard counted < offset else { return }
    continued += XMLBytes.continuationCount(bytes + counted, count: offset - counted)
    counted = offset
  }

  var place: XMLPlace {
    let more = counted < next ? XMLBytes.continuationCount(bytes + counted, count: next - counted) : 0
    return XMLPlace(line: line, column: next - lineStart - continued - more + 1)
  }

  func fault(_ message: String) -> XMLError {
    XMLError(file: file, line: place.line, column: place.column, message: message)
  }

  /// What is wrong at `next`.
  func expected(_ what: String) -> XMLError {
    if next >= end { return fault("expected \(what), found the end of the document") }
    let byte = bytes[next]
    let length = byte < 0x80 ? 1 : XMLBytes.scalar(bytes + next)?.length ?? 1
    let found = String(decoding: UnsafeBufferPointer(start: bytes + next, count: length), as: UTF8.self)
    if byte < 0x20, !XMLBytes.isBlank(byte) {
      return fault("expected \(what), found the control character \(byte), which XML forbids")
    }
    return fault("expected \(what), found '\(found)'")
  }

  mutating func takeLine() {
    line += 1
    lineStart = next + 1
    continued = 0
    next += 1
    counted = next
  }

  /// Goes over blanks; whether there were any.
  mutating func skipBlanks() -> Bool {
    let start = next
    while true {
      let byte = bytes[next]
      if byte == 0x20 || byte == 0x09 || byte == 0x0D {
        next += 1
      } else if byte == 0x0A {
        takeLine()
      } else {
        return next > start
      }
    }
  }

  func has(_ text: StaticString, at offset: Int) -> Bool {
    offset + text.utf8CodeUnitCount <= end
      && memcmp(bytes + offset, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  // MARK: - Documents

  /// Whether the document is one for this scanner: reads up to its root, and goes back when it is not.
  mutating func isForThis() throws(XMLError) -> Bool {
    try refill(keeping: 0)
    if has("\u{FEFF}", at: 0) {
      next = 3
      lineStart = 3
      counted = 3
    }
    if has("<?xml", at: next), XMLBytes.isBlank(bytes[next + 5]) {
      guard let length = XMLDeclaration.length(UnsafeBufferPointer(start: bytes + next, count: end - next))
      else {
        return rewind()
      }
      for _ in 0..<length { if bytes[next] == 0x0A { takeLine() } else { next += 1 } }
    } else if end - next >= 2, bytes[next] == 0 || bytes[next + 1] == 0 {
      return rewind()
    }
    // A prolog of more than a block is nothing that is written by programs.
    do throws(XMLError) { while try scanMisc(isFirstBlock: true) {} } catch { return rewind() }
    return bytes[next] == UInt8(ascii: "<") && bytes[next + 1] != UInt8(ascii: "!") || rewind()
  }

  mutating func rewind() -> Bool {
    (next, line, lineStart, continued, counted) = (0, 1, 0, 0, 0)
    return false
  }

  /// Scans blanks and a comment or processing instruction outside the root; false when there is none.
  mutating func scanMisc(isFirstBlock: Bool = false) throws(XMLError) -> Bool {
    while true {
      _ = skipBlanks()
      if next < end { break }
      if isFirstBlock || isAtEnd { return false }
      try refill(keeping: next)
    }
    while end - next < 4, !isAtEnd, !isFirstBlock { try refill(keeping: next) }
    if has("<!--", at: next) {
      try scanComment(isFirstBlock: isFirstBlock)
      return true
    }
    if has("<?", at: next) {
      try scanInstruction(isFirstBlock: isFirstBlock)
      return true
    }
    return false
  }

  /// Hands over everything, from the root's start tag on.
  mutating func scan(into handler: inout some XMLStreamHandler) throws {
    guard bytes[next] == UInt8(ascii: "<") else { throw expected("an element") }
    try scanStart(&handler)
    while depth > 0 { try scanPiece(&handler) }
    while try scanMisc() {}
    if next < end { throw expected("the end of the document") }
  }

  mutating func scanPiece(_ handler: inout some XMLStreamHandler) throws {
    if next == end {
      try refill(keeping: next)
      if next == end { throw expected("the end tag of '\(openName)'") }
    }
    guard bytes[next] == UInt8(ascii: "<") else { return try scanText(&handler) }
    switch bytes[next + 1] {
    case UInt8(ascii: "/"): try scanEnd(&handler)
    case UInt8(ascii: "?"): try scanInstruction()
    case UInt8(ascii: "!"): try scanDeclaration(&handler)
    case 0 where next + 1 == end && !isAtEnd: try refill(keeping: next)
    default: try scanStart(&handler)
    }
  }

  mutating func scanDeclaration(_ handler: inout some XMLStreamHandler) throws {
    while end - next < 9, !isAtEnd { try refill(keeping: next) }
    if has("<!--", at: next) {
      try scanComment()
    } else if has("<![CDATA[", at: next) {
      try scanCDATA(&handler)
    } else {
      next += 1
      throw expected("an element, a comment or CDATA")
    }
  }
}
