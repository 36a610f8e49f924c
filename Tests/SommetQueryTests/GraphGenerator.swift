import SommetGraph
import SommetTesting

/// Graphs at random, always the same for a seed: all kinds and relations, attributes of every type, texts that are equal
/// only as Unicode has it.
struct GraphGenerator {
  private var numbers: Numbers

  init(seed: UInt64) { numbers = Numbers(state: seed) }

  private static let labels = [
    "Léa Roux", "Le\u{301}a Roux", "Tom Berg", "l’Union des ports", "Union des Ports", "Île", "", "Roux",
    "42",
  ]
  private static let dates: [String?] = [
    nil, "2031", "2031-04", "2031-04-02", "2031-04-02/2031-04-05", "2030-12-31", "bientôt",
  ]
  private static let texts: [String?] = [nil, "un accord", "l'accord", "les ports & les phares", "", "🌊"]

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }
  private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
  private mutating func some<Value>(_ values: [Value], _ most: Int) -> [Value] {
    (0..<below(most + 1)).map { _ in pick(values) }
  }

  private mutating func attributes() -> [String: AttributeValue] {
    let values: [AttributeValue] = [
      "rouge", .integer(-3), .integer(7), .double(.nan), .double(-0.5), .boolean(true), .json("[1,null]"),
      .double(.infinity),
    ]
    var attributes: [String: AttributeValue] = [:]
    for name in some(["colour", "size", "label", "key", "é"], 2) { attributes[name] = pick(values) }
    return attributes
  }

  mutating func graph(nodes nodeCount: Int, edges edgeCount: Int) -> Graph {
    let kinds = NodeKind.allCases + [NodeKind(rawValue: "ship"), .untyped]
    let nodes = (0..<nodeCount).map { number in
      Node(
        id: "n:\(number)", kind: pick(kinds), label: pick(Self.labels),
        aliases: Set(some(Self.labels, 3)).sorted(),
        articles: Set(some(["a1", "a2", "a3"], 3)).sorted(), firstSeen: pick(Self.dates),
        lastSeen: pick(Self.dates), attributes: attributes())
    }
    let relations = Array(Relation.allCases.prefix(5)) + [Relation(rawValue: "sails"), .untyped]
    let edges =
      nodeCount == 0
      ? []
      : (0..<edgeCount).map { number in
        Edge(
          key: "e\(number)", source: pick(nodes).id, target: pick(nodes).id, relation: pick(relations),
          modality: pick(Modality.allCases), date: pick(Self.dates), content: pick(Self.texts),
          accordingTo: pick([nil, nil, nodes[0].id]), title: pick([nil, nil, nil, "maire"]),
          weight: pick([1, 2, 2.5]), confidence: pick([0.5, 0.75, 1]), rule: pick(["", "act.1"]),
          evidence: (0..<below(3)).map { piece($0) }, isDirected: pick([true, true, false]),
          attributes: attributes(),
          plover: pick([
            nil, PloverCode(type: "CONSULT", modes: ["visit"], actors: [nodes[0].id], rule: "p1"),
          ]))
      }
    return Graph(nodes: nodes, edges: edges)
  }

  private mutating func piece(_ number: Int) -> Evidence {
    let start = below(400)
    return Evidence(
      article: pick(["a1", "a2", "a3"]), sentence: number, start: start, end: start + 9,
      quote: pick(Self.labels), trigger: .init(start: start + 1, end: start + 3))
  }
}
