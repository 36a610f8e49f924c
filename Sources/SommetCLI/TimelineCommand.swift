import ArgumentParser
import Sommet

/// `sommet timeline`: what happened to one name, in order.
struct TimelineCommand: GraphCommand, QuickCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline", _superCommandName: "sommet",
    abstract: "Shows what a node did and what was done to it, in the order of time.",
    discussion: """
      A meeting is one entry with all who took part; so is what one sentence says of several. What has no date comes \
      last, in the order in which it was published.

        sommet timeline exports/seeds.json Zelensky
        sommet timeline exports/seeds.json Trump --since 2025-08 --no-quotes
        sommet timeline exports/seeds.json Otan --format csv
      """)

  @OptionGroup var graph: GraphArgument

  @Argument(
    help: ArgumentHelp(
      "A name, alias, surname or node id; accents and case do not matter.", valueName: "name"),
    completion: Completions.names)
  var words: [String]

  @OptionGroup(title: "Which edges") var conditions: ConditionOptions

  @Flag(inversion: .prefixedNo, help: "Print the sentences, each with its article.")
  var quotes = true

  @OptionGroup(title: "Output") var output: OutputOptions

  func run(on graph: OpenedGraph) async throws {
    let node = try graph.one(words.joined(separator: " "))
    let chronology = try chronology(of: node, graph.graph)
    if try await output.write(part(chronology, graph.graph)) { return }
    output.begin()
    switch output.format {
    case nil, .text: try write(chronology, graph)
    default: try list(chronology, graph)
    }
    let count = chronology.entries.count
    let undated = chronology.entries.count { $0.date == nil }
    Console.summary(
      "\(count) \(count == 1 ? "entry" : "entries")" + (undated > 0 ? ", \(undated) without a date" : ""))
  }

  private func chronology(of node: Node, _ graph: some GraphReading) throws -> Chronology {
    try Chronology(of: node, in: graph, matching: conditions.filter(over: graph))
  }

  private func part(_ chronology: Chronology, _ graph: some GraphReading) throws -> Graph {
    try Graph(edges: chronology.entries.flatMap(\.edges), nodes: [chronology.node.id], of: graph)
  }

  // MARK: - Text

  private static let dateWidth = 12

  private func write(_ chronology: Chronology, _ graph: OpenedGraph) throws {
    let node = chronology.node
    Console.output.write(
      Console.styled(TerminalText.visible(node.label), .bold) + "  \(node.kind.rawValue)  \(node.id)\n\n")
    for entry in chronology.entries {
      if Console.output.isLeft { return }
      let date = entry.date ?? "—"
      let margin = String(repeating: " ", count: Self.dateWidth)
      let width = Console.isOutputTerminal ? max(20, Console.width - Self.dateWidth) : .max
      var lines = TextTable.wrapped(TerminalText.visible(Self.sentence(entry, node)), to: width)
      if date.count >= Self.dateWidth {
        // An interval stands above.
        Console.output.write(Console.styled(date, .cyan) + "\n")
      } else {
        let blanks = String(repeating: " ", count: Self.dateWidth - date.count)
        Console.output.write(
          Console.styled(date, .cyan) + blanks + Console.styled(lines.removeFirst(), .bold) + "\n")
      }
      for line in lines { Console.output.write(margin + Console.styled(line, .bold) + "\n") }
      if quotes { for piece in entry.evidence { try write(piece, margin, graph) } }
    }
  }

  /// « A met B and C », « meeting in Lisbonne, with … ».
  static func sentence(_ entry: Chronology.Entry, _ node: Node) -> String {
    let others = entry.others.map(\.label).joined(separator: ", ")
    let mark = EdgeText.mark(entry.modality)
    guard let relation = entry.relation else {
      var text = "meeting: \(entry.meeting?.meeting.label ?? "")"
      if let places = entry.meeting?.places, !places.isEmpty {
        text += ", in \(places.joined(separator: ", "))"
      }
      return text + (others.isEmpty ? "" : ", with \(others)") + mark
    }
    let verb = relation.rawValue
    let act =
      entry.direction == .incoming ? "\(others) \(verb) \(node.label)" : "\(node.label) \(verb) \(others)"
    let title = entry.title.map { " (\($0))" } ?? ""
    // What is proposed or warned of is the other end already when nobody is addressed.
    let content = entry.content.flatMap { entry.others.map(\.label) == [$0] ? nil : ": \($0)" } ?? ""
    return act + title + content + (entry.sayer.map { ", according to \($0)" } ?? "") + mark
  }

  private func write(_ piece: Evidence, _ margin: String, _ graph: OpenedGraph) throws {
    let info = try graph.graph.article(piece.article)?.info
    EdgeText.write(EdgeText.quoted(piece), margin)
    let told = [info?.title, info?.source, info?.date].compactMap(\.self).joined(separator: ", ")
    let place = "\(piece.article):\(piece.start)-\(piece.end)"
    EdgeText.write(told.isEmpty ? place : "\(told) (\(place))", margin + "  ", .faint)
  }

  // MARK: - Rows

  private func list(_ chronology: Chronology, _ graph: OpenedGraph) throws {
    let columns = [
      "date", "precision", "what", "direction", "others", "places", "modality", "content", "according_to",
      "reported", "articles", "quote", "keys",
    ]
    var listing = RowListing(columns: columns, form: output.rows, faint: ["keys"])
    listing.begin()
    for entry in chronology.entries {
      let evidence = entry.evidence
      listing.add([
        .text(entry.date), .text(entry.precision.rawValue),
        .text(entry.relation?.rawValue ?? "meeting: \(entry.meeting?.meeting.label ?? "")"),
        .text(entry.direction.rawValue), .list(entry.others.map(\.label)), .list(entry.meeting?.places ?? []),
        .text(entry.modality.rawValue), .text(entry.title ?? entry.content), .text(entry.sayer),
        .text(entry.reported), .list(Set(evidence.map(\.article)).sorted()),
        .text(quotes ? evidence.first?.quote : nil), .list(entry.edges.map(\.key)),
      ])
    }
    listing.end()
  }
}
