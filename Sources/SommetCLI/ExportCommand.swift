import ArgumentParser
import Foundation
import Sommet

/// `sommet export`: one graph file into another, or a part of it.
struct ExportCommand: GraphCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes a graph, or a part of it, in another format.",
    discussion: """
      Views and conditions are the same for every format. csv, neo4j and markdown are several files: name a folder.

        sommet export exports/seeds.json --format gexf --output seeds.gexf
        sommet export exports/seeds.json --format graphml --gephi --view meetings --output meetings.graphml
        sommet export exports/seeds.json --format svg --around Zelensky --hops 1 --layout neato --output zelensky.svg
        sommet export exports/seeds.json --format dot --view timeline --clusters month | dot -Tpdf > timeline.pdf
        sommet export exports/seeds.json --format csv --since 2025-08 --modality occurred --output tables
        sommet export exports/seeds.json --format markdown --around Zelensky
        sommet export exports/seeds.json --format plover --output seeds.plover.jsonl
      """)

  @OptionGroup var graph: GraphArgument

  @Option(help: "\(GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: GraphFormat

  @OptionGroup(title: "Part of the graph") var selection: SelectionOptions

  @Flag(
    help: "Make the file for Gephi: GraphML with types of edges, colours and sizes; DOT without defaults.")
  var gephi = false

  @Flag(help: "Make the file for yEd: GraphML with shapes and visible labels.")
  var yed = false

  @Option(help: "What places the nodes of a picture: dot, neato, sfdp, fdp, twopi or circo.")
  var layout: Graphviz.Layout = .dot

  @Option(help: "Frames around nodes of a picture: none, kind or month. (default: month in a timeline)")
  var clusters: DOT.Clusters?

  @Option(
    help:
      "What PLOVER's events do with acts without a day: publication (they have that of their article) or skip."
  )
  var undated: PloverLines.Undated = .publication

  @Flag(help: "Write the sentences into PLOVER's events, where their rights allow it.")
  var text = false

  @Option(name: [.short, .long], help: "The file or folder to write. (default: standard output)")
  var output: String?

  func validate() throws {
    if gephi, yed { throw ValidationError("--gephi and --yed: expected one of them, found both") }
  }

  func run(on graph: OpenedGraph) async throws {
    try await export(graph, graph.graph)
  }

  private func export(_ opened: OpenedGraph, _ whole: some GraphReading) async throws {
    var selection = try selection.selection(over: opened)
    var options = WritingOptions(
      reader: gephi ? .gephi : yed ? .yEd : nil, view: pictureView,
      clusters: clusters ?? (self.selection.view == .timeline ? .month : .none), layout: layout)
    if format.isPicture, self.selection.view == nil { selection.view = .actors }
    if format == .markdown { options.centres = selection.around?.sorted() }
    let part = try selection.over(whole)
    if try part.nodeCount == 0 { Console.error("nothing of the graph is left by these conditions") }
    if format == .plover { return try exportEvents(of: part) }
    for loss in try format.losses(of: part, options: options) { Console.error("warning: \(loss)") }
    if let output { return try await format.write(part, to: output, options: options) }
    try await GraphText.write(part, format, options: options)
  }

  /// Writes PLOVER's events and tells what was left out.
  private func exportEvents(of graph: some GraphReading) throws {
    let lines = PloverLines(undated: undated, withText: text)
    let summary =
      if let output { try lines.write(graph, to: output) } else {
        try lines.write(graph, descriptor: 1, name: "standard output")
      }
    Console.error(
      "\(summary.events) events; acts left out: \(summary.untyped) without a type, \(summary.undated) without a day"
    )
  }

  /// How a picture draws what is selected.
  private var pictureView: GraphView {
    switch selection.view {
    case nil, .actors: .actors
    case .full, .all: .all
    case .meetings, .timeline: .folded
    }
  }
}

extension Graphviz.Layout: ExpressibleByArgument {}
extension DOT.Clusters: ExpressibleByArgument {}
extension PloverLines.Undated: ExpressibleByArgument {}

extension GraphFormat: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument.lowercased()) }

  /// Reads a list such as `json,graphml`.
  static func list(_ text: String) throws -> [GraphFormat] {
    try text.split(separator: ",").map { name in
      guard let format = GraphFormat(name: name.trimming(" ").lowercased()) else {
        let all = GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--formats: expected one of \(all), found '\(name)'")
      }
      return format
    }
  }

  /// Where a graph of that name goes in a folder: a file, or a folder of its own.
  func path(in folder: String, name: String) -> String {
    isFolder ? "\(folder)/\(name)-\(fileExtension)" : "\(folder)/\(name).\(fileExtension)"
  }
}
