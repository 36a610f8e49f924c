/// What an input holds.
enum InputKind: Hashable {
  case gzip, zip, warc, jsonLines, feed, page, text
  /// XML that is neither a feed nor a page; the name of its root.
  case otherXML(String)

  /// Bytes that are looked at.
  static let headSize = 4096

  /// What bytes at the beginning tell, and the name where they do not.
  init(_ name: InputName, head: ArraySlice<UInt8>) {
    if head.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
      self = .zip
    } else if let kind = name.kind {
      self = kind
    } else if head.starts(with: Array("WARC/".utf8)) {
      self = .warc
    } else {
      self = Self.ofText(head)
    }
  }

  private static func ofText(_ head: ArraySlice<UInt8>) -> InputKind {
    let start = readable(head).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.first == "{" { return .jsonLines }
    guard start.first == "<" else { return .text }
    let isXML = start.hasPrefix("<?xml")
    guard let root = root(start)?.lowercased() else { return isXML ? .otherXML("?") : .text }
    switch root {
    case "rss", "feed", "rdf": return .feed
    case "html", "!doctype html": return .page
    default: return isXML ? .otherXML(root) : .text
    }
  }

  /// UTF-16 loses its zeros: names of elements are ASCII.
  private static func readable(_ head: ArraySlice<UInt8>) -> String {
    let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    return String(decoding: isWide ? head.dropFirst(2).filter { $0 != 0 }[...] : head, as: UTF8.self)
  }

  /// The local name of the first element after declarations, instructions and comments; `!doctype html` for pages.
  private static func root(_ text: Substring) -> Substring? {
    var rest = text
    while rest.first == "<" {
      if rest.hasPrefix("<!--") {
        guard let end = rest.firstRange(of: "-->") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("<?") {
        guard let end = rest.firstRange(of: "?>") else { return nil }
        rest = rest[end.upperBound...]
      } else if rest.lowercased().hasPrefix("<!doctype") {
        if rest.lowercased().hasPrefix("<!doctype html") { return "!doctype html" }
        guard let end = rest.firstIndex(of: ">") else { return nil }
        rest = rest[rest.index(after: end)...]
      } else {
        let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
        let parts = name.split(separator: ":")
        // `rdf:RDF` is a feed of RSS 1.0.
        return parts.last
      }
      rest = rest.drop { $0.isWhitespace }
    }
    return nil
  }
}
