import SommetGraph
import Testing

@Suite struct GraphBuilderTests {
  @Test(arguments: 0..<40)
  func `any order of records gives the same graph`(seed: Int) throws {
    var generator = Generator(seed: UInt64(seed))
    let records = generator.records(12)
    let expected = try graph(records)
    for _ in 0..<4 {
      let shuffled = records.shuffled(using: &generator.numbers)
      #expect(try graph(shuffled) == expected)
    }
  }

  @Test(arguments: 0..<20)
  func `merging is commutative, associative and idempotent`(seed: Int) throws {
    var generator = Generator(seed: UInt64(1000 + seed))
    var parts = [GraphBuilder(), GraphBuilder(), GraphBuilder()]
    for record in generator.records(15) {
      let number = Int.random(in: 0..<3, using: &generator.numbers)
      try parts[number].add(record)
    }
    func merged(_ a: GraphBuilder, _ b: GraphBuilder) -> GraphBuilder {
      var sum = a
      sum.merge(b)
      return sum
    }
    let (a, b, c) = (parts[0], parts[1], parts[2])
    let expected = merged(merged(a, b), c).graph()
    #expect(merged(a, merged(b, c)).graph() == expected)
    #expect(merged(merged(c, b), a).graph() == expected)
    #expect(merged(merged(a, b), merged(b, merged(c, c))).graph() == expected)
  }

  @Test(arguments: 0..<20)
  func `a generated graph keeps its promises`(seed: Int) throws {
    var generator = Generator(seed: UInt64(2000 + seed))
    let records = generator.records(20)
    let graph = try graph(records)
    #expect(Set(graph.nodes.map(\.id)).count == graph.nodes.count)
    #expect(Set(graph.edges.map(\.key)).count == graph.edges.count)
    #expect(graph.nodes.allSatisfy { Identifier.isToken($0.id) })
    #expect(graph.edges.allSatisfy { Identifier.isToken($0.key) })
    #expect(graph.nodes == graph.nodes.sorted())
    #expect(graph.edges == graph.edges.sorted())
    for edge in graph.edges {
      #expect(edge.source != edge.target)
      #expect((1...Double(edge.evidence.count)).contains(edge.weight))
      #expect(edge.evidence == edge.evidence.sorted())
      #expect((0...1).contains(edge.confidence))
      #expect(edge.relation != .met || edge.source < edge.target)
    }
    for (record, article) in zip(records.sorted { $0.article.id < $1.article.id }, graph.articles) {
      #expect(article.info == record.article)
      if let original = article.duplicateOf {
        #expect(graph.article(original)?.duplicateOf == nil && original != article.info.id)
      }
      #expect(article.mentions.count == record.mentions.count)
      #expect(article.mentions.allSatisfy { graph.node($0.node)?.articles.contains(article.info.id) == true })
    }
    let told = Set(records.flatMap { $0.acts.map(\.evidence) + $0.meetings.flatMap(\.evidence) })
    #expect(graph.edges.flatMap(\.evidence).allSatisfy(told.contains))
  }

  @Test func `two records of one article give a graph and a note, in any order`() throws {
    let one = article("a1", [person("Léa Roux")])
    let other = article("a1", [person("Karim Haddad")])
    var forth = GraphBuilder()
    try forth.add(one)
    try forth.add(other)
    var back = GraphBuilder()
    try back.add(other)
    try back.add(one)
    #expect(forth.graph() == back.graph())
    #expect(forth.graph().nodes.count == 1)
    #expect(forth.conflicts == ["a1"])
    try back.add(one)
    #expect(back.conflicts == ["a1"])
  }

  @Test func `an empty corpus gives an empty graph`() {
    #expect(GraphBuilder().graph() == Graph())
  }

  @Test func `nodes know when they were first and last seen`() throws {
    let graph = try graph(
      article("a1", date: "2031-05-01", [person("Léa Roux")]), article("a2", [person("Léa Roux")]),
      article("a3", date: "2031-02-11", [person("Léa Roux")]))
    let node = try #require(graph.node("person:lea-roux"))
    #expect(node.articles == ["a1", "a2", "a3"])
    #expect(node.firstSeen == "2031-02-11")
    #expect(node.lastSeen == "2031-05-01")
  }

  @Test(arguments: [
    (
      article("a1", [person("A")], acts: [act(.met, 0, .entity(4))]),
      "record 'a1': acts[0].target: expected an index below 1, found 4"
    ),
    (
      article("a1", [person("A")], acts: [act(.met, -1, .entity(0))]),
      "record 'a1': acts[0].source: expected an index below 1, found -1"
    ),
    (
      article("a1", [person("A")], acts: [act(.met, 0, .meeting(0))]),
      "record 'a1': acts[0].target: expected an index below 0, found 0"
    ),
    (
      article("a1", [person("A")], acts: [act(.met, 0, .topic(""))]),
      "record 'a1': acts[0].target: expected a value, found nothing"
    ),
    (
      article("a1", [person("A")], meetings: [meeting("visite", place: 3)]),
      "record 'a1': meetings[0].place: expected an index below 1, found 3"
    ),
    (
      article("a1", [person("A")], meetings: [meeting("visite", confidence: 1.5)]),
      "record 'a1': meetings[0].confidence: expected a number from 0 to 1, found 1.5"
    ),
    (article("a1", [person("")]), "record 'a1': entities[0].label: expected a value, found nothing"),
    (article(""), "record '': article.id: expected a value, found nothing"),
  ])
  func `refuses a record that contradicts itself`(record: Record, message: String) {
    var builder = GraphBuilder()
    #expect {
      try builder.add(record)
    } throws: {
      "\($0)" == message
    }
    #expect(builder.graph() == Graph())
  }

  @Test func `refuses a stretch of text that runs backwards, and another version`() throws {
    var record = article("a1", [person("A")])
    record.mentions[0].start = 9
    #expect(throws: RecordError.span(article: "a1", field: "mentions[0]", start: 9, end: 4)) {
      try record.validate()
    }
    record = article("a1")
    record.version = 7
    let error = #expect(throws: RecordError.self) { try record.validate() }
    #expect(error?.description == "record 'a1': expected version 1, found 7")
  }
}
