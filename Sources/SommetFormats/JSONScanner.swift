import Foundation
import SommetGraph
import SommetText
import SommetXML

/// Reads JSON piece by piece, so that the caller decodes as it goes and every fault has its place.
///
/// Of a file it keeps no more than a block and the value that is being read. Bytes that are not UTF-8 are refused.
/// Nesting is limited, so that a hostile file cannot exhaust the stack.
///
/// Source: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>.
struct JSONScanner {
  let file: String
  private let pieces: FilePieces
  /// What is there of the file, and the offset at which it begins.
  private(set) var bytes: [UInt8] = []
  private(set) var base = 0
  private var isAtEnd = false
  /// Offset of the next byte.
  var offset = 0
  /// Offset from which on bytes are kept; nil for the next one.
  var mark: Int?
  /// For each open bracket whether nothing was read in it yet.
  private var isFirst: [Bool] = []

  private var line = 1
  /// Offset of the line's first byte.
  private var lineStart = 0
  /// Bytes of the line, before the next one, that begin no character.
  private var continued = 0

  private static let depthLimit = 200
  private static let blockSize = 1 << 18
  /// Bytes of one value that is kept whole, at most.
  private static let valueLimit = 1 << 29

  init(_ pieces: FilePieces, file: String) throws(FormatError) {
    self.pieces = pieces
    self.file = file
    try refill()
    // A byte order mark says nothing in UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      offset = 3
      lineStart = 3
    }
  }

  /// Brings more bytes.
  private mutating func refill() throws(FormatError) {
    let kept = bytes.count - ((mark ?? offset) - base)
    guard kept < Self.valueLimit else { throw fault(expected: "a value of at most \(Self.valueLimit) bytes") }
    bytes.removeFirst(bytes.count - kept)
    base = mark ?? offset
    var block = [UInt8](repeating: 0, count: max(Self.blockSize, kept))
    let count = try pieces.fill(&block)
    bytes.append(contentsOf: block[..<count])
    isAtEnd = count == 0
  }

  // MARK: - Places

  /// Where the next byte is; columns are counted in Unicode scalars.
  var place: XMLPlace { XMLPlace(line: line, column: offset - lineStart - continued + 1) }

  func diagnostic(at place: XMLPlace, _ message: String) -> Diagnostic {
    Diagnostic(.error, file: file, line: place.line, column: place.column, message: message)
  }

  func fault(expected: String) -> FormatError {
    let index = offset - base
    guard index < bytes.count else {
      return FormatError([diagnostic(at: place, "expected \(expected), found the end of the file")])
    }
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let found = String(decoding: bytes[index..<end], as: UTF8.self)
    return FormatError([diagnostic(at: place, "expected \(expected), found '\(found)'")])
  }

  /// Lets `body` look at what comes, and goes back.
  mutating func lookingAhead<Result>(_ body: (inout JSONScanner) throws -> Result) rethrows -> Result {
    let (old, oldMark, brackets) = (offset, mark, isFirst)
    let (oldLine, oldStart, oldContinued) = (line, lineStart, continued)
    mark = mark ?? offset
    defer {
      (offset, mark, isFirst) = (old, oldMark, brackets)
      (line, lineStart, continued) = (oldLine, oldStart, oldContinued)
    }
    return try body(&self)
  }

  // MARK: - Structure

  /// Enters an object, whose names `nextName` then gives.
  mutating func beginObject() throws { try enter("{", "an object") }

  /// The next name in the innermost object, whose value must be read before the next call; nil at its end.
  mutating func nextName() throws -> String? {
    guard try advances("}") else { return nil }
    try skipBlanks()
    guard try peek() == UInt8(ascii: "\"") else { throw fault(expected: "a name in quotes") }
    let name = try string()
    guard try takes(":") else { throw fault(expected: "':'") }
    return name
  }

  /// Enters an array, whose elements `nextElement` then announces.
  mutating func beginArray() throws { try enter("[", "an array") }

  /// Whether the innermost array goes on; its next value must be read before the next call.
  mutating func nextElement() throws -> Bool { try advances("]") }

  private mutating func enter(_ bracket: Unicode.Scalar, _ what: String) throws {
    guard try takes(bracket) else { throw fault(expected: what) }
    isFirst.append(true)
    guard isFirst.count <= Self.depthLimit else {
      throw fault(expected: "at most \(Self.depthLimit) nested brackets")
    }
  }

  private mutating func advances(_ bracket: Unicode.Scalar) throws -> Bool {
    let wasFirst = isFirst[isFirst.count - 1]
    isFirst[isFirst.count - 1] = false
    if try takes(bracket) {
      isFirst.removeLast()
      return false
    }
    if !wasFirst, try !takes(",") { throw fault(expected: "',' or '\(bracket)'") }
    return true
  }

  /// Nothing but blanks may follow.
  mutating func end() throws {
    if try hasMore() { throw fault(expected: "the end of the file") }
  }

  /// Where the next value begins.
  mutating func valuePlace() throws -> XMLPlace {
    try skipBlanks()
    return place
  }

  // MARK: - Strings

  mutating func string() throws -> String {
    try skipBlanks()
    guard try peek() == UInt8(ascii: "\"") else { throw fault(expected: "a string") }
    offset += 1
    // Most strings have no escape and lie in one block.
    let start = offset - base
    let length = bytes.withUnsafeBufferPointer { Self.plainLength($0, from: start) }
    if start + length < bytes.count, bytes[start + length] == UInt8(ascii: "\"") {
      let text = bytes.withUnsafeBufferPointer {
        String(validating: UnsafeBufferPointer(rebasing: $0[start..<start + length]), as: UTF8.self)
      }
      count(start..<start + length)
      offset += length + 1
      guard let text else { throw fault(expected: "UTF-8 in the string") }
      return text
    }
    return try longString()
  }

  /// How many bytes stand for themselves.
  private static func plainLength(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"),
      bytes[end] >= 0x20
    { end += 1 }
    return end - start
  }

  /// Counts the bytes of a range, by index, that begin no character.
  private mutating func count(_ range: Range<Int>) {
    bytes.withUnsafeBufferPointer { bytes in
      var found = 0
      for place in range { found += bytes[place] & 0xC0 == 0x80 ? 1 : 0 }
      continued += found
    }
  }

  private mutating func longString() throws -> String {
    var out: [UInt8] = []
    while true {
      let start = offset - base
      let length = bytes.withUnsafeBufferPointer { Self.plainLength($0, from: start) }
      out += bytes[start..<start + length]
      count(start..<start + length)
      offset += length
      switch try peek() {
      case nil: throw fault(expected: "'\"'")
      case UInt8(ascii: "\"")?:
        offset += 1
        guard let text = String(validating: out, as: UTF8.self) else {
          throw fault(expected: "UTF-8 in the string")
        }
        return text
      case UInt8(ascii: "\\")?: try escape(into: &out)
      case let byte? where byte < 0x20: throw fault(expected: "an escaped control character")
      default: continue
      }
    }
  }

  private mutating func escape(into out: inout [UInt8]) throws {
    offset += 1
    let letter = try peek() ?? 0
    let plain: UInt8? =
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "t"): 0x09
      default: nil
      }
    if let byte = plain {
      out.append(byte)
      offset += 1
      return
    }
    guard letter == UInt8(ascii: "u") else { throw fault(expected: "an escape") }
    offset += 1
    var value = try hexadecimal()
    if (0xD800..<0xDC00).contains(value), try peek() == UInt8(ascii: "\\"), try peek(1) == UInt8(ascii: "u") {
      offset += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw fault(expected: "the second half of a surrogate pair")
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw fault(expected: "a whole surrogate pair") }
    out.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard try peek(3) != nil else { throw fault(expected: "four hexadecimal digits") }
    let digits = bytes[offset - base..<offset - base + 4]
    guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault(expected: "four hexadecimal digits") }
    offset += 4
    return value
  }

  /// A string, or nil for `null`.
  mutating func optionalString() throws -> String? {
    try skipBlanks()
    return try takes(word: "null") ? nil : try string()
  }

  mutating func strings() throws -> [String] {
    var found: [String] = []
    try beginArray()
    while try nextElement() { found.append(try string()) }
    return found
  }

  /// A list of strings on its own; nil when the bytes are something else.
  static func list(_ bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
    guard bytes.first == UInt8(ascii: "[") else { return nil }
    if let list = JSONBytes.strings(bytes) { return list }
    guard var scanner = try? JSONScanner(FilePieces(Array(bytes), name: ""), file: ""),
      let list = try? scanner.strings(), (try? scanner.end()) != nil
    else { return nil }
    return list
  }

  // MARK: - Bytes

  /// The byte so many behind the next one; nil behind the end.
  @inline(__always)
  mutating func peek(_ distance: Int = 0) throws(FormatError) -> UInt8? {
    while offset - base + distance >= bytes.count {
      if isAtEnd { return nil }
      try refill()
    }
    return bytes[offset - base + distance]
  }

  mutating func skipBlanks() throws(FormatError) {
    while let byte = try peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
      if byte == 0x0A {
        line += 1
        lineStart = offset
        continued = 0
      }
    }
  }

  mutating func takes(_ scalar: Unicode.Scalar) throws -> Bool {
    try skipBlanks()
    guard try peek() == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  mutating func takes(word: String) throws -> Bool {
    _ = try peek(word.utf8.count - 1)
    guard bytes[(offset - base)...].starts(with: word.utf8) else { return false }
    offset += word.utf8.count
    return true
  }
}
