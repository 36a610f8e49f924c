import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

/// Graphs as other programs write them.
@Suite struct GraphInputTests {
  private func read(_ text: String, _ name: String = "g") throws -> Graph {
    var collector = GraphCollector()
    try GraphFormat.read(GraphSource(Array(text.utf8), name: name), into: &collector)
    return collector.graph()
  }

  private func faults(_ text: String, _ name: String = "g") -> String {
    do {
      return "read: \(try read(text, name).nodes.count)"
    } catch {
      return "\(error)"
    }
  }

  @Test func `GraphML of others keeps defaults, types, parents, and parallel edges with one id`() throws {
    let graph = try read(
      """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
        <key id="c" for="node" attr.name="colour" attr.type="string"><default>red</default></key>
        <key id="w" for="edge" attr.name="weight" attr.type="double"/>
        <key id="n" for="node" attr.name="age" attr.type="int"/>
        <key id="y" for="node" yfiles.type="nodegraphics"/>
        <graph id="roads" edgedefault="undirected" parse.nodes="3">
          <node id="a"><data key="n"> 7 </data>
            <graph edgedefault="directed"><node id="b"><data key="c">blue</data></node></graph></node>
          <node id="c"><data key="y"><y:ShapeNode><y:NodeLabel>Port</y:NodeLabel></y:ShapeNode></data></node>
          <edge id="0" source="a" target="b"><data key="w">0.5</data></edge>
          <edge id="0" source="a" target="b" directed="true"/>
        </graph>
      </graphml>
      """)
    #expect(graph.info == GraphInfo(name: "roads", isDirected: false))
    #expect(graph.node("a")?.attributes == ["colour": "red", "age": 7])
    #expect(graph.node("b")?.attributes == ["colour": "blue", "parent": "a"])
    #expect(graph.node("c")?.label == "Port")
    #expect(graph.edges.map(\.key) == ["0", "0~2"])
    #expect(graph.edges.map(\.isDirected) == [false, true] && graph.edges.map(\.weight) == [0.5, 1])
    #expect(graph.edges.allSatisfy { $0.relation == .untyped && $0.modality == .unstated })
  }

  @Test func `GraphML may declare its keys behind the graph`() throws {
    let graph = try read(
      """
      <graphml><graph edgedefault="directed"><node id="a"><data key="d">3</data></node></graph>
      <key id="d" for="node" attr.name="depth" attr.type="int"/></graphml>
      """)
    #expect(graph.node("a")?.attributes == ["depth": 3])
  }

  @Test func `GEXF of others keeps kinds, times, looks, hierarchy and values that change`() throws {
    let graph = try read(
      """
      <gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
        <meta><creator>me</creator><description>towns</description></meta>
        <graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
          <attributes class="node"><attribute id="0" title="size of" type="integer"><default>4</default></attribute></attributes>
          <attributes class="edge" mode="dynamic"><attribute id="0" title="flow" type="double"/></attributes>
          <nodes><node id="1" label="A"><viz:color r="255" g="0" b="10"/><viz:position x="1.5" y="-2"/>
              <nodes><node id="2" label="B"><attvalues><attvalue for="0" value="9"/></attvalues></node></nodes></node></nodes>
          <edges><edge id="e" source="1" target="2" kind="road" weight="2.5" start="2031-04-02" end="2031-04-05">
            <attvalues><attvalue for="0" value="1" start="2031-04-02"/><attvalue for="0" value="2"
            start="2031-04-04"/></attvalues></edge></edges>
        </graph>
      </gexf>
      """)
    #expect(graph.info.name == "towns" && graph.info.attributes["creator"] == "me")
    #expect(graph.node("1")?.attributes == ["size of": 4, "color": "#ff000a", "x": 1.5, "y": -2.0])
    #expect(graph.node("2")?.attributes == ["size of": 9, "parent": "1"])
    let edge = try #require(graph.edge("e"))
    #expect(edge.relation.rawValue == "road" && edge.weight == 2.5 && !edge.isDirected)
    #expect(edge.date == "2031-04-02/2031-04-05")
    #expect(
      edge.attributes["flow"]
        == .json(#"[{"value":1,"start":"2031-04-02"},{"value":2,"start":"2031-04-04"}]"#))
  }

  @Test func `DOT keeps defaults, ports, clusters and escapes, and joins what it must`() throws {
    let graph = try read(
      #"""
      /* roads */ strict graph "r" { rank = same; node [shape=box];
        a -- b:n -- {c d} [weight=2]; b -- a [color="red" + "dish"];
        subgraph cluster_x { node [shape=oval] e [label="one\ntwo \\ \N"]; }
        f [label=<<b>bold</b> &amp; more>]
      }
      """#)
    #expect(graph.nodes.map(\.id).sorted() == ["a", "b", "c", "d", "e", "f"])
    #expect(graph.edges.count == 3 && graph.edges.allSatisfy { !$0.isDirected && $0.weight == 2 })
    #expect(graph.edges.contains { $0.attributes["color"] == "reddish" })
    #expect(graph.node("a")?.attributes == ["shape": "box"])
    #expect(
      graph.node("e")?.label == "one\ntwo \\ e" && graph.node("e")?.attributes["cluster"] == "cluster_x")
    #expect(graph.node("f")?.label == "bold & more")
    #expect(graph.info.attributes["rank"] == "same")
  }

  @Test(arguments: [
    #"graph { "a\\b"; c [label=<<b/>>, name="Port"]; d [label="\n"] }"#,
    #"""
    <graphml>
      <key id="l" for="node" attr.name="label" attr.type="string"/>
      <key id="n" for="node" attr.name="name" attr.type="string"/>
      <graph edgedefault="directed">
        <node id="a\b"/><node id="c"><data key="n">Port</data></node><node id="d"><data key="l"/></node>
      </graph>
    </graphml>
    """#,
    #"""
    <gexf version="1.3"><graph>
      <attributes class="node"><attribute id="0" title="name" type="string"/></attributes>
      <nodes>
        <node id="a\b"/>
        <node id="c" label=""><attvalues><attvalue for="0" value="Port"/></attvalues></node>
        <node id="d" label=""/>
      </nodes>
    </graph></gexf>
    """#,
    #"{"nodes": [{"id": "a\\b"}, {"id": "c", "name": "Port"}, {"id": "d", "label": ""}], "links": []}"#,
  ])
  func `a node without a label goes by its name or its id`(file: String) throws {
    let graph = try read(file)
    #expect(graph.nodes.count == 3 && graph.node("d")?.label == "d")
    // To DOT a name is an attribute like others, and ids have escapes.
    let isDOT = file.hasPrefix("graph")
    #expect(graph.node("c")?.label == (isDOT ? "c" : "Port"))
    #expect(graph.node(isDOT ? #"a\\b"# : #"a\b"#)?.label == #"a\b"#)
  }

  @Test func `DOT may be Latin-1 and hold long strings`() throws {
    var bytes = Array("graph { a [label=\"caf".utf8)
    bytes += [0xE9] + Array("\"]; b [label=\"\(String(repeating: "x", count: 40_000))\"] }".utf8)
    let graph = try DOT.read(bytes, name: "g")
    #expect(graph.node("a")?.label == "café" && graph.node("b")?.label.utf8.count == 40_000)
  }

  @Test func `node-link JSON of NetworkX keeps numbers as ids and every attribute`() throws {
    let graph = try read(
      """
      {"directed": false, "multigraph": true, "graph": {"name": "net", "year": 2031},
       "nodes": [{"id": 1, "club": "Mr", "tags": ["x"]}, {"id": "b", "label": "B"}],
       "links": [{"source": 1, "target": "b", "key": 0, "weight": 1.5}, {"source": 1, "target": "b", "key": 1}]}
      """)
    #expect(graph.info == GraphInfo(name: "net", isDirected: false, attributes: ["year": 2031]))
    #expect(graph.node("1")?.attributes == ["club": "Mr", "tags": .json("[\"x\"]")])
    #expect(graph.edges.count == 2 && Set(graph.edges.map(\.weight)) == [1.5, 1])
    #expect(graph.edges.allSatisfy { !$0.isDirected })
  }

  @Test(arguments: [
    "<graphml><graph edgedefault='directed'><node id='a'/><edge source='a' target='b'/></graph></graphml>",
    """
    <gexf version='1.3'><graph defaultedgetype='directed'><nodes><node id='a'/></nodes>
    <edges><edge source='a' target='b'/></edges></graph></gexf>
    """,
  ])
  func `nodes that only edges name are made, with a warning, as others do`(text: String) throws {
    var collector = GraphCollector()
    let warnings = try GraphFormat.read(GraphSource(Array(text.utf8), name: "g"), into: &collector)
    #expect(collector.graph().nodes.map(\.id) == ["a", "b"])
    #expect(warnings.map(\.message) == ["no node 'b' is declared; it is made for the edge"])
  }

  @Test func `of several graphs in DOT the first is read and the others are named`() throws {
    var collector = GraphCollector()
    let text = "digraph one { a -> b }\nstrict graph \"zwei\" { c -- d; e }\ngraph { f }"
    let warnings = try GraphFormat.read(GraphSource(Array(text.utf8), name: "g"), into: &collector)
    let graph = collector.graph()
    #expect(graph.info.name == "one" && graph.nodes.map(\.id) == ["a", "b"] && graph.edges.count == 1)
    #expect(
      warnings.map(\.description) == [
        "g:2:1: warning: of several graphs in a file the first is read; 'zwei' is passed over",
        "g:3:1: warning: of several graphs in a file the first is read; another is passed over",
      ])
  }

  @Test(arguments: [
    "0.1", "0.3", "-0.75", "-0.0", "123456789012.345", "0.000000000000001", "0.99999999999999", "1.10",
    "5e-324", ".5",
    "1.", "4.35", "9007199254740993.5", "1.7976931348623157e308",
  ])
  func `decimals are the numbers nearest to them`(text: String) throws {
    let graph = try read(
      """
      <graphml><key id="x" for="node" attr.name="x" attr.type="double"/><graph edgedefault="directed">
      <node id="a"><data key="x">\(text)</data></node></graph></graphml>
      """)
    #expect(graph.nodes[0].attributes["x"]?.number?.bitPattern == Double(text)?.bitPattern)
  }

  @Test func `whole numbers beside fractional ones stay whole`() throws {
    var graph = Sample.graph
    graph = Graph(
      info: graph.info,
      nodes: ["a", "b", "c"].enumerated().map { number, id in
        Node(
          id: id, kind: .person, label: id,
          attributes: ["n": [AttributeValue.integer(3), .double(0.5), .double(3)][number]])
      }, edges: [])
    for text in [try GraphML.text(graph), try GEXF.text(graph)] {
      let read = try read(text)
      #expect(read.nodes.map { $0.attributes["n"] } == [.integer(3), .double(0.5), .double(3)])
      #expect(try NodeLinkJSON.text(read) == NodeLinkJSON.text(graph))
    }
  }

  @Test func `JSON Lines come back`() throws {
    #expect(try read(try JSONLines.text(Sample.graph)) == Sample.graph)
  }

  @Test(arguments: [",", ";", "\t"])
  func `a table of edges makes its own nodes`(delimiter: String) throws {
    let rows = [
      ["Source", "Target", "Type", "Weight", "note"],
      ["a", "b", "Undirected", "0.5", "\"one \"\"two\"\"\nthree\""],
      ["b", "c", "Directed", "", ""],
    ]
    let graph = try read(rows.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n"), "edges.csv")
    #expect(graph.nodes.map(\.id) == ["a", "b", "c"])
    #expect(graph.edges.map(\.isDirected) == [false, true] && graph.edges.map(\.weight) == [0.5, 1])
    #expect(graph.edges[0].attributes == ["note": "one \"two\"\nthree"] && graph.edges[1].attributes.isEmpty)
  }

  @Test(arguments: [GraphFormat.csv, .neo4j])
  func `tables of ours come back, but for articles`(format: GraphFormat) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-tables-\(format)-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await format.write(Sample.graph, to: folder.path)
    let read = try GraphFormat.read(folder.path)
    #expect(read.nodes.map(\.id) == Sample.graph.nodes.map(\.id))
    #expect(read.nodes.map(\.kind) == Sample.graph.nodes.map(\.kind))
    #expect(read.edges.map(\.key) == Sample.graph.edges.map(\.key))
    #expect(read.edges.map(\.relation) == Sample.graph.edges.map(\.relation))
    #expect(read.edges.map(\.evidence) == Sample.graph.edges.map(\.evidence))
  }

  @Test(arguments: [
    ("<graphml><graph><hyperedge/></graph></graphml>", "g:1:17: error: hyperedges are not read"),
    (
      #"{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "b"}]}"#,
      "expected the id of a node, found 'b'"
    ),
    (
      "<graphml><graph>\n<node id='a'/><node id='a'/></graph></graphml>",
      "g:2:15: error: expected a new node, found 'a' again"
    ),
    (
      "<gexf><graph><nodes><node label='a'/></nodes></graph></gexf>",
      "g:1:21: error: expected an id of the node"
    ),
    ("<gexf><graph><edges><edge source='a'/></edges></graph></gexf>", "expected a source and a target"),
    ("graph {\n a -> b }", "g:2:4: error: expected '--', found '->'"),
    ("digraph { a [b=", "g:1:16: error: expected a value, found the end of the file"),
    ("digraph { \"a", "g:1:11: error: expected the end of the string"),
    ("Source,Target\nœ,b,c", "g:2:5: error: expected 2 fields, found 3"),
    ("Source,Target\n\"a", "g:2:1: error: expected the end of the quoted field"),
    ("Source,Target,Type\na,\"b\nb\",Sideways", "g:3:4: error: Type: expected Directed or Undirected"),
    (":START_ID,:END_ID,:TYPE,n:int\r\na,\"é\",t,1\r\na,b,t,one", "g:3:7: error: n: expected a whole number"),
    ("digraph a {} digraph b { x [", "g:1:29: error: expected an attribute or ']'"),
  ])
  func `says where a file is wrong`(text: String, message: String) {
    #expect(faults(text).contains(message), "\(faults(text))")
  }

  /// Files that would have a reader load, fill memory or run out of stack.
  @Test(arguments: [
    (
      "<!DOCTYPE g [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><graphml>&b;</graphml>",
      "declares its own entities"
    ),
    (
      "<!DOCTYPE g [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><gexf><graph>&x;</graph></gexf>",
      "declares its own entities"
    ),
    ("<!DOCTYPE g [<!ENTITY % p SYSTEM 'http://localhost/x'> %p;]><graphml/>", "declares its own entities"),
    ("<graphml>&nbsp;</graphml>", "nbsp"),
    (String(repeating: "<graph>", count: 5000), "nested more than 200 deep"),
    ("<graphml>" + String(repeating: "<graph><node id='a'>", count: 5000), "nested more than 200 deep"),
    ("graph " + String(repeating: "{", count: 50_000), "nested more than 200 deep"),
    ("graph { a [label=" + String(repeating: "<", count: 50_000), "the end of the HTML string"),
  ])
  func `refuses hostile files with a clear error`(text: String, message: String) {
    #expect(faults(text).contains(message), "\(faults(text).prefix(300))")
  }

  /// Groups and defaults that make far more than stands in the file.
  private static let growing: [String] = {
    func list(_ count: Int, _ item: (Int) -> String) -> String {
      (0..<count).map(item).joined(separator: " ")
    }
    let keys = list(2000) { "<key id='\($0)' for='node'><default>1</default></key>" }
    let columns = list(2000) {
      "<attribute id='\($0)' title='\($0)' type='string'><default>1</default></attribute>"
    }
    let nodes = list(9000) { "<node id='\($0)'/>" }
    return [
      "digraph { {" + list(1500) { "a\($0)" } + "} -> {" + list(1500) { "b\($0)" } + "} }",
      "digraph {" + list(2000) { "node [a\($0)=1]; n\($0);" } + "}",
      "digraph {" + list(2000) { "edge [a\($0)=1]; a -> b;" } + "}",
      "graph {" + list(9000) { "subgraph s {n\($0)}" } + "}",
      "<graphml>\(keys)<graph>\(nodes)</graph></graphml>",
      "<gexf><graph><attributes class='node'>\(columns)</attributes><nodes>\(nodes)</nodes></graph></gexf>",
    ]
  }()

  @Test(arguments: growing)
  func `refuses a file that makes far more than it holds`(text: String) {
    #expect(faults(text).contains("edges and attributes per byte of the file"), "\(faults(text).prefix(300))")
  }

  @Test func `groups and defaults make what they say`() throws {
    let names = (0..<100).map { "n\($0)" }.joined(separator: " ")
    let graph = try DOT.read(Array("graph { node [a=1]; {\(names)} -- {m\(names)} }".utf8), name: "g.gv")
    #expect(graph.edgeCount == 10_000 && graph.nodes.allSatisfy { $0.attributes["a"] == "1" })
  }

  @Test func `no cut and no changed byte makes a reader crash`() throws {
    var state: UInt64 = 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let texts = [
      try GraphML.text(Sample.graph), try GEXF.text(Sample.graph), try DOT.text(Sample.graph),
      try NodeLinkJSON.text(Sample.graph), try CSV.edges(Sample.graph),
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      var refused = 0
      for _ in 0..<150 {
        var damaged = Array(bytes[..<random(bytes.count)])
        if isRefused(damaged) { refused += 1 }
        damaged = bytes
        for _ in 0..<4 { damaged[random(bytes.count)] = UInt8(random(256)) }
        if isRefused(damaged) { refused += 1 }
      }
      // A table that is cut between rows is whole.
      #expect(refused > 100)
    }
  }

  /// Whether a file is refused, which must be said with its name and a reason.
  private func isRefused(_ bytes: [UInt8]) -> Bool {
    var counter = GraphCounter()
    do {
      try GraphFormat.read(GraphSource(bytes, name: "damaged"), into: &counter)
      return false
    } catch let error as FormatError {
      #expect(!error.diagnostics.isEmpty)
      #expect(
        error.diagnostics.allSatisfy { $0.severity == .error && $0.file == "damaged" && !$0.message.isEmpty })
    } catch {
      Issue.record("another kind of error: \(error)")
    }
    return true
  }

  /// What programs lose of the seeds, by the ids of the rules. Where nothing is lost, nothing may be said.
  @Test(arguments: GraphReader.allCases)
  func `says of the seeds in every format what a program really loses`(reader: GraphReader) async throws {
    let graph = try GraphFormat.read(ProjectFolder.exports + "/seeds.json")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-seeds-\(reader)-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files: [(name: String, format: GraphFormat, options: WritingOptions)] = [
      ("seeds.gexf", .gexf, .init(view: .all)), ("seeds.graphml", .graphml, .init(view: .all)),
      ("gephi.graphml", .graphml, .init(reader: .gephi, view: .all)),
      ("yed.graphml", .graphml, .init(reader: .yEd, view: .all)), ("seeds.dot", .dot, .init(view: .all)),
      ("gephi.dot", .dot, .init(reader: .gephi, view: .all)), ("seeds.csv", .csv, .init(view: .all)),
      ("seeds.neo4j", .neo4j, .init(view: .all)), ("seeds.json", .json, .init(view: .all)),
    ]
    var told: [String: [String]] = [:]
    for file in files {
      let path = folder.appendingPathComponent(file.name).path
      try await file.format.write(graph, to: path, options: file.options)
      let losses = try GraphFormat.losses(of: path, in: reader)
      let rules = losses.map { String($0.message.split(separator: "[").last?.dropLast() ?? "") }
      if !rules.isEmpty { told[file.name] = rules }
    }
    #expect(told == Self.losses[reader])
  }

  private static let losses: [GraphReader: [String: [String]]] = [
    .gephi: [
      "seeds.graphml": ["gephi.graphml.parallel", "gephi.graphml.dates"],
      "gephi.graphml": ["gephi.graphml.dates"],
      "yed.graphml": ["gephi.graphml.parallel", "gephi.graphml.dates"],
      "seeds.dot": ["gephi.dot.parallel", "gephi.dot.defaults"], "gephi.dot": ["gephi.dot.parallel"],
      // Made for neo4j, whose types do not tell parallel edges apart.
      "seeds.neo4j": ["gephi.csv.parallel"],
    ],
    .networkx: ["seeds.dot": ["networkx.dot.colon"], "gephi.dot": ["networkx.dot.colon"]],
    .igraph: [
      "seeds.graphml": ["igraph.graphml.missing"], "gephi.graphml": ["igraph.graphml.missing"],
      "yed.graphml": ["igraph.graphml.missing"],
    ],
    .yed: ["seeds.graphml": ["yed.graphml.labels"], "gephi.graphml": ["yed.graphml.labels"]],
    .graphviz: [:], .neo4j: [:],
  ]

  @Test func `tells what a program would merge`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-losses-\(getpid()).graphml")
    defer { try? FileManager.default.removeItem(at: file) }
    try GraphML.text(Sample.graph).write(to: file, atomically: true, encoding: .utf8)
    let told = try GraphFormat.losses(of: file.path, in: .gephi).map(\.message)
    #expect(told.contains { $0.hasSuffix("[gephi.graphml.parallel]") })
    #expect(told.contains { $0.hasSuffix("[gephi.graphml.dates]") })
    #expect(try GraphFormat.losses(of: file.path, in: .graphviz).isEmpty)
    try GraphML.text(Sample.graph, dialect: .gephi).write(to: file, atomically: true, encoding: .utf8)
    #expect(try !GraphFormat.losses(of: file.path, in: .gephi).contains { $0.message.contains("parallel") })
  }
}
