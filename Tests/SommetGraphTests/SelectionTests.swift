import SommetGraph
import Testing

@Suite struct SelectionTests {
  /// Three people, a meeting of two of them with place and date, a topic, and a quarrel of long ago.
  private static let graph: Graph = {
    func node(_ id: String, _ kind: NodeKind, _ articles: [String] = ["a1"]) -> Node {
      Node(id: id, kind: kind, label: id.uppercased(), articles: articles)
    }
    func edge(
      _ key: String, _ source: String, _ relation: Relation, _ target: String,
      _ modality: Modality = .occurred,
      date: String? = nil, sayer: String? = nil, weight: Double = 1, article: String = "a1"
    ) -> Edge {
      Edge(
        key: key, source: source, target: target, relation: relation, modality: modality, date: date,
        accordingTo: sayer, weight: weight,
        evidence: [
          Evidence(
            article: article, sentence: 0, start: 0, end: 3, quote: "Oui", trigger: .init(start: 0, end: 1))
        ])
    }
    return Graph(
      articles: ["a1", "a2"].map {
        GraphArticle(
          info: ArticleInfo(id: $0), duplicateOf: $0 == "a2" ? "a1" : nil,
          times: [RecordedTime(start: 0, end: 4, text: "hier", value: nil)],
          mentions: [
            .init(start: 0, end: 3, text: "Léa", node: "lea", kind: .person, form: "name"),
            .init(start: 4, end: 8, text: "Marc", node: "marc", kind: .person, form: "name"),
          ])
      },
      nodes: [
        node("lea", .person), node("karim", .person), node("marc", .person, ["a2"]),
        node("union", .organization),
        node("port", .place), node("sommet", .meeting), node("2031-04-02", .date), node("peche", .topic),
        node("lonely", .person),
      ],
      edges: [
        edge("k1", "lea", .attended, "sommet", date: "2031-04-02", weight: 3),
        edge("k2", "karim", .attended, "sommet", .planned, date: "2031-04-02"),
        edge("k3", "sommet", .heldIn, "port"),
        edge("k4", "sommet", .heldOn, "2031-04-02", date: "2031-04-02"),
        edge("k5", "karim", .met, "lea", date: "2031-04-02"),
        edge("k6", "lea", .proposed, "peche", sayer: "union"),
        edge("k7", "marc", .accused, "lea", date: "2019", article: "a2"),
        edge("k8", "peche", .concerns, "port"),
      ])
  }()

  private static func keys(_ selection: GraphSelection) throws -> [String] {
    var keys: [String] = []
    try selection.over(graph).forEachEdge {
      keys.append($0.key)
      return .continue
    }
    return keys.sorted()
  }

  private static func ids(_ selection: GraphSelection) throws -> [String] {
    var ids: [String] = []
    try selection.over(graph).forEachNode {
      ids.append($0.id)
      return .continue
    }
    return ids.sorted()
  }

  @Test func `everything is the graph itself`() throws {
    let whole = try GraphSelection.all.over(Self.graph)
    #expect(try Self.keys(.all).count == 8 && whole.edgeCount == 8 && whole.nodeCount == 9)
    #expect(try whole.article("a2") == Self.graph.article("a2"))
  }

  @Test func `actors leaves out what concerns what, and folds place and date into the meeting`() throws {
    let selection = GraphSelection(view: .actors)
    #expect(try Self.keys(selection) == ["k1", "k2", "k5", "k6", "k7"])
    #expect(try Self.ids(selection) == ["karim", "lea", "marc", "peche", "sommet", "union"])
    let meeting = try #require(try selection.over(Self.graph).node("sommet"))
    #expect(meeting.attributes == ["place": "PORT", "date": "2031-04-02"])
  }

  @Test func `meetings keeps who met whom, where and when`() throws {
    #expect(try Self.keys(GraphSelection(view: .meetings)) == ["k1", "k2", "k3", "k4", "k5"])
  }

  @Test func `timeline keeps what has a date`() throws {
    #expect(try Self.keys(GraphSelection(view: .timeline)) == ["k1", "k2", "k4", "k5", "k7"])
  }

  @Test func `kinds keep their nodes, even alone, and the edges between them`() throws {
    let selection = GraphSelection(kinds: [.person])
    #expect(try Self.keys(selection) == ["k5", "k7"])
    #expect(try Self.ids(selection) == ["karim", "lea", "lonely", "marc"])
  }

  @Test(arguments: [
    (EdgeFilter(relations: [.met, .accused]), ["k5", "k7"]), (EdgeFilter(modalities: [.planned]), ["k2"]),
    (EdgeFilter(since: DateRange("2031")), ["k1", "k2", "k4", "k5"]),
    (EdgeFilter(until: DateRange("2030")), ["k7"]),
    (EdgeFilter(minimumWeight: 2), ["k1"]),
  ])
  func `conditions on edges keep those that match`(filter: EdgeFilter, keys: [String]) throws {
    #expect(try Self.keys(GraphSelection(edges: filter)) == keys)
  }

  @Test func `around a node lies what few edges lead to, and who says so`() throws {
    #expect(try Self.ids(GraphSelection(around: ["marc"], hops: 0)) == ["marc"])
    let near = GraphSelection(around: ["marc"], hops: 1)
    #expect(try Self.keys(near) == ["k7"])
    #expect(try Self.ids(near) == ["lea", "marc"])
    #expect(
      try Self.ids(GraphSelection(around: ["marc"], hops: 2)) == [
        "karim", "lea", "marc", "peche", "sommet", "union",
      ])
  }

  @Test func `articles are kept with what they tell, and only mentions of what is left`() throws {
    let part = try GraphSelection(edges: EdgeFilter(relations: [.accused])).over(Self.graph)
    #expect(try part.nodeCount == 2 && part.edgeCount == 1)
    #expect(try part.article("a2")?.mentions.map(\.node) == ["lea", "marc"])
    let other = try GraphSelection(around: ["union"], hops: 0).over(Self.graph)
    #expect(try other.article("a2") == nil)
    #expect(try other.article("a1")?.mentions.isEmpty == true)
  }

  @Test func `without evidence nothing of the articles' words is left`() throws {
    let part = try GraphSelection(keepsEvidence: false).over(Self.graph)
    try part.forEachEdge {
      #expect($0.evidence.isEmpty && $0.weight >= 1)
      return .continue
    }
    try part.forEachArticle {
      #expect($0.mentions.isEmpty && $0.times.isEmpty)
      return .continue
    }
  }

  @Test func `a part can be asked like a graph`() throws {
    let part = try GraphSelection(kinds: [.person], edges: EdgeFilter(relations: [.met])).over(Self.graph)
    #expect(try part.node("marc") == nil && part.edge("k7") == nil && part.edge("k5") != nil)
    #expect(try part.edges(at: "lea").map(\.key) == ["k5"])
    #expect(try part.neighbours(of: "karim") == ["lea"])
  }
}
