import SommetDiff
import SommetGraph
import SommetTesting
import Testing

@Suite struct AlignmentTests {
  private static func node(_ id: String, _ label: String, _ kind: NodeKind = .person, aliases: [String] = [])
    -> Node
  {
    Node(id: id, kind: kind, label: label, aliases: aliases)
  }

  private static func edge(
    _ source: String, _ relation: Relation, _ target: String, date: String? = nil,
    _ modality: Modality = .occurred, quotes: [String] = []
  ) -> Edge {
    Edge(
      key: "\(source)-\(relation)-\(target)-\(date ?? "")-\(modality)", source: source, target: target,
      relation: relation, modality: modality, date: date, weight: Double(quotes.count),
      evidence: quotes.map {
        Evidence(
          article: "a1", sentence: 0, start: 5, end: 5 + $0.unicodeScalars.count, quote: $0,
          trigger: .init(start: 5, end: 6))
      })
  }

  private static let others = [node("person:ana", "Ana Fuente"), node("country:VD", "Valdorie", .country)]

  @Test func `a new spelling is one line and not one for each fact`() throws {
    let quotes = (0..<40).map { "Phrase \($0)." }
    func graph(_ id: String, _ label: String) -> Graph {
      Graph(
        nodes: Self.others + [Self.node(id, label)],
        edges: quotes.enumerated().map {
          Self.edge(id, .warned, "person:ana", date: "2031-01-\($0 + 10)", quotes: [$1])
        })
    }
    let diff = try GraphDiff(
      from: graph("person:lea-rous", "Léa Rous"), to: graph("person:lea-roux", "Léa Roux"))
    #expect(diff.entities.map(\.words) == ["Léa Rous is now Léa Roux"])
    #expect(diff.facts.isEmpty)
    #expect(diff.entities[0].reason?.sentences == 40)
    let apart = try GraphDiff(
      from: graph("person:lea-rous", "Léa Rous"), to: graph("person:lea-roux", "Léa Roux"),
      options: .init(aligns: false))
    #expect(apart.facts.count == 80)
  }

  @Test func `the sentences count for more than the name`() throws {
    let old = Graph(
      nodes: Self.others + [Self.node("person:roux", "Roux")],
      edges: [Self.edge("person:roux", .warned, "person:ana", quotes: ["Elle a averti Ana."])])
    let new = Graph(
      nodes: Self.others + [
        Self.node("person:lea-roux", "Léa Roux"), Self.node("person:marc-morin", "Marc Morin"),
      ],
      edges: [
        Self.edge("person:marc-morin", .warned, "person:ana", quotes: ["Elle a averti Ana."]),
        Self.edge("person:lea-roux", .met, "person:ana", quotes: ["Léa Roux a vu Ana."]),
      ])
    let diff = try GraphDiff(from: old, to: new)
    #expect(diff.entities.map(\.words) == ["Léa Roux (person)", "Roux is now Marc Morin"])
    #expect(diff.facts.map(\.kinds) == [[.factNew]])
  }

  @Test func `a graph without sentences is aligned by names and neighbours`() throws {
    func graph(_ id: String, _ label: String) -> Graph {
      Graph(
        nodes: Self.others + [Self.node(id, label)],
        edges: [Self.edge(id, .warned, "person:ana"), Self.edge(id, .met, "country:VD")])
    }
    let diff = try GraphDiff(from: graph("12", "Karim Hadad"), to: graph("77", "Karim Haddad"))
    #expect(diff.entities.map(\.words) == ["Karim Hadad is now Karim Haddad"])
    #expect(diff.facts.isEmpty)
  }

  @Test func `numbers that were given anew are no renaming`() throws {
    let names = ["Ana Fuente", "Karim Haddad", "Zoé Morin", "Inès Dumas"]
    func graph(_ order: [Int]) -> Graph {
      Graph(
        nodes: order.enumerated().map { Self.node("\($0)", names[$1], .untyped) },
        edges: (0..<3).map { index in
          let (a, b) = (order.firstIndex(of: index)!, order.firstIndex(of: index + 1)!)
          return Edge(
            key: "\(a)-\(b)", source: "\(a)", target: "\(b)", relation: .untyped, modality: .unstated,
            weight: 1)
        })
    }
    let diff = try GraphDiff(from: graph([0, 1, 2, 3]), to: graph([2, 0, 3, 1]))
    #expect(diff.facts.isEmpty)
    #expect(diff.entities.allSatisfy { $0.old?.label == $0.new?.label })
  }

  @Test func `dates are what they say, so a meeting has moved`() throws {
    func graph(_ day: String) -> Graph {
      Graph(
        nodes: [Self.node("meeting:m", "sommet", .meeting), Self.node("date:\(day)", day, .date)],
        edges: [Self.edge("meeting:m", .heldOn, "date:\(day)", date: day, quotes: ["Le sommet aura lieu."])])
    }
    let diff = try GraphDiff(from: graph("2031-04"), to: graph("2031-04-05"))
    #expect(diff.facts.map(\.kinds) == [[.datePrecise]])
    #expect(Set(diff.entities.flatMap(\.kinds)) == [.entityNew, .entityGone])
  }
}

@Suite struct FactTests {
  private static let nodes = [
    Node(id: "person:ana", kind: .person, label: "Ana Fuente"),
    Node(id: "person:zoe", kind: .person, label: "Zoé Morin"),
    Node(id: "organization:port", kind: .organization, label: "Union des ports"),
  ]

  private static func edge(
    _ key: String, _ source: String = "person:ana", _ relation: Relation = .warned,
    modality: Modality = .occurred, date: String? = nil, title: String? = nil,
    quote: String = "Elle l’a dit.",
    article: String = "a1"
  ) -> Edge {
    Edge(
      key: key, source: source, target: "organization:port", relation: relation, modality: modality,
      date: date,
      title: title, weight: 1,
      evidence: quote.isEmpty
        ? []
        : [
          Evidence(
            article: article, sentence: 0, start: 0, end: quote.unicodeScalars.count, quote: quote,
            trigger: .init(start: 0, end: 4))
        ])
  }

  private static func kinds(_ old: [Edge], _ new: [Edge], ignoring: Set<String> = []) throws -> [[ChangeKind]]
  {
    try GraphDiff(
      from: Graph(nodes: nodes, edges: old), to: Graph(nodes: nodes, edges: new),
      options: .init(ignored: ignoring)
    ).facts.map(\.kinds)
  }

  @Test func `what was planned and has happened is one fact`() throws {
    #expect(try Self.kinds([Self.edge("a", modality: .planned)], [Self.edge("b")]) == [[.modality]])
    #expect(
      try Self.kinds([Self.edge("a", modality: .planned, date: "2031")], [Self.edge("b", date: "2031-04")])
        == [[.modality, .datePrecise]])
  }

  @Test func `the same act told by other articles at another time is another`() throws {
    let old = Self.edge("a", date: "2031-01", quote: "Elle a averti le port en janvier.", article: "a1")
    let new = Self.edge("b", date: "2032-05", quote: "En mai elle avertit encore.", article: "a2")
    #expect(try Self.kinds([old], [new]) == [[.factGone], [.factNew]])
  }

  @Test func `of several edges between the same two the best answer over all is taken`() throws {
    // Taken one by one, the first old edge would get the new one that the second needs.
    let old = [Self.edge("a", date: "2031-01"), Self.edge("b", modality: .planned, date: "2031-02")]
    let new = [Self.edge("c", date: "2031-02"), Self.edge("d", date: "2031-01-05")]
    #expect(try Self.kinds(old, new) == [[.datePrecise], [.modality]])
  }

  @Test func `a holder who takes the place of another begins an office, and the other's ends`() throws {
    let old = Self.edge("a", "person:ana", .holdsOffice, title: "présidente", quote: "Ana préside.")
    let new = Self.edge("b", "person:zoe", .holdsOffice, title: "Présidente", quote: "Zoé préside.")
    #expect(try Self.kinds([old], [new]) == [[.officeEnded, .factGone], [.officeBegun, .factNew]])
    #expect(try Self.kinds([], [new]) == [[.factNew]])
    let ended = Self.edge(
      "c", "person:ana", .holdsOffice, date: "2028/2031", title: "présidente", quote: "Ana préside.")
    #expect(try Self.kinds([old], [ended]) == [[.officeEnded]])
    #expect(try Self.kinds([ended], [old]) == [[.officeBegun]])
  }

  @Test func `keys and places alone mean nothing, and what is ignored does not either`() throws {
    var moved = Self.edge("b")
    moved.evidence[0].start += 7
    moved.evidence[0].end += 7
    moved.evidence[0].sentence = 3
    #expect(try Self.kinds([Self.edge("a")], [moved]).isEmpty)
    var surer = Self.edge("a")
    surer.confidence = 0.25
    #expect(try Self.kinds([Self.edge("a")], [surer]) == [[.attributes]])
    #expect(try Self.kinds([Self.edge("a")], [surer], ignoring: ["confidence"]).isEmpty)
  }

  @Test func `letters that look the same and are not differ`() throws {
    var other = Self.edge("a")
    other.content = "é"
    var same = other
    same.content = "e\u{301}"
    #expect(try Self.kinds([other], [same]) == [[.attributes]])
  }
}

@Suite struct PatchTests {
  private static let graph = Graph(
    nodes: ["a", "b"].map { Node(id: $0, kind: .person, label: $0) },
    edges: [Edge(key: "k", source: "a", target: "b", relation: .met, modality: .planned, weight: 1)])

  @Test func `a patch that does not fit says what it expected and what it found`() throws {
    var edge = Self.graph.edges[0]
    edge.modality = .occurred
    let patch = GraphPatch(edges: [.init(old: edge, new: nil)])
    #expect(throws: PatchError.self) { try patch.applied(to: Self.graph) }
    func message(_ patch: GraphPatch) -> String {
      do { _ = try patch.applied(to: Self.graph) } catch { return "\(error)" }
      return ""
    }
    #expect(message(patch) == "edge 'k': expected modality occurred, found planned")
    let node = Node(id: "c", kind: .person, label: "c")
    #expect(message(GraphPatch(nodes: [.init(old: node, new: nil)])) == "node 'c': expected it, found none")
    #expect(
      message(GraphPatch(nodes: [.init(old: nil, new: Self.graph.nodes[0])]))
        == "node 'a': expected none, found one")
    #expect(
      message(GraphPatch(nodes: [.init(old: Self.graph.nodes[0], new: nil)]))
        == "edge 'k': expected a node 'a', found none")
  }
}

@Suite struct AssignmentLawTests {
  /// The best sum over all ways to pair, by trying them.
  private func best(_ scores: [[Int]], _ row: Int = 0, _ used: Set<Int> = []) -> Int {
    guard row < scores.count else { return 0 }
    var most = best(scores, row + 1, used)
    for (column, score) in scores[row].enumerated() where score > 0 && !used.contains(column) {
      most = max(most, score + best(scores, row + 1, used.union([column])))
    }
    return most
  }

  @Test(arguments: 1...80 as ClosedRange<UInt64>)
  func `pairs have the highest sum there is, whichever side is left`(seed: UInt64) {
    var numbers = Numbers(state: seed)
    let (rows, columns) = (1 + numbers.below(6), 1 + numbers.below(6))
    let scores = (0..<rows).map { _ in
      (0..<columns).map { _ in numbers.below(3) == 0 ? 0 : 1 + numbers.below(seed % 2 == 0 ? 4 : 1000) }
    }
    var pairs: [Assignment.Pair] = []
    for row in 0..<rows {
      for column in 0..<columns where scores[row][column] > 0 {
        pairs.append(
          .init(
            left: row, right: column, score: scores[row][column],
            mark: Fingerprint.identity("r\(row)") &+ Fingerprint.identity("c\(column)")))
      }
    }
    let found = Assignment.best(pairs)
    #expect(Set(found.map(\.left)).count == found.count && Set(found.map(\.right)).count == found.count)
    #expect(found.map { scores[$0.left][$0.right] }.reduce(0, +) == best(scores))
    let turned = Assignment.best(
      pairs.shuffled(using: &numbers).map {
        .init(left: $0.right, right: $0.left, score: $0.score, mark: $0.mark)
      })
    #expect(Set(turned.map { [$0.right, $0.left] }) == Set(found.map { [$0.left, $0.right] }))
  }
}
