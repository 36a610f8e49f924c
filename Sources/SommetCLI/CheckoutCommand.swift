import ArgumentParser
import Foundation
import Sommet

/// `sommet checkout`: the files of a version, as its build would have written them.
struct CheckoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkout", abstract: "Writes the files of one version of a store.",
    discussion: """
      The files are those that the build of that version would have exported, to the byte.

        sommet checkout graph.sommet --export out
        sommet checkout graph.sommet@3 --export out --formats json,graphml
        sommet checkout graph.sommet previous --export before
        sommet checkout graph.sommet 2026-11-20 --export that-day
      """)

  @OptionGroup var store: StoreArgument

  @Argument(
    help: ArgumentHelp(
      "The version: a number, latest, previous, or the last of a day (UTC) or before.", valueName: "version"))
  var version: String?

  @Option(help: "The folder that the files go to.")
  var export: String

  @Option(help: "The files' name without extension. (default: the store's)")
  var name: String?

  @Option(
    help: "What to write, parted by commas: \(GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var formats = "graphml,dot,svg,json"

  @OptionGroup var console: ConsoleOptions

  func run() async throws {
    let formats = try GraphFormat.list(formats)
    var reference = try store.reference()
    if let version { reference.version = try VersionReference(version) }
    let graph = try reference.openGraph()
    let name = name ?? URL(fileURLWithPath: reference.path).deletingPathExtension().lastPathComponent
    let paths = try await formats.write(graph, into: export, name: name, console)
    console.note("version \(graph.version.number) of \(graph.version.time) → \(paths.joined(separator: " "))")
  }
}
