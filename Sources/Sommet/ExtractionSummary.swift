/// What became of the articles of a corpus: counts, and the reasons why some gave no record.
public struct ExtractionSummary: Sendable, Hashable {
  /// Articles that were worked on, whatever became of them; faults of an input count as one.
  public private(set) var articles = 0
  /// Articles that gave a record, and how many of these had given it before (`RecordCache`).
  public private(set) var records = 0
  public private(set) var known = 0
  /// Words of the articles that were extracted now.
  public private(set) var words = 0
  /// How many were left out, by reason.
  public private(set) var skipped: [String: Int] = [:]
  /// How many were at fault, by reason.
  public private(set) var failed: [String: Int] = [:]
  /// Whether somebody ended the extraction before the corpus was at its end.
  public internal(set) var isStopped = false

  public init() {}

  /// Reasons with their counts, the most frequent first.
  public var reasons: [(reason: String, count: Int)] {
    skipped.merging(failed, uniquingKeysWith: +).map { (reason: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
  }

  mutating func add(record isKnown: Bool, words: Int) {
    articles += 1
    records += 1
    if isKnown { known += 1 } else { self.words += words }
  }

  mutating func add(skipped reason: String) {
    articles += 1
    skipped[reason, default: 0] += 1
  }

  mutating func add(failed reason: String) {
    articles += 1
    failed[reason, default: 0] += 1
  }
}
