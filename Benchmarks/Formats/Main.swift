import Foundation
import GeneratedGraphs
import SommetFormats
import SommetGraph

/// `sommet-formats-bench write FORMAT EDGES FILE`: writes a generated graph and prints the seconds that it took.
@main
struct Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, arguments[1] == "write", let edges = Int(arguments[3]) else {
      FileHandle.standardError.write(Data("usage: sommet-formats-bench write FORMAT EDGES FILE\n".utf8))
      exit(2)
    }
    let graph = GeneratedGraph(edges: edges)
    let clock = ContinuousClock()
    let start = clock.now
    if arguments[2] == "walk" {
      var sum = 0
      try graph.forEachEdge {
        sum += $0.evidence.count
        return .continue
      }
      precondition(sum > 0)
    } else {
      guard let format = GraphFormat(name: arguments[2]) else { exit(2) }
      try await format.write(graph, to: arguments[4], options: WritingOptions(view: .all))
    }
    let seconds = (clock.now - start) / .seconds(1)
    print(seconds)
  }
}
