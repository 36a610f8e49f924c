import ArgumentParser
import Foundation
import Sommet

/// `sommet explain`: what was read in an article, by which row, and what was not and why.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Tells, sentence by sentence, what was read by which rule, and which triggers led to nothing and why.",
    discussion: """
      Inputs are those of 'sommet build'. For each edge: the row of the table with file and line, the words in each \
      role with the entity that they stand for and the rule that linked them, the word that decides the modality, the \
      expression that gives the date, and who says so. For each trigger without an edge: the reason, row by row.

        sommet explain article.txt
        sommet explain article.txt --sentence 4
        sommet explain article.txt --missed
        sommet explain article.txt --rule warned.menacer
        sommet explain seeds --format json | jq -c 'select(.readings == [])'
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Files and folders, as for 'sommet build'; - for standard input.")
  var inputs: [String]

  @Option(
    name: .customLong("sentence"),
    help: ArgumentHelp(
      "Only these sentences, with who is named in them: numbers as in the graph's evidence, from 0.",
      valueName: "3,5-7"))
  var numbers: String?

  @Flag(help: "Only triggers that led to nothing, with every row that was tried.")
  var missed = false

  @Flag(help: "Only what was read.")
  var edges = false

  @Option(
    help: ArgumentHelp("Only what this row of the tables did, also where its pattern fails.", valueName: "id")
  )
  var rule: String?

  @Option(help: "text or json (JSON Lines).")
  var format: Form = .text

  @OptionGroup var extraction: ExtractionOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws { _ = try sentences() }

  func run() async throws {
    let filter = ExplanationFilter(
      sentences: try sentences(), hasEdges: edges || !missed, hasMisses: missed || !edges, row: rule)
    let writer = ExplanationText(
      width: Console.width, isThorough: missed || rule != nil, hasNames: numbers != nil,
      styled: Console.styled)
    var builder = GraphBuilder()
    var isFirst = true
    func explain(_ reading: ArticleReading) throws {
      switch format {
      case .text:
        Console.output.write((isFirst ? "" : "\n") + writer.text(reading, filter))
      case .json:
        for line in try ExplanationLines.lines(reading, filter) { Console.output.write(line + "\n") }
      }
      isFirst = false
    }
    let outcome = try await extraction.run(inputs, console, explainsActs: true, explain: explain) {
      try builder.add($0)
    }
    for article in builder.graph().articles {
      guard let original = article.duplicateOf else { continue }
      console.note("\(article.info.id) is a copy of \(original): in a graph of both, its edges count once")
    }
    if !outcome.isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }

  /// The sentences asked for; nil for all.
  private func sentences() throws -> Set<Int>? {
    guard let numbers else { return nil }
    var found: Set<Int> = []
    for part in numbers.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
        last - first < 100_000
      else {
        throw ValidationError("--sentence: expected numbers such as 3 or 3,5-7, found '\(numbers)'")
      }
      found.formUnion(first...last)
    }
    return found
  }
}

extension Console {
  /// Text of an explanation in a terminal's style.
  fileprivate static func styled(_ text: String, _ style: WrappedText.Style) -> String {
    switch style {
    case .plain: text
    case .bold: styled(text, Style.bold)
    case .faint: styled(text, Style.faint)
    case .good: styled(text, Style.green)
    case .bad: styled(text, Style.yellow)
    }
  }
}
