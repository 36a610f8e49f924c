import ArgumentParser
import Sommet

/// `sommet query`: who did what to whom, when, and where it is written.
struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Answers questions: by options who met, warned, urged… whom, or by a query.",
    discussion: """
      Names in options are matched by label, alias or surname, without accents or case.

        sommet query exports/seeds.json --who Zelensky --relation met
        sommet query exports/seeds.json --relation warned,proposed --quotes
        sommet query exports/seeds.json --whom OTAN --since 2023-10 --until 2024 --modality occurred

      A query is a read-only subset of openCypher (docs/query.md):

        sommet query exports/seeds.json "MATCH (a:person)-[m:met]-(b) RETURN a.label, m.date, b.label"
        sommet query exports/seeds.json 'MATCH (a)-[w:warned]->(b) WHERE w.date >= $day RETURN a, b, w.quote' -p day=2025-08
      """)

  @Argument(help: "A graph: node-link JSON or any other graph file that `sommet export` reads.")
  var graph: String

  @Argument(help: "A query; without one, the options tell which edges are listed.")
  var query: String?

  @OptionGroup var filter: FilterOptions

  @Flag(help: "Print the sentences behind each edge. (not with a query)")
  var quotes = false

  @Option(
    name: [.customShort("p"), .customLong("parameter")],
    help: "A value for $name in the query: name=value, as in a query or as plain text.")
  var parameters: [String] = []

  @Option(help: "The longest that a query may take, in seconds.")
  var timeout: Double?

  @Option(help: "The most rows that a query may give.")
  var maxRows: Int?

  @Flag(help: "Print the plan of the query, and run nothing.")
  var explain = false

  @Option(
    help: "table, line, markdown, csv, tsv, json or jsonl. A table on a terminal, tsv otherwise.")
  var format: RowListing.Form?

  func run() async throws {
    let graph = try GraphFormat.read(graph)
    if let query { return try answer(query, graph) }
    let asked = try filter.filter(over: graph)
    let edges = try asked.edges(of: graph).map { Self.facing($0, asked) }
    let form = format ?? (Console.isOutputTerminal ? .table : .tsv)
    guard let form = EdgeListing.Form(rawValue: form.rawValue) else {
      throw ValidationError(
        "--format: expected table, tsv or jsonl without a query, found '\(form.rawValue)'")
    }
    EdgeListing(graph: graph, form: form, quotes: quotes).write(edges)
  }

  // MARK: A query

  private func answer(_ query: String, _ graph: Graph) throws {
    guard filter.isEmpty, !quotes else {
      throw ValidationError("expected either a query or options such as --who, found both")
    }
    let indexed = try IndexedGraph(graph)
    var prefix = query.trimming(" ")[...]
    var explains = explain
    if prefix.lowercased().hasPrefix("explain ") {
      explains = true
      prefix = prefix.dropFirst("explain ".count)
    }
    let prepared = try PreparedQuery(
      String(explains && !explain ? prefix : query[...]), graph: indexed, parameters: values())
    for notice in prepared.notices { Console.error("notice: \(notice)") }
    if explains { return Console.output.write(prepared.explanation + "\n") }
    var listing = RowListing(
      columns: prepared.columns, graph: indexed, form: format ?? (Console.isOutputTerminal ? .table : .tsv))
    var all = 0
    listing.begin()
    try prepared.run(timeout: timeout.map { .seconds($0) }) { row in
      all += 1
      if all <= maxRows ?? .max { try listing.add(row) }
      return .continue
    }
    listing.end()
    let rows = listing.count == 1 ? "row" : "rows"
    Console.error(all == listing.count ? "\(all) \(rows)" : "\(listing.count) of \(all) rows")
  }

  private func values() throws -> [String: QueryValue] {
    var values: [String: QueryValue] = [:]
    for parameter in parameters {
      guard let sign = parameter.firstIndex(of: "="), sign > parameter.startIndex else {
        throw ValidationError("--parameter: expected name=value, found '\(parameter)'")
      }
      let text = String(parameter[parameter.index(after: sign)...])
      // What is no value of the language is a text: -p name=Zelensky.
      values[String(parameter[..<sign])] = (try? PreparedQuery.value(text)) ?? .string(text)
    }
    return values
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

  @OptionGroup var conditions: ConditionOptions

  /// Whether nothing is asked for.
  var isEmpty: Bool {
    who == nil && whom == nil && conditions.isEmpty
  }

  func filter(over graph: Graph) throws -> EdgeFilter {
    let names = try NameIndex(graph)
    var filter = try conditions.filter(over: graph)
    filter.who = try names.ids(who)
    filter.whom = try names.ids(whom)
    return filter
  }
}

extension NameIndex {
  /// The ids of the nodes of several names, parted by commas; nil when nobody is named.
  func ids(_ list: String?) throws -> Set<String>? {
    try list.map { try Set(ListOption.split($0).map { try one($0).id }) }
  }

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
