import SommetGraph
import SommetTesting
import Testing

@Suite struct SpooledGraphTests {
  private static func spooled(_ graph: Graph, shuffledBy numbers: Numbers? = nil) throws -> SpooledGraph {
    var spooled = try SpooledGraph()
    spooled.add(graph.info)
    var (articles, nodes, edges) = (graph.articles, graph.nodes, graph.edges)
    if var numbers {
      articles.shuffle(using: &numbers)
      nodes.shuffle(using: &numbers)
      edges.shuffle(using: &numbers)
    }
    for edge in edges { try spooled.add(edge) }
    for node in nodes { try spooled.add(node) }
    for article in articles { try spooled.add(article) }
    return spooled
  }

  /// Equal to the byte, which `==` of texts does not say.
  private static func walked(_ graph: some GraphReading) throws -> [Fingerprint] {
    var found: [Fingerprint] = []
    try graph.forEachArticle {
      found.append(Fingerprint($0))
      return .continue
    }
    try graph.forEachNode {
      found.append(Fingerprint($0))
      return .continue
    }
    try graph.forEachEdge {
      found.append(Fingerprint($0))
      return .continue
    }
    return found
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `gives back what came in, in canonical order whatever the order it came in`(seed: UInt64) throws {
    let graph = RandomGraph(seed: seed).graph
    let numbers = seed.isMultiple(of: 2) ? Numbers(state: seed) : nil
    let spooled = try Self.spooled(graph, shuffledBy: numbers)
    #expect(spooled.info == graph.info)
    #expect((spooled.nodeCount, spooled.edgeCount) == (graph.nodeCount, graph.edgeCount))
    #expect(try Self.walked(spooled) == Self.walked(graph))
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `finds nodes, edges and articles as a graph in memory does`(seed: UInt64) throws {
    let graph = RandomGraph(seed: seed).graph
    let spooled = try Self.spooled(graph, shuffledBy: Numbers(state: seed))
    for node in graph.nodes {
      #expect(try spooled.node(node.id) == node)
      #expect(try spooled.edges(at: node.id) == graph.edges(at: node.id))
      #expect(try spooled.captions(of: [node.id]) == graph.captions(of: [node.id]))
    }
    for edge in graph.edges { #expect(try spooled.edge(edge.key) == edge) }
    for article in graph.articles { #expect(try spooled.article(article.info.id) == article) }
    #expect(try spooled.node("nobody") == nil && spooled.edge("nothing") == nil)
    #expect(try spooled.captions(of: ["nobody"]).isEmpty)
  }

  @Test func `finds each element of its file by the row of its fingerprint`() throws {
    // Larger than what waits in memory.
    var graph = RandomGraph(seed: 3, nodes: 300, edges: 9000, articles: 40).graph
    graph = Graph(
      articles: graph.articles, nodes: graph.nodes,
      edges: graph.edges.map {
        var edge = $0
        edge.content = String(repeating: "mot ", count: 100)
        return edge
      })
    let spooled = try Self.spooled(graph, shuffledBy: Numbers(state: 3))
    var rows: [(row: Int64, fingerprint: Fingerprint)] = []
    spooled.forEachEdgeFingerprint {
      rows.append(($0, $1))
      return .continue
    }
    #expect(rows.count == graph.edgeCount)
    #expect(try spooled.edges(at: rows.map(\.row)).map { Fingerprint($0) } == rows.map(\.fingerprint))
    #expect(try Self.walked(spooled) == Self.walked(graph))
  }

  @Test func `ends a walk where it is told to`() throws {
    let spooled = try Self.spooled(RandomGraph(seed: 1).graph)
    var count = 0
    try spooled.forEachEdge { _ in
      count += 1
      return count == 3 ? .stop : .continue
    }
    #expect(count == 3)
  }
}
