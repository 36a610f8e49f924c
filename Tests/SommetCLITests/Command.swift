import Foundation
import SommetTesting

/// The built command, run as a person runs it.
struct Command {
  let status: Int32
  let output: String
  let error: String

  /// The executable lies beside the tests' own.
  static let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appendingPathComponent("sommet")

  init(_ arguments: String..., input: Data = Data(), environment: [String: String] = [:]) throws {
    try self.init(arguments, input: input, environment: environment)
  }

  init(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws {
    try self.init(program: Self.executable.path, arguments, input: input, environment: environment)
  }

  /// Any other program.
  init(
    program: String, _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
    folder workingFolder: URL = ProjectFolder.root
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = workingFolder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SOMMET_PIPELINES": ProjectFolder.root.appendingPathComponent(".pipeline").path]) { $1 }
      .merging(environment) { $1 }
    // Files, not pipes: a pipe that nobody reads stops the command when it is full.
    let folder = try TemporaryFolder()
    try folder.write("input", input)
    try folder.write("output", Data())
    try folder.write("error", Data())
    process.standardInput = try FileHandle(forReadingFrom: folder.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: folder.url("output"))
    process.standardError = try FileHandle(forWritingTo: folder.url("error"))
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: folder.url("output"), encoding: .utf8)
    error = try String(contentsOf: folder.url("error"), encoding: .utf8)
  }
}

/// A folder that goes away with its owner.
final class TemporaryFolder {
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("sommet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func url(_ name: String) -> URL { root.appendingPathComponent(name) }
  func path(_ name: String) -> String { url(name).path }

  func write(_ name: String, _ data: Data) throws {
    try FileManager.default.createDirectory(
      at: url(name).deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url(name))
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }
}
