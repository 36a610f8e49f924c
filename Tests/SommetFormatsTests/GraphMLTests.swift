import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import SommetXML
import Testing

@Suite struct GraphMLTests {
  @Test func `writes what the golden file holds`() throws {
    #expect(try Golden.difference(GraphML.text(Sample.graph), from: "sample.graphml") == nil)
  }

  @Test(arguments: [Sample.graph, Graph(), Sample.chain(40)])
  func `is valid by the schema of the format and by our own rules`(graph: Graph) throws {
    let text = try GraphML.text(graph)
    #expect(try GraphMLValidator().diagnostics(Array(text.utf8), name: "graph.graphml").isEmpty)
    guard let schema = ProjectFolder.shared("graphs/xsd/graphml.xsd", for: "the schema of GraphML") else {
      return
    }
    #expect(try XMLSchema(path: schema.path).faults(in: text.utf8, name: "graph.graphml").isEmpty)
  }

  @Test func `what is written is read back, but for articles and what XML forbids`() throws {
    let read = try GraphML.read(Array(try GraphML.text(Sample.graph).utf8), name: "graph.graphml")
    #expect(read.edges == Sample.graph.edges)
    #expect(read.articles.isEmpty)
    for (node, written) in zip(read.nodes, Sample.graph.nodes) {
      var expected = written
      expected.label = written.label.replacing("\u{1}", with: "")
      #expect(node == expected)
    }
  }

  @Test func `parallel edges are kept and ids are unique`() throws {
    let text = try GraphML.text(Sample.graph)
    #expect(text.split(separator: "<edge id=\"met-").count == 4)
  }

  @Test func `reads keys under the names of other programs`() throws {
    let text = """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key id="d1" for="node" attr.name="kind" attr.type="string"><default>person</default></key>
        <key id="d0" for="edge" attr.name="relation" attr.type="string"/>
        <key id="d2" for="edge" attr.name="weight" attr.type="double"/>
        <graph edgedefault="directed"><node id="a"/><node id="b"><data key="d1">place</data></node>
          <edge source="a" target="b"><data key="d0">warned</data><data key="d2">3.0</data></edge></graph>
      </graphml>
      """
    let graph = try GraphML.read(Array(text.utf8), name: "graph.graphml")
    #expect(graph.nodes.map(\.kind) == [.person, .place])
    #expect(graph.edges.map(\.weight) == [3])
    #expect(graph.edges.map(\.modality) == [.unstated])
  }

  @Test(arguments: [
    ("<graphml><graph><node/></graph></graphml>", "g:1:17: error: expected an id of the node, found none"),
    (
      "<graphml>\n<graph><edge source=\"a\"/></graph></graphml>",
      "g:2:8: error: expected a source and a target of the edge"
    ),
  ])
  func `says where a file is wrong`(text: String, message: String) {
    let error = #expect(throws: FormatError.self) { try GraphML.read(Array(text.utf8), name: "g") }
    #expect(error?.description == message)
  }

  @Test func `says where a file is no XML`() {
    let error = #expect(throws: FormatError.self) {
      try GraphML.read(Array("<graphml>\n</graph>".utf8), name: "g")
    }
    #expect(error?.description.hasPrefix("g:2:") == true)
  }

  @Test func `NetworkX and igraph read the same graph`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sommet-readers-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = folder.appendingPathComponent("graph").path
    try OutputFile.replace(base + ".json") { try NodeLinkJSON.write(Sample.graph, descriptor: $0, name: "j") }
    try OutputFile.replace(base + ".graphml") { try GraphML.write(Sample.graph, descriptor: $0, name: "g") }
    let script = """
      import json, sys
      try:
          import networkx
      except ImportError:
          print("skipped"); sys.exit()
      a = networkx.node_link_graph(json.load(open(sys.argv[1] + ".json")), edges="edges")
      b = networkx.read_graphml(sys.argv[1] + ".graphml", force_multigraph=True)
      assert set(a) == set(b) and set(a.edges(keys=True)) == set(b.edges(keys=True)), "NetworkX"
      assert a.nodes["person:lea-roux"]["label"] == b.nodes["person:lea-roux"]["label"]
      counts = [(a.number_of_nodes(), a.number_of_edges())]
      try:
          import igraph
          c = igraph.Graph.Read_GraphML(sys.argv[1] + ".graphml")
          counts.append((c.vcount(), c.ecount()))
          assert set(c.vs["id"]) == set(a)
      except ImportError:
          pass
      assert len(set(counts)) == 1
      print(*counts[0])
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, base]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guard process.terminationStatus != 127, said != "skipped\n" else {
      print("skipped: NetworkX, since it is not installed")
      return
    }
    #expect(process.terminationStatus == 0)
    #expect(said == "\(Sample.graph.nodeCount) \(Sample.graph.edgeCount)\n")
  }
}
