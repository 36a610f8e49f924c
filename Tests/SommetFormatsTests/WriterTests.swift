import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

@Suite struct WriterTests {
  static let writers: [(String, @Sendable (Graph) throws -> String)] = [
    ("sample.gexf", { try GEXF.text($0) }),
    ("sample-gephi.graphml", { try GraphML.text($0, dialect: .gephi) }),
    ("sample-yed.graphml", { try GraphML.text($0, dialect: .yEd) }),
    ("sample.jsonl", { try JSONLines.text($0) }),
    ("sample.nodes.csv", { try CSV.nodes($0) }), ("sample.edges.csv", { try CSV.edges($0) }),
    ("sample.cypher", { try Cypher.text($0) }), ("sample.sql", { try Postgres.text($0) }),
    ("sample.ttl", { try Turtle.text($0) }),
    ("sample.jsonld", { try JSONLD.text($0) }),
    ("sample.md", { try Dossier.text($0, of: "person:lea-roux") }),
    ("sample-gephi.dot", { try DOT.text($0, style: .init(view: .all, dialect: .gephi)) }),
    ("sample-kinds.dot", { try DOT.text($0, style: .init(clusters: .kind)) }),
    ("sample-months.dot", { try DOT.text($0, style: .init(view: .folded, clusters: .month, layout: .sfdp)) }),
  ]

  @Test(arguments: writers.map(\.0))
  func `writes what the golden file holds`(file: String) throws {
    let write = try #require(Self.writers.first { $0.0 == file }).1
    #expect(try Golden.difference(write(Sample.graph), from: file) == nil)
  }

  @Test(arguments: writers.map(\.0).filter { !$0.hasSuffix("md") && !$0.hasSuffix("jsonl") })
  func `an empty graph is a file of the format`(file: String) throws {
    #expect(try !Self.writers.first { $0.0 == file }!.1(Graph()).isEmpty)
  }

  @Test func `GEXF gives parallel edges kinds of their own, and dates spells`() throws {
    let text = try GEXF.text(Sample.graph)
    #expect(text.contains("kind=\"met\" label=\"met\""))
    #expect(text.contains("kind=\"met 2\" label=\"met\""))
    #expect(text.contains("kind=\"met 3\" label=\"met\""))
    #expect(text.contains("<spell start=\"2031-05-01\" end=\"2031-05-31\"/>"))
  }

  @Test func `nodes are on stage as long as their edges`() throws {
    let text = try GEXF.text(Sample.graph)
    let karim = try #require(text.components(separatedBy: "<node id=\"person:karim-haddad\"").last)
    #expect(karim.contains("<spell start=\"2031-04-02\" end=\"2031-05-31\"/>"))
  }

  @Test(arguments: [
    ("a b", "a_x0020_b"), ("a_b", "a_b"), ("a_x", "a_x005F_x"), ("é:1", "é:1"), ("🤣", "_x1F923_"),
    ("", "_x_"),
  ])
  func `ids of GraphML are tokens that differ where ids do`(id: String, token: String) {
    #expect(GraphML.token(id) == token)
  }

  @Test func `says what a reader will not take from a file made for it`() throws {
    let gephi = WritingOptions(reader: .gephi)
    #expect(
      try GraphFormat.graphml.losses(of: Sample.graph, options: gephi) == [
        "Gephi takes no dates from GraphML: 5 dated edges stay off its timeline (GEXF has them)"
      ])
    #expect(
      try GraphFormat.dot.losses(of: Sample.graph, options: gephi).first?.contains("2 parallel edges") == true
    )
    #expect(try GraphFormat.gexf.losses(of: Sample.graph, options: gephi) == [])
    #expect(
      try GraphFormat.json.losses(of: Sample.graph, options: gephi) == [
        "json is the same for gephi as for everybody"
      ])
    #expect(try GraphFormat.dot.losses(of: Sample.graph, options: .init()) == [])
  }

  @Test func `a part of a graph is drawn with place and date of its meetings`() throws {
    let part = try GraphSelection(view: .actors, around: ["person:lea-roux"]).over(Sample.graph)
    #expect(try DOT.text(part).contains("label=\"sommet des ports\\n2031-04-02\\nPort-Sel\""))
  }

  @Test func `formats of several files fill a folder`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-files-\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (format, files) in [
      (GraphFormat.csv, ["edges.csv", "nodes.csv"]), (.neo4j, ["nodes.csv", "relationships.csv"]),
      (.markdown, ["index.md", "meeting-sommet.md", "organization-udp.md", "person-lea-roux.md"]),
    ] {
      let path = folder + "/" + format.rawValue
      try await format.write(Sample.graph, to: path)
      let found = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      #expect(Set(files).isSubset(of: found))
      let error = await #expect(throws: FormatError.self) {
        try await format.write(Sample.graph, descriptor: 1, name: "standard output")
      }
      #expect(error?.description.hasSuffix("is several files: name a folder for them") == true)
    }
  }

  private static let hasGraphviz = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]
    .contains { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: hasGraphviz, "Graphviz is not installed"), arguments: Graphviz.Layout.allCases)
  func `every layout draws the graph`(layout: Graphviz.Layout) async throws {
    let text = try DOT.text(Sample.graph, style: .init(clusters: .kind, layout: layout))
    let drawing = try await Graphviz().svg(text, layout: layout)
    #expect(drawing.hasPrefix("<?xml") && drawing.contains("Léa Roux"))
  }

  @Test(.enabled(if: hasGraphviz, "Graphviz is not installed"))
  func `draws PNG and PDF`() async throws {
    let text = try DOT.text(Sample.graph)
    #expect(try await Graphviz().image(text, as: .png).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try await Graphviz().image(text, as: .pdf).starts(with: Array("%PDF".utf8)))
  }

  @Test(arguments: [
    ("x.ttl", GraphFormat.turtle), ("x.MD", .markdown), ("x.gv", .dot), ("x.gexf", .gexf), ("x.html", nil),
  ])
  func `extensions tell the format`(path: String, format: GraphFormat?) {
    #expect(GraphFormat(path: path) == format)
  }
}
