import Foundation
import SommetGraph
import Testing

@Suite struct OpenGraphTests {
  @Test func `our own words come first, in their order, and others after them by name`() {
    let kinds: [NodeKind] = ["zebra", "topic", "apple", "person", ""].map { NodeKind(rawValue: $0) }
    #expect(kinds.sorted().map(\.rawValue) == ["person", "topic", "", "apple", "zebra"])
    let relations: [Relation] = ["knows", "concerns", "met", ""].map { Relation(rawValue: $0) }
    #expect(relations.sorted().map(\.rawValue) == ["met", "concerns", "", "knows"])
    #expect(NodeKind.allCases.map(\.rawValue).prefix(3) == ["person", "organization", "country"])
    #expect(NodeKind.allCases.count == 7 && Relation.allCases.count == 13)
    #expect(Relation.allCases.first == .met && Relation.allCases.last == .concerns)
    #expect(
      Relation.allCases == Relation.allCases.sorted() && NodeKind.allCases == NodeKind.allCases.sorted())
  }

  @Test func `only our own words are known`() {
    #expect(Relation(known: "held_on") == .heldOn)
    #expect(Relation(known: "knows") == nil && NodeKind(known: "") == nil)
    #expect(!Relation.untyped.isKnown && !NodeKind.untyped.isKnown)
  }

  @Test func `words are plain strings in JSON`() throws {
    let words = try JSONDecoder().decode([Relation].self, from: Data(#"["met","knows"]"#.utf8))
    #expect(words == [.met, Relation(rawValue: "knows")])
    #expect(String(decoding: try JSONEncoder().encode(words), as: UTF8.self) == #"["met","knows"]"#)
  }

  @Test func `a collector builds the same graph, whatever order things come in`() {
    let nodes = ["b", "a"].map { Node(id: $0, kind: .untyped, label: $0, attributes: ["rank": 1]) }
    let edges = [
      Edge(
        key: "2", source: "b", target: "a", relation: .untyped, modality: .unstated, weight: 0.5,
        isDirected: false),
      Edge(key: "1", source: "b", target: "a", relation: .untyped, modality: .unstated, weight: 1),
    ]
    var forth = GraphCollector()
    forth.add(GraphInfo(name: "g", isDirected: false))
    for node in nodes { forth.add(node) }
    for edge in edges { forth.add(edge) }
    var back = GraphCollector()
    for edge in edges.reversed() { back.add(edge) }
    for node in nodes.reversed() { back.add(node) }
    back.add(GraphInfo(name: "g", isDirected: false))
    let graph = forth.graph()
    #expect(graph == back.graph())
    #expect(graph.edges.map(\.key) == ["1", "2"] && graph.info.name == "g")
  }

  @Test func `a counter keeps numbers only`() {
    var counter = GraphCounter()
    counter.add(Node(id: "a", kind: .person, label: "a"))
    counter.add(Node(id: "b", kind: .untyped, label: "b"))
    counter.add(
      Edge(
        key: "k", source: "a", target: "b", relation: .met, modality: .occurred, weight: 1))
    let tally = counter.tally
    #expect(tally.nodes == 2 && tally.edges == 1 && tally.modalities == [.occurred: 1])
    #expect(tally.kinds == [.person: 1, .untyped: 1] && tally.relations == [.met: 1])
  }

  @Test func `an undirected edge is found from both ends`() {
    let edge = Edge(
      key: "k", source: "a", target: "b", relation: Relation(rawValue: "knows"), modality: .unstated,
      weight: 1,
      isDirected: false)
    #expect(EdgeFilter(who: ["b"]).matches(edge) && EdgeFilter(whom: ["a"]).matches(edge))
    var directed = edge
    directed.isDirected = true
    #expect(!EdgeFilter(who: ["b"]).matches(directed))
  }

  @Test(arguments: [
    (AttributeValue.double(.infinity), "INF"), (.double(-.infinity), "-INF"), (.double(.nan), "NaN"),
    (3, "3"), (0.5, "0.5"), (2.0, "2.0"), (true, "true"), ("x", "x"), (.json("[1]"), "[1]"),
  ])
  func `values have a text form`(value: AttributeValue, text: String) {
    #expect(value.description == text)
  }

  @Test(arguments: [(2.0, "2"), (0.5, "0.5"), (-3.0, "-3"), (1e20, "1e+20")])
  func `whole numbers are written without a fraction`(value: Double, text: String) {
    #expect(AttributeValue.decimal(value) == text)
  }

  @Test func `records keep to our own words`() {
    let article = ArticleInfo(id: "a1")
    let entity = RecordedEntity(kind: NodeKind(rawValue: "robot"), label: "R")
    var builder = GraphBuilder()
    let error = #expect(throws: RecordError.self) {
      try builder.add(Record(article: article, entities: [entity]))
    }
    #expect(
      error?.description
        == "record 'a1': entities[0].kind: expected a word of the vocabulary, found 'robot'")
  }
}
