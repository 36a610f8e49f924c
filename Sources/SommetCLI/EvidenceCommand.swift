import ArgumentParser
import Sommet

/// `sommet evidence`: where it is written.
struct EvidenceCommand: GraphCommand, QuickCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", _superCommandName: "sommet",
    abstract: "Shows the sentences behind edges, in their surroundings.",
    discussion: """
      Edges are named by their key, or as much of it as tells it from others; by a name, for all its edges; by two \
      names, for those between them; or by conditions. The surroundings come from the store, or from the articles that \
      the graph was built from; without either the sentence stands alone.

        sommet evidence exports/seeds.json Trump Poutine --articles seeds
        sommet evidence exports/seeds.json --relation warned --articles seeds --context 200
        sommet evidence exports/seeds.json --who Zelensky --relation proposed --format jsonl
      """)

  @OptionGroup var graph: GraphArgument

  @Argument(
    help: ArgumentHelp("Keys of edges, or one or two names.", valueName: "edge or name"),
    completion: Completions.names)
  var words: [String] = []

  @OptionGroup(title: "Which edges") var filter: FilterOptions

  @Option(
    help: ArgumentHelp(
      "Files and folders of articles, as for 'sommet build'; may be given again.", valueName: "path"),
    completion: .file())
  var articles: [String] = []

  @Option(help: ArgumentHelp("Characters before and after each sentence.", valueName: "count"))
  var context = 280

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if words.isEmpty, filter.isEmpty {
      throw ValidationError("expected the key of an edge, names, or conditions such as --who; found none")
    }
    if context < 0 { throw ValidationError("--context: expected 0 or more, found \(context)") }
  }

  func run(on graph: OpenedGraph) async throws {
    if !articles.isEmpty { graph.articles = articles }
    let edges = try edges(graph)
    if try await output.write(part(edges, graph.graph)) { return }
    output.begin()
    switch output.format {
    case nil, .text: for edge in edges { try write(edge, graph) }
    default: try list(edges, graph)
    }
    let pieces = edges.reduce(0) { $0 + $1.evidence.count }
    Console.summary(
      "\(edges.count) \(edges.count == 1 ? "edge" : "edges"), \(pieces) \(pieces == 1 ? "sentence" : "sentences")"
    )
  }

  private func part(_ edges: [Edge], _ graph: some GraphReading) throws -> Graph {
    try Graph(edges: edges, of: graph)
  }

  // MARK: - Which edges

  private func edges(_ graph: OpenedGraph) throws -> [Edge] {
    var asked = try filter.filter(over: graph)
    if words.isEmpty { return try asked.edges(of: graph.graph) }
    if let keyed = try keyed(graph) { return keyed.filter(asked.matches) }
    guard filter.who == nil, filter.whom == nil else {
      throw ValidationError("expected either names or --who and --whom, found both")
    }
    let name = words.joined(separator: " ")
    if try words.count == 1 || Self.isFound(graph.find(name)) {
      let node = try graph.one(name)
      return try graph.graph.edges(at: node.id).filter(asked.matches).sorted()
    }
    let (one, other) = try graph.two(words)
    asked.who = [one.id]
    asked.whom = [other.id]
    var swapped = asked
    (swapped.who, swapped.whom) = (asked.whom, asked.who)
    var seen: Set<String> = []
    return try (asked.edges(of: graph.graph) + swapped.edges(of: graph.graph))
      .filter { seen.insert($0.key).inserted }.sorted()
  }

  private static func isFound(_ answer: NameIndex.Answer) -> Bool {
    if case .found = answer { true } else { false }
  }

  /// The edges whose keys the words are, or begin; nil when the first is none.
  private func keyed(_ graph: OpenedGraph) throws -> [Edge]? {
    var edges: [Edge] = []
    for word in words {
      switch try lookup(word, graph) {
      case .found(let edge): edges.append(edge)
      case .ambiguous(let several):
        let keys = several.prefix(5).map(\.key).joined(separator: ", ") + (several.count > 5 ? ", …" : "")
        throw ValidationError("several edges have a key that begins with '\(word)': \(keys)")
      case .unknown: return nil
      }
    }
    return edges
  }

  private func lookup(_ word: String, _ graph: OpenedGraph) throws -> EdgeLookup {
    // A name comes before the beginning of a key.
    if try graph.graph.edge(word) == nil, Self.isFound(try graph.find(word)) { return .unknown }
    return try EdgeLookup(word, in: graph.graph)
  }

  // MARK: - Text

  private func write(_ edge: Edge, _ graph: OpenedGraph) throws {
    try Task.checkCancellation()
    if Console.output.isLeft { return }
    Console.output.write(
      Console.styled(TerminalText.visible(try EdgeText(graph: graph, quotes: false).sentence(edge)), .bold)
        + "  " + Console.styled(edge.key, .faint) + "\n")
    if let content = edge.content { EdgeText.write(content, "  ") }
    for piece in edge.evidence { try write(piece, graph) }
    Console.output.write("\n")
  }

  private func write(_ piece: Evidence, _ graph: OpenedGraph) throws {
    var text = WrappedText()
    if let passage = try passage(piece, graph) {
      text.add((passage.isCutBefore ? "… " : "") + passage.before + " ", .faint)
      text.add("« " + TerminalText.visible(passage.lead))
      text.add(TerminalText.visible(passage.trigger), .bold)
      text.add(TerminalText.visible(passage.rest) + " »")
      text.add(" " + passage.after + (passage.isCutAfter ? " …" : ""), .faint)
    } else {
      text.add("« " + TerminalText.visible(piece.quote) + " »")
    }
    Console.output.write("\n")
    for line in text.lines(opening: "    ", width: Console.width - 4, styled: Self.styled) {
      Console.output.write(line + "\n")
    }
    let info = try graph.graph.article(piece.article)?.info
    let told = [info?.title, info?.source, info?.date].compactMap(\.self).joined(separator: ", ")
    if !told.isEmpty { EdgeText.write(told, "      ", .faint) }
    if let url = info?.url { EdgeText.write(url, "      ", .faint) }
    EdgeText.write(
      "\(piece.article):\(piece.start)-\(piece.end), sentence \(piece.sentence)", "      ", .faint)
  }

  private func passage(_ piece: Evidence, _ graph: OpenedGraph) throws -> Passage? {
    guard let text = try graph.text(ofArticle: piece.article) else { return nil }
    return Passage(piece, in: ScalarText(text), context: context)
  }

  private static func styled(_ text: String, _ style: WrappedText.Style) -> String {
    switch style {
    case .plain: text
    case .faint: Console.styled(TerminalText.visible(text), .faint)
    case .bold, .good, .bad: Console.styled(text, .yellow)
    }
  }

  // MARK: - Rows

  private func list(_ edges: [Edge], _ graph: OpenedGraph) throws {
    let columns = [
      "who", "relation", "whom", "date", "modality", "before", "quote", "after", "article", "sentence",
      "start",
      "end", "trigger", "title", "source", "published", "url", "key",
    ]
    var listing = RowListing(columns: columns, form: output.rows, faint: ["key"])
    listing.begin()
    for edge in edges {
      try Task.checkCancellation()
      for piece in edge.evidence {
        let info = try graph.graph.article(piece.article)?.info
        let passage = try passage(piece, graph)
        listing.add([
          .text(try graph.label(edge.source)), .text(edge.relation.rawValue),
          .text(try graph.label(edge.target)), .text(edge.date), .text(edge.modality.rawValue),
          .text(passage?.before), .text(piece.quote), .text(passage?.after), .text(piece.article),
          .number(Double(piece.sentence)), .number(Double(piece.start)), .number(Double(piece.end)),
          .text(passage?.trigger), .text(info?.title), .text(info?.source), .text(info?.date),
          .text(info?.url), .text(edge.key),
        ])
      }
    }
    listing.end()
  }
}
