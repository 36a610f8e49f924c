import Foundation
import SommetTesting
import Testing

@Suite struct PloverCommandTests {
  private static let text = """
    Anna Blum a rendu visite à Paul Mercier à Lisbonne le 18 août 2025.

    La Suède a menacé la Norvège de sanctions. La Suède avertit que l'hiver sera froid.

    """

  /// A graph of the text above, published on a day.
  private func graph() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("corpus/essai.txt", Self.text)
    try folder.write("corpus/corpus.yaml", "articles:\n  essai:\n    date: 2025-08-20\n")
    let build = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--formats", "json,plover", "--quiet")
    try #require(build.status == 0)
    return folder
  }

  private func types(_ lines: String) -> [String] {
    lines.split(separator: "\n").compactMap { line in
      let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (event?["event"] as? [String])?.first
    }
  }

  @Test func `writes events and tells what it leaves out`() throws {
    let folder = try graph()
    let command = try Command("export", folder.path("out/corpus.json"), "--format", "plover")
    #expect(command.status == 0)
    #expect(types(command.output) == ["CONSULT", "THREATEN"])
    #expect(command.error == "2 events; acts left out: 1 without a type, 0 without a day\n")
    #expect(try String(contentsOf: folder.url("out/corpus.plover.jsonl"), encoding: .utf8) == command.output)
  }

  @Test func `leaves out acts without a day when asked, and writes sentences when asked`() throws {
    let folder = try graph()
    let command = try Command(
      "export", folder.path("out/corpus.json"), "--format", "plover", "--undated", "skip", "--text",
      "--output",
      folder.path("events.jsonl"))
    #expect(command.status == 0)
    #expect(command.error == "1 events; acts left out: 1 without a type, 1 without a day\n")
    let lines = try String(contentsOf: folder.url("events.jsonl"), encoding: .utf8)
    #expect(types(lines) == ["CONSULT"])
    #expect(
      lines.contains("\"text\": \"Anna Blum a rendu visite à Paul Mercier à Lisbonne le 18 août 2025.\""))
  }

  @Test func `shows the code of an act on a card`() throws {
    let folder = try graph()
    let command = try Command("show", folder.path("out/corpus.json"), "Suède", "--no-quotes")
    #expect(command.output.contains("    PLOVER THREATEN restrict\n"))
  }

  @Test func `takes a view of the graph`() throws {
    let folder = try graph()
    let command = try Command(
      "export", folder.path("out/corpus.json"), "--format", "plover", "--relation", "warned")
    #expect(types(command.output) == ["THREATEN"])
  }
}
