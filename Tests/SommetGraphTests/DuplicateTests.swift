import Foundation
import SommetGraph
import SommetTesting
import Testing

@Suite struct DuplicateTests {
  private static let people = [person("Léa Roux"), person("Karim Haddad")]
  private static let long =
    "Léa Roux a rencontré Karim Haddad mercredi à Port-Sel pour parler du nouveau quai de la ville."

  /// An article with a text of its own, or the text of another, and one act of each sentence.
  private func telling(
    _ id: String, date: String? = nil, text: Text? = nil, sha256: String = "", _ sentences: [String] = []
  ) -> Record {
    var record = article(
      id, date: date, Self.people,
      acts: sentences.enumerated().map { act(.met, 0, .entity(1), sentence: $0, quote: $1) })
    record.signature = text?.signature
    record.article.sha256 = sha256
    return record
  }

  private func originals(_ records: [Record]) throws -> [String: String] {
    let articles = try graph(records).articles
    return Dictionary(
      uniqueKeysWithValues: articles.compactMap { article in article.duplicateOf.map { (article.info.id, $0) }
      })
  }

  // MARK: - Signatures

  @Test(arguments: [0, 1, 2, 4, 8, 12, 20, 40])
  func `similarity estimates the share of common shingles`(edits: Int) throws {
    var numbers = Numbers(state: UInt64(edits))
    let text = Text(seed: 5, count: 400)
    let edited = text.edited(edits, using: &numbers)
    let estimate = try #require(text.signature).similarity(to: #require(edited.signature))
    let exact = text.jaccard(edited)
    // Three standard errors.
    #expect(abs(estimate - exact) <= 3 * (exact * (1 - exact) / 120).squareRoot() + 0.001)
  }

  @Test func `a signature is the same everywhere`() throws {
    let text = "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la ville devant le conseil."
    let signature = try #require(TextSignature([text[...]]))
    let json = String(decoding: try JSONEncoder().encode(signature), as: UTF8.self)
    #expect(json.hasPrefix("\"2f9acfc8a0c6917014ba2bc5"))
    #expect(json.utf8.count == 8 * TextSignature.count + 2)
    #expect(try JSONDecoder().decode(TextSignature.self, from: Data(json.utf8)) == signature)
    // Spelling, accents and the cut into paragraphs do not matter.
    let other = [
      "Le pont de MONTBRUN a rouvert — lundi matin, a annonce", "le maire de la ville, devant le conseil",
    ]
    #expect(TextSignature(other.map { $0[...] }) == signature)
  }

  @Test func `a few words have no signature`() {
    #expect(TextSignature(["Le pont de Montbrun a rouvert lundi matin."[...]]) == nil)
    #expect(TextSignature([Substring]()) == nil)
  }

  @Test(arguments: ["\"\"", "\"00ff\"", "\"\(String(repeating: "g", count: 960))\"", "3"])
  func `a damaged signature is refused`(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TextSignature.self, from: Data(json.utf8))
    }
  }

  // MARK: - Articles

  @Test func `copies name the first published, then the smallest id`() throws {
    var numbers = Numbers(state: 1)
    let text = Text(seed: 1)
    var records = [
      telling("b", date: "2031-04-02", text: text),
      telling("c", date: "2031-04-02", text: text.edited(4, using: &numbers)),
      telling("a", date: "2031-04-03", text: text.edited(2, using: &numbers)), telling("0", text: text),
      telling("autre", date: "2031-01-01", text: Text(seed: 2)),
    ]
    for _ in 0..<6 {
      #expect(try originals(records) == ["a": "b", "c": "b", "0": "b"])
      records.shuffle(using: &numbers)
    }
  }

  @Test func `small changes do not lead from one story to another`() throws {
    // Each text shares two thirds with the one before it, the first and the last nothing.
    let all = Text(seed: 3, count: 1000).words
    let records = (0..<8).map { number in
      var text = Text(seed: 0, count: 0)
      text.words = Array(all[number * 60..<number * 60 + 300])
      return telling("a\(number)", date: "2031-04-0\(number + 1)", text: text)
    }
    let found = try originals(records)
    #expect(found["a1"] == "a0")
    #expect(found["a7"] != "a0")
    for (copy, original) in found {
      #expect(found[original] == nil)
      #expect(abs(Int(copy.dropFirst())! - Int(original.dropFirst())!) <= 2)
    }
  }

  @Test func `short texts are copies when they are the same`() throws {
    let records = [
      telling("b", sha256: "01"), telling("a", date: "2031-04-02", sha256: "01"), telling("c", sha256: "02"),
      telling("d"), telling("e"),
    ]
    #expect(try originals(records) == ["b": "a"])
  }

  @Test func `very many copies have one original`() throws {
    let text = Text(seed: 4)
    var numbers = Numbers(state: 4)
    let records = (0..<300).map {
      telling("a\(1000 + $0)", text: text.edited($0 % 5, using: &numbers))
    }
    let found = try originals(records)
    #expect(found.count == 299)
    #expect(Set(found.values) == ["a1000"])
  }

  // MARK: - Evidence

  @Test func `a dispatch in five papers is one piece of evidence in five places`() throws {
    let text = Text(seed: 6)
    let papers = (1...5).map { telling("a\($0)", text: text, ["Ils se sont vus.", Self.long]) }
    let edge = try #require(try graph(papers).edges.first)
    #expect(edge.evidence.count == 10)
    #expect(edge.weight == 2)
    #expect(edge.confidence == 0.75)
  }

  @Test func `what a paper adds to a dispatch is evidence of its own, an edited sentence is not`() throws {
    let text = Text(seed: 6)
    let records = [
      telling("a1", text: text, [Self.long]),
      telling("a2", text: text, [Self.long.replacingOccurrences(of: "mercredi", with: "ce mercredi")]),
      telling(
        "a3", text: text, ["Léa Roux et Karim Haddad se connaissent depuis leurs études, selon nos sources."]),
    ]
    #expect(try graph(records).edges.map(\.weight) == [2])
    #expect(try graph(records.reversed()).edges.map(\.weight) == [2])
  }

  @Test func `a paragraph that stands twice in an article counts once`() throws {
    #expect(try graph(telling("a1", ["Ils se sont vus.", "Ils se sont vus."])).edges.map(\.weight) == [1])
    #expect(try graph(telling("a1", ["Ils se sont vus.", "Ils se sont revus."])).edges.map(\.weight) == [2])
  }

  @Test func `a long sentence that comes again elsewhere was copied, a short one was not`() throws {
    let other =
      "LÉA ROUX a rencontré Karim Haddad, mercredi, à Port-Sel, pour parler du nouveau quai de la ville"
    #expect(try graph(telling("a1", [Self.long]), telling("a2", [other])).edges.map(\.weight) == [1])
    #expect(
      try graph(telling("a1", ["Ils se sont vus."]), telling("a2", ["Ils se sont vus."])).edges.map(\.weight)
        == [2])
  }

  @Test func `a copied sentence means the day that it meant at first`() throws {
    let text = Text(seed: 7)
    func paper(_ id: String, date: String, _ quote: String = Self.long) -> Record {
      var record = telling(id, date: date, text: text, [quote])
      record.acts[0].date = date
      record.meetings = [meeting("visite", date: date, participants: [0, 1])]
      record.meetings[0].evidence = record.acts.map(\.evidence)
      return record
    }
    let graph = try graph(
      paper("b", date: "2031-04-02"), paper("a", date: "2031-04-03"),
      paper("c", date: "2031-04-04", "Ils se sont revus à la mairie."))
    #expect(graph.edges(.met).map(\.date) == ["2031-04-02", "2031-04-04"])
    #expect(graph.edges(.met).map(\.weight) == [1, 1])
    #expect(graph.edges(.met).map(\.evidence.count) == [2, 1])
    #expect(graph.edges(.heldOn).map(\.date) == ["2031-04-02", "2031-04-04"])
  }

  @Test func `the surest telling of what counts once is counted`() throws {
    var sure = telling("a2", [Self.long])
    sure.acts[0].confidence = 0.9
    let edge = try #require(try graph(telling("a1", [Self.long]), sure).edges.first)
    #expect(edge.confidence == 0.9 && edge.weight == 1)
  }
}
