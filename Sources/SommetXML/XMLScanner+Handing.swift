import Glibc

/// Tags that were scanned, on their way to the handler.
extension XMLScanner {
  /// Opens an element whose name lies in memory.
  @inline(__always)
  private mutating func open(
    _ name: UnsafePointer<UInt8>, _ length: Int, _ place: XMLPlace
  ) throws(XMLError) {
    guard depth < XMLStream.depthLimit else {
      throw XMLError(
        file: file, line: place.line, column: place.column,
        message: "elements are nested more than \(XMLStream.depthLimit) deep")
    }
    openStarts[depth] = openCount
    depth += 1
    openNames.reserve(openCount + length)
    memcpy(openNames.start + openCount, name, length)
    openCount += length
  }

  /// Hands over a tag that came before.
  mutating func handAgain(
    _ tag: XMLKnownTags.Tag, _ place: XMLPlace, _ handler: inout some XMLStreamHandler
  ) throws {
    next += tag.length
    let name = tag.bytes + 1
    try open(name, tag.nameLength, place)
    let namespace = namespaces.standard
    let attributes = UnsafeBufferPointer(start: tag.attributes, count: tag.attributeCount)
    try handler.start(
      XMLTag(
        name: tag.number, namespace: namespace ?? -1, hasNamespace: namespace != nil, place: place,
        localName: UnsafeBufferPointer(start: name, count: tag.nameLength), attributes: attributes))
    if tag.isEmpty {
      close()
      try handler.end()
    }
  }

  /// - Parameter repeated: where the tag may be kept for when it comes again.
  mutating func hand(
    _ tag: Tag, _ place: XMLPlace, _ repeated: XMLKnownTags.Place?, from start: Int,
    _ handler: inout some XMLStreamHandler
  ) throws {
    try open(bytes + tag.name.lowerBound, tag.name.count, place)
    let (count, isPlain) = try handAttributes()
    if attributeCount > 1 { try checkUnique(place) }
    let hasPrefix = tag.local > tag.name.lowerBound
    let namespace =
      hasPrefix ? namespaces.find(slice(tag.name.lowerBound..<tag.local - 1)) : namespaces.standard
    let local = slice(tag.local..<tag.name.upperBound)
    let number = names.index(local)
    let attributes = UnsafeBufferPointer(start: handed.start, count: count)
    if let repeated, isPlain, !hasPrefix {
      known.keep(
        bytes + start, at: repeated, length: next - start, number: number, nameLength: local.count,
        isEmpty: tag.isEmpty, attributes)
    }
    try handler.start(
      XMLTag(
        name: number, namespace: namespace ?? -1, hasNamespace: namespace != nil, place: place,
        localName: local, attributes: attributes))
    if tag.isEmpty {
      close()
      try handler.end()
    }
  }

  /// Puts the attributes of a tag together, without the declarations of namespaces, which it takes; how many there are, and
  /// whether all stand for themselves as they are spelt.
  private mutating func handAttributes() throws(XMLError) -> (count: Int, isPlain: Bool) {
    handed.reserve(attributeCount)
    var count = 0
    var isPlain = true
    for number in 0..<attributeCount {
      let attribute = attributes[number]
      let value: UnsafeBufferPointer<UInt8>
      if attribute.isSpelt {
        self.count(to: next)
        isPlain = false
        value = try plain(attribute.value)
      } else {
        value = slice(attribute.value)
      }
      if bytes[attribute.name.lowerBound] == UInt8(ascii: "x"),
        namespaces.declare(slice(attribute.name), value, depth: depth)
      {
        isPlain = false
        continue
      }
      let local = slice(attribute.local..<attribute.name.upperBound)
      let isPrefixed = attribute.local > attribute.name.lowerBound
      handed[count] = XMLAttribute(
        number: isPrefixed ? -1 : names.index(local), isPrefixed: isPrefixed, localName: local, value: value)
      count += 1
    }
    return (count, isPlain)
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
      for number in 0..<attributeCount {
        let name = attributes[number].name
        if !seen.insert(Array(slice(name))).inserted { throw fault(name) }
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

  /// A value with its references undone and blanks for its line ends, made where it lies.
  private mutating func plain(_ range: Range<Int>) throws(XMLError) -> UnsafeBufferPointer<UInt8> {
    let (old, bytes) = (next, bytes)
    defer { next = old }
    let quote = bytes[range.upperBound]
    next = range.lowerBound
    var written = next
    while next < range.upperBound {
      let run = next
      next = XMLBytes.place(of: UInt8(ascii: "&"), quote, quote, in: bytes, from: next)
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
}
