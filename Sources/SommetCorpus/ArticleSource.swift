import SommetText

/// What is known of an article beside its text.
public struct ArticleMetadata: Sendable, Hashable {
  /// ISO 8601 day.
  public var date: String?
  /// What holds the date, for `--explain-dates`: `corpus.yaml`, `pubDate`, "the field 'published'".
  public var dateField: String?
  /// Other places that tell a day, in the order in which they count.
  var dateCandidates: [DateCandidate] = []
  public var title: String?
  public var source: String?
  public var url: String?
  public var author: String?
  public var language: String?

  public init() {}
}

/// One article that is to be read: a file, or a record that was taken out of a feed, an archive or the like.
public struct ArticleSource: Sendable, Hashable {
  /// What there is to be read.
  enum Content: Sendable, Hashable {
    /// The whole file at the source's path; nil: the file tells whether it is a page.
    case file(isPage: Bool?)
    /// The bytes of a page or text, with the encoding that was declared for them.
    case bytes([UInt8], charset: String?, isPage: Bool?)
    case text(String)
    /// HTML.
    case page(String)
    /// The article was known to be at fault before it was read.
    case failed(CorpusError)
  }

  public let id: String
  /// The file, or `-` for standard input; with the record's place in it: `dump.jsonl:12`.
  public let path: String
  /// What `corpus.yaml` and the record's own fields tell.
  public let metadata: ArticleMetadata
  /// Whether it is one of many in its file.
  public let isRecord: Bool
  let content: Content
  private let fileSize: Int
  private let lineSize: Int
  private let textLength: Int

  init(
    id: String, path: String, metadata: ArticleMetadata, isRecord: Bool = false,
    content: Content = .file(isPage: nil), limits: Corpus.Limits
  ) {
    self.id = id
    self.path = path
    self.metadata = metadata
    self.isRecord = isRecord
    self.content = content
    fileSize = limits.fileSize
    lineSize = limits.lineSize
    textLength = limits.textLength
  }

  /// Reads the article. One file is held in memory at a time.
  public func read() throws(CorpusError) -> Article {
    let article = try readWhole()
    let length = article.weightedLength
    if length > textLength { throw .textTooLong(file: path, length: length, limit: textLength) }
    return article
  }

  private func readWhole() throws(CorpusError) -> Article {
    switch content {
    case .failed(let error): throw error
    case .text(let text):
      try checkLines(text)
      return Self.article(text: text, id: id, path: path, metadata: metadata)
    case .page(let page): return try Self.article(page: page, id: id, path: path, metadata: metadata)
    case .bytes(let bytes, let charset, let isPage):
      return try article(bytes, charset: charset, isPage: isPage)
    case .file(let isPage):
      let bytes = try InputBuffer(FileInput(openFile())).all(limit: fileSize)
      return try article(bytes, charset: nil, isPage: isPage)
    }
  }

  /// The file, refused before it is read when it is too large.
  private func openFile() throws(CorpusError) -> OpenFile {
    let file = try OpenFile(path)
    if let size = file.size, size > fileSize { throw .tooLarge(file: path, limit: fileSize) }
    return file
  }

  private func article(_ bytes: [UInt8], charset: String?, isPage: Bool?) throws(CorpusError) -> Article {
    let declared = charset ?? (isPage == true ? Charset.declared(inPage: bytes) : nil)
    let text = try TextDecoding.decode(bytes, file: path, charset: declared)
    try checkLines(text)
    if text.unicodeScalars.allSatisfy({ TextLines.isBlank($0) }) { throw .empty(file: path) }
    if isPage ?? isMarkup(text) {
      return try Self.article(page: text, id: id, path: path, metadata: metadata)
    }
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
    var article = Layout(text: page.text, units: page.units, isPage: true)
      .article(id: id, path: path, metadata: metadata, declared: page.metadata)
    article.omitted = page.omitted
    return article
  }

  private func isMarkup(_ text: String) -> Bool {
    let name = InputName(path)
    return name.isArticle ? name.kind == .page : Markup.isPage(text)
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

extension Article {
  /// Unicode scalars that are kept, where each word and each mark counts for four at least.
  ///
  /// Every one of them is a token for all that follows, which costs the same however short it is: a line of brackets has five
  /// times as many as a line of prose.
  fileprivate var weightedLength: Int {
    var length = 0
    for block in blocks {
      var word = 0
      for scalar in text[block.span].unicodeScalars {
        if scalar.isLetter || scalar.isNumeric {
          word += 1
          length += word == 1 ? 4 : word > 4 ? 1 : 0
        } else {
          word = 0
          length += TextLines.isBlank(scalar) ? 1 : 4
        }
      }
    }
    return length
  }
}
