import ArgumentParser
import Sommet

/// `sommet path`: how two are connected.
struct PathCommand: GraphCommand, QuickCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", _superCommandName: "sommet",
    abstract: "Shows the shortest chain of edges between two nodes, with its sentences.",
    discussion: """
      Edges are followed either way, unless --directed; never through a date. Of several shortest paths the one that \
      rests on most evidence is shown, or all with --all.

        sommet path exports/seeds.json Stoltenberg Trump
        sommet path exports/seeds.json "Mark Rutte" Ukraine --all --no-quotes
        sommet path exports/seeds.json Scholz Poutine --relations met,attended --modality occurred
      """)

  @OptionGroup var graph: GraphArgument

  @Argument(
    help: ArgumentHelp("Two names; those of several words in quotes.", valueName: "name"),
    completion: Completions.names)
  var words: [String]

  @Flag(help: "Show all shortest paths.")
  var all = false

  @Option(help: "The most hops that a path may have.")
  var maxHops = 6

  @Flag(help: "Follow edges only from source to target.")
  var directed = false

  @OptionGroup(title: "Which edges") var conditions: ConditionOptions

  @Flag(inversion: .prefixedNo, help: "Print the sentences behind each edge.")
  var quotes = true

  @OptionGroup(title: "Output") var output: OutputOptions

  /// What --all shows at most.
  private static let most = 1000

  func validate() throws {
    if words.count < 2 {
      throw ValidationError("expected two names, found '\(words.joined(separator: " "))'")
    }
    if maxHops < 1 { throw ValidationError("--max-hops: expected 1 or more, found \(maxHops)") }
  }

  func run(on graph: OpenedGraph) async throws {
    let (start, end) = try graph.two(words)
    let found = try search(graph.graph, start, end)
    if try await output.write(part(found.paths, graph.graph)) { return }
    output.begin()
    switch output.format {
    case nil, .text: for path in found.paths { try write(path, graph) }
    default: try list(found.paths, graph)
    }
    if found.total == 0 {
      Console.summary(
        "no path of \(maxHops) or fewer hops leads from \(start.label) to \(end.label)")
    } else {
      let paths = found.total == 1 ? "shortest path" : "shortest paths"
      let more = found.total > found.paths.count && !all ? "; --all shows the others" : ""
      Console.summary(
        found.total == found.paths.count
          ? "\(found.total) \(paths)" : "\(found.paths.count) of \(found.total) \(paths)\(more)")
    }
  }

  private func search(
    _ graph: some GraphReading, _ start: Node, _ end: Node
  ) throws -> (paths: [PathSearch.Path], total: Int) {
    let search = PathSearch(
      filter: try conditions.filter(over: graph), isDirected: directed, limit: maxHops)
    return try search.paths(from: start.id, to: end.id, in: graph, count: all ? Self.most : 1)
  }

  private func part(_ paths: [PathSearch.Path], _ graph: some GraphReading) throws -> Graph {
    try Graph(edges: paths.flatMap { $0.hops.flatMap(\.self) }, nodes: paths.flatMap(\.nodes), of: graph)
  }

  private func write(_ path: PathSearch.Path, _ graph: OpenedGraph) throws {
    let labels = try path.nodes.map { TerminalText.visible(try graph.label($0)) }
    Console.output.write(
      Console.styled(labels.joined(separator: " – "), .bold)
        + "  (\(path.hops.count) \(path.hops.count == 1 ? "hop" : "hops"))\n")
    let text = EdgeText(graph: graph, quotes: quotes)
    for edge in path.hops.flatMap(\.self) { try text.write(edge, indent: "  ") }
    Console.output.write("\n")
  }

  private func list(_ paths: [PathSearch.Path], _ graph: OpenedGraph) throws {
    let columns = [
      "path", "hop", "who", "relation", "whom", "date", "modality", "article", "quote", "key",
    ]
    var listing = RowListing(columns: columns, form: output.rows, faint: ["key"])
    listing.begin()
    for (number, path) in paths.enumerated() {
      for (hop, edges) in path.hops.enumerated() {
        for edge in edges {
          let piece = edge.evidence.first
          listing.add([
            .number(Double(number + 1)), .number(Double(hop + 1)), .text(try graph.label(edge.source)),
            .text(edge.relation.rawValue), .text(try graph.label(edge.target)), .text(edge.date),
            .text(edge.modality.rawValue), .text(piece?.article), .text(quotes ? piece?.quote : nil),
            .text(edge.key),
          ])
        }
      }
    }
    listing.end()
  }
}
