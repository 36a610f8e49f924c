import Foundation
import SommetGraph

/// What one article gave, kept so that it need not be extracted again.
public struct StoredRecord: Sendable {
  /// Stands for the record in `Store.commit`.
  public let number: Int
  public let record: Record
}

extension Store {
  /// The record that was remembered under a key.
  ///
  /// - Parameter key: stands for everything the record depends on: the article as it was read, the pipeline, the rules
  ///   and the program.
  public func record(for key: [UInt8]) throws -> StoredRecord? {
    try read { connection in
      try connection.query("SELECT number, bytes FROM record WHERE key = ?1") { query in
        query.bind(1, key)
        guard try query.step() else { return nil }
        return StoredRecord(number: query.int(0), record: try unpacked(query, 1))
      }
    }
  }

  /// The records behind the articles of the latest version, by id.
  public func recordsOfLatest(_ body: (StoredRecord) throws -> Void) throws {
    let sql = """
      SELECT r.number, r.bytes FROM article a JOIN article_id i ON i.number = a.article JOIN record r ON r.number = a.record
      WHERE a.died IS NULL ORDER BY i.place
      """
    try read { connection in
      try connection.query(sql) { query in
        while try query.step() {
          try body(StoredRecord(number: query.int(0), record: try unpacked(query, 1)))
        }
      }
    }
  }

  private func unpacked(_ query: SQLQuery, _ column: Int32) throws -> Record {
    guard let bytes = query.withBytes(column, { Deflated.unpack($0) }) else {
      throw StoreError.damaged(path: path, found: "a record that cannot be unpacked")
    }
    do {
      return try JSONDecoder().decode(Record.self, from: Data(bytes))
    } catch {
      throw StoreError.damaged(path: path, found: "a record that cannot be read: \(error)")
    }
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

  /// Keeps records at once, whatever becomes of the build they are for.
  ///
  /// - Returns: their numbers, in order.
  public func remember(_ records: [Remembered]) throws -> [Int] {
    let packed = try records.map { Deflated.pack(try Self.bytes(of: $0.record)) }
    return try write { connection in
      try zip(records, packed).map { remembered, bytes in
        let content = try remembered.text.map {
          try Self.contentNumber(of: remembered.record.article, $0, connection)
        }
        let number = try connection.query(
          "INSERT OR REPLACE INTO record (key, article, content, bytes) VALUES (?1, ?2, ?3, ?4)"
        ) { query in
          query.bind(1, remembered.key)
          query.bind(2, remembered.record.article.id)
          query.bind(3, content)
          query.bind(4, bytes)
          try query.run()
          return query.insertedRow
        }
        if let annotations = remembered.annotations {
          try connection.run("INSERT INTO annotation (record, bytes) VALUES (?1, ?2)") {
            $0.bind(1, number)
            $0.bind(2, Deflated.pack(annotations))
          }
        }
        return number
      }
    }
  }

  private static func bytes(of record: Record) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(record))
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
