import Foundation
import FuzzTargets
import SommetTesting
import SommetXML
import Testing

/// The scanner of plain documents beside libxml2: what one takes the other takes, with the same pieces.
@Suite struct XMLStreamTests {
  private static let documents = [
    "<a/>", "<a id='1' x=\"&quot;&lt;&#65;&#x42;&amp;amp;\"><b>t&gt;&apos;</b></a>",
    "<?xml version='1.0' encoding='UTF-8' standalone=\"yes\"?>\n<!-- c - c -->\n<?pi x?y?>\n<a >1<!-- c -->2<?p?></a >\n<!-- d -->",
    "\u{FEFF}<a>é\r\nb\rc\td</a>", "<a x='1\n2\t3\r\n4&#10;5' id = '' />",
    "<g xmlns='urn:a' xmlns:y='urn:y'><y:b y:k='v' id='w'/><b xmlns=''><b/></b><a/></g>",
    "<q:a xmlns:q='urn:a'><q:b xml:space='preserve'><q:c/></q:b></q:a>", "<q:a x='1'/>",
    "<a><![CDATA[<b>]]]]><![CDATA[>&amp;\r\n]]></a>", "<été à='1'>ï</été>", "<a>]] ></a>",
    "<a>\u{1F600}\u{10FFFF}</a>",
    "<a><b/><b></b>\n</a>", "<a:/>", "<_ -='1'/>",
    // Tags that come again, where names without a prefix are others.
    "<g xmlns='urn:a'>\(again)<q xmlns='urn:q'>\(again)</q>\(again)</g>",
    "<q:g xmlns:q='urn:a'>\(again)</q:g>",
  ]

  private static let again = String(
    repeating:
      "<node key=\"k1\" id='é'>t</node><node key='a&amp;b'/><b xml:id='x'/><q:node xmlns:q='urn:q' a='1'/>",
    count: 4)

  @Test(arguments: documents)
  func `reads what libxml2 reads`(document: String) throws {
    let bytes = Array(document.utf8)
    if let parsed = try? XMLComparison.parsed(bytes) {
      #expect(try XMLComparison.scanned(bytes) == parsed)
    } else {
      #expect(throws: XMLError.self) { try XMLComparison.scanned(bytes) }
    }
  }

  @Test func `a NUL does not end a document`() {
    for document in ["<a/>\0<b", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>\0<b"] {
      let bytes = Array(document.utf8)
      #expect(throws: XMLError.self) { try XMLComparison.scanned(bytes) }
      let error = #expect(throws: XMLError.self) { try XMLComparison.parsed(bytes) }
      #expect(error?.description.contains("expected the end of the document, found a NUL") == true)
    }
  }

  @Test(arguments: [
    ("<a>\n<b></a>", "d:2:4: expected the end tag of 'b', found '</a'"),
    ("<a><b></b></a><c/>", "d:1:15: expected the end of the document, found '<'"),
    ("<a", "d:1:3: expected the end of a tag, found the end of the document"),
    ("<a>é", "d:1:5: expected the end tag of 'a', found the end of the document"),
    ("<a x=1/>", "d:1:6: expected a value in quotes, found '1'"),
    ("<a x/>", "d:1:5: expected '=', found '/'"),
    ("<a x='1'y='2'/>", "d:1:9: expected a blank, '>' or '/>', found 'y'"),
    ("<a x='1' x='2'/>", "d:1:1: expected each attribute once, found 'x' again"),
    ("<a x='<'/>", "d:1:7: expected a value without '<' and control characters, found '<'"),
    (
      "<a>é&amp;é<b x='é&lt;é' y='<'/></a>",
      "d:1:28: expected a value without '<' and control characters, found '<'"
    ),
    ("<a x='é&lt;é'>ü<b></a>", "d:1:19: expected the end tag of 'b', found '</a'"),
    ("<a>&nbsp;</a>", "d:1:4: the entity '&nbsp;' is not known"),
    ("<a>a & b</a>", "d:1:6: expected a reference, found '&' (which is written '&amp;')"),
    ("<a>&#0;</a>", "d:1:4: expected the number of a character, found '&#0;'"),
    ("<a>]]></a>", "d:1:4: expected text without ']]>', found ']'"),
    ("<a>\u{1}</a>", "d:1:4: expected a character, found the control character 1, which XML forbids"),
    ("<a><!-- a -- b --></a>", "d:1:11: expected '-->', found '-'"),
    ("<a><!b></a>", "d:1:5: expected an element, a comment or CDATA, found '!'"),
    ("<a><1/></a>", "d:1:5: expected the name of an element, found '1'"),
    ("<a/>text", "d:1:5: expected the end of the document, found 't'"),
    ("", "d:1:1: expected an element, found the end of the document"),
  ])
  func `says where a document is wrong`(document: String, message: String) {
    let error = #expect(throws: XMLError.self) { try XMLComparison.scanned(Array(document.utf8)) }
    #expect(error?.description == message)
    #expect(throws: XMLError.self) { try XMLComparison.parsed(Array(document.utf8)) }
  }

  @Test(arguments: [
    [0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E], [0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80, 0x3C],
  ])
  func `refuses what is no UTF-8`(bytes: [UInt8]) {
    let error = #expect(throws: XMLError.self) { try XMLComparison.scanned(bytes) }
    #expect(error?.description == "d:1:4: expected UTF-8 and characters that XML allows")
  }

  @Test func `the place of what is no UTF-8 is found behind whole lines`() {
    for count in [1, 300_000] {
      let bytes = Array("<a>\(String(repeating: "é\n", count: count))éœ".utf8) + [0xE9] + Array("</a>".utf8)
      let error = #expect(throws: XMLError.self) { try XMLComparison.scanned(bytes) }
      #expect(error?.description == "d:\(count + 1):3: expected UTF-8 and characters that XML allows")
    }
  }

  @Test func `documents in other encodings and with a document type go to libxml2`() throws {
    var bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8)
    bytes += [0xE9] + Array("</a>".utf8)
    #expect(try XMLComparison.scanned(bytes) == "<a#0@>é</>")
    let wide = "\u{FEFF}<a>é</a>".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try XMLComparison.scanned(wide) == "<a#0@>é</>")
    #expect(try XMLComparison.scanned(Array("<!DOCTYPE a SYSTEM 'a.dtd'><a/>".utf8)) == "<a#0@></>")
  }

  /// Tags, references, characters and line ends that lie across the pieces in which a file is read.
  @Test func `pieces of a file do not show`() throws {
    var text = "<a>"
    var number = 0
    while text.utf8.count < 900_000 {
      number += 1
      text += "<b id='é\(number)&quot;' x=\"&#233;\r\n\(String(repeating: "œ", count: number % 61))\">"
      text += "t&amp;]] é\r\n<!-- – \(number) --><![CDATA[ ]] <\r\n ]]></b>\n"
    }
    text += "<b x='\(String(repeating: "long &lt; ", count: 90_000))'/></a>"
    let bytes = Array(text.utf8)
    let (scanned, parsed) = (try XMLComparison.scanned(bytes), try XMLComparison.parsed(bytes))
    #expect(scanned == parsed)
    for shift in 1..<8 {
      let moved = Array(repeating: UInt8(0x0A), count: shift) + bytes
      #expect(try XMLComparison.scanned(moved) == scanned)
    }
  }

  @Test func `tags cannot be filled without end`() {
    let attributes = (0..<10_001).map { " x\($0)=''" }.joined()
    let error = #expect(throws: XMLError.self) { try XMLComparison.scanned(Array("<a\(attributes)/>".utf8)) }
    #expect(error?.message == "a tag has more than 10000 attributes")
    let deep = Array(String(repeating: "<a>", count: 201).utf8)
    #expect(throws: XMLError.self) { try XMLComparison.scanned(deep) }
  }

  @Test func `damaged documents are taken and refused as libxml2 does`() throws {
    var state: UInt64 = 5
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let marks = Array("<>&;'\"/!?-[]= \n\r#xa:1é".utf8) + [0, 0xC3]
    var (taken, refused) = (0, 0)
    for document in Self.documents {
      for _ in 0..<400 {
        var bytes = Array(document.utf8)
        for _ in 0...random(2) {
          let place = random(bytes.count)
          switch random(3) {
          case 0: bytes[place] = marks[random(marks.count)]
          case 1: bytes.insert(marks[random(marks.count)], at: place)
          default: bytes.remove(at: place)
          }
          if bytes.isEmpty { bytes = [0x3C] }
        }
        let parsed = try? XMLComparison.parsed(bytes)
        let scanned = try? XMLComparison.scanned(bytes)
        if parsed == nil { refused += 1 } else { taken += 1 }
        // Names with colons where namespaces allow none are no matter of well-formedness.
        let hasColon = bytes.contains(UInt8(ascii: ":"))
        #expect(
          hasColon ? (scanned == nil) == (parsed == nil) : scanned == parsed,
          "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      }
    }
    #expect(taken > 500 && refused > 500)
  }

  @Test func `the graph files of other programs are read as libxml2 reads them`() throws {
    guard let readme = ProjectFolder.shared("graphs/README.md", for: "graph files of other programs") else {
      return
    }
    let folder = readme.deletingLastPathComponent()
    var count = 0
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".graphml") || $0.hasSuffix(".gexf") }.sorted()
    for file in files {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
      #expect((try? XMLComparison.scanned(bytes)) == (try? XMLComparison.parsed(bytes)), "\(file)")
      count += 1
    }
    #expect(count > 60)
  }
}
