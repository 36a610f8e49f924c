import SommetGraph
import SommetQuery

/// The nodes and relationships that the rows of a query name, also inside lists, maps and paths.
public struct QueryElements: Sendable {
  private var nodes: Set<Int> = []
  private var relationships: Set<Int> = []

  public init() {}

  public mutating func add(_ value: QueryValue) {
    switch value {
    case .node(let number): nodes.insert(number)
    case .relationship(let number): relationships.insert(number)
    case .path(let path):
      nodes.formUnion(path.nodes)
      relationships.formUnion(path.relationships)
    case .list(let values): for value in values { add(value) }
    case .map(let entries): for value in entries.values { add(value) }
    default: break
    }
  }

  /// These as a graph of their own.
  ///
  /// - Parameters:
  ///   - graph: what holds them.
  ///   - queried: the same, as it was queried.
  public func part(of graph: some GraphReading, _ queried: any QueryGraph) throws -> Graph {
    let ids = try nodes.sorted().compactMap { Self.text(try queried.property("id", ofNode: $0)) }
    let edges = try relationships.sorted().compactMap { number in
      try Self.text(queried.property("key", ofRelationship: number)).flatMap { try graph.edge($0) }
    }
    return try Graph(edges: edges, nodes: ids, of: graph)
  }

  private static func text(_ value: QueryValue) -> String? {
    if case .string(let text) = value { text } else { nil }
  }
}
