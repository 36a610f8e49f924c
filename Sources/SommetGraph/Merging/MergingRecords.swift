/// Records as merging reads them, over and over: with the dates that copied sentences had at first.
struct MergingRecords {
  private let records: any RecordReading
  let duplicates: Duplicates
  private let originalDates: OriginalDates
  private var ids = PackedTexts()
  /// By the hash of its id, the number of an article.
  private var numbers = NumberTable()

  init(_ records: some RecordReading) throws {
    self.records = records
    var search = try DuplicateSearch()
    for number in 0..<records.recordCount {
      let record = try records.record(at: number, .signature)
      ids.append(record.article.id)
      numbers.set(number, of: Fingerprint.identity(record.article.id))
      try search.add(record.article, record.signature)
    }
    duplicates = try search.duplicates()
    originalDates = try OriginalDates(records, duplicates)
  }

  var count: Int { records.recordCount }

  /// The id of an article.
  func id(_ number: Int) -> String { ids[number] }

  /// The number of an article; nil when none has the id.
  func number(ofArticle id: String) -> Int? {
    numbers[Fingerprint.identity(id)].flatMap { ids.isSame($0, id) ? $0 : nil }
  }

  func record(at number: Int, _ parts: RecordParts) throws -> Record {
    originalDates.applied(to: try records.record(at: number, parts), number: number)
  }

  func forEach(_ parts: RecordParts, _ body: (Int, Record) throws -> Void) throws {
    for number in 0..<count { try body(number, record(at: number, parts)) }
  }
}
