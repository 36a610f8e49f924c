import SommetGraph
import SommetQuery
import Testing

/// Whatever way a query runs, its answer is the same: over the graph's elements one by one, and over columns.
@Suite struct SameAnswerTests {
  private static let graphs: [Graph] = (0..<8).map { seed in
    var generator = GraphGenerator(seed: UInt64(100 + seed))
    return generator.graph(nodes: [2, 8, 40, 150][seed % 4], edges: [6, 30, 160, 900][seed % 4])
  }

  /// With ORDER BY where LIMIT chooses.
  static let queries = [
    "MATCH (a) RETURN a.label",
    "MATCH (a:person) RETURN a.id, a.first_seen",
    "MATCH (a {label: 'Léa Roux'}) RETURN a.id, a.aliases",
    "MATCH (a) WHERE a.label IN ['Tom Berg', 'Île'] AND a.kind <> 'place' RETURN a.id",
    "MATCH (a) WHERE a.colour = 'rouge' OR a.size > 2 RETURN a.id, a.colour, a.size",
    "MATCH (a)-[r]->(b) RETURN type(r), count(*)",
    "MATCH (a)-[r]-(b) RETURN type(r), count(*), count(DISTINCT a), count(DISTINCT b.label)",
    "MATCH ()-[r]->() RETURN r.modality, r.date, count(*) AS n",
    "MATCH ()-[r]-() RETURN count(r), count(r.title), count(DISTINCT r.title)",
    "MATCH (a:person)-[r:met]->() RETURN a.label, count(*) AS n ORDER BY n DESC, a.label LIMIT 4",
    "MATCH (a:person)-[r:met|warned]-(b) RETURN a.id, b.id, r.key",
    "MATCH (a)-[r:warned]->(b:country) WHERE r.date >= '2031-04' AND r.modality <> 'denied' RETURN r.key, b.id",
    "MATCH (a)-[r]->(b) WHERE r.date < '2031-05' RETURN count(*), sum(r.weight), avg(r.confidence), min(r.date)",
    "MATCH (a)-[r]->(b) WHERE r.weight > 1 AND b.label STARTS WITH 'L' RETURN a.id, type(r), b.id",
    "MATCH (a)-[r]->(b) WHERE r.quote CONTAINS 'Roux' RETURN r.key, r.quote",
    "MATCH (a)-[r]->(b) WHERE a.label = b.label RETURN r.key",
    "MATCH (a)-[r]->(a) RETURN a.id, r.key",
    "MATCH (a)-[r]-(a) RETURN count(*)",
    "MATCH (a {id: 'n:1'})-[r]-(b) RETURN b.id, r.key",
    "MATCH (a {id: 'n:1'})-[]-()-[]-(b) RETURN DISTINCT b.label",
    "MATCH (a {id: 'n:1'})-[]-()-[]-(b) RETURN count(DISTINCT b), count(DISTINCT b.kind), count(*)",
    "MATCH (a)-[r:met]-(b)-[s:met]-(c) RETURN a.id, c.id, count(*)",
    "MATCH (a)-[r]->(b)-[s]->(c)-[t]->(a) RETURN count(*)",
    "MATCH (a)-[r]->(b), (a)-[s]->(b) WHERE r.date < s.date RETURN r.key, s.key",
    "MATCH (a)-[r:met]->(b), (c)-[s:warned]->(d) WHERE a.id = 'n:0' AND c.id = 'n:1' RETURN count(*)",
    "MATCH (a:person) OPTIONAL MATCH (a)-[r:warned]->(b) RETURN a.id, b.id",
    "MATCH (a:person) WHERE NOT (a)-[:met]-() RETURN a.id",
    "MATCH (a:person) OPTIONAL MATCH (a)-[r:warned]->(b) MATCH (c:country) RETURN count(b), count(*), count(DISTINCT b)",
    "OPTIONAL MATCH (a:nothing) MATCH (b:person) RETURN count(a), count(b), collect(DISTINCT a.id)",
    "MATCH (a)-[r]->(b) WITH a, count(*) AS n ORDER BY n DESC, a.id LIMIT 3 MATCH (a)-[s]->(c) RETURN a.id, n, count(c)",
    "MATCH (a) WITH max(a.first_seen) AS day MATCH (b)-[r]->() WHERE r.date < day RETURN count(*), count(DISTINCT r.rule)",
    "MATCH (a)-[r]->(b) WHERE any(x IN ['un accord', '🌊'] WHERE x = r.content) RETURN r.content, count(*)",
    "MATCH (a)-[r:met]-(b) WHERE isNamed(a, 'union des ports') RETURN b.id, r.key",
    "MATCH (a) WHERE EXISTS { MATCH (a)-[r:warned]->(b) WHERE r.weight > 1 } RETURN a.id",
    "MATCH (a:person) RETURN a.id, COUNT { (a)-[:met]-() } AS n",
    "MATCH (a) WITH a.kind AS kind, count(*) AS n WHERE n > 1 MATCH (b) WHERE b.kind = kind RETURN kind, n, count(b)",
    "MATCH (a)-[r]->(b) WITH DISTINCT a, b RETURN a.label, count(b)",
    "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a), type(r), r.date",
    "MATCH (a)-[r]->(b) RETURN DISTINCT toUpper(a.label) AS name, r.weight",
    "MATCH (a)-[r]->(b) RETURN toUpper(a.label) + r.modality AS key, collect(DISTINCT r.weight), max(r.confidence)",
    "MATCH (a)-[r]->(b) RETURN r.key ORDER BY r.weight DESC, r.date, r.key LIMIT 7",
    "MATCH (a)-[r]->(b) RETURN r.key AS k, r.date AS d ORDER BY d DESC, k SKIP 3 LIMIT 5",
    "MATCH (a)-[r]->(b) RETURN a.label AS l, sum(r.weight) / count(*) AS w ORDER BY w DESC, l LIMIT 3",
    "MATCH (a {id: 'n:0'})-[*1..2]-(b) RETURN DISTINCT b.id",
    "MATCH (a {id: 'n:0'})-[r*2..3]->(b) WHERE b.kind = 'person' RETURN b.id, size(r)",
    "MATCH p = shortestPath((a {id: 'n:0'})-[*]-(b {id: 'n:1'})) RETURN length(p)",
    "MATCH p = shortestPath((a {id: 'n:0'})-[:met|warned*]->(b)) WHERE b.id <> 'n:0' RETURN b.id, length(p)",
    "MATCH p = shortestPath((a {id: 'n:1'})-[*..3]-(b:person)) WHERE b.id <> 'n:1' RETURN b.id, length(p)",
    "MATCH p = allShortestPaths((a {id: 'n:0'})-[*]-(b {id: 'n:1'})) RETURN length(p), [r IN relationships(p) | r.key]",
    "MATCH (a)-[r:sails]->(b) RETURN a.id UNION MATCH (a)-[r:agreed]->(b) RETURN a.id",
    "UNWIND ['n:0', 'n:1', 'n:7', 'x'] AS id MATCH (a {id: id})-[r]->(b) RETURN id, count(r)",
    "MATCH (a:nothing)-[r]->(b) RETURN count(*)",
    "MATCH (a)-[r:nothing]->(b) RETURN count(*)",
    "MATCH (a) RETURN count(*)",
    "MATCH ()-[r]->() WHERE r.colour = 'rouge' RETURN count(*), count(r.size)",
    "MATCH (a)-[r]->(b) WHERE r.modality = 'denied' AND (a.kind = 'person' XOR b.kind = 'person') RETURN count(*)",
  ]

  static func rows(_ query: String, _ graph: any QueryGraph) throws -> [String] {
    var rows: [String] = []
    try PreparedQuery(query, graph: graph).run { row in
      rows.append("\(row)")
      return .continue
    }
    return query.contains("ORDER BY") ? rows : rows.sorted()
  }

  @Test(arguments: queries)
  func `is the same over elements and over columns`(query: String) throws {
    for graph in Self.graphs {
      let elements = try Self.rows(query, IndexedGraph(graph))
      let columns = try Self.rows(query, GraphImage(of: graph))
      #expect(Self.withSortedLists(elements, query) == Self.withSortedLists(columns, query))
    }
  }

  /// What collect() gathers comes in the order of the walk, which may differ.
  private static func withSortedLists(_ rows: [String], _ query: String) -> [String] {
    query.contains("collect") ? rows.map { String($0.sorted()) }.sorted() : rows
  }
}
