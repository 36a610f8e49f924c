import SommetGraph

/// Which nodes of two graphs are one entity.
///
/// Ids come first. Nodes that only one graph has are compared by what tells of them: the same sentences and mentions
/// (the strongest sign), the same names, the same neighbours. Whoever fits best is taken, over all of them together
/// (`Assignment`); then what is left over may be a part of another. Dates are what they say and never aligned.
struct Alignment {
  struct Match: Hashable {
    let old: String
    let new: String
    let reason: AlignmentReason
  }

  /// One node that is another, by the old id.
  private(set) var renamed: [Match] = []
  /// Old nodes that are now part of `new`, which stands for another old node as well.
  private(set) var merged: [Match] = []
  /// New nodes that were part of `old`.
  private(set) var split: [Match] = []

  let oldNodes: [String: Node]
  let newNodes: [String: Node]
  /// Nodes of the old graph without counterpart by id, and those whose counterpart by id bears another name.
  private var lefts: [String]
  private var rights: [String]
  private let contested: Set<String>
  private let oldSightings: Sightings
  private let newSightings: Sightings
  private var names: [String: NodeNames] = [:]
  private var newNames: [String: NodeNames] = [:]

  /// - Parameters: what differs of both graphs.
  init(
    oldNodes: [Node], newNodes: [Node], oldEdges: [Edge], newEdges: [Edge], articles: ArticleStates,
    oldArticles: [GraphArticle], newArticles: [GraphArticle]
  ) {
    let old = Dictionary(uniqueKeysWithValues: oldNodes.map { ($0.id, $0) })
    let new = Dictionary(uniqueKeysWithValues: newNodes.map { ($0.id, $0) })
    self.oldNodes = old
    self.newNodes = new
    let gone = Set(old.keys).subtracting(new.keys)
    let fresh = Set(new.keys).subtracting(old.keys)
    let contested = Set(old.keys.filter { Self.isContested(old[$0]!, new[$0]) })
    self.contested = contested
    lefts = gone.union(contested).filter { old[$0]!.kind != .date }.sorted()
    rights = fresh.union(contested).filter { new[$0]!.kind != .date }.sorted()
    guard !lefts.isEmpty || !rights.isEmpty else {
      (oldSightings, newSightings) = (Sightings(), Sightings())
      return
    }
    names = old.mapValues(NodeNames.init)
    newNames = new.mapValues(NodeNames.init)
    let isCommon = { (id: String) in !gone.contains(id) && !fresh.contains(id) && !contested.contains(id) }
    // Mentions are compared where the text is the same.
    oldSightings = Sightings(
      edges: oldEdges, mentions: oldArticles.filter { articles.hasSameText($0.info.id) }, isCommon: isCommon)
    newSightings = Sightings(
      edges: newEdges, mentions: newArticles.filter { articles.hasSameText($0.info.id) }, isCommon: isCommon)
    match()
    absorb()
  }

  /// Whether two nodes of one id may be two entities.
  private static func isContested(_ old: Node, _ new: Node?) -> Bool {
    guard let new, old.kind != .date, old.label != new.label else { return false }
    return NodeNames(old).likeness(to: NodeNames(new)) < 0.3
  }

  // MARK: - One for one

  private mutating func match() {
    var pairs: [Assignment.Pair] = []
    let leftIndex = Dictionary(uniqueKeysWithValues: zip(lefts, 0...))
    let rightIndex = Dictionary(uniqueKeysWithValues: zip(rights, 0...))
    for (left, right) in candidates(leftIndex, rightIndex) {
      let score = score(lefts[left], rights[right])
      guard score > 0 else { continue }
      let mark = Fingerprint.identity(lefts[left]) &+ Fingerprint.identity(rights[right])
      pairs.append(.init(left: left, right: right, score: score, mark: mark))
    }
    for pair in Assignment.best(pairs) {
      let (old, new) = (lefts[pair.left], rights[pair.right])
      if old != new { renamed.append(Match(old: old, new: new, reason: reason(old, new))) }
    }
    renamed.sort { $0.old < $1.old }
  }

  /// Pairs that have a place, a name or a rare neighbour in common.
  private func candidates(_ lefts: [String: Int], _ rights: [String: Int]) -> [(Int, Int)] {
    var found: Set<[Int]> = []
    func add(_ olds: some Sequence<String>, _ news: some Sequence<String>) {
      let left = olds.compactMap { lefts[$0] }
      let right = news.compactMap { rights[$0] }
      guard !left.isEmpty, left.count * right.count <= Self.crowd else { return }
      for old in left { for new in right { found.insert([old, new]) } }
    }
    for (place, olds) in oldSightings.nodes {
      if let news = newSightings.nodes[place] { add(olds.subtracting(news), news.subtracting(olds)) }
    }
    for id in contested { add([id], [id]) }
    let (oldWords, newWords) = (words(self.lefts, names), words(self.rights, newNames))
    for (word, olds) in oldWords { if let news = newWords[word] { add(olds, news) } }
    let (oldNear, newNear) = (near(self.lefts, oldSightings), near(self.rights, newSightings))
    for (neighbour, olds) in oldNear { if let news = newNear[neighbour] { add(olds, news) } }
    return found.map { ($0[0], $0[1]) }
  }

  /// What more pairs than this have in common tells nothing.
  private static let crowd = 4096

  private func words(_ ids: [String], _ names: [String: NodeNames]) -> [String: [String]] {
    var holders: [String: [String]] = [:]
    for id in ids {
      for word in Set(names[id]!.keys.flatMap { [$0] + $0.split(separator: " ").map(String.init) }) {
        holders[word, default: []].append(id)
      }
    }
    return holders
  }

  private func near(_ ids: [String], _ sightings: Sightings) -> [Sightings.Neighbour: [String]] {
    var holders: [Sightings.Neighbour: [String]] = [:]
    for id in ids { for near in sightings.neighbours[id] ?? [] { holders[near, default: []].append(id) } }
    return holders
  }

  // MARK: - Signs

  private func reason(_ old: String, _ new: String) -> AlignmentReason {
    let evidence = evidence(old, new)
    let left = oldSightings.neighbours[old] ?? []
    let right = newSightings.neighbours[new] ?? []
    let name = names[old].flatMap { name in newNames[new].flatMap(name.shared) }
    let likeness = likeness(old, new)
    return AlignmentReason(
      sentences: evidence.shared, comparable: max(evidence.old, evidence.new), name: name,
      isNameAlike: name == nil && likeness >= 0.5, neighbours: left.intersection(right).count,
      allNeighbours: left.union(right).count)
  }

  /// Places that both have, and those of each that the other graph has at all, where they tell the two apart.
  private func evidence(_ old: String, _ new: String) -> (shared: Int, old: Int, new: Int) {
    let left = oldSightings.places[old] ?? []
    let right = newSightings.places[new] ?? []
    let comparableOld = left.count { newSightings.nodes[$0] != nil }
    let comparableNew = right.count { oldSightings.nodes[$0] != nil }
    let shared = left.count { place in
      right.contains(place)
        && (old == new
          || !(newSightings.nodes[place]!.contains(old) || oldSightings.nodes[place]!.contains(new)))
    }
    return (shared, comparableOld, comparableNew)
  }

  private func likeness(_ old: String, _ new: String) -> Double {
    guard let left = names[old], let right = newNames[new] else { return 0 }
    return left.likeness(to: right)
  }

  private func isOfOneKind(_ old: String, _ new: String) -> Bool {
    let (left, right) = (oldNodes[old]?.kind, newNodes[new]?.kind)
    return left == right || left == .untyped || right == .untyped
  }

  /// 0 when nothing says that the two are one.
  private func score(_ old: String, _ new: String) -> Int {
    let evidence = evidence(old, new)
    let name = likeness(old, new)
    let left = oldSightings.neighbours[old] ?? []
    let right = newSightings.neighbours[new] ?? []
    let shared = left.intersection(right).count
    let all = left.union(right).count
    let near = all == 0 ? 0 : Double(shared) / Double(all)
    let isOfOneKind = isOfOneKind(old, new)
    var score: Double
    let comparable = min(evidence.old, evidence.new)
    if comparable > 0 {
      let told = Double(evidence.shared) / Double(max(evidence.old, evidence.new))
      score = 0.6 * told + 0.25 * name + 0.15 * near
      if told < 0.5, !(told > 0.2 && name >= 0.6) { return old == new ? 300 : 0 }
    } else {
      score = 0.6 * name + 0.35 * near
      let isSameName = name >= 0.75 && isOfOneKind
      let isLike = name >= 0.5 && near >= 0.5 && isOfOneKind
      let isSamePlace = name >= 0.3 && near >= 0.7 && shared >= 2 && isOfOneKind
      let standsAlike = near == 1 && shared >= 3
      if !(isSameName || isLike || isSamePlace || standsAlike) { return old == new ? 300 : 0 }
    }
    if !isOfOneKind { score *= 0.8 }
    if old == new { score += 0.2 }
    return max(1, min(Assignment.scoreLimit, Int((score * 1000).rounded())))
  }

  // MARK: - Parts of others

  private mutating func absorb() {
    let newOf = Dictionary(uniqueKeysWithValues: renamed.map { ($0.old, $0.new) })
    let oldOf = Dictionary(uniqueKeysWithValues: renamed.map { ($0.new, $0.old) })
    var (oldBearers, newBearers) = (Bearers(names), Bearers(newNames))
    for old in lefts where newOf[old] == nil && newNodes[old] == nil {
      let whole = host(of: old, oldSightings, newSightings) {
        newBearers.only(names[old]!) { host in
          newNames[host]?.kind == names[old]!.kind && (oldNodes[host] != nil || oldOf[host] != nil)
            && !bore(names[oldOf[host] ?? host], names[old]!)
        }
      }
      if let whole { merged.append(Match(old: old, new: whole, reason: reason(old, whole))) }
    }
    for new in rights where oldOf[new] == nil && oldNodes[new] == nil {
      let whole = host(of: new, newSightings, oldSightings) {
        oldBearers.only(newNames[new]!) { host in
          names[host]?.kind == newNames[new]!.kind && (newNodes[host] != nil || newOf[host] != nil)
            && !bore(newNames[newOf[host] ?? host], newNames[new]!)
        }
      }
      if let whole { split.append(Match(old: whole, new: new, reason: reason(whole, new))) }
    }
  }

  /// Who bears which name in a graph.
  private struct Bearers {
    private struct Label: Hashable {
      let key: String
      let kind: NodeKind
    }

    private var ids: [String: [String]] = [:]
    /// What was found for a label: thousands of nodes may share one.
    private var found: [Label: String?] = [:]

    init(_ names: [String: NodeNames]) {
      for (id, names) in names { for key in names.keys { ids[key, default: []].append(id) } }
    }

    /// The only one who bears the label of a node and has got it since; nil when there are several.
    ///
    /// - Parameter hasGot: the same for all nodes of one label and kind.
    mutating func only(_ names: NodeNames, hasGot: (String) -> Bool) -> String? {
      let label = Label(key: names.label.key, kind: names.kind)
      if let known = found[label] { return known }
      var only: String?
      for id in ids[label.key] ?? [] where hasGot(id) {
        guard only == nil else {
          only = nil
          break
        }
        only = id
      }
      found[label] = .some(only)
      return only
    }
  }

  /// Whether a name of the part was one of the host's all along, so that it tells nothing.
  private func bore(_ host: NodeNames?, _ part: NodeNames) -> Bool {
    host?.keys.contains(part.label.key) ?? false
  }

  /// The node of the other graph that has most of a node's places; without any, the one that is found by its name.
  private func host(
    of node: String, _ own: Sightings, _ other: Sightings, named: () -> String?
  ) -> String? {
    var counts: [String: Int] = [:]
    var comparable = 0
    for place in own.places[node] ?? [] {
      guard let there = other.nodes[place] else { continue }
      comparable += 1
      for id in there where !own.nodes[place]!.contains(id) { counts[id, default: 0] += 1 }
    }
    if comparable > 0 {
      let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      if let best, 5 * best.value >= 3 * comparable { return best.key }
      return nil
    }
    return named()
  }
}
