import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

@Suite struct DrawingTests {
  @Test(arguments: [("actors", GraphView.actors), ("all", GraphView.all)])
  func `writes what the golden file holds`(name: String, view: GraphView) throws {
    #expect(try Golden.difference(DOT.text(Sample.graph, view: view), from: "sample-\(name).dot") == nil)
  }

  @Test func `the view of actors folds meetings and leaves out what concerns what`() throws {
    let text = try DOT.text(Sample.graph)
    #expect(!text.contains("\"date:2031-04-02\""))
    #expect(!text.contains("\"place:port-sel\""))
    #expect(!text.contains("\"place:hautbois\""))
    #expect(!text.contains("\"country:VD\""))
    #expect(
      text.contains("label=\"sommet des ports\\nPort-Sel\\n2031-04-02\"")
        || text.contains("label=\"sommet des ports\\n2031-04-02\\nPort-Sel\""))
    #expect(text.split(separator: "\"person:karim-haddad\" -> \"person:lea-roux\"").count == 3)
  }

  @Test func `the view of everything has every node and edge`() throws {
    let text = try DOT.text(Sample.graph, view: .all)
    #expect(text.split(separator: "\n").count { $0.contains(" -> ") } == Sample.graph.edges.count)
    for node in Sample.graph.nodes { #expect(text.contains("\n  \"\(node.id)\" [")) }
  }

  @Test func `a large graph keeps its weightiest lines and says so`() throws {
    let graph = Sample.chain(400)
    let text = try DOT.text(graph)
    #expect(text.split(separator: "\n").count { $0.contains(" -> ") } == GraphView.actors.lineLimit)
    #expect(text.contains("239 lighter lines left out"))
    #expect(text.contains("person:p10399") && !text.contains("person:p10001"))
  }

  @Test func `no string comes near what Graphviz refuses`() throws {
    let quote = String(repeating: "« mot \\ \" » ", count: 5000)
    let evidence = (0..<40).map {
      Evidence(
        article: "a", sentence: $0, start: 0, end: quote.unicodeScalars.count, quote: quote,
        trigger: .init(start: 0, end: 1))
    }
    let graph = Graph(
      nodes: [
        Node(id: "node", kind: .person, label: quote, aliases: [quote]),
        Node(id: "digraph", kind: .topic, label: quote),
      ],
      edges: [
        Edge(
          key: "k", source: "node", target: "digraph", relation: .proposed, modality: .denied, content: quote,
          title: quote, weight: 40, evidence: evidence)
      ])
    let text = try DOT.text(graph)
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 12_000 })
  }

  private static let hasGraphviz: Bool = ["/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"]
    .contains {
      FileManager.default.isExecutableFile(atPath: $0)
    }

  @Test(.enabled(if: hasGraphviz, "Graphviz is not installed"), arguments: [GraphView.actors, .all])
  func `Graphviz draws it, without a warning, to the same bytes`(view: GraphView) async throws {
    let dot = try DOT.text(Sample.graph, view: view)
    let drawing = try await Graphviz().svg(dot)
    #expect(try await Graphviz().svg(dot) == drawing)
    #expect(drawing.hasPrefix("<?xml"))
    #expect(!drawing.contains("<!--"))
    #expect(drawing.contains("Léa Roux"))
    #expect(drawing.contains("Helvetica"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["dot", "-Tsvg", "-o", "/dev/null"]
    let (input, messages) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = messages
    try process.run()
    input.fileHandleForWriting.write(Data(dot.utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(messages.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test(.enabled(if: hasGraphviz, "Graphviz is not installed"))
  func `what is no DOT is an error that says why`() async throws {
    let error = await #expect(throws: FormatError.self) { try await Graphviz().svg("digraph {") }
    #expect(error?.description.contains("syntax error") == true)
  }

  @Test func `a missing program is an error that says what to install`() async throws {
    let error = await #expect(throws: FormatError.self) {
      try await Graphviz(program: "no-such-program-as-dot").svg("digraph {}")
    }
    #expect(
      error?.description
        == "no-such-program-as-dot: error: not found; a drawing needs Graphviz (on Debian: apt-get install graphviz)"
    )
  }

  @Test func `a drawing that takes too long is given up`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sommet-slow-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("dot").path
    try "#!/bin/sh\nexec sleep 900\n".write(toFile: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let clock = ContinuousClock()
    let start = clock.now
    let error = await #expect(throws: FormatError.self) {
      try await Graphviz(program: program, timeout: .milliseconds(200)).svg("digraph {}")
    }
    #expect(error?.description.contains("no drawing after") == true)
    // Other tests may keep every thread busy for a while.
    #expect(clock.now - start < .seconds(300))
  }
}
