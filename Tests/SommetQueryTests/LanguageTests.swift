import SommetGraph
import SommetQuery
import Testing

/// A small graph of plain facts, and what queries say of it.
@Suite struct LanguageTests {
  static let graph = Graph(
    nodes: [
      Node(id: "person:lea-roux", kind: .person, label: "Léa Roux", aliases: ["Roux"]),
      Node(id: "person:tom-berg", kind: .person, label: "Tom Berg"),
      Node(id: "country:SE", kind: .country, label: "Suède"),
      Node(id: "topic:port", kind: .topic, label: "agrandissement du port"),
    ],
    edges: [
      edge("a", "person:lea-roux", .met, "person:tom-berg", "2025-08-15"),
      edge("b", "person:lea-roux", .warned, "country:SE", "2025-07"),
      edge("c", "country:SE", .proposed, "topic:port", nil, modality: .planned),
      edge("d", "person:tom-berg", .holdsOffice, "country:SE", nil),
    ])

  private static func edge(
    _ key: String, _ source: String, _ relation: Relation, _ target: String, _ date: String?,
    modality: Modality = .occurred
  ) -> Edge {
    Edge(
      key: key, source: source, target: target, relation: relation, modality: modality, date: date, weight: 1)
  }

  private func rows(_ query: String, _ parameters: [String: QueryValue] = [:]) throws -> [[String]] {
    let graph = try IndexedGraph(Self.graph)
    var rows: [[String]] = []
    try PreparedQuery(query, graph: graph, parameters: parameters).run { row in
      rows.append(try row.map { try $0.plainText(in: graph) })
      return .continue
    }
    return rows
  }

  @Test(arguments: [
    "RETURN " + String(repeating: "(", count: 60_000) + "1",
    "RETURN " + String(repeating: "[", count: 60_000),
    "RETURN " + String(repeating: "NOT ", count: 60_000) + "true",
    "RETURN " + String(repeating: "- ", count: 60_000) + "1",
    "RETURN " + String(repeating: "+ ", count: 60_000) + "1",
    "RETURN 1" + String(repeating: " + 1", count: 60_000),
    "RETURN true" + String(repeating: " AND true", count: 60_000),
    "RETURN 1" + String(repeating: " IS NULL", count: 60_000),
    "MATCH (n) RETURN n" + String(repeating: ".a", count: 60_000),
    "MATCH (n) RETURN n" + String(repeating: "[0]", count: 60_000),
    "RETURN " + String(repeating: "CASE WHEN ", count: 60_000),
    "RETURN " + String(repeating: "size(", count: 60_000),
    "RETURN " + String(repeating: "EXISTS { MATCH (n) WHERE ", count: 60_000),
    "RETURN [1" + String(repeating: ", x IN [1", count: 60_000),
    "RETURN " + String(repeating: "{a: ", count: 60_000),
    "MATCH (n)" + String(repeating: "-->()", count: 60_000) + " RETURN n",
    "MATCH (n)" + String(repeating: ", ()", count: 60_000) + " RETURN n",
    "MATCH (n) WHERE (n)" + String(repeating: "-->()", count: 60_000) + " RETURN n",
    String(repeating: "MATCH (n) ", count: 60_000) + "RETURN n",
    String(repeating: "WITH 1 AS n ", count: 60_000) + "RETURN n",
    "RETURN 1 AS n" + String(repeating: " UNION RETURN 1 AS n", count: 60_000),
  ])
  func `a query without end is refused, and takes no stack`(query: String) throws {
    #expect(throws: QueryError.self) { try rows(query) }
  }

  @Test func `deep expressions and long ones are read`() throws {
    let deep = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(try rows("RETURN \(deep)" + String(repeating: " + 1", count: 900)) == [["901"]])
    #expect(try rows("RETURN " + String(repeating: "NOT ", count: 60) + "true") == [["true"]])
  }

  @Test(arguments: [
    ("'ab' =~ 'a|ab'", "true"), ("'abc' =~ 'a|ab'", "false"), ("'Élysée' =~ '(?i)é.*É.*'", "true"),
    ("'ab' =~ '(?x) a b # both'", "true"), ("'a' =~ ''", "false"), ("null =~ 'a'", "null"),
  ])
  func `a regular expression matches the whole text`(expression: String, result: String) throws {
    #expect(try rows("RETURN \(expression)") == [[result == "null" ? "" : result]])
  }

  @Test func `a long path and many clauses are read`() throws {
    #expect(try rows("MATCH (n)" + String(repeating: "-->()", count: 900) + " RETURN n").isEmpty)
    #expect(try rows(String(repeating: "WITH 1 AS n ", count: 900) + "RETURN n") == [["1"]])
  }

  @Test func `brackets that may be a pattern are tried as one once`() throws {
    let deep = String(repeating: "({a: ", count: 45) + "1" + String(repeating: "})", count: 45)
    #expect(try rows("RETURN \(deep)" + String(repeating: ".a", count: 45)) == [["1"]])
  }

  @Test(arguments: [
    (
      "MATCH (a:person)-[m:met]-(b) RETURN a.label, b.label ORDER BY a.label",
      ["Léa Roux|Tom Berg", "Tom Berg|Léa Roux"]
    ),
    ("MATCH (a:Person)-[:WARNED]->(b:Country) RETURN a, b", ["Léa Roux|Suède"]),
    (
      "MATCH ({label: 'Suède'})<-[r]-(x) RETURN type(r), x ORDER BY type(r)",
      ["holds_office|Tom Berg", "warned|Léa Roux"]
    ),
    (
      "MATCH (a)-[r]->() RETURN a.label AS who, count(*) AS n ORDER BY n DESC, who",
      ["Léa Roux|2", "Suède|1", "Tom Berg|1"]
    ),
    (
      "MATCH p = shortestPath((a {id: 'person:tom-berg'})-[*]-(b:topic)) RETURN length(p), p",
      ["2|Tom Berg —holds_office→ Suède —proposed→ agrandissement du port"]
    ),
    ("MATCH (a:person) WHERE NOT (a)-[:warned]->() RETURN a", ["Tom Berg"]),
    ("MATCH ()-[r]->() WHERE r.modality = 'planned' RETURN r", ["proposed [planned]"]),
    ("MATCH (n) WHERE 'Roux' IN n.aliases RETURN n.id", ["person:lea-roux"]),
  ])
  func `answers`(query: String, expected: [String]) throws {
    #expect(try rows(query).map { $0.joined(separator: "|") } == expected)
  }

  @Test(arguments: [
    (">= '2025-08'", ["met 2025-08-15"]), ("< '2025-08'", ["warned 2025-07"]),
    ("<= '2025'", ["met 2025-08-15", "warned 2025-07"]), ("= date('2025-07')", ["warned 2025-07"]),
    ("> date('2025-08-15')", []), ("STARTS WITH '2025-08'", ["met 2025-08-15"]),
  ])
  func `compares dates at any precision`(condition: String, expected: [String]) throws {
    let found = try rows("MATCH ()-[r]->() WHERE r.date \(condition) RETURN r").map { $0[0] }
    #expect(found.sorted() == expected)
  }

  @Test(arguments: [
    ("date('2024-02-29') + duration({years: 1})", "2025-02-28"),
    ("date('2025-01-31') + duration('P1M')", "2025-02-28"),
    ("date({year: 2025, month: 8})", "2025-08"), ("date('2025-08-15').week", "33"),
    ("date('2025-08-15').weekDay", "5"), ("date('2025-08').last", "2025-08-31"),
    ("date('2021-01-03').weekYear", "2020"), ("date.truncate('quarter', date('2025-08-15'))", "2025-07-01"),
    ("duration.between(date('2025-01-31'), date('2025-03-01'))", "P1M1D"),
    ("duration.inDays(date('2025-01-31'), date('2025-03-01')).days", "29"),
    ("date('2025-08-15') - duration({weeks: 2})", "2025-08-01"),
  ])
  func `reckons with dates`(expression: String, expected: String) throws {
    #expect(try rows("RETURN \(expression) AS v") == [[expected]])
  }

  @Test(arguments: [
    (
      "MATCH (a) RETRN a",
      "query:1:11: expected a clause (MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN), found 'RETRN'; did you mean 'RETURN'?"
    ),
    ("MATCH (a)\n  WHERE (a:) RETURN a", "query:2:12: expected a label after ':', found ')'"),
    ("MATCH (a) WHERE a.label = RETURN a", "query:1:27: expected an expression, found 'RETURN'"),
    ("MATCH (a) WHERE NOT RETURN a", "query:1:21: expected an expression, found 'RETURN'"),
    ("MATCH (a) WHERE a.label == 'x' RETURN a", "query:1:25: expected '=' to compare, found '=='"),
    (
      "MATCH (a) WHERE a.label LIKE 'x' RETURN a",
      "query:1:25: expected a clause (MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN), found 'LIKE'; did you mean 'CONTAINS'?"
    ),
    ("MATCH (a)-[r->(b) RETURN a", "query:1:13: expected ']' after the relationship, found '-'"),
    ("MATCH (a)--> RETURN a", "query:1:14: expected '(' of a node, found 'RETURN'"),
    ("MATCH (a) RETURN a ORDER a.label", "query:1:26: expected BY after ORDER, found 'a'"),
    ("MATCH (a) WITH a.label RETURN a", "query:1:17: expected AS and a name after 'a.label' in WITH"),
    ("MATCH (a) WHERE count(*) > 1 RETURN a", "query:1:17: count(*) stands where nothing is counted"),
    ("MATCH (a) RETURN b", "query:1:18: expected a variable that is defined, found 'b'; did you mean 'a'?"),
    ("MATCH (a) RETURN a.label +", "query:1:27: expected an expression, found the end of the query"),
    ("RETURN cuont(1)", "query:1:8: expected a function, found 'cuont'; did you mean 'count'?"),
    ("MATCH (a) SET a.x = 1", "query:1:11: SET is not supported: queries read a graph and never change it"),
    (
      "RETURN datetime()",
      "query:1:8: datetime() is not supported: a graph of news knows days, months and years, no hours"
    ),
    ("RETURN 'abc", "query:1:8: expected ' after the string, found the end of the query"),
    ("RETURN $day", "query:1:8: expected a value of the parameter $day"),
    ("RETURN 1 + true", "query:1:10: expected operands that '+' can join, found an integer and a boolean"),
    ("RETURN date('2025-13')", "query:1:8: date: expected YYYY-MM-DD, YYYY-MM, YYYY or A/B, found '2025-13'"),
    (
      "MATCH (a) RETURN a LIMIT 1.5",
      "query:1:26: expected an integer after LIMIT, found a floating-point number"
    ),
    ("RETURN 'a' =~ '('", "query:1:12: expected a regular expression, found '('"),
    ("RETURN 'a' =~ 'a)(b'", "query:1:12: expected a regular expression, found 'a)(b'"),
  ])
  func `says what is wrong, and where`(query: String, message: String) {
    let error = #expect(throws: QueryError.self) { _ = try rows(query) }
    #expect(error?.description == message)
  }

  @Test func `notes what the graph does not have, and symmetric relations behind an arrow`() throws {
    let graph = try IndexedGraph(Self.graph)
    func notices(_ query: String) throws -> [String] { try PreparedQuery(query, graph: graph).notices }
    #expect(
      try notices("MATCH (a:persn {labl: 'x'}) RETURN a") == [
        "the graph has no label 'persn'; did you mean 'person'?",
        "the graph has no property 'labl'; did you mean 'label'?",
      ])
    #expect(try notices("MATCH ()-[:met]->() RETURN 1").count == 1)
    #expect(try notices("MATCH (a:person)-[:met]-(b) RETURN a.label, b.date").isEmpty)
    #expect(
      try notices("MATCH ()-[r]-() WHERE r.date > 2025-08 RETURN r") == [
        "2025-08 is a subtraction; a date stands in quotes: '2025-08'"
      ])
  }

  @Test func `looks names up by an index and follows edges from there`() throws {
    let graph = try IndexedGraph(Self.graph)
    let query = "MATCH (a)-[m:met]-(b {label: 'Tom Berg'}) WHERE m.weight > 0 RETURN a LIMIT 1"
    #expect(
      try PreparedQuery(query, graph: graph).explanation == """
        Look up (b) by label
        Filter b.label = 'Tom Berg'
        Expand (a)-[m:met]-(b)
        Filter m.weight > 0
        Project a
        Limit
        """)
  }

  @Test func `stops when the time is up`() throws {
    let graph = try IndexedGraph(Self.graph)
    let endless = try PreparedQuery(
      "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN count(*)", graph: graph)
    let error = #expect(throws: QueryError.self) {
      try endless.run(QueryBudget(time: .milliseconds(50))) { _ in .continue }
    }
    #expect(error?.detail == .timeout)
  }

  @Test(arguments: [
    ("12", QueryValue.integer(12)), ("-1.5", .float(-1.5)), ("'a'", .string("a")),
    ("[1, 'b']", .list([.integer(1), .string("b")])), ("null", .null),
  ])
  func `reads values of parameters`(text: String, value: QueryValue) throws {
    #expect(try PreparedQuery.value(text) == value)
  }

  @Test func `does not compute parameters: a date without quotes is none`() {
    #expect(throws: QueryError.self) { try PreparedQuery.value("2025-08") }
  }
}
