import SommetGraph

/// Which edges of two graphs tell the same fact.
///
/// Edges are compared within groups that share ends (as entities) and relation; a meeting's day is no end of its own. Two
/// edges are one fact when date and modality are the same, when they share a sentence, or when each is the only one left
/// of its group and they come from a common article or from none. The best answer over the whole group is taken.
struct FactJoin {
  /// Old and new edges that tell one fact; more than one where entities were merged or split. The first stands for all.
  struct Fact {
    var olds: [Edge]
    var news: [Edge]
  }

  private(set) var facts: [Fact] = []

  private struct Group: Hashable {
    let source: Int
    let relation: Relation
    let target: Int
  }

  init(old: [Edge], new: [Edge], classes: inout EntityClasses) {
    var groups: [Group: (old: [Edge], new: [Edge])] = [:]
    for edge in old {
      let group = Self.group(edge, classes.number(old: edge.source), classes.number(old: edge.target))
      groups[group, default: ([], [])].old.append(edge)
    }
    for edge in new {
      let group = Self.group(edge, classes.number(new: edge.source), classes.number(new: edge.target))
      groups[group, default: ([], [])].new.append(edge)
    }
    for (old, new) in groups.values { join(old.sorted(), new.sorted()) }
  }

  private static func group(_ edge: Edge, _ source: Int, _ target: Int) -> Group {
    if edge.relation == .heldOn { return Group(source: source, relation: .heldOn, target: -1) }
    let isTurned = edge.isSymmetric && target < source
    return Group(
      source: isTurned ? target : source, relation: edge.relation, target: isTurned ? source : target)
  }

  private mutating func join(_ olds: [Edge], _ news: [Edge]) {
    let pairs = Assignment.best(Self.pairs(olds, news))
    let (pairedOld, pairedNew) = (Set(pairs.map(\.left)), Set(pairs.map(\.right)))
    var found = pairs.map { Fact(olds: [olds[$0.left]], news: [news[$0.right]]) }
    // What tells the same at the same date joins a fact that has found its counterpart already.
    for (index, edge) in olds.enumerated() where !pairedOld.contains(index) {
      if let place = found.firstIndex(where: { Self.tellsAlike($0.news.first, edge) && !$0.olds.isEmpty }) {
        found[place].olds.append(edge)
      } else {
        found.append(Fact(olds: [edge], news: []))
      }
    }
    for (index, edge) in news.enumerated() where !pairedNew.contains(index) {
      if let place = found.firstIndex(where: { Self.tellsAlike($0.olds.first, edge) && !$0.news.isEmpty }) {
        found[place].news.append(edge)
      } else {
        found.append(Fact(olds: [], news: [edge]))
      }
    }
    facts += found
  }

  /// Edges of our own kind, of which there is one for each date and modality.
  private static func tellsAlike(_ a: Edge?, _ b: Edge) -> Bool {
    guard let a else { return false }
    return a.modality == b.modality && a.date == b.date && !a.evidence.isEmpty && !b.evidence.isEmpty
  }

  private static func pairs(_ olds: [Edge], _ news: [Edge]) -> [Assignment.Pair] {
    var pairs: [Assignment.Pair] = []
    let isOnlyOne = olds.count == 1 && news.count == 1
    for (a, old) in olds.enumerated() {
      for (b, new) in news.enumerated() {
        let score = score(old, new, isOnlyOne: isOnlyOne)
        guard score > 0 else { continue }
        let mark = Fingerprint(old).content &+ Fingerprint(new).content
        pairs.append(.init(left: a, right: b, score: score, mark: mark))
      }
    }
    return pairs
  }

  /// 0 when nothing says that the two are one fact.
  private static func score(_ old: Edge, _ new: Edge, isOnlyOne: Bool) -> Int {
    let shared = sharedEvidence(old, new)
    let isSameDate = old.date == new.date
    let isSameModality = old.modality == new.modality
    let isUntold = old.evidence.isEmpty && new.evidence.isEmpty
    guard
      (isSameDate && isSameModality) || shared > 0
        || (isOnlyOne && (isUntold || haveCommonArticle(old, new)))
    else { return 0 }
    var score = 1 + Int(shared * 800)
    if old.key == new.key { score += 250 }
    if isSameModality { score += 150 }
    if isSameDate { score += 200 } else if areCompatible(old.date, new.date) { score += 80 }
    if old.content == new.content { score += 60 }
    if old.title == new.title { score += 60 }
    if old.attributes == new.attributes { score += 60 }
    if old.weight == new.weight { score += 30 }
    return score
  }

  private static func areCompatible(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return true }
    guard let left = DateRange(a), let right = DateRange(b) else { return false }
    return left.overlaps(right)
  }

  private static func haveCommonArticle(_ old: Edge, _ new: Edge) -> Bool {
    !Set(old.evidence.map(\.article)).isDisjoint(with: new.evidence.map(\.article))
  }

  /// The share of the sentences that both have, of those of the one that has fewer; half for each reworded one.
  private static func sharedEvidence(_ old: Edge, _ new: Edge) -> Double {
    let few = min(old.evidence.count, new.evidence.count)
    guard few > 0 else { return 0 }
    let comparison = EvidenceComparison(old: old.evidence, new: new.evidence)
    let same = comparison.sentences.count { $0.kind == .same }
    let reworded = comparison.sentences.count { $0.kind == .reworded }
    return min(1, (Double(same) + 0.5 * Double(reworded)) / Double(few))
  }
}
