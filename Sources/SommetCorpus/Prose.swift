/// Tells sentences from titles, menus and other lines.
enum Prose {
  /// Words that make sentences: long, and with a full stop somewhere.
  static func isProse(_ text: String, wordCount words: Int) -> Bool {
    if words >= 35 { return true }
    if words < 10 { return false }
    if endsSentence(text) { return !isTitleLength(words) || endsWithFullStop(text) }
    return holdsSentenceEnd(text)
  }

  static func isProse(_ text: String) -> Bool { isProse(text, wordCount: LineForm.wordCount(text)) }

  /// Titles may end with a question mark or with dots of suspension, so short lines that do are no prose yet.
  private static func isTitleLength(_ words: Int) -> Bool { words <= 20 }

  private static func endsWithFullStop(_ text: String) -> Bool {
    guard let last = lastScalar(text) else { return false }
    return last == "." || last == "!"
  }

  /// A full stop after a word of four letters and before a capital.
  private static func holdsSentenceEnd(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return zip(words, words.dropFirst()).contains { word, next in
      ".!?".contains(word.last!) && word.count >= 5 && next.first!.isUppercase
        && word.dropLast().last?.isLowercase == true
    }
  }

  /// Whether a text ends with a full stop, a question or exclamation mark, quotation marks after it left out.
  static func endsSentence(_ text: some StringProtocol) -> Bool {
    switch lastScalar(text) {
    case ".", "!", "?", "…": true
    default: false
    }
  }

  /// The last scalar that is neither a blank nor a closing quotation mark or bracket.
  private static func lastScalar(_ text: some StringProtocol) -> Unicode.Scalar? {
    Substring(text).unicodeScalars.last { scalar in
      switch scalar {
      case "»", "\"", "”", "’", "'", ")", "]": false
      default: !TextLines.isBlank(scalar)
      }
    }
  }
}
