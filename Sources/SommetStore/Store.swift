import Foundation
import GRDB
import SommetGraph

/// A graph and all its earlier versions in one file, with the articles it was made from.
///
///     let store = try Store(reading: "graph.sommet")
///     let graph = try store.graph(.number(3))
///     try graph.forEachEdge { … }
///
/// A version never changes once it is stored, so what reads one is not disturbed by a build that adds another. One
/// process writes at a time; any number read meanwhile. Calls on one `Store` wait for each other.
public final class Store: Sendable {
  public let path: String
  let queue: DatabaseQueue
  let statements = SQLStatements()
  /// Held as long as this store may write.
  let lock: WriterLock?
  let clock: @Sendable () -> Date
  /// Whether it only serves one build: then texts are not kept, and nothing is indexed to be searched.
  public let isTemporary: Bool
  let interruption = StoreInterruption()

  init(
    path: String, queue: DatabaseQueue, lock: WriterLock?, isTemporary: Bool = false,
    clock: @escaping @Sendable () -> Date
  ) {
    self.path = path
    self.queue = queue
    self.lock = lock
    self.isTemporary = isTemporary
    self.clock = clock
  }

  deinit { close() }

  /// Lets go of the file; the store cannot be used afterwards.
  public func close() {
    queue.unsafeReentrantWrite { database in
      statements.removeAll()
      // At rest the file is one file, which can be copied and read from a folder that cannot be written.
      if lock != nil { try? database.execute(sql: "PRAGMA journal_mode = DELETE") }
    }
    try? queue.close()
    lock?.release()
  }

  // MARK: - Versions

  /// All versions, the first first.
  public var versions: [StoreVersion] {
    get throws {
      try read { connection in
        try connection.query(Self.versionColumns + " ORDER BY number") { query in
          var found: [StoreVersion] = []
          while try query.step() { found.append(try Self.version(query)) }
          return found
        }
      }
    }
  }

  /// The latest version; nil when nothing was stored yet.
  public var latest: StoreVersion? {
    get throws { try first("ORDER BY number DESC LIMIT 1") }
  }

  /// - Throws: `StoreError.empty`, `StoreError.noVersion`.
  public func version(_ reference: VersionReference) throws -> StoreVersion {
    guard let latest = try latest else { throw StoreError.empty(path: path) }
    let found: StoreVersion? =
      switch reference {
      case .latest: latest
      case .previous: try first("WHERE number = ?1") { $0.bind(1, latest.number - 1) }
      case .number(let number): try first("WHERE number = ?1") { $0.bind(1, number) }
      case .day(let day):
        try first("WHERE substr(time, 1, 10) <= ?1 ORDER BY number DESC LIMIT 1") { $0.bind(1, day) }
      }
    guard let found else {
      throw StoreError.noVersion(path: path, reference: "\(reference)", latest: latest.number)
    }
    return found
  }

  /// The graph as it was stored; nothing of it is read before it is asked for.
  public func graph(_ reference: VersionReference = .latest) throws -> StoreGraph {
    StoreGraph(store: self, version: try version(reference))
  }

  static func latest(_ connection: SQLConnection) throws -> StoreVersion? {
    try connection.query(versionColumns + " ORDER BY number DESC LIMIT 1") { query in
      try query.step() ? try version(query) : nil
    }
  }

  private static let versionColumns = """
    SELECT number, parent, time, pipeline, rules, program, inputs, note, articles, nodes, edges, evidence,
    articles_added, articles_ended, nodes_added, nodes_ended, edges_added, edges_ended FROM version
    """

  private func first(_ condition: String, _ bind: (SQLQuery) -> Void = { _ in }) throws -> StoreVersion? {
    try read { connection in
      try connection.query(Self.versionColumns + " " + condition) { query in
        bind(query)
        return try query.step() ? try Self.version(query) : nil
      }
    }
  }

  private static func version(_ query: SQLQuery) throws -> StoreVersion {
    StoreVersion(
      number: query.int(0), parent: query.optionalInt(1), time: query.text(2),
      origin: VersionOrigin(
        pipeline: query.text(3), rules: query.text(4), program: query.text(5),
        inputs: try StoredJSON.list(from: query.optionalText(6)), note: query.optionalText(7)),
      articles: query.int(8), nodes: query.int(9), edges: query.int(10), evidence: query.int(11),
      changes: VersionChanges(
        articles: .init(added: query.int(12), ended: query.int(13)),
        nodes: .init(added: query.int(14), ended: query.int(15)),
        edges: .init(added: query.int(16), ended: query.int(17))))
  }

  // MARK: - Calls

  func read<Result>(_ body: (SQLConnection) throws -> Result) throws -> Result {
    do {
      return try queue.unsafeReentrantRead { try body(SQLConnection($0, statements)) }
    } catch {
      throw translated(error)
    }
  }

  /// Runs `body` in a transaction: all of it is stored, or nothing.
  ///
  /// - Precondition: the store was opened for writing.
  func write<Result>(_ body: (SQLConnection) throws -> Result) throws -> Result {
    precondition(lock != nil, "a store that was opened for reading is not written")
    do {
      return try queue.unsafeReentrantWrite { database in
        var result: Result?
        try database.inTransaction(.immediate) {
          result = try body(SQLConnection(database, statements))
          return .commit
        }
        return result!
      }
    } catch {
      throw translated(error)
    }
  }

  /// What SQLite says, as an error of the store; other errors stay what they are.
  func translated(_ error: any Error) -> any Error { Self.translated(error, path: path) }

  static func translated(_ error: any Error, path: String) -> any Error {
    if let error = error as? StoredJSONError { return StoreError.damaged(path: path, found: "\(error)") }
    guard let error = error as? DatabaseError else { return error }
    let message = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: return StoreError.full(path: path)
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE:
      return StoreError.unwritable(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreError.busy(path: path)
    case .SQLITE_INTERRUPT: return StoreError.interrupted(path: path)
    case .SQLITE_READONLY: return StoreError.readOnly(path: path)
    case .SQLITE_NOTADB: return StoreError.notAStore(path: path)
    case .SQLITE_CORRUPT: return StoreError.damaged(path: path, found: message)
    default: return StoreError.failed(path: path, reason: message)
    }
  }
}
