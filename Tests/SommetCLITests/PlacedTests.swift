import Foundation
import SommetTesting
import Testing

/// What integrations/spark pipes its lines through.
@Suite struct PlacedTests {
  private static let english = """
    The mayor said on Monday that the bridge would open again before the end of the year, and that the town had paid for \
    all of the work that was done on it since the spring.
    """
  private static let text = "Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025."

  private func outcomes(_ part: String) throws -> [[String]] {
    let command = try Command("extract", "-", "--placed", "--quiet", input: Data(part.utf8))
    #expect(command.status == 0, "\(command.error)")
    #expect(command.error == "")
    return command.output.split(separator: "\n").map {
      $0.split(separator: "\t", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `every line has an outcome with its place`() throws {
    let found = try outcomes(
      """
      /d/b.jsonl\t7\t{"text": "\(Self.text)"}
      /d/a.jsonl\t1\t{"id": "x", "text": "\(Self.text)"}
      /d/a.jsonl\t2\t
      /d/a.jsonl\t3\t[]
      /d/b.jsonl\t9\t{"id": "x", "text": "\(Self.text)", "date": "jamais"}
      /d/a.jsonl\t4\t{"id": "en", "text": "\(Self.english)"}

      """)
    #expect(
      found.map { $0.prefix(3).joined(separator: " ") } == [
        "/d/b.jsonl 7 record", "/d/a.jsonl 1 record", "/d/a.jsonl 3 fault", "/d/b.jsonl 9 remark",
        "/d/b.jsonl 9 record",
        "/d/a.jsonl 4 skipped",
      ])
    #expect(found.map { $0[4] } == ["\"b#7\"", "\"x\"", "\"a#3\"", "\"b#9\"", "\"x\"", "\"en\""])
    #expect(found[0][3] == found[1][3], "the same text")
    #expect(found[2][5].contains("/d/a.jsonl:3: expected an object"))
    #expect(found[3][5].contains("expected a date like 2025-08-20, found 'jamais'"))
  }

  @Test func `a file is read where it lies`() throws {
    let folder = try TemporaryFolder()
    try folder.write("un.txt", Self.text)
    let path = folder.path("un.txt")
    let found = try outcomes("\(path)\n\(folder.path("none.warc"))\n")
    #expect(
      found.map { $0.prefix(3).joined(separator: " ") } == [
        "\(path) 1 record", "\(folder.path("none.warc")) 1 fault",
      ])
    let alone = try Command("extract", path)
    #expect(found[0][5] + "\n" == alone.output)
  }

  @Test(arguments: [
    ("!java.io.IOException: lost", "java.io.IOException: lost"),
    ("a.jsonl\tx\t{}", "expected the number of a line, found 'x'"),
    ("a.jsonl\t3", "expected FILE, a tab, LINE, a tab and JSON; or FILE"),
    ("\t1\t{}", "expected a file's name"),
  ])
  func `what is wrong with the part is an error`(part: String, message: String) throws {
    let command = try Command("extract", "-", "--placed", input: Data(part.utf8))
    #expect(command.status == 2)
    #expect(command.error.contains(message), "\(command.error)")
  }

  @Test func `parts of every size make the graph of one machine`() throws {
    let script = ProjectFolder.root.appendingPathComponent("integrations/spark/contract.py").path
    let run = try Command(
      program: "/usr/bin/env", ["python3", script, Command.executable.path],
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
    #expect(run.status == 0, "\(run.error)")
  }
}
