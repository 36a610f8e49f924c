import SommetText

// How explanations for people write places and lines.

extension ArticleReading {
  /// A line of a block, indented under the article's path.
  static func line(_ label: String, _ text: String) -> String {
    "  " + label + String(repeating: " ", count: max(1, 7 - label.count)) + text
  }

  /// `line 3, offsets 41–62, "words"`; the words alone without a span. Lines count from 1.
  func place(_ span: Span?, _ words: String) -> String {
    let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let span else { return "\"\(words)\"" }
    let before = article.text[Span(0, span.start)]
    let line = before.unicodeScalars.reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
    return "line \(line), offsets \(span.start)–\(span.end), \"\(words)\""
  }

  /// The same with the first words of a long stretch only.
  func shortPlace(_ span: Span) -> String {
    let shown = 60
    let words = String(article.text[span])
    return place(span, words.count <= shown ? words : words.prefix(shown) + "…")
  }
}
