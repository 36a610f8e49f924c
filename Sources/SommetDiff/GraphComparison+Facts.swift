import SommetGraph

extension GraphComparison {
  mutating func compareFacts() throws {
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
    result.oldNames = try Self.captions(of: result.facts.compactMap(\.old), in: old)
    result.newNames = try Self.captions(of: result.facts.compactMap(\.new), in: new)
  }

  /// Of every node that an edge names.
  private static func captions(
    of edges: [Edge], in graph: any FingerprintedGraph
  ) throws -> [String: NodeCaption] {
    let told = Set(edges.flatMap(\.told))
    var captions = try graph.captions(of: told)
    for id in told where captions[id] == nil { captions[id] = NodeCaption(label: id, kind: .untyped) }
    return captions
  }
}

extension Edge {
  /// The nodes that the edge names.
  fileprivate var told: [String] { [source, target] + (accordingTo.map { [$0] } ?? []) }
}
