/// Folds records into a graph.
///
/// Records may come in any order, one by one or in builders that are merged: the graph is a function of the set of
/// records. All decisions (which entities are one, which meetings are one) are taken in `graph()`, over all of them.
public struct GraphBuilder: Sendable {
  /// Records in little space, by the article's id.
  private var records: [String: [UInt8]] = [:]
  /// Ids of articles for which different records came; the graph is made from one of them, always the same.
  public private(set) var conflicts: Set<String> = []

  public init() {}

  /// Adds what one article tells. The same record twice is the same as once.
  public mutating func add(_ record: Record) throws(RecordError) {
    try record.validate()
    insert(record.article.id, record.bytes)
  }

  /// Adds everything that another builder has.
  public mutating func merge(_ other: GraphBuilder) {
    conflicts.formUnion(other.conflicts)
    for (id, bytes) in other.records { insert(id, bytes) }
  }

  private mutating func insert(_ id: String, _ bytes: [UInt8]) {
    guard let known = records[id] else {
      records[id] = bytes
      return
    }
    guard known != bytes else { return }
    conflicts.insert(id)
    if bytes.lexicographicallyPrecedes(known) { records[id] = bytes }
  }

  /// The graph of all records.
  public func graph() -> Graph {
    var collector = GraphCollector()
    do {
      try GraphMerging(Sorted(records)).write(into: &collector)
    } catch {
      preconditionFailure("records that were valid can be merged in memory: \(error)")
    }
    return collector.graph()
  }

  private struct Sorted: RecordReading {
    private let records: [[UInt8]]

    init(_ records: [String: [UInt8]]) { self.records = records.sorted { $0.key < $1.key }.map(\.value) }

    var recordCount: Int { records.count }

    func record(at number: Int, _ parts: RecordParts) throws -> Record {
      try Record(bytes: records[number], parts)
    }
  }
}
