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
        try PreparedQuery(query, graph: graph).run(QueryBudget(time: .milliseconds(30))) { _ in .continue }
      }
      #expect(error?.detail == .timeout)
      #expect(ContinuousClock.now - start < .seconds(5))
    }
  }

  @Test(arguments: [
    "RETURN reduce(s = 'a', x IN range(1, 60) | s + s)",
    "RETURN reduce(s = 'aa', x IN range(1, 60) | replace(s, 'a', s))",
    "WITH [1] AS l " + String(repeating: "WITH l + l AS l ", count: 60) + "RETURN size(l)",
    "RETURN [x IN range(1, 90000) | [y IN range(1, 90000) | x * y]]",
    "RETURN size([x IN range(1, 90000) | range(1, 90000)])",
    "MATCH (a), (b), (c), (d) RETURN a, b, c, d ORDER BY a.label",
    "MATCH (a), (b), (c), (d) RETURN DISTINCT a, b, c, d.label + rand()",
    "MATCH (a), (b), (c), (d) RETURN collect(a)",
    "MATCH (a), (b), (c), (d) RETURN count(DISTINCT a.id + b.id + c.id)",
    "MATCH (a), (b), (c), (d) RETURN rand() AS x UNION RETURN 1 AS x",
    "MATCH (a), (b), (c), (d) RETURN rand(), count(*)",
    "MATCH (a) RETURN [(a)--(b)--(c)--(d)--(e) | e.label]",
  ])
  func `ends what would fill the memory`(query: String) throws {
    for graph in try Self.graphs(seed: 5) {
      let error = #expect(throws: QueryError.self) {
        try PreparedQuery(query, graph: graph).run(QueryBudget(time: .seconds(60), values: 500_000)) { _ in
          .continue
        }
      }
      #expect(error?.detail == .tooManyValues)
    }
  }

  @Test func `rows that are not kept take no room`() throws {
    for graph in try Self.graphs(seed: 6) {
      for query in [
        "MATCH (a), (b) RETURN a, b, labels(a)",
        "MATCH (a), (b) RETURN a.label, b.label ORDER BY b.id LIMIT 3",
        "MATCH (a), (b) RETURN count(*), max(b.label)", "MATCH (a), (b) RETURN DISTINCT a.kind",
      ] {
        var count = 0
        try PreparedQuery(query, graph: graph).run(QueryBudget(values: 100_000)) { _ in
          count += 1
          return .continue
        }
        #expect(count > 0)
      }
    }
  }

  @Test func `ends a regular expression that tries over and over`() throws {
    let query = "WITH '\(String(repeating: "a", count: 60))' AS text RETURN text =~ '(a|aa)*b'"
    let prepared = try PreparedQuery(query, graph: Self.graphs(seed: 7)[0])
    for budget in [QueryBudget(), QueryBudget(time: .milliseconds(30))] {
      let error = #expect(throws: QueryError.self) { try prepared.run(budget) { _ in .continue } }
      #expect(error?.detail == .timeout)
    }
  }

  @Test func `stops at once when enough rows were taken`() throws {
    for graph in try Self.graphs(seed: 4) {
      var count = 0
      try PreparedQuery("MATCH (a)-[*]-(b) RETURN a, b", graph: graph).run(QueryBudget(time: .seconds(60))) {
        _ in
        count += 1
        return count == 5 ? .stop : .continue
      }
      #expect(count == 5)
    }
  }
}
