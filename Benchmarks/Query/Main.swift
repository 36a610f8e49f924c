import Foundation
import GeneratedGraphs
import SommetGraph
import SommetQuery

/// What Benchmarks/query.sh runs:
///
///     sommet-query-bench write EDGES FOLDER            the image of a generated graph
///     sommet-query-bench csv EDGES FOLDER              the same graph as nodes.csv, and a file for each relation
///     sommet-query-bench first FOLDER QUERY            the first row of a query
///     sommet-query-bench time FOLDER RUNS QUERY…       for each query its rows, and milliseconds of each run, as JSON
@main
struct Main {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("write", 3): try write(arguments[1], to: arguments[2])
    case ("csv", 3): try writeTables(arguments[1], to: arguments[2])
    case ("first", 3): try first(in: arguments[1], arguments[2])
    case ("time", 4...): try time(in: arguments[1], arguments[2], Array(arguments.dropFirst(3)))
    default:
      FileHandle.standardError.write(Data("usage: see Benchmarks/Query/Main.swift\n".utf8))
      exit(2)
    }
  }

  private static func write(_ edges: String, to folder: String) throws {
    let start = ContinuousClock.now
    try GraphImage.write(GeneratedGraph(edges: Int(edges)!), to: FolderIndexStorage(folder))
    print((ContinuousClock.now - start) / .seconds(1))
  }

  private static func writeTables(_ edges: String, to folder: String) throws {
    let graph = GeneratedGraph(edges: Int(edges)!)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func save(_ lines: [String], _ name: String) throws {
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: "\(folder)/\(name).csv", atomically: false, encoding: .utf8)
    }
    var nodes: [String] = []
    try graph.forEachNode {
      nodes.append("\($0.id),\($0.label)")
      return .continue
    }
    try save(nodes, "nodes")
    var tables: [Relation: [String]] = [:]
    try graph.forEachEdge {
      tables[$0.relation, default: []].append(
        "\($0.source),\($0.target),\($0.key),\($0.modality.rawValue),\($0.date ?? ""),\($0.weight)")
      return .continue
    }
    for (relation, lines) in tables { try save(lines, relation.rawValue) }
  }

  private static func first(in folder: String, _ query: String) throws {
    let image = try GraphImage(FolderIndexStorage(folder))
    try PreparedQuery(query, graph: image).run { row in
      print(try row.map { try $0.plainText(in: image) }.joined(separator: "\t"))
      return .stop
    }
  }

  private static func time(in folder: String, _ runs: String, _ queries: [String]) throws {
    let image = try GraphImage(FolderIndexStorage(folder))
    var results: [[String: Any]] = []
    for query in queries {
      var rows: [[String]] = []
      let times = try (0..<Int(runs)!).map { _ in
        rows = []
        let start = ContinuousClock.now
        try PreparedQuery(query, graph: image).run { row in
          rows.append(try row.map { try $0.plainText(in: image) })
          return .continue
        }
        return (ContinuousClock.now - start) / .milliseconds(1)
      }
      results.append(["query": query, "milliseconds": times, "rows": rows])
    }
    FileHandle.standardOutput.write(try JSONSerialization.data(withJSONObject: results))
  }
}
