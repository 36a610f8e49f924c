import CTerminal
import Foundation

/// Lines typed at a terminal, with editing, completion, and a history that is kept in `$XDG_STATE_HOME/sommet/history`.
///
/// There is one for the process, since libedit knows no more; one task at a time uses it.
final class LineEditor {
  enum Line {
    case text(String)
    /// Ctrl-C: what was typed is dropped.
    case interrupted
    /// Ctrl-D.
    case end
  }

  /// Lines of history at most.
  private static let most: Int32 = 2000
  /// Set before the first line is read, and asked by the editor while it reads one.
  private nonisolated(unsafe) static var propose: (_ line: String, _ word: String) -> [String] = { _, _ in []
  }
  private let history: String?

  /// - Parameter propose: what the last word of a line may go on as.
  init(propose: @escaping (_ line: String, _ word: String) -> [String]) {
    Self.propose = propose
    history = Self.historyPath()
    line_editor_begin("sommet")
    line_editor_catch_interrupts()
    line_editor_set_proposer { line, word in
      guard let line, let word else { return nil }
      return LineEditor.array(LineEditor.propose(String(cString: line), String(cString: word)))
    }
    if let history { _ = line_editor_load(history) }
  }

  func read(_ prompt: String) -> Line {
    // One that came too late for the last answer.
    _ = line_editor_was_interrupted()
    guard let bytes = line_editor_read(prompt) else {
      if line_editor_was_interrupted() != 0 {
        FileHandle.standardOutput.write(Data("\n".utf8))
        return .interrupted
      }
      return .end
    }
    defer { free(bytes) }
    return .text(String(cString: bytes))
  }

  func remember(_ statement: String) {
    line_editor_remember(statement.split(whereSeparator: \.isNewline).joined(separator: " "), Self.most)
    if let history { _ = line_editor_save(history) }
  }

  /// Whether Ctrl-C was typed since this was last asked.
  static var wasInterrupted: Bool { line_editor_was_interrupted() != 0 }

  private static func historyPath() -> String? {
    let environment = ProcessInfo.processInfo.environment
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].map { $0 + "/.local/state" }
    guard let folder = state.map({ $0 + "/sommet" }) else { return nil }
    // Who asked what is nobody else's business.
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return folder + "/history"
  }

  /// As C has it: from `malloc`, ended by a null.
  private static func array(_ words: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard !words.isEmpty else { return nil }
    let bytes = malloc((words.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)!
    let array = bytes.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: words.count + 1)
    for (number, word) in words.enumerated() { array[number] = strdup(word) }
    array[words.count] = nil
    return array
  }
}
