import ArgumentParser
import Sommet

/// How long an extraction goes on, and what is told of it.
struct RunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read no more than so many articles.", valueName: "count"))
  var limit: Int?

  @Flag(
    help:
      "Write a line on standard error every ten seconds: how far, how fast, how long still. (a terminal has one)"
  )
  var progress = false

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit: expected 0 or more, found \(limit)") }
  }
}

/// What an extraction left out, in lines.
///
///     left out, or read in part: 4
///       3  the language is 'en'
///       1  the file is empty
enum SummaryText {
  private static let mostReasons = 20

  static func lines(_ summary: ExtractionSummary) -> [String] {
    let reasons = summary.reasons
    guard !reasons.isEmpty else { return [] }
    let width = BuildProgress.number(reasons[0].count).count
    var lines = ["left out, or read in part: \(BuildProgress.number(reasons.map(\.count).reduce(0, +)))"]
    for (reason, count) in reasons.prefix(mostReasons) {
      let number = BuildProgress.number(count)
      lines.append("  " + String(repeating: " ", count: width - number.count) + "\(number)  \(reason)")
    }
    let more = reasons.dropFirst(mostReasons)
    if !more.isEmpty {
      lines.append(
        "  \(BuildProgress.number(more.map(\.count).reduce(0, +)))  for \(more.count) other reasons")
    }
    return lines
  }
}
