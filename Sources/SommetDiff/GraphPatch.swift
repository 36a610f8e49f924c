import SommetGraph

/// Every article, node and edge that differs, as it was and as it is: what turns the old graph into the new, exactly.
public struct GraphPatch: Sendable, Hashable {
  /// An element on both sides; nil where there is none.
  public struct Versions<Element: Sendable & Hashable>: Sendable, Hashable {
    public var old: Element?
    public var new: Element?

    public init(old: Element?, new: Element?) {
      self.old = old
      self.new = new
    }

    var reversed: Versions { Versions(old: new, new: old) }
  }

  /// What the graphs say of themselves, when that differs.
  public var info: Versions<GraphInfo>?
  /// By id.
  public var articles: [Versions<GraphArticle>]
  /// By id.
  public var nodes: [Versions<Node>]
  /// By key.
  public var edges: [Versions<Edge>]

  public init(
    info: Versions<GraphInfo>? = nil, articles: [Versions<GraphArticle>] = [], nodes: [Versions<Node>] = [],
    edges: [Versions<Edge>] = []
  ) {
    self.info = info
    self.articles = articles
    self.nodes = nodes
    self.edges = edges
  }

  public var isEmpty: Bool { info == nil && articles.isEmpty && nodes.isEmpty && edges.isEmpty }

  /// What turns the new graph into the old.
  public var reversed: GraphPatch {
    GraphPatch(
      info: info?.reversed, articles: articles.map(\.reversed), nodes: nodes.map(\.reversed),
      edges: edges.map(\.reversed))
  }

  /// Elements that are on one side or both, by what they are.
  package static func versions<Element>(
    _ old: [Element], _ new: [Element], by id: (Element) -> String
  ) -> [Versions<Element>] {
    let before = Dictionary(uniqueKeysWithValues: old.map { (id($0), $0) })
    let after = Dictionary(uniqueKeysWithValues: new.map { (id($0), $0) })
    return Set(before.keys).union(after.keys).sorted().map { Versions(old: before[$0], new: after[$0]) }
  }
}

/// Why a patch is not for a graph: what was expected of it, and what was found.
public struct PatchError: Error, Sendable, Hashable, CustomStringConvertible {
  public let problems: [String]

  public var description: String {
    let shown = problems.prefix(20).joined(separator: "\n")
    return problems.count > 20 ? "\(shown)\n… and \(problems.count - 20) more" : shown
  }
}

extension GraphPatch {
  /// The graph that the patch makes of another.
  ///
  /// - Throws: when an element is not as the patch knows it, or one that is to come is there already, or the edges that
  ///   remain end at nodes that do not.
  public func applied(to graph: Graph) throws(PatchError) -> Graph {
    var problems: [String] = []
    let articles = Self.apply(
      articles, graph.articles, "article", id: \.info.id, Fingerprint.init, { Self.differences($0, $1) },
      &problems)
    let nodes = Self.apply(
      nodes, graph.nodes, "node", id: \.id, Fingerprint.init, { $0.differences(to: $1) }, &problems)
    let edges = Self.apply(
      edges, graph.edges, "edge", id: \.key, Fingerprint.init, { Self.differences($0, $1) }, &problems)
    if let info, info.old != graph.info {
      problems.append(
        "graph: expected what it says of itself to be as in the old graph, found something else")
    }
    let ids = Set(nodes.map(\.id))
    for edge in edges {
      for end in [edge.source, edge.target] where !ids.contains(end) {
        problems.append("edge '\(edge.key)': expected a node '\(end)', found none")
      }
    }
    guard problems.isEmpty else { throw PatchError(problems: problems) }
    return Graph(info: info?.new ?? graph.info, articles: articles, nodes: nodes, edges: edges)
  }

  private static func apply<Element>(
    _ versions: [Versions<Element>], _ elements: [Element], _ what: String, id: (Element) -> String,
    _ fingerprint: (Element) -> Fingerprint, _ differences: (Element, Element) -> [FieldChange],
    _ problems: inout [String]
  ) -> [Element] {
    var byID = Dictionary(uniqueKeysWithValues: elements.map { (id($0), $0) })
    for version in versions {
      guard let name = (version.old ?? version.new).map(id) else { continue }
      switch (version.old, byID[name]) {
      case (nil, nil): break
      case (nil, .some): problems.append("\(what) '\(name)': expected none, found one")
      case (.some, nil): problems.append("\(what) '\(name)': expected it, found none")
      case (.some(let expected), .some(let found)):
        if fingerprint(expected) == fingerprint(found) { break }
        let changes = differences(expected, found)
        problems += changes.map {
          "\(what) '\(name)': expected \($0.name) \(FieldChange.words($0.old)), found \(FieldChange.words($0.new))"
        }
        if changes.isEmpty {
          problems.append("\(what) '\(name)': expected it as in the old graph, found it otherwise")
        }
      }
      byID[name] = version.new
    }
    return Array(byID.values)
  }

  private static func differences(_ expected: Edge, _ found: Edge) -> [FieldChange] {
    let ends = [("source", expected.source, found.source), ("target", expected.target, found.target)]
    return ends.filter { $0.1 != $0.2 }.map {
      FieldChange($0.0, old: .string($0.1), new: .string($0.2))
    } + expected.differences(to: found)
      + (expected.evidence == found.evidence
        ? []
        : [
          FieldChange(
            "evidence", old: .list(expected.evidence.map(\.quote)), new: .list(found.evidence.map(\.quote)))
        ])
  }

  private static func differences(_ expected: GraphArticle, _ found: GraphArticle) -> [FieldChange] {
    expected.info.sha256 == found.info.sha256
      ? [] : [FieldChange("sha256", old: .string(expected.info.sha256), new: .string(found.info.sha256))]
  }
}
