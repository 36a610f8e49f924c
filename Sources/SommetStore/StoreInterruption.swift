import GRDB
import GRDBSQLite
import Synchronization

/// Ends what a store is doing when somebody asks.
final class StoreInterruption: Sendable {
  private let condition = Mutex<(@Sendable () -> Bool)?>(nil)

  /// Steps of SQLite's machine between two questions: well under a millisecond.
  static let steps: Int32 = 10_000

  func set(_ condition: @escaping @Sendable () -> Bool) { self.condition.withLock { $0 = condition } }

  var isRequested: Bool { condition.withLock { $0?() ?? false } }
}

extension Store {
  /// From now on, whatever is read or written ends with `StoreError.interrupted` once a condition holds. A version that
  /// is being stored is not stored then; records that were remembered stay.
  ///
  /// - Parameter condition: is asked often, by any thread.
  public func stop(when condition: @escaping @Sendable () -> Bool) {
    interruption.set(condition)
    queue.unsafeReentrantWrite { database in
      // The store outlives its connection, and owns what the pointer leads to.
      sqlite3_progress_handler(
        database.sqliteConnection, StoreInterruption.steps,
        { Unmanaged<StoreInterruption>.fromOpaque($0!).takeUnretainedValue().isRequested ? 1 : 0 },
        Unmanaged.passUnretained(interruption).toOpaque())
    }
  }
}
