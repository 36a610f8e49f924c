import Foundation
import Sommet
import SommetTesting
import Testing

@Suite struct SeedsTests {
  @Test(arguments: [1, 2, 8])
  func `the seeds give the same bytes on any number of threads`(threads: Int) async throws {
    let one = try await Extraction.graph(of: ProjectFolder.seeds, threads: 1)
    let many = try await Extraction.graph(of: ProjectFolder.seeds, threads: threads)
    #expect(try NodeLinkJSON.text(many) == NodeLinkJSON.text(one))
  }

  /// The exports are golden files: `make graph` records them, and the reviewer reads the change.
  @Test(arguments: [GraphFormat.json, .graphml, .dot, .svg])
  func `the exports in the project are what the seeds give`(format: GraphFormat) async throws {
    let graph = try await Extraction.graph(of: ProjectFolder.seeds, threads: 2)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("seeds.\(format.rawValue)").path
    try await format.write(graph, to: path)
    let written = try String(contentsOfFile: path, encoding: .utf8)
    let kept = try String(
      contentsOfFile: "\(ProjectFolder.exports)/seeds.\(format.rawValue)", encoding: .utf8)
    #expect(written == kept, "run 'make graph' and review the change of exports/seeds.\(format.rawValue)")
  }

  @Test func `records in any order make the same graph`() async throws {
    var records: [Record] = []
    let extraction = CorpusExtraction(extractor: try Extraction.extractor.get(), threads: 2)
    try await extraction.run(Corpus([ProjectFolder.seeds]).sources) { outcome in
      if case .record(let record) = outcome { records.append(record) }
    }
    #expect(records.map(\.article.id) == records.map(\.article.id).sorted())
    func text(_ records: [Record]) throws -> String {
      var builder = GraphBuilder()
      for record in records { try builder.add(record) }
      return try NodeLinkJSON.text(builder.graph())
    }
    let expected = try text(records)
    #expect(try text(records.reversed()) == expected)
    #expect(try text(Array(records[2...] + records[..<2])) == expected)
  }

  @Test func `the seeds are scored above the floor`() async throws {
    guard let score = ProjectFolder.shared("score/score.py", for: "the score of the seeds"),
      let gold = ProjectFolder.shared("gold/seeds", for: "the score of the seeds")
    else { return }
    let report = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".json")
    defer { try? FileManager.default.removeItem(at: report) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", score.path, "--gold", gold.path, "--graph", "\(ProjectFolder.exports)/seeds.json", "--json",
      report.path,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: report)) as? [String: [String: Any]])
    func f1(_ row: String) throws -> Double { try #require(rows[row]?["f"] as? Double) }
    #expect(try f1("nodes: entities") >= 0.80)
    #expect(try f1("edges: core (met, proposed, warned)") >= 0.50)
    #expect(rows["evidence"]?["wrong"] as? Int == 0)
    #expect(try #require(rows["evidence"]?["checked"] as? Int) > 50)
  }
}
