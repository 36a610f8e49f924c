import Foundation
import Sommet
import SommetTesting
import Testing

/// What the command makes of a difference: JSON and its schema, patches, exports; and graphs of any form compared.
@Suite struct DifferenceTests {
  /// The exported seeds, and the same with edits of every sort.
  private static func pair() throws -> (old: Graph, new: Graph) {
    let old = try GraphFormat.read("\(ProjectFolder.exports)/seeds.json")
    var nodes = old.nodes
    var edges = old.edges
    func isOf(_ id: String) -> (Edge) -> Bool { { $0.source == id || $0.target == id } }
    // A new spelling under a new id.
    let renamed = "person:donald-trump"
    if let index = nodes.firstIndex(where: { $0.id == renamed }) {
      nodes[index].id = "person:d-trump"
      nodes[index].label = "Donald J. Trump"
    }
    for index in edges.indices {
      if edges[index].source == renamed { edges[index].source = "person:d-trump" }
      if edges[index].target == renamed { edges[index].target = "person:d-trump" }
      if edges[index].accordingTo == renamed { edges[index].accordingTo = "person:d-trump" }
      let actors = edges[index].plover?.actors ?? []
      edges[index].plover?.actors = actors.map { $0 == renamed ? "person:d-trump" : $0 }
    }
    let calm = edges.indices.filter { !isOf("person:d-trump")(edges[$0]) && edges[$0].relation != .heldOn }
    edges[calm[0]].modality = edges[calm[0]].modality == .denied ? .occurred : .denied
    edges[calm[1]].date = "2030-01"
    edges[calm[2]].confidence = 0.5
    edges[calm[3]].attributes["reviewed"] = true
    var extra = edges[calm[4]]
    extra.key = "rejected-extra"
    extra.relation = .rejected
    edges.append(extra)
    edges.remove(at: calm[5])
    var articles = old.articles
    for index in articles.indices {
      for place in articles[index].mentions.indices where articles[index].mentions[place].node == renamed {
        articles[index].mentions[place].node = "person:d-trump"
      }
    }
    return (old, Graph(info: old.info, articles: articles, nodes: nodes, edges: edges))
  }

  private static func told(_ diff: GraphDiff) -> [String] {
    diff.entities.map { "\($0.kinds.map(\.rawValue)) \($0.words)" }
      + diff.facts.map { fact in
        "\(fact.kinds.map(\.rawValue)) \(fact.words(in: diff)) \(fact.circumstances(in: diff)) "
          + fact.sentences.map { "\($0.kind) \(($0.new ?? $0.old!).quote)" }.joined(separator: " ")
      }
  }

  @Test(arguments: [
    ("json", "graphml"), ("graphml", "graphml"), ("graphml", "json"), ("jsonl", "json"), ("sommet", "sommet"),
    ("sommet", "graphml"),
  ])
  func `the same pair gives the same answer in any form`(oldForm: String, newForm: String) async throws {
    let (old, new) = try Self.pair()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ graph: Graph, _ name: String, _ form: String) async throws -> String {
      let path = folder.appendingPathComponent("\(name).\(form)").path
      if form == "sommet" {
        _ = try Store(writing: path).commit(graph)
      } else {
        try await GraphFormat(name: form)!.write(graph, to: path)
      }
      return path
    }
    let before = try DiffSide.graph(try await write(old, "old", oldForm))
    let after = try DiffSide.graph(try await write(new, "new", newForm))
    func compare(_ old: some FingerprintedGraph, _ new: some FingerprintedGraph) throws -> GraphDiff {
      try GraphDiff(from: old, to: new)
    }
    let expected = try GraphDiff(from: old, to: new)
    let found = try compare(before, after)
    #expect(Self.told(found) == Self.told(expected))
    #expect(Self.told(expected).contains("[\"entity_renamed\"] Donald Trump is now Donald J. Trump"))
    for kind in [ChangeKind.modality, .attributes, .factNew, .factGone] {
      #expect(expected.facts.contains { $0.kinds.contains(kind) }, "\(kind)")
    }
  }

  @Test func `a patch goes through JSON and makes the new graph to the byte`() throws {
    let (old, new) = try Self.pair()
    let diff = try GraphDiff(from: old, to: new)
    let text = DiffJSON.text(of: diff, old: "old", new: "new")
    let patch = try DiffJSON.patch(Array(text.utf8), name: "diff.json")
    #expect(patch == diff.patch)
    #expect(try NodeLinkJSON.text(patch.applied(to: old)) == NodeLinkJSON.text(new))
    #expect(try NodeLinkJSON.text(patch.reversed.applied(to: new)) == NodeLinkJSON.text(old))
    #expect(throws: PatchError.self) { try patch.applied(to: new) }
  }

  @Test(arguments: [
    ("", "diff.json:1:1: error: expected a value, found the end"),
    ("[1]", "diff.json:1:1: error: expected an object, found '[1]'"),
    (
      "{\"format\": \"other\"}",
      "diff.json: error: expected a difference as 'sommet diff --format json' writes it, found none"
    ),
    ("{\"format\": \"sommet diff\", \"version\": 2}", "diff.json: error: expected version 1, found 2"),
    (
      "{\"format\": \"sommet diff\", \"version\": 1}",
      "diff.json: error: expected a 'patch', found none: write it without --no-patch"
    ),
    ("{\"format\": \"sommet diff\",\n \"version\" 1}", "diff.json:2:12: error: expected ':', found '1}'"),
  ])
  func `says what is wrong with a difference`(text: String, message: String) {
    do {
      _ = try DiffJSON.patch(Array(text.utf8), name: "diff.json")
      Issue.record("it was read")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test func `the JSON is as the published schema says`() throws {
    let python = ProjectFolder.root.appendingPathComponent(".venv-readers/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      return print("skipped: the schema of differences, since there is no .venv-readers")
    }
    let (old, new) = try Self.pair()
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".json")
    defer { try? FileManager.default.removeItem(at: file) }
    for (a, b) in [(old, new), (new, old), (old, old), (Graph(), new)] {
      try Data(DiffJSON.text(of: GraphDiff(from: a, to: b), old: "a", new: "b").utf8).write(to: file)
      let process = Process()
      process.executableURL = python
      process.arguments = [
        "-c",
        "import json, jsonschema, sys; jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))",
        ProjectFolder.root.appendingPathComponent("docs/diff.schema.json").path, file.path,
      ]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }

  /// As `networkx.node_link_data` and as Gephi write the same small graph, which has ids of numbers and no relations.
  private static let byNetworkX = """
    {"directed": false, "multigraph": false, "graph": {}, "nodes": [{"label": "Ana Fuente", "id": 0},
     {"label": "Karim Hadad", "id": 1}, {"label": "Zoé Morin", "id": 2}],
     "edges": [{"weight": 2, "source": 0, "target": 1}, {"weight": 1, "source": 1, "target": 2}]}
    """
  private static let inGephi = """
    <?xml version="1.0" encoding="UTF-8"?>
    <gexf xmlns="http://www.gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected"><nodes>
    <node id="0" label="Ana Fuente"/><node id="1" label="Karim Haddad"/><node id="2" label="Zoé Morin"/></nodes>
    <edges><edge id="17" source="0" target="1" weight="2.0"/><edge id="18" source="1" target="2" weight="3.0"/>
    <edge id="19" source="0" target="2" weight="1.0"/></edges></graph></gexf>
    """

  @Test func `a graph of NetworkX and one edited in Gephi are compared as they are`() throws {
    var collector = GraphCollector()
    try GraphFormat.read(GraphSource(Array(Self.inGephi.utf8), name: "edited.gexf"), into: &collector)
    let old = try NodeLinkJSON.read(Array(Self.byNetworkX.utf8), name: "networkx.json")
    let diff = try GraphDiff(from: old, to: collector.graph())
    #expect(diff.entities.map(\.words) == ["Karim Hadad is now Karim Haddad"])
    #expect(diff.facts.map(\.kinds) == [[.factNew], [.attributes]])
    #expect(diff.facts.map { $0.words(in: diff) } == ["→ Zoé Morin", "→ Zoé Morin"])
  }

  @Test func `the picture shows what came, went and changed, and is a graph of its own`() throws {
    let (old, new) = try Self.pair()
    let diff = try GraphDiff(from: old, to: new)
    let union = try DiffUnion.graph(diff, old: old, new: new, context: 1)
    var effects: [String: Int] = [:]
    for edge in union.edges { effects[edge.attributes["change"]?.string ?? "none", default: 0] += 1 }
    let counts = DiffSummary(diff).facts
    #expect(effects["added"] == counts.added && effects["removed"] == counts.removed)
    #expect(effects["changed"] == counts.changed && effects["none"] == nil)
    let bare = try DiffUnion.graph(diff, old: old, new: new, context: 0)
    #expect(bare.edges.count == counts.added + counts.removed + counts.changed)
    let read = try NodeLinkJSON.read(Array(NodeLinkJSON.text(union).utf8), name: "union.json")
    #expect(read == union)
    #expect(DiffDrawing.dot(union).contains(DiffUnion.color(.removed)))
  }

  /// `make diff-seeds` records them, and the reviewer reads the change.
  @Test func `the exports tell what the articles of August 2025 brought`() async throws {
    var (before, after) = (GraphBuilder(), GraphBuilder())
    let extraction = CorpusExtraction(extractor: try Extraction.extractor.get(), threads: 2)
    var failure: (any Error)?
    try await extraction.run(Corpus([ProjectFolder.seeds]).sources) { outcome in
      guard case .record(let record) = outcome else { return }
      do {
        try after.add(record)
        if record.article.date?.hasPrefix("2025-08") != true { try before.add(record) }
      } catch { failure = error }
    }
    #expect(failure == nil)
    let (old, new) = (before.graph(), after.graph())
    let diff = try GraphDiff(from: old, to: new)
    let union = try DiffUnion.graph(diff, old: old, new: new, context: 0)
    for (name, text) in [
      ("txt", DiffText(width: 110).text(of: diff)), ("md", DiffMarkdown.text(of: diff)),
      ("svg", try await Graphviz().svg(DiffDrawing.dot(union))),
    ] {
      let kept = try String(contentsOfFile: "\(ProjectFolder.exports)/seeds-diff.\(name)", encoding: .utf8)
      #expect(text == kept, "run 'make diff-seeds' and review the change of exports/seeds-diff.\(name)")
    }
  }
}
