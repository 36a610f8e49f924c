import Foundation
import SommetGraph

extension Store {
  /// What came of storing a graph.
  public enum Commit: Sendable, Hashable {
    case stored(StoreVersion)
    /// The graph is that of this version, the latest: nothing was stored.
    case unchanged(StoreVersion)

    public var version: StoreVersion {
      switch self {
      case .stored(let version), .unchanged(let version): version
      }
    }
  }

  /// Stores a graph as the next version, whole or not at all.
  ///
  /// What does not differ from the latest version is not stored again. Memory grows with the number of nodes, and with
  /// the number of edges by a few bits. Records that no article of the new version was made from are let go.
  ///
  /// - Parameters:
  ///   - origin: what the graph was made from.
  ///   - records: the number of the record (`remember`) behind an article, by the article's id.
  ///   - fill: hands over the articles, nodes and edges, each once; nodes before the edges that end at them. In
  ///     canonical order walks are quickest later.
  /// - Throws: `StoreError`; what `fill` throws.
  public func commit(
    origin: VersionOrigin = VersionOrigin(), records: [String: Int] = [:],
    _ fill: (inout StoreSink) throws -> Void
  ) throws -> Commit {
    let time = ISO8601DateFormatter().string(from: clock())
    return try write { connection in
      let commit = try GraphCommit(connection, records: records, isSearched: !isTemporary)
      var sink = StoreSink(commit: commit)
      try fill(&sink)
      return try commit.finish(origin: origin, time: time)
    }
  }

  /// Stores a graph that is walked once, in canonical order.
  public func commit(
    _ graph: some GraphReading, origin: VersionOrigin = VersionOrigin(), records: [String: Int] = [:]
  ) throws -> Commit {
    try commit(origin: origin, records: records) { try graph.write(into: &$0) }
  }
}

/// Takes the graph of a version that is stored (`Store.commit`).
public struct StoreSink: GraphSink {
  let commit: GraphCommit

  public mutating func add(_ info: GraphInfo) { commit.info = info }
  public mutating func add(_ article: GraphArticle) throws { try commit.add(article) }
  public mutating func add(_ node: Node) throws { try commit.add(node) }
  public mutating func add(_ edge: Edge) throws { try commit.add(edge) }
}

/// How many rows a version adds and ends. An edge that changed counts in both.
public struct VersionChanges: Sendable, Hashable {
  public struct Count: Sendable, Hashable {
    public var added = 0
    public var ended = 0

    public init(added: Int = 0, ended: Int = 0) {
      self.added = added
      self.ended = ended
    }

    public var isNone: Bool { added == 0 && ended == 0 }
  }

  public var articles = Count()
  public var nodes = Count()
  public var edges = Count()

  public init(articles: Count = Count(), nodes: Count = Count(), edges: Count = Count()) {
    self.articles = articles
    self.nodes = nodes
    self.edges = edges
  }
}

/// A set of row numbers, one bit each.
struct RowSet {
  private var words: [UInt64] = []

  mutating func insert(_ row: Int) {
    let word = row >> 6
    if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count + words.count / 2) }
    words[word] |= 1 << UInt64(row & 63)
  }

  func contains(_ row: Int) -> Bool {
    let word = row >> 6
    return word < words.count && words[word] & 1 << UInt64(row & 63) != 0
  }
}
