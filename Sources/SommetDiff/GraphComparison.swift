import SommetGraph

/// One comparison of two graphs on its way.
struct GraphComparison {
  private let old: any FingerprintedGraph
  private let new: any FingerprintedGraph
  private let options: GraphDiff.Options
  private let oldArticles: [GraphArticle]
  private let newArticles: [GraphArticle]
  private let oldNodes: [Node]
  private let newNodes: [Node]
  private let oldEdges: [Edge]
  private let newEdges: [Edge]
  private let states: ArticleStates
  private let alignment: Alignment?
  private var classes: EntityClasses
  private var result = GraphDiff()

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

  // MARK: - Facts

  private mutating func compareFacts() throws {
    let join = FactJoin(old: oldEdges, new: newEdges, classes: &classes)
    for fact in join.facts {
      switch (fact.olds.first, fact.news.first) {
      case (let old?, let new?): add(old, new, fact)
      case (let old?, nil) where try !isTold(old, by: new, isOld: true):
        try add(old, nil, [.factGone], replacement: new, isOld: true)
      case (nil, let new?) where try !isTold(new, by: old, isOld: false):
        try add(nil, new, [.factNew], replacement: old, isOld: false)
      default: break
      }
    }
    try nameEnds()
  }

  private mutating func number(_ id: String, isOld: Bool) -> Int {
    isOld ? classes.number(old: id) : classes.number(new: id)
  }

  /// Whether an edge without counterpart among those that differ is told by one that does not: ends that became one may
  /// have had the same edge.
  private mutating func isTold(_ edge: Edge, by graph: any FingerprintedGraph, isOld: Bool) throws -> Bool {
    guard let alignment, !edge.evidence.isEmpty else { return false }
    let moved = isOld ? alignment.merged.map { ($0.old, $0.new) } : alignment.split.map { ($0.new, $0.old) }
    let hosts = moved.filter { $0.0 == edge.source || $0.0 == edge.target }.map(\.1)
    let ends = Set([number(edge.source, isOld: isOld), number(edge.target, isOld: isOld)])
    for host in hosts {
      for other in try graph.edges(at: host) where other.relation == edge.relation {
        let there = Set([number(other.source, isOld: !isOld), number(other.target, isOld: !isOld)])
        if there == ends, other.modality == edge.modality, other.date == edge.date,
          Set(edge.evidence).isSubset(of: other.evidence)
        {
          return true
        }
      }
    }
    return false
  }

  /// A fact that one graph has alone.
  private mutating func add(
    _ old: Edge?, _ new: Edge?, _ kinds: [ChangeKind], replacement graph: any FingerprintedGraph, isOld: Bool
  ) throws {
    var kinds = kinds
    let edge = (new ?? old)!
    if edge.relation == .holdsOffice, try edge.evidence.isEmpty || isHeldByAnother(edge, in: graph, isOld) {
      kinds.append(isOld ? .officeEnded : .officeBegun)
    }
    let comparison = EvidenceComparison(old: old?.evidence ?? [], new: new?.evidence ?? [])
    result.facts.append(
      FactChange(
        kinds: kinds.sorted(), old: old, new: new, fields: [], sentences: comparison.sentences,
        causes: causes(comparison.sentences)))
  }

  /// Whether the other graph gives the same post to somebody else.
  private mutating func isHeldByAnother(
    _ edge: Edge, in graph: any FingerprintedGraph, _ isOld: Bool
  ) throws -> Bool {
    guard let title = edge.title.map({ FoldedName($0) }) else { return false }
    let holder = number(edge.source, isOld: isOld)
    var others: [String] = []
    try graph.forEachEdge(to: edge.target) {
      if $0.relation == .holdsOffice, $0.title.map({ FoldedName($0) }) == title { others.append($0.source) }
      return .continue
    }
    for other in others where number(other, isOld: !isOld) != holder { return true }
    return false
  }

  /// A fact that both graphs have.
  private mutating func add(_ old: Edge, _ new: Edge, _ fact: FactJoin.Fact) {
    let comparison = EvidenceComparison(
      old: fact.olds.flatMap(\.evidence), new: fact.news.flatMap(\.evidence))
    var fields = old.differences(to: new).filter { !options.ignored.contains($0.name) }
    // Who says so may go by another id.
    if let a = old.accordingTo, let b = new.accordingTo, classes.number(old: a) == classes.number(new: b) {
      fields.removeAll { $0.name == "according_to" }
    }
    var kinds = Set(fields.compactMap { Self.kind(of: $0, old, new) })
    if kinds.contains(.officeBegun) || kinds.contains(.officeEnded) {
      kinds.subtract([.datePrecise, .dateVague, .dateMoved])
    }
    if !options.ignored.contains("evidence") {
      for sentence in comparison.sentences {
        switch sentence.kind {
        case .same: break
        case .added: kinds.insert(.evidenceNew)
        case .removed: kinds.insert(.evidenceLost)
        case .reworded: kinds.insert(.evidenceReworded)
        }
      }
    }
    if kinds.isEmpty, !fields.isEmpty { kinds = [.attributes] }
    guard !kinds.isEmpty else { return }
    result.facts.append(
      FactChange(
        kinds: kinds.sorted(), old: old, new: new, fields: fields, sentences: comparison.sentences,
        causes: causes(comparison.sentences)))
  }

  private static func kind(of field: FieldChange, _ old: Edge, _ new: Edge) -> ChangeKind? {
    let isOffice = old.relation == .holdsOffice
    switch field.name {
    case "modality":
      if isOffice, new.modality == .denied { return .officeEnded }
      if isOffice, old.modality == .denied { return .officeBegun }
      return .modality
    case "date":
      if isOffice, hasEnd(old.date) != hasEnd(new.date) {
        return hasEnd(new.date) ? .officeEnded : .officeBegun
      }
      return dateKind(old.date, new.date)
    case "according_to": return .attribution
    default: return nil
    }
  }

  private static func hasEnd(_ date: String?) -> Bool { date?.contains("/") ?? false }

  static func dateKind(_ old: String?, _ new: String?) -> ChangeKind {
    guard let old else { return .datePrecise }
    guard let new else { return .dateVague }
    guard let left = DateRange(old), let right = DateRange(new), left != right else { return .dateMoved }
    if left.first <= right.first, right.last <= left.last { return .datePrecise }
    if right.first <= left.first, left.last <= right.last { return .dateVague }
    return .dateMoved
  }

  /// By the sentences that differ; when none does, by all of them.
  private func causes(_ sentences: [SentenceChange]) -> [Cause] {
    let differing = sentences.filter { $0.kind != .same }
    var found: [Cause.Kind: Set<String>] = [:]
    for sentence in differing.isEmpty ? sentences : differing {
      found[states.cause(of: sentence.article), default: []].insert(sentence.article)
    }
    return Cause.sorted(found)
  }

  // MARK: - Names

  private mutating func nameEnds() throws {
    for fact in result.facts {
      if let edge = fact.old {
        for id in edge.told where result.oldNames[id] == nil {
          result.oldNames[id] = try Self.name(id, old)
        }
      }
      if let edge = fact.new {
        for id in edge.told where result.newNames[id] == nil {
          result.newNames[id] = try Self.name(id, new)
        }
      }
    }
  }

  private static func name(_ id: String, _ graph: any FingerprintedGraph) throws -> GraphDiff.Name {
    let node = try graph.node(id)
    return GraphDiff.Name(label: node?.label ?? id, kind: node?.kind ?? .untyped)
  }
}

extension Edge {
  /// The nodes that the edge names.
  fileprivate var told: [String] { [source, target] + (accordingTo.map { [$0] } ?? []) }
}
