import ArgumentParser
import Foundation
import Sommet

/// A conversation about one graph that stays open.
final class ShellSession {
  static let commands = ["show", "path", "timeline", "evidence", "query", "export"]
  private static let help = """
    a query, over several lines, ended by ';' or an empty line:
      MATCH (a:person)-[m:met]-(b) RETURN a.label, m.date, b.label;
    show NAME · path A B · timeline NAME · evidence NAME|KEY · query --who NAME … · export --format …
      as on the command line, without the graph; COMMAND --help tells the options
    help · exit
    """

  private let graph: OpenedGraph
  private let path: String
  private let format: OutputForm?
  private let isPaged: Bool

  init(graph: OpenedGraph, path: String, format: OutputForm?, isPaged: Bool) {
    self.graph = graph
    self.path = path
    self.format = format
    self.isPaged = isPaged
  }

  /// Asks at the terminal until the end.
  func converse() async throws -> Bool {
    let words = ShellWords(graph: graph)
    let editor = LineEditor { words.proposals(line: $0, word: $1) }
    let (nodes, edges) = (try graph.graph.nodeCount, try graph.graph.edgeCount)
    Console.error("\(path): \(nodes) nodes, \(edges) edges; 'help' tells what may be asked, Ctrl-D ends")
    var lines = ShellLines()
    while true {
      switch editor.read(lines.isEmpty ? "sommet> " : "   ...> ") {
      case .interrupted: lines = ShellLines()
      case .end:
        FileHandle.standardOutput.write(Data("\n".utf8))
        return true
      case .text(let line):
        guard let statement = lines.add(line) else { continue }
        editor.remember(statement)
        if Self.isExit(statement) { return true }
        _ = await answer(statement)
      }
    }
  }

  /// Answers what stands on standard input; goes on after an error.
  ///
  /// - Returns: whether all statements were right.
  func readStatements() async throws -> Bool {
    var lines = ShellLines()
    var isRight = true
    while let line = readLine() {
      guard let statement = lines.add(line) else { continue }
      if Self.isExit(statement) { return isRight }
      isRight = await answer(statement) && isRight
    }
    if let statement = lines.rest { isRight = await answer(statement) && isRight }
    return isRight
  }

  private static func isExit(_ statement: String) -> Bool { ["exit", "quit", "\\q"].contains(statement) }

  // MARK: - One statement

  /// Runs a statement; Ctrl-C stops it.
  private func answer(_ statement: String) async -> Bool {
    if statement == "help" || statement == "?" {
      Console.output.write(Self.help + "\n")
      Console.output.finish()
      return true
    }
    // The session waits for the task, so that one of them has the graph at a time.
    nonisolated(unsafe) let session = self
    let work = Task { try await session.run(statement) }
    let watch = InterruptWatch { work.cancel() }
    defer { watch.end() }
    do {
      try await work.value
      Console.output.finish()
      return true
    } catch is CancellationError {
      Console.output.finish()
      Console.error("stopped")
    } catch let error as ExitCode {
      Console.output.finish()
      return error.isSuccess
    } catch {
      Console.output.finish()
      if SommetCommand.exitCode(for: error).isSuccess {
        Console.output.write(SommetCommand.fullMessage(for: error) + "\n")
        Console.output.finish()
        return true
      }
      Console.error(SommetCommand.message(for: error))
    }
    return false
  }

  private func run(_ statement: String) async throws {
    try await command(statement).run(on: graph)
  }

  /// The command that a statement is.
  private func command(_ statement: String) throws -> any GraphCommand {
    let name = statement.prefix { !$0.isWhitespace }.lowercased()
    var words = Self.commands.contains(name) ? try ShellWords.split(statement) : ["query", statement]
    words[0] = words[0].lowercased()
    words.insert(path, at: 1)
    let takesForm = name != "export"
    if takesForm, let format, !words.contains("--format") { words += ["--format", format.rawValue] }
    if takesForm, !isPaged { words.append("--no-pager") }
    guard let command = try SommetCommand.parseAsRoot(words) as? any GraphCommand else {
      throw CleanExit.helpRequest(SommetCommand.self)
    }
    return command
  }
}

/// Gathers lines until they are a statement.
struct ShellLines {
  private var lines: [String] = []

  var isEmpty: Bool { lines.isEmpty }

  /// What was begun and not ended.
  var rest: String? { lines.isEmpty ? nil : lines.joined(separator: "\n") }

  /// - Returns: the statement that ends with this line; nil when it goes on, or nothing was said.
  mutating func add(_ line: String) -> String? {
    let text = line.trimmingCharacters(in: .whitespaces)
    if lines.isEmpty {
      if text.isEmpty || text.hasPrefix("//") { return nil }
      let word = text.prefix { !$0.isWhitespace && $0 != ";" }.lowercased()
      if ShellSession.commands.contains(word) || ["help", "?", "exit", "quit", "\\q"].contains(word) {
        return Self.withoutEnd(text)
      }
    }
    if text.isEmpty || text.hasSuffix(";") {
      lines.append(line)
      defer { lines = [] }
      let statement = Self.withoutEnd(lines.joined(separator: "\n"))
      return statement.isEmpty ? nil : statement
    }
    lines.append(line)
    return nil
  }

  private static func withoutEnd(_ text: String) -> String {
    var text = text.trimmingCharacters(in: .whitespacesAndNewlines)[...]
    while text.last == ";" { text = text.dropLast() }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Looks for Ctrl-C while an answer is worked on.
private final class InterruptWatch: Sendable {
  private let mark = RaisedMark()

  init(_ stop: @escaping @Sendable () -> Void) {
    // On a thread of its own: answers may hold all others.
    Thread.detachNewThread { [mark] in
      while !mark.isRaised {
        if LineEditor.wasInterrupted { stop() }
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  func end() { mark.raise() }
}
