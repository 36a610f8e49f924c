import SommetGraph
import Testing

@Suite struct EntityMergingTests {
  /// The ids that entities of as many articles get, one entity each.
  private func ids(_ entities: [RecordedEntity]) throws -> [String] {
    let graph = try graph(entities.enumerated().map { article("a\($0.offset + 10)", [$0.element]) })
    return graph.articles.map { $0.mentions[0].node }
  }

  @Test func `the same known id is one node, whatever its names`() throws {
    let ids = try ids([
      country("Valdorie", known: "country:VD"), country("République valdorienne", known: "country:VD"),
    ])
    #expect(ids == ["country:VD", "country:VD"])
  }

  @Test(arguments: [
    ("Léa Roux", "LEA ROUX"), ("Jean-Luc Œuvrard", "Jean Luc Oeuvrard"), ("O.T.A.V.", "Otav"),
    ("l’Alliance des ports", "Alliance des Ports"), ("e\u{301}lise", "Élise"), ("J. P. Morin", "J.P. Morin"),
  ])
  func `names are one when only their spelling differs`(one: String, other: String) throws {
    let ids = try ids([person(one), person(other)])
    #expect(ids[0] == ids[1])
  }

  @Test func `names that differ are two`() throws {
    #expect(try ids([person("Léa Roux"), person("Léo Roux")]) == ["person:lea-roux", "person:leo-roux"])
  }

  @Test func `a surname joins the only full name that ends with it`() throws {
    #expect(try ids([person("Roux"), person("Léa Roux")]) == ["person:lea-roux", "person:lea-roux"])
    #expect(
      try ids([person("von der Au"), person("Ines von der Au")])
        == ["person:ines-von-der-au", "person:ines-von-der-au"])
  }

  @Test func `a surname of two persons stays apart`() throws {
    #expect(
      try ids([person("Roux"), person("Léa Roux"), person("Marc Roux")])
        == ["person:roux", "person:lea-roux", "person:marc-roux"])
  }

  @Test func `a surname joins two spellings of one full name`() throws {
    #expect(
      try ids([
        person("Roux"), person("Léa Roux"), person("LEA ROUX"), person("Dr Léa Roux", aliases: ["Léa Roux"]),
      ])
        == Array(repeating: "person:dr-lea-roux", count: 4))
  }

  @Test func `an alias joins the only entity of its kind that has it`() throws {
    let joined = try ids([organization("UDP"), organization("Union des ports", aliases: ["UDP"])])
    #expect(joined == ["organization:union-des-ports", "organization:union-des-ports"])
    let apart = try ids([
      organization("UDP"), organization("Union des ports", aliases: ["UDP"]),
      organization("Usine de papier", aliases: ["UDP"]),
    ])
    #expect(Set(apart).count == 3)
  }

  @Test func `a capital that stands for its country is still a place`() throws {
    let ids = try ids([country("Valdorie", known: "country:VD", aliases: ["Port-Sel"]), place("Port-Sel")])
    #expect(ids == ["country:VD", "place:port-sel"])
  }

  @Test func `a known entity settles the kind of its name`() throws {
    let ids = try ids([
      organization("Port-Sel"), organization("Port-Sel"), place("Port-Sel", known: "place:port-sel"),
    ])
    #expect(ids == Array(repeating: "place:port-sel", count: 3))
  }

  @Test func `a surname taken for an organization is the known person beside it`() throws {
    func nodes(_ lea: RecordedEntity, _ other: RecordedEntity) throws -> [String] {
      try graph(article("a1", [lea, other])).articles[0].mentions.map(\.node)
    }
    let lea = person("Léa Roux", known: "person:lea-roux")
    #expect(try nodes(lea, organization("Roux")) == ["person:lea-roux", "person:lea-roux"])
    #expect(try nodes(lea, place("Roux")) == ["person:lea-roux", "place:roux"])
    #expect(try nodes(person("Léa Roux"), organization("Roux")) == ["person:lea-roux", "organization:roux"])
    #expect(try ids([lea, organization("Roux")]) == ["person:lea-roux", "organization:roux"])
  }

  @Test func `the kind told most often settles an unknown name`() throws {
    #expect(
      try ids([organization("Ligue bleue"), place("Ligue bleue"), organization("la Ligue bleue")])
        == Array(repeating: "organization:ligue-bleue", count: 3))
  }

  @Test func `two known entities of one name stay two, and an unknown one joins that of its kind`() throws {
    let ids = try ids([
      person("Paris", known: "person:paris"), place("Paris", known: "place:paris"), place("Paris"),
      organization("Paris"),
    ])
    #expect(ids == ["person:paris", "place:paris", "place:paris", "organization:paris"])
  }

  @Test func `ids of other authorities get the kind in front, and odd characters go`() throws {
    #expect(
      try ids([person("Léa Roux", known: "Q42"), person("Marc Roux", known: "person:marc roux")]) == [
        "person:Q42", "person:marc_roux",
      ])
  }

  @Test func `names without letters and names alike still get ids of their own`() throws {
    let ids = try ids([
      person("???"), person("!!!"), person("Léa Roux", known: "person:lea-roux"), place("Œ/Œ"),
    ])
    #expect(Set(ids).count == 4)
    #expect(ids.allSatisfy { Identifier.isToken($0) })
  }

  @Test func `the label is the fullest name of a person and the commonest of others`() throws {
    let graph = try graph(
      article("a1", [person("Roux"), organization("UDP", aliases: ["Union des ports"])]),
      article("a2", [person("Léa Roux"), organization("UDP")]),
      article("a3", [person("Roux"), organization("Union des ports")]))
    #expect(graph.nodes.map(\.label) == ["Léa Roux", "UDP"])
    #expect(graph.nodes.map(\.aliases) == [["Roux"], ["Union des ports"]])
  }
}
