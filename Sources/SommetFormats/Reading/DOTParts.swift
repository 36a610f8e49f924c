import SommetGraph
import SommetXML

/// A value in DOT: text with its escapes, or markup.
struct DOTValue {
  var bytes: [UInt8]
  var isHTML: Bool
}

/// A node while its attributes come in.
struct DOTNode {
  let id: String
  let cluster: String?
  var attributes: [String: DOTValue]

  init(id: String, defaults: [(name: String, value: DOTValue)], cluster: String?) {
    self.id = id
    self.cluster = cluster
    attributes = defaults.isEmpty ? [:] : Dictionary(defaults.map { ($0.name, $0.value) }) { $1 }
  }

  func node(text: DOTText) -> Node {
    var draft = NodeDraft()
    draft.reset(id: id)
    let own = DOTText.unescaped(id)
    for (name, value) in attributes where !value.bytes.isEmpty {
      var string =
        value.isHTML ? DOTText.plain(text.decoded(value.bytes)) : DOTText.unescaped(text.decoded(value.bytes))
      if name == "label", string.contains("\\N") { string = string.replacing("\\N", with: own) }
      string.withUTF8 { _ = draft.set(NodeField(name: name, type: .string), .string, $0) }
    }
    if draft.node.label.isEmpty { draft.node.label = own }
    if let cluster { draft.node.attributes["cluster"] = .string(cluster) }
    return draft.node
  }
}

/// An edge before it is handed over.
struct DOTEdge {
  /// What makes two edges one.
  struct Ends: Hashable {
    let source: Int
    let target: Int
    let key: [UInt8]?
  }

  let source: Int
  let target: Int
  let place: XMLPlace
  /// Later ones prevail.
  var attributes: [(name: String, value: DOTValue)]
}

/// Bytes of DOT as text.
struct DOTText {
  /// Whether all text is Latin-1, as the graph says.
  private var isLatin1 = false
  /// Whether some text was taken for Latin-1 without being called so.
  private(set) var hasLatin1 = false

  mutating func setCharset(_ name: String) {
    isLatin1 = ["latin1", "latin-1", "l1", "iso-8859-1", "iso_8859-1", "iso8859-1"].contains(
      name.lowercased())
  }

  mutating func string(_ bytes: [UInt8]) -> String {
    if !isLatin1 {
      if let text = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) { return text }
      hasLatin1 = true
    }
    return Self.latin1(bytes)
  }

  func decoded(_ bytes: [UInt8]) -> String {
    if !isLatin1, let text = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) {
      return text
    }
    return Self.latin1(bytes)
  }

  private static func latin1(_ bytes: [UInt8]) -> String {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  mutating func unescaped(_ bytes: [UInt8]) -> String {
    bytes.contains(UInt8(ascii: "\\")) ? string(Self.unescaped(bytes)) : string(bytes)
  }

  /// Text with its escapes undone: line breaks of three kinds, and doubled backslashes; `\N` and its like stay.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    return String(decoding: unescaped(Array(text.utf8)), as: UTF8.self)
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isEscaped = false
    for byte in bytes {
      guard isEscaped else {
        if byte == UInt8(ascii: "\\") { isEscaped = true } else { out.append(byte) }
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "n"), UInt8(ascii: "l"), UInt8(ascii: "r"): out.append(0x0A)
      case UInt8(ascii: "N"), UInt8(ascii: "G"), UInt8(ascii: "E"), UInt8(ascii: "T"), UInt8(ascii: "H"),
        UInt8(ascii: "L"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      default: out.append(byte)
      }
    }
    if isEscaped { out.append(UInt8(ascii: "\\")) }
    while out.last == 0x0A { out.removeLast() }
    return out
  }

  /// The text of markup, its blanks drawn together.
  static func plain(_ markup: String) -> String {
    var out = ""
    var isTag = false
    for character in markup {
      switch character {
      case "<":
        isTag = true
        out += " "
      case ">" where isTag: isTag = false
      default: if !isTag { out.append(character) }
      }
    }
    for (name, text) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")] {
      out = out.replacing(name, with: text)
    }
    return out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
