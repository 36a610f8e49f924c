import SommetXML

/// A part of a page that was left out before the article's text was taken, so that it has no place in that text.
public struct OmittedElement: Sendable, Hashable {
  /// `aside.related`, `td`
  public let element: String
  /// Its first words.
  public let words: String
  /// Unicode scalars of its text, blanks collapsed.
  public let length: Int
  public let reason: DroppedText.Reason
  /// Identifier of the rule that fired.
  public let rule: String

  private static let shown = 80

  init(element: String, text: String, reason: DroppedText.Reason, rule: String) {
    self.element = element
    words = String(text.prefix(Self.shown))
    length = text.unicodeScalars.count
    self.reason = reason
    self.rule = rule
  }

  /// `aside.related` for `<aside class="related box">`.
  static func name(of node: HTMLNode) -> String {
    let mark = (node["class"] ?? node["id"])?.split(whereSeparator: \.isWhitespace).first
    return (node.name ?? "") + (mark.map { ".\($0)" } ?? "")
  }
}
