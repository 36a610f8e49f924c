import Foundation
import SommetTesting

/// The built command while it runs, with what is written to its standard input bit by bit.
final class RunningCommand {
  private let process = Process()
  private let input = Pipe()
  private let folder: TemporaryFolder

  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    process.executableURL = Command.executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SOMMET_PIPELINES": ProjectFolder.root.appendingPathComponent(".pipeline").path]) { $1 }
      .merging(environment) { $1 }
    try folder.write("error", Data())
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: folder.url("error"))
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  /// What stands on standard error so far.
  var error: String { (try? String(contentsOf: folder.url("error"), encoding: .utf8)) ?? "" }

  func write(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

  func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Waits for a condition, a minute at most.
  ///
  /// - Returns: whether it came to hold while the command ran.
  func waits(until condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<1200 {
      if try condition() { return true }
      guard process.isRunning else { return false }
      usleep(50_000)
    }
    return false
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end.
  ///
  /// - Returns: the exit code; nil when a signal killed it.
  func finish() -> Int32? {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}
