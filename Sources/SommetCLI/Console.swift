import Foundation
import Synchronization

/// Standard output and error, as a person at a terminal or a program behind a pipe wants them.
enum Console {
  /// What the command tells its caller.
  enum Exit: Int32 {
    case done = 0
    /// Differences were found (`diff`).
    case different = 1
    /// Bad use or bad input.
    case trouble = 2
    /// Ended by Ctrl-C, as shells count it: 128 and the signal's number.
    case interrupted = 130
    /// Ended by SIGTERM.
    case terminated = 143
  }

  /// Buffered standard output.
  static let output = Output()

  static let isErrorTerminal = isatty(2) == 1
  static let isOutputTerminal = isatty(1) == 1

  /// Whether results on standard output may be coloured: on a terminal, unless `NO_COLOR` is set.
  static let isColoured: Bool =
    isOutputTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

  /// Columns for running text: those of the terminal, else of `COLUMNS`, else 100; at most 120.
  static let width: Int = {
    var size = winsize()
    if isOutputTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return min(120, Int(size.ws_col))
    }
    return min(120, ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 100)
  }()

  /// Lines of the window; nil where there is none.
  static var height: Int? {
    var size = winsize()
    return isOutputTerminal && ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0
      ? Int(size.ws_row) : nil
  }

  /// Writes a line to standard error; what it holds of control characters is written out.
  static func error(_ message: some CustomStringConvertible) {
    Progress.clear()
    FileHandle.standardError.write(Data((TerminalText.visible("\(message)") + "\n").utf8))
  }

  /// Tells how much was found, below all of it.
  static func summary(_ message: String) {
    output.finish()
    error(message)
  }

  static func exit(_ code: Exit) -> Never {
    output.finish()
    Foundation.exit(code.rawValue)
  }

  /// Text in a terminal's style, or as it is.
  static func styled(_ text: some StringProtocol, _ style: Style) -> String {
    isColoured ? "\(style.mark)\(text)\(Style.end)" : String(text)
  }

  /// Styles stand in text as noncharacters, which become a terminal's codes at the last moment: so no code that the data
  /// hold can be taken for one of ours.
  enum Style: String, CaseIterable {
    case bold = "1"
    case faint = "2"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case red = "31"

    var mark: Character { Self.marks[self]! }

    static let end = Character(Unicode.Scalar(0xFDD0 as UInt32)!)
    private static let marks = Dictionary(
      uniqueKeysWithValues: zip(allCases, ((0xFDD1 as UInt32)...).lazy.map { Character(Unicode.Scalar($0)!) })
    )
    /// What a terminal is sent for each mark.
    static let codes: [Unicode.Scalar: String] = Dictionary(
      uniqueKeysWithValues: allCases.map { ($0.mark.unicodeScalars.first!, "\u{1B}[\($0.rawValue)m") }
        + [(end.unicodeScalars.first!, "\u{1B}[0m")])
  }
}

/// One line that is written over again while the work goes on; only on a terminal.
enum Progress {
  private static let isShown = Mutex(false)

  static func show(_ line: String) {
    guard Console.isErrorTerminal else { return }
    isShown.withLock { $0 = true }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
  }

  static func clear() {
    let wasShown = isShown.withLock { shown in
      defer { shown = false }
      return shown
    }
    if wasShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
