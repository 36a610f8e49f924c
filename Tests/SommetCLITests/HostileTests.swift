import Foundation
import SommetTesting
import Testing

/// What `make hostile` runs, in small: exit code, message, memory, and that nothing gets out.
@Suite struct HostileTests {
  private static let script = ProjectFolder.root.appendingPathComponent("scripts/hostile.py").path

  private static func run(_ options: [String]) throws -> Command {
    try Command(program: "/usr/bin/env", ["python3", script, Command.executable.path, "--quick"] + options)
  }

  private static let cases: [String] = {
    let names = (try? run(["--list"]).output.split(separator: "\n").map(String.init)) ?? []
    return names.isEmpty ? ["--list"] : names
  }()

  @Test(arguments: cases)
  func `input that means harm ends as it has to`(name: String) throws {
    let memory = Sanitizer.isOn ? "100000" : "150"
    let run = try Self.run(["--only", name, "--memory", memory])
    #expect(run.status == 0, "\(run.error)")
  }

  private static let escape = "\u{1B}[2J\u{1B}]0;titre\u{7}\u{9B}31m\u{202E}"

  /// Each command at a terminal, on files whose every part holds escape sequences; `@` stands for their folder.
  @Test(arguments: [
    ["extract", "@/un.jsonl"], ["annotate", "@/un.txt"], ["annotate", "@/un.txt", "--format", "json"],
    ["explain", "@/un.jsonl"],
    ["build", "@/un.jsonl", "--export", "@/out", "--explain-body", "--explain-dates"],
    ["build", "@/\(escape).txt", "--export", "@/out"],
    ["time", "@/time.jsonl"], ["merge", "@/records.jsonl", "--export", "@/out"],
    ["merge", "@/none\(escape)", "--export", "@/out"],
    ["log", "@/g.sommet"], ["stats", "@/g.sommet"], ["search", "@/g.sommet", "Lisbonne"],
    ["search", "@/g.sommet", escape],
    ["diff", "@/out/un.json", "@/g.sommet"], ["validate", "@/un.jsonl"], ["show", "@/g.sommet", "Blum"],
    ["timeline", "@/g.sommet", "Blum"],
    ["query", "@/g.sommet", "MATCH (n) RETURN n, n.label"], ["query", "@/g.sommet", "RETURN '\(escape)'"],
    ["checkout", "@/g.sommet\(escape)"],
  ])
  func `nothing that an article or a name holds steers the terminal`(words: [String]) throws {
    let folder = try TemporaryFolder()
    let name = "Anna\(Self.escape) Blum"
    let text =
      "\(name) a rencontré Paul Mercier à Lisbonne le 18 août 2025. \(name) a averti Paul Mercier. \(Self.escape)"
    let article = [
      "id": "un", "title": Self.escape + "Titre", "author": Self.escape, "source": Self.escape,
      "url": Self.escape, "text": text,
    ]
    try folder.write(
      "un.jsonl", try JSONSerialization.data(withJSONObject: article) + Data("\n[\"\(Self.escape)\n".utf8))
    try folder.write("un.txt", text)
    try folder.write("\(Self.escape).txt", Data([0, 1, 2]))
    try folder.write(
      "time.jsonl",
      try JSONSerialization.data(withJSONObject: ["text": "Hier. " + Self.escape, "reference": "2025-08-20"]))
    let built = try Command(
      "build", folder.path("un.jsonl"), "--store", folder.path("g.sommet"), "--note", Self.escape, "--export",
      folder.path("out"))
    #expect(built.status == 2)
    try folder.write(
      "records.jsonl", try Command("extract", folder.path("un.jsonl")).output + "{\"\(Self.escape)\": 1}\n")
    let terminal = try Terminal(
      words.map { $0.hasPrefix("@/") ? folder.path(String($0.dropFirst(2))) : $0 },
      environment: ["NO_COLOR": "1"])
    let wrong = terminal.screen.replacing("\u{1B}[K", with: "").unicodeScalars.filter { scalar in
      scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\r" && scalar != "\t"
        || scalar == "\u{202E}"
    }
    #expect(wrong.isEmpty, "\(terminal.screen.debugDescription)")
    #expect([0, 1, 2].contains(terminal.status))
  }
}
