import Foundation
import Sommet

/// A table for a terminal: columns as wide as their cells, long cells wrapped, so that no line is longer than the window.
struct TextTable {
  let columns: [String]
  var rows: [[String]] = []

  /// Columns of the window, or 100 where there is none.
  static var windowWidth: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100
  }

  private static let gap = 2
  private static let leastWidth = 8

  func text(width: Int = Self.windowWidth) -> String {
    let widths = widths(fitting: width)
    var text = Console.styled(Self.line(columns, widths), .bold) + "\n"
    for row in rows {
      let cells = zip(row, widths).map { Self.wrapped($0, to: $1) }
      for number in 0..<(cells.map(\.count).max() ?? 0) {
        text += Self.line(cells.map { number < $0.count ? $0[number] : "" }, widths) + "\n"
      }
    }
    return text
  }

  /// The widest columns give way first.
  private func widths(fitting width: Int) -> [Int] {
    var widths = columns.indices.map { column in
      max(columns[column].count, rows.lazy.map { $0[column].count }.max() ?? 0)
    }
    let room = max(width - Self.gap * (columns.count - 1), Self.leastWidth * columns.count)
    while widths.reduce(0, +) > room, let widest = widths.max(), widest > Self.leastWidth {
      let next = widths.filter { $0 < widest }.max() ?? 0
      let those = widths.indices.filter { widths[$0] == widest }
      let excess = widths.reduce(0, +) - room
      let least = max(next, Self.leastWidth, widest - (excess + those.count - 1) / those.count)
      for column in those { widths[column] = min(least, widest - 1) }
    }
    return widths
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (number, cell) in cells.enumerated() {
      line += cell
      if number < cells.count - 1 {
        line += String(repeating: " ", count: max(0, widths[number] - cell.count) + gap)
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A cell's lines, broken between words where that can be.
  private static func wrapped(_ cell: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in cell.split(whereSeparator: \.isWhitespace) {
      var word = word[...]
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      while word.count > width {
        if !line.isEmpty {
          lines.append(line)
          line = ""
        }
        lines.append(String(word.prefix(width)))
        word = word.dropFirst(width)
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}
