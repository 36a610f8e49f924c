import Foundation
import SommetTesting
import Testing

@Suite struct CommandLineTests {
  private static let seeds = ProjectFolder.exports + "/seeds.json"

  @Test(arguments: [
    [], ["build"], ["annotate"], ["explain"], ["extract"], ["merge"], ["export"], ["query"], ["show"],
    ["path"], ["timeline"], ["evidence"], ["shell"],
    ["time"],
    ["validate"],
    ["pipeline"],
  ])
  func `helps with every subcommand`(words: [String]) throws {
    let command = try Command(words + ["--help"])
    #expect(command.status == 0)
    #expect(command.output.contains("USAGE: sommet"))
    #expect(command.error.isEmpty)
  }

  @Test(arguments: [
    (["buidl"], "Unexpected argument 'buidl'"),
    (["build", "seeds"], "--export"),
    (["query", seeds, "--relation", "mett"], "expected one of met, proposed"),
    (["query", seeds, "--since", "hier"], "expected a day, month or year"),
    (["show", seeds, "Zelenski Volodymir Xavier"], "nobody and nothing is called"),
    (["show", seeds, "Zelenksy"], "did you mean Volodymyr Zelensky"),
    (["show", "nothing.json", "x"], "nothing.json"),
    (["build", "seeds", "--export", "out", "--threads", "0"], "expected 1 or more"),
    (["explain", "seeds", "--sentence", "4-2"], "expected numbers such as 3 or 3,5-7"),
    (["explain", "seeds", "--format", "xml"], "xml"),
    (["build", "seeds", "--export", "out", "--formats", "xls"], "expected one of json, jsonl, graphml"),
    (["pipeline", "install", "Package.swift"], "Package.swift"),
  ])
  func `ends with 2 and says why`(arguments: [String], message: String) throws {
    let command = try Command(arguments)
    #expect(command.status == 2)
    #expect(command.error.contains(message), "\(command.error)")
    #expect(command.output.isEmpty)
  }

  @Test func `shows a node with its names and sentences`() throws {
    let command = try Command("show", Self.seeds, "zelenski")
    #expect(command.status == 0)
    #expect(command.output.hasPrefix("Volodymyr Zelensky  person  person:volodymyr-zelensky\n"))
    #expect(command.output.contains("« "))
    #expect(!command.output.contains("\u{1B}"), "no colours behind a pipe")
  }

  @Test func `lists edges as a tab-separated table behind a pipe`() throws {
    let command = try Command("query", Self.seeds, "--who", "Trump", "--relation", "met")
    #expect(command.status == 0)
    let rows = command.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.count > 1)
    #expect(rows.allSatisfy { $0.count == 12 })
    #expect(rows.dropFirst().allSatisfy { $0[2] == "met" })
  }

  @Test func `finds times on the command line`() throws {
    let command = try Command(
      "time", "--prefer", "past",
      input: Data(#"{"text": "Il est venu mercredi.", "reference": "2025-08-21"}"#.utf8))
    #expect(command.status == 0)
    #expect(command.output.contains(#""value":"2025-08-20""#))
  }

  @Test func `annotates standard input as CoNLL-U`() throws {
    let command = try Command("annotate", input: Data("Le maire reçoit Léa Roux.".utf8))
    #expect(command.status == 0)
    #expect(command.output.contains("2\tmaire\tmaire\tNOUN\tNOUN\tGender=Masc|Number=Sing\t3\tnsubj\t_\t"))
  }

  @Test func `refuses bytes that are no text`() throws {
    let command = try Command("annotate", input: Data([0xFF, 0xFE, 0x00]))
    #expect(command.status == 2)
    #expect(command.error == "-: error: expected UTF-8, found other bytes\n")
  }

  @Test func `validates what it wrote, and points at what is wrong`() throws {
    let right = try Command("validate", ProjectFolder.exports + "/seeds.graphml", Self.seeds)
    #expect(right.status == 0)
    #expect(right.error.isEmpty)
    let folder = try TemporaryFolder()
    try folder.write(
      "bad.graphml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <graph edgedefault="directed">
          <node id="a"/>
          <edge source="a" target="b"/>
        </graph>
      </graphml>
      """)
    let wrong = try Command("validate", folder.path("bad.graphml"))
    #expect(wrong.status == 2)
    #expect(wrong.error.contains("bad.graphml:5"))
  }

  @Test func `exports one format from another`() throws {
    let dot = try Command("export", ProjectFolder.exports + "/seeds.graphml", "--format", "json")
    #expect(dot.status == 0)
    #expect(dot.output.contains("person:volodymyr-zelensky"))
  }

  @Test func `says how to get a pipeline when there is none`() throws {
    let folder = try TemporaryFolder()
    let command = try Command("annotate", environment: ["SOMMET_PIPELINES": folder.path("none")])
    #expect(command.status == 2)
    #expect(command.error.contains("sommet pipeline install"))
  }
}
