import Foundation
import SommetGraph
import Testing

@Suite struct PloverTests {
  private let vocabulary = PloverVocabulary.shared

  @Test func `knows sixteen types, four auxiliary modes and thirty-seven contexts`() {
    #expect(vocabulary.types.count == 16)
    #expect(vocabulary.auxiliaries == ["historical", "future", "hypothetical", "negation"])
    #expect(vocabulary.contexts.count == 37)
    #expect(vocabulary.unions == ["UNO", "EUR", "IGO"])
    #expect(
      vocabulary.types.values.filter(\.needsRecipient).map(\.name).sorted() == [
        "AID", "COOPERATE", "SANCTION",
      ])
  }

  @Test(arguments: [
    ("CONSULT", [], 2.5), ("CONSULT", ["phone"], 1.5), ("CONSULT", ["visit", "phone"], 4),
    ("REQUEST", ["meet"], 0), ("ACCUSE", [], -3), ("THREATEN", ["territory", "restrict"], -4),
    ("PROTEST", ["vandalize"], -5),
  ])
  func `scores a type by the mode that is farthest from zero`(type: String, modes: [String], score: Double) {
    #expect(vocabulary.score(of: type, modes: modes) == score)
  }

  @Test func `has no score for what it does not know`() {
    #expect(vocabulary.score(of: "FIGHT", modes: []) == nil)
    #expect(!vocabulary.hasMode("phone", of: "AGREE"))
    #expect(vocabulary.hasMode("meet", of: "REJECT"))
  }

  @Test func `brings codes into the order of the vocabulary, each once`() {
    #expect(
      vocabulary.ordered(["cyber", "military", "cyber", "anything"]) == ["military", "cyber", "anything"])
  }

  @Test(arguments: [
    ("UA", "UKR"), ("XK", "KOS"), ("SUHH", "SUN"), ("PS", "PSE"), ("HK", "HKG"), ("VA", "VAT"),
  ])
  func `knows three letters for two`(code: String, letters: String) {
    #expect(CountryCode.alpha3(code) == letters)
    #expect(CountryCode.alpha3("ZZ") == nil)
  }

  // MARK: In records and graphs

  private let people = [person("Léa Roux"), person("Karim Haddad")]

  private func act(_ code: PloverCode<Int>, _ sentence: Int, _ confidence: Double) -> RecordedAct {
    var act = SommetGraphTests.act(.met, 0, .entity(1), confidence: confidence, sentence: sentence)
    act.plover = code
    return act
  }

  @Test func `the surest telling with a type decides, others add modes and contexts`() throws {
    let graph = try graph(
      article(
        "a1", people,
        acts: [
          act(PloverCode(type: nil, contexts: ["economic"]), 1, 0.9),
          act(PloverCode(type: "CONSULT", contexts: ["military"]), 2, 0.8),
          act(PloverCode(type: "CONSULT", modes: ["visit"], actors: [0], rule: "r"), 3, 0.7),
          act(PloverCode(type: "AGREE"), 4, 0.6),
        ]))
    let code = try #require(graph.edges.first?.plover)
    #expect(code.type == "CONSULT")
    #expect(code.modes == ["visit"])
    #expect(code.actors == ["person:lea-roux"])
    #expect(code.contexts == ["military", "economic"])
  }

  @Test func `attendance has the code of its meeting, place and date have none`() throws {
    var visit = meeting("visite", date: "2031-04-02", place: 2, participants: [0, 1])
    visit.plover = PloverCode(type: "CONSULT", modes: ["visit"], actors: [1])
    let graph = try graph(article("a1", people + [place("Lyon")], meetings: [visit]))
    let attended = graph.edges(.attended)
    #expect(attended.count == 2)
    #expect(attended.allSatisfy { $0.plover?.actors == ["person:karim-haddad"] })
    #expect(graph.edges.filter { $0.relation != .attended }.allSatisfy { $0.plover == nil })
  }

  @Test func `a record keeps its codes as JSON, and leaves out what is empty`() throws {
    let code = PloverCode<Int>(
      type: "REJECT", modes: ["meet"], auxiliaries: ["historical"], contexts: ["diplomatic"], actors: [1],
      rule: "r")
    let record = article("a1", people, acts: [act(code, 1, 0.5)])
    let data = try JSONEncoder().encode(record)
    #expect(try JSONDecoder().decode(Record.self, from: data) == record)
    let empty = try JSONEncoder().encode(PloverCode<Int>(type: nil))
    #expect(String(decoding: empty, as: UTF8.self) == "{}")
    #expect(try JSONDecoder().decode(PloverCode<Int>.self, from: empty) == PloverCode(type: nil))
  }

  @Test func `a record whose code points at nobody is refused`() {
    let record = article("a1", people, acts: [act(PloverCode(type: "CONSULT", actors: [7]), 1, 0.5)])
    let error = #expect(throws: RecordError.self) { try record.validate() }
    #expect(error?.description == "record 'a1': acts[0].plover.actor: expected an index below 2, found 7")
  }
}
