/// The dates that sentences had when they were first published, for the copies that print them again.
///
/// "Hier" in a dispatch that a paper prints a day later still means what it meant at first: the acts and meetings of a
/// copied sentence get the dates that the original's have, so that they are the same edges. Places are told by hashes.
struct OriginalDates {
  private let duplicates: Duplicates
  /// By place the number of the only date, or `several`.
  private let dateOfPlace = NumberTable()
  private let dates = TextNumbers()
  private static let several = Int(UInt32.max) - 1

  init(_ records: some RecordReading, _ duplicates: Duplicates) throws {
    self.duplicates = duplicates
    var isCopied = [Bool](repeating: false, count: duplicates.originals.count)
    for article in isCopied.indices where duplicates.isCopy(article) {
      isCopied[Int(duplicates.originals[article])] = true
    }
    for number in isCopied.indices where isCopied[number] {
      let record = try records.record(at: number, [.meetings, .acts])
      for act in record.acts { try note(act.date, at: Self.place(number, act.evidence, act.relation)) }
      for meeting in record.meetings {
        for piece in meeting.evidence { try note(meeting.date, at: Self.place(number, piece, nil)) }
      }
    }
  }

  /// A word of a sentence of an original, and what it tells; no relation for a meeting.
  private static func place(_ original: Int, _ evidence: Evidence, _ relation: Relation?) -> UInt64 {
    let words = FoldedName.words(evidence.quote)
    let trigger = evidence.trigger.start - evidence.start
    return Identifier.number(["\(original)", relation?.rawValue ?? "", "\(trigger)"] + words)
  }

  private func note(_ date: String?, at place: UInt64) throws {
    guard let date else { return }
    let number = try dates.number(of: date)
    if try dateOfPlace.number(of: place, orInsert: number) != number {
      try dateOfPlace.set(Self.several, of: place)
    }
  }

  /// The record with the original's dates, where it is a copy and the original tells one.
  func applied(to record: Record, number: Int) throws -> Record {
    guard duplicates.isCopy(number) else { return record }
    let original = Int(duplicates.originals[number])
    var record = record
    for index in record.acts.indices {
      let act = record.acts[index]
      record.acts[index].date = try date(Self.place(original, act.evidence, act.relation)) ?? act.date
    }
    for index in record.meetings.indices {
      for piece in record.meetings[index].evidence {
        guard let told = try date(Self.place(original, piece, nil)) else { continue }
        record.meetings[index].date = told
        break
      }
    }
    return record
  }

  private func date(_ place: UInt64) throws -> String? {
    guard let number = try dateOfPlace[place], number != Self.several else { return nil }
    return try dates[number]
  }
}
