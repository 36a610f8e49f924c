import Foundation

/// A table for a terminal: columns as wide as their cells, long cells wrapped, so that no line is longer than the window;
/// columns of numbers stand to the right.
struct TextTable {
  struct Row {
    var cells: [String]
    /// Lines below the row, such as sentences, wrapped and indented.
    var notes: [(text: String, style: Console.Style?)] = []
  }

  let columns: [String]
  var rows: [Row] = []
  /// Columns that are shown faint, such as keys.
  var faint: Set<Int> = []

  init(columns: [String]) { self.columns = columns }

  /// Columns of the window, or 100 where there is none.
  static var windowWidth: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100
  }

  private static let gap = 2
  private static let leastWidth = 8
  /// Words up to this length are not broken for the sake of other columns.
  private static let longestWhole = 24
  private static let indent = "    "

  func write(width: Int = Self.windowWidth, _ put: (String) -> Void) {
    let rows = rows.map { row in
      var row = row
      row.cells = row.cells.map(Self.line)
      return row
    }
    let widths = widths(of: rows, fitting: width)
    let isNumeric = columns.indices.map { column in
      rows.contains { !$0.cells[column].isEmpty }
        && rows.allSatisfy { $0.cells[column].isEmpty || Double($0.cells[column]) != nil }
    }
    for line in lines(columns, widths, isNumeric, styled: false) {
      put(Console.styled(line, .bold) + "\n")
    }
    for row in rows {
      for line in lines(row.cells, widths, isNumeric) { put(line + "\n") }
      for note in row.notes {
        for line in Self.wrapped(note.text, to: max(width - Self.indent.count, 20)) {
          put(Self.indent + (note.style.map { Console.styled(line, $0) } ?? line) + "\n")
        }
      }
    }
  }

  /// The widest columns give way first, down to their longest word.
  private func widths(of rows: [Row], fitting width: Int) -> [Int] {
    var widths: [Int] = []
    var least: [Int] = []
    for column in columns.indices {
      let cells = [columns[column]] + rows.map { $0.cells[column] }
      widths.append(cells.map { DisplayWidth.of($0) }.max()!)
      let word = cells.lazy.flatMap { Self.words($0) }.map { DisplayWidth.of($0) }.max() ?? 0
      least.append(max(Self.leastWidth, min(word, Self.longestWhole)))
    }
    let room = width - Self.gap * (columns.count - 1)
    func excess() -> Int { widths.reduce(0, +) - room }
    // Words are broken before the window is left.
    let floors = [
      least, least.map { min($0, Self.leastWidth) }, least.map { _ in max(2, room / columns.count) },
    ]
    for floor in floors {
      while excess() > 0 {
        let open = widths.indices.filter { widths[$0] > floor[$0] }
        guard let widest = open.map({ widths[$0] }).max() else { break }
        let those = open.filter { widths[$0] == widest }
        let next = open.map { widths[$0] }.filter { $0 < widest }.max() ?? 0
        let share = widest - (excess() + those.count - 1) / those.count
        for column in those { widths[column] = max(floor[column], min(max(next, share), widest - 1)) }
      }
    }
    return widths
  }

  /// The lines of a row whose cells are wrapped.
  private func lines(
    _ cells: [String], _ widths: [Int], _ isNumeric: [Bool], styled: Bool = true
  ) -> [String] {
    let cells = zip(cells, widths).map { Self.wrapped($0, to: $1) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { number in
      text(cells.map { number < $0.count ? $0[number] : "" }, widths, isNumeric, styled: styled)
    }
  }

  private func text(_ cells: [String], _ widths: [Int], _ isNumeric: [Bool], styled: Bool = true) -> String {
    var line = ""
    let last = cells.lastIndex { !$0.isEmpty } ?? 0
    for (number, cell) in cells.enumerated() where number <= last {
      let blanks = String(repeating: " ", count: max(0, widths[number] - DisplayWidth.of(cell)))
      let shown = styled && faint.contains(number) ? Console.styled(cell, .faint) : cell
      line += isNumeric[number] ? blanks + shown : number < last ? shown + blanks : shown
      if number < last { line += String(repeating: " ", count: Self.gap) }
    }
    return line
  }

  /// Blanks and line ends as single blanks, control characters written out.
  private static func line(_ cell: String) -> String {
    TerminalText.visible(words(cell).joined(separator: " "))
  }

  /// What blanks part; those that keep words together do not.
  private static func words(_ text: String) -> [Substring] {
    text.split { $0.isWhitespace && $0 != "\u{A0}" && $0 != "\u{202F}" }
  }

  /// A text's lines, broken between words where that can be.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words(text) {
      var word = word
      var length = DisplayWidth.of(word)
      if used > 0, used + 1 + length > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      while length > width {
        let part = DisplayWidth.prefix(word, width)
        lines.append(String(part))
        word = word[part.endIndex...]
        length = DisplayWidth.of(word)
      }
      line += (used == 0 ? "" : " ") + word
      used += (used == 0 ? 0 : 1) + length
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}
