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

  /// Whether nothing is asked for.
  var isEmpty: Bool {
    [who, whom, relation, modality, since, until].allSatisfy { $0 == nil } && minWeight == nil
  }

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
