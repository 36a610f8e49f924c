import Foundation
import SommetFormats
import SommetGraph
import Testing

@Suite struct OutputFileTests {
  private struct Trouble: Error {}

  private func inFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-output-\(getpid())-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  private func files(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a file that cannot be finished leaves nothing behind`() async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("graph.json").path
      try "avant".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(throws: Trouble.self) {
        try OutputFile.replace(path) { descriptor in
          write(descriptor, "moitié", 6)
          throw Trouble()
        }
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "avant")
      #expect(try files(folder) == ["graph.json"])
    }
  }

  @Test func `what is no regular file is written to directly`() throws {
    try OutputFile.replace("/dev/null") {
      try NodeLinkJSON.write(Sample.graph, descriptor: $0, name: "/dev/null")
    }
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func `a folder and a folder that is not there are errors`() async throws {
    try await inFolder { folder in
      let error = #expect(throws: FormatError.self) { try OutputFile.replace(folder.path) { _ in } }
      #expect(error?.description == "\(folder.path): error: Is a directory")
      #expect(throws: FormatError.self) { try OutputFile.replace(folder.path + "/none/graph.json") { _ in } }
    }
  }

  @Test(arguments: [GraphFormat.json, .graphml])
  func `a format writes a file that it reads and finds valid`(format: GraphFormat) async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("graph." + format.rawValue).path
      #expect(GraphFormat(path: path) == format)
      try await format.write(Sample.graph, to: path)
      #expect(try GraphFormat.read(path).edges == Sample.graph.edges)
      #expect(try await GraphFormat.diagnostics(path).isEmpty)
      #expect(try files(folder) == ["graph." + format.rawValue])
    }
  }

  @Test func `of DOT Graphviz is asked as well`() async throws {
    guard (try? await Graphviz().svg("graph {}")) != nil else { return print("skipped: Graphviz' parser") }
    try await inFolder { folder in
      let path = folder.appendingPathComponent("graph.gv").path
      try "graph { a [label=\"\(String(repeating: "x", count: 20_000))\"] }\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let told = try await GraphFormat.diagnostics(path)
      #expect(told.map(\.severity) == [.warning] && told.first?.line == 1)
      #expect(told.first?.message.hasPrefix("Graphviz finds a syntax error") == true)
      try "graph { a -- b }".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try await GraphFormat.diagnostics(path).isEmpty)
    }
  }

  @Test(arguments: [
    ("", "expected a graph in JSON, GraphML, GEXF, DOT or CSV, found an empty file"),
    ("bonjour", "expected a graph in JSON, GraphML, GEXF, DOT or CSV, found none of these"),
  ])
  func `says that a file is no graph`(content: String, message: String) async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("graph").path
      try content.write(toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: FormatError.self) { try GraphFormat.read(path) }
      #expect(error?.description.hasSuffix(message) == true)
    }
    let error = #expect(throws: FormatError.self) { try GraphFormat.read("/nowhere/graph.json") }
    #expect(error?.description == "/nowhere/graph.json: error: cannot be read: No such file or directory")
  }

  @Test(arguments: [
    ("a/b.GraphML", GraphFormat.graphml), ("x.dot", .dot), ("x.svg", .svg), ("x.json", .json), ("json", nil),
    ("a.json/b", nil), ("x.txt", nil),
  ])
  func `a path's extension tells the format`(path: String, format: GraphFormat?) {
    #expect(GraphFormat(path: path) == format)
  }
}
