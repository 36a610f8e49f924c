import ArgumentParser
import Foundation
import Sommet

/// `sommet validate`: is a graph file what it says it is?
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks GraphML (by schema and by meaning) and node-link JSON.",
    discussion: "Prints nothing and ends with 0 when all files are right; with 2 otherwise.")

  @Argument(help: "GraphML or JSON files.")
  var files: [String]

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    var isRight = true
    for file in files {
      do {
        let problems = try GraphFormat.diagnostics(file)
        for problem in problems { Console.error(problem) }
        if problems.contains(where: { $0.severity == .error }) {
          isRight = false
        } else {
          console.detail("\(file): valid")
        }
      } catch {
        Console.error("\(error)")
        isRight = false
      }
    }
    if !isRight { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}
