import Foundation
import SommetQuery
import SommetTesting
import Testing

/// The scenarios of the openCypher compatibility kit that only read.
///
/// `SOMMET_TCK_MISSES=1` prints those that fail, `all` also those that are refused by name.
@Suite struct TCKTests {
  private struct Tally {
    var passed = 0
    var refused = 0
    var failed = 0
    var all: Int { passed + refused + failed }
  }

  /// What a graph of news has no use for: hours, time zones, parts of seconds.
  private static let beyond: Set<String> = ["expressions/temporal"]

  @Test func `answers the conformance scenarios that only read`() throws {
    guard let folder = ProjectFolder.shared("tck", for: "the conformance scenarios") else { return }
    let misses = ProcessInfo.processInfo.environment["SOMMET_TCK_MISSES"]
    var table: [String: Tally] = [:]
    for scenario in try Self.scenarios(in: folder) where scenario.isReading {
      switch scenario.run(namedGraphs: try Self.namedGraphs(in: folder)) {
      case .passed: table[scenario.group, default: Tally()].passed += 1
      case .refused(let reason):
        table[scenario.group, default: Tally()].refused += 1
        if misses == "all" { print("    refused \(scenario.id): \(reason)") }
      case .failed(let reason):
        table[scenario.group, default: Tally()].failed += 1
        if misses != nil { print("    \(scenario.id): \(scenario.query)\n        \(reason.prefix(400))") }
      }
    }
    print("conformance                              pass     of  refused  fail")
    for (group, tally) in table.sorted(by: { $0.key < $1.key }) {
      let name = group.padding(toLength: 36, withPad: " ", startingAt: 0)
      print(name, String(format: "%8d %6d %8d %5d", tally.passed, tally.all, tally.refused, tally.failed))
      if !Self.beyond.contains(group) { #expect(100 * tally.passed >= 88 * tally.all, "\(group)") }
    }
  }

  private static func scenarios(in folder: URL) throws -> [TCKScenario] {
    let lines = try String(contentsOf: folder.appendingPathComponent("tck_scenarios.jsonl"), encoding: .utf8)
    let decoder = JSONDecoder()
    return try lines.split(separator: "\n").map { try decoder.decode(TCKScenario.self, from: Data($0.utf8)) }
  }

  private static func namedGraphs(in folder: URL) throws -> [String: String] {
    var graphs: [String: String] = [:]
    for name in ["binary-tree-1", "binary-tree-2"] {
      let file = folder.appendingPathComponent("graphs/\(name).cypher")
      graphs[name] = try String(contentsOf: file, encoding: .utf8)
    }
    return graphs
  }
}
