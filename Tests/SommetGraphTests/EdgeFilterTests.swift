import SommetGraph
import Testing

@Suite struct EdgeFilterTests {
  private func sample() throws -> Graph {
    try graph(
      article(
        "a1", [person("Léa Roux"), person("Karim Haddad"), organization("Union des ports")],
        acts: [
          act(.met, 0, .entity(1), date: "2031-04-02"),
          act(.met, 0, .entity(1), date: "2031-04-02", sentence: 1),
          act(.warned, 0, .entity(2), date: "2031-05"), act(.warned, 2, .entity(0), .denied),
          act(.proposed, 1, .entity(2), .planned, date: "2031"),
        ]))
  }

  private static let lea = "person:lea-roux"
  private static let karim = "person:karim-haddad"
  private static let union = "organization:union-des-ports"

  @Test(arguments: [
    (EdgeFilter(), ["warned", "met", "proposed", "warned"]),
    (EdgeFilter(who: [lea]), ["met", "warned"]),
    (EdgeFilter(who: [karim]), ["met", "proposed"]),
    (EdgeFilter(whom: [lea]), ["warned", "met"]),
    (EdgeFilter(who: [lea], whom: [karim]), ["met"]),
    (EdgeFilter(who: [karim], whom: [lea]), ["met"]),
    (EdgeFilter(who: [union], whom: [lea]), ["warned"]),
    (EdgeFilter(who: [lea, union], relations: [.warned]), ["warned", "warned"]),
    (EdgeFilter(modalities: [.planned, .denied]), ["warned", "proposed"]),
    (EdgeFilter(since: DateRange("2031-04-03")), ["proposed", "warned"]),
    (EdgeFilter(until: DateRange("2031-04")), ["met", "proposed"]),
    (EdgeFilter(since: DateRange("2031-04-02"), until: DateRange("2031-04-02")), ["met", "proposed"]),
    (EdgeFilter(minimumWeight: 2), ["met"]), (EdgeFilter(who: []), []), (EdgeFilter(who: ["nobody"]), []),
  ])
  func `lets through what is asked for`(filter: EdgeFilter, relations: [String]) throws {
    #expect(try filter.edges(of: sample()).map(\.relation.rawValue) == relations)
  }

  @Test func `stops when it is told`() throws {
    var seen = 0
    try EdgeFilter(who: [Self.lea]).forEachEdge(of: sample()) { _ in
      seen += 1
      return .stop
    }
    #expect(seen == 1)
  }

  @Test func `a graph knows its neighbours`() throws {
    let graph = try sample()
    #expect(try graph.neighbours(of: Self.lea) == [Self.union, Self.karim].sorted())
    #expect(try graph.edges(at: Self.union).count == 3)
    #expect(try graph.edges(at: "nobody").isEmpty)
    #expect(graph.edge("nothing") == nil)
    #expect(graph.article("a1")?.mentions.count == 3)
  }
}
