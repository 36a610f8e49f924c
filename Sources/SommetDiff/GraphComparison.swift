import SommetGraph

/// One comparison of two graphs on its way.
struct GraphComparison {
  let old: any FingerprintedGraph
  let new: any FingerprintedGraph
  let options: GraphDiff.Options
  let oldArticles: [GraphArticle]
  let newArticles: [GraphArticle]
  let oldNodes: [Node]
  let newNodes: [Node]
  let oldEdges: [Edge]
  let newEdges: [Edge]
  let states: ArticleStates
  let alignment: Alignment?
  var classes: EntityClasses
  var result = GraphDiff()

  /// Finds what differs, and which nodes are one.
  init(old: any FingerprintedGraph, new: any FingerprintedGraph, options: GraphDiff.Options) throws {
    self.old = old
    self.new = new
    self.options = options
    let articles = try DifferingRows(
      old: { try old.forEachArticleFingerprint($0) }, new: { try new.forEachArticleFingerprint($0) })
    let nodes = try DifferingRows(
      old: { try old.forEachNodeFingerprint($0) }, new: { try new.forEachNodeFingerprint($0) })
    let edges = try DifferingRows(
      old: { try old.forEachEdgeFingerprint($0) }, new: { try new.forEachEdgeFingerprint($0) })
    oldArticles = try old.articles(at: articles.old)
    newArticles = try new.articles(at: articles.new)
    oldNodes = try old.nodes(at: nodes.old)
    newNodes = try new.nodes(at: nodes.new)
    oldEdges = try old.edges(at: edges.old)
    newEdges = try new.edges(at: edges.new)
    states = try Self.states(
      old, new, oldArticles, newArticles, (oldNodes, oldEdges), (newNodes, newEdges),
      areRulesChanged: options.areRulesChanged ?? false)
    alignment =
      options.aligns
      ? Alignment(
        oldNodes: oldNodes, newNodes: newNodes, oldEdges: oldEdges, newEdges: newEdges, articles: states,
        oldArticles: oldArticles, newArticles: newArticles) : nil
    classes = EntityClasses(alignment)
  }

  private static func states(
    _ old: any FingerprintedGraph, _ new: any FingerprintedGraph, _ oldArticles: [GraphArticle],
    _ newArticles: [GraphArticle], _ before: (nodes: [Node], edges: [Edge]),
    _ after: (nodes: [Node], edges: [Edge]), areRulesChanged: Bool
  ) throws -> ArticleStates {
    let areListed = try hasArticles(old) && hasArticles(new)
    var (onlyOld, onlyNew): (Set<String>, Set<String>) = ([], [])
    if !areListed {
      // What one side names alone may be named by what did not change, which both sides have.
      let (namedOld, namedNew) = (named(before.nodes, before.edges), named(after.nodes, after.edges))
      onlyOld = try unnamed(namedOld.subtracting(namedNew), by: new)
      onlyNew = try unnamed(namedNew.subtracting(namedOld), by: old)
    }
    return ArticleStates(
      old: areListed ? oldArticles : [], new: areListed ? newArticles : [], areListed: areListed,
      onlyOld: onlyOld, onlyNew: onlyNew, areRulesChanged: areRulesChanged)
  }

  private static func hasArticles(_ graph: any FingerprintedGraph) throws -> Bool {
    var isThere = false
    try graph.forEachArticle { _ in
      isThere = true
      return .stop
    }
    return isThere
  }

  private static func named(_ nodes: [Node], _ edges: [Edge]) -> Set<String> {
    Set(nodes.flatMap(\.articles)).union(edges.flatMap { $0.evidence.map(\.article) })
  }

  /// The articles that no node of a graph names.
  private static func unnamed(
    _ articles: Set<String>, by graph: any FingerprintedGraph
  ) throws -> Set<String> {
    var left = articles
    guard !left.isEmpty else { return [] }
    try graph.forEachNode {
      left.subtract($0.articles)
      return left.isEmpty ? .stop : .continue
    }
    return left
  }

  mutating func diff() throws -> GraphDiff {
    result.articles = states.changes
    compareEntities()
    try compareFacts()
    result.patch = GraphPatch(
      info: try infos(), articles: GraphPatch.versions(oldArticles, newArticles) { $0.info.id },
      nodes: GraphPatch.versions(oldNodes, newNodes, by: \.id),
      edges: GraphPatch.versions(oldEdges, newEdges, by: \.key))
    result.sort()
    return result
  }

  private func infos() throws -> GraphPatch.Versions<GraphInfo>? {
    let (before, after) = (try old.info, try new.info)
    return before == after ? nil : GraphPatch.Versions(old: before, new: after)
  }

  // MARK: - Entities

  private mutating func compareEntities() {
    let before = Dictionary(uniqueKeysWithValues: oldNodes.map { ($0.id, $0) })
    let after = Dictionary(uniqueKeysWithValues: newNodes.map { ($0.id, $0) })
    var doneOld: Set<String> = []
    var doneNew: Set<String> = []
    func note(_ match: Alignment.Match, _ kind: ChangeKind?) {
      guard let old = before[match.old], let new = after[match.new] else { return }
      add(old, new, kind, match.reason)
    }
    for match in alignment?.renamed ?? [] {
      doneOld.insert(match.old)
      doneNew.insert(match.new)
      note(match, nil)
    }
    for match in alignment?.merged ?? [] {
      doneOld.insert(match.old)
      note(match, .entityMerged)
    }
    for match in alignment?.split ?? [] {
      doneNew.insert(match.new)
      note(match, .entitySplit)
    }
    for node in oldNodes where !doneOld.contains(node.id) {
      let counterpart = doneNew.contains(node.id) ? nil : after[node.id]
      add(node, counterpart, counterpart == nil ? .entityGone : nil, nil)
    }
    for node in newNodes
    where !doneNew.contains(node.id) && (before[node.id] == nil || doneOld.contains(node.id)) {
      add(nil, node, .entityNew, nil)
    }
  }

  private mutating func add(_ old: Node?, _ new: Node?, _ kind: ChangeKind?, _ reason: AlignmentReason?) {
    var kinds: Set<ChangeKind> = []
    var fields: [FieldChange] = []
    if let old, let new {
      fields = old.differences(to: new).filter { !options.ignored.contains($0.name) }
      if kind == .entityMerged || kind == .entitySplit {
        fields = fields.filter { ["id", "kind", "label"].contains($0.name) }
      } else {
        if fields.contains(where: { $0.name == "label" || $0.name == "id" }) { kinds.insert(.entityRenamed) }
        if fields.contains(where: { $0.name == "kind" }) { kinds.insert(.entityKind) }
        if kinds.isEmpty, fields.isEmpty { return }
      }
    }
    if let kind { kinds.insert(kind) }
    if kinds.isEmpty { kinds = [.attributes] }
    result.entities.append(
      EntityChange(
        kinds: kinds.sorted(), old: old, new: new, reason: reason, fields: fields, causes: causes(old, new)))
  }

  /// By the articles that tell of the node on one side only; else by those that were read otherwise.
  private func causes(_ old: Node?, _ new: Node?) -> [Cause] {
    let (before, after) = (Set(old?.articles ?? []), Set(new?.articles ?? []))
    let differing = before.symmetricDifference(after)
    var found: [Cause.Kind: Set<String>] = [:]
    for article in differing { found[states.cause(of: article), default: []].insert(article) }
    if differing.isEmpty {
      for change in states.changes where before.contains(change.id) {
        found[states.cause(of: change.id), default: []].insert(change.id)
      }
    }
    return Cause.sorted(found)
  }
}
