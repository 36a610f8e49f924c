import SommetGraph

/// The sentences behind a fact on both sides, paired.
///
/// A sentence is the same when its words are, wherever it stands in its article; it was reworded when another sentence of
/// the same article shares half of its words.
struct EvidenceComparison {
  private(set) var sentences: [SentenceChange] = []

  init(old: [Evidence], new: [Evidence]) {
    let (left, right) = (Self.byWords(old), Self.byWords(new))
    var (gone, fresh): ([Evidence], [Evidence]) = ([], [])
    var (a, b) = (0, 0)
    while a < left.count, b < right.count {
      switch Self.order(left[a], right[b]) {
      case 0:
        sentences.append(SentenceChange(kind: .same, old: left[a], new: right[b], words: []))
        a += 1
        b += 1
      case ..<0:
        gone.append(left[a])
        a += 1
      default:
        fresh.append(right[b])
        b += 1
      }
    }
    gone += left[a...]
    fresh += right[b...]
    gone.sort()
    fresh.sort()
    let pairs = Assignment.best(Self.pairs(gone, fresh))
    for (a, b) in pairs {
      sentences.append(
        SentenceChange(
          kind: .reworded, old: gone[a], new: fresh[b],
          words: WordDiff.pieces(old: gone[a].quote, new: fresh[b].quote)))
    }
    let (pairedOld, pairedNew) = (Set(pairs.map(\.left)), Set(pairs.map(\.right)))
    for index in gone.indices where !pairedOld.contains(index) {
      sentences.append(SentenceChange(kind: .removed, old: gone[index], new: nil, words: []))
    }
    for index in fresh.indices where !pairedNew.contains(index) {
      sentences.append(SentenceChange(kind: .added, old: nil, new: fresh[index], words: []))
    }
    sentences.sort()
  }

  /// Each once, by article and words, then by place.
  private static func byWords(_ evidence: [Evidence]) -> [Evidence] {
    guard evidence.count > 1 else { return evidence }
    return Set(evidence).sorted { a, b in
      let order = order(a, b)
      return order == 0 ? a < b : order < 0
    }
  }

  /// Of articles and words; below 0 when `a` comes first, 0 when both are the same.
  private static func order(_ a: Evidence, _ b: Evidence) -> Int {
    if a.article != b.article { return a.article < b.article ? -1 : 1 }
    return order(a.quote, b.quote)
  }

  /// Of bytes.
  private static func order(_ a: String, _ b: String) -> Int {
    var (a, b) = (a, b)
    return a.withUTF8 { left in
      b.withUTF8 { right in
        for (x, y) in zip(left, right) where x != y { return Int(x) - Int(y) }
        return left.count - right.count
      }
    }
  }

  private static func pairs(_ gone: [Evidence], _ fresh: [Evidence]) -> [Assignment.Pair] {
    guard gone.count * fresh.count <= 10_000 else { return [] }
    var pairs: [Assignment.Pair] = []
    for (a, old) in gone.enumerated() {
      for (b, new) in fresh.enumerated() where old.article == new.article {
        let likeness = WordDiff.similarity(old.quote, new.quote)
        guard likeness >= 0.5 else { continue }
        let mark = Fingerprint.identity(old.quote) &+ Fingerprint.identity(new.quote)
        pairs.append(.init(left: a, right: b, score: max(1, Int(likeness * 1000)), mark: mark))
      }
    }
    return pairs
  }
}
