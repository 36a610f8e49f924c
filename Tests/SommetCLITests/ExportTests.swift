import Foundation
import SommetTesting
import Testing

@Suite struct ExportTests {
  private static let seeds = ProjectFolder.exports + "/seeds.json"

  /// `sommet export` of the seeds to standard output.
  private func export(_ options: String...) throws -> Command {
    try Command(["export", Self.seeds] + options)
  }

  @Test(arguments: [
    "json", "jsonl", "graphml", "gexf", "dot", "svg", "png", "pdf", "cypher", "postgres", "turtle", "jsonld",
    "ttl",
  ])
  func `writes every format of one file`(format: String) throws {
    let path = try TemporaryFolder()
    let command = try Command("export", Self.seeds, "--format", format, "--output", path.path("graph"))
    #expect(command.status == 0, "\(command.error)")
    let size = try FileManager.default.attributesOfItem(atPath: path.path("graph"))[.size] as? Int
    #expect((size ?? 0) > 2000)
  }

  @Test func `a view and conditions make every format smaller`() throws {
    let all = try export("--format", "gexf").output.components(separatedBy: "<edge ").count
    var counts: [Int] = []
    for options in [
      ["--view", "actors"], ["--view", "meetings"], ["--view", "timeline"], ["--kinds", "person"],
      ["--relations", "met"], ["--since", "2025-08"], ["--modality", "planned"], ["--around", "Zelensky"],
    ] {
      let part = try Command(["export", Self.seeds, "--format", "gexf"] + options)
      #expect(part.status == 0, "\(part.error)")
      counts.append(part.output.components(separatedBy: "<edge ").count)
    }
    #expect(counts.allSatisfy { $0 > 1 && $0 < all }, "\(counts) of \(all)")
  }

  @Test func `leaves the sentences out on request`() throws {
    let bare = try export("--format", "jsonl", "--no-evidence").output
    #expect(!bare.contains("\"quote\"") && !bare.contains("\"mentions\": [{"))
    #expect(try export("--format", "jsonl").output.contains("\"quote\""))
  }

  @Test func `one dossier goes to standard output`() throws {
    let dossier = try export("--format", "markdown", "--around", "Zelensky")
    #expect(dossier.status == 0)
    #expect(dossier.output.hasPrefix("# Volodymyr Zelensky\n"))
    #expect(dossier.output.contains("\n  > "))
  }

  @Test func `says what a reader will not take`() throws {
    let dot = try export("--format", "dot", "--gephi", "--view", "full")
    #expect(dot.status == 0)
    #expect(dot.error.contains("warning: Gephi knows no kinds of edges in DOT"))
    #expect(!dot.output.contains("node ["))
  }

  @Test(arguments: [
    (["--format", "csv"], "csv is several files: name a folder for them"),
    (["--format", "gexf", "--gephi", "--yed"], "expected one of them, found both"),
    (["--format", "gexf", "--around", "Zelenksy"], "did you mean Volodymyr Zelensky"),
    (["--format", "gexf", "--kinds", "personne"], "expected one of person, organization"),
    (["--format", "gexf", "--hops=-1"], "expected 0 or more, found -1"),
  ])
  func `says what is wrong with the options`(options: [String], message: String) throws {
    let command = try Command(["export", Self.seeds] + options)
    #expect(command.status == 2)
    #expect(command.error.contains(message), "\(command.error)")
    #expect(command.output.isEmpty)
  }
}
