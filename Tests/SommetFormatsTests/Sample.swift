import SommetGraph

/// Small graphs of towns and people that never were.
enum Sample {
  /// One of everything, with what formats stumble over: quotes, backslashes, markup, control characters, other scripts.
  static let graph: Graph = {
    func said(_ article: String, _ sentence: Int, _ quote: String) -> Evidence {
      Evidence(
        article: article, sentence: sentence, start: 10 * sentence,
        end: 10 * sentence + quote.unicodeScalars.count,
        quote: quote, trigger: .init(start: 10 * sentence, end: 10 * sentence + 3))
    }
    let articles = [
      GraphArticle(
        info: ArticleInfo(
          id: "a1", title: "Les ports s’accordent", date: "2031-04-03", dateSource: .metadata, sha256: "00ff",
          source: "Gazette", url: "https://example.org/a1?b&c", author: "N. N."),
        times: [
          RecordedTime(start: 0, end: 4, text: "hier", value: "2031-04-02"),
          RecordedTime(start: 9, end: 15, text: "naguère", value: nil),
        ],
        mentions: [
          .init(start: 5, end: 14, text: "Léa Roux", node: "person:lea-roux", kind: .person, form: "name")
        ]),
      GraphArticle(info: ArticleInfo(id: "a2"), duplicateOf: "a1"),
    ]
    let nodes = [
      Node(
        id: "person:lea-roux", kind: .person, label: "Léa Roux", aliases: ["Roux", "« Léa » \\ \"R\""],
        articles: ["a1", "a2"], firstSeen: "2031-04-03", lastSeen: "2031-04-03",
        attributes: ["weight": "lourd", "office": "maire <d'honneur> & ]]>", "né en": "2001"]),
      Node(id: "person:karim-haddad", kind: .person, label: "Karim\u{1} Haddad\n\tfils", articles: ["a1"]),
      Node(id: "organization:udp", kind: .organization, label: "Union des ports", articles: ["a1"]),
      Node(id: "country:VD", kind: .country, label: "Valdorie", articles: ["a1"]),
      Node(id: "place:port-sel", kind: .place, label: "Port-Sel", articles: ["a1"]),
      Node(id: "place:hautbois", kind: .place, label: "Hautbois 🤣", articles: ["a2"]),
      Node(
        id: "meeting:sommet", kind: .meeting, label: "sommet des ports (2031-04-02)",
        aliases: ["sommet des ports"],
        articles: ["a1"]),
      Node(id: "date:2031-04-02", kind: .date, label: "2031-04-02", articles: ["a1"]),
      Node(
        id: "topic:accord", kind: .topic,
        label: "accord de pêche entre toutes les villes du littoral nord et sud"),
    ]
    let lea = "person:lea-roux"
    let karim = "person:karim-haddad"
    let edges = [
      Edge(
        key: "met-1", source: karim, target: lea, relation: .met, modality: .occurred, date: "2031-04-02",
        weight: 2,
        confidence: 0.75, rule: "met.1",
        evidence: [said("a1", 0, "Léa Roux a reçu\nM. Haddad."), said("a1", 4, "« \"Bien !\" » < & > \\n")]),
      Edge(
        key: "met-2", source: karim, target: lea, relation: .met, modality: .occurred, date: "2031-05",
        weight: 1,
        rule: "met.1", evidence: [said("a2", 1, "Ils se reverront.")]),
      Edge(
        key: "met-3", source: karim, target: lea, relation: .met, modality: .denied, weight: 1,
        confidence: 0.1234,
        rule: "met.2", evidence: [said("a2", 2, "Non.")]),
      Edge(
        key: "proposed-1", source: lea, target: "topic:accord", relation: .proposed, modality: .hypothetical,
        content: "un accord de pêche", accordingTo: karim, weight: 1, confidence: 0.5, rule: "propose.1",
        evidence: [said("a1", 7, "Elle proposerait un accord de pêche.")]),
      Edge(
        key: "attended-1", source: lea, target: "meeting:sommet", relation: .attended, modality: .planned,
        date: "2031-04-02", weight: 9, confidence: 1, rule: "meeting.1",
        evidence: [said("a1", 3, "Le sommet.")]),
      Edge(
        key: "held_on-1", source: "meeting:sommet", target: "date:2031-04-02", relation: .heldOn,
        modality: .planned,
        date: "2031-04-02", weight: 1, rule: "meeting.1", evidence: [said("a1", 3, "Le sommet.")]),
      Edge(
        key: "held_in-1", source: "meeting:sommet", target: "place:port-sel", relation: .heldIn,
        modality: .planned,
        date: "2031-04-02", weight: 1, rule: "meeting.1", evidence: [said("a1", 3, "Le sommet.")]),
      Edge(
        key: "holds_office-1", source: karim, target: "organization:udp", relation: .holdsOffice,
        modality: .occurred,
        title: "président du conseil d’administration", weight: 1, rule: "office.1",
        evidence: [said("a1", 5, "Le président.")]),
      Edge(
        key: "concerns-1", source: "topic:accord", target: "country:VD", relation: .concerns,
        modality: .occurred,
        weight: 1, rule: "propose.1", evidence: [said("a1", 7, "Elle proposerait un accord de pêche.")]),
    ]
    return Graph(articles: articles, nodes: nodes, edges: edges)
  }()

  /// A chain of many nodes.
  static func chain(_ count: Int) -> Graph {
    let names = (0..<count).map { "person:p\(10_000 + $0)" }
    return Graph(
      nodes: names.map { Node(id: $0, kind: .person, label: "Personne " + $0) },
      edges: (1..<max(count, 1)).map { number in
        Edge(
          key: "met-\(number)", source: names[number - 1], target: names[number], relation: .met,
          modality: Modality.allCases[number % 4], weight: Double(number),
          evidence: [
            Evidence(
              article: "a", sentence: number, start: 0, end: 4, quote: "Oui.",
              trigger: .init(start: 0, end: 3))
          ])
      })
  }
}
