import SommetGraph
import SommetQuery
import Testing

/// Queries that could go on for ever end when they are told to.
@Suite struct BudgetTests {
  private static func graphs(seed: UInt64) throws -> [any QueryGraph] {
    var generator = GraphGenerator(seed: seed)
    let graph = generator.graph(nodes: 300, edges: 3000)
    return [try GraphImage(of: graph), try IndexedGraph(graph)]
  }

  @Test(arguments: [
    "MATCH (a)-[*]-(b) RETURN count(*)", "MATCH (a)-[r]-(b)-[s]-(c)-[t]-(d)-[u]-(e)-[v]-(f) RETURN count(*)",
    "MATCH (a)-[r]-(b), (c)-[s]-(d), (e)-[t]-(f) RETURN DISTINCT a.kind, d.kind, e.label",
    "MATCH (a), (b), (c), (d) RETURN a.id ORDER BY a.label LIMIT 3",
    "MATCH (a)-[*..9]-(b) WHERE NOT (a)-[*..9]-({label: 'nobody'}) RETURN a",
    "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN count(*)",
  ])
  func `ends long walks when the time is up`(query: String) throws {
    for graph in try Self.graphs(seed: 3) {
      let start = ContinuousClock.now
      let error = #expect(throws: QueryError.self) {
        try PreparedQuery(query, graph: graph).run(timeout: .milliseconds(30)) { _ in .continue }
      }
      #expect(error?.detail == .timeout)
      #expect(ContinuousClock.now - start < .seconds(5))
    }
  }

  @Test func `stops at once when enough rows were taken`() throws {
    for graph in try Self.graphs(seed: 4) {
      var count = 0
      try PreparedQuery("MATCH (a)-[*]-(b) RETURN a, b", graph: graph).run(timeout: .seconds(60)) { _ in
        count += 1
        return count == 5 ? .stop : .continue
      }
      #expect(count == 5)
    }
  }
}
