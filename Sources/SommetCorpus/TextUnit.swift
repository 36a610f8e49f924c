import SommetText

/// A line, or a paragraph wrapped over several: the smallest part that is kept or dropped.
struct TextUnit: Sendable, Hashable {
  /// Without blanks at either end.
  let span: Span
  /// The words, with line breaks as blanks.
  let text: String
  /// Whether a blank line stands before it, or nothing.
  let isAfterBlank: Bool
  /// What an HTML page says it is.
  let role: Block.Role?
  /// See `LineForm.wordCount`.
  let wordCount: Int
  /// Words that make sentences; see `Prose`.
  let isProse: Bool

  init(span: Span, text: String, isAfterBlank: Bool, role: Block.Role? = nil) {
    self.span = span
    self.text = text
    self.isAfterBlank = isAfterBlank
    self.role = role
    wordCount = LineForm.wordCount(text)
    isProse = Prose.isProse(text, wordCount: wordCount)
  }
}
