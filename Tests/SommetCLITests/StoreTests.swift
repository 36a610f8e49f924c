import Foundation
import SommetTesting
import Testing

@Suite struct StoreTests {
  /// The seeds, in a folder that may be changed.
  private func corpus() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: ProjectFolder.seeds, toPath: folder.path("in"))
    return folder
  }

  /// Moves an article, with what the manifest tells of it, to a folder of its own.
  private func move(_ name: String, to other: String, in folder: TemporaryFolder) throws {
    let id = name.replacingOccurrences(of: ".txt", with: "")
    var kept: [String] = []
    var moved: [String] = []
    var isMoved = false
    let manifest = try String(contentsOf: folder.url("in/corpus.yaml"), encoding: .utf8)
    for line in manifest.components(separatedBy: "\n") {
      if line.hasPrefix("  "), !line.hasPrefix("    ") { isMoved = line.hasPrefix("  \(id):") }
      if isMoved { moved.append(line) } else { kept.append(line) }
    }
    try folder.write("in/corpus.yaml", kept.joined(separator: "\n"))
    try folder.write(other + "/corpus.yaml", (["articles:"] + moved).joined(separator: "\n") + "\n")
    try FileManager.default.moveItem(at: folder.url("in/" + name), to: folder.url(other + "/" + name))
  }

  private func articles(_ folder: TemporaryFolder) throws -> [String] {
    try folder.names(in: "in").filter { $0.hasSuffix(".txt") }
  }

  /// The bytes of a build without a store.
  private func fresh(_ folder: TemporaryFolder) throws -> Data {
    let built = try Command(
      "build", folder.path("in"), "--export", folder.path("fresh"), "--name", "g", "--formats", "json")
    #expect(built.status == 0, "\(built.error)")
    return try Data(contentsOf: folder.url("fresh/g.json"))
  }

  private func build(_ folder: TemporaryFolder, _ more: String...) throws -> Command {
    try Command(["build", folder.path("in"), "--store", folder.path("g.sommet")] + more)
  }

  private func checkout(_ folder: TemporaryFolder, _ version: String = "latest") throws -> Data {
    let done = try Command(
      "checkout", folder.path("g.sommet"), version, "--export", folder.path("out"), "--name", "g",
      "--formats", "json")
    #expect(done.status == 0, "\(done.error)")
    return try Data(contentsOf: folder.url("out/g.json"))
  }

  @Test func `each version has the bytes of a fresh build, and only what changed is extracted`() throws {
    let folder = try corpus()
    let names = try articles(folder)
    let first = try build(folder)
    #expect(first.status == 0, "\(first.error)")
    #expect(first.error.contains("stored version 1\n"))
    let one = try fresh(folder)
    #expect(try checkout(folder) == one)

    let same = try build(folder)
    #expect(same.error.contains("\(names.count) of \(names.count) articles were extracted before"))
    #expect(same.error.contains("nothing changed: version 1 stays the latest"))

    try move(names[0], to: "away", in: folder)
    let path = folder.url("in/" + names[1])
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data((text + "\nLéa Roux a rencontré Karim Haddad à Bruxelles.\n").utf8).write(to: path)
    let second = try build(folder, "--note", "juin")
    #expect(second.error.contains("\(names.count - 2) of \(names.count - 1) articles were extracted before"))
    #expect(second.error.contains("stored version 2: "))
    let two = try fresh(folder)
    #expect(two != one)
    #expect(try checkout(folder) == two)
    #expect(try checkout(folder, "1") == one)
    #expect(try checkout(folder, "previous") == one)

    let log = try Command("log", folder.path("g.sommet"), "--format", "jsonl")
    let lines = log.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("\"version\": 2") && lines[0].contains("\"note\": \"juin\""))
  }

  @Test func `articles are added and retracted as if they had been there from the start, or never`() throws {
    let folder = try corpus()
    let whole = try fresh(folder)
    let last = try #require(try articles(folder).last)
    try move(last, to: "more", in: folder)
    let part = try fresh(folder)
    _ = try build(folder)
    let added = try Command("build", folder.path("more"), "--store", folder.path("g.sommet"), "--add")
    #expect(added.status == 0, "\(added.error)")
    #expect(try checkout(folder) == whole)
    let id = last.replacingOccurrences(of: ".txt", with: "")
    let retracted = try Command("build", "--store", folder.path("g.sommet"), "--retract", id)
    #expect(retracted.status == 0, "\(retracted.error)")
    #expect(try checkout(folder) == part)
    let again = try Command("build", "--store", folder.path("g.sommet"), "--retract", id)
    #expect(again.status == 2)
    #expect(again.error.hasSuffix("--retract: expected the id of an article of the store, found '\(id)'\n"))
  }

  @Test func `records from elsewhere make the same version`() throws {
    let folder = try corpus()
    let records = try Command("extract", folder.path("in"))
    try folder.write("records.jsonl", records.output)
    let merged = try Command("merge", folder.path("records.jsonl"), "--store", folder.path("g.sommet"))
    #expect(merged.status == 0, "\(merged.error)")
    #expect(try checkout(folder) == fresh(folder))
  }

  @Test func `a store is a graph wherever one is asked for`() throws {
    let folder = try corpus()
    _ = try build(folder)
    let store = folder.path("g.sommet")
    let json = folder.path("fresh/g.json")
    _ = try fresh(folder)
    for arguments in [
      ["show", "Zelensky"],
      ["query", "MATCH (a)-[m:met]-(b) RETURN a.label, b.label ORDER BY a.label, b.label"],
      ["export", "--format", "graphml"],
    ] {
      let stored = try Command([arguments[0], store + "@1"] + arguments.dropFirst())
      let read = try Command([arguments[0], json] + arguments.dropFirst())
      #expect(stored.status == 0, "\(stored.error)")
      let isSame = stored.output == read.output
      #expect(isSame, "\(arguments[0])")
    }
  }

  @Test func `annotations are kept on request, and printed as they were made`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/pont.txt", "Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025.")
    let store = folder.path("g.sommet")
    #expect(try build(folder).status == 0)
    let none = try Command("annotate", store)
    #expect(none.status == 2)
    #expect(none.error.contains("article 'pont' has no annotations: build the store with --keep-annotations"))
    let kept = try build(folder, "--keep-annotations")
    #expect(kept.status == 0, "\(kept.error)")
    #expect(kept.error.contains("nothing changed: version 1 stays the latest"))
    for form in ["conllu", "json"] {
      let printed = try Command("annotate", store, "--format", form)
      let made = try Command("annotate", folder.path("in/pont.txt"), "--format", form)
      #expect(printed.status == 0, "\(printed.error)")
      #expect(printed.output.contains("rencontrer"))
      if form == "conllu" { #expect(printed.output == made.output) }
    }
    let again = try build(folder, "--keep-annotations")
    #expect(again.error.contains("1 of 1 articles were extracted before"))
  }

  @Test func `validate looks through all of a store`() throws {
    let folder = try corpus()
    _ = try build(folder)
    let store = folder.path("g.sommet")
    #expect(try Command("validate", store).status == 0)
    var bytes = try Data(contentsOf: folder.url("g.sommet"))
    for offset in stride(from: 8192, to: bytes.count, by: 512) { bytes[offset] = 0xA5 }
    try bytes.write(to: folder.url("g.sommet"))
    let damaged = try Command("validate", store)
    #expect(damaged.status == 2)
    #expect(damaged.error.contains("\(store): the store is damaged: "), "\(damaged.error)")
  }

  @Test func `finds words in articles and behind edges`() throws {
    let folder = try corpus()
    _ = try build(folder)
    let found = try Command("search", folder.path("g.sommet"), "Ukraine", "--format", "jsonl", "--limit", "3")
    #expect(found.status == 0, "\(found.error)")
    #expect(found.output.contains("\"edge\": null") && found.output.contains("\"edge\": \""))
    let swapped = try Command(
      "search", "Ukraine", folder.path("g.sommet"), "--format", "jsonl", "--limit", "3")
    #expect(swapped.output == found.output)
    let none = try Command("search", folder.path("g.sommet"), "zzz")
    #expect(none.status == 0 && none.error == "0 articles, 0 sentences behind edges\n")
  }

  @Test func `a missing, foreign or unknown version is an error`() throws {
    let folder = try corpus()
    let missing = try Command("log", folder.path("none.sommet"))
    #expect(missing.status == 2)
    #expect(missing.error.hasSuffix("\(folder.path("none.sommet")): there is no such store\n"))
    try folder.write("letter.sommet", String(repeating: "Cher ami. ", count: 30))
    let foreign = try Command("log", folder.path("letter.sommet"))
    #expect(foreign.status == 2)
    #expect(foreign.error.contains("expected a store that 'sommet build --store' made, found another file"))
    _ = try build(folder)
    let unknown = try Command("checkout", folder.path("g.sommet"), "7", "--export", folder.path("out"))
    #expect(unknown.status == 2)
    #expect(unknown.error.contains("there is no version '7'; the latest is 1"))
    let empty = try Command("build", folder.path("nowhere"), "--store", folder.path("g.sommet"))
    #expect(empty.status == 2)
    #expect(empty.error.contains("no article could be read"))
  }

  @Test func `builds that are killed lose nothing`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [ProjectFolder.root.appendingPathComponent("scripts/kill-test.sh").path, "10", "7"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SOMMET": Command.executable.path,
      "SOMMET_PIPELINES": ProjectFolder.root.appendingPathComponent(".pipeline").path,
    ]) { $1 }
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
