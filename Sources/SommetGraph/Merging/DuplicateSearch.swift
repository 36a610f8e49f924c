/// Takes the articles in, in ascending order of ids, and finds the copies among them.
struct DuplicateSearch {
  private static let rows = 3
  /// Of articles that agree in a band, so many first ones are compared with all others.
  private static let heads = 50
  private static let bands = TextSignature.count / rows
  /// Bytes that a sort may hold.
  private static let sortMemory = 16 << 20

  private let dates = TextNumbers()
  /// Number of each article's date; -1 for none.
  private var dateOfArticle: [Int32] = []
  /// Hash of each article's SHA-256; 0 for none.
  private var texts: [UInt64] = []
  /// Of the articles that have one, by `rowOfArticle`; -1 for none.
  private var signatures: RowSpool
  private var rowOfArticle: [Int32] = []

  init() throws { signatures = try RowSpool() }

  mutating func add(_ info: ArticleInfo, _ signature: TextSignature?) throws {
    dateOfArticle.append(Int32(try info.date.map(dates.number) ?? -1))
    texts.append(info.sha256.isEmpty ? 0 : Fingerprint.identity(info.sha256) | 1)
    rowOfArticle.append(signature == nil ? -1 : Int32(signatures.count))
    if let signature { try signatures.append(signature.bytes) }
  }

  func duplicates() throws -> Duplicates {
    let order = try byPublication()
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, article) in order.enumerated() { ranks[Int(article)] = Int32(rank) }
    return Duplicates(ranks: ranks, originals: try originals(order, ranks))
  }

  /// Numbers of the articles.
  private func byPublication() throws -> [Int32] {
    let ranks = try dates.ranks(memory: Self.sortMemory)
    let days = try dateOfArticle.map { try $0 < 0 ? .max : ranks[Int($0)] }
    return (0..<Int32(days.count)).sorted { a, b in
      days[Int(a)] == days[Int(b)] ? a < b : days[Int(a)] < days[Int(b)]
    }
  }

  // MARK: Buckets

  /// A band in which several articles agree.
  private struct Bucket {
    /// How many of them came so far, `heads` at most.
    var count: UInt8 = 0
    /// The first of these that are originals, ascending, as places in a list of (rank, place of the one before).
    var last: Int32 = -1
  }

  private func originals(_ order: [Int32], _ ranks: [Int32]) throws -> [Int32] {
    let (members, bucketCount) = try self.members(ranks)
    var originals = [Int32](repeating: -1, count: order.count)
    var buckets = [Bucket](repeating: Bucket(), count: bucketCount)
    var heads: [(article: Int32, before: Int32)] = []
    let first = NumberTable()
    var place = 0
    for (rank, article) in order.enumerated() {
      let begin = place
      while place < members.count, try members[place] >> 32 == UInt64(rank) { place += 1 }
      let own = try members[begin..<place].map { Int(truncatingIfNeeded: $0 & 0xffff_ffff) }
      let text = texts[Int(article)]
      let same = try text == 0 ? nil : first.number(of: text, orInsert: Int(article))
      let original = try original(of: article, same, own, buckets, heads, originals, ranks)
      originals[Int(article)] = original
      for bucket in own where buckets[bucket].count < Self.heads {
        buckets[bucket].count += 1
        guard original == article else { continue }
        heads.append((article, buckets[bucket].last))
        buckets[bucket].last = Int32(heads.count - 1)
      }
    }
    return originals
  }

  /// The first original that an article resembles, or itself.
  private func original(
    of article: Int32, _ same: Int?, _ own: [Int], _ buckets: [Bucket],
    _ heads: [(article: Int32, before: Int32)], _ originals: [Int32], _ ranks: [Int32]
  ) throws -> Int32 {
    var candidates: Set<Int32> = []
    for bucket in own {
      var place = buckets[bucket].last
      while place >= 0 {
        candidates.insert(heads[Int(place)].article)
        place = heads[Int(place)].before
      }
    }
    let known = same.flatMap { $0 != Int(article) && Int(originals[$0]) == $0 ? Int32($0) : nil }
    if let known { candidates.insert(known) }
    if candidates.isEmpty { return article }
    let signature = try self.signature(article)
    for candidate in candidates.sorted(by: { ranks[Int($0)] < ranks[Int($1)] }) {
      if candidate == known { return candidate }
      if let signature, let other = try self.signature(candidate),
        signature.similarity(to: other) >= Duplicates.threshold
      {
        return candidate
      }
    }
    return article
  }

  private func signature(_ article: Int32) throws -> TextSignature? {
    let row = rowOfArticle[Int(article)]
    return row < 0 ? nil : TextSignature(bytes: try signatures[Int(row)])
  }

  /// For each article the bands in which others agree with it: its rank and the number of the bucket, ascending.
  private func members(_ ranks: [Int32]) throws -> (members: SpilledArray<UInt64>, bucketCount: Int) {
    let articles = rowOfArticle.indices.filter { rowOfArticle[$0] >= 0 }
    var sorter = ByteSorter(limit: Self.sortMemory)
    var bucketCount = 0
    var entries: [(key: UInt64, rank: UInt32)] = []
    for band in 0..<Self.bands {
      entries.removeAll(keepingCapacity: true)
      try forEachBand(band) { entries.append(($1, UInt32(ranks[articles[$0]]))) }
      entries.sort { ($0.key, $0.rank) < ($1.key, $1.rank) }
      var begin = 0
      while begin < entries.count {
        var end = begin + 1
        while end < entries.count, entries[end].key == entries[begin].key { end += 1 }
        if end - begin > 1 {
          for entry in entries[begin..<end] {
            let member = UInt64(entry.rank) << 32 | UInt64(bucketCount)
            try sorter.add(key: member.orderedBytes)
          }
          bucketCount += 1
        }
        begin = end
      }
    }
    let members = SpilledArray<UInt64>()
    try sorter.forEachGroup { key, _ in try members.append(UInt64(orderedBytes: key)) }
    return (members, bucketCount)
  }

  /// Gives the hash of one band of each signature, by its row.
  private func forEachBand(_ band: Int, _ body: (_ row: Int, _ key: UInt64) -> Void) throws {
    let width = 4 * TextSignature.count
    var row = 0
    while row < signatures.count {
      let bytes = try signatures.bytes(signatures.block(from: row))
      for start in stride(from: 0, to: bytes.count, by: width) {
        var key: UInt64 = 0
        for number in Self.rows * band..<Self.rows * (band + 1) {
          let value = (0..<4).reduce(UInt64(0)) {
            $0 | UInt64(bytes[start + 4 * number + $1]) << UInt64(8 * $1)
          }
          key = Identifier.mixed(key ^ value)
        }
        body(row, key)
        row += 1
      }
    }
  }
}
