import ArgumentParser
import Foundation
import Sommet

/// `sommet validate`: is a graph file what it says it is?
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks graph files: GraphML, GEXF, DOT, node-link JSON, tables; and stores.",
    discussion: """
      Prints nothing and ends with 0 when all files are right; with 2 otherwise. Warnings do not count.

        sommet validate exports/seeds.graphml --for gephi
      """)

  @Argument(help: "Graph files, folders with tables, stores.", completion: .file())
  var files: [String]

  @Option(
    name: .customLong("for"),
    help:
      "Warn of what this program would merge, drop or refuse: gephi, networkx, igraph, yed, graphviz or neo4j."
  )
  var reader: GraphReader?

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    var isRight = true
    for file in files {
      do {
        if let store = try StoreReference(argument: file) {
          try Store(reading: store.path).verify()
          console.detail("\(file): valid")
          continue
        }
        let problems = try await GraphFormat.diagnostics(file)
        for problem in problems { Console.error(problem) }
        if problems.contains(where: { $0.severity == .error }) {
          isRight = false
        } else {
          if let reader {
            for loss in try GraphFormat.losses(of: file, in: reader) { Console.error(loss) }
          }
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

extension GraphReader: ExpressibleByArgument {}
