import Foundation
import Sommet
import SommetTesting
import Testing

/// The seeds as PLOVER's events.
@Suite struct PloverSeedsTests {
  @Test func `the seeds give the events that the golden file holds`() async throws {
    let graph = try await Extraction.graph(of: ProjectFolder.seeds, threads: 2)
    #expect(try Golden.difference(PloverLines().text(graph), from: "seeds.plover.jsonl") == nil)
  }

  @Test func `every event of the seeds has what PLOVER requires, in its words`() async throws {
    let graph = try await Extraction.graph(of: ProjectFolder.seeds, threads: 2)
    let vocabulary = PloverVocabulary.shared
    var ids: Set<String> = []
    let lines = try PloverLines().text(graph).split(separator: "\n")
    #expect(lines.count > 10)
    for line in lines {
      let event = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let id = try #require(event["id"] as? String)
      #expect(ids.insert(id).inserted)
      #expect(DateRange(try #require(event["date"] as? String))?.isDay == true, "\(id)")
      #expect(!(try #require(event["actor"] as? [Any])).isEmpty, "\(id)")
      let types = try #require(event["event"] as? [String])
      #expect(types.count == 1 && vocabulary.types[types[0]] != nil, "\(id)")
      let modes = try #require(event["mode"] as? [String])
      #expect(modes.allSatisfy { vocabulary.hasMode($0, of: types[0]) }, "\(id)")
      let contexts = try #require(event["context"] as? [String])
      #expect(contexts.allSatisfy { (vocabulary.contexts + vocabulary.auxiliaries).contains($0) }, "\(id)")
      #expect(!(try #require(event["event_text"] as? [String])).isEmpty, "\(id)")
    }
  }

  @Test func `every edge of an act has a code, all others have none`() async throws {
    let graph = try await Extraction.graph(of: ProjectFolder.seeds, threads: 2)
    let structural: Set<Relation> = [.heldOn, .heldIn, .holdsOffice, .concerns]
    for edge in graph.edges {
      #expect((edge.plover == nil) == structural.contains(edge.relation), "\(edge.key)")
    }
  }
}
