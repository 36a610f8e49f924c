import Foundation
import SommetGraph
import SommetQuery
import Testing

/// The image of a graph says of it what the graph itself says.
@Suite struct GraphImageTests {
  private static let graphs: [Graph] = (0..<12).map { seed in
    var generator = GraphGenerator(seed: UInt64(seed))
    return generator.graph(nodes: [0, 1, 3, 20, 60][seed % 5], edges: [0, 2, 30, 200][seed % 4])
  }

  /// Keeps pages and hands out copies only, as a store of rows does; counts what is read.
  final class PageStorage: IndexStorage {
    var pages: [String: [[UInt8]]] = [:]
    private(set) var readCount = 0

    func size(of segment: String) -> Int? { pages[segment].map { $0.map(\.count).reduce(0, +) } }

    func read(_ segment: String, _ range: Range<Int>, into bytes: UnsafeMutableRawPointer) {
      precondition(range.lowerBound % IndexPage.size == 0)
      let last = (range.upperBound + IndexPage.size - 1) / IndexPage.size
      let part = pages[segment]![range.lowerBound / IndexPage.size..<last]
      readCount += part.count
      Array(part.joined().prefix(range.count)).withUnsafeBytes {
        bytes.copyMemory(from: $0.baseAddress!, byteCount: range.count)
      }
    }

    func append(_ bytes: [UInt8], to segment: String) {
      precondition(pages[segment]?.last.map { $0.count == IndexPage.size } ?? true)
      for start in stride(from: 0, to: bytes.count, by: IndexPage.size) {
        pages[segment, default: []].append(Array(bytes[start..<min(start + IndexPage.size, bytes.count)]))
      }
    }
  }

  @Test(arguments: graphs.indices)
  func `gives nodes and edges back to the letter`(number: Int) throws {
    let graph = Self.graphs[number]
    let storage = PageStorage()
    try GraphImage.write(graph, to: storage)
    let image = try GraphImage(storage)
    try #require(image.nodeCount == graph.nodes.count && image.relationshipCount == graph.edges.count)
    for (number, node) in graph.nodes.enumerated() {
      #expect(Self.isSame(try image.node(at: number), node))
    }
    for (number, edge) in graph.edges.enumerated() {
      #expect(Self.isSame(try image.edge(at: number), edge))
      #expect(try image.relationship(key: edge.key) == number)
    }
    #expect(try image.relationship(key: "no such key") == nil)
  }

  /// NaN is the same as itself here, and texts are only when their bytes are.
  private static func isSame(_ a: some Any, _ b: some Any) -> Bool {
    func dumped(_ value: some Any) -> [UInt8] {
      var text = ""
      dump(value, to: &text)
      // The order of attributes is that of their hashes.
      return text.split(separator: "\n").sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        .joined(separator: "\n").utf8.map { $0 }
    }
    return dumped(a) == dumped(b)
  }

  @Test(arguments: graphs.indices)
  func `knows the properties, labels and relationships of the graph`(number: Int) throws {
    let graph = try IndexedGraph(Self.graphs[number])
    let image = try GraphImage(of: Self.graphs[number])
    #expect(image.propertyNames == graph.propertyNames)
    #expect(Set(image.labelNames) == Set(graph.labelNames) && Set(image.typeNames) == Set(graph.typeNames))
    for node in 0..<graph.nodeCount {
      for name in graph.propertyNames + ["unknown"] {
        #expect(try image.property(name, ofNode: node) == graph.property(name, ofNode: node), "\(name)")
      }
      #expect(try image.properties(ofNode: node) == graph.properties(ofNode: node))
      #expect(try image.labels(ofNode: node) == graph.labels(ofNode: node))
      for direction in [QueryDirection.outgoing, .incoming, .both] {
        for type in [nil] + graph.typeNames {
          func found(_ graph: some QueryGraph) throws -> [[Int]] {
            var found: [[Int]] = []
            let types = try type.map { [try #require(try graph.type(named: $0))] }
            _ = try graph.forEachRelationship(at: node, direction, types: types) {
              found.append([$0, $1])
              return .continue
            }
            return found.sorted { $0.lexicographicallyPrecedes($1) }
          }
          #expect(try found(image) == found(graph))
        }
      }
    }
    for edge in 0..<graph.relationshipCount {
      for name in graph.propertyNames + ["unknown"] {
        #expect(try image.property(name, ofRelationship: edge) == graph.property(name, ofRelationship: edge))
      }
      #expect(try image.type(ofRelationship: edge) == graph.type(ofRelationship: edge))
      #expect(try image.ends(ofRelationship: edge) == graph.ends(ofRelationship: edge))
    }
  }

  @Test(arguments: graphs.indices)
  func `finds nodes by id, label and folded name`(number: Int) throws {
    let graph = try IndexedGraph(Self.graphs[number])
    let image = try GraphImage(of: Self.graphs[number])
    for name in ["n:0", "Léa Roux", "Le\u{301}a Roux", "Union des ports", "nobody", ""] {
      for property in ["id", "label", "name"] {
        #expect(
          try image.nodes(whose: property, is: .string(name))
            == graph.nodes(whose: property, is: .string(name)))
      }
    }
    for name in [
      "n:1", "LEA ROUX", "roux", "Berg", "l'union des ports", "Unoin des ports", "Léa", "ile", "???",
    ] {
      #expect(try Self.isSame(image.find(name), Self.graphs[number].find(name)), "\(name)")
    }
  }

  // MARK: What is not as it was written

  private static func written() throws -> PageStorage {
    let storage = PageStorage()
    try GraphImage.write(graphs[11], to: storage)
    return storage
  }

  @Test(arguments: ["header", "sums", "columns", "values", "elements"])
  func `refuses a damaged segment`(segment: String) throws {
    let storage = try Self.written()
    for place in [0, 30, 200] {
      let bytes = storage.pages
      storage.pages[segment]![0][min(place, bytes[segment]![0].count - 1)] ^= 4
      #expect(throws: IndexError.self) { try GraphImage(storage).verify() }
      storage.pages = bytes
    }
    storage.pages[segment]![0].removeLast()
    #expect(throws: IndexError.self) { try GraphImage(storage).verify() }
  }

  @Test func `says what is wrong with what is no image of this version`() throws {
    func fault(_ change: (PageStorage) -> Void) throws -> String? {
      let storage = try Self.written()
      change(storage)
      return #expect(throws: IndexError.self) { _ = try GraphImage(storage) }?.description
    }
    #expect(try fault { $0.pages["header"] = nil } == "query index: expected a finished index, found none")
    #expect(
      try fault { $0.pages["header"] = [Array("PK, a file of another kind".utf8)] }
        == "query index: expected an index of a graph, found other bytes")
    #expect(
      try fault { $0.pages["header"]![0][8] = 9 }
        == "query index: expected version 2, found version 9; build the index again")
    #expect(
      try fault { $0.pages["header"]![0][20] ^= 1 }
        == "query index: page 0 of 'header' is damaged; build the index again")
    #expect(throws: IndexError.absent) { try GraphImage(MemoryIndexStorage()) }
  }

  @Test func `refuses edges without nodes`() throws {
    struct Torn: GraphReading {
      let nodeCount = 0
      let edgeCount = 1
      func forEachArticle(_ body: (GraphArticle) throws -> Walk) {}
      func forEachNode(_ body: (Node) throws -> Walk) {}
      func forEachEdge(_ body: (Edge) throws -> Walk) throws {
        _ = try body(Edge(key: "e", source: "x", target: "y", relation: .met, modality: .occurred, weight: 1))
      }
      func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {}
      func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {}
      func node(_ id: String) -> Node? { nil }
      func edge(_ key: String) -> Edge? { nil }
      func article(_ id: String) -> GraphArticle? { nil }
    }
    #expect(throws: IndexError.danglingEdge(key: "e", node: "x")) { try GraphImage(of: Torn()) }
  }

  @Test func `reads a few pages of a large image for a lookup`() throws {
    var generator = GraphGenerator(seed: 7)
    let storage = PageStorage()
    try GraphImage.write(generator.graph(nodes: 20_000, edges: 60_000), to: storage)
    let pages = storage.pages.values.map(\.count).reduce(0, +)
    let image = try GraphImage(storage)
    var rows = 0
    try PreparedQuery("MATCH (a {id: 'n:777'})-[r]-(b) RETURN r.date, b.label", graph: image).run { _ in
      rows += 1
      return .continue
    }
    #expect(rows > 0 && pages > 900 && storage.readCount < 60, "\(storage.readCount) of \(pages)")
  }

  @Test func `is the same from a folder of files`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let graph = Self.graphs[11]
    try GraphImage.write(graph, to: FolderIndexStorage(folder))
    let image = try GraphImage(FolderIndexStorage(folder))
    try image.verify()
    #expect(Self.isSame(try image.edge(at: 5), graph.edges[5]))
    #expect(throws: IndexError.absent) { try GraphImage(FolderIndexStorage(folder + "/nothing")) }
  }
}
