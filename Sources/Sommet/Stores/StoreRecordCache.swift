import Foundation
import SommetCorpus
import SommetGraph
import SommetStore
import Synchronization

/// Records of articles in a store: those that are there are not extracted again, those that are not are added.
///
/// New records are stored in batches while the extraction goes on, so that a build that is killed goes on where it
/// stopped.
public final class StoreRecordCache: RecordCache {
  private let store: Store
  private let recipe: RecordRecipe
  private let state = Mutex(State())

  private struct State {
    var waiting: [Store.Remembered] = []
    var last = ContinuousClock.now
    /// More than one where articles of one id differ.
    var numbers: [String: Set<Int>] = [:]
    var known = 0
  }

  private static let batch = 64

  public init(_ store: Store, recipe: RecordRecipe) {
    self.store = store
    self.recipe = recipe
  }

  /// Numbers of the records of all articles so far, by id, for `StoreBuild.commit`.
  ///
  /// Of records that differ though their ids do not, the one that `GraphBuilder` takes.
  public func finish() throws -> [String: Int] {
    let numbers = try state.withLock { state in
      try flush(&state)
      return state.numbers
    }
    return try numbers.mapValues { numbers in
      guard numbers.count > 1 else { return numbers.first! }
      let records = try numbers.map { ($0, try store.record($0).bytes) }
      return records.min { $0.1.lexicographicallyPrecedes($1.1) }!.0
    }
  }

  /// How many records were there already.
  public var knownCount: Int { state.withLock(\.known) }

  public func record(of article: Article) throws -> Record? {
    guard let number = try store.recordNumber(for: recipe.key(of: article)) else { return nil }
    state.withLock { state in
      state.known += 1
      state.numbers[article.id, default: []].insert(number)
    }
    return try store.record(number, [])
  }

  public func add(_ record: Record, of article: Article) throws {
    let remembered = Store.Remembered(
      key: recipe.key(of: article), record: record, text: article.text.string)
    try state.withLock { state in
      state.waiting.append(remembered)
      // A second between writes at most, so that little is lost with a build that is killed.
      if state.waiting.count >= Self.batch || ContinuousClock.now - state.last > .seconds(1) {
        try flush(&state)
      }
    }
  }

  /// Adds a record that came from elsewhere, without its article.
  ///
  /// - Throws: `RecordError` when it contradicts itself; `StoreError`.
  public func add(_ record: Record) throws {
    try record.validate()
    let remembered = Store.Remembered(key: recipe.key(of: try RecordLines.line(record)), record: record)
    try state.withLock { state in
      state.waiting.append(remembered)
      if state.waiting.count >= Self.batch { try flush(&state) }
    }
  }

  private func flush(_ state: inout State) throws {
    guard !state.waiting.isEmpty else { return }
    let numbers = try store.remember(state.waiting)
    for (remembered, number) in zip(state.waiting, numbers) {
      state.numbers[remembered.record.article.id, default: []].insert(number)
    }
    state.waiting = []
    state.last = .now
  }
}
