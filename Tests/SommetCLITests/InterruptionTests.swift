import Foundation
import Testing

@Suite struct InterruptionTests {
  private static let names = [
    "Anna Blum", "Paul Mercier", "Léa Roux", "Karim Haddad", "Inès Caron", "Marc Vidal",
  ]

  /// Articles of which each tells a meeting of its own.
  static let lines: [String] = (0..<24).map { number in
    let (first, second) = (names[number % 6], names[(number + 1 + number / 6) % 6])
    return """
      {"id": "a\(10 + number)", "date": "2025-08-\(10 + number % 18)", "text": "\(first) a rencontré \(second) à Lisbonne \
      le \(1 + number % 9) août 2025. \(second) a averti \(first) que le port fermerait en septembre."}
      """ + padding
  }
  /// What an input holds is told by its first 4096 bytes, which a pipe is waited for.
  private static let padding = String(repeating: " ", count: 4096) + "\n"

  private static let formats = "json,graphml,dot"

  /// Arguments of a build from standard input.
  private static func arguments(_ folder: TemporaryFolder, isStored: Bool) -> [String] {
    ["build", "-", "--jobs", "2", "--name", "g", "--formats", formats]
      + (isStored ? ["--store", folder.path("g.sommet")] : ["--export", folder.path("out")])
  }

  /// Everything that a build leaves behind.
  private func result(_ folder: TemporaryFolder, isStored: Bool) throws -> [String: Data] {
    var found: [String: Data] = [:]
    if isStored {
      let store = folder.path("g.sommet")
      let checkout = try Command(
        "checkout", store, "--export", folder.path("out"), "--name", "g", "--formats", Self.formats)
      #expect(checkout.status == 0, "\(checkout.error)")
      found["log"] = Data(try Command("log", store, "--format", "jsonl").output.utf8)
      found["search"] = Data(try Command("search", store, "port", "--format", "jsonl").output.utf8)
      found["stats"] = Data(
        try Command("stats", store, "--check", "--format", "tsv").output.split(separator: "\n")
          .filter { !$0.contains("bytes") }.joined(separator: "\n").utf8)
    }
    for name in try folder.names(in: "out") { found[name] = try Data(contentsOf: folder.url("out/" + name)) }
    return found
  }

  /// What the store says of its versions, the latest first.
  private func versions(_ folder: TemporaryFolder) throws -> [[String: Any]] {
    try Command("log", folder.path("g.sommet"), "--format", "jsonl").output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test(arguments: [false, true])
  func `a build that is stopped five times ends in the same bytes as one run`(isStored: Bool) throws {
    let time = ["SOURCE_DATE_EPOCH": "1760000000"]
    let right = try TemporaryFolder()
    let whole = try Command(
      Self.arguments(right, isStored: isStored), input: Data(Self.lines.joined().utf8), environment: time)
    #expect(whole.status == 0, "\(whole.error)")

    let folder = try TemporaryFolder()
    let kept = folder.path(isStored ? "g.sommet" : "out/g.unfinished.sommet")
    for round in 1...5 {
      let command = try RunningCommand(
        Self.arguments(folder, isStored: isStored) + ["--progress"], environment: time)
      try command.write(Self.lines[..<(round * 4)].joined())
      // The first line of progress: an article is done, and the next ones are at work.
      #expect(command.waits { command.error.contains("1 article\n") })
      command.send(SIGINT)
      #expect(command.finish() == 130)
      #expect(command.error.contains("which are kept: the same command goes on"), "\(command.error)")
      #expect(FileManager.default.fileExists(atPath: kept))
    }
    let last = try Command(
      Self.arguments(folder, isStored: isStored) + ["--resume"], input: Data(Self.lines.joined().utf8),
      environment: time)
    #expect(last.status == 0, "\(last.error)")
    #expect(last.error.contains("going on with a build that was stopped: "))
    let found = try result(folder, isStored: isStored)
    #expect(try found == result(right, isStored: isStored))
    #expect(found.keys.contains("g.json"))
  }

  @Test func `SIGTERM ends a build as Ctrl-C does`() throws {
    let folder = try TemporaryFolder()
    let command = try RunningCommand(Self.arguments(folder, isStored: false) + ["--progress"])
    try command.write(Self.lines[0])
    #expect(command.waits { command.error.contains("1 article\n") })
    command.send(SIGTERM)
    #expect(command.finish() == 143)
    #expect(try folder.names(in: "out") == ["g.unfinished.sommet"])
  }

  @Test func `a build is begun again only when that is asked for, and gone on with only when there is one`()
    throws
  {
    let folder = try TemporaryFolder()
    let input = Data(Self.lines[..<3].joined().utf8)
    let none = try Command(Self.arguments(folder, isStored: false) + ["--resume"], input: input)
    #expect(none.status == 2)
    #expect(none.error.contains("--resume: expected a build that was stopped, found none in "))
    let command = try RunningCommand(Self.arguments(folder, isStored: false) + ["--progress"])
    try command.write(Self.lines[0])
    #expect(command.waits { command.error.contains("1 article\n") })
    command.send(SIGINT)
    #expect(command.finish() == 130)
    let again = try Command(Self.arguments(folder, isStored: false) + ["--no-resume"], input: input)
    #expect(again.status == 0, "\(again.error)")
    #expect(!again.error.contains("before") && !again.error.contains("going on"))
    #expect(try folder.names(in: "out") == ["g.dot", "g.graphml", "g.json"])
  }

  @Test func `a second process is told that the first is writing, and readers are not kept waiting`() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("g.sommet")
    let first = try Command(Self.arguments(folder, isStored: true), input: Data(Self.lines[0].utf8))
    #expect(first.status == 0, "\(first.error)")
    let writer = try RunningCommand(Self.arguments(folder, isStored: true) + ["--progress"])
    try writer.write(Self.lines[..<2].joined())
    #expect(writer.waits { writer.error.contains("1 article\n") })
    let second = try Command(
      Self.arguments(folder, isStored: true) + ["--wait", "0"], input: Data(Self.lines[3].utf8))
    #expect(second.status == 2)
    #expect(second.error.contains("is writing to this store; wait for it, or stop it"))
    let reader = try Command("log", store, "--format", "tsv")
    #expect(reader.status == 0, "\(reader.error)")
    try writer.closeInput()
    #expect(writer.finish() == 0, "\(writer.error)")
    #expect(try Command("log", store, "--format", "jsonl").output.split(separator: "\n").count == 2)
  }

  @Test func `a second process that waits stores its version after that of the first`() throws {
    let folder = try TemporaryFolder()
    let first = try RunningCommand(Self.arguments(folder, isStored: true) + ["--progress"])
    try first.write(Self.lines[0])
    #expect(first.waits { first.error.contains("1 article\n") })
    let second = try RunningCommand(Self.arguments(folder, isStored: true) + ["--add", "--wait", "300"])
    try second.write(Self.lines[1])
    try second.closeInput()
    try first.closeInput()
    #expect(first.finish() == 0, "\(first.error)")
    #expect(second.finish() == 0, "\(second.error)")
    #expect(try versions(folder).map { $0["articles"] as? Int } == [2, 1])
  }

  @Test func `a file that vanishes while a build runs is named, and the rest is built`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/zebre.txt", "Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025.\n")
    let command = try RunningCommand(
      [
        "build", "-", folder.path("in"), "--jobs", "1", "--progress", "--export", folder.path("out"),
        "--name", "g",
        "--formats", "json",
      ])
    // Standard input comes first, since inputs are taken by their ids.
    try command.write(Self.lines[0])
    #expect(command.waits { command.error.contains("1 article\n") })
    try FileManager.default.removeItem(at: folder.url("in/zebre.txt"))
    try command.closeInput()
    #expect(command.finish() == 2)
    #expect(command.error.contains("in/zebre.txt: No such file or directory"))
    #expect(command.error.contains("left out, or read in part: 1\n  1  No such file or directory\n"))
    #expect(try String(contentsOf: folder.url("out/g.json"), encoding: .utf8).contains("\"a10\""))
  }

  @Test func `a store that vanishes while a build runs is an error, and the next build makes it anew`() throws
  {
    let folder = try TemporaryFolder()
    let command = try RunningCommand(Self.arguments(folder, isStored: true) + ["--progress"])
    try command.write(Self.lines[0])
    #expect(command.waits { command.error.contains("1 article\n") })
    for name in try folder.names() { try FileManager.default.removeItem(at: folder.url(name)) }
    try command.closeInput()
    #expect(command.finish() == 2)
    #expect(command.error.contains("g.sommet: the store or its folder cannot be written"), "\(command.error)")
    let again = try Command(Self.arguments(folder, isStored: true), input: Data(Self.lines[0].utf8))
    #expect(again.status == 0, "\(again.error)")
    #expect(try folder.names() == ["g.sommet"])
  }

  @Test func `a clock that was set back leaves the versions of a store in order`() throws {
    let folder = try TemporaryFolder()
    for (number, time) in ["1760000000", "1750000000", "1760000001"].enumerated() {
      let built = try Command(
        Self.arguments(folder, isStored: true) + ["--add"], input: Data(Self.lines[number].utf8),
        environment: ["SOURCE_DATE_EPOCH": time])
      #expect(built.status == 0, "\(built.error)")
    }
    #expect(
      try versions(folder).map { $0["time"] as? String } == [
        "2025-10-09T08:53:21Z", "2025-10-09T08:53:20Z", "2025-10-09T08:53:20Z",
      ])
    let latest = try Command("stats", folder.path("g.sommet@2025-10-10"), "--format", "tsv")
    #expect(latest.status == 0, "\(latest.error)")
  }

  @Test func `counts what is left out by reason, and takes no more than the limit`() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try folder.write("in/\(name).txt", "") }
    try folder.write("in/c.txt", "Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025.\n")
    try folder.write(
      "in/d.txt",
      """
      The minister said on Tuesday that the bridge over the river would be closed for the whole summer, because the
      engineers had found that it was not safe. They will have to look at each of the pillars before anybody is allowed
      to cross it again, and this is what the people of the town had asked for since the storm of last winter.

      """)
    let all = try Command(
      "build", folder.path("in"), "--export", folder.path("out"), "--formats", "json", "--progress")
    #expect(all.status == 2)
    #expect(
      all.error.hasSuffix(
        "left out, or read in part: 3\n  2  the file is empty\n  1  the language is 'en'\n"),
      "\(all.error)")
    #expect(all.error.contains("4 articles, "))
    let some = try Command(
      "build", folder.path("in"), "--export", folder.path("out"), "--formats", "json", "--limit", "2")
    #expect(some.error.contains("0 articles, "))
    #expect(some.error.hasSuffix("left out, or read in part: 2\n  2  the file is empty\n"), "\(some.error)")
  }
}
