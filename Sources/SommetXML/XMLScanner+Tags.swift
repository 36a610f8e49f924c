import Glibc

/// Tags.
extension XMLScanner {
  /// The name of the innermost element.
  var openName: String {
    let start = depth > 0 ? openStarts[depth - 1] : 0
    return String(
      decoding: UnsafeBufferPointer(start: openNames.start + start, count: openCount - start), as: UTF8.self)
  }

  /// Scans a name at `next`; nil when there is none, else the offset at which its local part begins.
  ///
  /// A colon that cannot end a prefix is a letter like others, as for libxml2.
  mutating func scanName() throws(XMLError) -> Int? {
    let start = next
    var local = next
    var hasColon = false
    let (bytes, table) = (bytes, table)
    if bytes[next] < 0x80 {
      guard table[Int(bytes[next])] & XMLBytes.noNameStart == 0 else { return nil }
    }
    while true {
      var place = next
      while table[Int(bytes[place])] & XMLBytes.nameEnd == 0 { place += 1 }
      next = place
      let byte = bytes[next]
      if byte == UInt8(ascii: ":") {
        next += 1
        if !hasColon {
          hasColon = true
          let following = bytes[next]
          let isParting =
            following >= 0x80 || table[Int(following)] & XMLBytes.noNameStart == 0 && following != byte
          if next - 1 > start, isParting { local = next }
        }
      } else if byte >= 0x80, let (scalar, length) = XMLBytes.scalar(bytes + next) {
        guard XMLBytes.isNameScalar(scalar, first: next == start) else { return next == start ? nil : local }
        next += length
      } else {
        return local
      }
    }
  }

  mutating func scanEnd(_ handler: inout some XMLStreamHandler) throws {
    let start = openStarts[depth - 1]
    let count = openCount - start
    while end - next < count + 3, !isAtEnd { try refill(keeping: next) }
    let behind = next + 2 + count
    guard behind <= end, memcmp(bytes + next + 2, openNames.start + start, count) == 0,
      bytes[behind] < 0x80, bytes[behind] != UInt8(ascii: ":"),
      table[Int(bytes[behind])] & XMLBytes.nameEnd != 0
    else { throw mismatch() }
    next = behind
    while bytes[next] != UInt8(ascii: ">") {
      _ = skipBlanks()
      if next == end, !isAtEnd {
        try refill(keeping: next)
      } else if bytes[next] != UInt8(ascii: ">") {
        throw expected("'>'")
      }
    }
    next += 1
    close()
    try handler.end()
  }

  private mutating func mismatch() -> XMLError {
    let place = place
    next += 2
    let first = next
    _ = try? scanName()
    let found = String(
      decoding: UnsafeBufferPointer(start: bytes + first, count: next - first), as: UTF8.self)
    return XMLError(
      file: file, line: place.line, column: place.column,
      message: "expected the end tag of '\(openName)', found '</\(found)'")
  }

  @inline(__always)
  mutating func close() {
    namespaces.close(depth: depth)
    depth -= 1
    openCount = openStarts[depth]
  }

  mutating func scanStart(_ handler: inout some XMLStreamHandler) throws {
    count(to: next)
    let place = place
    let repeated = known.find(bytes + next, count: end - next)
    if let repeated, repeated.isKnown { return try handAgain(known[repeated], place, &handler) }
    while true {
      let start = next
      let (oldLine, oldStart, oldContinued, oldCounted) = (line, lineStart, continued, counted)
      if let tag = try scanTag() {
        return try hand(tag, place, line == oldLine ? repeated : nil, from: start, &handler)
      }
      if isAtEnd { throw expected("the end of a tag") }
      // Scanned again when all of it is there: nothing was changed yet.
      (next, line, lineStart, continued, counted) = (start, oldLine, oldStart, oldContinued, oldCounted)
      try refill(keeping: start)
    }
  }

  struct Tag {
    var name: Range<Int>
    var local: Int
    var isEmpty: Bool
  }

  /// Scans a start tag by offsets; nil when its end is not there yet.
  private mutating func scanTag() throws(XMLError) -> Tag? {
    attributeCount = 0
    next += 1
    let start = next
    guard let local = try scanName() else {
      if next == end, !isAtEnd { return nil }
      throw expected("the name of an element")
    }
    let name = start..<next
    while true {
      let isParted = skipBlanks()
      switch bytes[next] {
      case UInt8(ascii: ">"):
        next += 1
        return Tag(name: name, local: local, isEmpty: false)
      case UInt8(ascii: "/"):
        next += 1
        if next == end, !isAtEnd { return nil }
        guard bytes[next] == UInt8(ascii: ">") else { throw expected("'>'") }
        next += 1
        return Tag(name: name, local: local, isEmpty: true)
      default:
        if next == end { return nil }
        guard isParted else { throw expected("a blank, '>' or '/>'") }
        if try !scanAttribute() { return nil }
      }
    }
  }

  /// Scans an attribute; false when its end is not there yet.
  private mutating func scanAttribute() throws(XMLError) -> Bool {
    let start = next
    guard let local = try scanName() else {
      if next == end, !isAtEnd { return false }
      throw expected("an attribute, '>' or '/>'")
    }
    let name = start..<next
    if bytes[next] != UInt8(ascii: "=") { _ = skipBlanks() }
    guard bytes[next] == UInt8(ascii: "=") else {
      if next == end, !isAtEnd { return false }
      throw expected("'='")
    }
    next += 1
    let quote = bytes[next]
    if quote != UInt8(ascii: "\""), quote != UInt8(ascii: "'") {
      guard skipBlanks() else {
        if next == end, !isAtEnd { return false }
        throw expected("a value in quotes")
      }
      guard bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "'") else {
        if next == end, !isAtEnd { return false }
        throw expected("a value in quotes")
      }
    }
    guard let (value, isSpelt) = try scanValue(bytes[next]) else { return false }
    guard attributeCount < Self.attributeLimit else {
      throw fault("a tag has more than \(Self.attributeLimit) attributes")
    }
    attributes.reserve(attributeCount + 1)
    attributes[attributeCount] = Attribute(name: name, local: local, value: value, isSpelt: isSpelt)
    attributeCount += 1
    return true
  }

  /// Scans a value in quotes, and whether it is to be undone of references or line ends.
  private mutating func scanValue(_ quote: UInt8) throws(XMLError) -> (Range<Int>, Bool)? {
    next += 1
    let start = next
    var isSpelt = false
    while true {
      next = XMLBytes.place(of: quote, UInt8(ascii: "<"), UInt8(ascii: "&"), in: bytes, from: next)
      switch bytes[next] {
      case quote:
        next += 1
        return (start..<next - 1, isSpelt)
      case UInt8(ascii: "&"):
        guard let (_, length) = try reference() else { return nil }
        next += length
        isSpelt = true
      case 0x0A:
        takeLine()
        isSpelt = true
      case 0x09, 0x0D:
        // A tab in a value is read as a blank.
        next += 1
        isSpelt = true
      case 0 where next == end:
        if isAtEnd { throw expected("the end of the value") }
        return nil
      default: throw expected("a value without '<' and control characters")
      }
    }
  }
}
