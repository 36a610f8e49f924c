import SommetGraph
import SommetStore

/// A build into a store: records in, a version out.
///
/// By default the articles given are all there are: those that the store knew and that are not given are gone from the
/// new version. With `adds`, those of the latest version stay, unless one of the same id is given or retracted. Records
/// and graph stay in the store; what is held in memory grows with the names of the corpus.
public struct StoreBuild: Sendable {
  /// What cannot be built.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownArticle(String)
    /// Nothing could be read, which would leave an empty graph in a store that is kept.
    case noArticle(path: String)
    /// The latest version was not built from records.
    case withoutRecords(path: String, version: Int)

    public var description: String {
      switch self {
      case .unknownArticle(let id): "--retract: expected the id of an article of the store, found '\(id)'"
      case .noArticle(let path): "no article could be read; \(path) is unchanged"
      case .withoutRecords(let path, let version):
        "\(path)@\(version) was not built from articles here, so that nothing can be added to it or retracted"
      }
    }
  }

  public let store: Store
  public let adds: Bool
  public let retracted: Set<String>
  /// Whether queries get an index.
  public let isIndexed: Bool

  public init(_ store: Store, adds: Bool, retracted: Set<String> = [], isIndexed: Bool = true) {
    self.store = store
    self.adds = adds
    self.retracted = retracted
    self.isIndexed = isIndexed
  }

  /// Merges the records and stores the graph, with the index that queries use.
  ///
  /// - Parameters:
  ///   - records: the numbers of the records that were given, by the article's id (`StoreRecordCache.finish`).
  ///   - inputs: where they came from.
  /// - Throws: `StoreBuild.Failure`, `StoreError`.
  public func commit(
    _ given: [String: Int], recipe: RecordRecipe, inputs: [String], note: String?
  ) throws -> Store.Commit {
    let records = try all(given)
    let origin = VersionOrigin(
      pipeline: recipe.pipeline, rules: recipe.rules, program: recipe.program,
      inputs: (adds ? inputs.map { "+" + $0 } : inputs) + retracted.sorted().map { "-" + $0 }, note: note)
    FreeMemory.returnLargePieces()
    let commit = try store.commit(origin: origin, records: records) {
      // What merging holds goes away before the index is made.
      try GraphMerging(StoredRecords(store, numbers: records)).write(into: &$0)
    }
    FreeMemory.release()
    if isIndexed { try store.indexLatest() }
    return commit
  }

  /// Those that were given and those that stay.
  private func all(_ given: [String: Int]) throws -> [String: Int] {
    var records = given
    var unknown = retracted.subtracting(given.keys)
    if adds, let latest = try store.latest {
      let known = try store.recordsOfLatest
      guard known.count == latest.articles else {
        throw Failure.withoutRecords(path: store.path, version: latest.number)
      }
      unknown.subtract(known.keys)
      records.merge(known) { given, _ in given }
    }
    if let id = unknown.sorted().first { throw Failure.unknownArticle(id) }
    for id in retracted { records[id] = nil }
    if records.isEmpty, retracted.isEmpty, !store.isTemporary { throw Failure.noArticle(path: store.path) }
    return records
  }
}

extension Store {
  /// Makes the index that queries use, when the latest version has none; those of older versions go.
  ///
  /// The index is made from the graph and is no part of it: a reader that finds none makes its own.
  public func indexLatest() throws {
    guard let version = try latest, try segmentLength("header", of: version) == nil else { return }
    try dropSegments()
    try StoreIndex.write(for: version, in: self)
  }
}
