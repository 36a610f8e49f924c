import Glibc

/// Text, comments, processing instructions and CDATA.
extension XMLScanner {
  // MARK: - Comments, instructions, CDATA

  mutating func scanComment(isFirstBlock: Bool = false) throws(XMLError) {
    next += 4
    while true {
      if try !takeUntil(UInt8(ascii: "-"), isFirstBlock: isFirstBlock, "the end of the comment") { continue }
      if has("-->", at: next) {
        next += 3
        return
      }
      if bytes[next + 1] == UInt8(ascii: "-") { throw expected("'-->'") }
      next += 1
    }
  }

  mutating func scanInstruction(isFirstBlock: Bool = false) throws(XMLError) {
    while end - next < 256, !isAtEnd, !isFirstBlock { try refill(keeping: next) }
    next += 2
    let start = next
    guard try scanName() != nil else { throw expected("the name of a processing instruction") }
    if next - start == 3, has("xml", at: start) || has("XML", at: start) {
      throw expected("a processing instruction that is not 'xml'")
    }
    guard bytes[next] == UInt8(ascii: "?") || XMLBytes.isBlank(bytes[next]) || next == end else {
      throw expected("a blank")
    }
    while true {
      if try !takeUntil(
        UInt8(ascii: "?"), isFirstBlock: isFirstBlock, "the end of the processing instruction")
      {
        continue
      }
      if has("?>", at: next) {
        next += 2
        return
      }
      next += 1
    }
  }

  mutating func scanCDATA(_ handler: inout some XMLStreamHandler) throws {
    next += 9
    while true {
      let start = next
      var isFound = false
      while next < end {
        let byte = bytes[next]
        if byte == UInt8(ascii: "]") {
          if has("]]>", at: next) {
            isFound = true
            break
          }
          if end - next < 3, !isAtEnd { break }
          next += 1
        } else if byte == 0x0A {
          takeLine()
        } else if byte < 0x20, byte != 0x09, byte != 0x0D {
          throw expected("a character")
        } else {
          if byte == 0x0D, next + 1 == end, !isAtEnd { break }
          next += 1
        }
      }
      count(to: next)
      if next > start { try handler.text(withoutReturns(start..<next)) }
      if isFound {
        next += 3
        return
      }
      if isAtEnd { throw expected("the end of CDATA") }
      try refill(keeping: next)
    }
  }

  /// A piece with line feeds for its line ends, made where it lies.
  private func withoutReturns(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    var written = range.lowerBound
    for place in range {
      if bytes[place] == 0x0D {
        if place + 1 < end, bytes[place + 1] == 0x0A { continue }
        bytes[written] = 0x0A
      } else {
        bytes[written] = bytes[place]
      }
      written += 1
    }
    return UnsafeBufferPointer(start: bytes + range.lowerBound, count: written - range.lowerBound)
  }

  /// Goes on to a byte of ASCII; false when bytes are to be brought before going on.
  private mutating func takeUntil(_ wanted: UInt8, isFirstBlock: Bool, _ what: String) throws(XMLError)
    -> Bool
  {
    while true {
      let byte = bytes[next]
      if byte == wanted, end - next >= 3 || isAtEnd { return true }
      if next == end || byte == wanted {
        if isFirstBlock || isAtEnd { throw expected(what) }
        try refill(keeping: next)
        return false
      }
      if byte == 0x0A {
        takeLine()
      } else if byte < 0x20, byte != 0x09, byte != 0x0D {
        throw expected("a character")
      } else {
        next += 1
      }
    }
  }

  // MARK: - Text

  mutating func scanText(_ handler: inout some XMLStreamHandler) throws {
    let start = next
    var run = next
    var written = next
    loop: while true {
      next = XMLBytes.place(
        of: UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "]"), in: bytes, from: next)
      switch bytes[next] {
      case UInt8(ascii: "<"): break loop
      case 0x0A: takeLine()
      case 0x09: next += 1
      case UInt8(ascii: "]"):
        if has("]]>", at: next) { throw expected("text without ']]>'") }
        if end - next < 3, !isAtEnd { break loop }
        next += 1
      case UInt8(ascii: "&"):
        guard let (scalar, length) = try reference() else { break loop }
        count(to: next)
        written = move(run..<next, to: written)
        written = put(scalar, at: written)
        next += length
        run = next
      case 0x0D:
        if next + 1 == end, !isAtEnd { break loop }
        count(to: next)
        written = move(run..<next, to: written)
        if bytes[next + 1] != 0x0A {
          bytes[written] = 0x0A
          written += 1
        }
        next += 1
        run = next
      case 0 where next == end: break loop
      default: throw expected("a character")
      }
    }
    if run > start {
      count(to: next)
      written = move(run..<next, to: written)
    } else {
      written = next
    }
    if written > start { try handler.text(UnsafeBufferPointer(start: bytes + start, count: written - start)) }
    if bytes[next] != UInt8(ascii: "<") {
      if isAtEnd { throw expected("the end tag of '\(openName)'") }
      try refill(keeping: next)
    }
  }

  @inline(__always)
  func move(_ range: Range<Int>, to place: Int) -> Int {
    if place != range.lowerBound { memmove(bytes + place, bytes + range.lowerBound, range.count) }
    return place + range.count
  }

  func put(_ scalar: Unicode.Scalar, at place: Int) -> Int {
    var place = place
    for byte in UTF8.encode(scalar).unsafelyUnwrapped {
      bytes[place] = byte
      place += 1
    }
    return place
  }

  /// The character that a reference at `next` stands for, and the reference's length; nil when bytes are wanting.
  func reference() throws(XMLError) -> (Unicode.Scalar, Int)? {
    switch bytes[next + 1] {
    case UInt8(ascii: "q"): if has("&quot;", at: next) { return ("\"", 6) }
    case UInt8(ascii: "a"):
      if has("&amp;", at: next) { return ("&", 5) }
      if has("&apos;", at: next) { return ("'", 6) }
    case UInt8(ascii: "l"): if has("&lt;", at: next) { return ("<", 4) }
    case UInt8(ascii: "g"): if has("&gt;", at: next) { return (">", 4) }
    default: break
    }
    var length = 1
    while length < 64, next + length < end, bytes[next + length] != UInt8(ascii: ";") {
      let byte = bytes[next + length]
      if byte != UInt8(ascii: "#"), byte != UInt8(ascii: ":"), byte < 0x80,
        table[Int(byte)] & XMLBytes.nameEnd != 0
      {
        break
      }
      length += 1
    }
    guard next + length < end else {
      if !isAtEnd { return nil }
      throw fault("expected a reference, found the end of the document")
    }
    let name = UnsafeBufferPointer(start: bytes + next + 1, count: length - 1)
    guard bytes[next + length] == UInt8(ascii: ";"), !name.isEmpty else {
      throw fault("expected a reference, found '&' (which is written '&amp;')")
    }
    if name[0] == UInt8(ascii: "#") {
      guard let scalar = Self.character(name.dropFirst()) else {
        throw fault("expected the number of a character, found '&\(String(decoding: name, as: UTF8.self));'")
      }
      return (scalar, length + 1)
    }
    throw fault("the entity '&\(String(decoding: name, as: UTF8.self));' is not known")
  }

  /// The character of `65` or `x41`.
  private static func character(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    let isHexadecimal = digits.first == UInt8(ascii: "x")
    let digits = isHexadecimal ? digits.dropFirst() : digits
    guard !digits.isEmpty, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value), XMLText.isAllowed(scalar)
    else { return nil }
    return scalar
  }
}
