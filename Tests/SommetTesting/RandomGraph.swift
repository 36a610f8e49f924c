import SommetGraph

/// Graphs at random, the same for a seed, full of what a store or a spool may trip over: marks that combine, NUL, quotes, parallel
/// edges, loops, values of every type, lists out of order.
public struct RandomGraph {
  public var numbers: Numbers
  private(set) var articles: [GraphArticle] = []
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private var count = 0

  public init(seed: UInt64, nodes: Int = 12, edges: Int = 30, articles: Int = 5) {
    numbers = Numbers(state: seed)
    for _ in 0..<articles { addArticle() }
    for _ in 0..<nodes { addNode() }
    for _ in 0..<edges { addEdge() }
  }

  public var graph: Graph {
    Graph(
      info: GraphInfo(name: "hasard", attributes: ["n": .integer(nodes.count)]), articles: articles,
      nodes: nodes,
      edges: edges)
  }

  private static let words = [
    "", "a", "Élise", "e\u{301}lise", "l’été", "« sommet »", "a\u{0}b", "\"\\\n\t", "œuvre", "🇫🇷", "zz", "Z",
    "~", "É",
    "E\u{301}", "O'Neil", "'; DROP TABLE edge; --", "\u{1F}", "\u{202E}x",
  ]
  private static let values: [AttributeValue] = [
    .string(""), .string("é"), .integer(-3), .integer(.max), .double(0.1), .double(5), .double(1e300),
    .double(.infinity), .double(-.infinity), .boolean(true), .boolean(false), .json("[1, {\"a\": null}]"),
    .json("null"),
    .json("{\"json\": \"x\"}"),
  ]

  private mutating func word() -> String { numbers.pick(Self.words) }

  private mutating func id(_ prefix: String) -> String {
    count += 1
    return prefix + word() + "\(count)"
  }

  private mutating func attributes() -> [String: AttributeValue] {
    var found: [String: AttributeValue] = [:]
    while numbers.chance(0.3) { found[word()] = numbers.pick(Self.values) }
    return found
  }

  private mutating func date() -> String? {
    numbers.pick([nil, "2031", "2031-04", "2031-04-02/2031-04-05", "2032-01-01"])
  }

  private mutating func articleIDs() -> [String] {
    var found = articles.map(\.info.id).filter { _ in numbers.chance(0.4) }
    if numbers.chance(0.2) { found.append("ailleurs") }
    return numbers.chance(0.8) ? found.sorted() : found.shuffled(using: &numbers)
  }

  public mutating func addArticle() {
    let info = ArticleInfo(
      id: id("art"), title: numbers.pick([nil, word()]), date: date(),
      dateSource: numbers.pick([.metadata, .text, .inferred, .none]), sha256: "\(count)",
      source: numbers.pick([nil, word()]))
    let mentions = (0..<Int.random(in: 0...3, using: &numbers)).map { number in
      GraphArticle.Mention(
        start: number, end: number + 2, text: word(), node: word(), kind: .person, form: "name",
        rule: numbers.pick([nil, word()]))
    }
    articles.append(
      GraphArticle(
        info: info, duplicateOf: numbers.pick([nil, word()]),
        times: numbers.chance(0.5)
          ? [RecordedTime(start: 1, end: 4, text: word(), value: numbers.pick([nil, "2031"]))] : [],
        mentions: mentions))
  }

  private mutating func node(_ id: String) -> Node {
    Node(
      id: id, kind: numbers.pick([.person, .country, .topic, .untyped, NodeKind(rawValue: "Ship")]),
      label: word(),
      aliases: (0..<Int.random(in: 0...2, using: &numbers)).map { _ in word() }, articles: articleIDs(),
      firstSeen: date(), lastSeen: date(), attributes: attributes())
  }

  public mutating func addNode() { nodes.append(node(id("n"))) }

  private mutating func piece() -> Evidence {
    let start = Int.random(in: 0...2, using: &numbers)
    return Evidence(
      article: numbers.pick(articles.map(\.info.id) + ["ailleurs"]),
      sentence: Int.random(in: 0...1, using: &numbers),
      start: start, end: start + 9, quote: word(), trigger: .init(start: start, end: start + 1))
  }

  private mutating func edge(_ key: String, _ source: String, _ target: String) -> Edge {
    let pieces = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in piece() }
    return Edge(
      key: key, source: source, target: target,
      relation: numbers.pick([.met, .warned, .concerns, .untyped, Relation(rawValue: "sails with")]),
      modality: numbers.pick(Modality.allCases), date: date(), content: numbers.pick([nil, word()]),
      accordingTo: numbers.pick([nil, word()]), title: numbers.pick([nil, word()]),
      weight: numbers.pick([1, 2.5, 0]), confidence: 0.25, rule: word(),
      evidence: numbers.chance(0.7) ? Set(pieces).sorted() : pieces, isDirected: numbers.chance(0.8),
      attributes: attributes(),
      plover: numbers.chance(0.5)
        ? PloverCode(type: numbers.pick([nil, "AGREE"]), modes: ["m"], actors: [word()], rule: word()) : nil)
  }

  public mutating func addEdge() {
    guard !nodes.isEmpty else { return }
    edges.append(edge(id("e"), numbers.pick(nodes).id, numbers.pick(nodes).id))
  }

  /// Adds, drops and changes a few elements.
  public mutating func edit() {
    for _ in 0..<Int.random(in: 1...6, using: &numbers) {
      switch Int.random(in: 0..<9, using: &numbers) {
      case 0: addArticle()
      case 1: addNode()
      case 2, 3: addEdge()
      case 4 where !edges.isEmpty: edges.remove(at: Int.random(in: 0..<edges.count, using: &numbers))
      case 5 where !edges.isEmpty:
        let place = Int.random(in: 0..<edges.count, using: &numbers)
        edges[place] = edge(edges[place].key, edges[place].source, edges[place].target)
      case 6 where !edges.isEmpty:
        // The same key between others.
        let place = Int.random(in: 0..<edges.count, using: &numbers)
        edges[place] = edge(edges[place].key, numbers.pick(nodes).id, numbers.pick(nodes).id)
      case 7 where !nodes.isEmpty:
        let place = Int.random(in: 0..<nodes.count, using: &numbers)
        nodes[place] = node(nodes[place].id)
      case 8 where nodes.count > 1:
        let gone = nodes.remove(at: Int.random(in: 0..<nodes.count, using: &numbers)).id
        edges.removeAll { $0.source == gone || $0.target == gone }
      default: if !articles.isEmpty { articles.removeLast() }
      }
    }
  }
}
