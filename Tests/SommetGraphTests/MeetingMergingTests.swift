import SommetGraph
import Testing

@Suite struct MeetingMergingTests {
  private let people = [
    person("Léa Roux"), person("Karim Haddad"), person("Ana Morin"), place("Port-Sel"), place("Hautbois"),
  ]

  /// How many meetings two articles tell of, each of one.
  private func count(
    _ one: RecordedMeeting, _ other: RecordedMeeting, dates: (String?, String?) = (nil, nil)
  ) throws -> Int {
    let graph = try graph(
      article("a1", date: dates.0, people, meetings: [one]),
      article("a2", date: dates.1, people, meetings: [other]))
    return graph.ids(.meeting).count
  }

  @Test(arguments: ["2031-04-02", "2031-04", "2031-04-01/2031-04-05"])
  func `two shared participants and compatible dates are one meeting`(date: String) throws {
    #expect(
      try count(
        meeting("rencontre", date: "2031-04-02", participants: [0, 1]),
        meeting("entretien", date: date, participants: [0, 1, 2])) == 1)
  }

  @Test func `another day is another meeting`() throws {
    #expect(
      try count(
        meeting("rencontre", date: "2031-04-02", participants: [0, 1]),
        meeting("rencontre", date: "2031-04-03", participants: [0, 1])) == 2)
  }

  @Test func `another place is another meeting`() throws {
    #expect(
      try count(
        meeting("rencontre", date: "2031-04-02", place: 3, participants: [0, 1]),
        meeting("rencontre", date: "2031-04-02", place: 4, participants: [0, 1])) == 2)
  }

  @Test func `a city and its country are no contradiction`() throws {
    let graph = try graph(
      article(
        "a1", [person("Léa Roux"), person("Karim Haddad"), place("Port-Sel", country: "VD")],
        meetings: [meeting("rencontre", date: "2031-04-02", place: 2, participants: [0, 1])]),
      article(
        "a2", [person("Léa Roux"), person("Karim Haddad"), country("Valdorie", known: "country:VD")],
        meetings: [meeting("rencontre", date: "2031-04-02", place: 2, participants: [0, 1])]))
    #expect(graph.ids(.meeting).count == 1)
    #expect(graph.edges(.heldIn).map(\.target) == ["country:VD", "place:port-sel"])
  }

  @Test func `one shared participant is not enough, the same name is`() throws {
    #expect(
      try count(
        meeting("rencontre", date: "2031-04-02", participants: [0, 1]),
        meeting("rencontre", date: "2031-04-02", participants: [0, 2])) == 2)
    #expect(
      try count(
        meeting("Sommet des ports", named: true, date: "2031-04-02", participants: [0]),
        meeting("sommet des Ports", named: true, date: "2031-04", participants: [1])) == 1)
  }

  @Test func `a longer form of a name joins when the dates agree`() throws {
    #expect(
      try count(
        meeting("Sommet des ports", named: true, date: "2031-04-02"),
        meeting("Sommet des ports à Hautbois", named: true, date: "2031-04-02")) == 1)
  }

  @Test func `the same telling words on one day are one meeting`() throws {
    #expect(
      try count(
        meeting("visioconférence des capitaines", date: "2031-04-02", participants: [0]),
        meeting("Visioconférence des capitaines", date: "2031-04-02", participants: [1])) == 1)
    #expect(
      try count(
        meeting("rencontre", date: "2031-04-02", participants: [0]),
        meeting("rencontre", date: "2031-04-02", participants: [1])) == 2)
  }

  @Test func `without dates the days of the articles must be near`() throws {
    let one = meeting("rencontre", participants: [0, 1])
    #expect(try count(one, one, dates: ("2031-04-02", "2031-04-20")) == 1)
    #expect(try count(one, one, dates: ("2031-04-02", "2031-09-20")) == 2)
  }

  @Test func `a whole year says too little without a name`() throws {
    #expect(
      try count(
        meeting("rencontre", date: "2031-04-02", participants: [0, 1]),
        meeting("rencontre", date: "2031", participants: [0, 1])) == 2)
  }

  @Test func `an undated telling that fits two meetings stays apart`() throws {
    let graph = try graph(
      article(
        "a1", date: "2031-04-10", people,
        meetings: [meeting("rencontre", date: "2031-04-02", participants: [0, 1])]),
      article(
        "a2", date: "2031-04-10", people,
        meetings: [meeting("rencontre", date: "2031-04-05", participants: [0, 1])]),
      article("a3", date: "2031-04-10", people, meetings: [meeting("rencontre", participants: [0, 1])]))
    #expect(graph.ids(.meeting).count == 3)
  }

  @Test func `what one article keeps apart stays apart`() throws {
    let graph = try graph(
      article(
        "a1", people,
        meetings: [meeting("rencontre", participants: [0, 1]), meeting("dîner", participants: [0, 1])]))
    #expect(graph.ids(.meeting).count == 2)
  }

  @Test func `what happened and what was denied are two, what was planned then happened is one`() throws {
    func pair(_ one: Modality, _ other: Modality) throws -> Int {
      try count(
        meeting("rencontre", one, date: "2031-04-02", participants: [0, 1]),
        meeting("rencontre", other, date: "2031-04-02", participants: [0, 1]))
    }
    #expect(try pair(.occurred, .denied) == 2)
    #expect(try pair(.planned, .occurred) == 1)
    #expect(try pair(.planned, .denied) == 1)
  }

  @Test func `meetings bring who attended, when and where, with their evidence`() throws {
    let graph = try graph(
      article(
        "a1", people,
        meetings: [
          meeting(
            "Sommet des ports", named: true, .planned, date: "2031-04-02", place: 3, participants: [0, 1])
        ]),
      article(
        "a2", people, meetings: [meeting("Sommet des ports", named: true, date: "2031-04", participants: [1])]
      ))
    let id = "meeting:sommet-des-ports-2031-04-02"
    #expect(graph.ids(.meeting) == [id])
    #expect(graph.ids(.date) == ["date:2031-04-02"])
    #expect(
      graph.edges.map { [$0.source, $0.relation.rawValue, $0.target, $0.modality.rawValue] } == [
        [id, "held_on", "date:2031-04-02", "occurred"], [id, "held_on", "date:2031-04-02", "planned"],
        [id, "held_in", "place:port-sel", "planned"],
        ["person:karim-haddad", "attended", id, "occurred"],
        ["person:karim-haddad", "attended", id, "planned"],
        ["person:lea-roux", "attended", id, "planned"],
      ])
    #expect(graph.edges.allSatisfy { $0.date == "2031-04-02" && $0.weight == 1 && $0.rule == "meeting.1" })
    #expect(graph.edges(.attended).map { $0.evidence[0].article } == ["a2", "a1", "a1"])
  }

  @Test func `an unnamed meeting is called by participants, place and date`() throws {
    let graph = try graph(
      article(
        "a1", people, meetings: [meeting("rencontre", date: "2031-04-02", place: 3, participants: [0, 1])]))
    let node = try #require(graph.nodes.first { $0.kind == .meeting })
    #expect(node.label == "rencontre (Karim Haddad, Léa Roux, Port-Sel, 2031-04-02)")
    #expect(node.aliases == ["rencontre"])
    #expect(node.id == "meeting:rencontre-karim-haddad-lea-roux-port-sel-2031-04-02")
  }
}
