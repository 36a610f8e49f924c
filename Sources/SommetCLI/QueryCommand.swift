import ArgumentParser
import Sommet

/// `sommet query`: who did what to whom, when, and where it is written.
struct QueryCommand: GraphCommand, QuickCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", _superCommandName: "sommet",
    abstract: "Answers questions: by options who met, warned, urged… whom, or by a query.",
    discussion: """
      Names in options are matched by label, alias or surname, without accents or case.

        sommet query exports/seeds.json --who Zelensky --relation met
        sommet query exports/seeds.json --relation warned,proposed --quotes
        sommet query exports/seeds.json --who Zelensky --since 2024-10 --until 2025-08 --modality occurred
        sommet query exports/seeds.json --who Trump --relation met --format dot

      A query is a read-only subset of openCypher (docs/query.md):

        sommet query exports/seeds.json "MATCH (a:person)-[m:met]-(b) RETURN a.label, m.date, b.label"
        sommet query exports/seeds.json 'MATCH (a)-[w:warned]->(b) WHERE w.date >= $day RETURN a, b, w.quote' -p day=2025-08
      """)

  @OptionGroup var graph: GraphArgument

  @Argument(help: "A query; without one, the options tell which edges are listed.")
  var query: String?

  @OptionGroup(title: "Which edges") var filter: FilterOptions

  @Flag(help: "Print the sentences behind each edge. (not with a query)")
  var quotes = false

  @Option(
    name: [.customShort("p"), .customLong("parameter")],
    help: ArgumentHelp(
      "A value for $name in the query, as in a query or as plain text; may be given again.",
      valueName: "name=value"))
  var parameters: [String] = []

  @Option(help: "The longest that a query may take, in seconds.")
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "The most values that a query may make or keep at work, some 30 bytes each.", valueName: "n"))
  var maxValues = QueryBudget().values

  @Option(help: "The most rows that are printed.")
  var maxRows: Int?

  @Flag(help: "Print the plan of the query, and run nothing.")
  var explain = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if let maxRows, maxRows < 0 { throw ValidationError("--max-rows: expected 0 or more, found \(maxRows)") }
    if maxValues < 1 { throw ValidationError("--max-values: expected 1 or more, found \(maxValues)") }
    if let timeout, !(timeout > 0) {
      throw ValidationError("--timeout: expected seconds, more than 0, found \(timeout)")
    }
  }

  func run(on graph: OpenedGraph) async throws {
    if let query { return try await answer(query, graph) }
    let asked = try filter.filter(over: graph)
    if try await output.write(part(asked, graph.graph)) { return }
    output.begin()
    var listing = EdgeListing(graph: graph, form: output.rows, quotes: quotes)
    var all = 0
    listing.begin()
    try graph.forEachEdge(matching: asked) { edge in
      try Task.checkCancellation()
      all += 1
      if all <= maxRows ?? .max { try listing.add(asked.facing(edge)) }
      return Console.output.isLeft ? .stop : .continue
    }
    listing.end(shown: min(all, maxRows ?? .max), of: all)
  }

  private func part(_ asked: EdgeFilter, _ graph: some GraphReading) throws -> Graph {
    try Graph(edges: asked.edges(of: graph), of: graph)
  }

  // MARK: A query

  private func answer(_ query: String, _ graph: OpenedGraph) async throws {
    guard filter.isEmpty, !quotes else {
      throw ValidationError("expected either a query or options such as --who, found both")
    }
    let queried = try graph.queryGraph.get()
    var text = query.trimming(" ")
    var explains = explain
    if text.lowercased().hasPrefix("explain ") {
      explains = true
      text = String(text.dropFirst("explain ".count))
    }
    let prepared = try PreparedQuery(
      explains && !explain ? text : query, graph: queried, parameters: values())
    for notice in prepared.notices { Console.error("notice: \(notice)") }
    if explains { return Console.output.write(prepared.explanation + "\n") }
    if let format = output.format?.graph {
      return try await GraphText.write(found(by: prepared, queried, graph.graph), format)
    }
    try list(prepared, queried)
  }

  private func list(_ prepared: PreparedQuery, _ graph: any QueryGraph) throws {
    output.begin()
    var listing = RowListing(columns: prepared.columns, form: output.rows)
    var all = 0
    listing.begin()
    try prepared.run(budget) { row in
      all += 1
      if all <= maxRows ?? .max {
        try listing.add(
          text: { try row[$0].plainText(in: graph) }, json: { try JSONText.value(row[$0], in: graph) })
      }
      return Console.output.isLeft ? .stop : .continue
    }
    listing.end()
    listing.tell(of: all)
  }

  /// The nodes and edges of all rows, as a graph.
  private func found(
    by prepared: PreparedQuery, _ queried: any QueryGraph, _ graph: some GraphReading
  ) throws -> Graph {
    var elements = QueryElements()
    var all = 0
    try prepared.run(budget) { row in
      all += 1
      if all <= maxRows ?? .max { for value in row { elements.add(value) } }
      return .continue
    }
    return try elements.part(of: graph, queried)
  }

  private var budget: QueryBudget {
    QueryBudget(time: timeout.map { .seconds($0) }, values: maxValues)
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

/// Which edges are asked for.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Who acts: names, parted by commas.", valueName: "names"),
    completion: Completions.names)
  var who: String?
  @Option(
    help: ArgumentHelp("Who is acted on, or takes part: names, parted by commas.", valueName: "names"),
    completion: Completions.names)
  var whom: String?

  @OptionGroup var conditions: ConditionOptions

  /// Whether nothing is asked for.
  var isEmpty: Bool {
    who == nil && whom == nil && conditions.isEmpty
  }

  func filter(over graph: OpenedGraph) throws -> EdgeFilter {
    var filter = try conditions.filter(over: graph.graph)
    filter.who = try graph.ids(who)
    filter.whom = try graph.ids(whom)
    return filter
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
