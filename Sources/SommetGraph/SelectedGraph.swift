/// A part of a graph, read out of the whole as it is walked.
///
/// Nodes are kept when an edge that is kept begins or ends at them or is told by them (`accordingTo`), and, when no
/// condition on edges is given, also without; articles are kept when something of them is. Memory grows with the nodes.
public struct SelectedGraph<Base: GraphReading>: GraphReading {
  private let base: Base
  private let selection: GraphSelection
  /// Ids of the nodes that may stand at the ends of edges; nil for all.
  private var ends: Set<String>?
  /// Ids of meetings, for the views that look at them.
  private var meetings: Set<String> = []
  /// Ids of the nodes that are kept; nil for all.
  private var kept: Set<String>?
  /// Ids of the articles that are kept; nil for all.
  private var keptArticles: Set<String>?
  /// Place and date of meetings, where they are attributes.
  private var details: [String: Details] = [:]
  private var counts: (nodes: Int, edges: Int)?

  private struct Details {
    var places: [String] = []
    var dates: [String] = []
  }

  init(_ base: Base, _ selection: GraphSelection) throws {
    self.base = base
    self.selection = selection
    guard selection.isPart else { return }
    try findEnds()
    if let around = selection.around { ends = try neighbourhood(of: around) }
    try findKept()
  }

  // MARK: - Selecting

  /// The nodes of the kinds asked for, and the meetings.
  private mutating func findEnds() throws {
    var chosen: Set<String> = []
    var meetings: Set<String> = []
    guard selection.kinds != nil || selection.view == .meetings || selection.view == .actors else { return }
    try base.forEachNode { node in
      if selection.kinds?.contains(node.kind) == true { chosen.insert(node.id) }
      if node.kind == .meeting { meetings.insert(node.id) }
      return .continue
    }
    if selection.kinds != nil { ends = chosen }
    self.meetings = meetings
  }

  private func matches(_ edge: Edge) -> Bool {
    switch selection.view {
    case .full: break
    case .actors:
      if edge.relation == .concerns || isFolded(edge) { return false }
    case .meetings:
      let isOfMeeting = meetings.contains(edge.source) || meetings.contains(edge.target)
      guard isOfMeeting || edge.relation == .met else { return false }
    case .timeline:
      guard edge.date.flatMap(DateRange.init) != nil else { return false }
    }
    if let ends, !ends.contains(edge.source) || !ends.contains(edge.target) { return false }
    return selection.edges.matches(edge)
  }

  /// Whether an edge becomes an attribute of its meeting.
  private func isFolded(_ edge: Edge) -> Bool {
    (edge.relation == .heldIn || edge.relation == .heldOn) && meetings.contains(edge.source)
  }

  /// Everything within `hops` edges that match.
  private func neighbourhood(of centres: Set<String>) throws -> Set<String> {
    var reached = centres
    var front = centres.sorted()
    for _ in 0..<max(0, selection.hops) {
      var next: Set<String> = []
      for node in front {
        for edge in try base.edges(at: node) where matches(edge) {
          let other = edge.source == node ? edge.target : edge.source
          if reached.insert(other).inserted { next.insert(other) }
        }
      }
      front = next.sorted()
    }
    return reached
  }

  private mutating func findKept() throws {
    var reached = selection.around ?? []
    var articles: Set<String> = []
    var edgeCount = 0
    var details: [String: Details] = [:]
    try base.forEachEdge { edge in
      if selection.view == .actors, isFolded(edge) {
        let label = try base.node(edge.target)?.label ?? edge.target
        if edge.relation == .heldIn {
          details[edge.source, default: Details()].places.append(label)
        } else {
          details[edge.source, default: Details()].dates.append(label)
        }
      }
      guard matches(edge) else { return .continue }
      edgeCount += 1
      reached.insert(edge.source)
      reached.insert(edge.target)
      if let sayer = edge.accordingTo { reached.insert(sayer) }
      for piece in edge.evidence { articles.insert(piece.article) }
      return .continue
    }
    self.details = details
    if keepsIsolated, let ends { reached.formUnion(ends) }
    var nodeCount = 0
    try base.forEachNode { node in
      guard reached.contains(node.id) else { return .continue }
      nodeCount += 1
      articles.formUnion(node.articles)
      return .continue
    }
    kept = reached
    keptArticles = articles
    counts = (nodeCount, edgeCount)
  }

  /// Whether a node may be kept without an edge: when only its kind is asked for.
  private var keepsIsolated: Bool {
    selection.view == .full && selection.edges == EdgeFilter() && selection.around == nil
  }

  // MARK: - Pieces

  private func piece(_ node: Node) -> Node? {
    guard kept?.contains(node.id) ?? true else { return nil }
    guard let details = details[node.id] else { return node }
    var node = node
    if !details.places.isEmpty, node.attributes["place"] == nil {
      node.attributes["place"] = .string(details.places.joined(separator: ", "))
    }
    if !details.dates.isEmpty, node.attributes["date"] == nil {
      node.attributes["date"] = .string(details.dates.joined(separator: ", "))
    }
    return node
  }

  private func piece(_ edge: Edge) -> Edge? {
    guard kept == nil || matches(edge) else { return nil }
    if selection.keepsEvidence { return edge }
    var edge = edge
    edge.evidence = []
    return edge
  }

  private func piece(_ article: GraphArticle) -> GraphArticle? {
    guard keptArticles?.contains(article.info.id) ?? true else { return nil }
    var article = article
    if let original = article.duplicateOf, keptArticles?.contains(original) == false {
      article.duplicateOf = nil
    }
    if !selection.keepsEvidence {
      article.mentions = []
      article.times = []
    } else if let kept {
      article.mentions.removeAll { !kept.contains($0.node) }
    }
    return article
  }

  // MARK: - Reading

  public var info: GraphInfo { get throws { try base.info } }

  public var nodeCount: Int { get throws { try counts?.nodes ?? base.nodeCount } }
  public var edgeCount: Int { get throws { try counts?.edges ?? base.edgeCount } }

  public func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {
    try base.forEachArticle { try piece($0).map(body) ?? .continue }
  }

  public func forEachNode(_ body: (Node) throws -> Walk) throws {
    try base.forEachNode { try piece($0).map(body) ?? .continue }
  }

  public func forEachEdge(_ body: (Edge) throws -> Walk) throws {
    try base.forEachEdge { try piece($0).map(body) ?? .continue }
  }

  public func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try base.forEachEdge(from: source) { try piece($0).map(body) ?? .continue }
  }

  public func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try base.forEachEdge(to: target) { try piece($0).map(body) ?? .continue }
  }

  public func node(_ id: String) throws -> Node? { try base.node(id).flatMap { piece($0) } }
  public func edge(_ key: String) throws -> Edge? { try base.edge(key).flatMap { piece($0) } }
  public func article(_ id: String) throws -> GraphArticle? { try base.article(id).flatMap { piece($0) } }
}
