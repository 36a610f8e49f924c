import Glibc
import SommetText

/// What is known of an article beside its text.
public struct ArticleMetadata: Sendable, Hashable {
  /// ISO 8601 day.
  public var date: String?
  public var title: String?
  public var source: String?
  public var url: String?
  public var author: String?
  public var language: String?

  public init() {}
}

/// Where an article is to be read from.
public struct ArticleSource: Sendable, Hashable {
  public let id: String
  /// The file, or `-` for standard input.
  public let path: String
  /// What `corpus.yaml` tells.
  public let metadata: ArticleMetadata
  private let fileSize: Int
  private let lineSize: Int

  init(id: String, path: String, metadata: ArticleMetadata, limits: Corpus.Limits) {
    self.id = id
    self.path = path
    self.metadata = metadata
    fileSize = limits.fileSize
    lineSize = limits.lineSize
  }

  /// Reads the article. One file is held in memory at a time.
  public func read() throws(CorpusError) -> Article {
    let bytes = try contents()
    let text = try TextDecoding.decode(bytes, file: path)
    try checkLines(text)
    if text.unicodeScalars.allSatisfy({ TextLines.isBlank($0) }) { throw .empty(file: path) }
    if isPage(text) { return try Self.article(page: text, id: id, path: path, metadata: metadata) }
    return Self.article(text: text, id: id, path: path, metadata: metadata)
  }

  /// An article from a plain text that is already in memory.
  ///
  /// - Parameter path: stands for a file in messages.
  public static func article(
    text: String, id: String, path: String = "-", metadata: ArticleMetadata = ArticleMetadata()
  ) -> Article {
    let text = ScalarText(text)
    return Layout(text: text, units: TextLines(text).units, isPage: false)
      .article(id: id, path: path, metadata: metadata, declared: ArticleMetadata())
  }

  /// An article from an HTML page that is already in memory.
  public static func article(
    page: String, id: String, path: String = "-", metadata: ArticleMetadata = ArticleMetadata()
  ) throws(CorpusError) -> Article {
    guard let page = PageReader(page, file: path), !page.units.isEmpty else { throw .noArticle(file: path) }
    return Layout(text: page.text, units: page.units, isPage: true)
      .article(id: id, path: path, metadata: metadata, declared: page.metadata)
  }

  private func isPage(_ text: String) -> Bool {
    let lower = path.lowercased()
    if [".html", ".htm", ".xhtml"].contains(where: lower.hasSuffix) { return true }
    if [".txt", ".text"].contains(where: lower.hasSuffix) { return false }
    let start = text.prefix(300).drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  private func contents() throws(CorpusError) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > fileSize {
      throw .tooLarge(file: path, limit: fileSize)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      if bytes.count > fileSize { throw .tooLarge(file: path, limit: fileSize) }
    }
  }

  private func checkLines(_ text: String) throws(CorpusError) {
    var line = 1
    var length = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") {
        line += 1
        length = 0
      } else {
        length += 1
        if length > lineSize { throw .lineTooLong(file: path, line: line, limit: lineSize) }
      }
    }
  }
}
