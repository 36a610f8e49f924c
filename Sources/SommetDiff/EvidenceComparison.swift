import SommetGraph

/// The sentences behind a fact on both sides, paired.
///
/// A sentence is the same when its words are, wherever it stands in its article; it was reworded when another sentence of
/// the same article shares half of its words.
struct EvidenceComparison {
  private(set) var sentences: [SentenceChange] = []

  private struct Words: Hashable {
    let article: String
    let quote: [UInt8]

    init(_ piece: Evidence) {
      article = piece.article
      quote = Array(piece.quote.utf8)
    }
  }

  init(old: [Evidence], new: [Evidence]) {
    var left = Self.byWords(old)
    var right = Self.byWords(new)
    for words in Array(left.keys) {
      guard let there = right[words] else { continue }
      let here = left[words]!
      let kept = min(here.count, there.count)
      for number in 0..<kept {
        sentences.append(SentenceChange(kind: .same, old: here[number], new: there[number], words: []))
      }
      left[words] = Array(here[kept...])
      right[words] = Array(there[kept...])
    }
    let (gone, fresh) = (left.values.flatMap { $0 }.sorted(), right.values.flatMap { $0 }.sorted())
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

  private static func byWords(_ evidence: [Evidence]) -> [Words: [Evidence]] {
    Dictionary(grouping: Set(evidence)) { Words($0) }.mapValues { $0.sorted() }
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
