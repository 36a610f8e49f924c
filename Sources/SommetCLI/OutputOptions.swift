import ArgumentParser
import Sommet

/// The forms in which answers are printed: for people, for programs, and as a graph of what was found.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
  case text, table, line, markdown, csv, tsv, json, jsonl, graphml, gexf, dot, svg

  /// nil for the forms that are no rows.
  var rows: RowListing.Form? { self == .text ? .table : RowListing.Form(rawValue: rawValue) }

  /// nil for the forms that are no graph.
  var graph: GraphFormat? { rows == nil ? GraphFormat(rawValue: rawValue) : nil }
}

/// How answers are printed.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "text, table, line, markdown, csv, tsv, json or jsonl; graphml, gexf, dot or svg for the part of the graph that was found.",
      valueName: "form"))
  var format: OutputForm?

  @Flag(help: "Print long answers on a terminal as they are, without a pager.")
  var noPager = false

  /// Begins an answer: from here on, what is longer than the window is paged.
  func begin() {
    if !noPager, format?.graph != .svg { Console.output.page() }
  }

  /// The form of rows: a table on a terminal, tab-separated values otherwise.
  var rows: RowListing.Form {
    format?.rows ?? (Console.isOutputTerminal ? .table : .tsv)
  }

  /// Writes the part of a graph that was found, when that is asked for.
  ///
  /// - Returns: whether it was.
  func write(_ part: @autoclosure () throws -> some GraphReading) async throws -> Bool {
    guard let format = format?.graph else { return false }
    try await GraphText.write(part(), format)
    return true
  }
}

/// A graph in one of its formats on standard output.
enum GraphText {
  /// - Throws: `ValidationError` for pictures of bytes on a terminal.
  static func write(
    _ graph: some GraphReading, _ format: GraphFormat, options: WritingOptions = .init()
  ) async throws {
    guard Console.isOutputTerminal else {
      return try await format.write(graph, descriptor: 1, name: "standard output", options: options)
    }
    if format == .png || format == .pdf {
      throw ValidationError("\(format.rawValue) is no text for a terminal: name a file with --output")
    }
    // By way of a file, so that what the data hold reaches the terminal as text only.
    let file = TemporaryFile()
    try await format.write(graph, descriptor: file.descriptor, name: "standard output", options: options)
    file.forEachLine { Console.output.write($0) }
  }
}
