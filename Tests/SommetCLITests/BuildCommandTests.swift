import Foundation
import SommetTesting
import Testing

@Suite struct BuildCommandTests {
  private static let sentence = "Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025.\n"

  /// A corpus of one good article and one that is not.
  private func corpus(_ name: String, _ content: Data) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("corpus/bon.txt", Self.sentence)
    try folder.write("corpus/\(name)", content)
    return folder
  }

  static let bad: [(name: String, content: Data, message: String)] = [
    ("vide.txt", Data(), "the file is empty"),
    ("image.txt", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]), "binary"),
    ("long.txt", Data(repeating: UInt8(ascii: "a"), count: 50 << 20), "limit"),
  ]

  @Test(arguments: bad.indices)
  func `names a bad file, builds the rest and ends with 2`(number: Int) throws {
    let (name, content, message) = Self.bad[number]
    let folder = try corpus(name, content)
    let command = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--formats", "json")
    #expect(command.status == 2)
    #expect(command.error.contains("corpus/\(name)"))
    #expect(command.error.contains(message))
    #expect(try folder.names(in: "out") == ["corpus.json"])
    let graph = try String(contentsOf: folder.url("out/corpus.json"), encoding: .utf8)
    #expect(graph.contains("Paul Mercier"))
  }

  @Test func `explains dates on standard output`() throws {
    let folder = try corpus(
      "autre.txt", Data("Le pont rouvre\nPublié le 20 août 2025\n\n\(Self.sentence)".utf8))
    let command = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--formats", "json", "--explain-dates")
    #expect(command.status == 0)
    let lines = command.output.split(separator: "\n")
    #expect(lines.first == "\(folder.path("corpus/autre.txt"))")
    #expect(lines.dropFirst().first == "  date   2025-08-20 (text)")
    #expect(command.output.contains("line 2, offsets 15–37, \"Publié le 20 août 2025\" → 2025-08-20"))
    #expect(command.output.contains("corpus/bon.txt\n  date   none\n"))
  }

  @Test func `explains what was left out on standard output`() throws {
    let folder = try corpus(
      "autre.txt", Data("Le pont rouvre\nPublié le 20 août 2025\n\n\(Self.sentence)".utf8))
    let command = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--formats", "json", "--explain-body")
    #expect(command.status == 0)
    #expect(
      command.output.hasPrefix(
        """
        \(folder.path("corpus/autre.txt"))
          kept   2 blocks, 76 of 102 characters, language fr
          title  line 1, offsets 0–14, "Le pont rouvre"
          drop   line 2, offsets 15–37, "Publié le 20 août 2025": metadata (meta.1)

        """))
  }

  @Test func `names an input that is not there`() throws {
    let folder = try TemporaryFolder()
    let command = try Command(
      "build", folder.path("nichts"), "--export", folder.path("out"), "--formats", "json")
    #expect(command.status == 2)
    #expect(command.error.contains("nichts: No such file or directory"))
  }

  @Test func `a build that fails before its first article leaves nothing behind`() throws {
    let folder = try corpus("essai.txt", Data(Self.sentence.utf8))
    let command = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--pipeline", folder.path("none.sommet")
    )
    #expect(command.status == 2)
    #expect(command.error.contains("none.sommet"))
    #expect(try folder.names(in: "out") == [])
  }

  @Test func `reads Windows-1252`() throws {
    let text = Self.sentence.replacingOccurrences(of: "Paul", with: "Édouard")
    let folder = try corpus("ancien.txt", try #require(text.data(using: .windowsCP1252)))
    let command = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--formats", "json")
    #expect(command.status == 0)
    #expect(
      try String(contentsOf: folder.url("out/corpus.json"), encoding: .utf8).contains("Édouard Mercier"))
  }

  @Test func `leaves the old file when the new one cannot be written`() throws {
    let folder = try corpus("autre.txt", Data(Self.sentence.utf8))
    try folder.write("out/corpus.json/x", "in the way")
    let command = try Command(
      "build", folder.path("corpus"), "--export", folder.path("out"), "--formats", "json")
    #expect(command.status == 2)
    #expect(command.error.contains("corpus.json"))
    // What was extracted is kept for the next build.
    #expect(try folder.names(in: "out") == ["corpus.json", "corpus.unfinished.sommet"])
    #expect(try folder.names(in: "out/corpus.json") == ["x"])
  }

  @Test func `extract and merge make the same graph as build`() throws {
    let folder = try TemporaryFolder()
    let build = try Command("build", ProjectFolder.seeds, "--export", folder.path("a"), "--name", "g")
    #expect(build.status == 0)
    let extract = try Command("extract", ProjectFolder.seeds)
    #expect(extract.status == 0)
    let lines = extract.output.split(separator: "\n")
    #expect(lines.count == 5)
    try folder.write("1.jsonl", lines[3...].joined(separator: "\n"))
    try folder.write("2.jsonl", lines[..<3].joined(separator: "\n"))
    // A record that comes twice is the same as once.
    let merge = try Command(
      "merge", folder.path("1.jsonl"), folder.path("2.jsonl"), folder.path("1.jsonl"), "--export",
      folder.path("b"),
      "--name", "g")
    #expect(merge.status == 0)
    for name in ["g.json", "g.graphml", "g.dot", "g.svg"] {
      #expect(try Data(contentsOf: folder.url("a/\(name)")) == Data(contentsOf: folder.url("b/\(name)")))
    }
  }

  @Test func `merge names the line that is no record and takes the others`() throws {
    let folder = try TemporaryFolder()
    try folder.write("essai.txt", Self.sentence)
    let record = try Command("extract", folder.path("essai.txt")).output
    try folder.write("r.jsonl", record + "{\"article\": 7}\n")
    let merge = try Command(
      "merge", folder.path("r.jsonl"), "--export", folder.path("out"), "--formats", "json")
    #expect(merge.status == 2)
    #expect(merge.error.contains("r.jsonl:2: error: expected a record"))
    #expect(try String(contentsOf: folder.url("out/graph.json"), encoding: .utf8).contains("Paul Mercier"))
  }

  @Test func `merge names the record that is too long, does not hold it and takes the others`() throws {
    let folder = try TemporaryFolder()
    try folder.write("essai.txt", Self.sentence)
    let record = try Command("extract", folder.path("essai.txt")).output
    let long = String(repeating: "[", count: 3 << 20)
    try folder.write("r.jsonl", long + "\n" + record + long)
    let merge = try Command(
      "merge", folder.path("r.jsonl"), "--max-record", "2", "--export", folder.path("out"), "--formats",
      "json"
    )
    #expect(merge.status == 2)
    for line in [1, 3] {
      #expect(
        merge.error.contains(
          "r.jsonl:\(line): error: the record is longer than the limit of 2097152 bytes\n"), "\(merge.error)")
    }
    #expect(try String(contentsOf: folder.url("out/graph.json"), encoding: .utf8).contains("Paul Mercier"))
    let refused = try Command(
      "merge", folder.path("r.jsonl"), "--max-record", "0", "--export", folder.path("out"))
    #expect(refused.error.contains("--max-record: expected a number from 1 to 1000000000, found 0"))
  }
}
