import SommetGraph

/// Records of a store, as a merge reads them: one at a time, as often as need be.
public struct StoredRecords: RecordReading, Sendable {
  private let store: Store
  /// In ascending order of the articles' ids.
  private let numbers: [Int]

  /// - Parameter numbers: what `Store.remember` gave, by the article's id.
  public init(_ store: Store, numbers: [String: Int]) {
    self.store = store
    self.numbers = numbers.sorted { $0.key < $1.key }.map(\.value)
  }

  public var recordCount: Int { numbers.count }

  public func record(at number: Int, _ parts: RecordParts) throws -> Record {
    try store.record(numbers[number], parts)
  }
}

extension Store {
  /// The number and article of the record that was remembered under a key; nil when there is none.
  ///
  /// - Parameter key: stands for everything the record depends on: the article as it was read, the pipeline, the rules
  ///   and the program.
  public func recordNumber(for key: [UInt8]) throws -> Int? {
    try read { try $0.int("SELECT number FROM record WHERE key = ?1") { $0.bind(1, key) } }
  }

  /// A record by its number.
  public func record(_ number: Int, _ parts: RecordParts = .all) throws -> Record {
    try read { connection in
      try connection.query("SELECT bytes FROM record WHERE number = ?1") { query in
        query.bind(1, number)
        guard try query.step(), let bytes = query.withBytes(0, { Deflated.unpack($0) }) else {
          throw StoreError.damaged(path: path, found: "record \(number) is missing or cannot be unpacked")
        }
        do {
          return try Record(bytes: bytes, parts)
        } catch {
          throw StoreError.damaged(path: path, found: "record \(number): \(error)")
        }
      }
    }
  }

  /// The numbers of the records behind the articles of the latest version, by id.
  public var recordsOfLatest: [String: Int] {
    get throws {
      let sql = """
        SELECT i.id, a.record FROM article a CROSS JOIN article_id i ON i.number = a.article
        WHERE a.died IS NULL AND a.record IN (SELECT number FROM record)
        """
      return try read { connection in
        try connection.query(sql) { query in
          var found: [String: Int] = [:]
          while try query.step() { found[query.text(0)] = query.int(1) }
          return found
        }
      }
    }
  }

  /// How many records belong to no article of the latest version: what a build that was stopped has left.
  public var looseRecords: Int {
    get throws {
      let sql = """
        SELECT count(*) FROM record WHERE number NOT IN \
        (SELECT record FROM article WHERE died IS NULL AND record IS NOT NULL)
        """
      return try read { try $0.int(sql) ?? 0 }
    }
  }

  /// Whether annotations were kept with a record.
  public func hasAnnotations(_ number: Int) throws -> Bool {
    try read { try $0.int("SELECT 1 FROM annotation WHERE record = ?1") { $0.bind(1, number) } } != nil
  }

  /// A record on its way into the cache.
  public struct Remembered: Sendable {
    public var key: [UInt8]
    public var record: Record
    /// The article's text as it was read; nil when it is not at hand.
    public var text: String?
    /// The tokens, sentences and entities behind the record, in a form of the caller's.
    public var annotations: [UInt8]?

    public init(key: [UInt8], record: Record, text: String? = nil, annotations: [UInt8]? = nil) {
      self.key = key
      self.record = record
      self.text = text
      self.annotations = annotations
    }
  }

  /// Keeps records at once, whatever becomes of the build they are for; one that is there is not stored again.
  ///
  /// - Returns: their numbers, in order.
  public func remember(_ records: [Remembered]) throws -> [Int] {
    let packed = records.map { Deflated.pack($0.record.bytes) }
    return try write { connection in
      try zip(records, packed).map { remembered, bytes in
        let known = try connection.int("SELECT number FROM record WHERE key = ?1") {
          $0.bind(1, remembered.key)
        }
        let number = try known ?? insert(remembered, bytes, connection)
        if let annotations = remembered.annotations {
          try connection.run("INSERT OR REPLACE INTO annotation (record, bytes) VALUES (?1, ?2)") {
            $0.bind(1, number)
            $0.bind(2, Deflated.pack(annotations))
          }
        }
        return number
      }
    }
  }

  private func insert(
    _ remembered: Remembered, _ bytes: [UInt8], _ connection: SQLConnection
  ) throws -> Int {
    let content = try (isTemporary ? nil : remembered.text).map {
      try Self.contentNumber(of: remembered.record.article, $0, connection)
    }
    return try connection.query("INSERT INTO record (key, article, content, bytes) VALUES (?1, ?2, ?3, ?4)") {
      query in
      query.bind(1, remembered.key)
      query.bind(2, remembered.record.article.id)
      query.bind(3, content)
      query.bind(4, bytes)
      try query.run()
      return query.insertedRow
    }
  }

  private static func contentNumber(of article: ArticleInfo, _ text: String, _ connection: SQLConnection)
    throws -> Int
  {
    let title = article.title ?? ""
    let known = try connection.int("SELECT number FROM content WHERE sha256 = ?1 AND title = ?2") {
      $0.bind(1, article.sha256)
      $0.bind(2, title)
    }
    if let known { return known }
    let number = try connection.query("INSERT INTO content (sha256, title, text) VALUES (?1, ?2, ?3)") {
      query in
      query.bind(1, article.sha256)
      query.bind(2, title)
      query.bind(3, text)
      try query.run()
      return query.insertedRow
    }
    try connection.run("INSERT INTO content_words (rowid, title, text) VALUES (?1, ?2, ?3)") {
      $0.bind(1, number)
      $0.bind(2, title)
      $0.bind(3, text)
    }
    return number
  }

  /// An article's text as it was read, in one version.
  public func text(ofArticle id: String, in version: StoreVersion) throws -> String? {
    let sql = """
      SELECT c.text FROM article_id i JOIN article a ON a.article = i.number JOIN content c ON c.number = a.content
      WHERE i.place = ?1 AND a.born <= ?2 AND (a.died IS NULL OR a.died > ?2)
      """
    return try read { connection in
      try connection.query(sql) { query in
        query.bind(1, CanonicalText.place(id))
        query.bind(2, version.number)
        return try query.step() ? query.optionalText(0) : nil
      }
    }
  }

  /// What was kept with the record of an article of the latest version; nil when nothing was.
  public func annotations(ofArticle id: String) throws -> [UInt8]? {
    let sql = """
      SELECT n.bytes FROM article_id i JOIN article a ON a.article = i.number JOIN annotation n ON n.record = a.record
      WHERE i.place = ?1 AND a.died IS NULL
      """
    return try read { connection in
      try connection.query(sql) { query in
        query.bind(1, CanonicalText.place(id))
        guard try query.step() else { return nil }
        guard let bytes = query.withBytes(0, { Deflated.unpack($0) }) else {
          throw StoreError.damaged(path: path, found: "annotations that cannot be unpacked")
        }
        return bytes
      }
    }
  }
}

extension GraphCommit {
  /// Lets go of the records that no article of this version was made from, and of texts that no version has.
  func clearCache() throws {
    try connection.run(
      "DELETE FROM record WHERE number NOT IN (SELECT record FROM article WHERE died IS NULL AND record IS NOT NULL)"
    )
    try connection.run("DELETE FROM annotation WHERE record NOT IN (SELECT number FROM record)")
    let unused = """
      number NOT IN (SELECT content FROM article WHERE content IS NOT NULL) \
      AND number NOT IN (SELECT content FROM record WHERE content IS NOT NULL)
      """
    try connection.run(
      "INSERT INTO content_words (content_words, rowid, title, text) SELECT 'delete', number, title, text FROM content WHERE \(unused)"
    )
    try connection.run("DELETE FROM content WHERE \(unused)")
  }
}
