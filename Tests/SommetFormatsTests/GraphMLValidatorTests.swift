import Foundation
import SommetFormats
import SommetTesting
import Testing

@Suite struct GraphMLValidatorTests {
  private func faults(_ body: String, keys: String = "") throws -> [String] {
    let text = """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      \(keys)
      <graph edgedefault="directed">
      \(body)
      </graph></graphml>
      """
    return try GraphMLValidator().diagnostics(Array(text.utf8), name: "g").map(\.description)
  }

  @Test(arguments: [
    ("<node id=\"a\"/>\n<node id=\"a\"/>", "", "g:5:11: error: expected a new node, found 'a' again"),
    (
      "<node id=\"a\"/>\n<edge source=\"a\" target=\"b\"/>", "",
      "g:5:26: error: target: expected the id of a node, found 'b'"
    ),
    (
      "<node id=\"a\"/>\n<edge id=\"e\" source=\"a\" target=\"a\"/>\n<edge id=\"e\" source=\"a\" target=\"a\"/>",
      "",
      "g:6:11: error: expected a new edge, found 'e' again"
    ),
    (
      "<node id=\"a\"><data key=\"k\">1</data></node>", "",
      "g:4:25: error: expected the id of a key, found 'k'"
    ),
    (
      "<node id=\"a\"><data key=\"k\">un</data></node>",
      "<key id=\"k\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/>",
      "g:4:25: error: n: expected an int, found 'un'"
    ),
    (
      "<node id=\"a\"><data key=\"k\">1</data></node>",
      "<key id=\"k\" for=\"edge\" attr.name=\"n\" attr.type=\"int\"/>",
      "g:4:25: error: expected a key for node, found 'k' for edge"
    ),
    (
      "<node id=\"a\"/>", "<key id=\"k\" attr.name=\"n\" attr.type=\"boolean\"><default>oui</default></key>",
      "g:2:10: error: default of key 'k': expected a boolean, found 'oui'"
    ),
    (
      "<node id=\"a\"/>", "<key id=\"k\" attr.name=\"n\"/>",
      "g:2:10: warning: key 'k' has no attr.type; some readers drop it"
    ),
    (
      "<node id=\"a\"/><edge id=\"e\" source=\"a\" target=\"a\"/>\n<edge source=\"a\" target=\"a\"/>", "",
      "g:5: warning: 1 of the edges have no id; readers may merge them"
    ),
    (
      "<node id=\"a\"><data key=\"k\">1</data>\n<data key=\"k\">2</data></node>",
      "<key id=\"k\" attr.name=\"n\" attr.type=\"int\"/>",
      "g:5:12: error: expected one value for key 'k', found another"
    ),
    (
      "<node id=\"a\"/><hyperedge><endpoint node=\"x\"/></hyperedge>", "",
      "g:4:42: error: endpoint: expected the id of a node, found 'x'"
    ),
  ])
  func `finds what a schema cannot say`(body: String, keys: String, message: String) throws {
    #expect(try faults(body, keys: keys) == [message])
  }

  @Test(arguments: [
    "<node/>", "<node id=\"a b\"/>", "<vertex id=\"a\"/>", "<node id=\"a\"/><edge source=\"a\"/>",
    "<node id=\"a\"/><edge source=\"a\" target=\"a\" label=\"x\"/>", "<node id=\"a\"><node id=\"b\"/></node>",
  ])
  func `finds what the structure forbids, with its line`(body: String) throws {
    let faults = try faults(body)
    #expect(faults.contains { $0.hasPrefix("g:4") && $0.contains(": error: ") })
  }

  @Test(arguments: ["", "<graphml", "<graphml>", "<autre/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
  func `finds what is no GraphML at all`(text: String) throws {
    #expect(try !GraphMLValidator().diagnostics(Array(text.utf8), name: "g").isEmpty)
  }

  @Test func `agrees with the schema of the format on the files of other programs`() throws {
    guard let oracle = ProjectFolder.shared("graphs/oracle.jsonl", for: "GraphML of other programs") else {
      return
    }
    struct Document: Decodable {
      let file: String
      let xsd_valid: Bool?
    }
    let validator = try GraphMLValidator()
    var counts = (agreed: 0, stricter: 0)
    for line in try String(contentsOf: oracle, encoding: .utf8).split(separator: "\n") {
      let document = try JSONDecoder().decode(Document.self, from: Data(line.utf8))
      guard document.file.hasSuffix(".graphml"), let isValid = document.xsd_valid else { continue }
      let path = oracle.deletingLastPathComponent().appendingPathComponent(document.file).path
      let isAccepted = try !validator.diagnostics(path: path).contains { $0.severity == .error }
      // libxml2 counts the nodes of a graph inside a node twice, and then refuses edges between them by the schema.
      if document.file.hasSuffix("testNestedGraphs.graphml") {
        #expect(isAccepted && !isValid)
        continue
      }
      // We may refuse what the schema lets through (types of values), never the other way round.
      if isAccepted == isValid { counts.agreed += 1 } else { counts.stricter += 1 }
      #expect(isValid || !isAccepted, "\(document.file)")
    }
    print("GraphML of other programs: \(counts.agreed) judged alike, \(counts.stricter) more strictly")
    #expect(counts.agreed > 30)
  }
}
