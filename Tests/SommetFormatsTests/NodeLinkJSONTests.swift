import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

@Suite struct NodeLinkJSONTests {
  @Test func `writes what the golden file holds`() throws {
    #expect(try Golden.difference(NodeLinkJSON.text(Sample.graph), from: "sample.json") == nil)
  }

  @Test(arguments: [Sample.graph, Graph(), Sample.chain(40)])
  func `what is written is read back, and written again to the same bytes`(graph: Graph) throws {
    let text = try NodeLinkJSON.text(graph)
    let read = try NodeLinkJSON.read(Array(text.utf8), name: "graph.json")
    #expect(read == graph)
    #expect(try NodeLinkJSON.text(read) == text)
  }

  @Test func `any reader of JSON understands it`() throws {
    let object = try JSONSerialization.jsonObject(with: Data(NodeLinkJSON.text(Sample.graph).utf8))
    let top = try #require(object as? [String: Any])
    #expect((top["nodes"] as? [Any])?.count == Sample.graph.nodes.count)
    #expect((top["edges"] as? [Any])?.count == Sample.graph.edges.count)
    let nodes = try #require(top["nodes"] as? [[String: Any]])
    #expect(nodes.map { $0["label"] as? String } == Sample.graph.nodes.map(\.label))
  }

  @Test func `has a line for each node and edge`() throws {
    let lines = try NodeLinkJSON.text(Sample.graph).split(separator: "\n")
    #expect(
      lines.count { $0.hasPrefix("{\"id\": \"") && $0.contains("\"kind\"") } == Sample.graph.nodes.count)
    #expect(lines.count { $0.hasPrefix("{\"source\": \"") } == Sample.graph.edges.count)
  }

  @Test func `reads the order, blanks and escapes of others, and null`() throws {
    let text = """
      { "edges" : [ {"relation":"met","target":"b","source":"a","key":"k","modality":"planned","date":null,"other":[1,{"x":-2.5e3}],
         "evidence":[{"article":"z","sentence":0,"start":0,"end":2,"quote":"\\u00e9\\ud83e\\udd23","trigger":{"start":0,"end":1}}]} ],
        "nodes":[{"id":"b","kind":"person"},{"kind":"person","id":"a","label":"\\"A\\/\\\\\\n"}], "directed": true}
      """
    let graph = try NodeLinkJSON.read(Array(text.utf8), name: "graph.json")
    #expect(graph.nodes.map(\.label) == ["\"A/\\\n", "b"])
    #expect(graph.edges.map(\.modality) == [.planned])
    #expect(graph.edges[0].evidence[0].quote == "é🤣")
    #expect(graph.edges[0].weight == 1)
  }

  @Test func `foreign words, undirected edges and typed attributes come back to the byte`() throws {
    let graph = Graph(
      nodes: [
        Node(
          id: "a", kind: NodeKind(rawValue: "ship"), label: "a",
          attributes: ["masts": 3, "length": 12.5, "afloat": true, "crew": .json("[\"x y\",{}]")]),
        Node(id: "b", kind: .untyped, label: "b"),
      ],
      edges: [
        Edge(
          key: "k", source: "a", target: "b", relation: Relation(rawValue: "follows"), modality: .unstated,
          weight: 0.25, isDirected: false, attributes: ["since": 1999]),
        Edge(key: "l", source: "a", target: "b", relation: .untyped, modality: .unstated, weight: -2),
      ])
    let text = try NodeLinkJSON.text(graph)
    let read = try NodeLinkJSON.read(Array(text.utf8), name: "graph.json")
    #expect(read == graph)
    #expect(try NodeLinkJSON.text(read) == text)
  }

  @Test(arguments: [
    ("", "graph.json:1:1: error: expected an object, found the end of the file"),
    ("{\"nodes\": [", "graph.json:1:12: error: expected an object, found the end of the file"),
    ("{\"nodes\": [],\n \"edges\": [}", "graph.json:2:12: error: expected an object, found '}'"),
    ("{\"nodes\": [] \"edges\": []}", "graph.json:1:14: error: expected ',' or '}', found '\"'"),
    ("{\"é\": nul}", "graph.json:1:7: error: expected a value, found 'n'"),
    ("{\"nodes\": [], \"edges\": []} x", "graph.json:1:28: error: expected the end of the file, found 'x'"),
    (
      "{\"nodes\": [{\"label\": \"a\"}], \"edges\": []}",
      "graph.json:1:12: error: expected a field 'id' in a node, found none"
    ),
    ("{\"nodes\": \"\\x\"}", "graph.json:1:11: error: expected an array, found '\"'"),
    ("{\"x\": \"\\ud800\"}", "graph.json:1:14: error: expected a whole surrogate pair, found '\"'"),
    ("{\"x\": 01}", "graph.json:1:7: error: expected a number, found '0'"),
    ("{\"nodes\": []}", "graph.json:1:1: error: expected a list 'edges', found none"),
    (
      "{\"nodes\": [{\"id\": \"a\", \"kind\": \"person\"},\n{\"id\": \"a\", \"kind\": \"person\"}], \"edges\": []}",
      "graph.json:2:1: error: expected a new node, found 'a' again"
    ),
    (
      "{\"nodes\": [], \"edges\": [{\"key\": \"k\", \"source\": \"a\", \"target\": \"b\", \"relation\": \"met\"}]}",
      """
      graph.json:1:25: error: the source of edge 'k': expected the id of a node, found 'a'
      graph.json:1:25: error: the target of edge 'k': expected the id of a node, found 'b'
      """
    ),
    (
      "{\"nodes\": [{\"id\": \"a\", \"kind\": \"person\"}], \"edges\": [{\"key\": \"k\", \"source\": \"a\", \"target\": \"a\", \"relation\": \"met\", \"confidence\": 3, \"evidence\": [{\"quote\": \"\"}]}]}",
      """
      graph.json:1:146: error: expected a field 'quote' in a piece of evidence, found none
      """
    ),
  ])
  func `says where a file is wrong`(text: String, message: String) {
    let diagnostics = NodeLinkJSON.diagnostics(Array(text.utf8), name: "graph.json")
    #expect(diagnostics.map(\.description).joined(separator: "\n") == message)
    let error = #expect(throws: FormatError.self) {
      try NodeLinkJSON.read(Array(text.utf8), name: "graph.json")
    }
    #expect(error?.description == message)
  }

  @Test func `edges may come before nodes and before what they are told to be`() throws {
    let text = """
      {"links": [{"source": "a", "target": "b"}, {"source": "b", "target": "a", "directed": true}],
       "nodes": [{"id": "a"}, {"id": "b"}], "directed": false}
      """
    let graph = try NodeLinkJSON.read(Array(text.utf8), name: "graph.json")
    #expect(Set(graph.edges.map(\.isDirected)) == [false, true] && !graph.info.isDirected)
    #expect(graph.edges.first { $0.source == "a" }?.isDirected == false)
  }

  /// Strings, escapes, numbers and lists that lie across the pieces in which a file is read.
  @Test func `pieces of a file do not show`() throws {
    let nodes = (0..<4000).map { number in
      Node(
        id: "n\(number)", kind: .topic, label: "x" + String(repeating: "é\"\\\n🤣", count: number % 23),
        attributes: [
          "n": .integer(number * 7919), "f": .double(Double(number) + 0.125), "t": .boolean(number % 2 == 0),
          "j": .json("[\"\(String(repeating: "ë", count: number % 31))\",{\"x\":[1,2.5e3,null]}]"),
        ])
    }
    let text = try NodeLinkJSON.text(Graph(nodes: nodes, edges: []))
    #expect(text.utf8.count > 800_000)
    for shift in 0..<8 {
      let bytes = Array(repeating: UInt8(ascii: " "), count: shift) + Array(text.utf8)
      #expect(try NodeLinkJSON.text(NodeLinkJSON.read(bytes, name: "graph.json")) == text)
    }
    let broken = text.replacing("\"id\": \"n3999\"", with: "\"id\": n3999")
    let line =
      1
      + (text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("\"n3999\"") }
        ?? 0)
    #expect(
      NodeLinkJSON.diagnostics(Array(broken.utf8), name: "graph.json").map(\.description) == [
        "graph.json:\(line):8: error: expected a value, found 'n'"
      ])
  }

  @Test func `refuses bytes that are no text and nesting without end`() {
    #expect(throws: FormatError.self) { try NodeLinkJSON.read([0x7B, 0x22, 0xFF, 0x22, 0x7D], name: "x") }
    let deep = Array((String(repeating: "[", count: 100_000)).utf8)
    #expect(throws: FormatError.self) { try NodeLinkJSON.read(Array("{\"x\": ".utf8) + deep, name: "x") }
  }

  @Test func `no cut of a file makes it crash`() throws {
    let bytes = Array(try NodeLinkJSON.text(Sample.graph).utf8)
    for end in stride(from: 0, to: bytes.count - 2, by: 7) {
      #expect(!NodeLinkJSON.diagnostics(Array(bytes[..<end]), name: "cut.json").isEmpty)
    }
  }
}
