import ArgumentParser
import Foundation
import Sommet

/// `sommet merge`: the second half of a build.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Folds records into one graph; their order does not matter.")

  @Argument(help: "Files of records as 'sommet extract' prints them; - for standard input.")
  var records: [String]

  @OptionGroup(title: "Store") var storing: StoringOptions

  @Option(help: "The folder that the graph's files go to.")
  var export: String?

  @Option(help: "The files' name without extension.")
  var name = "graph"

  @Option(
    help: "What to write, parted by commas: \(GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var formats = "graphml,dot,svg,json"

  @Option(help: ArgumentHelp("The most MiB of one record.", valueName: "MiB"))
  var maxRecord = RecordLines.sizeLimit >> 20

  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    if !(1...1_000_000_000).contains(maxRecord) {
      throw ValidationError("--max-record: expected a number from 1 to 1000000000, found \(maxRecord)")
    }
    if export == nil, storing.store == nil {
      throw ValidationError("expected --store, --export or both, found neither")
    }
  }

  /// - Returns: whether all records could be taken.
  private func read(_ take: (Record) throws -> Void) throws -> Bool {
    var isComplete = true
    for path in records {
      for problem in try RecordLines.read(path, sizeLimit: maxRecord << 20, take) {
        Console.error(problem)
        isComplete = false
      }
    }
    return isComplete
  }

  func run() async throws {
    let formats = try GraphFormat.list(formats)
    let target =
      if let path = storing.store { try BuildTarget(storing, path: path) } else {
        try BuildTarget(storing, beside: export!, name: name + ".merge", isFresh: true)
      }
    let recipe = RecordRecipe()
    let cache = StoreRecordCache(target.store, recipe: recipe)
    let build = StoreBuild(
      target.store, adds: storing.adds(to: records), retracted: Set(storing.retract),
      isIndexed: !target.isTemporary)
    let isComplete = try read { try cache.add($0) }
    let graph = try storing.commit(build, cache.finish(), recipe, inputs: records, console)
    if let export { _ = try await formats.write(graph, into: export, name: name, console) }
    console.note("\(graph.nodeCount) nodes, \(graph.edgeCount) edges")
    target.finish()
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}
