/// Text with styles, broken at blanks to fit a width. Styles take no room.
public struct WrappedText: Sendable {
  public enum Style: Sendable { case plain, bold, faint, good, bad }

  private var characters: [(Character, Style)] = []

  public init() {}

  public init(_ text: String, _ style: Style = .plain) { add(text, style) }

  public mutating func add(_ text: some StringProtocol, _ style: Style = .plain) {
    for character in text { characters.append((character.isWhitespace ? " " : character, style)) }
  }

  /// Lines of at most `width` columns, longer only for a word that is; the first begins with `opening`, the others with as
  /// many blanks.
  ///
  /// - Parameter styled: puts a stretch of text into a style.
  public func lines(opening: String, width: Int, styled: (String, Style) -> String) -> [String] {
    let indent = String(repeating: " ", count: opening.count)
    var lines: [String] = []
    var line: [(Character, Style)] = []
    func close() {
      lines.append((lines.isEmpty ? opening : indent) + Self.text(line, styled))
      line = []
    }
    for word in characters.split(whereSeparator: { $0.0 == " " }) {
      if !line.isEmpty, indent.count + line.count + 1 + word.count > width { close() }
      if !line.isEmpty { line.append((" ", word.first?.1 == line.last?.1 ? word.first!.1 : .plain)) }
      line += word
    }
    if !line.isEmpty || lines.isEmpty { close() }
    return lines
  }

  private static func text(_ line: [(Character, Style)], _ styled: (String, Style) -> String) -> String {
    var text = ""
    var start = 0
    while start < line.count {
      let style = line[start].1
      let end = line[start...].firstIndex { $0.1 != style } ?? line.count
      let run = String(line[start..<end].map(\.0))
      text += style == .plain ? run : styled(run, style)
      start = end
    }
    return text
  }
}
