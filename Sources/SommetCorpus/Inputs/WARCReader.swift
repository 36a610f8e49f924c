import SommetText

/// Reads the pages and texts of a WARC file, one record at a time; gzip around it was taken away before.
///
/// `response` records with an HTML page or a plain text are articles, and so are `resource` and `conversion` records
/// that hold one. Requests, revisits, metadata, images, failed requests and `robots.txt` are passed over. The date of
/// a record is that of the crawl and tells nothing about publication. Ids are `<file>#<record>`, counting all records.
///
/// Source: ISO 28500:2017, <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>.
final class WARCReader: SourceReader {
  private let input: InputBuffer
  private let id: String
  private let context: InputContext
  private var record = 0
  private var isAtEnd = false
  /// Whether something stood where a record should have.
  private var isLost = false

  /// Bytes of a header, and of one of its lines.
  private static let headerLimit = 1 << 18
  private static let lineLimit = 1 << 16

  init(_ input: InputBuffer, id: String, _ context: InputContext) {
    self.input = input
    self.id = id
    self.context = context
  }

  private var place: String { "\(input.name):record \(record)" }

  func next() -> ArticleSource? {
    while !isAtEnd {
      do throws(CorpusError) {
        guard try findRecord() else {
          isAtEnd = true
          return nil
        }
        if let source = try read() { return source }
      } catch {
        // A record that is at fault is passed over; an input that breaks off is at its end.
        if case .record(let fault) = Fault(error, in: place) {
          return context.failure(fault, id: "\(id)#\(record)")
        }
        isAtEnd = true
        return context.failure(error, id: id)
      }
    }
    return nil
  }

  /// Whether an error is one of the record, after which others may follow.
  private enum Fault {
    case record(CorpusError)
    case input

    init(_ error: CorpusError, in place: String) { self = error.file == place ? .record(error) : .input }
  }

  // MARK: - Records

  /// Goes to the next record's version line and takes it; false at the end.
  private func findRecord() throws(CorpusError) -> Bool {
    while let line = try input.line(limit: Self.lineLimit) {
      if case .bytes(let bytes) = line {
        if bytes.starts(with: Array("WARC/".utf8)) {
          record += 1
          isLost = false
          return true
        }
        if bytes.isEmpty { continue }
      }
      // Told once; what follows is searched for the next record.
      if isLost { continue }
      isLost = true
      throw .malformed(
        file: record == 0 ? input.name : place, expected: "a WARC record\(record == 0 ? "" : " after it")",
        found: "something else")
    }
    return false
  }

  /// Reads a record after its version line; nil when it holds no article.
  private func read() throws(CorpusError) -> ArticleSource? {
    let header = try header()
    guard let value = header["content-length"], let length = Int(value), length >= 0 else {
      throw .malformed(
        file: place, expected: "a Content-Length",
        found: header["content-length"].map { "'\(Shown.name($0))'" } ?? "none")
    }
    let target = header["warc-target-uri"].map { $0.trimmingPrefix("<") }.map {
      $0.hasSuffix(">") ? String($0.dropLast()) : String($0)
    }
    guard let type = header["warc-type"]?.lowercased(),
      ["response", "resource", "conversion"].contains(type),
      mayHoldArticle(type, header["content-type"]), !Self.isRobots(target)
    else {
      try pass(length)
      return nil
    }
    let limit = context.limits.fileSize + Self.headerLimit
    if length > limit {
      try pass(length)
      throw .tooLarge(file: place, limit: context.limits.fileSize)
    }
    let block = try input.take(length)
    if block.count < length { throw cut(length, block.count) }
    return try source(type, header, block[...], target: target)
  }

  private func source(
    _ type: String, _ header: [String: String], _ block: ArraySlice<UInt8>, target: String?
  ) throws(CorpusError) -> ArticleSource? {
    var media = MediaType(header["content-type"])
    var bytes = block
    if type == "response" {
      guard let message = HTTPResponse(block), message.isSuccess else { return nil }
      media = MediaType(message.header["content-type"])
      guard media.isArticle else { return nil }
      bytes = try message.content(name: place, limit: context.limits.fileSize, growth: context.growth)
    }
    if bytes.isEmpty { return nil }
    var metadata = ArticleMetadata()
    metadata.url = target
    return context.source(
      "\(id)#\(record)", path: place, metadata,
      .bytes(Array(bytes), charset: media.charset, isPage: media.name != "text/plain"))
  }

  private func mayHoldArticle(_ type: String, _ contentType: String?) -> Bool {
    let media = MediaType(contentType)
    return type == "response" ? media.name == "application/http" : media.isArticle
  }

  private static func isRobots(_ target: String?) -> Bool {
    target.map { $0.hasPrefix("dns:") || $0.hasSuffix("/robots.txt") } ?? false
  }

  private func pass(_ length: Int) throws(CorpusError) {
    let passed = try input.skip(length)
    if passed < length { throw cut(length, passed) }
  }

  private func cut(_ expected: Int, _ found: Int) -> CorpusError {
    .malformed(file: place, expected: "\(expected) bytes", found: "the end after \(found)")
  }

  /// Named fields up to the blank line; names in lower case, the first of a name.
  private func header() throws(CorpusError) -> [String: String] {
    var fields = HeaderFields()
    var size = 0
    while let line = try input.line(limit: Self.lineLimit) {
      guard case .bytes(let bytes) = line else { continue }
      if bytes.isEmpty { return fields.values }
      size += bytes.count
      if size > Self.headerLimit {
        throw .malformed(
          file: place, expected: "a header of at most \(Self.headerLimit) bytes", found: "more")
      }
      fields.add(String(decoding: bytes, as: UTF8.self))
    }
    throw cut(1, 0)
  }
}
