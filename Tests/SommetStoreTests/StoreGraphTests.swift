import Foundation
import SommetGraph
import SommetStore
import SommetTesting
import Testing

@Suite struct StoreGraphTests {
  /// All of a graph, by its walks.
  private func whole(_ graph: some GraphReading) throws -> Graph {
    var articles: [GraphArticle] = []
    var nodes: [Node] = []
    var edges: [Edge] = []
    try graph.forEachArticle {
      articles.append($0)
      return .continue
    }
    try graph.forEachNode {
      nodes.append($0)
      return .continue
    }
    try graph.forEachEdge {
      edges.append($0)
      return .continue
    }
    let walked = Graph(info: try graph.info, articles: articles, nodes: nodes, edges: edges)
    // Walks are in canonical order, to the byte.
    #expect(walked.articles.map { bytes($0.info.id) } == articles.map { bytes($0.info.id) })
    #expect(walked.nodes.map { bytes($0.id) } == nodes.map { bytes($0.id) })
    #expect(walked.edges.map { bytes($0.key) } == edges.map { bytes($0.key) })
    return walked
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Swift's `==` takes letters and their decomposed forms for the same; fingerprints do not.
  private func expectSame(_ a: Graph, _ b: Graph, _ comment: Comment) {
    #expect(a.info == b.info, comment)
    #expect(a.articles.map { Fingerprint($0) } == b.articles.map { Fingerprint($0) }, comment)
    #expect(a.nodes.map { Fingerprint($0) } == b.nodes.map { Fingerprint($0) }, comment)
    #expect(a.edges.map { Fingerprint($0) } == b.edges.map { Fingerprint($0) }, comment)
    let isEqual = a == b
    #expect(isEqual, comment)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `gives back any graph that was stored`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let graph = RandomGraph(seed: seed).graph
    let store = try Store(writing: folder.path("g.sommet"))
    let version = try store.commit(graph).version
    #expect(version.number == 1 && version.parent == nil)
    #expect(version.edges == graph.edgeCount && version.nodes == graph.nodeCount)
    expectSame(try whole(store.graph()), graph, "seed \(seed)")
    #expect(try store.graph().tally == graph.tally)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `gives back every version after any edits`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var random = RandomGraph(seed: seed)
    var graphs = [random.graph]
    let store = try Store(writing: folder.path("g.sommet"))
    _ = try store.commit(graphs[0])
    for _ in 0..<12 {
      random.edit()
      // Now and then a state of long ago comes back.
      let graph = random.numbers.chance(0.2) ? random.numbers.pick(graphs) : random.graph
      switch try store.commit(graph) {
      case .stored(let version):
        graphs.append(graph)
        #expect(version.number == graphs.count)
      case .unchanged(let version):
        #expect(version.number == graphs.count)
        #expect(graph == graphs.last)
      }
    }
    store.close()
    let reading = try Store(reading: folder.path("g.sommet"))
    try reading.verify()
    for (place, graph) in graphs.enumerated() {
      let stored = try reading.graph(.number(place + 1))
      expectSame(try whole(stored), graph, "seed \(seed), version \(place + 1)")
      #expect(try stored.tally == graph.tally)
    }
  }

  @Test(arguments: 40..<50 as Range<UInt64>)
  func `answers every question as a graph in memory does`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var random = RandomGraph(seed: seed)
    let store = try Store(writing: folder.path("g.sommet"))
    _ = try store.commit(random.graph)
    random.edit()
    _ = try store.commit(random.graph)
    let graph = random.graph
    let stored = try store.graph()
    func edges(_ walk: ((Edge) throws -> Walk) throws -> Void) throws -> [Edge] {
      var found: [Edge] = []
      try walk {
        found.append($0)
        return .continue
      }
      return found
    }
    for node in graph.nodes {
      #expect(try stored.node(node.id) == node)
      let outgoing = try edges { try stored.forEachEdge(from: node.id, $0) }
      #expect(try outgoing == edges { try graph.forEachEdge(from: node.id, $0) })
      let incoming = try edges { try stored.forEachEdge(to: node.id, $0) }
      #expect(try incoming == edges { try graph.forEachEdge(to: node.id, $0) })
      #expect(try stored.neighbours(of: node.id) == graph.neighbours(of: node.id))
    }
    for edge in graph.edges { #expect(try stored.edge(edge.key) == edge) }
    for article in graph.articles { #expect(try stored.article(article.info.id) == article) }
    #expect(try stored.node("nobody") == nil)
    #expect(try stored.edge("nothing") == nil)
    #expect(try stored.article("nowhere") == nil)
  }

  @Test func `a walk may ask further questions and end early`() throws {
    let folder = try TemporaryFolder()
    let graph = RandomGraph(seed: 7).graph
    let store = try Store(writing: folder.path("g.sommet"))
    _ = try store.commit(graph)
    let stored = try store.graph()
    var count = 0
    try stored.forEachEdge { edge in
      #expect(try stored.node(edge.source)?.id == edge.source)
      try stored.forEachEdge(from: edge.source) { _ in .stop }
      count += 1
      return count == 5 ? .stop : .continue
    }
    #expect(count == 5)
  }

  @Test func `an edge without its node is refused and nothing is stored`() throws {
    let folder = try TemporaryFolder()
    struct Broken: GraphReading {
      var nodeCount: Int { 0 }
      var edgeCount: Int { 1 }
      func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {}
      func forEachNode(_ body: (Node) throws -> Walk) throws {}
      func forEachEdge(_ body: (Edge) throws -> Walk) throws {
        _ = try body(Edge(key: "k", source: "a", target: "b", relation: .met, modality: .occurred, weight: 1))
      }
      func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {}
      func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {}
      func node(_ id: String) throws -> Node? { nil }
      func edge(_ key: String) throws -> Edge? { nil }
      func article(_ id: String) throws -> GraphArticle? { nil }
    }
    let store = try Store(writing: folder.path("g.sommet"))
    #expect(throws: StoreError.graph("edge 'k' ends at 'a', which is no node of the graph")) {
      _ = try store.commit(Broken())
    }
    #expect(try store.versions.isEmpty)
  }
}
