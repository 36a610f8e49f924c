import Foundation
import SommetText

/// Reads articles from JSON Lines: one object a line, with a text and what is known of it.
///
///     {"id": "b17", "date": "2031-04-02", "title": "Le pont rouvre", "text": "Le pont de Montbrun…"}
///
/// An article's id is the record's own, else `<file>#<line>`. A text that is HTML goes through the page reader.
/// Source: <https://jsonlines.org>.
final class JSONLinesReader: SourceReader {
  private let input: InputBuffer
  private let id: String
  private let context: InputContext
  private var line: Int
  private var articles = 0
  private var faults = 0
  private var isAtEnd = false
  private var waiting: [ArticleSource] = []

  /// After so many lines without a single object, an input is no JSON Lines.
  private static let patience = 10

  /// - Parameter line: lines that stand before the input's first.
  init(_ input: InputBuffer, id: String, _ context: InputContext, after line: Int = 0) {
    self.input = input
    self.id = id
    self.context = context
    self.line = line
  }

  func next() -> ArticleSource? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      if isAtEnd { return nil }
      do throws(CorpusError) {
        try read()
      } catch {
        isAtEnd = true
        return context.failure(error, id: id)
      }
    }
  }

  private func read() throws(CorpusError) {
    guard let content = try input.line(limit: context.limits.fileSize) else {
      isAtEnd = true
      return
    }
    line += 1
    do throws(CorpusError) {
      guard case .bytes(var bytes) = content else {
        throw .lineTooLong(file: input.name, line: line, limit: context.limits.fileSize)
      }
      if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
      try read(record: bytes)
      articles += 1
    } catch {
      faults += 1
      if articles == 0, faults == Self.patience {
        throw .malformed(
          file: input.name, expected: "JSON Lines, one object a line", found: "none in \(line) lines")
      }
      waiting.append(context.failure(error, id: "\(id)#\(line)"))
    }
  }

  private func read(record bytes: [UInt8]) throws(CorpusError) {
    guard bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") else {
      throw malformed("an object", "'" + Shown.name(String(decoding: bytes.prefix(24), as: UTF8.self)) + "'")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw malformed("UTF-8", "other bytes") }
    guard let object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
      throw malformed("an object", "what is no JSON")
    }
    let record = JSONRecord(object)
    guard let text = record.text(context.fields.names(.text)) else {
      let names = context.fields.names(.text).prefix(6).map { "'\($0)'" }.joined(separator: ", ")
      let found = object.keys.sorted().prefix(12).map { "'\(Shown.name($0))'" }.joined(separator: ", ")
      throw malformed("a text in \(names)", found.isEmpty ? "no fields" : "the fields \(found)")
    }
    let id = record.id(context.fields.names(.id)) ?? "\(self.id)#\(line)"
    let path = "\(input.name):\(line)"
    waiting.append(
      context.source(id, path: path, metadata(record), try content(text, record, path: path)))
  }

  private func content(
    _ text: String, _ record: JSONRecord, path: String
  ) throws(CorpusError) -> ArticleSource.Content {
    if text.unicodeScalars.allSatisfy({ TextLines.isBlank($0) }) { throw malformed("a text", "blanks") }
    if text.utf8.contains(0) { throw .binary(file: path) }
    guard Markup.isMarkup(text) else { return .text(text) }
    return .page(Markup.page(title: record.word(context.fields.names(.title)), body: text, language: nil))
  }

  private func metadata(_ record: JSONRecord) -> ArticleMetadata {
    let fields = context.fields
    var metadata = ArticleMetadata()
    metadata.title = record.word(fields.names(.title))
    metadata.url = record.word(fields.names(.url))
    metadata.source = record.word(fields.names(.source))
    metadata.author = record.word(fields.names(.author))
    metadata.language = record.word(fields.names(.language)).flatMap(Markup.language)
    if let told = record.word(fields.names(.date)) {
      metadata.date = PublicationDay(told)?.description
      metadata.dateField = "the record's date"
      if metadata.date == nil {
        // The article is read all the same, without a date.
        waiting.append(
          context.failure(
            malformed("a date like 2025-08-20", "'\(Shown.name(told))'; the article is read without"),
            id: "\(id)#\(line)"))
      }
    }
    return metadata
  }

  private func malformed(_ expected: String, _ found: String) -> CorpusError {
    .malformed(file: input.name, line: line, expected: expected, found: found)
  }
}
