import ArgumentParser
import Foundation
import Sommet

/// `sommet time`: temporal expressions and their values.
struct TimeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time", abstract: "Finds temporal expressions and gives each its ISO 8601 value.",
    discussion: """
      Reads JSON lines {"text", "reference"} and prints {"expressions": [{"start", "end", "text", "value", "type"}]}
      a line. With --plain the whole input is one text. Offsets are Unicode scalars.

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

  func run() async throws {
    let tagger = try TimeTagger()
    let input = try TextFile.read(file)
    if plain {
      Console.output.write(
        try Self.line(tagger.expressions(in: input, reference: reference, prefer: prefer), of: input))
      return
    }
    var number = 0
    var isComplete = true
    for line in input.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      do {
        let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
        let found = tagger.expressions(in: row.text, reference: row.reference ?? reference, prefer: prefer)
        Console.output.write(try Self.line(found, of: row.text))
      } catch is DecodingError {
        Console.error(
          Diagnostic(
            .error, file: file, line: number,
            message: "expected {\"text\": …, \"reference\": …}, found something else"))
        isComplete = false
      }
    }
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }

  private struct Row: Decodable {
    let text: String
    let reference: String?
  }

  private struct Answer: Encodable {
    struct Expression: Encodable {
      let start: Int
      let end: Int
      let text: String
      let value: String?
      let type: String
    }
    let expressions: [Expression]
  }

  private static func line(_ found: [TimeExpression], of text: String) throws -> String {
    let text = ScalarText(text)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let answer = Answer(
      expressions: found.map {
        .init(
          start: $0.span.start, end: $0.span.end, text: String(text[$0.span]), value: $0.value,
          type: $0.kind.rawValue)
      })
    return String(decoding: try encoder.encode(answer), as: UTF8.self) + "\n"
  }
}

extension Direction: ExpressibleByArgument {}
