import Foundation
import GeneratedGraphs
import Sommet
import SommetGraph
import SommetStore

/// `sommet-store-bench STEP FILE EDGES`: stores a generated graph, makes the index of queries, stores the graph again
/// with each hundredth edge changed, walks it, asks it; prints the seconds and the peak memory in MB.
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let edges = Int(arguments[3]) else {
      FileHandle.standardError.write(
        Data("usage: sommet-store-bench commit|index|change|same|walk|fingerprints|ask FILE EDGES\n".utf8))
      exit(2)
    }
    let path = arguments[2]
    let graph = GeneratedGraph(edges: edges)
    let start = ContinuousClock.now
    switch arguments[1] {
    case "commit", "same": try commit(graph, to: path)
    case "index": try index(path)
    case "change": try commit(ChangedGraph(base: graph), to: path)
    case "walk": try walk(path)
    case "fingerprints": try walkFingerprints(path)
    case "ask": try ask(graph, path)
    default: exit(2)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print("\(arguments[1])\t\(seconds)\t\(peak)")
  }

  private static func commit(_ graph: some GraphReading, to path: String) throws {
    let store = try Store(writing: path)
    _ = try store.commit(graph)
    store.close()
  }

  private static func index(_ path: String) throws {
    let store = try Store(writing: path)
    try store.indexLatest()
    store.close()
  }

  private static func walk(_ path: String) throws {
    var count = 0
    try Store(reading: path).graph().forEachEdge {
      count += $0.evidence.count
      return .continue
    }
    precondition(count > 0)
  }

  private static func walkFingerprints(_ path: String) throws {
    var sum: UInt64 = 0
    try Store(reading: path).graph().forEachEdgeFingerprint {
      sum ^= $1.content
      return .continue
    }
    precondition(sum != 0)
  }

  /// A node, its edges and its neighbours, a thousand times.
  private static func ask(_ graph: GeneratedGraph, _ path: String) throws {
    let stored = try Store(reading: path).graph()
    var ids: [String] = []
    try graph.forEachNode {
      ids.append($0.id)
      return .continue
    }
    var count = 0
    for number in 0..<1000 {
      let id = ids[number * 7919 % ids.count]
      guard try stored.node(id) != nil else { continue }
      count += try stored.edges(at: id).count
    }
    precondition(count > 0)
  }

  /// Peak resident memory in MB.
  private static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}

/// The same graph with one edge in a hundred changed: half of them in what they say, half gone.
struct ChangedGraph: GraphReading {
  let base: GeneratedGraph

  var nodeCount: Int { base.nodeCount }
  var edgeCount: Int { base.edgeCount - base.edgeCount / 200 }

  func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws { try base.forEachArticle(body) }
  func forEachNode(_ body: (Node) throws -> Walk) throws { try base.forEachNode(body) }

  func forEachEdge(_ body: (Edge) throws -> Walk) throws {
    var number = 0
    try base.forEachEdge { edge in
      number += 1
      if number % 200 == 0 { return .continue }
      guard number % 200 == 100 else { return try body(edge) }
      var edge = edge
      edge.confidence = 0.25
      edge.evidence = edge.evidence.dropLast()
      return try body(edge)
    }
  }

  func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.source == source ? try body($0) : .continue }
  }

  func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.target == target ? try body($0) : .continue }
  }

  func node(_ id: String) throws -> Node? { try base.node(id) }
  func edge(_ key: String) throws -> Edge? { try base.edge(key) }
  func article(_ id: String) throws -> GraphArticle? { nil }
}
