import Foundation
import SommetFormats
import SommetGraph
import SommetTesting
import Testing

@Suite struct PloverLinesTests {
  /// One of everything: a visit, a call, a threat of two, a warning without a type, an act without a day, one long back.
  static let graph: Graph = {
    func said(_ sentence: Int, _ quote: String, _ trigger: String, _ article: String = "a1") -> Evidence {
      let offset =
        quote.unicodeScalars.count - quote[quote.range(of: trigger)!.lowerBound...].unicodeScalars.count
      return Evidence(
        article: article, sentence: sentence, start: 100 * sentence,
        end: 100 * sentence + quote.unicodeScalars.count, quote: quote,
        trigger: .init(
          start: 100 * sentence + offset, end: 100 * sentence + offset + trigger.unicodeScalars.count))
    }
    let (lea, karim, valdorie, mornie) = (
      "person:lea-roux", "person:karim-haddad", "country:FR", "country:BE"
    )
    let visit = PloverCode<String>(
      type: "CONSULT", modes: ["visit"], contexts: ["diplomatic"], actors: [lea], rule: "r.1")
    let received = said(0, "Karim Haddad a reçu Léa Roux à Lyon.", "reçu")
    let threatened = said(1, "La France et la Belgique menacent l'Union.", "menacent")
    let threat = PloverCode<String>(type: "THREATEN", modes: ["violence"], rule: "r.2")
    func edge(
      _ key: String, _ source: String, _ relation: Relation, _ target: String, _ piece: Evidence,
      _ code: PloverCode<String>?, date: String? = nil, modality: Modality = .occurred, title: String? = nil,
      content: String? = nil
    ) -> Edge {
      Edge(
        key: key, source: source, target: target, relation: relation, modality: modality, date: date,
        content: content, title: title, weight: 1, confidence: 0.5, rule: "rule.1", evidence: [piece],
        plover: code)
    }
    return Graph(
      articles: [
        GraphArticle(
          info: ArticleInfo(
            id: "a1", title: "Le \"sommet\"", date: "2031-04-03", dateSource: .metadata, language: "fr-BE",
            source: "Gazette", url: "https://example.org/a1")),
        GraphArticle(info: ArticleInfo(id: "a2")),
      ],
      nodes: [
        Node(id: lea, kind: .person, label: "Léa Roux"),
        Node(id: karim, kind: .person, label: "Karim Haddad"),
        Node(
          id: "organization:union", kind: .organization, label: "Union",
          attributes: ["code": "IGO", "sector": "MIL"]),
        Node(id: "organization:ministere", kind: .organization, label: "Ministère de la Mer"),
        Node(id: valdorie, kind: .country, label: "France", attributes: ["iso3166": "FR"]),
        Node(id: mornie, kind: .country, label: "Belgique", attributes: ["iso3166": "BE"]),
        Node(
          id: "place:lyon", kind: .place, label: "Lyon",
          attributes: ["country": "FR", "latitude": "45.76", "longitude": 4.84]),
        Node(id: "meeting:visite", kind: .meeting, label: "visite"),
        Node(id: "topic:crue", kind: .topic, label: "crue"),
      ],
      edges: [
        edge("attended-1", lea, .attended, "meeting:visite", received, visit, date: "2031-04-02"),
        edge("attended-2", karim, .attended, "meeting:visite", received, visit, date: "2031-04-02"),
        edge("held_in-1", "meeting:visite", .heldIn, "place:lyon", received, nil, date: "2031-04-02"),
        edge("met-1", karim, .met, lea, received, visit, date: "2031-04-02"),
        edge(
          "met-2", karim, .met, lea, said(2, "Il ne l'a pas appelée.", "appelée"),
          PloverCode(type: "REJECT", modes: ["meet"], rule: "r.3"), date: "2031-03", modality: .denied),
        edge(
          "holds-1", lea, .holdsOffice, valdorie, said(3, "La présidente.", "présidente"), nil,
          title: "présidente"),
        edge("warned-1", valdorie, .warned, "organization:union", threatened, threat),
        edge("warned-2", mornie, .warned, "organization:union", threatened, threat),
        edge(
          "warned-3", valdorie, .warned, "topic:crue", said(4, "La France avertit d'une crue.", "avertit"),
          PloverCode(type: nil, rule: "r.4"), content: "crue"),
        edge(
          "urged-1", "organization:ministere", .urged, valdorie, said(5, "Il a demandé.", "demandé"),
          PloverCode(type: "REQUEST", auxiliaries: ["historical"], rule: "r.5")),
        edge(
          "urged-2", valdorie, .urged, mornie, said(0, "Elle a demandé.", "demandé", "a2"),
          PloverCode(type: "REQUEST", rule: "r.5")),
        edge(
          "urged-3", "organization:ministere", .urged, "topic:crue",
          said(6, "Il demande de l'aide.", "demande"),
          PloverCode(type: "REQUEST", modes: ["assist"], auxiliaries: ["hypothetical"], rule: "r.5"),
          date: "2031-05-02/2031-05-04",
          content: "de l'aide"),
      ])
  }()

  private func events(_ lines: PloverLines = PloverLines(), of graph: Graph = graph) throws -> [[String: Any]]
  {
    try lines.text(graph).split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  private func event(_ id: String, _ lines: PloverLines = PloverLines()) throws -> [String: Any] {
    try #require(events(lines).first { $0["id"] as? String == id })
  }

  private func names(_ event: [String: Any], _ role: String) -> [String] {
    (event[role] as? [[String: Any]])?.compactMap { $0["entity_text"] as? String } ?? []
  }

  @Test func `writes what the golden file holds`() throws {
    #expect(try Golden.difference(PloverLines().text(Self.graph), from: "events.plover.jsonl") == nil)
  }

  @Test func `every line has what PLOVER requires, in its words`() throws {
    let vocabulary = PloverVocabulary.shared
    let events = try events()
    #expect(Set(events.compactMap { $0["id"] as? String }).count == events.count)
    for event in events {
      let day = try #require(event["date"] as? String)
      #expect(DateRange(day)?.isDay == true)
      #expect(event["has_event"] as? Bool == true)
      #expect(!names(event, "actor").isEmpty)
      let types = try #require(event["event"] as? [String])
      #expect(types.count == 1 && vocabulary.types[types[0]] != nil)
      let modes = try #require(event["mode"] as? [String])
      #expect(modes.allSatisfy { vocabulary.hasMode($0, of: types[0]) })
      let contexts = try #require(event["context"] as? [String])
      #expect(contexts.allSatisfy { (vocabulary.contexts + vocabulary.auxiliaries).contains($0) })
      #expect(event["quad_code"] as? Int == vocabulary.types[types[0]]?.quad.rawValue)
      #expect(event["event_scale"] as? Double == vocabulary.score(of: types[0], modes: modes))
      for actor in (event["actor"] as? [[String: Any]] ?? []) + (event["recipient"] as? [[String: Any]] ?? [])
      {
        if let code = actor["code"] as? String { #expect(code.count == 3) }
        if let sector = actor["sector"] as? String { #expect(vocabulary.sectors.contains(sector)) }
      }
    }
  }

  @Test func `a meeting is one event, with the visitor as actor and the host as recipient`() throws {
    let visit = try event("meeting:visite.occurred")
    #expect(names(visit, "actor") == ["Léa Roux"])
    #expect(names(visit, "recipient") == ["Karim Haddad"])
    let place = try #require(visit["event_loc"] as? [String: Any])
    #expect(place["country_code"] as? String == "FRA")
    #expect(place["lat"] as? Double == 45.76 && place["lon"] as? Double == 4.84)
    #expect(visit["event_text"] as? [String] == ["reçu"])
    #expect(visit["link"] as? String == "meeting:visite")
    #expect(try events().allSatisfy { ($0["edges"] as? [String])?.contains("met-1") != true })
  }

  @Test func `those whom no meeting brings together meet on equal terms`() throws {
    let call = try event("met-2")
    #expect(names(call, "actor") == ["Karim Haddad", "Léa Roux"])
    #expect(names(call, "recipient").isEmpty)
    #expect(call["date"] as? String == "2031-03-01")
    #expect(call["enddate"] as? String == "2031-03-31")
  }

  @Test func `what one telling says of two is one event`() throws {
    let threat = try #require(events().first { ($0["event"] as? [String]) == ["THREATEN"] })
    #expect(names(threat, "actor") == ["Belgique", "France"])
    #expect(names(threat, "recipient") == ["Union"])
    #expect((threat["edges"] as? [String])?.sorted() == ["warned-1", "warned-2"])
  }

  @Test func `an act without a day has that of publication, or is left out`() throws {
    let threat = try event("warned-2")
    #expect(threat["date"] as? String == "2031-04-03")
    #expect(threat["date_source"] as? String == "publication")
    #expect(try event("met-2")["date_source"] as? String == "text")
    let ids = try events(PloverLines(undated: .skip)).compactMap { $0["id"] as? String }
    #expect(Set(ids) == ["meeting:visite.occurred", "met-2", "urged-3"])
  }

  @Test
  func `acts without a type, those long back without a day, and those of articles without one are left out`()
    throws
  {
    let null = try #require(FileHandle(forWritingAtPath: "/dev/null"))
    let summary = try PloverLines().write(Self.graph, descriptor: null.fileDescriptor, name: "null")
    #expect(summary == .init(events: 4, undated: 2, untyped: 1))
  }

  @Test func `codes and sectors of actors come from the graph`() throws {
    func actor(_ id: String, _ role: String) throws -> [String: Any] {
      try #require((event(id)[role] as? [[String: Any]])?.first)
    }
    let president = try actor("meeting:visite.occurred", "actor")
    #expect(president["code"] as? String == "FRA" && president["sector"] as? String == "GOV")
    #expect(president["office"] as? String == "présidente")
    let nobody = try actor("meeting:visite.occurred", "recipient")
    #expect(nobody["code"] == nil && nobody["sector"] == nil)
    let union = try actor("warned-2", "recipient")
    #expect(union["code"] as? String == "IGO" && union["sector"] as? String == "MIL")
    let ministry = try actor("urged-3", "actor")
    #expect(ministry["code"] == nil && ministry["sector"] as? String == "GOV")
  }

  @Test func `sentences are written when asked for only`() throws {
    #expect(try event("met-2")["text"] == nil)
    #expect(try event("met-2", PloverLines(withText: true))["text"] as? String == "Il ne l'a pas appelée.")
    let info = try #require(event("met-2")["text_info"] as? [String: Any])
    #expect(info["sequence"] as? Int == 2 && info["start"] as? Int == 200 && info["end"] as? Int == 222)
  }

  @Test func `cites the article`() throws {
    let cite = try #require(event("met-2")["cite_info"] as? [String: Any])
    #expect(cite["title"] as? String == "Le \"sommet\"")
    #expect(cite["publication"] as? String == "Gazette")
    #expect(cite["language"] as? String == "fr")
    #expect(cite["url"] as? String == "https://example.org/a1")
    #expect(cite["codebook"] as? String == "PLOVER")
  }

  @Test func `a graph without codes gives no events`() throws {
    #expect(try PloverLines().text(Sample.graph).isEmpty)
    #expect(try PloverLines().text(Graph()).isEmpty)
  }

  @Test(arguments: ["json", "graphml"])
  func `codes come back from files`(format: String) throws {
    let back =
      format == "json"
      ? try NodeLinkJSON.read(Array(NodeLinkJSON.text(Self.graph).utf8), name: "graph.json")
      : try GraphML.read(Array(GraphML.text(Self.graph).utf8), name: "graph.graphml")
    #expect(back.edges.map(\.plover) == Self.graph.edges.map(\.plover))
  }
}
