import CTerminal
import Foundation

/// A program that shows long output page by page: `$PAGER`, else `less`, which goes when all fits and leaves it there.
///
/// While it runs, an interrupt is its business: it lets go of what it waits for.
struct Pager: Sendable {
  /// A pipe's stream. Only `Output` touches it, behind its lock.
  private nonisolated(unsafe) let stream: UnsafeMutablePointer<FILE>

  /// nil when none is wanted (`PAGER=cat`, `PAGER=`) or there is none.
  static let command: String? = {
    let asked = ProcessInfo.processInfo.environment["PAGER"] ?? "less"
    guard let program = asked.split(separator: " ").first, program != "cat" else { return nil }
    return find(program) ? asked : nil
  }()

  private static func find(_ program: Substring) -> Bool {
    if program.contains("/") { return access(String(program), X_OK) == 0 }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  init?() {
    guard let command = Self.command else { return nil }
    setenv("LESS", "FRX", 0)
    setenv("LV", "-c", 0)
    guard let stream = popen(command, "w") else { return nil }
    signal(SIGPIPE, SIG_IGN)
    line_editor_leave_interrupts()
    self.stream = stream
  }

  var descriptor: Int32 { fileno(stream) }

  /// Waits until the reader leaves it.
  func close() {
    pclose(stream)
    line_editor_take_interrupts()
  }
}
