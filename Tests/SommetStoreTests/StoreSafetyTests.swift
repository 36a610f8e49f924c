import Foundation
import SommetGraph
import SommetStore
import SommetTesting
import Testing

@Suite struct StoreSafetyTests {
  private func edges(_ store: Store, _ version: VersionReference = .latest) throws -> [Fingerprint] {
    var found: [Fingerprint] = []
    try store.graph(version).forEachEdgeFingerprint {
      found.append($1)
      return .continue
    }
    return found.sorted()
  }

  @Test func `a full disk leaves the last version as it was`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    let graph = RandomGraph(seed: 1).graph
    let store = try Store(writing: path)
    _ = try store.commit(graph)
    let before = try edges(store)
    store.close()

    let pages = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) / 4096
    let narrow = try Store(writing: path, pageLimit: pages + 2)
    #expect(throws: StoreError.full(path: path)) {
      _ = try narrow.commit(RandomGraph(seed: 2, nodes: 400, edges: 2000).graph)
    }
    let after = try edges(narrow)
    #expect(after == before)
    narrow.close()

    let again = try Store(writing: path)
    try again.verify()
    #expect(try again.versions.count == 1)
    #expect(try again.commit(RandomGraph(seed: 2).graph).version.number == 2)
  }

  @Test func `an error of the graph stores nothing of it`() throws {
    struct Interruption: Error {}
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let graph = RandomGraph(seed: 3).graph
    #expect(throws: Interruption.self) {
      _ = try store.commit { sink in
        for node in graph.nodes { try sink.add(node) }
        for edge in graph.edges { try sink.add(edge) }
        throw Interruption()
      }
    }
    #expect(try store.latest == nil)
    #expect(throws: StoreError.empty(path: store.path)) { _ = try store.graph() }
    #expect(try store.commit(graph).version.number == 1)
  }

  @Test func `a second writer is told who the first is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    let first = try Store(writing: path)
    do {
      _ = try Store(writing: path, patience: 0.1)
      Issue.record("two writers")
    } catch StoreError.locked(_, let holder) {
      #expect(holder.hasPrefix("process \(getpid()), since "))
    }
    first.close()
    #expect(folder.names == ["g.sommet"])
    _ = try Store(writing: path, patience: 0.1)
  }

  @Test func `readers go on while a version is being stored`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    var random = RandomGraph(seed: 4)
    let first = random.graph
    let store = try Store(writing: path)
    _ = try store.commit(first)
    store.close()
    let writer = try Store(writing: path)
    random.edit()
    let second = random.graph
    let result = try writer.commit { sink in
      for article in second.articles { try sink.add(article) }
      let reader = try Store(reading: path)
      let read = try edges(reader)
      #expect(read == first.edges.map { Fingerprint($0) }.sorted())
      sink.add(second.info)
      for node in second.nodes { try sink.add(node) }
      for edge in second.edges { try sink.add(edge) }
    }
    #expect(result.version.number == 2)
    writer.close()
    // At rest one file.
    #expect(folder.names == ["g.sommet"])
    let reader = try Store(reading: path)
    #expect(try edges(reader) == second.edges.map { Fingerprint($0) }.sorted())
    #expect(try edges(reader, .previous) == first.edges.map { Fingerprint($0) }.sorted())
  }

  @Test func `nothing happens to a file that is no store`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("letter.txt")
    let text = Data(String(repeating: "Cher ami, ceci n'est pas un graphe. ", count: 100).utf8)
    try text.write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.notAStore(path: path)) { _ = try Store(reading: path) }
    #expect(throws: StoreError.notAStore(path: path)) { _ = try Store(writing: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
    #expect(throws: StoreError.missing(path: folder.path("none"))) {
      _ = try Store(reading: folder.path("none"))
    }
  }

  @Test func `a store that is cut off or overwritten is an error`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    let store = try Store(writing: path)
    _ = try store.commit(RandomGraph(seed: 5, nodes: 60, edges: 300).graph)
    store.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let url = URL(fileURLWithPath: path)
    for cut in [0, 50, 4096, whole.count / 2, whole.count - 4096] {
      try whole.prefix(cut).write(to: url)
      #expect(throws: StoreError.self) {
        let store = try Store(reading: path)
        try store.verify()
      }
    }
    var overwritten = whole
    for offset in stride(from: 4096, to: whole.count, by: 512) { overwritten[offset] = 0xA5 }
    try overwritten.write(to: url)
    #expect(throws: StoreError.self) {
      let store = try Store(reading: path)
      try store.verify()
    }
  }

  @Test func `a store of a later form is refused by name`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    let store = try Store(writing: path)
    _ = try store.commit(RandomGraph(seed: 6).graph)
    store.close()
    // `user_version` stands at byte 60, big-endian.
    let url = URL(fileURLWithPath: path)
    var bytes = try Data(contentsOf: url)
    bytes[63] = 9
    try bytes.write(to: url)
    let error = StoreError.newer(path: path, form: 9, known: 1)
    #expect(throws: error) { _ = try Store(reading: path) }
    #expect(throws: error) { _ = try Store(writing: path) }
    #expect(
      error.description
        == "\(path): expected a store of form 1 or older, found form 9: a newer version of sommet wrote it")
  }

  @Test func `a version is never older than its parent, though the clock was set back`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("g.sommet")
    var random = RandomGraph(seed: 8)
    let formatter = ISO8601DateFormatter()
    for time in ["2026-11-20T10:00:00Z", "2026-11-18T10:00:00Z", "2026-11-21T10:00:00Z"] {
      let date = try #require(formatter.date(from: time))
      let store = try Store(writing: path, clock: { date })
      random.addEdge()
      _ = try store.commit(random.graph)
      store.close()
    }
    let store = try Store(reading: path)
    #expect(
      try store.versions.map(\.time) == [
        "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z",
      ])
    #expect(try store.version(.day("2026-11-20")).number == 2)
  }

  @Test func `a commit that is stopped stores nothing, and what was remembered stays`() throws {
    let folder = try TemporaryFolder()
    let store = try Store(writing: folder.path("g.sommet"))
    let record = Record(article: ArticleInfo(id: "a", sha256: "a"))
    _ = try store.remember([.init(key: [1], record: record)])
    let graph = RandomGraph(seed: 9, nodes: 200, edges: 1000).graph
    store.stop { true }
    #expect(throws: StoreError.interrupted(path: store.path)) { _ = try store.commit(graph) }
    store.stop { false }
    #expect(try store.latest == nil)
    #expect(try store.looseRecords == 1)
    #expect(try store.commit(graph).version.number == 1)
  }

  @Test func `versions are named by number, day and place`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a@b.sommet")
    var random = RandomGraph(seed: 7)
    for day in ["2026-11-18", "2026-11-20", "2026-11-20"] {
      let formatter = ISO8601DateFormatter()
      let time = try #require(formatter.date(from: day + "T23:30:00Z"))
      let store = try Store(writing: path, clock: { time })
      random.addEdge()
      _ = try store.commit(random.graph)
      store.close()
    }
    let store = try Store(reading: path)
    func number(_ text: String) throws -> Int { try store.version(VersionReference(text)).number }
    #expect(try number("latest") == 3)
    #expect(try number("previous") == 2)
    #expect(try number("1") == 1)
    #expect(try number("2026-11-19") == 1)
    #expect(try number("2026-11-20") == 3)
    #expect(try number("2027-01-01") == 3)
    #expect(throws: StoreError.noVersion(path: path, reference: "4", latest: 3)) { _ = try number("4") }
    #expect(throws: StoreError.noVersion(path: path, reference: "2026-11-17", latest: 3)) {
      _ = try number("2026-11-17")
    }
    #expect(throws: StoreError.reference("yesterday")) { _ = try number("yesterday") }
    #expect(throws: StoreError.reference("2026-13-01")) { _ = try number("2026-13-01") }
    #expect(try StoreReference(argument: path) == StoreReference(path: path))
    #expect(try StoreReference(argument: path + "@2") == StoreReference(path: path, version: .number(2)))
    #expect(try StoreReference(argument: folder.path("b.json")) == nil)
    #expect(throws: StoreError.reference("soon")) { _ = try StoreReference(argument: path + "@soon") }
  }
}
