import SommetGraph
import SommetText

/// A sentence of evidence with what stands around it in the article.
public struct Passage: Sendable, Hashable {
  /// What comes before the quote and after it, cut between words.
  public let before: String
  public let after: String
  /// The quote in three parts: the words that made the rule fire stand in the middle.
  public let lead: String
  public let trigger: String
  public let rest: String
  /// Whether the article goes on beyond what is shown.
  public let isCutBefore: Bool
  public let isCutAfter: Bool

  /// - Parameters:
  ///   - text: the article's, in which offsets count.
  ///   - context: scalars before and after the quote at most.
  /// - Returns: nil when the quote does not stand there, as in an article that was changed.
  public init?(_ piece: Evidence, in text: ScalarText, context: Int) {
    guard 0 <= piece.start, piece.start <= piece.end, piece.end <= text.count,
      text[Span(piece.start, piece.end)] == piece.quote
    else { return nil }
    let first = max(0, piece.start - context)
    let last = min(text.count, piece.end + context)
    var before = text[Span(first, piece.start)]
    var after = text[Span(piece.end, last)]
    isCutBefore = first > 0
    isCutAfter = last < text.count
    // A word that was cut through is left out.
    if isCutBefore { before = before.drop { !$0.isWhitespace } }
    if isCutAfter, let end = after.lastIndex(where: \.isWhitespace) { after = after[..<end] }
    self.before = Self.line(before)
    self.after = Self.line(after)
    (lead, trigger, rest) = Self.parts(piece, text)
  }

  /// The quote, parted at its trigger where that lies within.
  private static func parts(_ piece: Evidence, _ text: ScalarText) -> (String, String, String) {
    let (start, end) = (piece.trigger.start, piece.trigger.end)
    guard piece.start <= start, start < end, end <= piece.end else { return (piece.quote, "", "") }
    return (
      String(text[Span(piece.start, start)]), String(text[Span(start, end)]),
      String(text[Span(end, piece.end)])
    )
  }

  private static func line(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
