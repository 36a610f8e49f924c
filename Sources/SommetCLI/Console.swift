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

  /// Writes a line to standard error.
  static func error(_ message: some CustomStringConvertible) {
    Progress.clear()
    FileHandle.standardError.write(Data("\(message)\n".utf8))
  }

  static func exit(_ code: Exit) -> Never {
    output.flush()
    Foundation.exit(code.rawValue)
  }

  /// Text in a terminal's style, or as it is.
  static func styled(_ text: some StringProtocol, _ style: Style) -> String {
    isColoured ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : String(text)
  }

  enum Style: String {
    case bold = "1"
    case faint = "2"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case red = "31"
  }
}

/// Standard output behind a buffer of 64 KiB.
final class Output: Sendable {
  private let buffer = Mutex(Data())

  func write(_ text: String) {
    write(Data(text.utf8))
  }

  func write(_ data: Data) {
    buffer.withLock { buffer in
      buffer.append(data)
      if buffer.count >= 1 << 16 { Self.empty(&buffer) }
    }
  }

  func flush() {
    buffer.withLock { Self.empty(&$0) }
  }

  /// Writes until all is gone; a reader that went away (`| head`) ends the command quietly.
  private static func empty(_ buffer: inout Data) {
    buffer.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Foundation.write(1, bytes.baseAddress! + sent, bytes.count - sent)
        if count < 0 {
          if errno == EINTR { continue }
          Foundation.exit(errno == EPIPE ? 0 : 2)
        }
        sent += count
      }
    }
    buffer.removeAll(keepingCapacity: true)
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
