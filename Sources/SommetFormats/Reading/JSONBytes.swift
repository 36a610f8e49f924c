import Foundation
import SommetGraph
import SommetXML

/// Lists in JSON that lie in memory, as formats of scalars carry them: read without a copy.
///
/// It knows what such lists mostly hold, and gives up on all else, of which `JSONScanner` then tells what it is.
struct JSONBytes {
  /// What came of a list of evidence.
  enum EvidenceList {
    case known([Evidence])
    /// Well-formed, but none: a quote is missing, or not as long as its offsets say.
    case refused
    /// Perhaps something for `JSONScanner`.
    case unknown
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var next = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  // MARK: - Lists

  /// A list of strings; nil when it may be something else.
  static func strings(_ bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
    var cursor = JSONBytes(bytes)
    var found: [String] = []
    guard cursor.takes("[") else { return nil }
    if !cursor.takes("]") {
      repeat {
        guard let text = cursor.text() else { return nil }
        found.append(text)
      } while cursor.takes(",")
      guard cursor.takes("]") else { return nil }
    }
    return cursor.isAtEnd ? found : nil
  }

  static func evidence(
    _ bytes: UnsafeBufferPointer<UInt8>, articles: inout WordCache<String>
  ) -> EvidenceList {
    var cursor = JSONBytes(bytes)
    var found: [Evidence] = []
    var isRefused = false
    guard cursor.takes("[") else { return .unknown }
    if !cursor.takes("]") {
      repeat {
        guard let (piece, length) = cursor.piece(&articles) else { return .unknown }
        if length == 0 || piece.end - piece.start != length { isRefused = true }
        found.append(piece)
      } while cursor.takes(",")
      guard cursor.takes("]") else { return .unknown }
    }
    guard cursor.isAtEnd else { return .unknown }
    return isRefused ? .refused : .known(found)
  }

  /// A piece of evidence, and how many scalars its quote has.
  private mutating func piece(_ articles: inout WordCache<String>) -> (Evidence, Int)? {
    var piece = Evidence(
      article: "", sentence: 0, start: 0, end: 0, quote: "", trigger: .init(start: 0, end: 0))
    var length = 0
    guard takes("{") else { return nil }
    repeat {
      guard takes("\""), next < bytes.count else { return nil }
      switch bytes[next] {
      case UInt8(ascii: "a"):
        guard takes(name: "article"), let article = plain() else { return nil }
        piece.article = articles.value(article) { $0 }
      case UInt8(ascii: "q"):
        guard takes(name: "quote"), let quote = quote(&length) else { return nil }
        piece.quote = quote
      case UInt8(ascii: "t"):
        guard takes(name: "trigger"), trigger(&piece.trigger) else { return nil }
      case UInt8(ascii: "e"):
        guard takes(name: "end"), let value = number() else { return nil }
        piece.end = value
      default:
        if takes(name: "start") {
          guard let value = number() else { return nil }
          piece.start = value
        } else {
          guard takes(name: "sentence"), let value = number() else { return nil }
          piece.sentence = value
        }
      }
    } while takes(",")
    return takes("}") ? (piece, length) : nil
  }

  /// A quote, and how many scalars it has.
  @inline(__always)
  private mutating func quote(_ length: inout Int) -> String? {
    let start = next
    if let quote = plain() {
      guard let start = quote.baseAddress else { return nil }
      length = quote.count - XMLBytes.continuationCount(start, count: quote.count)
      return String(valid: quote)
    }
    next = start
    let quote = text()
    length = quote?.unicodeScalars.count ?? 0
    return quote
  }

  private mutating func trigger(_ trigger: inout Evidence.Trigger) -> Bool {
    guard takes("{") else { return false }
    repeat {
      guard takes("\"") else { return false }
      let isStart = takes(name: "start")
      guard isStart || takes(name: "end"), let value = number() else { return false }
      if isStart { trigger.start = value } else { trigger.end = value }
    } while takes(",")
    return takes("}")
  }

  // MARK: - Values

  private var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return next == bytes.count
    }
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while next < bytes.count, bytes[next] <= 0x20,
      bytes[next] == 0x20 || bytes[next] == 0x0A || bytes[next] == 0x0D || bytes[next] == 0x09
    { next += 1 }
  }

  @inline(__always)
  private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: scalar) else { return false }
    next += 1
    return true
  }

  /// Whether a name and its colon follow, behind the quotation mark.
  @inline(__always)
  private mutating func takes(name: StaticString) -> Bool {
    let count = name.utf8CodeUnitCount
    guard bytes.count - next > count else { return false }
    for place in 0..<count where bytes[next + place] != name.utf8Start[place] { return false }
    guard bytes[next + count] == UInt8(ascii: "\"") else { return false }
    next += count + 1
    return takes(":")
  }

  /// The bytes of a string without escapes.
  private mutating func plain() -> UnsafeBufferPointer<UInt8>? {
    guard takes("\""), let base = bytes.baseAddress else { return nil }
    let rest = bytes.count - next
    guard let quote = memchr(base + next, Int32(UInt8(ascii: "\"")), rest) else { return nil }
    let length = UnsafeRawPointer(quote) - UnsafeRawPointer(base + next)
    let found = UnsafeBufferPointer(start: base + next, count: length)
    guard length == 0 || memchr(base + next, Int32(UInt8(ascii: "\\")), length) == nil else { return nil }
    next += length + 1
    return found
  }

  /// A string with the escapes that are common.
  private mutating func text() -> String? {
    let start = next
    if let plain = plain() { return String(valid: plain) }
    next = start
    guard takes("\"") else { return nil }
    var out: [UInt8] = []
    while next < bytes.count {
      let byte = bytes[next]
      next += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        out.append(byte)
        continue
      }
      guard next < bytes.count else { return nil }
      switch bytes[next] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(bytes[next])
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      default: return nil
      }
      next += 1
    }
    return nil
  }

  /// A whole number of at most fifteen digits.
  private mutating func number() -> Int? {
    skipBlanks()
    let start = next
    var value = 0
    while next < bytes.count, next - start < 16, (0x30...0x39).contains(bytes[next]) {
      value = 10 * value + Int(bytes[next] & 15)
      next += 1
    }
    guard next > start, next - start < 16, next < bytes.count, bytes[start] != 0x30 || next == start + 1
    else {
      return nil
    }
    switch bytes[next] {
    case UInt8(ascii: ","), UInt8(ascii: "}"), 0x20: return value
    default: return nil
    }
  }
}
