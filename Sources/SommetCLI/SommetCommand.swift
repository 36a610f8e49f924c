import ArgumentParser
import Foundation
import Sommet

/// `sommet`: the only place that prints, reads arguments and exits.
struct SommetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sommet",
    abstract: "Turns French news articles into a knowledge graph, with the sentence behind every edge.",
    discussion: """
      Results go to standard output, everything else to standard error.
      Exit codes: 0 done, 1 differences found (diff), 2 bad use or bad input (what could be done is done), 130 ended by Ctrl-C.
      """,
    version: Program.version,
    subcommands: [
      BuildCommand.self, AnnotateCommand.self, ExtractCommand.self, ExplainCommand.self, MergeCommand.self,
      TimeCommand.self, LogCommand.self, CheckoutCommand.self, StatsCommand.self, SearchCommand.self,
      QueryCommand.self, ShowCommand.self, PathCommand.self, TimelineCommand.self, EvidenceCommand.self,
      ShellCommand.self, DiffCommand.self, PatchCommand.self, ExportCommand.self, ValidateCommand.self,
      PipelineCommand.self,
    ])
}

/// A command whose answer should be there at once.
///
/// The whole of `sommet` need not be put together to read its arguments. Whatever such a command does not understand is
/// read once more, by all of it, which then says what is wrong.
protocol QuickCommand: ParsableCommand {}

extension SommetCommand {
  private static let quick: [String: any QuickCommand.Type] = [
    "query": QueryCommand.self, "show": ShowCommand.self, "path": PathCommand.self,
    "timeline": TimelineCommand.self, "evidence": EvidenceCommand.self,
  ]

  static func parsed() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first, let command = quick[name] else { return try parseAsRoot() }
    if let graph = arguments.dropFirst().first(where: { !$0.hasPrefix("-") }) { EarlyStore.begin(graph) }
    if let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())) { return parsed }
    return try parseAsRoot()
  }
}

@main
enum Main {
  @MainActor static func main() async {
    // A file that grows beyond a limit is an error of its writing, and not the end.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try SommetCommand.parsed()
      if let question = command as? any GraphCommand {
        try await question.answer()
      } else if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      let message = SommetCommand.fullMessage(for: error)
      if SommetCommand.exitCode(for: error).isSuccess {
        Console.output.write(message.isEmpty ? "" : message + "\n")
        Console.exit(.done)
      }
      if let code = error as? ExitCode { Console.exit(Console.Exit(rawValue: code.rawValue) ?? .trouble) }
      Console.error(message)
      Console.exit(.trouble)
    }
    Console.exit(.done)
  }
}
