import SommetText

/// One news article: its text as it was read, and which parts of it are the article.
public struct Article: Sendable, Hashable {
  /// The file's name without extension.
  public var id: String
  /// The text exactly as read; for HTML, the text that was taken from the page, title first.
  ///
  /// Byte order marks of UTF-8, line ends and decomposed letters stay, so that offsets are those of Python's
  /// `open(encoding="utf-8", newline="")`.
  public var text: ScalarText
  public var title: String?
  /// What belongs to the article, in order, not overlapping, cut without blanks at either end.
  public var blocks: [TextBlock]
  /// What belongs to the page, in order; with `blocks` it covers everything that is not blank.
  public var dropped: [DroppedText]
  /// What was left out of a page before its text was taken, in order; empty for a plain text.
  public var omitted: [OmittedElement] = []
  /// ISO 8601 day of publication; nil when nothing tells it.
  public var date: String?
  public var dateSource: DateSource
  /// ISO 8601 month of publication, when the text tells no more than that.
  public var monthHint: String?
  /// Every place that names a day of publication or seems to, the one that was used and those set aside, in the
  /// order in which they count.
  public var dateCandidates: [DateCandidate] = []
  /// ISO 639-1 code of the language it is written in; "und" when it is none we know.
  public var language: String
  public var source: String?
  public var url: String?
  public var author: String?
  /// The file it came from, `-` for standard input.
  public var path: String
}

/// How the publication date is known.
public enum DateSource: String, Sendable, Codable {
  /// From `corpus.yaml` or from what an HTML page declares.
  case metadata
  /// From a date line in the text.
  case text
  /// From other facts of the text.
  case inferred
  case none
}

/// A part of an article that is analysed as one text.
public struct TextBlock: Sendable, Hashable {
  public var span: Span
  public var role: Block.Role
  /// Who speaks in a quotation, when the text says so.
  public var author: String?
  /// ISO 8601 day on which a quotation was written, when the text says so.
  public var date: String?

  public init(span: Span, role: Block.Role, author: String? = nil, date: String? = nil) {
    self.span = span
    self.role = role
    self.author = author
    self.date = date
  }
}

/// A part of the text that belongs to the page around the article.
public struct DroppedText: Sendable, Hashable {
  public enum Reason: String, Sendable, Codable, CaseIterable {
    case navigation, pagination, sharing, advertisement, promotion, teaser, comments, notice, metadata,
      caption
    /// The page does not show it.
    case hidden
    /// It stands beside the element that holds the article.
    case outside
    /// The title of the page, when the article's own title follows.
    case duplicate
  }

  public var span: Span
  public var reason: Reason
  /// Identifier of the rule that fired.
  public var rule: String

  public init(span: Span, reason: Reason, rule: String) {
    self.span = span
    self.reason = reason
    self.rule = rule
  }
}
