import SommetGraph
import SommetTesting

/// A graph that can be edited: elements by id, put in order when all edits are done.
struct Draft {
  var articles: [String: GraphArticle] = [:]
  var nodes: [String: Node] = [:]
  /// Keys are made anew, so any number will do here.
  var edges: [Int: Edge] = [:]

  /// A graph at random: persons, organizations, countries, meetings, topics; every fact with a sentence of its own.
  init(seed: UInt64, edges count: Int, people: Int = 40) {
    var numbers = Numbers(state: seed)
    for number in 0..<people { add(Self.person(number, &numbers)) }
    for number in 0..<people / 2 {
      add(Node(id: "organization:o\(number)", kind: .organization, label: "Office n° \(number) des phares"))
    }
    for number in 0..<people / 4 {
      add(Node(id: "country:C\(number)", kind: .country, label: "Contrée \(number)"))
    }
    for number in 0..<people / 2 {
      add(Node(id: "topic:t\(number)", kind: .topic, label: "accord \(number) sur les ports"))
    }
    for number in 0..<max(2, count / 8) { add(Self.article(number)) }
    let ids = nodes.keys.sorted()
    let actors = ids.filter { !$0.hasPrefix("topic") }
    var seen: Set<[String]> = []
    while edges.count < count {
      let relation = numbers.pick(Self.relations)
      let source = numbers.pick(actors)
      let target = numbers.pick(relation == .met ? actors : ids)
      guard source != target else { continue }
      let isTurned = relation == .met && target < source
      let edge = fact(
        isTurned ? target : source, relation, isTurned ? source : target, &numbers, number: edges.count)
      guard seen.insert(Self.identity(edge)).inserted else { continue }
      edges[edges.count] = edge
    }
  }

  static let relations: [Relation] = [.met, .proposed, .warned, .urged, .supported, .accused, .agreed]
  static let dates: [String?] = [nil, "2031", "2031-04", "2031-05", "2032-01-10", "2032-02-11", "2033-07"]

  private static func person(_ number: Int, _ numbers: inout Numbers) -> Node {
    let first = ["Léa", "Karim", "Ana", "Élise", "Marc", "Inès", "Noé", "Zoé"]
    let last = [
      "Roux", "Haddad", "Fuente", "Morin", "Calvet", "Dumas", "Navarro", "Lefèvre", "Quint", "Thorel",
    ]
    let label = "\(first[number % 8]) \(last[number % 10])\(number >= 40 ? " \(number)" : "")"
    return Node(id: "person:p\(number)", kind: .person, label: label)
  }

  private static func article(_ number: Int) -> GraphArticle {
    GraphArticle(
      info: ArticleInfo(
        id: "a\(number)", title: "Dépêche \(number)", date: "2031-04-02", dateSource: .metadata,
        sha256: "sha-\(number)"))
  }

  private mutating func add(_ node: Node) { nodes[node.id] = node }
  private mutating func add(_ article: GraphArticle) { articles[article.info.id] = article }

  private func fact(
    _ source: String, _ relation: Relation, _ target: String, _ numbers: inout Numbers, number: Int
  ) -> Edge {
    var evidence = [sentence("phrase \(number)", in: numbers.pick(articles.keys.sorted()), &numbers)]
    if numbers.below(4) == 0 {
      evidence.append(sentence("autre phrase \(number)", in: numbers.pick(articles.keys.sorted()), &numbers))
    }
    return Edge(
      key: "", source: source, target: target, relation: relation,
      modality: numbers.pick([.occurred, .planned, .hypothetical, .denied]), date: numbers.pick(Self.dates),
      content: relation == .met ? nil : "la paix \(number)",
      accordingTo: numbers.below(5) == 0 ? "country:C\(numbers.below(4))" : nil,
      weight: Double(evidence.count), confidence: 0.5, rule: "act.1", evidence: evidence.sorted())
  }

  func sentence(_ words: String, in article: String, _ numbers: inout Numbers) -> Evidence {
    let quote = "La ministre l’a dit hier soir au port, selon elle : \(words)."
    let start = numbers.below(4000)
    return Evidence(
      article: article, sentence: numbers.below(40), start: start, end: start + quote.unicodeScalars.count,
      quote: quote, trigger: .init(start: start + 3, end: start + 11))
  }

  static func identity(_ edge: Edge) -> [String] {
    [edge.source, edge.relation.rawValue, edge.target, edge.date ?? "", edge.modality.rawValue]
  }

  /// The graph in which facts that tell the same are one, as a build makes it.
  func graph(shuffledBy seed: UInt64? = nil) -> Graph {
    var joined: [[String]: Edge] = [:]
    for number in edges.keys.sorted() {
      var edge = edges[number]!
      if edge.isSymmetric, edge.target < edge.source { swap(&edge.source, &edge.target) }
      guard edge.source != edge.target else { continue }
      edge.key = "\(edge.relation.rawValue)-\(Identifier.hash(Self.identity(edge)))"
      if var other = joined[Self.identity(edge)] {
        other.evidence = Set(other.evidence + edge.evidence).sorted()
        other.weight = Double(other.evidence.count)
        joined[Self.identity(edge)] = other
      } else {
        joined[Self.identity(edge)] = edge
      }
    }
    var articles = articles
    var nodes = nodes
    for edge in joined.values {
      for piece in edge.evidence {
        for end in [edge.source, edge.target] {
          let mention = GraphArticle.Mention(
            start: piece.start + (end == edge.source ? 0 : 10), end: piece.start + 18, text: "La ministre",
            node: end, kind: nodes[end]!.kind, form: "description")
          articles[piece.article]!.mentions.append(mention)
          nodes[end]!.articles.append(piece.article)
        }
      }
    }
    for id in nodes.keys { nodes[id]!.articles = Set(nodes[id]!.articles).sorted() }
    for id in articles.keys {
      articles[id]!.mentions.sort { ($0.start, $0.end, $0.node) < ($1.start, $1.end, $1.node) }
    }
    guard let seed else {
      return Graph(articles: Array(articles.values), nodes: Array(nodes.values), edges: Array(joined.values))
    }
    var numbers = Numbers(state: seed)
    return Graph(
      articles: articles.values.shuffled(using: &numbers), nodes: nodes.values.shuffled(using: &numbers),
      edges: joined.values.shuffled(using: &numbers))
  }
}
