import SommetGraph
import Testing

/// Records in memory, read again and again.
private struct Listed: RecordReading {
  let records: [Record]

  init(_ records: [Record]) { self.records = records.sorted { $0.article.id < $1.article.id } }

  var recordCount: Int { records.count }

  /// Only what was asked for, as a store would give it.
  func record(at number: Int, _ parts: RecordParts) throws -> Record {
    try Record(bytes: records[number].bytes, parts)
  }
}

/// Notes in which order things come.
private struct OrderedSink: GraphSink {
  var collector = GraphCollector()
  var steps: [String] = []
  var last: (node: Node?, edge: Edge?) = (nil, nil)

  mutating func add(_ info: GraphInfo) { collector.add(info) }

  mutating func add(_ article: GraphArticle) {
    steps.append("article")
    collector.add(article)
  }

  mutating func add(_ node: Node) {
    steps.append("node")
    if let last = last.node { #expect(last < node) }
    last.node = node
    collector.add(node)
  }

  mutating func add(_ edge: Edge) {
    steps.append("edge")
    if let last = last.edge { #expect(last < edge) }
    last.edge = edge
    collector.add(edge)
  }
}

@Suite struct GraphMergingTests {
  @Test(arguments: 0..<20)
  func `articles, nodes and edges come in canonical order, and are the graph`(seed: Int) throws {
    var generator = Generator(seed: UInt64(seed))
    let records = generator.records(25)
    var sink = OrderedSink()
    try GraphMerging(Listed(records)).write(into: &sink)
    let kinds = sink.steps.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    #expect(kinds == ["article", "node", "edge"])
    #expect(sink.collector.graph() == (try graph(records)))
  }

  @Test(arguments: [0, 500, 5_000, 50_000])
  func `what goes through a temporary file comes out the same`(memory: Int) throws {
    var generator = Generator(seed: 11)
    let records = generator.records(40)
    var collector = GraphCollector()
    try GraphMerging(Listed(records), memory: memory).write(into: &collector)
    #expect(collector.graph() == (try graph(records)))
  }

  @Test func `an error of the records ends the merge`() throws {
    struct Broken: RecordReading, Error {
      var recordCount: Int { 1 }
      func record(at number: Int, _ parts: RecordParts) throws -> Record { throw self }
    }
    #expect(throws: Broken.self) { try GraphMerging(Broken()) }
  }
}
