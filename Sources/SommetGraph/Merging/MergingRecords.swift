/// Records as merging reads them, over and over: with the dates that copied sentences had at first.
struct MergingRecords {
  private let records: any RecordReading
  let duplicates: Duplicates
  private let originalDates: OriginalDates
  private let ids = PackedBytes()
  /// By the hash of its id, the number of an article.
  private let numbers = NumberTable()

  init(_ records: some RecordReading) throws {
    self.records = records
    var search = try DuplicateSearch()
    for number in 0..<records.recordCount {
      let record = try records.record(at: number, .signature)
      try ids.append(Array(record.article.id.utf8))
      try numbers.set(number, of: Fingerprint.identity(record.article.id))
      try search.add(record.article, record.signature)
    }
    duplicates = try search.duplicates()
    originalDates = try OriginalDates(records, duplicates)
  }

  var count: Int { records.recordCount }

  /// The id of an article.
  func id(_ number: Int) throws -> String { try ids.text(number) }

  /// The number of an article; nil when none has the id.
  func number(ofArticle id: String) throws -> Int? {
    guard let number = try numbers[Fingerprint.identity(id)] else { return nil }
    return try ids.isSame(number, Array(id.utf8)) ? number : nil
  }

  func record(at number: Int, _ parts: RecordParts) throws -> Record {
    try originalDates.applied(to: records.record(at: number, parts), number: number)
  }

  func forEach(_ parts: RecordParts, _ body: (Int, Record) throws -> Void) throws {
    for number in 0..<count { try body(number, record(at: number, parts)) }
  }
}
