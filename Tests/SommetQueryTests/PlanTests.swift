import SommetQuery
import Testing

/// What EXPLAIN shows of the ways in which queries run over columns.
@Suite struct PlanTests {
  @Test(arguments: ["lea roux", "ROUX", "person:lea-roux", "Léa Roux"])
  func `finds nodes by the names that people know`(name: String) throws {
    let query = "MATCH (a) WHERE isNamed(a, '\(name)') RETURN a.id"
    for graph in [try GraphImage(of: LanguageTests.graph), try IndexedGraph(LanguageTests.graph)]
      as [any QueryGraph]
    {
      let prepared = try PreparedQuery(query, graph: graph)
      #expect(prepared.explanation.contains("Look up (a) by any name"))
      var found: [[QueryValue]] = []
      try prepared.run {
        found.append($0)
        return .continue
      }
      #expect(found == [[.string("person:lea-roux")]])
    }
  }

  @Test(arguments: [
    (
      "MATCH (a:person)-[r:met]-(b) WHERE r.date > '2025' RETURN type(r), count(*) AS n ORDER BY n LIMIT 3",
      """
      Walk over columns
        Scan relationships (a:person)-[r:met]-(b)
        Filter r.date > '2025'
      Group by 1 keys, 1 aggregates
      Project type(r), n
      Sort by 1 keys
      Limit
      """
    ),
    (
      "MATCH (a)-[m:met]-(b {label: 'Tom Berg'}) RETURN DISTINCT a",
      """
      Walk over columns
        Look up (b) by label
        Filter b.label = 'Tom Berg'
        Expand (a)-[m:met]-(b)
      Distinct a
      """
    ),
    (
      "MATCH (c:country)-[r]-(b) RETURN c.label, b.label",
      """
      Walk over columns
        Scan (c:country)
        Expand (c:country)-[r]-(b)
      Project c.label, b.label
      """
    ),
  ])
  func `shows how a query runs over columns`(query: String, plan: String) throws {
    let image = try GraphImage(of: LanguageTests.graph)
    #expect(try PreparedQuery(query, graph: image).explanation == plan)
  }
}
