import Foundation
import SommetCorpus
import SommetFormats
import SommetGraph
import SommetQuery
import SommetStore

/// A graph that a person named: the one way in which commands come to a graph.
///
/// The name is a file or folder in any form that is read, or a store, of which `@` names a version (`graph.sommet@3`,
/// `@previous`, `@2026-11-20`). Files are held in memory; a store answers from its indexes.
public final class OpenedGraph {
  /// As it was named.
  public let name: String
  public let graph: any GraphReading
  /// The graph as queries see it.
  public private(set) lazy var queryGraph = Result { try makeQueryGraph() }
  private let makeQueryGraph: () throws -> any QueryGraph
  /// Folders and files in which the texts of articles are looked for, when the graph itself has none.
  public var articles: [String] = []

  private var lookups = 0
  private var names: NameIndex?
  private var texts: [String: String] = [:]

  /// - Parameter store: opens a store, when the name is that of one.
  /// - Throws: `FormatError`, `StoreError`, and what else reading throws.
  public convenience init(
    _ name: String, store: (StoreReference) throws -> StoreGraph = { try $0.openGraph() }
  ) throws {
    if let reference = try StoreReference(argument: name) {
      let graph = try store(reference)
      self.init(graph, name: name) { try StoreIndex.open(for: graph) }
      return
    }
    let graph = try GraphFormat.read(name)
    self.init(graph, name: name) { try GraphImage(of: graph) }
  }

  /// Whether a graph answers from indexes, without being read whole.
  public static func isIndexed(_ name: String) -> Bool { (try? StoreReference(argument: name)) != nil }

  public init(
    _ graph: any GraphReading, name: String, queryGraph: @escaping () throws -> any QueryGraph
  ) {
    self.name = name
    self.graph = graph
    makeQueryGraph = queryGraph
  }

  /// The node that goes by a name.
  ///
  /// A graph in memory is walked for the first names; who goes on asking is answered from an index.
  public func find(_ name: String) throws -> NameIndex.Answer {
    lookups += 1
    guard lookups > 4, graph is Graph else { return try graph.find(name) }
    if names == nil { names = try NameIndex(graph) }
    return names!.find(name)
  }

  /// Walks the edges that a filter lets through, in canonical order, by an index where there is one.
  public func forEachEdge(matching filter: EdgeFilter, _ body: (Edge) throws -> Walk) throws {
    try graph.forEachEdge(matching: filter, body)
  }

  /// The node's label; its id when there is none.
  public func label(_ id: String) throws -> String { try graph.label(id) ?? id }

  /// The text that offsets in an article count in: from the graph, else from `articles`; nil when neither has it.
  public func text(ofArticle id: String) throws -> String? {
    if let text = texts[id] { return text }
    let text = try graph.text(ofArticle: id) ?? textInFolders(id)
    if texts.count > 64 { texts = [:] }
    texts[id] = text
    return text
  }

  private func textInFolders(_ id: String) throws -> String? {
    guard !articles.isEmpty else { return nil }
    for source in Corpus(articles).sources where source.id == id { return try source.read().text.string }
    return nil
  }
}
