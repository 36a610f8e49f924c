import Foundation
import GeneratedGraphs
import SommetFormats
import SommetGraph
import SommetStore

/// `sommet-diff-bench FORMAT EDGES OLD NEW`: writes a generated graph and the same graph edited, as `store` or in a format.
@main
struct Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let edges = Int(arguments[2]) else {
      FileHandle.standardError.write(Data("usage: sommet-diff-bench FORMAT EDGES OLD NEW\n".utf8))
      exit(2)
    }
    let old = GeneratedGraph(edges: edges)
    try await write(EditedGraph(old, isEdited: false), arguments[1], arguments[3])
    try await write(EditedGraph(old, isEdited: true), arguments[1], arguments[4])
  }

  private static func write(_ graph: some GraphReading, _ format: String, _ path: String) async throws {
    if format == "store" {
      _ = try Store(writing: path).commit(graph)
      return
    }
    guard let format = GraphFormat(name: format) else { exit(2) }
    try await format.write(graph, to: path, options: WritingOptions(view: .all))
  }
}
