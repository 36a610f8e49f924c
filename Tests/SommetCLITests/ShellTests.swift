import Foundation
import SommetTesting
import Testing

@Suite struct ShellTests {
  private static let seeds = ProjectFolder.exports + "/seeds.json"

  private func pipe(_ statements: String, _ options: String...) throws -> Command {
    try Command(["shell", Self.seeds] + options, input: Data(statements.utf8))
  }

  @Test(arguments: [
    "MATCH (n:person) WHERE n.label STARTS WITH 'Volod' RETURN n.id;",
    "MATCH (n:person)\nWHERE n.label STARTS WITH 'Volod'\nRETURN n.id\n\n",
    "// who\n\nMATCH (n:person) WHERE n.label STARTS WITH 'Volod'\nRETURN n.id",
  ])
  func `reads a query over several lines from a pipe`(statements: String) throws {
    let command = try pipe(statements)
    #expect(command.status == 0)
    #expect(command.output == "n.id\nperson:volodymyr-zelensky\n")
    #expect(command.error == "1 row\n")
  }

  @Test func `knows the short commands without the graph`() throws {
    let command = try pipe(
      """
      show mark rutte --no-edges
      query --who Trump --relation met --max-rows 1
      path Stoltenberg "Donald Trump" --no-quotes
      timeline Zelensky --no-quotes
      exit
      show Zelensky
      """)
    #expect(command.status == 0)
    #expect(command.output.hasPrefix("Mark Rutte  person"))
    #expect(command.output.contains("\tDonald Trump\tmet\t"))
    #expect(command.output.contains("Jens Stoltenberg – Volodymyr Zelensky – Donald Trump  (2 hops)"))
    #expect(command.output.contains("Volodymyr Zelensky  person"))
    #expect(!command.output.contains("  also "), "exit ends it")
  }

  @Test func `goes on after an error and ends with 2`() throws {
    let command = try pipe(
      "MATCH (n RETURN n;\nshow Zelenksy\nshow 'Mark Rutte --no-edges\nshow Rutte --no-edges\n")
    #expect(command.status == 2)
    #expect(command.error.contains("query:1:10: expected"), "\(command.error)")
    #expect(command.error.contains("did you mean Volodymyr Zelensky"))
    #expect(command.error.contains("expected a closing '"))
    #expect(command.output.hasPrefix("Mark Rutte  person"))
  }

  @Test func `prints every answer in the form that was chosen`() throws {
    #expect(
      try pipe("MATCH (n:person) RETURN count(n) AS persons;", "--format", "json").output.hasPrefix(
        "[\n {\"persons\": "))
  }

  @Test func `keeps apostrophes within words`() throws {
    #expect(try pipe("show l'Otan --no-edges").output.hasPrefix("OTAN  organization"))
  }

  // MARK: - At a terminal

  @Test func `edits, completes, remembers and leaves`() throws {
    let folder = try TemporaryFolder()
    let state = ["XDG_STATE_HOME": folder.path("state")]
    let first = try Terminal(
      ["shell", Self.seeds], rows: 50, environment: state,
      steps: [
        ("sommet> ", "show Jens Stol\t --no-edges\n"), ("person:jens-stoltenberg", ""),
        ("sommet> ", "MATCH (n:pers\t)\n"), ("...> ", "RETURN cou\t*) AS persons;\n"), ("1 row", ""),
        ("sommet> ", "\u{4}"),
      ])
    #expect(first.status == 0, "\(first.screen)")
    #expect(first.screen.contains("persons"))
    let kept = try String(contentsOf: folder.url("state/sommet/history"), encoding: .utf8)
    #expect(kept.contains("Stoltenberg"))
    // The line before is one key away.
    let second = try Terminal(
      ["shell", Self.seeds], rows: 50, environment: state,
      steps: [("sommet> ", "\u{1B}[A\u{1B}[A\n"), ("person:jens-stoltenberg", ""), ("sommet> ", "\u{4}")])
    #expect(second.status == 0, "\(second.screen)")
  }

  @Test func `an interrupt drops the line, and stops an answer`() throws {
    let terminal = try Terminal(
      ["shell", Self.seeds],
      steps: [
        ("sommet> ", "MATCH (n"), ("MATCH (n", "\u{3}"), ("\n", ""),
        ("sommet> ", "MATCH (a), (b), (c), (d), (e) RETURN count(*);\n"), ("count(*);", ""),
        ("\r\n", "\u{3}"),
        ("stopped", ""), ("sommet> ", "exit\n"),
      ])
    #expect(terminal.status == 0, "\(terminal.screen)")
  }
}
