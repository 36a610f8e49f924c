import SommetText

/// Cuts a text at its line ends and joins lines that were wrapped at a fixed width.
struct TextLines {
  let units: [TextUnit]

  /// A blank or line end (Unicode's `White_Space`), or a scalar that shows nothing (byte order mark, zero-width space).
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D: true
    case 0x21...0x7E: false
    case 0xFEFF, 0x200B, 0x2060, 0x200E, 0x200F, 0xFFFC: true
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  private struct Line {
    var span: Span
    var isAfterBlank: Bool
    var indent: Int
  }

  init(_ text: ScalarText) {
    let lines = Self.lines(text)
    let width = Self.wrapWidth(lines, text)
    var units: [TextUnit] = []
    // The lines of a paragraph are joined once, at its end: there may be any number of them.
    var paragraph: ArraySlice<Line> = []
    func close() {
      guard let first = paragraph.first, let last = paragraph.last else { return }
      units.append(
        TextUnit(
          span: first.span.union(last.span), text: paragraph.map { text[$0.span] }.joined(separator: " "),
          isAfterBlank: first.isAfterBlank))
    }
    for (index, line) in lines.enumerated() {
      if let width, let previous = paragraph.last, !line.isAfterBlank,
        Self.continues(previous, line, width: width, text)
      {
        paragraph = lines[paragraph.startIndex...index]
      } else {
        close()
        paragraph = lines[index...index]
      }
    }
    close()
    self.units = units
  }

  private static func lines(_ text: ScalarText) -> [Line] {
    var lines: [Line] = []
    var start: Int?
    var end = 0
    var offset = 0
    var lineStart = 0
    var isAfterBlank = true
    var previous: Unicode.Scalar = " "
    func close() {
      if let begun = start {
        lines.append(
          Line(span: Span(begun, end), isAfterBlank: isAfterBlank, indent: begun - lineStart))
        isAfterBlank = false
      } else {
        isAfterBlank = true
      }
      start = nil
    }
    for scalar in text.string.unicodeScalars {
      let isLineEnd =
        scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
        || scalar == "\u{C}"
      if isLineEnd {
        if !(scalar == "\n" && previous == "\r") { close() }
        lineStart = offset + 1
      } else if !isBlank(scalar) {
        if start == nil { start = offset }
        end = offset + 1
      }
      previous = scalar
      offset += 1
    }
    close()
    return lines
  }

  /// The width at which the text was wrapped; nil when every line is a paragraph.
  ///
  /// In a wrapped text no line is much longer than the others, and most lines that another follows directly fill
  /// the width and do not end a sentence.
  private static func wrapWidth(_ lines: [Line], _ text: ScalarText) -> Int? {
    guard let width = lines.map(\.span.count).max(), (50...120).contains(width) else { return nil }
    var inner = 0
    var full = 0
    var open = 0
    for (line, next) in zip(lines, lines.dropFirst()) where !next.isAfterBlank {
      inner += 1
      if line.span.count * 100 >= width * 70 { full += 1 }
      if !Prose.endsSentence(text[line.span]) { open += 1 }
    }
    return inner >= 3 && full * 10 >= inner * 7 && open * 10 >= inner * 5 ? width : nil
  }

  /// Whether a line goes on with the next one in a wrapped text.
  private static func continues(_ line: Line, _ next: Line, width: Int, _ text: ScalarText) -> Bool {
    if next.indent > line.indent + 1 { return false }
    let isShort = line.span.count * 100 < width * 70
    if isShort, Prose.endsSentence(text[line.span]) { return false }
    let first = text[next.span].first
    if let first, "•-–—*".contains(first) { return false }
    // The next line's first word would have fitted: the break was meant.
    let word = text[next.span].prefix { !$0.isWhitespace }
    if line.span.count + 1 + word.unicodeScalars.count + 12 < width, first?.isLowercase != true {
      return false
    }
    return true
  }
}
