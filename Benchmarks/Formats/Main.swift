import Foundation
import GeneratedGraphs
import SommetFormats
import SommetGraph

/// What Benchmarks/formats.sh runs; prints the seconds that it took.
///
///     sommet-formats-bench write FORMAT EDGES FILE    writes a generated graph; FORMAT may be `walk`, which only makes it
///     sommet-formats-bench read FILE                  reads a graph of any format and counts what is in it
@main
struct Main {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let clock = ContinuousClock()
    let start = clock.now
    var counts = ""
    switch (arguments.first, arguments.count) {
    case ("write", 4):
      guard let edges = Int(arguments[2]) else { return usage() }
      try await write(arguments[1], GeneratedGraph(edges: edges), to: arguments[3])
    case ("read", 2):
      var counter = GraphCounter()
      try GraphFormat.read(arguments[1], into: &counter)
      let tally = counter.tally
      counts = " \(tally.nodes) \(tally.edges) \(tally.evidence)"
    default: return usage()
    }
    print("\((clock.now - start) / .seconds(1))\(counts)")
  }

  private static func write(_ name: String, _ graph: GeneratedGraph, to path: String) async throws {
    if name == "walk" {
      var sum = 0
      try graph.forEachEdge {
        sum += $0.evidence.count
        return .continue
      }
      precondition(sum > 0)
    } else {
      guard let format = GraphFormat(name: name) else { return usage() }
      try await format.write(graph, to: path, options: WritingOptions(view: .all))
    }
  }

  private static func usage() {
    FileHandle.standardError.write(
      Data("usage: sommet-formats-bench write FORMAT EDGES FILE | read FILE\n".utf8))
    exit(2)
  }
}
