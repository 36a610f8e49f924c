import ArgumentParser
import Sommet

/// `sommet query`: who did what to whom, when, and where it is written.
struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Lists edges: who met, warned, urged… whom, and when.",
    discussion: """
      Names are matched by label, alias or surname, without accents or case.

        sommet query exports/seeds.json --who Zelensky --relation met
        sommet query exports/seeds.json --relation warned,proposed --quotes
        sommet query exports/seeds.json --whom OTAN --since 2023-10 --until 2024 --modality occurred
      """)

  @Argument(help: "A graph: node-link JSON as `sommet build` writes it.")
  var graph: String

  @OptionGroup var filter: FilterOptions

  @Flag(help: "Print the sentences behind each edge.")
  var quotes = false

  @Option(help: "table, tsv or jsonl. A table on a terminal, tsv otherwise.")
  var format: EdgeListing.Form?

  func run() async throws {
    let graph = try GraphFormat.read(graph)
    let asked = try filter.filter(over: graph)
    let edges = try asked.edges(of: graph).map { Self.facing($0, asked) }
    let listing = EdgeListing(
      graph: graph, form: format ?? (Console.isOutputTerminal ? .table : .tsv), quotes: quotes)
    listing.write(edges)
  }
}

extension QueryCommand {
  /// A symmetric edge with the end that was asked for as `who` first.
  private static func facing(_ edge: Edge, _ asked: EdgeFilter) -> Edge {
    guard edge.isSymmetric else { return edge }
    let isTurned: Bool
    if let who = asked.who {
      isTurned = !who.contains(edge.source)
    } else {
      isTurned = asked.whom?.contains(edge.source) ?? false
    }
    guard isTurned else { return edge }
    var edge = edge
    swap(&edge.source, &edge.target)
    return edge
  }
}

/// Which edges are asked for.
struct FilterOptions: ParsableArguments {
  @Option(help: "Who acts: names, parted by commas.")
  var who: String?
  @Option(help: "Who is acted on, or takes part: names, parted by commas.")
  var whom: String?
  @Option(help: "Relations, parted by commas: \(Relation.allCases.map(\.rawValue).joined(separator: ", ")).")
  var relation: String?
  @Option(help: "Modalities, parted by commas: \(Modality.allCases.map(\.rawValue).joined(separator: ", ")).")
  var modality: String?
  @Option(help: "Acts of this day, month or year and later (ISO 8601).")
  var since: String?
  @Option(help: "Acts of this day, month or year and earlier (ISO 8601).")
  var until: String?
  @Option(help: "The least weight: the number of independent pieces of evidence.")
  var minWeight: Double?

  func filter(over graph: Graph) throws -> EdgeFilter {
    let names = try NameIndex(graph)
    let words = Set(Relation.allCases + graph.edges.map(\.relation)).sorted().map(\.rawValue)
    return try EdgeFilter(
      who: Self.nodes(who, in: names), whom: Self.nodes(whom, in: names),
      relations: Self.values(
        relation, "--relation", { words.contains($0) ? Relation(rawValue: $0) : nil }, all: words),
      modalities: Self.values(
        modality, "--modality", Modality.init(rawValue:), all: Modality.allCases.map(\.rawValue)),
      since: Self.date(since, "--since"), until: Self.date(until, "--until"),
      minimumWeight: minWeight ?? -.infinity)
  }

  private static func nodes(_ list: String?, in names: NameIndex) throws -> Set<String>? {
    guard let list else { return nil }
    return try Set(Self.split(list).map { try names.one($0).id })
  }

  private static func values<Value: Hashable>(
    _ list: String?, _ option: String, _ value: (String) -> Value?, all: [String]
  ) throws -> Set<Value>? {
    guard let list else { return nil }
    return try Set(
      Self.split(list).map { name in
        guard let found = value(name) else {
          throw ValidationError("\(option): expected one of \(all.joined(separator: ", ")), found '\(name)'")
        }
        return found
      })
  }

  private static func date(_ text: String?, _ option: String) throws -> DateRange? {
    guard let text else { return nil }
    guard let range = DateRange(text) else {
      throw ValidationError("\(option): expected a day, month or year such as 2025-08-20, found '\(text)'")
    }
    return range
  }

  private static func split(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.trimming(" ") }.filter { !$0.isEmpty }
  }
}

extension NameIndex {
  /// The one node of a name.
  ///
  /// - Throws: `ValidationError` that lists the candidates, or names that are near.
  func one(_ name: String) throws -> Node {
    switch find(name) {
    case .found(let node): return node
    case .ambiguous(let nodes):
      throw ValidationError("'\(name)' is the name of several: \(Self.list(nodes))")
    case .unknown(let near):
      let hint = near.isEmpty ? "" : "; did you mean \(Self.list(near))?"
      throw ValidationError("nobody and nothing is called '\(name)' in this graph\(hint)")
    }
  }

  private static func list(_ nodes: [Node]) -> String {
    nodes.map { "\($0.label) (\($0.id))" }.joined(separator: ", ")
  }
}

extension StringProtocol {
  /// Without a character at both ends.
  func trimming(_ character: Character) -> String {
    var text = self[...]
    while text.first == character { text = text.dropFirst() }
    while text.last == character { text = text.dropLast() }
    return String(text)
  }
}
