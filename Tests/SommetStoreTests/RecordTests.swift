import SommetGraph
import SommetStore
import SommetTesting
import Testing

@Suite struct RecordTests {
  private func record(_ id: String) -> Record {
    Record(article: ArticleInfo(id: id, title: "T", sha256: id))
  }

  @Test func `records are found by their key until no version needs them`() throws {
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let numbers = try store.remember(
      ["a", "b"].map { .init(key: Array($0.utf8), record: record($0), text: "texte \($0)") })
    #expect(try store.recordNumber(for: [0x61]) == numbers[0])
    #expect(try store.record(numbers[1]) == record("b"))
    let graph = Graph(articles: [GraphArticle(info: record("a").article)])
    _ = try store.commit(graph, records: ["a": numbers[0]])
    #expect(try store.recordsOfLatest == ["a": numbers[0]])
    #expect(try store.recordNumber(for: [0x62]) == nil)
    #expect(try store.statistics.texts == 1)
  }

  @Test func `a record that is made again takes the place of the old one though the graph is the same`()
    throws
  {
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let graph = Graph(articles: [GraphArticle(info: record("a").article)])
    let old = try store.remember([.init(key: [1], record: record("a"))])[0]
    _ = try store.commit(graph, records: ["a": old])
    let new = try store.remember([.init(key: [2], record: record("a"))])[0]
    #expect(try store.looseRecords == 1)
    #expect(try store.commit(graph, records: ["a": new]).version.number == 1)
    #expect(try store.recordsOfLatest == ["a": new])
    #expect(try store.looseRecords == 0)
    #expect(try store.recordNumber(for: [1]) == nil)
  }

  @Test func `a record that comes twice is stored once, and takes the annotations that come later`() throws {
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let remembered = Store.Remembered(key: [1], record: record("a"))
    let numbers = try store.remember([remembered, remembered])
    #expect(numbers[0] == numbers[1])
    #expect(try !store.hasAnnotations(numbers[0]))
    var annotated = remembered
    annotated.annotations = [1, 2]
    #expect(try store.remember([annotated]) == [numbers[0]])
    _ = try store.commit(
      Graph(articles: [GraphArticle(info: record("a").article)]), records: ["a": numbers[0]])
    #expect(try store.hasAnnotations(numbers[0]) && store.annotations(ofArticle: "a") == [1, 2])
  }

  @Test func `records are read in the order of their articles`() throws {
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let ids = ["c", "a", "b"]
    let numbers = try store.remember(ids.map { .init(key: Array($0.utf8), record: record($0)) })
    let records = StoredRecords(store, numbers: Dictionary(uniqueKeysWithValues: zip(ids, numbers)))
    #expect(
      try (0..<records.recordCount).map { try records.record(at: $0, []).article.id } == ["a", "b", "c"])
  }
}
