import Foundation
import SommetXML
import Testing

@Suite struct XMLReaderTests {
  /// The document as one line: `<name attributes>`, `</>`, text as it is.
  private func trace(_ document: String) throws(XMLError) -> String {
    var reader = try XMLReader(document.utf8, name: "test.xml")
    var trace = ""
    while let piece = try reader.next() {
      switch piece {
      case .start:
        trace +=
          "<"
          + ([reader.localName] + reader.attributes.map { "\($0.name)=\($0.value)" })
          .joined(separator: " ") + ">"
      case .end: trace += "</>"
      case .text: trace += reader.text
      }
    }
    return trace
  }

  private func failure(_ document: String) -> String? {
    do throws(XMLError) {
      return "no error: \(try trace(document))"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("<a/>", "<a></>"),
    ("<a><b x='1' y='é'/>t</a>", "<a><b x=1 y=é></>t</>"),
    ("<?xml version='1.0'?><!-- c --><?pi x?><a>1<!-- c -->2<![CDATA[<3>]]>&lt;&#233;</a>", "<a>12<3><é</>"),
    ("<g xmlns='urn:g' xmlns:y='urn:y'><y:n y:k='v'/></g>", "<g><n y:k=v></></>"),
    (
      "<!DOCTYPE graphml SYSTEM 'http://graphml.graphdrawing.org/dtds/graphml.dtd'><graphml/>", "<graphml></>"
    ),
  ])
  func `gives starts, ends and texts in order`(document: String, expected: String) throws {
    #expect(try trace(document) == expected)
  }

  @Test func `tells names, namespaces and depth`() throws {
    var reader = try XMLReader("<a xmlns='urn:a'><b:c xmlns:b='urn:b'/></a>".utf8, name: "n.xml")
    #expect(try reader.next() == .start)
    #expect(
      reader.localName == "a" && reader.prefix == "" && reader.namespace == "urn:a" && reader.depth == 0)
    #expect(try reader.next() == .start)
    #expect(
      reader.localName == "c" && reader.prefix == "b" && reader.namespace == "urn:b" && reader.depth == 1)
    #expect(try reader.next() == .end)
    #expect(try reader.next() == .end)
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [
    ("<a>\n<b></a>", "test.xml:2:8: Opening and ending tag mismatch: b line 2 and a"),
    ("", "test.xml:1:1: expected an element, found the end of the document"),
    ("<a>&rien;</a>", "test.xml:1:10: Entity 'rien' not defined"),
    ("<ab c='d'", "test.xml:1:10: attributes construct error"),
  ])
  func `says where a document is broken`(document: String, message: String) {
    #expect(failure(document) == message)
  }

  @Test func `a failed reader goes on failing`() throws {
    var reader = try XMLReader("<a><b></a>".utf8, name: "f.xml")
    let first = #expect(throws: XMLError.self) { while try reader.next() != nil {} }
    let second = #expect(throws: XMLError.self) { try reader.next() }
    #expect(first == second)
  }

  /// Every level tenfold: a billion laughs in all.
  private static let bomb =
    "<!DOCTYPE a [<!ENTITY l0 'ha'>"
    + (1...9).map { (level: Int) -> String in
      let inside = String(repeating: "&l\(level - 1);", count: 10)
      return "<!ENTITY l\(level) '\(inside)'>"
    }.joined() + "]>"

  @Test(arguments: [
    bomb + "<a>&l9;</a>",
    bomb + "<a b='&l9;'/>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><a/>",
    "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
  ])
  func `a document that declares entities is refused`(document: String) {
    let message = failure(document) ?? ""
    #expect(message.contains("declares its own entities") || message.contains("entity reference loop"))
  }

  @Test func `tells the line of each piece`() throws {
    var reader = try XMLReader("<a>\n<b\n c='1'/>\n\n<d/>\n</a>".utf8, name: "l.xml")
    var lines: [Int] = []
    while let piece = try reader.next() { if piece == .start { lines.append(reader.line) } }
    #expect(lines == [1, 3, 5])
  }

  @Test func `elements cannot be nested without end`() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(failure(deep)?.contains("xcessive depth") == true)
    var count = 0
    let error = #expect(throws: XMLError.self) {
      var reader = try XMLReader("<a><a><a/></a></a>".utf8, name: "d.xml", limits: .init(depth: 2))
      while try reader.next() != nil { count += 1 }
    }
    #expect(error?.description == "d.xml:1: elements are nested more than 2 deep")
    #expect(count == 2)
  }

  @Test func `bytes that are not the promised encoding are an error`() {
    let bytes = Array("<?xml version='1.0' encoding='UTF-8'?><a>".utf8) + [0xE9, 0x74] + Array("</a>".utf8)
    let error = #expect(throws: XMLError.self) {
      var reader = try XMLReader(bytes, name: "latin.xml")
      while try reader.next() != nil {}
    }
    #expect(error?.line == 1)
    #expect(error?.message.contains("not proper UTF-8") == true)
  }

  @Test func `other encodings are read by their declaration`() throws {
    let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
    var reader = try XMLReader(bytes, name: "latin.xml")
    #expect(try reader.next() == .start)
    #expect(try reader.next() == .text)
    #expect(reader.text == "é")
  }

  @Test func `goes on after a prefix that is not declared`() throws {
    var reader = try XMLReader("<a><y:b/></a>".utf8, name: "p.xml")
    while try reader.next() != nil {}
    #expect(reader.warnings.map(\.message) == ["Namespace prefix y on b is not defined"])
  }

  @Test func `says why a file cannot be read`() throws {
    let missing = #expect(throws: XMLError.self) { _ = try XMLReader(path: "/nowhere/graph.xml") }
    #expect(missing?.description == "/nowhere/graph.xml: No such file or directory")
    let address = #expect(throws: XMLError.self) { _ = try XMLReader(path: "http://localhost/graph.xml") }
    #expect(address?.description == "http://localhost/graph.xml: No such file or directory")
    let folder = #expect(throws: XMLError.self) {
      var reader = try XMLReader(path: "/tmp")
      while try reader.next() != nil {}
    }
    #expect(folder?.description == "/tmp: Is a directory")
  }

  @Test func `many readers may run at once`() async throws {
    let document = "<a>" + (0..<500).map { "<n id='\($0)'>é\($0)</n>" }.joined() + "</a>"
    let broken = document + "<b>"
    try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
      for number in 0..<64 {
        group.addTask {
          var count = 0
          do throws(XMLError) {
            var reader = try XMLReader((number % 2 == 0 ? document : broken).utf8, name: "\(number).xml")
            while let piece = try reader.next() { count += piece == .start ? 1 : 0 }
            return (count, true)
          } catch {
            #expect(error.file == "\(number).xml")
            return (count, false)
          }
        }
      }
      var whole = 0
      for try await (count, isWhole) in group {
        // What stands next to the place where a document breaks off may be lost.
        #expect(isWhole ? count == 501 : (490...501).contains(count))
        whole += isWhole ? 1 : 0
      }
      #expect(whole == 32)
    }
  }
}
