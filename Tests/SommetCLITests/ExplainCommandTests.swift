import Foundation
import SommetTesting
import Testing

@Suite struct ExplainCommandTests {
  private static let text = Data(
    """
    Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025. Plusieurs voisins ont averti la Norvège.
    """.utf8)

  @Test func `explains standard input without colours behind a pipe`() throws {
    let command = try Command("explain", "-", input: Self.text, environment: ["COLUMNS": "70"])
    #expect(command.status == 0)
    #expect(command.output.contains("+ met Anna Blum — Paul Mercier"))
    #expect(command.output.contains("met.rencontrer (met.tsv:"))
    #expect(command.output.contains("- averti (avertir): no edge"))
    #expect(!command.output.contains("\u{1B}"))
    #expect(command.output.split(separator: "\n").allSatisfy { $0.count <= 70 })
  }

  @Test(arguments: [
    (["--edges"], true, false), (["--missed"], false, true), (["--edges", "--missed"], true, true),
    (["--sentence", "0"], true, false), (["--sentence", "1-3"], false, true),
    (["--rule", "warned.avertir"], false, true),
  ])
  func `shows what is asked for`(options: [String], met: Bool, missed: Bool) throws {
    let command = try Command(["explain", "-"] + options, input: Self.text)
    #expect(command.status == 0)
    #expect(command.output.contains("+ met Anna Blum") == met)
    #expect(command.output.contains("- averti") == missed)
  }

  @Test func `prints JSON Lines`() throws {
    let command = try Command("explain", "-", "--format", "json", input: Self.text)
    #expect(command.status == 0)
    let kinds = try command.output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object?["kind"] as? String)
    }
    #expect(kinds.contains("trigger") && kinds.last == "meeting")
  }

  @Test func `names what is a copy, and what cannot be read`() throws {
    let folder = try TemporaryFolder()
    let words = (1...40).map { "Anna Blum a rencontré Paul Mercier au pont numéro \($0)." }
    try folder.write("corpus/a.txt", words.joined(separator: " "))
    try folder.write("corpus/b.txt", words.joined(separator: " ") + " Fin.")
    try folder.write("corpus/c.txt", Data())
    let command = try Command("explain", folder.path("corpus"), "--edges")
    #expect(command.status == 2)
    #expect(command.error.contains("b is a copy of a: in a graph of both, its edges count once"))
    #expect(command.error.contains("c.txt"))
  }
}
