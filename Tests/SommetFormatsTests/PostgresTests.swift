import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

/// What a server of PostgreSQL, started for it, makes of our scripts.
@Suite struct PostgresTests {
  /// Scripts by the name of their schema, and questions; then the answers by their names, row by row.
  ///
  /// nil where there is no server.
  private static func ask(
    _ scripts: [String: String], _ questions: [String: String]
  ) throws -> (logs: [String: String], answers: [String: [String]])? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sommet-postgres-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, script) in scripts {
      try Data(script.utf8).write(to: folder.appendingPathComponent(name + ".sql"))
    }
    for (name, question) in questions {
      try Data(question.utf8).write(to: folder.appendingPathComponent(name + ".ask"))
    }
    let process = Process()
    process.executableURL = ProjectFolder.root.appendingPathComponent(
      "Tests/SommetFormatsTests/Readers/postgres.sh")
    process.arguments = [folder.path]
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus == 77 {
      print("skipped: PostgreSQL, since there is no server (initdb, psql) on this machine")
      return nil
    }
    #expect(process.terminationStatus == 0)
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    return (
      try Dictionary(uniqueKeysWithValues: scripts.keys.map { ($0, try text($0 + ".log")) }),
      try Dictionary(
        uniqueKeysWithValues: questions.keys.map { name in
          (name, try text(name + ".answer").split(separator: "\n").map(String.init))
        })
    )
  }

  private static let questions: [(name: String, sql: String)] = [
    (
      "nodes",
      "SELECT json_build_array(id, kind, label, first_seen, last_seen, ARRAY(SELECT alias FROM node_alias WHERE node = id ORDER BY place), ARRAY(SELECT article FROM node_article WHERE node = id ORDER BY place), attributes) FROM node ORDER BY id COLLATE \"C\""
    ),
    (
      "edges",
      "SELECT json_build_array(key, source, relation, target, modality, date, content, according_to, title, weight, confidence, rule, directed, plover_type, attributes) FROM edge ORDER BY key COLLATE \"C\""
    ),
    (
      "evidence",
      "SELECT json_build_array(edge, place, article, sentence, start_offset, end_offset, quote, trigger_start, trigger_end) FROM evidence ORDER BY edge COLLATE \"C\", place"
    ),
    (
      "articles",
      "SELECT json_build_array(id, title, date, day, date_source, language, sha256, source, url, author, duplicate_of) FROM article ORDER BY id COLLATE \"C\""
    ),
    (
      "mentions",
      "SELECT json_build_array(article, place, start_offset, end_offset, text, node, form, rule) FROM mention ORDER BY article COLLATE \"C\", place"
    ),
    (
      "times",
      "SELECT json_build_array(article, place, start_offset, end_offset, text, value) FROM article_time ORDER BY article COLLATE \"C\", place"
    ),
  ]

  /// The rows that the questions should give.
  private static func expected(_ graph: Graph, _ name: String) throws -> [[Any?]] {
    func attributes(_ values: [String: AttributeValue]) throws -> Any {
      try JSONSerialization.jsonObject(with: Data(JSONText.attributes(values).utf8))
    }
    func byID<Element>(_ elements: [Element], _ id: (Element) -> String) -> [Element] {
      elements.sorted { id($0).utf8.lexicographicallyPrecedes(id($1).utf8) }
    }
    switch name {
    case "nodes":
      return try byID(graph.nodes, \.id).map {
        [
          $0.id, $0.kind.rawValue, $0.label, $0.firstSeen, $0.lastSeen, $0.aliases, $0.articles,
          try attributes($0.attributes),
        ]
      }
    case "edges":
      return try byID(graph.edges, \.key).map {
        [
          $0.key, $0.source, $0.relation.rawValue, $0.target,
          $0.modality == .unstated ? nil : $0.modality.rawValue, $0.date, $0.content, $0.accordingTo,
          $0.title, $0.weight, $0.confidence, $0.rule.isEmpty ? nil : $0.rule, $0.isDirected,
          $0.plover?.type, try attributes($0.attributes),
        ]
      }
    case "evidence":
      return byID(graph.edges, \.key).flatMap { edge in
        edge.evidence.enumerated().map { place, piece -> [Any?] in
          [
            edge.key, place, piece.article, piece.sentence, piece.start, piece.end, piece.quote,
            piece.trigger.start, piece.trigger.end,
          ]
        }
      }
    case "articles":
      return byID(graph.articles, \.info.id).map { article in
        let info = article.info
        return [
          info.id, info.title, info.date, info.date, info.dateSource.rawValue, info.language, info.sha256,
          info.source, info.url, info.author, article.duplicateOf,
        ]
      }
    case "mentions":
      return byID(graph.articles, \.info.id).flatMap { article in
        article.mentions.enumerated().map { place, mention -> [Any?] in
          [
            article.info.id, place, mention.start, mention.end, mention.text, mention.node, mention.form,
            mention.rule,
          ]
        }
      }
    default:
      return byID(graph.articles, \.info.id).flatMap { article in
        article.times.enumerated().map { place, time -> [Any?] in
          [article.info.id, place, time.start, time.end, time.text, time.value]
        }
      }
    }
  }

  @Test func `every value comes back from the server`() throws {
    let graphs = [
      ("sample", Sample.graph), ("hostile", Hostile.graph), ("seeds", try ReaderTests.Subject.seeds.graph()),
      ("nothing", Graph()),
    ]
    var asked: [String: String] = [:]
    for (schema, _) in graphs {
      for (name, sql) in Self.questions {
        // As digits: psql itself leaves U+10FFFF out of what it prints.
        asked["\(schema)-\(name)"] = """
          SET search_path TO \(schema);
          SELECT encode(convert_to(told::text, 'UTF8'), 'hex') FROM (\(sql)) AS answer (told);

          """
      }
    }
    let scripts = Dictionary(
      uniqueKeysWithValues: try graphs.map { ($0.0, try Postgres.text($0.1)) })
    guard let (logs, answers) = try Self.ask(scripts, asked) else { return }
    for (schema, graph) in graphs {
      #expect(logs[schema] == "exit 0\n")
      for (name, _) in Self.questions {
        let found = try #require(answers["\(schema)-\(name)"]).map { row in
          try #require(try JSONSerialization.jsonObject(with: Self.bytes(row)) as? NSArray)
        }
        let expected = try Self.expected(graph, name).map { row in row.map { $0 ?? NSNull() } as NSArray }
        #expect(found.count == expected.count, "\(schema): \(name)")
        for (row, truth) in zip(found, expected) where row != truth {
          Issue.record("\(schema), \(name): expected \(truth), found \(row)")
          break
        }
      }
    }
  }

  private static func bytes(_ digits: String) throws -> Data {
    let digits = Array(digits)
    return Data(
      try stride(from: 0, to: digits.count, by: 2).map { place in
        try #require(UInt8(String(digits[place..<place + 2]), radix: 16))
      })
  }

  /// Between fences in docs/formats.md.
  private static func documented() throws -> [String] {
    let text = try String(
      contentsOf: ProjectFolder.root.appendingPathComponent("docs/formats.md"), encoding: .utf8)
    return text.components(separatedBy: "```sql\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  @Test func `the questions of the documents have answers`() throws {
    let questions = try Self.documented()
    #expect(questions.count >= 5)
    var asked: [String: String] = [:]
    for (number, question) in questions.enumerated() {
      asked["q\(number)"] = "SET search_path TO sommet;\n" + question
    }
    let script = try Postgres.text(try ReaderTests.Subject.seeds.graph())
    guard let (logs, answers) = try Self.ask(["sommet": script], asked) else { return }
    #expect(logs["sommet"] == "exit 0\n")
    for (number, question) in questions.enumerated() {
      #expect(answers["q\(number)"]?.isEmpty == false, "\(question)")
    }
  }

  @Test func `what PostgreSQL cannot hold is altered, named or refused whole`() throws {
    let altered = Graph(nodes: [
      Node(
        id: "a\0b", kind: .topic, label: "x\0y\u{1}",
        attributes: [
          "n\0": .string("\0"), "j": .json(#"["\u0000\ud800", "\\u0000", 1e999999, "\ud83d\ude42"]"#),
        ])
    ])
    let twice = Graph(nodes: [
      Node(id: "a\0", kind: .topic, label: "1"), Node(id: "a\u{FFFD}", kind: .topic, label: "2"),
    ])
    let stubs = Graph(
      nodes: [
        Node(id: "a", kind: .topic, label: "a", articles: ["no such"]),
        Node(id: "b", kind: .topic, label: "b"),
      ],
      edges: [
        Edge(
          key: "k", source: "a", target: "b", relation: .met, modality: .unstated, date: "0000-01-01",
          weight: 1,
          evidence: [
            Evidence(
              article: "nor this", sentence: 0, start: 0, end: 1, quote: "x", trigger: .init(start: 0, end: 1)
            )
          ])
      ])
    let long = Graph(nodes: [Node(id: String(repeating: "é", count: 1301), kind: .topic, label: "x")])
    let error = #expect(throws: FormatError.self) { try Postgres.text(long) }
    #expect(error?.description.contains("expected ids of at most 2600 bytes, found one of 2602") == true)
    let scripts = [
      "altered": try Postgres.text(altered), "twice": try Postgres.text(twice),
      "stubs": try Postgres.text(stubs),
    ]
    let asked = [
      "altered": "SELECT id || ' ' || label || ' ' || attributes FROM altered.node;",
      "schemas": "SELECT count(*) FROM pg_namespace WHERE nspname = 'twice';",
      "stubs": "SELECT id FROM stubs.article WHERE language IS NULL ORDER BY id;",
      "days": "SELECT coalesce(first_day::text, 'none') || ' ' || date FROM stubs.edge;",
    ]
    guard let (logs, answers) = try Self.ask(scripts, asked) else { return }
    #expect(logs["altered"] == "exit 0\n")
    #expect(
      answers["altered"] == [
        "a\u{FFFD}b x\u{FFFD}y\u{1} {\"j\": [\"\u{FFFD}\u{FFFD}\", \"\\\\u0000\", \"1e999999\", \"🙂\"], \"n\u{FFFD}\": \"\u{FFFD}\"}"
      ])
    // All or nothing.
    #expect(logs["twice"]?.contains("could not create unique index") == true)
    #expect(logs["twice"]?.hasSuffix("exit 3\n") == true)
    #expect(answers["schemas"] == ["0"])
    #expect(logs["stubs"] == "exit 0\n")
    #expect(answers["stubs"] == ["no such", "nor this"])
    #expect(answers["days"] == ["none 0000-01-01"])
  }

  @Test(arguments: [
    (#"{"a": "\u0000"}"#, "{\"a\": \"\u{FFFD}\"}"), (#"["\\u0000"]"#, #"["\\u0000"]"#),
    (#"["\\\u0000"]"#, "[\"\\\\\u{FFFD}\"]"), (#"["\ud83d\ude42"]"#, #"["\ud83d\ude42"]"#),
    (#"["\ud83dx", "\ude42"]"#, "[\"\u{FFFD}x\", \"\u{FFFD}\"]"),
    (#"["\ud83d\u0041"]"#, "[\"\u{FFFD}\\u0041\"]"),
    ("[1, -2.5e3, 1e10001, true]", "[1, -2.5e3, \"1e10001\", true]"), (#"["\""]"#, #"["\""]"#),
  ])
  func `JSON is made what jsonb takes`(json: String, storable: String) {
    #expect(PostgresJSON.storable(json) == storable)
  }
}
