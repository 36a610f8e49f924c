import ArgumentParser
import Foundation
import Sommet

/// `sommet patch`: applies what `sommet diff --format json` wrote.
struct PatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patch",
    abstract: "Turns an old graph into the new one by their difference, exactly.",
    discussion: """
        sommet diff old.json new.json --format json --output changes.json
        sommet patch old.json changes.json --output new.json
        sommet patch new.json changes.json --reverse --output old.json

      A difference that is not of this graph is refused, with what was expected and what was found (exit code 2).
      """)

  @Argument(help: "The graph as it was.")
  var graph: String

  @Argument(help: "The difference, in JSON; - for standard input.")
  var diff: String

  @Flag(help: "Turn the new graph into the old.")
  var reverse = false

  @Option(
    help:
      "\(GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")). (default: by the file's name, else json)"
  )
  var format: GraphFormat?

  @Option(name: [.short, .long], help: "The file to write. (default: standard output)")
  var output: String?

  func run() async throws {
    let read = try GraphFormat.read(graph)
    var patch = try DiffJSON.patch(bytes(), name: diff)
    if reverse { patch = patch.reversed }
    let patched: Graph
    do {
      patched = try patch.applied(to: read)
    } catch {
      Console.error("\(diff): the difference is not of \(graph)\n\(error)")
      throw ExitCode(Console.Exit.trouble.rawValue)
    }
    let format = format ?? output.flatMap(GraphFormat.init(path:)) ?? .json
    if let output { return try await format.write(patched, to: output) }
    try await format.write(patched, descriptor: 1, name: "standard output")
  }

  private func bytes() throws -> [UInt8] {
    if diff == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    guard let data = FileManager.default.contents(atPath: diff) else {
      throw FormatError(file: diff, "cannot be read")
    }
    return Array(data)
  }
}
