/// Makes the edges out of what sentences say of them.
///
/// Tellings of one source, relation, target, date and modality are one edge. Its evidence is every place that says so;
/// its weight counts those that do not only repeat another (see `Retellings`); its confidence is `1 - Π (1 - cᵢ)` over
/// what is counted, each at its surest (noisy or); rule, content and title are those of the best one; for PLOVER see
/// `PloverCode.merged`.
struct EdgeMerging {
  private let nodes: MergedNodes
  private let folding: EdgeFolding
  private var sorter: ByteSorter

  /// - Parameter memory: bytes; what is told beyond goes to a temporary file.
  init(_ nodes: MergedNodes, _ retellings: Retellings, memory: Int) {
    self.nodes = nodes
    folding = EdgeFolding(nodes: nodes, retellings: retellings)
    sorter = ByteSorter(limit: memory)
  }

  /// - Parameters:
  ///   - source: number of a node, as `target` is.
  mutating func tell(
    _ source: Int, _ relation: Relation, _ target: Int, date: String?, modality: Modality,
    _ telling: EdgeTelling
  ) throws {
    let (source, target) = (try nodes.rank(source), try nodes.rank(target))
    guard source != target else { return }
    let isTurned = relation.isSymmetric && target < source
    let identity = EdgeIdentity(
      source: isTurned ? target : source, relation: relation, target: isTurned ? source : target, date: date,
      modality: modality)
    try sorter.add(key: identity.bytes, value: telling.bytes)
  }

  /// The edges in canonical order; afterwards nothing is told any more.
  mutating func write(into sink: inout some GraphSink) throws {
    let folding = folding
    let keys = NumberSet()
    try sorter.forEachGroup { key, values in
      try sink.add(
        folding.edge(EdgeIdentity(bytes: key), values.map { try EdgeTelling(bytes: $0) }, keys))
    }
  }
}

/// Makes one edge of its tellings.
private struct EdgeFolding {
  let nodes: MergedNodes
  let retellings: Retellings

  /// - Parameter keys: of all edges so far.
  func edge(_ identity: EdgeIdentity, _ tellings: [EdgeTelling], _ keys: NumberSet) throws -> Edge {
    let ranked = try tellings.sorted(by: precedes)
    var pieces: [EdgeTelling] = []
    var places: Set<EvidencePlace> = []
    for telling in ranked where places.insert(EvidencePlace(telling.evidence)).inserted {
      pieces.append(telling)
    }
    let doubts = try doubts(pieces)
    // Said by somebody only when no article says so itself.
    let sources = try pieces.map { try $0.accordingTo.map { try nodes.id($0) } }
    let (source, target) = (try nodes.id(rank: identity.source), try nodes.id(rank: identity.target))
    let parts = [
      source, identity.relation.rawValue, target, identity.date ?? "", identity.modality.rawValue,
    ]
    return try Edge(
      key: Self.key(identity.relation, parts, keys), source: source, target: target,
      relation: identity.relation, modality: identity.modality, date: identity.date,
      content: ranked.lazy.compactMap(\.content).first,
      accordingTo: sources.contains(nil) ? nil : Tally(sources.compactMap { $0 }).best(),
      title: ranked.lazy.compactMap(\.title).first, weight: Double(doubts.count),
      confidence: Self.confidence(doubts), rule: ranked[0].rule, evidence: pieces.map(\.evidence).sorted(),
      plover: PloverCode.merged(ranked.compactMap { try $0.plover?.naming { try nodes.id($0) } }))
  }

  private struct EvidencePlace: Hashable {
    let article: String
    let start: Int
    let end: Int

    init(_ evidence: Evidence) {
      article = evidence.article
      start = evidence.start
      end = evidence.end
    }
  }

  /// The surest first, then in the order of the evidence; what is left is told apart by the words themselves.
  private func precedes(_ a: EdgeTelling, _ b: EdgeTelling) throws -> Bool {
    if a.confidence != b.confidence { return a.confidence > b.confidence }
    if a.evidence != b.evidence { return a.evidence < b.evidence }
    if a.rule != b.rule { return a.rule < b.rule }
    return try words(a).lexicographicallyPrecedes(words(b))
  }

  private func words(_ telling: EdgeTelling) throws -> [String] {
    try [
      telling.content ?? "", telling.title ?? "", telling.accordingTo.map { try nodes.id($0) } ?? "",
      telling.plover?.rule ?? "",
    ] + (telling.plover?.actors.map { try nodes.id($0) } ?? [])
  }

  /// A key that no edge before has.
  private static func key(
    _ relation: Relation, _ parts: [String], _ keys: NumberSet
  ) throws -> String {
    var attempt = 1
    while true {
      let key = "\(relation.rawValue)-\(Identifier.hash(attempt == 1 ? parts : parts + [String(attempt)]))"
      if try keys.insert(Identifier.number([key])) { return key }
      attempt += 1
    }
  }

  /// For each independent piece of evidence how likely it is wrong, by its surest telling.
  private func doubts(_ pieces: [EdgeTelling]) throws -> [Double] {
    let groups = try retellings.groups(pieces.map(\.evidence))
    var doubts = [Double](repeating: 1, count: groups.max()! + 1)
    for (piece, group) in zip(pieces, groups) { doubts[group] = min(doubts[group], 1 - piece.confidence) }
    return doubts.sorted()
  }

  /// To four decimals, so that it reads back as it was written.
  private static func confidence(_ doubts: [Double]) -> Double {
    ((1 - doubts.reduce(1, *)) * 10_000).rounded() / 10_000
  }
}
