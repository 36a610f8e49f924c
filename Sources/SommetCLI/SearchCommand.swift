import ArgumentParser
import Sommet

/// `sommet search`: words in the texts behind a graph.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds words in the articles of a store, and in the sentences behind its edges.",
    discussion: """
      All words must be there, in any order; case and accents do not matter. Words with hyphens or in double quotes \
      stand side by side; a star stands for any ending. An elided article is a word of its own, so that 'Ukraine' finds \
      l'Ukraine. Articles come the newest first, sentences by article.

        sommet search graph.sommet cessez-le-feu
        sommet search graph.sommet@previous 'garanties Zelensky'
        sommet search graph.sommet '"accord de paix" negoci*' --limit 5
      """)

  @Argument(
    help: ArgumentHelp("A store, and words; the store may also come last.", valueName: "store and words"))
  var words: [String]

  @Option(help: ArgumentHelp("The most articles, and the most sentences.", valueName: "count"))
  var limit = 20

  @Flag(inversion: .prefixedNo, help: "Look into the sentences behind edges too.")
  var quotes = true

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if words.count < 2 {
      throw ValidationError("expected a store and words to look for, found '\(words.joined())'")
    }
    if limit < 1 { throw ValidationError("--limit: expected 1 or more, found \(limit)") }
  }

  private func question() throws -> (StoreReference, SearchWords) {
    if let reference = try StoreReference(argument: words[0]) {
      return (reference, try SearchWords(words.dropFirst().joined(separator: " ")))
    }
    if let reference = try StoreReference(argument: words[words.count - 1]) {
      return (reference, try SearchWords(words.dropLast().joined(separator: " ")))
    }
    var argument = StoreArgument()
    argument.store = words[0]
    return (try argument.reference(), try SearchWords(words.dropFirst().joined(separator: " ")))
  }

  func run() async throws {
    let (reference, words) = try question()
    let graph = try reference.openGraph()
    let articles = try graph.articles(with: words, limit: limit)
    let sentences = quotes ? try graph.quotes(with: words, limit: limit) : []
    output.begin()
    switch output.format {
    case nil where Console.isOutputTerminal, .text: try write(articles, sentences, graph)
    default: try list(articles, sentences, graph)
    }
    Console.error(
      "\(articles.count) \(articles.count == 1 ? "article" : "articles")"
        + (quotes
          ? ", \(sentences.count) \(sentences.count == 1 ? "sentence" : "sentences") behind edges" : ""))
  }

  // MARK: - For people

  private func write(_ articles: [ArticleHit], _ sentences: [QuoteHit], _ graph: StoreGraph) throws {
    for hit in articles {
      let head = Console.styled(TerminalText.visible(hit.id), .bold) + "  \(hit.date ?? "(no date)")"
      Console.output.write(head + (hit.title.map { "  " + Self.styled($0) } ?? "") + "\n")
      guard let place = hit.text.firstMatch else { continue }
      Console.output.write("  \(place.lowerBound): \(Self.styled(hit.text.snippet(context: 90)))\n")
    }
    for hit in sentences {
      guard let edge = try graph.edge(hit.edge) else { continue }
      let words = [
        edge.date ?? "(no date)", try label(edge.source, graph), edge.relation.rawValue,
        try label(edge.target, graph),
      ]
      Console.output.write(
        "\n" + Console.styled(TerminalText.visible(words.joined(separator: " ")), .bold) + "  \(edge.key)\n")
      Console.output.write("  « \(Self.styled(hit.quote)) »\n")
      Console.output.write(
        Console.styled(
          "  \(TerminalText.visible(hit.article)):\(hit.place.lowerBound)-\(hit.place.upperBound)", .faint)
          + "\n")
    }
  }

  private func label(_ id: String, _ graph: StoreGraph) throws -> String { try graph.label(id) ?? id }

  /// Matches bold, the rest as it is.
  private static func styled(_ text: HighlightedText) -> String {
    text.parts.map { part in
      let words = TerminalText.visible(part.text.split(separator: "\n").joined(separator: " "))
      return part.isMatch ? Console.styled(words, .yellow) : words
    }.joined()
  }

  // MARK: - For programs

  private static let columns = ["article", "date", "start", "end", "edge", "text"]

  private func list(_ articles: [ArticleHit], _ sentences: [QuoteHit], _ graph: StoreGraph) throws {
    var rows = RowListing(columns: Self.columns, form: output.rows)
    rows.begin()
    func add(_ article: String, _ date: String?, _ place: Range<Int>?, _ edge: String?, _ text: String) {
      let cells: [String?] = [
        article, date, place.map { "\($0.lowerBound)" }, place.map { "\($0.upperBound)" }, edge, text,
      ]
      rows.add(
        text: { cells[$0] ?? "" },
        json: { column in cells[column].map { (2...3).contains(column) ? $0 : JSONText.string($0) } ?? "null"
        })
    }
    for hit in articles {
      add(
        hit.id, hit.date, hit.text.firstMatch, nil,
        hit.text.firstMatch == nil ? hit.title?.text ?? "" : hit.text.snippet(context: 90).text)
    }
    for hit in sentences {
      add(hit.article, try graph.article(hit.article)?.info.date, hit.place, hit.edge, hit.quote.text)
    }
    rows.end()
  }
}
