import Foundation
import SommetTesting
import Testing

/// What the documents and the help tell to type can be typed.
@Suite struct DocumentationTests {
  /// Commands that answer from what is in the project; the others want articles of the reader's own.
  private static func examples(in text: String) -> [String] {
    text.replacing("\\\n", with: "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { line in
        (line.hasPrefix("sommet ") || line.hasPrefix("echo ") && line.contains("| sommet "))
          && (line.contains("exports/") || line.contains("seeds/") || line.contains(" seeds"))
          && !line.contains("sommet build") && !line.contains("sommet merge")
          && !line.contains("sommet explain seeds --format")
      }
  }

  private static func file(_ name: String) -> String {
    (try? String(contentsOf: ProjectFolder.root.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  static let documented = ["README.md", "docs/query.md", "docs/commands.md"].flatMap {
    examples(in: file($0))
  }
  static let helped = ["show", "path", "timeline", "evidence", "query", "shell", "export", "validate"]

  /// Runs a line as a reader does, in a folder that has the seeds and their exports.
  private func run(_ line: String) throws -> Command {
    let folder = try TemporaryFolder()
    for name in ["seeds", "exports"] {
      try FileManager.default.createSymbolicLink(
        at: folder.url(name), withDestinationURL: ProjectFolder.root.appendingPathComponent(name))
    }
    let path = Command.executable.deletingLastPathComponent().path
    return try Command(
      program: "/usr/bin/env", ["bash", "-c", line],
      environment: ["PATH": path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")],
      folder: folder.url(""))
  }

  @Test func `there are examples`() { #expect(Self.documented.count > 15) }

  @Test(arguments: documented)
  func `an example of the documents runs`(line: String) throws {
    let command = try run(line)
    #expect(command.status == 0, "\(command.error)")
  }

  @Test(arguments: helped)
  func `the examples of the help run`(name: String) throws {
    let examples = Self.examples(in: try Command([name, "--help"], environment: ["COLUMNS": "200"]).output)
    #expect(!examples.isEmpty)
    for line in examples {
      let command = try run(line)
      #expect(command.status == 0, "\(line): \(command.error)")
    }
  }
}
