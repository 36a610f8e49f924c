import SommetGraph

/// Values and a graph that formats and their readers stumble over.
enum Hostile {
  static let values: [String] = [
    " ", "\"", "'", "''", "\\", "\\\\", "ends with \\", "<b>&amp;</b>", "]]>", "<![CDATA[x]]>", "<!-- -- -->",
    "&#0;",
    "&undeclared;", "\u{1}", "\u{1F}\u{7F}", "\u{85}\u{2028}", "a\u{FFFE}b", "\u{FFFF}", "\u{FFFD}\u{10FFFF}",
    "\t", "\n",
    "line\r\nbreak\rand\tmore", "  doubled  and outer  ", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1",
    "''=1", "\r=1",
    "\u{202E}right to left", "שלום وسلام", "👩‍👩‍👧‍👦🇫🇷", "é e\u{301}", "z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}",
    "node", "edge", "Graph", "digraph", "subgraph", "strict", "cluster_0", "legend", "a:b:c", "a;b,c|d",
    "{a|b}",
    "\\N\\G\\l", "\\u0041", "\\U0041", "a\\", "%00%s%n", "${x}`x`", "null", "NaN", "true", "_x0020_", "a_x",
    "a_x005F_x",
    "javascript:alert(1)", "# h *b* [l](u)", "1. x", "--", "$('x')", "''; DROP TABLE x; --", "a b",
    "a\u{A0}b", "a_b",
    "id", "label", "Label", "weight", "kind", "attribute.label",
  ]

  /// A node for each value, with the value for its id, its label, an alias, and the name and value of an attribute; a ring
  /// of edges with the value in every place, and parallel ones of one kind; a label of a megabyte.
  static let graph: Graph = {
    var nodes: [Node] = []
    var edges: [Edge] = []
    func evidence(_ value: String, _ number: Int) -> [Evidence] {
      [
        Evidence(
          article: "a", sentence: number, start: 5, end: 5 + value.unicodeScalars.count, quote: value,
          trigger: .init(start: 5, end: 6))
      ]
    }
    for (number, value) in values.enumerated() {
      nodes.append(
        Node(
          id: value,
          kind: number % 3 == 0 ? NodeKind(rawValue: "of others \(value)") : NodeKind.allCases[number % 7],
          label: value, aliases: [value], articles: ["a"], attributes: [value: .string(value)]))
      let next = values[(number + 1) % values.count]
      edges.append(
        Edge(
          key: value, source: value, target: next, relation: Relation(rawValue: "r " + value),
          modality: .occurred,
          date: number % 4 == 0 ? value : "2031-0\(1 + number % 9)", content: value,
          accordingTo: next, title: value, weight: Double(1 + number), rule: "r",
          evidence: evidence(value, number), attributes: [value: .string(value)]))
      for parallel in 0..<3 {
        edges.append(
          Edge(
            key: "met-\(number)-\(parallel)", source: value, target: next, relation: .met,
            modality: Modality.allCases[parallel], weight: 2, confidence: 0.5,
            evidence: evidence(value, parallel)))
      }
    }
    let long = String(repeating: "é<&>\"' ", count: 1 << 17)
    nodes.append(
      Node(
        id: "long", kind: .topic, label: long,
        attributes: [
          "whole": 3, "part": 0.1, "no number": .double(.nan), "no end": .double(-.infinity), "so": true,
          "list": .json("[1, \"a\"]"),
        ]))
    edges.append(
      Edge(
        key: "long", source: "long", target: values[0], relation: .concerns, modality: .planned,
        content: long,
        weight: 1.5, evidence: evidence(long, 0)))
    return Graph(
      articles: [
        GraphArticle(
          info: ArticleInfo(
            id: "a", title: "=\"<&>\" \\ ' \n]]>", date: "2031-04-02", source: "x",
            url: "https://example.org/?a=\"b\" c"))
      ], nodes: nodes, edges: edges)
  }()
}
