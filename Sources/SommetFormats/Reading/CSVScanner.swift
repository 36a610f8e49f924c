import SommetText
import SommetXML

/// Parts a table in CSV into rows, piece by piece.
///
/// Source: RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>. The delimiter (comma, semicolon or tab) is the one that
/// the header has most of; rows may end in any kind of line break; a byte order mark is passed over.
struct CSVScanner {
  struct Field {
    var text: String
    /// An empty field without quotes is no value; one in quotes is an empty text.
    var isQuoted: Bool
    /// Where the field begins.
    var place: XMLPlace

    var isAbsent: Bool { text.isEmpty && !isQuoted }
  }

  let file: String
  private let pieces: FilePieces
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  private var next = 0
  private var count = 0
  private var isAtEnd = false
  private var delimiter: UInt8
  /// The line of the next byte, and its column in characters.
  private(set) var line = 1
  private var column = 1
  /// The line on which the last row begins.
  private(set) var rowLine = 1

  init(_ source: GraphSource) throws(FormatError) {
    file = source.name
    delimiter = Self.delimiter(try source.head(1 << 16))
    pieces = try source.pieces()
    count = try pieces.fill(&buffer)
    isAtEnd = count == 0
    if count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { next = 3 }
  }

  private static func delimiter(_ head: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in head {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      counts[byte, default: 0] += 1
    }
    let marks: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return marks.max { counts[$0, default: 0] < counts[$1, default: 0] && counts[$1, default: 0] > 0 }
      ?? marks[0]
  }

  @inline(__always)
  private mutating func peek() throws(FormatError) -> UInt8? {
    if next == count {
      if isAtEnd { return nil }
      count = try pieces.fill(&buffer)
      next = 0
      if count == 0 {
        isAtEnd = true
        return nil
      }
    }
    return buffer[next]
  }

  /// Goes over a byte of a field or of what parts fields.
  @inline(__always)
  private mutating func take(_ byte: UInt8) {
    next += 1
    if byte == 0x0A {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private var place: XMLPlace { XMLPlace(line: line, column: column) }

  private func fault(_ place: XMLPlace, _ message: String) -> FormatError {
    FormatError(file: file, line: place.line, column: place.column, message)
  }

  /// The next row; nil at the end. Empty lines are passed over.
  mutating func row() throws(FormatError) -> [Field]? {
    while let byte = try peek(), byte == 0x0A || byte == 0x0D { take(byte) }
    guard try peek() != nil else { return nil }
    rowLine = line
    var fields: [Field] = []
    while true {
      fields.append(try field())
      guard let byte = try peek() else { return fields }
      take(byte)
      if byte == delimiter { continue }
      // A carriage return alone ends a line as well.
      if byte == 0x0D, try peek() != 0x0A { column = 1 }
      return fields
    }
  }

  private mutating func field() throws(FormatError) -> Field {
    var bytes: [UInt8] = []
    let start = place
    guard try peek() == UInt8(ascii: "\"") else {
      while let byte = try peek(), byte != delimiter, byte != 0x0A, byte != 0x0D {
        bytes.append(byte)
        take(byte)
      }
      return Field(text: try text(bytes, start), isQuoted: false, place: start)
    }
    take(UInt8(ascii: "\""))
    while let byte = try peek() {
      take(byte)
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      guard try peek() == byte else {
        if let after = try peek(), after != delimiter, after != 0x0A, after != 0x0D {
          throw fault(
            place, "expected a delimiter after the quote, found '\(Character(Unicode.Scalar(after)))'")
        }
        return Field(text: try text(bytes, start), isQuoted: true, place: start)
      }
      bytes.append(byte)
      take(byte)
    }
    throw fault(start, "expected the end of the quoted field, found the end of the file")
  }

  private func text(_ bytes: [UInt8], _ place: XMLPlace) throws(FormatError) -> String {
    guard let text = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) else {
      throw fault(place, "expected UTF-8, found other bytes")
    }
    return text
  }
}
