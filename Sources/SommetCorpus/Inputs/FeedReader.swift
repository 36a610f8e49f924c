import SommetText
import SommetXML

/// Reads the articles of a feed, one item at a time: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom.
///
/// The text of an item is the fullest it has (`content:encoded`, `content`, `description`, `summary`), taken through
/// the page reader with the item's title above it. An item's id is the one it declares (`guid`, `id`), else
/// `<file>#<item>`. Nothing outside the feed is loaded.
///
/// Sources: <https://www.rssboard.org/rss-specification>, RFC 4287 (Atom), <https://purl.org/rss/1.0/spec>.
final class FeedReader: SourceReader {
  private let stream: FeedStream
  private var reader: XMLReader
  private let id: String
  private let context: InputContext
  private var items = 0
  private var isAtEnd = false
  /// The elements that are open, from the root.
  private var path: [String] = []
  private var feedTitle: String?
  private var feedLanguage: String?

  init(_ input: InputBuffer, id: String, _ context: InputContext) throws(CorpusError) {
    let stream = FeedStream(input)
    self.stream = stream
    self.id = id
    self.context = context
    do throws(XMLError) {
      reader = try XMLReader(name: input.name) { stream.read(into: $0) }
    } catch {
      throw stream.error ?? Self.error(error)
    }
  }

  func next() -> ArticleSource? {
    guard !isAtEnd else { return nil }
    do throws(XMLError) {
      while let piece = try reader.next() {
        switch piece {
        case .text: break
        case .end: if !path.isEmpty { path.removeLast() }
        case .start:
          if let source = try start() { return source }
        }
      }
      isAtEnd = true
      return nil
    } catch {
      isAtEnd = true
      return context.failure(stream.error ?? Self.error(error), id: id)
    }
  }

  /// Takes in one element of the feed; an item is read to its end and given.
  private func start() throws(XMLError) -> ArticleSource? {
    let name = Self.localName(reader.localName)
    if path.isEmpty {
      feedLanguage = reader.attribute("xml:lang")
      guard ["rss", "rdf", "feed"].contains(name) else {
        throw reader.here("expected a feed, found the element '\(Shown.name(name))'")
      }
    }
    switch name {
    case "item", "entry":
      items += 1
      return source(try item())
    case "title" where path.last == "channel" || path == ["feed"]:
      feedTitle = Markup.words(try text())
    case "language" where path.last == "channel": feedLanguage = try text()
    default: path.append(name)
    }
    return nil
  }

  /// What the parser says, but for its limits, which it tells in words of its own.
  private static func error(_ error: XMLError) -> CorpusError {
    let message =
      if error.message.contains("Excessive depth") {
        "elements are nested more than 256 deep"
      } else if error.message.contains("Huge input") || error.message.contains("huge text") {
        "a tag or a text is larger than 10 MB"
      } else {
        error.message
      }
    return .fault(file: error.file, line: error.line, column: error.column, message: message)
  }

  // MARK: - Items

  /// Reads to the end of the item on whose start the reader stands.
  private func item() throws(XMLError) -> FeedItem {
    var item = FeedItem(line: reader.line)
    var holders: [String] = []
    while let piece = try reader.next() {
      switch piece {
      case .text: break
      case .end:
        if holders.isEmpty { return item }
        holders.removeLast()
      case .start:
        let name = Self.localName(reader.localName)
        let isOwn = holders.isEmpty
        if let field = FeedItem.Field(name, namespace: reader.namespace, in: holders.last) {
          let type = reader.attribute("type")?.lowercased()
          if field == .link, let address = reader.attribute("href") {
            item.addLink(address, relation: reader.attribute("rel"))
            _ = try text()
          } else if type == "xhtml" {
            item.add(field, try markup(), isMarkup: true)
          } else {
            item.add(field, try text(), isMarkup: type.map { $0.contains("html") })
          }
        } else if isOwn || holders.count < 8 {
          holders.append(name)
        } else {
          _ = try text()
        }
      }
    }
    return item
  }

  private func source(_ item: FeedItem) -> ArticleSource {
    let own = item.id.flatMap { RecordID.isUsable($0) ? $0 : nil }
    let id = own ?? "\(self.id)#\(items)"
    let path = "\(stream.name):\(item.line)"
    if item.size > context.limits.fileSize {
      return context.failure(.tooLarge(file: path, limit: context.limits.fileSize), id: id)
    }
    var metadata = ArticleMetadata()
    metadata.title = item.title
    metadata.url = item.link
    metadata.source = item.source ?? feedTitle
    metadata.author = item.author
    metadata.date = item.day
    metadata.dateField = "the date of the feed's item"
    guard let body = item.body else { return context.failure(.noArticle(file: path), id: id) }
    let page = Markup.page(
      title: item.title, body: body, language: (item.language ?? feedLanguage).flatMap(Markup.language))
    return context.source(id, path: path, metadata, .page(page))
  }

  // MARK: - Elements

  /// `content:encoded` of a feed that forgot to declare the prefix.
  private static func localName(_ name: String) -> String {
    (name.split(separator: ":").last.map(String.init) ?? name).lowercased()
  }

  /// All text up to the end of the element on whose start the reader stands.
  private func text() throws(XMLError) -> String {
    var text = ""
    var depth = 0
    while let piece = try reader.next() {
      switch piece {
      case .text: if text.utf8.count <= context.limits.fileSize { text += reader.text }
      case .start: depth += 1
      case .end:
        if depth == 0 { return text }
        depth -= 1
      }
    }
    return text
  }

  /// The same as HTML, with the elements inside.
  private func markup() throws(XMLError) -> String {
    var markup = ""
    var open: [String] = []
    while let piece = try reader.next() {
      let isFull = markup.utf8.count > context.limits.fileSize
      switch piece {
      case .text: if !isFull { markup += Markup.escaped(reader.text) }
      case .start:
        let name = reader.localName
        open.append(name)
        if isFull { continue }
        markup += "<" + name
        for (name, value) in reader.attributes { markup += " \(name)=\"\(Markup.escaped(value))\"" }
        markup += ">"
      case .end:
        guard let name = open.popLast() else { return markup }
        if !["br", "hr", "img"].contains(name) { markup += "</\(name)>" }
      }
    }
    return markup
  }
}

/// What the XML reader reads from; keeps the error that it cannot pass on.
private final class FeedStream {
  private let input: InputBuffer
  private(set) var error: CorpusError?

  init(_ input: InputBuffer) { self.input = input }

  var name: String { input.name }

  /// The number of bytes, 0 at the end, -1 after an error.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    do throws(CorpusError) {
      return try input.read(into: buffer)
    } catch {
      self.error = error
      return -1
    }
  }
}
