import GRDB

/// The connection of a store within a call: hands out prepared statements, and takes them back to be used again.
///
/// A walk may ask another question of the same kind before it is done (the edges of each node, say), so each use has a
/// statement of its own.
final class SQLConnection {
  let database: Database
  private let cache: SQLStatements

  init(_ database: Database, _ cache: SQLStatements) {
    self.database = database
    self.cache = cache
  }

  /// Runs `body` with a statement, which is reset afterwards.
  func query<Result>(_ sql: String, _ body: (SQLQuery) throws -> Result) throws -> Result {
    let query = try cache.take(sql, database)
    defer {
      query.reset()
      cache.give(query, sql)
    }
    return try body(query)
  }

  /// The integer of the first row's first column; nil when there is no row or it is NULL.
  func int(_ sql: String, _ bind: (SQLQuery) -> Void = { _ in }) throws -> Int? {
    try query(sql) { query in
      bind(query)
      return try query.step() ? query.optionalInt(0) : nil
    }
  }

  func run(_ sql: String, _ bind: (SQLQuery) -> Void = { _ in }) throws {
    try query(sql) { query in
      bind(query)
      try query.run()
    }
  }
}

/// Statements that are not in use, by their text.
///
/// `@unchecked Sendable`: only ever touched on the serial queue of the connection that its statements belong to.
final class SQLStatements: @unchecked Sendable {
  private var idle: [String: [SQLQuery]] = [:]

  func take(_ sql: String, _ database: Database) throws -> SQLQuery {
    if let query = idle[sql]?.popLast() { return query }
    return try SQLQuery(database, sql)
  }

  func give(_ query: SQLQuery, _ sql: String) { idle[sql, default: []].append(query) }

  func removeAll() { idle.removeAll() }
}
