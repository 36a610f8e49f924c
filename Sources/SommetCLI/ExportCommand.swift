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

  @Option(help: "What dot and svg show: actors (what can be read at a glance) or all.")
  var view: View = .actors

  enum View: String, ExpressibleByArgument, CaseIterable { case actors, all }

  @Option(name: [.short, .long], help: "The file to write. (default: standard output)")
  var output: String?

  func run() async throws {
    let graph = try GraphFormat.read(graph)
    let view: GraphView = view == .all ? .all : .actors
    if let output { return try await format.write(graph, to: output, view: view) }
    try await format.write(graph, descriptor: 1, name: "standard output", view: view)
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
