/// How text is spelt in some place of some format: what may not stand for itself there, and what stands for it.
///
/// One notation for each kind of place; everything that a graph says goes through one of them.
package enum Notation: UInt16, CaseIterable, Sendable {
  /// Between two tags of XML 1.0. Only what must be escaped is: `&`, `<`, the `>` of `]]>`, and carriage returns;
  /// a reference less is a chunk less for readers that part text at references.
  case xmlText = 1
  /// Between double quotes in a tag.
  case xmlAttribute = 2
  /// Between double quotes in JSON. Source: RFC 8259, <https://www.rfc-editor.org/rfc/rfc8259>.
  case json = 4
  /// Between double quotes in DOT. A backslash is written twice, so that Graphviz sees no escape where the text has one.
  case dot = 8
  /// Between double quotes in CSV. Source: RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>.
  case csv = 16
  /// Between single quotes in openCypher.
  case cypher = 32
  /// In running text of CommonMark, on one line. Source: <https://spec.commonmark.org/0.31.2/#backslash-escapes>.
  case markdown = 64
  /// Between angle brackets: an IRI in Turtle and RDF. Source: <https://www.w3.org/TR/turtle/#grammar-production-IRIREF>.
  case iri = 128
  /// Between single quotes in a tag, for values that are full of double ones.
  case xmlSingleQuoted = 256
  /// In a field of PostgreSQL's `COPY`, text format. Source: <https://www.postgresql.org/docs/current/sql-copy.html>.
  case copy = 512

  /// Bytes that the longest spelling of one byte has.
  static let longestSpelling = 6

  /// For each byte, the notations in which it is special. The caller frees it.
  static func table() -> UnsafeMutablePointer<UInt16> {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
    for byte in 0...255 {
      table[byte] = allCases.reduce(0) { $0 | ($1.isSpecial(UInt8(byte)) ? $1.rawValue : 0) }
    }
    return table
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    switch self {
    case .xmlText:
      byte < 0x20 && byte != 0x09 && byte != 0x0A || "&<>\u{EF}".unicodeScalars.contains(.init(byte))
    case .xmlAttribute: byte < 0x20 || "&<>\"\u{EF}".unicodeScalars.contains(.init(byte))
    case .xmlSingleQuoted: byte < 0x20 || "&<>'\u{EF}".unicodeScalars.contains(.init(byte))
    case .json: byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    case .dot: byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    case .copy: byte < 0x20 || byte == UInt8(ascii: "\\")
    case .csv: byte == 0 || byte == UInt8(ascii: "\"")
    case .cypher: byte < 0x20 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
    case .markdown:
      byte < 0x20 || byte == 0x7F || "\\`*_{}[]<>()#+-.!|~&".unicodeScalars.contains(.init(byte))
    case .iri: byte <= 0x20 || "<>\"{}|^`\\%".unicodeScalars.contains(.init(byte)) || byte == 0x7F
    }
  }

  /// Writes what stands for the special byte at `next` and goes behind it.
  ///
  /// - Parameter output: has room for the longest spelling.
  @inline(__always)
  func spell(
    _ source: UnsafeBufferPointer<UInt8>, _ next: inout Int, _ output: inout UnsafeMutablePointer<UInt8>
  ) {
    let byte = source[next]
    next += 1
    switch self {
    case .xmlText, .xmlAttribute, .xmlSingleQuoted: spellXML(byte, source, &next, &output)
    case .json:
      switch byte {
      case UInt8(ascii: "\""): Self.put("\\\"", &output)
      case UInt8(ascii: "\\"): Self.put("\\\\", &output)
      case 0x0A: Self.put("\\n", &output)
      case 0x0D: Self.put("\\r", &output)
      case 0x09: Self.put("\\t", &output)
      default: Self.putUnicode(byte, &output)
      }
    case .dot:
      switch byte {
      case UInt8(ascii: "\""): Self.put("\\\"", &output)
      case UInt8(ascii: "\\"): Self.put("\\\\", &output)
      case 0x0A: Self.put("\\n", &output)
      default: Self.put(" ", &output)
      }
    case .csv: if byte != 0 { Self.put("\"\"", &output) }
    case .copy:
      switch byte {
      case UInt8(ascii: "\\"): Self.put("\\\\", &output)
      case 0x0A: Self.put("\\n", &output)
      case 0x0D: Self.put("\\r", &output)
      case 0x09: Self.put("\\t", &output)
      // No text of PostgreSQL holds it.
      case 0: Self.put("\u{FFFD}", &output)
      default: Self.put(byte, &output)
      }
    case .cypher:
      switch byte {
      case UInt8(ascii: "'"): Self.put("\\'", &output)
      case UInt8(ascii: "\\"):
        Self.put("\\\\", &output)
        // Neo4j takes `\u0041` for a letter wherever it stands, even behind another backslash.
        if next < source.count, source[next] | 0x20 == UInt8(ascii: "u") {
          if source[next] == UInt8(ascii: "u") {
            Self.put("\\u0075", &output)
          } else {
            Self.put("\\u0055", &output)
          }
          next += 1
        }
      case 0x0A: Self.put("\\n", &output)
      case 0x0D: Self.put("\\r", &output)
      case 0x09: Self.put("\\t", &output)
      default: Self.putUnicode(byte, &output)
      }
    case .markdown:
      if byte <= 0x20 || byte == 0x7F {
        Self.put(" ", &output)
      } else if Self.needsBackslash(byte, source, next - 1) {
        Self.put("\\", &output)
        Self.put(byte, &output)
      } else {
        Self.put(byte, &output)
      }
    case .iri:
      Self.put("%", &output)
      Self.put(Self.hexDigit(byte >> 4), &output)
      Self.put(Self.hexDigit(byte & 15), &output)
    }
  }

  @inline(__always)
  private func spellXML(
    _ byte: UInt8, _ source: UnsafeBufferPointer<UInt8>, _ next: inout Int,
    _ output: inout UnsafeMutablePointer<UInt8>
  ) {
    let place = next - 1
    switch byte {
    case UInt8(ascii: "&"): Self.put("&amp;", &output)
    case UInt8(ascii: "<"): Self.put("&lt;", &output)
    case UInt8(ascii: "\""): Self.put("&quot;", &output)
    case UInt8(ascii: "'"): Self.put("&apos;", &output)
    case UInt8(ascii: ">"):
      let ends =
        self != .xmlText
        || (place >= 2 && source[place - 1] == UInt8(ascii: "]") && source[place - 2] == UInt8(ascii: "]"))
      if ends { Self.put("&gt;", &output) } else { Self.put(byte, &output) }
    case 0x0D: Self.put("&#13;", &output)
    case 0x0A: Self.put("&#10;", &output)
    case 0x09: Self.put("&#9;", &output)
    case 0xEF:
      // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
      if Self.isNoncharacter(source, place) { next += 2 } else { Self.put(byte, &output) }
    default: break
    }
  }

  private static func isNoncharacter(_ source: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place + 2 < source.count && source[place + 1] == 0xBF && source[place + 2] >= 0xBE
  }

  /// Marks that begin something only at a line's beginning or beside others are left alone elsewhere.
  private static func needsBackslash(
    _ byte: UInt8, _ source: UnsafeBufferPointer<UInt8>, _ place: Int
  ) -> Bool {
    switch byte {
    case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "~"): place == 0
    case UInt8(ascii: "."), UInt8(ascii: ")"):
      place > 0 && place < 10 && (0..<place).allSatisfy { (0x30...0x39).contains(source[$0]) }
    case UInt8(ascii: "("): place > 0 && source[place - 1] == UInt8(ascii: "]")
    case UInt8(ascii: "!"): place + 1 < source.count && source[place + 1] == UInt8(ascii: "[")
    case UInt8(ascii: "{"), UInt8(ascii: "}"): false
    default: true
    }
  }

  // MARK: - Bytes

  @inline(__always)
  private static func put(_ byte: UInt8, _ output: inout UnsafeMutablePointer<UInt8>) {
    output.pointee = byte
    output += 1
  }

  @inline(__always)
  private static func put(_ text: StaticString, _ output: inout UnsafeMutablePointer<UInt8>) {
    output.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
    output += text.utf8CodeUnitCount
  }

  /// `\u0001` for a control character.
  private static func putUnicode(_ byte: UInt8, _ output: inout UnsafeMutablePointer<UInt8>) {
    put("\\u00", &output)
    put(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"), &output)
    let digit = byte & 15
    put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10, &output)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
