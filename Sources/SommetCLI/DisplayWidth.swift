import CTerminal

/// Columns that a text takes on a terminal: two for an ideograph or an emoji, none for a combining accent.
///
/// Widths are those of the C library for UTF-8 (`wcwidth`), whatever the user's locale is; a cluster is as wide as its
/// widest scalar, two when a selector asks for an emoji.
enum DisplayWidth {
  static func of(_ text: some StringProtocol) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      // Below the first combining accent every character of a text takes one column.
      guard scalar.value < 0x300 else { return text.reduce(0) { $0 + of($1) } }
      count += 1
    }
    return count
  }

  /// The longest beginning that fits, at least a character.
  static func prefix(_ text: Substring, _ width: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      let next = text.index(after: end)
      used += of(text[end..<next])
      if used > width, end > text.startIndex { break }
      end = next
    }
    return text[..<end]
  }

  private static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar == "\u{FE0F}" { return 2 }
      width = max(width, Int(terminal_columns(scalar.value)))
    }
    return width
  }
}
