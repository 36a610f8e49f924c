import Foundation
import SommetXML
import Testing

@Suite struct XMLWriterTests {
  private func written(
    indent: Int = 0, _ body: (inout XMLWriter) throws(XMLError) -> Void
  ) throws(XMLError) -> String {
    var writer = try XMLWriter(indent: indent)
    try writer.startDocument()
    try body(&writer)
    return try writer.finishText()
  }

  @Test func `writes a document in UTF-8 without numeric references`() throws {
    let document = try written { writer throws(XMLError) in
      try writer.startElement("nœud")
      try writer.writeAttribute("nom", "Léa \"Roux\" & <Cie>")
      try writer.writeText("Été à Łódź 🤣 : 1 < 2 & 3")
      try writer.endElement()
    }
    #expect(
      document == """
        <?xml version="1.0" encoding="UTF-8"?>
        <nœud nom="Léa &quot;Roux&quot; &amp; &lt;Cie&gt;">Été à Łódź 🤣 : 1 &lt; 2 &amp; 3</nœud>

        """)
  }

  @Test func `indents elements and leaves text alone`() throws {
    let document = try written(indent: 2) { writer throws(XMLError) in
      try writer.startElement("a")
      try writer.writeComment("deux -- tirets -")
      try writer.startElement("b")
      try writer.endElement()
      try writer.writeElement("c", " texte ")
      try writer.endElement()
    }
    #expect(
      document == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a>
          <!--deux - - tirets - -->
          <b/>
          <c> texte </c>
        </a>

        """)
  }

  @Test(arguments: ["\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func `drops what XML forbids`(forbidden: String) throws {
    let text = "a\(forbidden)b\u{301}\(forbidden)"
    let document = try written { writer throws(XMLError) in
      try writer.startElement("t")
      try writer.writeAttribute("v", text)
      try writer.writeText(text)
      try writer.endElement()
    }
    #expect(document.hasSuffix("<t v=\"ab\u{301}\">ab\u{301}</t>\n"))
  }

  @Test(arguments: ["tab\tline\nreturn\r", "\u{7F}\u{85}\u{2028}", "\u{F000}\u{FFFD}", "]]>", "  "])
  func `what is written is read back`(text: String) throws {
    let document = try written { writer throws(XMLError) in
      try writer.startElement("t")
      try writer.writeAttribute("v", text)
      try writer.writeText(text)
      try writer.endElement()
    }
    var reader = try XMLReader(document.utf8, name: "t.xml")
    #expect(try reader.next() == .start)
    #expect(reader.attribute("v") == text)
    var read = ""
    while try reader.next() == .text { read += reader.text }
    #expect(read == text)
  }

  @Test func `writes a file whose name looks like an address`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a%20b c.xml")
    var writer = try XMLWriter(path: path, indent: 0)
    try writer.startDocument()
    try writer.startElement("a")
    for number in 0..<20_000 { try writer.writeElement("n", "\(number)") }
    try writer.endElement()
    try writer.finish()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><n>0</n><n>1</n>"))
    #expect(text.hasSuffix("<n>19999</n></a>\n"))
  }

  @Test func `says why a file cannot be written`() {
    let error = #expect(throws: XMLError.self) { _ = try XMLWriter(path: "/nowhere/graph.graphml") }
    #expect(error?.description == "/nowhere/graph.graphml: No such file or directory")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is an error`() throws {
    var writer = try XMLWriter(path: "/dev/full")
    let error = #expect(throws: XMLError.self) {
      try writer.startDocument()
      try writer.startElement("a")
      for _ in 0..<100_000 { try writer.writeElement("n", "texte") }
    }
    #expect(error?.description == "/dev/full: No space left on device")
  }

  @Test func `an element that was never opened cannot be closed`() throws {
    var writer = try XMLWriter()
    try writer.startElement("a")
    try writer.endElement()
    #expect(throws: XMLError.self) { try writer.endElement() }
  }
}
