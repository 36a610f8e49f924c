/// A graph in temporary files, to compare graphs that memory would not hold: of an edge some thirty bytes are held, of a
/// node its id and as much.
///
/// Elements come in one by one, in any order. Rows count them as they came.
public struct SpooledGraph: GraphSink {
  public private(set) var info = GraphInfo()
  private var articleSpool: ElementSpool<GraphArticle>
  private var nodeSpool: ElementSpool<Node>
  private var edgeSpool: ElementSpool<Edge>
  /// Of nodes that there are or that edges end at.
  private var numbers: [String: UInt32] = [:]
  /// For each row of a node its number.
  private var nodeNumbers: [UInt32] = []
  /// For each number the row of its node; `none` when there is no such node.
  private var rows: [UInt32] = []
  private static let none = UInt32.max
  /// For each row of an edge the numbers of its ends.
  private var ends: [(source: UInt32, target: UInt32)] = []

  /// - Throws: `SpillError` when no temporary file can be made.
  public init() throws(SpillError) {
    articleSpool = try ElementSpool()
    nodeSpool = try ElementSpool()
    edgeSpool = try ElementSpool()
  }

  public mutating func add(_ info: GraphInfo) { self.info = info }
  public mutating func add(_ article: GraphArticle) throws(SpillError) { try articleSpool.append(article) }

  public mutating func add(_ node: Node) throws(SpillError) {
    let number = number(node.id)
    // Of nodes with the same id the first counts.
    if rows[Int(number)] == Self.none { rows[Int(number)] = UInt32(nodeSpool.count) }
    nodeNumbers.append(number)
    try nodeSpool.append(node)
  }

  public mutating func add(_ edge: Edge) throws(SpillError) {
    ends.append((number(edge.source), number(edge.target)))
    try edgeSpool.append(edge)
  }

  private mutating func number(_ id: String) -> UInt32 {
    if let number = numbers[id] { return number }
    numbers[id] = UInt32(numbers.count)
    rows.append(Self.none)
    return UInt32(numbers.count - 1)
  }
}

extension SpooledGraph: FingerprintedGraph {
  public var nodeCount: Int { nodeSpool.count }
  public var edgeCount: Int { edgeSpool.count }

  public func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {
    try articleSpool.forEachInOrder(body)
  }

  public func forEachNode(_ body: (Node) throws -> Walk) throws { try nodeSpool.forEachInOrder(body) }
  public func forEachEdge(_ body: (Edge) throws -> Walk) throws { try edgeSpool.forEachInOrder(body) }

  public func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge(numbers[source], \.source, body)
  }

  public func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge(numbers[target], \.target, body)
  }

  private func forEachEdge(
    _ number: UInt32?, _ end: KeyPath<(source: UInt32, target: UInt32), UInt32>, _ body: (Edge) throws -> Walk
  ) throws {
    guard let number else { return }
    let edges = try ends.indices.filter { ends[$0][keyPath: end] == number }.map(edgeSpool.element)
    for edge in edges.sorted() where try body(edge) == .stop { return }
  }

  public func node(_ id: String) throws -> Node? {
    guard let number = numbers[id], rows[Int(number)] != Self.none else { return nil }
    return try nodeSpool.element(at: Int(rows[Int(number)]))
  }

  public func edge(_ key: String) throws -> Edge? {
    try first(of: edgeSpool, Fingerprint.identity(key)) { $0.key == key }
  }

  public func article(_ id: String) throws -> GraphArticle? {
    try first(of: articleSpool, Fingerprint.identity(id)) { $0.info.id == id }
  }

  private func first<Element: SpooledElement>(
    of spool: ElementSpool<Element>, _ identity: UInt64, where matches: (Element) -> Bool
  ) throws -> Element? {
    for (row, fingerprint) in spool.fingerprints.enumerated() where fingerprint.identity == identity {
      let element = try spool.element(at: row)
      if matches(element) { return element }
    }
    return nil
  }

  public func captions(of ids: Set<String>) throws -> [String: NodeCaption] {
    var found: [String: NodeCaption] = [:]
    for id in ids {
      if let node = try node(id) { found[node.id] = NodeCaption(label: node.label, kind: node.kind) }
    }
    return found
  }

  // MARK: - Fingerprints

  public func forEachArticleFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) rethrows {
    try Self.walk(articleSpool.fingerprints, body)
  }

  public func forEachNodeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) rethrows {
    try Self.walk(nodeSpool.fingerprints, body)
  }

  public func forEachEdgeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) rethrows {
    try Self.walk(edgeSpool.fingerprints, body)
  }

  private static func walk(
    _ fingerprints: [Fingerprint], _ body: (Int64, Fingerprint) throws -> Walk
  ) rethrows {
    for (row, fingerprint) in fingerprints.enumerated() where try body(Int64(row), fingerprint) == .stop {
      return
    }
  }

  public func articles(at rows: [Int64]) throws -> [GraphArticle] {
    try rows.map { try articleSpool.element(at: Int($0)) }
  }

  public func nodes(at rows: [Int64]) throws -> [Node] { try rows.map { try nodeSpool.element(at: Int($0)) } }
  public func edges(at rows: [Int64]) throws -> [Edge] { try rows.map { try edgeSpool.element(at: Int($0)) } }
}
