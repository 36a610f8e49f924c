import Foundation
import SommetGraph
import SommetQuery
import SommetStore

/// A build into a store: records in, a version out.
///
/// By default the articles given are all there are: those that the store knew and that are not given are gone from the
/// new version. With `adds`, those of the latest version stay, unless one of the same id is given or retracted.
public struct StoreBuild {
  /// What cannot be built.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownArticle(String)
    /// Nothing could be read, which would leave an empty graph.
    case noArticle(path: String)
    /// The latest version was not built from records.
    case withoutRecords(path: String, version: Int)

    public var description: String {
      switch self {
      case .unknownArticle(let id): "--retract: the store has no article '\(id)'"
      case .noArticle(let path): "no article could be read; \(path) is unchanged"
      case .withoutRecords(let path, let version):
        "\(path)@\(version) was not built from articles here, so that nothing can be added to it or retracted"
      }
    }
  }

  private let store: Store
  private let adds: Bool
  private let retracted: Set<String>
  private var builder = GraphBuilder()
  private var given: Set<String> = []
  private var numbers: [String: Int] = [:]

  public init(_ store: Store, adds: Bool, retracted: Set<String> = []) {
    self.store = store
    self.adds = adds
    self.retracted = retracted
  }

  public mutating func add(_ record: Record) throws(RecordError) {
    guard !retracted.contains(record.article.id) else { return }
    try builder.add(record)
    given.insert(record.article.id)
  }

  /// The graph of all that was given and all that stays.
  ///
  /// - Parameter numbers: those of the records that were given (`StoreRecordCache.finish`).
  public mutating func graph(numbers: [String: Int]) throws -> Graph {
    self.numbers = numbers
    if adds { try addLatest() }
    let graph = builder.graph()
    if graph.articles.isEmpty, !adds, retracted.isEmpty { throw Failure.noArticle(path: store.path) }
    return graph
  }

  private mutating func addLatest() throws {
    guard let latest = try store.latest else {
      if let id = retracted.sorted().first { throw Failure.unknownArticle(id) }
      return
    }
    var known: Set<String> = []
    var kept = builder
    var numbers = numbers
    try store.recordsOfLatest { stored in
      let id = stored.record.article.id
      known.insert(id)
      guard !retracted.contains(id), !given.contains(id) else { return }
      try kept.add(stored.record)
      numbers[id] = stored.number
    }
    guard known.count == latest.articles else {
      throw Failure.withoutRecords(path: store.path, version: latest.number)
    }
    if let id = retracted.subtracting(known).sorted().first { throw Failure.unknownArticle(id) }
    builder = kept
    self.numbers = numbers
  }

  /// Stores the graph, and the index that queries use.
  public func commit(_ graph: Graph, recipe: RecordRecipe, inputs: [String], note: String?) throws
    -> Store.Commit
  {
    let origin = VersionOrigin(
      pipeline: recipe.pipeline, rules: recipe.rules, program: recipe.program,
      inputs: (adds ? inputs.map { "+" + $0 } : inputs) + retracted.sorted().map { "-" + $0 }, note: note)
    return try store.commit(graph, origin: origin, records: numbers)
  }
}

extension Store {
  /// Makes the index that queries use, when the latest version has none; those of older versions go.
  ///
  /// The index is made from the graph and is no part of it: a reader that finds none makes its own.
  public func indexLatest() throws {
    guard let version = try latest, try segmentLength(StoreIndexStorage.last, of: version) == nil else {
      return
    }
    try dropSegments()
    let graph = try graph()
    try writeSegments(of: version) { append in
      try withoutActuallyEscaping(append) { append in
        try GraphImage.write(graph, to: StoreIndexStorage(self, version, append: append))
      }
    }
  }
}
