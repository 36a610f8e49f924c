import GRDB
import SommetGraph

/// One graph on its way into the store, within one transaction.
///
/// Every element is compared with the row of the latest version by its fingerprint; what is not met again ends.
final class GraphCommit {
  let connection: SQLConnection
  let records: [String: Int]
  /// The version that is made.
  let number: Int
  let latest: StoreVersion?
  var changes = VersionChanges()
  var info = GraphInfo()
  var articles = Met()
  var nodes = Met()
  var edges = Met()
  var evidenceCount = 0

  /// Elements that were handed over, and the rows that say the same already.
  struct Met {
    var count = 0
    var rows = RowSet()

    mutating func add(_ row: Int?) {
      count += 1
      if let row { rows.insert(row) }
    }
  }

  private var nodeNumbers = NodeNumbers()
  private let articleIDs = TextNumbers()
  /// In the order of `articleIDs`.
  private let articleNumbers = SpilledArray<Int>()

  let statements: CommitStatements
  /// Whether this is the first version: nothing to compare with, and indexes are made at the end.
  let isFirst: Bool
  /// In a first version, the passages by their hashes.
  let passages = NumberTable()

  /// Whether words are found in what is stored.
  let isSearched: Bool

  init(_ connection: SQLConnection, records: [String: Int], isSearched: Bool) throws {
    self.connection = connection
    self.records = records
    self.isSearched = isSearched
    latest = try Store.latest(connection)
    isFirst = latest == nil
    number = (latest?.number ?? 0) + 1
    if isFirst { try StoreSchema.dropLateIndexes(connection.database) }
    statements = try CommitStatements(connection.database)
  }

  /// Ends what was not met again, and adds the version, unless nothing has changed.
  ///
  /// - Parameter time: when, by the clock. A version is never older than its parent: where the clock was set back, it
  ///   gets its parent's time.
  func finish(origin: VersionOrigin, time: String) throws -> Store.Commit {
    try endArticles()
    try endNodes()
    try endEdges()
    if isFirst {
      for index in StoreSchema.late { try connection.database.execute(sql: index) }
      if isSearched { try connection.run("INSERT INTO passage_words (passage_words) VALUES ('rebuild')") }
    }
    try clearCache()
    if let latest, changes.articles.isNone, changes.nodes.isNone, changes.edges.isNone,
      try isSame(info, latest)
    {
      return .unchanged(latest)
    }
    let version = StoreVersion(
      number: number, parent: latest?.number, time: max(time, latest?.time ?? time), origin: origin,
      articles: articles.count,
      nodes: nodes.count, edges: edges.count, evidence: evidenceCount, changes: changes)
    try insert(version, info)
    return .stored(version)
  }

  private func isSame(_ info: GraphInfo, _ latest: StoreVersion) throws -> Bool {
    try connection.query("SELECT name, directed, attributes FROM version WHERE number = ?1") { query in
      query.bind(1, latest.number)
      guard try query.step() else { return false }
      return query.optionalText(0) == info.name && (query.int(1) != 0) == info.isDirected
        && query.optionalText(2) == StoredJSON.attributes(info.attributes)
    }
  }

  private func insert(_ version: StoreVersion, _ info: GraphInfo) throws {
    let sql = """
      INSERT INTO version (number, parent, time, pipeline, rules, program, inputs, note, name, directed, attributes, \
      articles, nodes, edges, evidence, articles_added, articles_ended, nodes_added, nodes_ended, edges_added, \
      edges_ended) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21)
      """
    try connection.run(sql) { query in
      query.bind(1, version.number)
      query.bind(2, version.parent)
      query.bind(3, version.time)
      query.bind(4, version.origin.pipeline)
      query.bind(5, version.origin.rules)
      query.bind(6, version.origin.program)
      query.bind(7, StoredJSON.list(version.origin.inputs))
      query.bind(8, version.origin.note)
      query.bind(9, info.name)
      query.bind(10, info.isDirected ? 1 : 0)
      query.bind(11, StoredJSON.attributes(info.attributes))
      query.bind(12, version.articles)
      query.bind(13, version.nodes)
      query.bind(14, version.edges)
      query.bind(15, version.evidence)
      for (place, count) in [changes.articles, changes.nodes, changes.edges].enumerated() {
        query.bind(Int32(16 + 2 * place), count.added)
        query.bind(Int32(17 + 2 * place), count.ended)
      }
    }
  }

  // MARK: - Rows

  /// Ends the rows of a table that are still there and were not met again.
  ///
  /// - Parameter ended: is told the column asked for of each.
  func endRows(
    of table: String, but kept: RowSet, column: String,
    _ count: WritableKeyPath<VersionChanges, VersionChanges.Count>,
    ended: (Int) throws -> Void
  ) throws {
    guard !isFirst else { return }
    var rows: [(number: Int, value: Int)] = []
    let sql = "SELECT number, \(column) FROM \(table) WHERE died IS NULL AND born < ?1"
    try connection.query(sql) { query in
      query.bind(1, number)
      while try query.step() {
        if !kept.contains(query.int(0)) { rows.append((query.int(0), query.int(1))) }
      }
    }
    for row in rows {
      try end(table, row.number)
      try ended(row.value)
    }
    changes[keyPath: count].ended += rows.count
  }

  func end(_ table: String, _ row: Int) throws {
    try connection.run("UPDATE \(table) SET died = ?1 WHERE number = ?2") {
      $0.bind(1, number)
      $0.bind(2, row)
    }
  }

  // MARK: - Ids

  /// The number that stands for a node's id in all versions.
  ///
  /// - Precondition: it was not asked for before.
  func nodeNumber(_ id: String) throws -> Int {
    let place = CanonicalText.place(id)
    var number =
      try isFirst
      ? nil : connection.int("SELECT number FROM node_id WHERE place = ?1") { $0.bind(1, place) }
    if number == nil {
      number = try connection.query("INSERT INTO node_id (place, id) VALUES (?1, ?2)") { query in
        query.bind(1, place)
        query.bind(2, CanonicalText.spelling(id, place: place))
        try query.run()
        return query.insertedRow
      }
    }
    try nodeNumbers.insert(number!, of: place)
    return number!
  }

  /// The number of a node that must be there already.
  func knownNode(_ id: String, of edge: Edge) throws -> Int {
    guard let number = try nodeNumbers[CanonicalText.place(id)] else {
      throw StoreError.graph("edge '\(edge.key)' ends at '\(id)', which is no node of the graph")
    }
    return number
  }

  /// How the store spells a node's id.
  func isSpelt(_ id: String, as number: Int) throws -> Bool {
    if id.utf8.allSatisfy({ $0 < 0x80 }) { return true }
    return try connection.query("SELECT coalesce(id, place) FROM node_id WHERE number = ?1") { query in
      query.bind(1, number)
      return try query.step() && CanonicalText.isSame(query.text(0), id)
    }
  }

  /// The number that stands for an article's id in all versions.
  func articleNumber(_ id: String) throws -> Int {
    let known = try articleIDs.number(of: id)
    if known < articleNumbers.count { return try articleNumbers[known] }
    var number = try connection.int("SELECT number FROM article_id WHERE id = ?1") { $0.bind(1, id) }
    if number == nil {
      number = try connection.query("INSERT INTO article_id (id, place) VALUES (?1, ?2)") { query in
        query.bind(1, id)
        query.bind(2, CanonicalText.place(id))
        try query.run()
        return query.insertedRow
      }
    }
    try articleNumbers.append(number!)
    return number!
  }
}
