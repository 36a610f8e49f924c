/// The dates that sentences had when they were first published, for the copies that print them again.
///
/// "Hier" in a dispatch that a paper prints a day later still means what it meant at first: the acts and meetings of a
/// copied sentence get the dates that the original's have, so that they are the same edges.
struct OriginalDates {
  /// A word of a sentence of an original, and what it tells; no relation for a meeting.
  private struct Place: Hashable {
    let original: String
    let words: [String]
    /// Scalars from the sentence's start.
    let trigger: Int
    let relation: Relation?

    init(_ original: String, _ evidence: Evidence, _ relation: Relation?) {
      self.original = original
      words = FoldedName.words(evidence.quote)
      trigger = evidence.trigger.start - evidence.start
      self.relation = relation
    }
  }

  private let duplicates: Duplicates
  private var dates: [Place: Set<String>] = [:]

  init(_ records: some RecordReading, _ duplicates: Duplicates) throws {
    self.duplicates = duplicates
    let copied = Set(duplicates.originals.values)
    for number in 0..<records.recordCount where !copied.isEmpty {
      let id = try records.record(at: number, []).article.id
      guard copied.contains(id) else { continue }
      let record = try records.record(at: number, [.meetings, .acts])
      for act in record.acts { note(act.date, at: Place(id, act.evidence, act.relation)) }
      for meeting in record.meetings {
        for piece in meeting.evidence { note(meeting.date, at: Place(id, piece, nil)) }
      }
    }
  }

  private mutating func note(_ date: String?, at place: Place) {
    if let date { dates[place, default: []].insert(date) }
  }

  /// The record with the original's dates, where it is a copy and the original tells one.
  func applied(to record: Record) -> Record {
    guard let original = duplicates.originals[record.article.id] else { return record }
    var record = record
    for index in record.acts.indices {
      let act = record.acts[index]
      record.acts[index].date = date(Place(original, act.evidence, act.relation)) ?? act.date
    }
    for index in record.meetings.indices {
      let told = record.meetings[index].evidence.lazy.compactMap { date(Place(original, $0, nil)) }.first
      record.meetings[index].date = told ?? record.meetings[index].date
    }
    return record
  }

  private func date(_ place: Place) -> String? {
    guard let found = dates[place], found.count == 1 else { return nil }
    return found.first
  }
}
