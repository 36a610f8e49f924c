import Foundation
import SommetTesting
import Testing

/// What a person sees.
@Suite struct TerminalTests {
  private static let seeds = ProjectFolder.exports + "/seeds.json"

  private static func plain(_ screen: String) -> String {
    screen.replacing(/\u{1B}\[[0-9;?]*[a-zA-Z]/, with: "").replacing("\r\n", with: "\n")
  }

  @Test(arguments: [60, 80, 120])
  func `no line of a table is wider than the window`(columns: Int) throws {
    let terminal = try Terminal(
      ["query", Self.seeds, "--relation", "met,warned", "--quotes"], columns: columns)
    #expect(terminal.status == 0)
    let lines = Self.plain(terminal.screen).split(separator: "\n")
    #expect(lines.count > 10)
    #expect(lines.allSatisfy { $0.count <= columns }, "\(lines.filter { $0.count > columns })")
  }

  @Test func `colours only where colours are wanted`() throws {
    #expect(try Terminal(["show", Self.seeds, "Zelensky"]).screen.contains("\u{1B}[1mVolodymyr"))
    let plain = try Terminal(["show", Self.seeds, "Zelensky"], environment: ["NO_COLOR": "1"])
    #expect(!plain.screen.contains("\u{1B}"))
  }

  /// A label that would clear the screen, hide itself and turn what follows; in CSI of one byte, too.
  private static let nasty = """
    {"directed": true, "multigraph": true, "graph": {}, "nodes": [
      {"id": "a", "kind": "person", "label": "A\\u001b[2J\\u0007\\u202eB"},
      {"id": "b", "kind": "person", "label": "C\\u009b31mD\\u007f"}],
     "edges": [{"source": "a", "target": "b", "key": "k1", "relation": "met", "modality": "occurred",
      "content": "E\\u001b]0;titre\\u0007F", "weight": 1, "confidence": 1.0, "rule": "r", "evidence": [
       {"article": "x\\u001b[1m", "sentence": 0, "start": 0, "end": 6, "quote": "G\\u001b[8mH",
        "trigger": {"start": 0, "end": 1}}]}]}
    """

  @Test(arguments: [
    ["show", "a"], ["query"], ["query", "--quotes"], ["query", "--format", "line"],
    ["query", "--format", "json"],
    ["query", "--format", "csv"], ["query", "MATCH (a)-[m]-(b) RETURN a, m.content, b"], ["timeline", "a"],
    ["path", "a", "b"], ["evidence", "k1"], ["show", "nobody\u{1B}[2J"], ["export", "--format", "dot"],
    ["export", "--format", "json"], ["show", "a", "--format", "markdown"],
  ])
  func `nothing that the data hold steers the terminal`(words: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("g.json", Self.nasty)
    let terminal = try Terminal(
      [words[0], folder.path("g.json")] + words.dropFirst(), environment: ["NO_COLOR": "1"])
    let wrong = terminal.screen.unicodeScalars.filter { scalar in
      scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\r" && scalar != "\t"
        || scalar == "\u{202E}"
    }
    #expect(wrong.isEmpty, "\(terminal.screen.debugDescription)")
    // What is left of it is shown.
    #expect(terminal.screen.contains("2J") || terminal.screen.contains("8mH"))
  }

  @Test func `counts wide and combining characters as the terminal does`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "g.json",
      """
      {"directed": true, "multigraph": true, "graph": {}, "edges": [], "nodes": [
        {"id": "a", "kind": "person", "label": "習近平"}, {"id": "b", "kind": "person", "label": "Ele\u{301}a"}]}
      """)
    let terminal = try Terminal([
      "query", folder.path("g.json"), "MATCH (n) RETURN n.label AS label, 12 AS number, 'x' AS x",
    ])
    #expect(
      Self.plain(terminal.screen).hasPrefix("label   number  x\n習近平      12  x\nEle\u{301}a        12  x\n"),
      "\(terminal.screen)")
  }

  @Test func `long answers go through the pager, short ones do not`() throws {
    let pager = ["PAGER": "sed 's/^/PAGED /'"]
    let long = try Terminal(["show", Self.seeds, "Zelensky"], environment: pager)
    #expect(long.screen.contains("PAGED "))
    let short = try Terminal(["show", Self.seeds, "Zelensky", "--no-edges"], rows: 40, environment: pager)
    #expect(!short.screen.contains("PAGED "))
    let plain = try Terminal(["show", Self.seeds, "Zelensky", "--no-pager"], environment: pager)
    #expect(!plain.screen.contains("PAGED "))
  }

  @Test func `ends quietly when the pager is left`() throws {
    let terminal = try Terminal(["show", Self.seeds, "Zelensky"], environment: ["PAGER": "head -n 2"])
    #expect(terminal.status == 0)
    #expect(Self.plain(terminal.screen).hasPrefix("Volodymyr Zelensky  person"))
  }
}
