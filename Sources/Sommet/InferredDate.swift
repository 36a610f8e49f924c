import SommetText
import SommetTime

/// What an article's own words leave of the days on which it may have been published.
public struct InferredDate: Sendable, Hashable {
  /// Words that narrow the day of publication.
  public struct Clue: Sendable, Hashable {
    /// Identifier of the rule, in `inference.tsv`.
    public let rule: String
    /// Where the words stand in the article's text; nil for what is told beside it.
    public let span: Span?
    public let words: String
    /// What the words are held to say.
    public let says: String
    /// Days that are left with this clue and all before it.
    public let left: Int
  }

  /// In the order in which they were applied: that of the text.
  public let clues: [Clue]
  let days: DaySet

  /// The day of publication, when one is left.
  public var day: String? {
    guard days.count == 1, let day = days.bounds?.lowerBound else { return nil }
    return CivilDate(number: day).description
  }

  /// The month of publication, when all days that are left lie in one.
  public var month: String? {
    guard let bounds = days.bounds else { return nil }
    let first = CivilDate(number: bounds.lowerBound).description.prefix(7)
    return first == CivilDate(number: bounds.upperBound).description.prefix(7) ? String(first) : nil
  }

  /// The earliest and latest day that is left; nil when the clues contradict one another.
  public var bounds: (first: String, last: String)? {
    days.bounds.map {
      (CivilDate(number: $0.lowerBound).description, CivilDate(number: $0.upperBound).description)
    }
  }
}
