import SommetGraph

/// One version of a store's graph, read as it is walked.
///
/// Walks go in the order of `Graph`, and give what was stored to the last byte. Memory does not grow with the graph.
public struct StoreGraph: GraphReading, Sendable {
  public let store: Store
  public let version: StoreVersion

  public var nodeCount: Int { version.nodes }
  public var edgeCount: Int { version.edges }
  public var articleCount: Int { version.articles }
  /// Articles that are copies of others.
  public var copyCount: Int {
    get throws {
      let sql = "SELECT count(*) FROM article a WHERE \(ArticleRow.alive) AND duplicate_of IS NOT NULL"
      return try store.read { try $0.int(sql) { $0.bind(1, version.number) } ?? 0 }
    }
  }

  public var info: GraphInfo {
    get throws {
      try store.read { connection in
        try connection.query("SELECT name, directed, attributes FROM version WHERE number = ?1") { query in
          query.bind(1, version.number)
          guard try query.step() else { return GraphInfo() }
          return GraphInfo(
            name: query.optionalText(0), isDirected: query.int(1) != 0,
            attributes: try StoredJSON.attributes(from: query.optionalText(2)))
        }
      }
    }
  }

  // MARK: - Articles

  public func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {
    try walk(ArticleRow.self, order: " ORDER BY i.place, i.id", body)
  }

  public func article(_ id: String) throws -> GraphArticle? {
    try one(ArticleRow.self, " AND i.place = ?2") { $0.bind(2, CanonicalText.place(id)) }
  }

  // MARK: - Nodes

  public func forEachNode(_ body: (Node) throws -> Walk) throws {
    for kind in try kinds.sorted() {
      var isStopped = false
      try walk(
        NodeRow.self, condition: " AND n.kind = ?2", order: " ORDER BY n.place",
        bind: { $0.bind(2, kind.rawValue) }
      ) {
        let walk = try body($0)
        isStopped = walk == .stop
        return walk
      }
      if isStopped { return }
    }
  }

  /// Of all versions.
  var kinds: [NodeKind] {
    get throws {
      try store.read { connection in
        try connection.query("SELECT min(kind) FROM node WHERE kind > ?1") { query in
          var kinds: [NodeKind] = []
          if try connection.int("SELECT 1 FROM node WHERE kind = ''") != nil { kinds.append(.untyped) }
          var last = ""
          while true {
            query.reset()
            query.bind(1, last)
            guard try query.step(), let kind = query.optionalText(0) else { return kinds }
            kinds.append(NodeKind(rawValue: kind))
            last = kind
          }
        }
      }
    }
  }

  public func node(_ id: String) throws -> Node? {
    try one(NodeRow.self, " AND n.node = (SELECT number FROM node_id WHERE place = ?2)") {
      $0.bind(2, CanonicalText.place(id))
    }
  }

  // MARK: - Edges

  public func forEachEdge(_ body: (Edge) throws -> Walk) throws {
    try walk(EdgeRow.self, order: EdgeRow.order, body)
  }

  public func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try walk(
      EdgeRow.self, condition: " AND s.place = ?2", order: EdgeRow.order,
      bind: { $0.bind(2, CanonicalText.place(source)) }, body)
  }

  public func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try walk(
      EdgeRow.self, tables: EdgeRow.tablesFromTarget, condition: " AND t.place = ?2", order: EdgeRow.order,
      bind: { $0.bind(2, CanonicalText.place(target)) }, body)
  }

  public func edge(_ key: String) throws -> Edge? {
    try one(EdgeRow.self, tables: EdgeRow.tablesFromEdge, " AND e.key = ?2") {
      $0.bind(2, CanonicalText.place(key))
    }
  }

  // MARK: - Walks

  /// Walks the rows that are in this version; parameter 1 is its number.
  func walk<Row: StoreRow>(
    _ row: Row.Type, tables: String = Row.tables, condition: String = "", order: String = "",
    bind: (SQLQuery) -> Void = { _ in }, _ body: (Row.Element) throws -> Walk
  ) throws {
    let sql = "SELECT \(Row.columns) FROM \(tables) WHERE \(Row.alive)\(condition)\(order)"
    try store.read { connection in
      let reader = Row(connection, version: version.number)
      try connection.query(sql) { query in
        query.bind(1, version.number)
        bind(query)
        while try query.step() {
          if try body(try reader.element(query)) == .stop { return }
        }
      }
    }
  }

  func one<Row: StoreRow>(
    _ row: Row.Type, tables: String = Row.tables, _ condition: String, _ bind: (SQLQuery) -> Void
  ) throws -> Row.Element? {
    var found: Row.Element?
    try walk(row, tables: tables, condition: condition, bind: bind) {
      found = $0
      return .stop
    }
    return found
  }
}

/// How one kind of row is asked for and read.
protocol StoreRow {
  associatedtype Element
  static var columns: String { get }
  static var tables: String { get }
  /// The condition of being in version ?1.
  static var alive: String { get }
  init(_ connection: SQLConnection, version: Int)
  func element(_ query: SQLQuery) throws -> Element
}
