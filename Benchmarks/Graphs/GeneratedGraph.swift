import SommetGraph

/// A graph of any size, made as it is walked, the same in every run: people who meet, warn, propose…, ten edges each, with
/// a sentence or two behind every edge.
///
/// Nothing is kept, so what a writer needs in memory is its own.
package struct GeneratedGraph: GraphReading {
  package let edgeCount: Int

  private static let edgesPerNode = 10
  private let ids: [String]

  package init(edges: Int) {
    edgeCount = edges
    let count = max(2, edges / Self.edgesPerNode)
    ids = (0..<count).map { "person:p" + String(10_000_000 + $0).dropFirst() }
  }

  package var nodeCount: Int { ids.count }

  private static let relations = Relation.allCases.sorted()
  private static let words = [
    "La ministre", "a reçu", "son homologue", "à l’aube", "dans la « grande » salle", "avant de rejeter",
    "l’accord",
    "sur les ports", "& les phares", "<enfin>", "disait-elle", "devant le Conseil", "selon un témoin",
    "hier soir",
  ]

  /// Sentences of some 120 letters.
  private static let quotes: [String] = (0..<997).map { number in
    (0..<9).map { words[(number * 7 + $0 * ($0 + number)) % words.count] }.joined(separator: " ")
      + " (\(number))."
  }
  private static let quoteLengths = quotes.map(\.unicodeScalars.count)
  private static let labels: [String] = (0..<997).map { "Personne n° \($0) de l’Île" }
  private static let articles: [String] = (0..<499).map { "article-\($0)" }
  private static let dates: [String] = (0..<365).map { day in
    let month = 1 + day / 31
    let rest = 1 + day % 28
    return "2031-\(month < 10 ? "0" : "")\(month)-\(rest < 10 ? "0" : "")\(rest)"
  }

  private func node(at number: Int) -> Node {
    Node(
      id: ids[number], kind: .person, label: Self.labels[number % 997],
      aliases: [Self.labels[(number + 1) % 997]],
      articles: [Self.articles[number % 499]], firstSeen: Self.dates[number % 365],
      lastSeen: Self.dates[number % 365])
  }

  private func edge(at number: Int) -> Edge {
    let source = min(number / Self.edgesPerNode, ids.count - 1)
    let place = number % Self.edgesPerNode
    let first = piece(number)
    return Edge(
      key: "e\(number)", source: ids[source], target: ids[(source + 1 + number * 7919 % 104_729) % ids.count],
      relation: Self.relations[place], modality: Modality.allCases[number % 4],
      date: number % 3 == 0 ? nil : Self.dates[number % 365],
      content: number % 2 == 0 ? Self.quotes[number % 991] : nil,
      weight: Double(1 + number % 2), confidence: 0.5 + Double(number % 50) / 100, rule: "act.12",
      evidence: number % 2 == 0 ? [first] : [first, piece(number + 1)])
  }

  private func piece(_ number: Int) -> Evidence {
    let quote = Self.quotes[number % 997]
    let start = number % 4000
    return Evidence(
      article: Self.articles[number % 499], sentence: number % 40, start: start,
      end: start + Self.quoteLengths[number % 997],
      quote: quote,
      trigger: .init(start: start + 12, end: start + 18))
  }

  package func forEachArticle(_ body: (GraphArticle) throws -> Walk) throws {}

  package func forEachNode(_ body: (Node) throws -> Walk) throws {
    for number in ids.indices where try body(node(at: number)) == .stop { return }
  }

  package func forEachEdge(_ body: (Edge) throws -> Walk) throws {
    for number in 0..<edgeCount where try body(edge(at: number)) == .stop { return }
  }

  package func forEachEdge(from source: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.source == source ? try body($0) : .continue }
  }

  package func forEachEdge(to target: String, _ body: (Edge) throws -> Walk) throws {
    try forEachEdge { $0.target == target ? try body($0) : .continue }
  }

  package func node(_ id: String) throws -> Node? { ids.firstIndex(of: id).map(node(at:)) }
  package func edge(_ key: String) throws -> Edge? { Int(key.dropFirst()).map(edge(at:)) }
  package func article(_ id: String) throws -> GraphArticle? { nil }
}
