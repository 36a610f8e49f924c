import ArgumentParser
import Foundation
import Sommet

/// `sommet time`: temporal expressions and their values.
struct TimeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time", abstract: "Finds temporal expressions and gives each its ISO 8601 value.",
    discussion: """
      Reads JSON lines {"text", "reference"} and prints a line {"expressions": [{"start", "end", "text", "type", \
      "value", "anchor", "rule"}]} for each. Offsets are Unicode scalars, the anchor is the day that the value was \
      reckoned from, and an expression without a value says why ("unresolved"). With --plain the whole input is one \
      text.

        echo '{"text": "Il arrive mercredi.", "reference": "2025-08-18"}' | sommet time --prefer future
        sommet time --plain --reference 2025-08-18 article.txt
      """)

  @Argument(help: "The input; - for standard input.")
  var file = "-"

  @Option(help: "The moment of writing for lines that tell none (ISO 8601).")
  var reference: String?

  @Option(help: "Where bare weekdays and months lie: past, future, nearest, tense.")
  var prefer: Direction = .nearest

  @Flag(help: "The input is one text, not JSON lines.")
  var plain = false

  @Option(help: "How fine the values are: full as told; news to the day, times of day apart.")
  var style: TimeTagger.Style = .full

  func run() async throws {
    let tagger = try TimeTagger()
    let input = try TextFile.read(file)
    if plain {
      let request = TimeRequest(text: input, reference: reference)
      Console.output.write(try tagger.answer(to: request, prefer: prefer, style: style) + "\n")
      return
    }
    var isComplete = true
    for (index, line) in input.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      do throws(TimeRequestError) {
        let answer = try tagger.answer(
          line: String(line), reference: reference, prefer: prefer, style: style)
        Console.output.write(answer + "\n")
      } catch {
        Console.error(Diagnostic(.error, file: file, line: index + 1, message: error.description))
        isComplete = false
      }
    }
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }
}

extension Direction: ExpressibleByArgument {}
extension TimeTagger.Style: ExpressibleByArgument {}
