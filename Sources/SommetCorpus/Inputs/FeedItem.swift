import SommetText

/// One item of a feed, as it declares itself.
struct FeedItem {
  enum Field: Hashable {
    case title, id, link, author, published, updated, content, summary, source, language

    /// Nil for an element that tells nothing of the article.
    ///
    /// - Parameter holder: the element within the item that holds it, such as `author`.
    init?(_ name: String, namespace: String, in holder: String?) {
      let isMedia = namespace.contains("search.yahoo.com/mrss")
      switch (holder, name) {
      case ("author", "name"): self = .author
      case ("source", "title"): self = .source
      case (nil, _) where isMedia: return nil
      case (nil, "title"): self = .title
      case (nil, "guid"), (nil, "id"): self = .id
      case (nil, "link"): self = .link
      case (nil, "creator"): self = .author
      case (nil, "pubdate"), (nil, "published"), (nil, "date"), (nil, "issued"): self = .published
      case (nil, "updated"), (nil, "modified"): self = .updated
      case (nil, "encoded"), (nil, "content"), (nil, "fulltext"): self = .content
      case (nil, "description"), (nil, "summary"): self = .summary
      case (nil, "language"): self = .language
      // Atom's have elements inside, RSS' are plain; both are asked again in their children.
      case (nil, "author") where namespace != Self.atom, (nil, "source") where namespace != Self.atom:
        self = name == "author" ? .author : .source
      default: return nil
      }
    }

    private static let atom = "http://www.w3.org/2005/Atom"
  }

  /// Where its start tag ends.
  let line: Int
  private var words: [Field: String] = [:]
  private var markup: [Field: Bool] = [:]
  private(set) var link: String?

  init(line: Int) { self.line = line }

  /// Takes in a field; the longest content and the first of all others stay.
  ///
  /// - Parameter isMarkup: nil when the feed does not tell.
  mutating func add(_ field: Field, _ text: String, isMarkup: Bool?) {
    let text = text.trimmingBlanks
    guard !text.isEmpty else { return }
    if field == .link {
      link = link ?? text
      return
    }
    if let known = words[field], field != .content || known.utf8.count >= text.utf8.count { return }
    words[field] = text
    markup[field] = isMarkup
  }

  /// Atom's link; that of the article itself goes before others.
  mutating func addLink(_ address: String, relation: String?) {
    if relation == nil || relation == "alternate" { link = link ?? address.trimmingBlanks }
  }

  var id: String? { words[.id] }
  var language: String? { words[.language] }
  var source: String? { words[.source].map(Markup.words) }
  var title: String? { words[.title].map(Markup.words).flatMap { $0.isEmpty ? nil : $0 } }
  var day: String? {
    [words[.published], words[.updated]].lazy.compactMap { $0.flatMap { PublicationDay($0)?.description } }
      .first
  }

  /// RSS wants `address (name)`.
  var author: String? {
    guard let author = words[.author] else { return nil }
    guard author.contains("@") else { return author }
    let name = author.split(separator: "(").dropFirst().first?.prefix { $0 != ")" }
    return name.map { String($0).trimmingBlanks }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Bytes of all fields.
  var size: Int { words.values.reduce(0) { $0 + $1.utf8.count } }

  /// HTML of the text; nil when there is none.
  var body: String? {
    let field: Field = words[.content] != nil ? .content : .summary
    guard let text = words[field] else { return nil }
    return markup[field] ?? (Markup.isMarkup(text) || Self.holdsEntities(text))
      ? text : Markup.paragraphs(text)
  }

  private static func holdsEntities(_ text: String) -> Bool {
    guard let start = text.firstIndex(of: "&") else { return false }
    let name = text[text.index(after: start)...].prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#")
    }
    return !name.isEmpty && name.endIndex < text.endIndex && text[name.endIndex] == ";"
  }
}
