import Foundation
import SommetEvents

/// Explanations as JSON Lines: one object a trigger, then one a meeting, each with its `kind` and article.
public enum ExplanationLines {
  /// The lines of one article, each without its end; keys are sorted, so that the same article gives the same bytes.
  ///
  /// - Precondition: the article was read with an explanation.
  public static func lines(_ reading: ArticleReading, _ filter: ExplanationFilter = .init()) throws
    -> [String]
  {
    guard let whole = reading.explanation else { preconditionFailure("the reading carries its explanation") }
    let shown = filter(whole)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let id = reading.article.id
    let triggers = try shown.triggers.map {
      try encoder.encode(Line(kind: "trigger", article: id, value: $0))
    }
    let meetings = try shown.meetings.map {
      try encoder.encode(Line(kind: "meeting", article: id, value: $0))
    }
    return (triggers + meetings).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A value's own fields with two more.
  private struct Line<Value: Encodable>: Encodable {
    let kind: String
    let article: String
    let value: Value

    private enum CodingKeys: String, CodingKey { case kind, article }

    func encode(to encoder: any Encoder) throws {
      try value.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind, forKey: .kind)
      try container.encode(article, forKey: .article)
    }
  }
}
