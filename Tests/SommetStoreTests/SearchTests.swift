import SommetGraph
import SommetStore
import Testing

@Suite struct SearchTests {
  private static let text = "Léa Roux demande un cessez-le-feu pour l'Ukraine.\nLe maire négocie à Hautbois."

  /// Two versions: in the second the article is gone.
  private func store(in folder: TemporaryFolder) throws -> Store {
    let store = try Store(writing: folder.path("g.sommet"))
    let info = ArticleInfo(id: "a1", title: "Trêve à l’étude", date: "2031-04-02", sha256: "x")
    let numbers = try store.remember([
      .init(key: [1], record: Record(article: info), text: Self.text)
    ])
    let piece = Evidence(
      article: "a1", sentence: 0, start: 0, end: 49, quote: String(Self.text.prefix(49)),
      trigger: .init(start: 9, end: 16))
    let nodes = [
      Node(id: "person:lea-roux", kind: .person, label: "Léa Roux"),
      Node(id: "country:UA", kind: .country, label: "Ukraine"),
    ]
    let edge = Edge(
      key: "k", source: "person:lea-roux", target: "country:UA", relation: .urged, modality: .occurred,
      weight: 1,
      evidence: [piece])
    let graph = Graph(articles: [GraphArticle(info: info)], nodes: nodes, edges: [edge])
    _ = try store.commit(graph, records: ["a1": numbers[0]])
    _ = try store.commit(Graph(nodes: nodes))
    return store
  }

  @Test(arguments: [
    ("ukraine", "Ukraine"), ("UKRAINE", "Ukraine"), ("cessez-le-feu", "cessez-le-feu"),
    ("negocie", "négocie"),
    ("négoc*", "négocie"), ("maire lea", "Léa"), ("\"le maire\"", "Le maire"),
  ])
  func `finds words without regard to case, accents and elision`(words: String, match: String) throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    let hits = try store.graph(.number(1)).articles(with: SearchWords(words), limit: 5)
    #expect(hits.map(\.id) == ["a1"])
    #expect(hits.first?.text.parts.first(where: \.isMatch)?.text == match)
    #expect(hits.first?.text.text == Self.text)
    let place = try #require(hits.first?.text.firstMatch)
    #expect(String(Array(Self.text)[place]) == match)
  }

  @Test(arguments: ["feu le cessez", "\"maire le\"", "ukrain", "absent"])
  func `does not find other words`(words: String) throws {
    let folder = try TemporaryFolder()
    let found = try store(in: folder).graph(.number(1)).articles(with: SearchWords(words), limit: 5)
    #expect(found.isEmpty == (words != "feu le cessez"))
  }

  @Test func `finds the sentences behind edges`() throws {
    let folder = try TemporaryFolder()
    let hits = try store(in: folder).graph(.number(1)).quotes(with: SearchWords("ukraine"), limit: 5)
    #expect(hits.map(\.edge) == ["k"])
    #expect(hits.map(\.place) == [0..<49])
    #expect(
      hits.first?.quote.parts.map(\.text) == ["Léa Roux demande un cessez-le-feu pour l'", "Ukraine", "."])
  }

  @Test func `a version answers with its own articles and edges`() throws {
    let folder = try TemporaryFolder()
    let store = try store(in: folder)
    #expect(try store.graph().articles(with: SearchWords("ukraine"), limit: 5).isEmpty)
    #expect(try store.graph().quotes(with: SearchWords("ukraine"), limit: 5).isEmpty)
    #expect(try store.text(ofArticle: "a1", in: store.version(.number(1))) == Self.text)
    #expect(try store.text(ofArticle: "a1", in: store.version(.number(2))) == nil)
  }

  @Test(arguments: ["", " - ", "«»", "*"])
  func `asks for a word`(words: String) {
    #expect(throws: StoreError.noWords(words)) { _ = try SearchWords(words) }
  }

  @Test func `a snippet is cut between words`() {
    let text = HighlightedText(
      parts: [
        .init(text: "un deux trois ", isMatch: false), .init(text: "quatre", isMatch: true),
        .init(text: " cinq six\nsept", isMatch: false),
      ])
    #expect(text.snippet(context: 8).text == "… trois quatre cinq …")
    #expect(text.snippet(context: 100).text == "un deux trois quatre cinq six sept")
  }
}
