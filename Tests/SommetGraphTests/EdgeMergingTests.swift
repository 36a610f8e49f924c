import SommetGraph
import Testing

@Suite struct EdgeMergingTests {
  private let people = [person("Léa Roux"), person("Karim Haddad"), organization("Union des ports")]

  @Test func `repeated tellings add evidence, not edges`() throws {
    let graph = try graph(
      article(
        "a1", people, acts: [act(.met, 0, .entity(1), sentence: 2), act(.met, 0, .entity(1), sentence: 1)]),
      article("a2", people, acts: [act(.met, 1, .entity(0), confidence: 0.9, rule: "act.9")]))
    let edge = try #require(graph.edges.first)
    #expect(graph.edges.count == 1)
    #expect(edge.source == "person:karim-haddad" && edge.target == "person:lea-roux")
    #expect(edge.weight == 3)
    #expect(edge.confidence == 0.975)
    #expect(edge.rule == "act.9")
    #expect(edge.evidence.map { "\($0.article) \($0.sentence)" } == ["a1 1", "a1 2", "a2 0"])
  }

  @Test func `one place in a text counts once, for the surest rule`() throws {
    let graph = try graph(
      article(
        "a1", people,
        acts: [
          act(.met, 0, .entity(1), confidence: 0.4), act(.met, 0, .entity(1), confidence: 0.6, rule: "act.2"),
        ]))
    #expect(graph.edges.map(\.weight) == [1])
    #expect(graph.edges.map(\.confidence) == [0.6])
    #expect(graph.edges.map(\.rule) == ["act.2"])
  }

  @Test func `date, modality and direction tell edges apart`() throws {
    let graph = try graph(
      article(
        "a1", people,
        acts: [
          act(.warned, 0, .entity(1)), act(.warned, 1, .entity(0)), act(.warned, 0, .entity(1), .denied),
          act(.warned, 0, .entity(1), date: "2031"), act(.warned, 0, .entity(1), date: "2031-04-02"),
        ]))
    #expect(graph.edges.count == 5)
    #expect(Set(graph.edges.map(\.key)).count == 5)
  }

  @Test func `keys stay when the corpus grows`() throws {
    let one = article("a1", people, acts: [act(.warned, 0, .entity(1))])
    let other = article(
      "a0", people, acts: [act(.met, 0, .entity(2)), act(.warned, 0, .entity(1), sentence: 3)])
    let key = try #require(try graph(one).edges.first?.key)
    #expect(try graph(one, other).edge(key)?.weight == 2)
  }

  @Test func `an act of one and the same node is none`() throws {
    #expect(
      try graph(article("a1", [person("Léa Roux"), person("Roux")], acts: [act(.met, 0, .entity(1))])).edges
        .isEmpty)
  }

  @Test func `somebody says so only while no article says so itself`() throws {
    let told = article("a1", people, acts: [act(.warned, 0, .entity(1), accordingTo: 2)])
    #expect(try graph(told).edges[0].accordingTo == "organization:union-des-ports")
    let plain = article("a2", people, acts: [act(.warned, 0, .entity(1))])
    #expect(try graph(told, plain).edges[0].accordingTo == nil)
  }

  @Test func `topics are one by their folded words, and concern what they name`() throws {
    let graph = try graph(
      article(
        "a1", people,
        acts: [
          act(
            .proposed, 0, .topic("un accord de pêche"), content: "un accord de pêche avec eux",
            concerns: [1, 2])
        ]),
      article("a2", people, acts: [act(.rejected, 1, .topic("l’accord de pêche"), concerns: [2])]))
    #expect(graph.ids(.topic) == ["topic:accord-de-peche"])
    let concerns = graph.edges(.concerns)
    #expect(concerns.map(\.target) == ["organization:union-des-ports", "person:karim-haddad"])
    #expect(concerns.map(\.weight) == [2, 1])
    #expect(graph.edges(.proposed).map(\.content) == ["un accord de pêche avec eux"])
    #expect(graph.nodes.first { $0.kind == .topic }?.articles == ["a1", "a2"])
  }

  @Test func `long topics with one beginning stay two`() throws {
    let beginning = "le report de la réunion des capitaines de toutes les villes du littoral"
    let graph = try graph(
      article(
        "a1", people,
        acts: [
          act(.proposed, 0, .topic(beginning + " nord")), act(.proposed, 0, .topic(beginning + " sud")),
        ]))
    #expect(graph.ids(.topic).count == 2)
    #expect(
      graph.ids(.topic).allSatisfy { $0.hasPrefix("topic:report-de-la-reunion-des-capitaines-de-toutes") })
  }

  @Test func `the post is kept`() throws {
    let graph = try graph(
      article("a1", people, acts: [act(.holdsOffice, 0, .entity(2), title: "présidente")]))
    #expect(graph.edges[0].title == "présidente")
  }
}
