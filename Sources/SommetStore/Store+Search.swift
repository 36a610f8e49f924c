import SommetGraph

/// Text with the words that were looked for told apart.
public struct HighlightedText: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    public let text: String
    public let isMatch: Bool

    public init(text: String, isMatch: Bool) {
      self.text = text
      self.isMatch = isMatch
    }
  }

  public let parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  public var text: String { parts.map(\.text).joined() }

  /// Characters that no text of an article begins a word with, around each match.
  static let start: Unicode.Scalar = "\u{2}"
  static let end: Unicode.Scalar = "\u{3}"

  /// From a text in which FTS5 put marks around matches.
  init(marked: String) {
    var parts: [Part] = []
    var current = String.UnicodeScalarView()
    var isMatch = false
    func close() {
      if !current.isEmpty { parts.append(Part(text: String(current), isMatch: isMatch)) }
      current = String.UnicodeScalarView()
    }
    for scalar in marked.unicodeScalars {
      if scalar == Self.start || scalar == Self.end {
        close()
        isMatch = scalar == Self.start
      } else {
        current.append(scalar)
      }
    }
    close()
    self.parts = parts
  }

  /// Where the first match begins and ends, in Unicode scalars; nil without any.
  public var firstMatch: Range<Int>? {
    var offset = 0
    for part in parts {
      let count = part.text.unicodeScalars.count
      if part.isMatch { return offset..<offset + count }
      offset += count
    }
    return nil
  }

  public var matchCount: Int { parts.count(where: \.isMatch) }

  /// The surroundings of the first match on one line, cut between words.
  ///
  /// - Parameter context: scalars before it and after it at most.
  public func snippet(context: Int) -> HighlightedText {
    guard let first = firstMatch else { return self }
    let window = max(0, first.lowerBound - context)..<first.upperBound + context
    var offset = 0
    var kept: [Part] = []
    for part in parts {
      let scalars = Array(part.text.unicodeScalars)
      let range = max(window.lowerBound - offset, 0)..<max(min(window.upperBound - offset, scalars.count), 0)
      defer { offset += scalars.count }
      guard range.lowerBound < range.upperBound else { continue }
      var text = String(String.UnicodeScalarView(scalars[range]))
      if range.lowerBound > 0, !part.isMatch {
        text = "… " + text.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
      }
      if range.upperBound < scalars.count, !part.isMatch, let last = text.lastIndex(where: \.isWhitespace) {
        text = text[..<last] + " …"
      }
      let isSpaced = text.first?.isWhitespace == true
      let isEnded = text.last?.isWhitespace == true
      text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if isSpaced, !kept.isEmpty { text = " " + text }
      if isEnded, text != " " { text += " " }
      kept.append(Part(text: text, isMatch: part.isMatch))
    }
    return HighlightedText(parts: kept)
  }
}

/// An article that holds the words.
public struct ArticleHit: Sendable, Hashable {
  public let id: String
  public let date: String?
  public let title: HighlightedText?
  /// The whole text.
  public let text: HighlightedText
}

/// A quote that holds the words, with the edge that it stands behind.
public struct QuoteHit: Sendable, Hashable {
  public let edge: String
  public let article: String
  /// Where the quote stands in the article: Unicode scalars, half-open.
  public let place: Range<Int>
  public let quote: HighlightedText
}

/// Words as they are looked for: all of them, in any order, without regard to case and accents.
///
///     cessez-le-feu        these three words side by side
///     "accord de paix"     likewise
///     negoci*              every word that begins like that
public struct SearchWords: Sendable, Hashable {
  /// In the syntax of FTS5. Source: <https://www.sqlite.org/fts5.html#full_text_query_syntax>.
  let expression: String

  /// - Throws: `StoreError.noWords` when there is neither letter nor digit.
  public init(_ text: String) throws(StoreError) {
    var terms: [String] = []
    var isQuoted = false
    for piece in text.split(separator: "\"", omittingEmptySubsequences: false) {
      if isQuoted {
        terms.append(String(piece))
      } else {
        terms += piece.split(whereSeparator: \.isWhitespace).map(String.init)
      }
      isQuoted.toggle()
    }
    let phrases = terms.filter { $0.contains { $0.isLetter || $0.isNumber } }.map { term in
      let words = term.unicodeScalars.filter { $0 != "\"" && $0 != "\u{0}" }
      return "\"" + String(String.UnicodeScalarView(words)) + "\"" + (term.hasSuffix("*") ? " *" : "")
    }
    guard !phrases.isEmpty else { throw .noWords(text) }
    expression = phrases.joined(separator: " AND ")
  }
}

extension StoreGraph {
  /// The articles of this version whose title or text holds the words, the newest first, then by id.
  public func articles(with words: SearchWords, limit: Int) throws -> [ArticleHit] {
    let sql = """
      SELECT i.id, a.date, a.title, highlight(content_words, 0, char(2), char(3)), \
      highlight(content_words, 1, char(2), char(3))
      FROM content_words CROSS JOIN article a ON a.content = content_words.rowid \
      CROSS JOIN article_id i ON i.number = a.article
      WHERE content_words MATCH ?2 AND \(ArticleRow.alive) ORDER BY a.date DESC, i.place LIMIT ?3
      """
    return try hits(sql, words, limit) { query in
      ArticleHit(
        id: query.text(0), date: query.optionalText(1),
        title: query.isNull(2) ? nil : HighlightedText(marked: query.text(3)),
        text: HighlightedText(marked: query.text(4)))
    }
  }

  /// The quotes of this version that hold the words, by article and place in it, then by edge.
  public func quotes(with words: SearchWords, limit: Int) throws -> [QuoteHit] {
    let sql = """
      SELECT DISTINCT e.key, i.id, p."start", p."end", highlight(passage_words, 0, char(2), char(3))
      FROM passage_words CROSS JOIN passage p ON p.number = passage_words.rowid \
      CROSS JOIN article_id i ON i.number = p.article \
      CROSS JOIN evidence v ON v.passage = p.number AND v.born <= ?1 AND (v.died IS NULL OR v.died > ?1) \
      CROSS JOIN edge e ON (e.number = v.edge OR (e.identity = v.edge AND e.identity <> e.number))
      WHERE passage_words MATCH ?2 AND \(EdgeRow.alive) \
      ORDER BY i.place, p."start", p."end", e.key LIMIT ?3
      """
    return try hits(sql, words, limit) { query in
      QuoteHit(
        edge: query.text(0), article: query.text(1),
        place: query.int(2)..<max(query.int(2), query.int(3)),
        quote: HighlightedText(marked: query.text(4)))
    }
  }

  /// - Parameter sql: asks for version ?1, words ?2 and at most ?3 rows.
  private func hits<Hit>(
    _ sql: String, _ words: SearchWords, _ limit: Int, _ hit: (SQLQuery) throws -> Hit
  ) throws -> [Hit] {
    try store.read { connection in
      try connection.query(sql) { query in
        query.bind(1, version.number)
        query.bind(2, words.expression)
        query.bind(3, limit)
        var hits: [Hit] = []
        while try query.step() { hits.append(try hit(query)) }
        return hits
      }
    }
  }
}
