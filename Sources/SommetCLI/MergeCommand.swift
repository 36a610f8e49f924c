import ArgumentParser
import Foundation
import Sommet

/// `sommet merge`: the second half of a build.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Folds records into one graph; their order does not matter.")

  @Argument(help: "Files of records as 'sommet extract' prints them; - for standard input.")
  var records: [String]

  @Option(help: "The folder that the graph's files go to.")
  var export: String

  @Option(help: "The files' name without extension.")
  var name = "graph"

  @Option(
    help: "What to write, parted by commas: \(GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var formats = "graphml,dot,svg,json"

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    let formats = try GraphFormat.list(formats)
    var builder = GraphBuilder()
    var isComplete = true
    for path in records {
      for problem in try RecordLines.read(path, into: &builder) {
        Console.error(problem)
        isComplete = false
      }
    }
    let graph = builder.graph()
    try FileManager.default.createDirectory(atPath: export, withIntermediateDirectories: true)
    for format in formats { try await format.write(graph, to: format.path(in: export, name: name)) }
    console.note("\(graph.articles.count) articles, \(graph.nodeCount) nodes, \(graph.edgeCount) edges")
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}
