import SommetGraph

/// What the indexes of the file answer at once.
extension StoreGraph {
  public func names(matching key: String) throws -> [NodeName] {
    var found: [(name: NodeName, kind: NodeKind)] = []
    try forEachName(" AND m.folded = ?2", bind: { $0.bind(2, key) }) { name, kind in
      found.append((name, kind))
      return .continue
    }
    return found.sorted { ($0.kind, $0.name.node) < ($1.kind, $1.name.node) }.map(\.name)
  }

  public func forEachName(startingWith prefix: String, _ body: (NodeName) throws -> Walk) throws {
    let condition = prefix.isEmpty ? "" : " AND m.folded >= ?2 AND m.folded < ?3"
    try forEachName(condition, bind: { if !prefix.isEmpty { Self.bind(prefix, to: $0) } }) { name, _ in
      try body(name)
    }
  }

  private func forEachName(
    _ condition: String, bind: (SQLQuery) -> Void, _ body: (NodeName, NodeKind) throws -> Walk
  ) throws {
    let sql = """
      SELECT m.folded, m.form, coalesce(n.id, n.place), n.kind FROM name m CROSS JOIN node n ON n.number = m.node
      WHERE \(NodeRow.alive)\(condition)
      """
    try store.read { connection in
      try connection.query(sql) { query in
        query.bind(1, version.number)
        bind(query)
        while try query.step() {
          guard let form = NodeName.Form(rawValue: query.int(1)) else {
            throw StoredJSONError(description: "form \(query.int(1)) of a name")
          }
          let name = NodeName(key: query.text(0), form: form, node: query.text(2))
          if try body(name, NodeKind(rawValue: query.text(3))) == .stop { return }
        }
      }
    }
  }

  public func forEachEdge(withKeyPrefix prefix: String, _ body: (Edge) throws -> Walk) throws {
    guard !prefix.isEmpty else { return try forEachEdge(body) }
    try walk(
      EdgeRow.self, tables: EdgeRow.tablesFromEdge, condition: " AND e.key >= ?2 AND e.key < ?3",
      order: EdgeRow.order, bind: { Self.bind(CanonicalText.place(prefix), to: $0) }, body)
  }

  /// The texts that begin with a prefix lie between it and it with the last of all characters behind.
  private static func bind(_ prefix: String, to query: SQLQuery) {
    query.bind(2, prefix)
    query.bind(3, prefix + "\u{10FFFF}")
  }

  public var tally: GraphTally {
    get throws {
      var tally = GraphTally()
      (tally.articles, tally.nodes, tally.edges) = (version.articles, version.nodes, version.edges)
      tally.evidence = version.evidence
      try forEachCount(of: ["n.kind"], in: "node n", NodeRow.alive) { query, count in
        tally.kinds[NodeKind(rawValue: query.text(0)), default: 0] += count
      }
      try forEachCount(of: ["e.relation", "e.modality"], in: "edge e", EdgeRow.alive) { query, count in
        guard let modality = Modality(rawValue: query.text(1)) else {
          throw StoredJSONError(description: "modality '\(query.text(1))'")
        }
        tally.relations[Relation(rawValue: query.text(0)), default: 0] += count
        tally.modalities[modality, default: 0] += count
      }
      return tally
    }
  }

  /// How many rows of this version have the same values in some columns.
  private func forEachCount(
    of columns: [String], in table: String, _ alive: String, _ body: (SQLQuery, Int) throws -> Void
  ) throws {
    let listed = columns.joined(separator: ", ")
    try store.read { connection in
      try connection.query("SELECT \(listed), count(*) FROM \(table) WHERE \(alive) GROUP BY \(listed)") {
        $0.bind(1, version.number)
        while try $0.step() { try body($0, $0.int(Int32(columns.count))) }
      }
    }
  }

  /// The label of a node, without the rest of it; nil when there is no such node.
  public func label(_ id: String) throws -> String? {
    try captions(of: [id])[id]?.label
  }

  public func text(ofArticle id: String) throws -> String? { try store.text(ofArticle: id, in: version) }

  /// The edges that a filter lets through, in canonical order; by an index when it asks for relations or dates.
  public func forEachEdge(matching filter: EdgeFilter, _ body: (Edge) throws -> Walk) throws {
    guard filter.who == nil, filter.whom == nil else { return try filter.forEachEdge(of: self, body) }
    var condition = ""
    if let relations = filter.relations {
      let words = relations.map { "'" + $0.rawValue.replacing("'", with: "''") + "'" }.sorted()
      condition += " AND e.relation IN (\(words.joined(separator: ",")))"
    }
    if filter.since != nil || filter.until != nil { condition += " AND e.date IS NOT NULL" }
    // A date that begins later than the last day asked for is written after it.
    if let until = filter.until { condition += " AND e.date <= '\(until.last)~'" }
    guard !condition.isEmpty else { return try filter.forEachEdge(of: self, body) }
    try walk(
      EdgeRow.self, tables: EdgeRow.tablesFromEdge, condition: condition, order: EdgeRow.order
    ) { filter.matches($0) ? try body($0) : .continue }
  }
}

extension StoreGraph: FingerprintedGraph {
  public func forEachArticleFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    try forEachFingerprint("a", ArticleRow.self, " ORDER BY i.place, i.id", body: body)
  }

  public func forEachNodeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    for kind in try kinds.sorted() {
      var isStopped = false
      try forEachFingerprint(
        "n", NodeRow.self, " AND n.kind = ?2 ORDER BY n.place", bind: { $0.bind(2, kind.rawValue) }
      ) {
        let walk = try body($0, $1)
        isStopped = walk == .stop
        return walk
      }
      if isStopped { return }
    }
  }

  /// In the order of the rows: a version's edges in canonical order, then those that later versions added.
  public func forEachEdgeFingerprint(_ body: (Int64, Fingerprint) throws -> Walk) throws {
    try forEachFingerprint("e", EdgeRow.self, tables: "edge e", body: body)
  }

  private func forEachFingerprint<Row: StoreRow>(
    _ table: String, _ row: Row.Type, tables: String = Row.tables, _ rest: String = "",
    bind: (SQLQuery) -> Void = { _ in }, body: (Int64, Fingerprint) throws -> Walk
  ) throws {
    let sql = "SELECT \(table).number, \(table).fingerprint FROM \(tables) WHERE \(Row.alive)\(rest)"
    try store.read { connection in
      try connection.query(sql) { query in
        query.bind(1, version.number)
        bind(query)
        while try query.step() {
          if try body(Int64(query.int(0)), try query.fingerprint(1)) == .stop { return }
        }
      }
    }
  }

  public func articles(at rows: [Int64]) throws -> [GraphArticle] {
    try elements(ArticleRow.self, "article a CROSS JOIN article_id i ON i.number = a.article", "a", rows)
  }

  public func nodes(at rows: [Int64]) throws -> [Node] {
    try elements(NodeRow.self, NodeRow.tables, "n", rows)
  }

  public func edges(at rows: [Int64]) throws -> [Edge] {
    try elements(EdgeRow.self, EdgeRow.tablesFromEdge, "e", rows)
  }

  private func elements<Row: StoreRow>(
    _ row: Row.Type, _ tables: String, _ table: String, _ rows: [Int64]
  ) throws -> [Row.Element] {
    let sql = "SELECT \(Row.columns) FROM \(tables) WHERE \(Row.alive) AND \(table).number = ?2"
    return try store.read { connection in
      let reader = Row(connection, version: version.number)
      return try connection.query(sql) { query in
        var found: [Row.Element] = []
        found.reserveCapacity(rows.count)
        query.bind(1, version.number)
        for number in rows {
          query.bind(2, Int(number))
          if try query.step() { found.append(try reader.element(query)) }
          query.reset()
        }
        return found
      }
    }
  }

  public func captions(of ids: Set<String>) throws -> [String: NodeCaption] {
    let sql = """
      SELECT kind, label FROM node n
      WHERE \(NodeRow.alive) AND n.node = (SELECT number FROM node_id WHERE place = ?2)
      """
    return try store.read { connection in
      try connection.query(sql) { query in
        var found: [String: NodeCaption] = [:]
        query.bind(1, version.number)
        for id in ids {
          query.bind(2, CanonicalText.place(id))
          if try query.step() {
            found[id] = NodeCaption(label: query.text(1), kind: NodeKind(rawValue: query.text(0)))
          }
          query.reset()
        }
        return found
      }
    }
  }
}
