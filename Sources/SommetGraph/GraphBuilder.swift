import Foundation

/// Folds records into a graph.
///
/// Records may come in any order, one by one or in builders that are merged: the graph is a function of the set of
/// records. All decisions (which entities are one, which meetings are one) are taken in `graph()`, over all of them.
public struct GraphBuilder: Sendable {
  private var records: [String: Record] = [:]
  /// Ids of articles for which different records came; the graph is made from one of them, always the same.
  public private(set) var conflicts: Set<String> = []

  public init() {}

  /// Adds what one article tells. The same record twice is the same as once.
  public mutating func add(_ record: Record) throws(RecordError) {
    try record.validate()
    insert(record)
  }

  /// Adds everything that another builder has.
  public mutating func merge(_ other: GraphBuilder) {
    conflicts.formUnion(other.conflicts)
    for record in other.records.values { insert(record) }
  }

  private mutating func insert(_ record: Record) {
    let id = record.article.id
    guard let known = records[id] else {
      records[id] = record
      return
    }
    guard known != record else { return }
    conflicts.insert(id)
    if Self.canonicalBytes(known).lexicographicallyPrecedes(Self.canonicalBytes(record)) {
      records[id] = record
    }
  }

  private static func canonicalBytes(_ record: Record) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let bytes = try? encoder.encode(record) else {
      preconditionFailure("a valid record can be written")
    }
    return bytes
  }

  /// The graph of all records.
  public func graph() -> Graph {
    let told = self.records.values.sorted { $0.article.id < $1.article.id }
    let duplicates = Duplicates(told)
    let originalDates = OriginalDates(told, duplicates)
    let records = told.map(originalDates.applied)
    let entities = EntityMerging(records)
    let meetings = MeetingMerging(records, entities: entities)
    let acts = EdgeMerging(
      records, entities: entities, meetings: meetings, retellings: Retellings(duplicates))

    let days = Dictionary(
      uniqueKeysWithValues: records.compactMap { record in record.article.date.map { (record.article.id, $0) }
      })
    let nodes = (entities.nodes + meetings.nodes + acts.nodes).map { node in
      var node = node
      let seen = node.articles.compactMap { days[$0] }
      node.firstSeen = seen.min()
      node.lastSeen = seen.max()
      return node
    }
    let kinds = Dictionary(uniqueKeysWithValues: entities.nodes.map { ($0.id, $0.kind) })
    let articles = records.indices.map { number in
      let record = records[number]
      let mentions = record.mentions.map { mention in
        let node = entities.ids[number][mention.entity]
        return GraphArticle.Mention(
          start: mention.start, end: mention.end, text: mention.text, node: node, kind: kinds[node]!,
          form: mention.form, rule: mention.rule)
      }
      return GraphArticle(
        info: record.article, duplicateOf: duplicates.originals[record.article.id],
        times: record.times.sorted {
          ($0.start, $0.end, $0.value ?? "") < ($1.start, $1.end, $1.value ?? "")
        },
        mentions: mentions.sorted {
          ($0.start, $0.end, $0.node, $0.form) < ($1.start, $1.end, $1.node, $1.form)
        })
    }
    return Graph(articles: articles, nodes: nodes, edges: acts.edges)
  }
}
