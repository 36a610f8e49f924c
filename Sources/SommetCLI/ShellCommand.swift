import ArgumentParser
import Foundation
import Sommet

/// `sommet shell`: one question after another.
struct ShellCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "Answers questions about a graph one after another.",
    discussion: """
      A query may take several lines; it ends with ';' or an empty line. The commands show, path, timeline, evidence, \
      query and export take one line, without the graph. Tab completes names, labels, relations, properties and \
      functions; Ctrl-C drops a line or stops an answer, Ctrl-D ends. From a pipe statements are read without a prompt.

        sommet shell exports/seeds.json
        echo 'show Zelensky' | sommet shell exports/seeds.json
        echo 'MATCH (a)-[m:met]-(b) RETURN a.label, count(*) ORDER BY 2 DESC;' | sommet shell exports/seeds.json --format csv
      """)

  @OptionGroup var graph: GraphArgument

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let opened = try graph.open()
    let session = ShellSession(
      graph: opened, path: graph.path, format: output.format, isPaged: !output.noPager)
    let isRight = isatty(0) == 1 ? try await session.converse() : try await session.readStatements()
    if !isRight { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}
