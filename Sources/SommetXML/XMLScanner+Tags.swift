import Glibc

/// Tags.
extension XMLScanner {
  var openName: String {
    String(decoding: openNames[(openStarts.last ?? 0)..<openCount], as: UTF8.self)
  }

  /// Scans a name at `next`; nil when there is none, else the offset at which its local part begins.
  ///
  /// A colon that cannot end a prefix is a letter like others, as for libxml2.
  mutating func scanName() throws(XMLError) -> Int? {
    let start = next
    var local = next
    var hasColon = false
    if bytes[next] < 0x80 {
      guard XMLBytes.beginsName(bytes[next]) else { return nil }
    }
    while true {
      let byte = bytes[next]
      if table[Int(byte)] & XMLBytes.nameEnd == 0 {
        next += 1
        if byte == UInt8(ascii: ":"), !hasColon {
          hasColon = true
          let isParting = bytes[next] >= 0x80 || XMLBytes.beginsName(bytes[next]) && bytes[next] != byte
          if next - 1 > start, isParting { local = next }
        }
      } else if byte >= 0x80 {
        guard let (scalar, length) = XMLBytes.scalar(bytes + next) else {
          if end - next < 4, !isAtEnd { return next == start ? nil : local }
          throw expected("a name")
        }
        guard XMLBytes.isNameScalar(scalar, first: next == start) else { return next == start ? nil : local }
        next += length
        continued += length - 1
      } else {
        return local
      }
    }
  }

  mutating func scanEnd(_ handler: inout some XMLStreamHandler) throws {
    let place = place
    let start = openStarts[openStarts.count - 1]
    let count = openCount - start
    while end - next < count + 3, !isAtEnd { try refill(keeping: next) }
    let isSame = openNames.withUnsafeBufferPointer {
      memcmp(bytes + next + 2, $0.baseAddress! + start, count) == 0
    }
    guard isSame, next + 2 + count <= end, table[Int(bytes[next + 2 + count])] & XMLBytes.nameEnd != 0,
      bytes[next + 2 + count] < 0x80
    else {
      next += 2
      let first = next
      _ = try? scanName()
      let found = String(
        decoding: UnsafeBufferPointer(start: bytes + first, count: next - first), as: UTF8.self)
      throw XMLError(
        file: file, line: place.line, column: place.column,
        message: "expected the end tag of '\(openName)', found '</\(found)'")
    }
    for place in start..<openCount where openNames[place] & 0xC0 == 0x80 { continued += 1 }
    next += 2 + count
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
    try handler.end(at: place)
  }

  private mutating func close() {
    namespaces.close(depth: openStarts.count)
    openCount = openStarts.removeLast()
  }

  mutating func scanStart(_ handler: inout some XMLStreamHandler) throws {
    while true {
      let (start, place) = (next, place)
      let (oldLine, oldStart, oldContinued) = (line, lineStart, continued)
      if let tag = try scanTag() { return try hand(tag, place, &handler) }
      if isAtEnd { throw expected("the end of a tag") }
      // Scanned again when all of it is there: nothing was changed yet.
      (next, line, lineStart, continued) = (start, oldLine, oldStart, oldContinued)
      try refill(keeping: start)
    }
  }

  private struct Tag {
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
      if end - next < 4, !isAtEnd { return nil }
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
        if next >= end || bytes[next] >= 0x80 && end - next < 4 && !isAtEnd { return nil }
        guard isParted else { throw expected("a blank, '>' or '/>'") }
        if try !scanAttribute() { return nil }
      }
    }
  }

  /// Scans an attribute; false when its end is not there yet.
  private mutating func scanAttribute() throws(XMLError) -> Bool {
    let start = next
    guard let local = try scanName() else {
      if end - next < 4, !isAtEnd { return false }
      throw expected("an attribute, '>' or '/>'")
    }
    let name = start..<next
    if bytes[next] != UInt8(ascii: "=") { _ = skipBlanks() }
    guard bytes[next] == UInt8(ascii: "=") else {
      if next >= end || end - next < 4, !isAtEnd { return false }
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
    let attribute = Attribute(name: name, local: local, value: value, isSpelt: isSpelt)
    if attributeCount < attributes.count {
      attributes[attributeCount] = attribute
    } else {
      attributes.append(attribute)
    }
    attributeCount += 1
    return true
  }

  /// Scans a value in quotes, and whether it is to be undone of references or line ends.
  private mutating func scanValue(_ quote: UInt8) throws(XMLError) -> (Range<Int>, Bool)? {
    next += 1
    let start = next
    let mark = quote == UInt8(ascii: "\"") ? XMLBytes.doubleQuoted : XMLBytes.singleQuoted
    var isSpelt = false
    let (bytes, table) = (bytes, table)
    var place = next
    while true {
      while table[Int(bytes[place])] & mark == 0 { place += 1 }
      next = place
      switch bytes[place] {
      case quote:
        next += 1
        return (start..<place, isSpelt)
      case 0x80...:
        if try !takeScalar() { return nil }
      case UInt8(ascii: "&"):
        guard let (_, length) = try reference() else { return nil }
        next += length
        isSpelt = true
      case 0x0A:
        takeLine()
        isSpelt = true
      case 0x09, 0x0D:
        next += 1
        isSpelt = true
      case 0 where next == end:
        if isAtEnd { throw expected("the end of the value") }
        return nil
      default: throw expected("a value without '<' and control characters")
      }
      place = next
    }
  }

  /// A value with its references undone and blanks for its line ends, made where it lies.
  private mutating func plain(_ range: Range<Int>) throws(XMLError) -> UnsafeBufferPointer<UInt8> {
    let (old, bytes) = (next, bytes)
    defer { next = old }
    next = range.lowerBound
    var written = next
    while next < range.upperBound {
      let run = next
      while next < range.upperBound, bytes[next] != UInt8(ascii: "&"), bytes[next] >= 0x20 { next += 1 }
      written = move(run..<next, to: written)
      guard next < range.upperBound else { break }
      if bytes[next] == UInt8(ascii: "&"), let (scalar, length) = try reference() {
        written = put(scalar, at: written)
        next += length
        continue
      }
      if bytes[next] == 0x0D, next + 1 < range.upperBound, bytes[next + 1] == 0x0A { next += 1 }
      bytes[written] = 0x20
      written += 1
      next += 1
    }
    return UnsafeBufferPointer(start: bytes + range.lowerBound, count: written - range.lowerBound)
  }

  private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
  }

  private mutating func hand(_ tag: Tag, _ place: XMLPlace, _ handler: inout some XMLStreamHandler) throws {
    openStarts.append(openCount)
    let (start, length) = (openCount, tag.name.count)
    if start + length > openNames.count {
      openNames.append(contentsOf: repeatElement(0, count: start + length - openNames.count))
    }
    let name = bytes + tag.name.lowerBound
    _ = openNames.withUnsafeMutableBufferPointer { memcpy($0.baseAddress! + start, name, length) }
    openCount += length
    guard openStarts.count <= XMLStream.depthLimit else {
      throw XMLError(
        file: file, line: place.line, column: place.column,
        message: "elements are nested more than \(XMLStream.depthLimit) deep")
    }
    var count = 0
    for number in 0..<attributeCount {
      let attribute = attributes[number]
      let value = attribute.isSpelt ? try plain(attribute.value) : slice(attribute.value)
      if bytes[attribute.name.lowerBound] == UInt8(ascii: "x"),
        namespaces.declare(slice(attribute.name), value, depth: openStarts.count)
      {
        continue
      }
      let local = slice(attribute.local..<attribute.name.upperBound)
      let isPrefixed = attribute.local > attribute.name.lowerBound
      let tagged = XMLAttribute(
        number: isPrefixed ? -1 : names.index(local), isPrefixed: isPrefixed, localName: local, value: value)
      if count < handed.count { handed[count] = tagged } else { handed.append(tagged) }
      count += 1
    }
    if attributeCount > 1 { try checkUnique(place) }
    let namespace = namespaces.find(slice(tag.name.lowerBound..<max(tag.name.lowerBound, tag.local - 1)))
    let local = slice(tag.local..<tag.name.upperBound)
    try handed.withUnsafeBufferPointer { handed in
      let tag = XMLTag(
        name: names.index(local), namespace: namespace ?? -1, hasNamespace: namespace != nil, place: place,
        localName: local, attributes: UnsafeBufferPointer(rebasing: handed[..<count]))
      try handler.start(tag)
    }
    if tag.isEmpty {
      close()
      try handler.end(at: self.place)
    }
  }

  private func checkUnique(_ place: XMLPlace) throws(XMLError) {
    func fault(_ name: Range<Int>) -> XMLError {
      XMLError(
        file: file, line: place.line, column: place.column,
        message: "expected each attribute once, found '\(String(decoding: slice(name), as: UTF8.self))' again"
      )
    }
    if attributeCount > 16 {
      var seen: Set<[UInt8]> = []
      for attribute in attributes[..<attributeCount] where !seen.insert(Array(slice(attribute.name))).inserted
      {
        throw fault(attribute.name)
      }
      return
    }
    for number in 1..<attributeCount {
      let name = attributes[number].name
      for place in 0..<number where attributes[place].name.count == name.count {
        let other = attributes[place].name
        if memcmp(bytes + other.lowerBound, bytes + name.lowerBound, name.count) == 0 { throw fault(name) }
      }
    }
  }
}
