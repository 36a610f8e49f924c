import ArgumentParser
import Foundation
import Sommet

/// `sommet extract`: the first half of a build.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Reads articles and prints one record a line, for 'sommet merge'.",
    discussion: """
      A record depends on its article alone, so that many machines can share the work:

        sommet extract part1/ > part1.jsonl      (on one machine)
        sommet extract part2/ > part2.jsonl      (on another)
        sommet merge part1.jsonl part2.jsonl --export out
      """)

  @Argument(help: "Files and folders, as for 'sommet build'; - for standard input.")
  var inputs: [String]

  @Flag(help: "One JSON record a line (the only form, and the default).")
  var jsonl = false

  @Flag(
    help: ArgumentHelp(
      "Lines come with their place in a corpus that many machines share, and an outcome is printed for each.",
      discussion: "See integrations/spark."))
  var placed = false

  @OptionGroup var extraction: ExtractionOptions
  @OptionGroup var progress: RunOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    if placed, inputs.count > 1 {
      throw ValidationError("--placed: expected one input, found \(inputs.count)")
    }
  }

  func run() async throws {
    if placed { return try await runPlaced() }
    Interruption.listen()
    let outcome = try await extraction.run(inputs, console, progress: progress) { record in
      Console.output.write(try RecordLines.line(record) + "\n")
    }
    for line in SummaryText.lines(outcome.summary) { console.note(line) }
    if outcome.summary.isStopped {
      Console.error("stopped after \(BuildProgress.number(outcome.summary.articles)) articles")
      throw ExitCode(Interruption.exit.rawValue)
    }
    if !outcome.isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}
