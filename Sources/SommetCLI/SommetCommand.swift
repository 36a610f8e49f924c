import ArgumentParser
import Sommet

/// `sommet`: the only place that prints, reads arguments and exits.
struct SommetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sommet",
    abstract: "Turns French news articles into a knowledge graph, with the sentence behind every edge.",
    discussion: """
      Results go to standard output, everything else to standard error.
      Exit codes: 0 done, 1 differences found (diff), 2 bad use or bad input (what could be done is done).
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

@main
enum Main {
  static func main() async {
    do {
      var command = try SommetCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
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
