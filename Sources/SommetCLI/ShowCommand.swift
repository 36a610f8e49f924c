import ArgumentParser
import Foundation
import Sommet

/// `sommet show`: everything a graph knows of one name.
struct ShowCommand: GraphCommand, QuickCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", _superCommandName: "sommet",
    abstract: "Shows a node: its names, offices, company and meetings, and every edge with its sentences.",
    discussion: """
        sommet show exports/seeds.json Zelensky
        sommet show exports/seeds.json Mark Rutte --no-quotes
        sommet show exports/seeds.json Otan --no-edges
        sommet show exports/seeds.json Otan --format dot
      """)

  @OptionGroup var graph: GraphArgument

  @Argument(
    help: ArgumentHelp(
      "A name, alias, surname or node id; accents and case do not matter.", valueName: "name"),
    completion: Completions.names)
  var words: [String]

  @Flag(inversion: .prefixedNo, help: "Print the sentences behind each edge.")
  var quotes = true

  @Flag(inversion: .prefixedNo, help: "Print the edges after the card.")
  var edges = true

  @OptionGroup(title: "Output") var output: OutputOptions

  func run(on graph: OpenedGraph) async throws {
    let node = try graph.one(words.joined(separator: " "))
    let card = try NodeCard(of: node, in: graph.graph)
    if try await output.write(part(card, graph.graph)) { return }
    output.begin()
    switch output.format {
    case .json: Console.output.write(JSONText.card(card) + "\n")
    case .markdown: Console.output.write(try Self.dossier(node, graph.graph))
    case nil, .text:
      CardText(card: card).write()
      if edges { try EdgeText(graph: graph, quotes: quotes).write(card.edges, at: node) }
    default:
      var listing = EdgeListing(graph: graph, form: output.rows, quotes: false)
      listing.begin()
      for edge in card.edges { try listing.add(edge) }
      listing.end(shown: card.edges.count, of: card.edges.count)
    }
  }

  private func part(_ card: NodeCard, _ graph: some GraphReading) throws -> Graph {
    try Graph(edges: card.edges, nodes: [card.node.id], of: graph)
  }

  private static func dossier(_ node: Node, _ graph: some GraphReading) throws -> String {
    try Dossier.text(graph, of: node.id)
  }
}

/// A card as text.
private struct CardText {
  let card: NodeCard

  func write() {
    let node = card.node
    Console.output.write(
      Console.styled(TerminalText.visible(node.label), .bold) + "  \(node.kind.rawValue)  \(node.id)\n")
    line("also", node.aliases.joined(separator: ", "))
    line("seen", seen)
    for office in card.offices { line("office", text(office)) }
    for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) { line(name, value.description) }
    line("edges", card.counts.map { "\($0.relation) \($0.count)" }.joined(separator: ", "))
    line(
      "with",
      card.company.prefix(12).map { "\($0.label) \(AttributeValue.decimal($0.weight))" }.joined(
        separator: ", ")
        + (card.company.count > 12 ? " and \(card.company.count - 12) more" : ""))
    for meeting in card.meetings { line("meeting", text(meeting)) }
  }

  private var seen: String {
    let node = card.node
    var parts: [String] = []
    if let first = node.firstSeen {
      parts.append(first == node.lastSeen ? first : "\(first) to \(node.lastSeen ?? first)")
    }
    if !node.articles.isEmpty {
      let count = node.articles.count
      let ids = node.articles.prefix(6).joined(separator: ", ") + (count > 6 ? ", …" : "")
      parts.append("in \(count) \(count == 1 ? "article" : "articles") (\(ids))")
    }
    return parts.joined(separator: " ")
  }

  private func text(_ office: NodeCard.Office) -> String {
    let told = office.told.map { $0.first == $0.last ? $0.first : "\($0.first) to \($0.last)" }
    let when = office.date ?? told.map { "told \($0)" }
    let what =
      office.holder == card.node.label
      ? "\(office.title), \(office.place)" : "\(office.title): \(office.holder)"
    return what + (when.map { " (\($0))" } ?? "") + EdgeText.mark(office.modality)
  }

  private func text(_ meeting: GatheringSummary) -> String {
    let modality =
      meeting.participants.first { $0.id == card.node.id }?.modality ?? meeting.modality
    return [meeting.date ?? "(no date)", meeting.meeting.label].joined(separator: " ")
      + EdgeText.mark(modality)
  }

  private func line(_ name: String, _ value: String) {
    if value.isEmpty { return }
    let head = "  " + name + String(repeating: " ", count: max(0, 9 - DisplayWidth.of(name)))
    let lines = TextTable.wrapped(TerminalText.visible(value), to: max(20, Console.width - 11))
    for (number, line) in lines.enumerated() {
      Console.output.write((number == 0 ? head : String(repeating: " ", count: 11)) + line + "\n")
    }
  }
}

extension JSONText {
  /// A card as an object on one line.
  fileprivate static func card(_ card: NodeCard) -> String {
    func optional(_ text: String?) -> String { text.map(string) ?? "null" }
    return object([
      ("node", NodeLinkJSON.node(card.node)),
      ("counts", object(card.counts.map { ($0.relation.rawValue, "\($0.count)") })),
      (
        "offices",
        list(card.offices) {
          object([
            ("title", string($0.title)), ("holder", string($0.holder)), ("place", string($0.place)),
            ("date", optional($0.date)), ("modality", string($0.modality.rawValue)),
            ("first_told", optional($0.told?.first)), ("last_told", optional($0.told?.last)),
          ])
        }
      ),
      (
        "company",
        list(card.company) {
          object([("id", string($0.id)), ("label", string($0.label)), ("weight", number($0.weight))])
        }
      ),
      ("meetings", list(card.meetings, gathering)), ("edges", list(card.edges, NodeLinkJSON.edge)),
    ])
  }

  static func gathering(_ gathering: GatheringSummary) -> String {
    object([
      ("id", string(gathering.meeting.id)), ("label", string(gathering.meeting.label)),
      ("date", gathering.date.map(string) ?? "null"), ("places", array(gathering.places)),
      ("participants", array(gathering.participants.map(\.label))),
      ("modality", string(gathering.modality.rawValue)),
    ])
  }

  private static func list<Item>(_ items: [Item], _ text: (Item) -> String) -> String {
    "[" + items.map(text).joined(separator: ", ") + "]"
  }
}
