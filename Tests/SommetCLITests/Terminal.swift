import Foundation
import SommetTesting

/// The built command at a terminal: what it shows when somebody types there.
struct Terminal {
  /// 99 when what was waited for did not come.
  let status: Int32
  /// With the terminal's codes.
  let screen: String

  /// - Parameter steps: what is waited for, and what is typed then.
  init(
    _ arguments: [String], rows: Int = 24, columns: Int = 80, environment: [String: String] = [:],
    steps: [(wait: String, type: String)] = []
  ) throws {
    try self.init(
      command: [Command.executable.path] + arguments, rows: rows, columns: columns, environment: environment,
      steps: steps)
  }

  init(
    command: [String], rows: Int = 24, columns: Int = 80, environment: [String: String] = [:],
    steps: [(wait: String, type: String)] = []
  ) throws {
    let task: [String: Any] = [
      "argv": command, "rows": rows, "columns": columns,
      "environment": ["PAGER": "cat", "NO_COLOR": "", "HOME": "/nonexistent"].merging(environment) { $1 },
      "steps": steps.map { [$0.wait, $0.type] }, "folder": ProjectFolder.root.path,
    ]
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Terminal/terminal.py").path
    let run = try Command(
      program: "/usr/bin/env", ["python3", script], input: JSONSerialization.data(withJSONObject: task))
    status = run.status
    screen = run.output
  }
}
