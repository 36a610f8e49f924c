import SommetXML

/// The scanner of plain documents beside libxml2: what one takes the other takes, with the same pieces.
package enum XMLComparison {
  /// A document as one line; texts are joined, since they may come in any pieces.
  private struct Trace: XMLStreamHandler {
    var text = ""

    mutating func start(_ tag: borrowing XMLTag) {
      text += "<\(tag.localNameText)#\(tag.name)@\(tag.hasNamespace ? "\(tag.namespace)" : "")"
      for number in 0..<tag.attributeCount {
        let value = String(decoding: tag.attributeValue(number), as: UTF8.self)
        text += " \(tag.attributeNameText(number))#\(tag.attributeName(number))=[\(value)]"
        if tag.isPrefixed(number) { text += "p" }
      }
      text += ">"
    }

    mutating func end() { text += "</>" }
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) { text += String(decoding: bytes, as: UTF8.self) }
  }

  private static let names = ["a", "b", "id", "x", "node", "key"]
  private static let namespaces = ["urn:a", "http://graphml.graphdrawing.org/xmlns"]

  /// What the scanner finds.
  package static func scanned(_ bytes: [UInt8]) throws -> String {
    var trace = Trace()
    try XMLStream.read(bytes, name: "d", names: names, namespaces: namespaces, into: &trace)
    return trace.text
  }

  /// What libxml2 finds.
  package static func parsed(_ bytes: [UInt8]) throws -> String {
    var trace = Trace()
    try XMLStream.parse(bytes, name: "d", names: names, namespaces: namespaces, into: &trace)
    return trace.text
  }

  static func compare(_ bytes: [UInt8]) {
    var found: (scanned: String?, parsed: String?)
    FuzzTarget.expecting(XMLError.self) { found.scanned = try scanned(bytes) }
    FuzzTarget.expecting(XMLError.self) { found.parsed = try parsed(bytes) }
    precondition(
      (found.scanned == nil) == (found.parsed == nil), "the scanner and libxml2 take the same documents")
    // What a prefix stands for where none may stand is no matter of well-formedness.
    if !bytes.contains(UInt8(ascii: ":")) {
      precondition(found.scanned == found.parsed, "the scanner and libxml2 find the same")
    }
  }
}
