import ArgumentParser
import Sommet

/// `sommet show`: everything a graph knows of one name.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a node: its names, offices, company, and every edge with its sentences.",
    discussion: """
        sommet show exports/seeds.json Zelensky
        sommet show exports/seeds.json Otan --no-quotes
      """)

  @Argument(help: "A graph: node-link JSON as `sommet build` writes it.")
  var graph: String

  @Argument(help: "A name, alias, surname or node id; accents and case do not matter.")
  var name: String

  @Flag(inversion: .prefixedNo, help: "Print the sentences behind each edge.")
  var quotes = true

  func run() async throws {
    let graph = try GraphFormat.read(graph)
    let node = try NameIndex(graph).one(name)
    let edges = try graph.edges(at: node.id)
    writeCard(of: node, edges, graph)
    let listing = EdgeListing(graph: graph, form: .table, quotes: quotes)
    for edge in edges.sorted(by: Self.byDate) {
      let isOut = edge.source == node.id
      let other = graph.node(isOut ? edge.target : edge.source)?.label ?? "?"
      let arrow = edge.isSymmetric ? "—" : isOut ? "→" : "←"
      let head = [
        edge.date ?? "(no date)", edge.relation.rawValue, arrow, other,
        edge.title.map { "(\($0))" } ?? "",
        edge.modality == .occurred || edge.modality == .unstated ? "" : "[\(edge.modality.rawValue)]",
      ].filter { !$0.isEmpty }.joined(separator: " ")
      Console.output.write("\n" + Console.styled(head, .bold) + "\n")
      if let content = edge.content { Console.output.write("    \(content)\n") }
      if let code = edge.plover, let type = code.type {
        let words = [type] + code.modes + code.auxiliaries.map { "(\($0))" }
        Console.output.write(Console.styled("    PLOVER \(words.joined(separator: " "))", .faint) + "\n")
      }
      if let sayer = edge.accordingTo {
        Console.output.write("    according to \(graph.node(sayer)?.label ?? sayer)\n")
      }
      if quotes { listing.writeQuotes(edge) }
    }
  }

  /// Undated edges last.
  private static func byDate(_ a: Edge, _ b: Edge) -> Bool {
    (a.date ?? "~", a.relation.rawValue, a.key) < (b.date ?? "~", b.relation.rawValue, b.key)
  }

  private func writeCard(of node: Node, _ edges: [Edge], _ graph: Graph) {
    Console.output.write(Console.styled(node.label, .bold) + "  \(node.kind.rawValue)  \(node.id)\n")
    func line(_ name: String, _ value: String) {
      if !value.isEmpty { Console.output.write("  \(name)  \(value)\n") }
    }
    line("also ", node.aliases.joined(separator: ", "))
    let seen = node.firstSeen.map { first in
      first == node.lastSeen ? first : "\(first) to \(node.lastSeen ?? first)"
    }
    line(
      "seen ",
      [seen ?? "", "in \(node.articles.joined(separator: ", "))"].filter { !$0.isEmpty }.joined(
        separator: " "))
    for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) { line(name, value.description) }
    var counts: [Relation: Int] = [:]
    for edge in edges { counts[edge.relation, default: 0] += 1 }
    line(
      "edges",
      counts.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }
        .joined(separator: ", "))
    var company: [String: Double] = [:]
    for edge in edges where edge.relation == .met {
      company[edge.source == node.id ? edge.target : edge.source, default: 0] += edge.weight
    }
    line(
      "with ",
      company.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
        .map { "\(graph.node($0.key)?.label ?? $0.key) \(AttributeValue.decimal($0.value))" }.joined(
          separator: ", "))
  }
}
