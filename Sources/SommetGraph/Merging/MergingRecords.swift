/// Records as merging reads them, over and over: with the dates that copied sentences had at first.
struct MergingRecords {
  private let records: any RecordReading
  let duplicates: Duplicates
  private let originalDates: OriginalDates

  init(_ records: some RecordReading) throws {
    self.records = records
    var articles: [Duplicates.Article] = []
    articles.reserveCapacity(records.recordCount)
    for number in 0..<records.recordCount {
      let record = try records.record(at: number, .signature)
      articles.append(.init(info: record.article, signature: record.signature))
    }
    duplicates = Duplicates(articles)
    originalDates = try OriginalDates(records, duplicates)
  }

  var count: Int { records.recordCount }

  func record(at number: Int, _ parts: RecordParts) throws -> Record {
    let record = try records.record(at: number, parts)
    return originalDates.applied(to: record)
  }

  func forEach(_ parts: RecordParts, _ body: (Int, Record) throws -> Void) throws {
    for number in 0..<count { try body(number, record(at: number, parts)) }
  }
}
