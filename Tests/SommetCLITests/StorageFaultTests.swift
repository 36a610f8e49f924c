import Foundation
import SommetTesting
import Testing

/// Full disks and folders that cannot be written.
@Suite struct StorageFaultTests {
  private func build(
    _ folder: TemporaryFolder, _ more: String..., environment: [String: String] = [:]
  ) throws -> Command {
    try Command(
      ["build", "-", "--name", "g", "--formats", "json"] + more,
      input: Data(InterruptionTests.lines.joined().utf8), environment: environment)
  }

  /// Runs a build in a shell that allows files of no more than so many blocks of 512 bytes.
  private func build(_ folder: TemporaryFolder, blocks: Int, _ more: String...) throws -> Command {
    try Command(
      program: "/bin/sh",
      ["-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", Command.executable.path, "build", "-", "--name", "g"]
        + more,
      input: Data(InterruptionTests.lines.joined().utf8))
  }

  private func checkout(_ folder: TemporaryFolder) throws -> Data {
    let done = try Command(
      "checkout", folder.path("g.sommet"), "--export", folder.path("checked"), "--name", "g", "--formats",
      "json")
    #expect(done.status == 0, "\(done.error)")
    return try Data(contentsOf: folder.url("checked/g.json"))
  }

  @Test
  func `a disk that fills up while a version is stored leaves the one before, and the next build goes on`()
    throws
  {
    let folder = try TemporaryFolder()
    let store = folder.path("g.sommet")
    let first = try Command("build", ProjectFolder.seeds, "--store", store)
    #expect(first.status == 0, "\(first.error)")
    let before = try checkout(folder)
    let size = try FileManager.default.attributesOfItem(atPath: store)[.size] as? Int
    let pages = try #require(size) / 4096
    let full = try build(
      folder, "--store", store, "--add", environment: ["SOMMET_STORE_PAGES": "\(pages + 4)"])
    #expect(full.status == 2)
    #expect(
      full.error.hasSuffix("\(store): no space left; what was stored before is unchanged\n"), "\(full.error)")
    #expect(try checkout(folder) == before)
    #expect(try Command("validate", store).status == 0)
    let again = try build(folder, "--store", store, "--add")
    #expect(again.status == 0, "\(again.error)")
    #expect(try checkout(folder) != before)
  }

  @Test func `a first build on a full disk can be done again`() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("g.sommet")
    let full = try build(folder, "--store", store, environment: ["SOMMET_STORE_PAGES": "60"])
    #expect(full.status == 2)
    #expect(full.error.contains("no space left"), "\(full.error)")
    let read = try Command("log", store)
    #expect(read.status == 2)
    #expect(read.error.contains("no version yet"), "\(read.error)")
    let again = try build(folder, "--store", store)
    #expect(again.status == 0, "\(again.error)")
  }

  @Test(.disabled(if: Sanitizer.isOfThreads)) func `a limit of the size of files is no crash`() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("g.sommet")
    let full = try build(folder, blocks: 300, "--store", store)
    #expect(full.status == 2)
    #expect(full.error.contains("\(store): the system refuses to write more"), "\(full.error)")
    let again = try build(folder, "--store", store)
    #expect(again.status == 0, "\(again.error)")
  }

  @Test func `a full disk leaves the old files, and what was done is kept for the next build`() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("out")
    try folder.write("out/g.json", "old")
    let full = try build(folder, "--export", out, environment: ["SOMMET_STORE_PAGES": "60"])
    #expect(full.status == 2)
    #expect(full.error.contains("no space left"), "\(full.error)")
    #expect(try String(contentsOf: folder.url("out/g.json"), encoding: .utf8) == "old")
    let again = try build(folder, "--export", out)
    #expect(again.status == 0, "\(again.error)")
    #expect(try folder.names(in: "out") == ["g.json"])
    #expect(try String(contentsOf: folder.url("out/g.json"), encoding: .utf8).contains("Anna Blum"))
  }

  @Test func `an export that cannot be written to its end is an error`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.url("out"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out/g.json"), withDestinationPath: "/dev/full")
    let full = try build(folder, "--export", folder.path("out"))
    #expect(full.status == 2)
    #expect(
      full.error.hasSuffix(
        "\(folder.path("out/g.json")): error: cannot be written: No space left on device\n"),
      "\(full.error)")
  }

  @Test func `a folder in which nothing can be made is an error`() throws {
    let folder = try TemporaryFolder()
    let stored = try build(folder, "--store", "/sys/g.sommet")
    #expect(stored.status == 2)
    #expect(
      stored.error.hasSuffix("/sys/g.sommet: the store or its folder cannot be written\n"), "\(stored.error)")
    let exported = try build(folder, "--export", "/sys/sommet")
    #expect(exported.status == 2)
    #expect(exported.error.contains("/sys/sommet: error: the folder cannot be made: "), "\(exported.error)")
  }

  @Test func `a store in a folder that cannot be written is read, and not written`() throws {
    let folder = try TemporaryFolder()
    let store = folder.path("kept/g.sommet")
    try FileManager.default.createDirectory(at: folder.url("kept"), withIntermediateDirectories: true)
    #expect(try build(folder, "--store", store).status == 0)
    chmod(folder.path("kept"), 0o555)
    defer { chmod(folder.path("kept"), 0o755) }
    // The superuser writes everywhere.
    let user = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    func run(_ arguments: String...) throws -> Command {
      try Command(
        program: "/usr/bin/env", user + [Command.executable.path] + arguments,
        input: Data(InterruptionTests.lines[0].utf8))
    }
    let reading = try run("log", store, "--format", "jsonl")
    if user.isEmpty == false, reading.status != 0, !reading.error.contains("sommet") {
      print("skipped: no other user can run the command here: \(reading.error)")
      return
    }
    #expect(reading.status == 0, "\(reading.error)")
    let stored = try run("build", "-", "--store", store)
    #expect(stored.status == 2)
    #expect(
      stored.error.hasSuffix("\(store): the store or its folder cannot be written\n"), "\(stored.error)")
    let exported = try run("build", "-", "--export", folder.path("kept"))
    #expect(exported.status == 2)
    #expect(
      exported.error.hasSuffix("\(folder.path("kept")): error: the folder cannot be written\n"),
      "\(exported.error)")
    #expect(try folder.names(in: "kept") == ["g.sommet"])
  }
}
