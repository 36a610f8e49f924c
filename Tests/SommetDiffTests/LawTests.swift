import SommetDiff
import SommetGraph
import SommetTesting
import Testing

@Suite struct LawTests {
  static let seeds: [UInt64] = Array(1...12)

  private func pair(_ seed: UInt64) -> (old: Draft, new: Draft) {
    let draft = Draft(seed: seed, edges: 120 + Int(seed) * 20)
    var edits = Edits(draft, seed: seed)
    edits.make(2)
    return (draft, edits.draft)
  }

  @Test(arguments: seeds)
  func `a graph does not differ from itself`(seed: UInt64) throws {
    let graph = Draft(seed: seed, edges: 150).graph()
    let diff = try GraphDiff(from: graph, to: graph)
    #expect(diff == GraphDiff(articles: [], entities: [], facts: [], patch: GraphPatch()))
    #expect(diff.isEmpty && diff.patch.isEmpty)
  }

  @Test(arguments: seeds)
  func `a difference turned round is that of the graphs turned round`(seed: UInt64) throws {
    let (old, new) = pair(seed)
    let there = try GraphDiff(from: old.graph(), to: new.graph())
    let back = try GraphDiff(from: new.graph(), to: old.graph())
    #expect(!there.isEmpty)
    #expect(there.reversed.articles == back.articles)
    #expect(there.reversed.entities == back.entities)
    #expect(there.reversed.facts == back.facts)
    #expect(there.reversed == back)
    #expect(back.reversed == there)
  }

  @Test(arguments: seeds)
  func `the old graph and the patch make the new one, and back`(seed: UInt64) throws {
    let (old, new) = pair(seed)
    let (before, after) = (old.graph(), new.graph())
    let patch = try GraphDiff(from: before, to: after).patch
    #expect(try patch.applied(to: before) == after)
    #expect(try patch.reversed.applied(to: after) == before)
  }

  @Test(arguments: seeds)
  func `the order in which graphs are given changes nothing`(seed: UInt64) throws {
    let (old, new) = pair(seed)
    let diff = try GraphDiff(from: old.graph(), to: new.graph())
    let shuffled = try GraphDiff(
      from: Shuffled(old.graph(), seed: seed), to: Shuffled(new.graph(), seed: seed + 1))
    #expect(shuffled == diff)
    #expect(try GraphDiff(from: FingerprintedView(old.graph()), to: Shuffled(new.graph(), seed: 9)) == diff)
  }

  @Test func `unrelated graphs differ in everything and still make each other`() throws {
    let (old, new) = (Draft(seed: 1, edges: 80).graph(), Draft(seed: 99, edges: 90).graph())
    let diff = try GraphDiff(from: old, to: new)
    #expect(try diff.patch.applied(to: old) == new)
    #expect(try diff.reversed == GraphDiff(from: new, to: old))
    #expect(try GraphDiff(from: Graph(), to: new).facts.allSatisfy { $0.kinds == [.factNew] })
  }
}

/// A graph that tells its elements in any order but the canonical one, as a file may.
struct Shuffled: FingerprintedGraph {
  private let graph: Graph
  private let articleRows: [Int]
  private let nodeRows: [Int]
  private let edgeRows: [Int]

  init(_ graph: Graph, seed: UInt64) {
    var numbers = Numbers(state: seed)
    self.graph = graph
    articleRows = graph.articles.indices.shuffled(using: &numbers)
    nodeRows = graph.nodes.indices.shuffled(using: &numbers)
    edgeRows = graph.edges.indices.shuffled(using: &numbers)
  }

  var info: GraphInfo { graph.info }
  var nodeCount: Int { graph.nodeCount }
  var edgeCount: Int { graph.edgeCount }
  func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {
    for row in articleRows where try body(graph.articles[row]) == .stop { return }
  }
  func forEachNode(_ body: (Node) throws -> Walk) throws {
    for row in nodeRows where try body(graph.nodes[row]) == .stop { return }
  }
  func forEachEdge(_ body: (Edge) throws -> Walk) throws {
    for row in edgeRows where try body(graph.edges[row]) == .stop { return }
  }
  func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try graph.forEachEdge(from: source, body)
  }
  func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try graph.forEachEdge(to: target, body)
  }
  func node(_ id: String) throws -> Node? { graph.node(id) }
  func edge(_ key: String) throws -> Edge? { graph.edge(key) }
  func article(_ id: String) throws -> GraphArticle? { graph.article(id) }

  func forEachArticleFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    for (place, row) in articleRows.enumerated()
    where try body(Int64(place), Fingerprint(graph.articles[row])) == .stop { return }
  }
  func forEachNodeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    for (place, row) in nodeRows.enumerated()
    where try body(Int64(place), Fingerprint(graph.nodes[row])) == .stop { return }
  }
  func forEachEdgeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    for (place, row) in edgeRows.enumerated()
    where try body(Int64(place), Fingerprint(graph.edges[row])) == .stop { return }
  }
  func articles(at rows: [Int64]) -> [GraphArticle] { rows.map { graph.articles[articleRows[Int($0)]] } }
  func nodes(at rows: [Int64]) -> [Node] { rows.map { graph.nodes[nodeRows[Int($0)]] } }
  func edges(at rows: [Int64]) -> [Edge] { rows.map { graph.edges[edgeRows[Int($0)]] } }
}
