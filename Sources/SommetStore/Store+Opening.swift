import Foundation
import GRDB

extension Store {
  /// Whether a file is a store, by its first bytes; false when it cannot be read.
  public static func isStore(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 72),
      head.count == 72, head.starts(with: Array("SQLite format 3\0".utf8))
    else { return false }
    return head[68..<72].reduce(0) { $0 << 8 | Int($1) } == StoreSchema.applicationID
  }

  /// Opens a store for reading. Nothing is written, not even beside the file, unless a build was killed and what it
  /// left has to be put in order.
  ///
  /// - Throws: `StoreError`.
  public convenience init(reading path: String) throws {
    let path = Self.absolute(path)
    guard FileManager.default.fileExists(atPath: path) else { throw StoreError.missing(path: path) }
    var configuration = Self.configuration
    configuration.readonly = true
    let queue: DatabaseQueue
    do {
      queue = try Self.open(path, configuration)
    } catch let error as DatabaseError where Self.needsRepair(error) {
      configuration.readonly = false
      do { queue = try Self.open(path, configuration) } catch { throw Self.translated(error, path: path) }
    } catch {
      throw Self.translated(error, path: path)
    }
    self.init(path: path, queue: queue, lock: nil, clock: { Date() })
    try check()
    guard try latest != nil else { throw StoreError.empty(path: path) }
  }

  /// Opens a store for writing, and makes it when there is none.
  ///
  /// - Parameters:
  ///   - patience: seconds to wait for another process that writes.
  ///   - clock: gives the times of versions.
  ///   - pageLimit: the most pages (4 KiB) that the file may have; nil for no limit but the disk's.
  ///   - isTemporary: whether it only serves one build: then texts are not kept, and nothing is indexed to be searched.
  /// - Throws: `StoreError`.
  public convenience init(
    writing path: String, patience: Double = 5, clock: @escaping @Sendable () -> Date = { Date() },
    pageLimit: Int? = nil, isTemporary: Bool = false
  ) throws {
    let path = Self.absolute(path)
    let lock = try WriterLock(path: path, patience: patience)
    do {
      var configuration = Self.configuration
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA cache_size = -32768; PRAGMA secure_delete = OFF")
        if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
      }
      let queue = try Self.open(path, configuration)
      self.init(path: path, queue: queue, lock: lock, isTemporary: isTemporary, clock: clock)
    } catch {
      lock.release()
      throw Self.translated(error, path: path)
    }
    try prepare()
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = false
    return configuration
  }

  private static func open(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // Opening reads nothing: the first question finds out whether the file can be read.
    _ = try queue.unsafeReentrantRead { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    return queue
  }

  /// Whether what a killed process left has to be put in order first, which takes a connection that may write.
  private static func needsRepair(_ error: DatabaseError) -> Bool {
    [
      .SQLITE_READONLY, .SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY, .SQLITE_READONLY_CANTINIT,
      .SQLITE_CANTOPEN,
    ].contains(error.extendedResultCode) || error.resultCode == .SQLITE_CANTOPEN
  }

  /// Makes sure that the file is a store of a form that is known.
  private func check() throws {
    let (application, form, tables) = try read { connection in
      (
        try connection.int("PRAGMA application_id") ?? 0, try connection.int("PRAGMA user_version") ?? 0,
        try connection.int("SELECT count(*) FROM sqlite_schema") ?? 0
      )
    }
    guard application == StoreSchema.applicationID || (application == 0 && tables == 0) else {
      throw StoreError.notAStore(path: path)
    }
    guard form <= StoreSchema.form else {
      throw StoreError.newer(path: path, form: form, known: StoreSchema.form)
    }
    // A process may have been killed while it made the tables.
    let hasVersions = try read { try $0.int("SELECT 1 FROM sqlite_schema WHERE name = 'version'") } != nil
    guard hasVersions else { throw StoreError.empty(path: path) }
    do {
      let migrator = StoreSchema.migrator
      if try queue.unsafeReentrantRead({ try migrator.hasBeenSuperseded($0) }) {
        throw StoreError.newer(path: path, form: form + 1, known: StoreSchema.form)
      }
    } catch {
      throw translated(error)
    }
  }

  private func prepare() throws {
    do {
      try check()
    } catch StoreError.empty {
      try write { connection in
        try connection.database.execute(
          sql: """
            PRAGMA application_id = \(StoreSchema.applicationID);
            PRAGMA user_version = \(StoreSchema.form);
            """)
      }
    }
    do {
      try StoreSchema.migrator.migrate(queue)
      // Until there is something to read, the journal of old pages stays empty and pages are written once. After
      // that readers must not wait for a commit.
      if try latest != nil {
        try queue.unsafeReentrantWrite { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      }
    } catch {
      throw translated(error)
    }
  }

  /// Looks for damage in all of the file, which takes a while when it is large.
  ///
  /// - Throws: `StoreError.damaged` with the first faults.
  public func verify() throws {
    let faults = try read { connection in
      try connection.query("PRAGMA quick_check(5)") { query in
        var faults: [String] = []
        while try query.step() { faults.append(query.text(0)) }
        return faults
      }
    }
    if faults != ["ok"] { throw StoreError.damaged(path: path, found: faults.joined(separator: "; ")) }
  }
}
