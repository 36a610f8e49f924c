import Foundation
import SommetCorpus
import SommetGraph
import SommetStore
import SommetText
import Synchronization

/// Records of articles in a store: those that are there are not extracted again, those that are not are added.
///
/// New records are stored in batches while the extraction goes on, so that a build that is killed goes on where it
/// stopped.
public final class StoreRecordCache: RecordCache {
  private let store: Store
  private let recipe: RecordRecipe
  private let lookup: Lookup
  private let keepsAnnotations: Bool
  private let state = Mutex(State())

  /// Which records are taken that are there already.
  public enum Lookup: Sendable { case known, none }

  private struct State {
    var waiting: [Store.Remembered] = []
    var last = ContinuousClock.now
    var numbers: [String: Int] = [:]
    /// Where articles of one id differ, the numbers of all of them.
    var rivals: [String: Set<Int>] = [:]
    var known = 0

    mutating func note(_ number: Int, _ article: String) {
      guard let other = numbers.updateValue(number, forKey: article), other != number else { return }
      rivals[article, default: [other]].insert(number)
    }
  }

  private static let batch = 64

  /// - Parameter keepsAnnotations: whether tokens, sentences and names are stored with each record, as JSON; an article
  ///   whose record has none is extracted again.
  public init(
    _ store: Store, recipe: RecordRecipe, lookup: Lookup = .known, keepsAnnotations: Bool = false
  ) {
    self.store = store
    self.recipe = recipe
    self.lookup = lookup
    self.keepsAnnotations = keepsAnnotations
  }

  /// Numbers of the records of all articles so far, by id, for `StoreBuild.commit`; afterwards there are none.
  ///
  /// Of records that differ though their ids do not, the one that `GraphBuilder` takes.
  public func finish() throws -> [String: Int] {
    try state.withLock { state in
      try flush(&state)
      for (article, numbers) in state.rivals {
        let records = try numbers.map { ($0, try store.record($0).bytes) }
        state.numbers[article] = records.min { $0.1.lexicographicallyPrecedes($1.1) }!.0
      }
      // They may be many; a copy that changes would be held twice.
      defer { state.numbers = [:] }
      return state.numbers
    }
  }

  /// How many records were there already.
  public var knownCount: Int { state.withLock(\.known) }

  public func record(of article: Article) throws -> Record? {
    guard lookup == .known, let number = try store.recordNumber(for: recipe.key(of: article)),
      try !keepsAnnotations || store.hasAnnotations(number)
    else { return nil }
    state.withLock { state in
      state.known += 1
      state.note(number, article.id)
    }
    return try store.record(number, [])
  }

  public func add(_ reading: ArticleReading, of article: Article) throws {
    let remembered = Store.Remembered(
      key: recipe.key(of: article), record: reading.record, text: article.text.string,
      annotations: keepsAnnotations ? try Self.annotations(reading.document) : nil)
    try state.withLock { state in
      state.waiting.append(remembered)
      // A second between writes at most, so that little is lost with a build that is killed.
      if state.waiting.count >= Self.batch || ContinuousClock.now - state.last > .seconds(1) {
        try flush(&state)
      }
    }
  }

  /// What `sommet annotate --format json` prints of a document.
  private static func annotations(_ document: AnnotatedDocument) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(document))
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
      state.note(number, remembered.record.article.id)
    }
    state.waiting = []
    state.last = .now
  }
}
