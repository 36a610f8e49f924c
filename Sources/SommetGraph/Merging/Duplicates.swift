/// Which articles are copies of which: the same text, or one that shares half of its shingles and more.
///
/// Articles are taken by day of publication (those without one last), then by id. Each is a copy of the first original
/// that it resembles, else an original itself; so a copy resembles its original directly, and no chain of small
/// changes leads from one story to another. Nothing depends on the order of the records.
///
/// Pairs are found by locality-sensitive hashing, 40 bands of three numbers: of pairs with a similarity of 0.5 it
/// finds 99.5 %, of 0.6 practically all, of 0.1 it looks at 4 %. Cost is that of 40 sorts.
///
/// Source: Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3, <http://www.mmds.org>.
struct Duplicates {
  /// Articles that resemble each other less are not copies.
  static let threshold = 0.5

  private static let rows = 3
  /// Of articles that agree in a band, so many first ones are compared with all others.
  private static let heads = 50

  /// The original's id by the copy's.
  private(set) var originals: [String: String] = [:]
  /// Place of an article in the order of publication.
  private(set) var ranks: [String: Int] = [:]

  /// What tells whether an article is a copy.
  struct Article {
    let id: String
    let date: String?
    let sha256: String
    let signature: TextSignature?

    init(info: ArticleInfo, signature: TextSignature?) {
      id = info.id
      date = info.date
      sha256 = info.sha256
      self.signature = signature
    }
  }

  /// - Precondition: ids of articles are unique.
  init(_ articles: [Article]) {
    let ordered = articles.sorted(by: Self.precedes)
    for (rank, article) in ordered.enumerated() { ranks[article.id] = rank }
    var pairs = Pairs()
    Self.addSameTexts(ordered, to: &pairs)
    Self.addResembling(ordered.map(\.signature), to: &pairs)
    for rank in ordered.indices {
      let earlier = pairs.earlier[rank, default: []]
      if let original = earlier.filter({ originals[ordered[$0].id] == nil }).min() {
        originals[ordered[rank].id] = ordered[original].id
      }
    }
  }

  /// The id of the original, which may be the article itself.
  func original(of id: String) -> String { originals[id] ?? id }

  private static func precedes(_ a: Article, _ b: Article) -> Bool {
    switch (a.date, b.date) {
    case (let left?, let right?) where left != right: left < right
    case (_?, nil): true
    case (nil, _?): false
    default: a.id < b.id
    }
  }

  /// Pairs of ranks, kept with the later one.
  private struct Pairs {
    private(set) var earlier: [Int: Set<Int>] = [:]

    func contains(_ a: Int, _ b: Int) -> Bool { earlier[b]?.contains(a) == true }

    mutating func add(_ a: Int, _ b: Int) { earlier[b, default: []].insert(a) }
  }

  /// Texts too short for a signature are copies when they are the same.
  private static func addSameTexts(_ articles: [Article], to pairs: inout Pairs) {
    var first: [String: Int] = [:]
    for (rank, article) in articles.enumerated() where !article.sha256.isEmpty {
      if let known = first[article.sha256] {
        pairs.add(known, rank)
      } else {
        first[article.sha256] = rank
      }
    }
  }

  private static func addResembling(_ signatures: [TextSignature?], to pairs: inout Pairs) {
    for start in stride(from: 0, to: TextSignature.count, by: rows) {
      let entries = signatures.enumerated().compactMap { rank, signature in
        signature.map { (key: band($0, start), rank: rank) }
      }
      .sorted { ($0.key, $0.rank) < ($1.key, $1.rank) }
      var begin = 0
      while begin < entries.count {
        let end = entries[begin...].firstIndex { $0.key != entries[begin].key } ?? entries.count
        compare(entries[begin..<end].map(\.rank), signatures, &pairs)
        begin = end
      }
    }
  }

  private static func band(_ signature: TextSignature, _ start: Int) -> UInt64 {
    signature.values[start..<start + rows].reduce(0) { Identifier.mixed($0 ^ UInt64($1)) }
  }

  /// - Parameter ranks: of articles that agree in a band, ascending.
  private static func compare(_ ranks: [Int], _ signatures: [TextSignature?], _ pairs: inout Pairs) {
    guard ranks.count > 1 else { return }
    for (place, head) in ranks.prefix(heads).enumerated() {
      for other in ranks[(place + 1)...] where !pairs.contains(head, other) {
        if signatures[head]!.similarity(to: signatures[other]!) >= threshold { pairs.add(head, other) }
      }
    }
  }
}
