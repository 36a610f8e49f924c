import SommetXML

/// The scanner of plain documents beside libxml2: what one takes the other takes, with the same pieces.
enum XMLComparison {
  private struct Trace: XMLStreamHandler {
    var text = ""

    mutating func start(_ tag: borrowing XMLTag) {
      text += "<\(tag.localNameText)#\(tag.name)@\(tag.hasNamespace ? "\(tag.namespace)" : "")"
      for number in 0..<tag.attributeCount {
        let value = String(decoding: tag.attributeValue(number), as: UTF8.self)
        text += " \(tag.attributeNameText(number))#\(tag.attributeName(number))=[\(value)]"
      }
      text += ">"
    }

    mutating func end() { text += "</>" }
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) { text += String(decoding: bytes, as: UTF8.self) }
  }

  private static let names = ["a", "b", "id", "x", "node", "key"]
  private static let namespaces = ["urn:a", "http://graphml.graphdrawing.org/xmlns"]

  static func compare(_ bytes: [UInt8]) {
    var (scanned, parsed) = (Trace(), Trace())
    var isScanned = false
    var isParsed = false
    FuzzTarget.expecting(XMLError.self) {
      try XMLStream.read(bytes, name: "d", names: names, namespaces: namespaces, into: &scanned)
      isScanned = true
    }
    FuzzTarget.expecting(XMLError.self) {
      try XMLStream.parse(bytes, name: "d", names: names, namespaces: namespaces, into: &parsed)
      isParsed = true
    }
    precondition(isScanned == isParsed, "the scanner and libxml2 take the same documents")
    // What a prefix stands for where none may stand is no matter of well-formedness.
    if isScanned, !bytes.contains(UInt8(ascii: ":")) {
      precondition(scanned.text == parsed.text, "the scanner and libxml2 find the same")
    }
  }
}
