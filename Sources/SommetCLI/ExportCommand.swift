import ArgumentParser
import Foundation
import Sommet

/// `sommet export`: one graph file into another.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a graph in another format.",
    discussion: """
        sommet export exports/seeds.json --format dot | dot -Tpdf > seeds.pdf
        sommet export exports/seeds.json --format graphml --output seeds.graphml
      """)

  @Argument(help: "A graph: node-link JSON or GraphML.")
  var graph: String

  @Option(help: "json, graphml, dot or svg.")
  var format: GraphFormat

  @Option(name: [.short, .long], help: "The file to write. (default: standard output)")
  var output: String?

  func run() async throws {
    let graph = try GraphFormat.read(graph)
    if let output { return try await format.write(graph, to: output) }
    try await format.write(graph, descriptor: 1, name: "standard output")
  }
}

extension GraphFormat: ExpressibleByArgument {
  /// Reads a list such as `json,graphml`.
  static func list(_ text: String) throws -> [GraphFormat] {
    try text.split(separator: ",").map { name in
      guard let format = GraphFormat(rawValue: name.trimming(" ").lowercased()) else {
        let all = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--formats: expected one of \(all), found '\(name)'")
      }
      return format
    }
  }
}
