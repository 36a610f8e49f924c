import Foundation
import SommetFormats

/// Where the parts of a JSON text stand, without what they say.
///
/// Source: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>.
struct JSONSlices {
  private let bytes: [UInt8]
  private let name: String

  /// - Parameter name: the file's, for messages.
  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// The one value of the text.
  func whole() throws(FormatError) -> Range<Int> {
    let start = skipBlanks(0)
    let end = try self.end(of: start)
    guard skipBlanks(end) == bytes.count else { throw fault(skipBlanks(end), "expected the end") }
    return start..<end
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func string(_ range: Range<Int>) throws -> String {
    guard bytes[range.lowerBound] == UInt8(ascii: "\"") else {
      throw fault(range.lowerBound, "expected a string")
    }
    return try string(json: text(range))
  }

  /// What a string in JSON's notation says.
  func string(json: String) throws -> String {
    try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))[0]
  }

  /// The values of an object by name; of a name that comes again the last.
  func members(of range: Range<Int>) throws -> [String: Range<Int>] {
    var members: [String: Range<Int>] = [:]
    try walk(range, "{", "}", "an object") { offset throws in
      guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
        throw fault(offset, "expected a name")
      }
      let end = try self.end(of: offset)
      let colon = skipBlanks(end)
      guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else { throw fault(colon, "expected ':'") }
      let start = skipBlanks(colon + 1)
      let last = try self.end(of: start)
      members[try string(offset..<end)] = start..<last
      return last
    }
    return members
  }

  /// The elements of an array.
  func elements(of range: Range<Int>) throws -> [Range<Int>] {
    var elements: [Range<Int>] = []
    try walk(range, "[", "]", "an array") { offset throws in
      let end = try self.end(of: offset)
      elements.append(offset..<end)
      return end
    }
    return elements
  }

  /// Goes over what stands between two brackets, parted by commas; `item` gives where it ends.
  private func walk(
    _ range: Range<Int>, _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ what: String,
    _ item: (Int) throws -> Int
  ) throws {
    guard bytes[range.lowerBound] == UInt8(ascii: open) else {
      throw fault(range.lowerBound, "expected \(what)")
    }
    var offset = skipBlanks(range.lowerBound + 1)
    if offset < bytes.count, bytes[offset] == UInt8(ascii: close) { return }
    while true {
      offset = skipBlanks(try item(offset))
      guard offset < bytes.count else { throw fault(offset, "expected '\(close)'") }
      if bytes[offset] == UInt8(ascii: close) { return }
      guard bytes[offset] == UInt8(ascii: ",") else { throw fault(offset, "expected ',' or '\(close)'") }
      offset = skipBlanks(offset + 1)
    }
  }

  private func skipBlanks(_ offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    return offset
  }

  /// Where the value that begins at an offset ends. Brackets are counted, not matched in kind.
  private func end(of start: Int) throws(FormatError) -> Int {
    var offset = start
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
          offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard offset < bytes.count else { throw fault(start, "expected the end of a string") }
        offset += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        offset += 1
        continue
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw fault(offset, "expected a value") }
        depth -= 1
        offset += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
        guard depth > 0 else { throw fault(offset, "expected a value") }
        offset += 1
        continue
      default:
        while offset < bytes.count, !",:]}[{\" \t\r\n".utf8.contains(bytes[offset]) { offset += 1 }
      }
      if depth == 0 { return offset }
    }
    throw fault(offset, depth == 0 ? "expected a value" : "expected a closing bracket")
  }

  private func fault(_ offset: Int, _ message: String) -> FormatError {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    let found =
      offset < bytes.count
      ? "'\(String(decoding: bytes[offset..<min(offset + 12, bytes.count)], as: UTF8.self))'" : "the end"
    return FormatError(file: name, line: line, column: column, "\(message), found \(found)")
  }
}
