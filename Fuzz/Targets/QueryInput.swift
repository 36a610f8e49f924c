import SommetGraph
import SommetQuery
import Synchronization

/// Queries, on a graph of a few nodes.
enum QueryInput {
  private static let graph = Graph(
    info: GraphInfo(), articles: [],
    nodes: [
      Node(id: "person:lea-roux", kind: .person, label: "Léa Roux", aliases: ["Mme Roux"], articles: ["a"]),
      Node(id: "country:UA", kind: .country, label: "Ukraine"),
      Node(id: "meeting:1", kind: .meeting, label: "sommet", attributes: ["size": 3, "open": true]),
    ],
    edges: [
      Edge(
        key: "e1", source: "person:lea-roux", target: "meeting:1", relation: .attended, modality: .occurred,
        date: "2031-04-02", weight: 2),
      Edge(
        key: "e2", source: "person:lea-roux", target: "country:UA", relation: .warned, modality: .planned,
        content: "de la crue", weight: 1, confidence: 0.5),
    ])

  /// Made once; not for several threads at once.
  private static let image = Mutex<GraphImage?>(nil)

  static func run(_ text: String) {
    image.withLock { image in
      if image == nil { image = try? GraphImage(of: graph) }
      guard let image else { preconditionFailure("a graph in memory has an image") }
      run(text, image)
    }
  }

  private static func run(_ text: String, _ image: GraphImage) {
    FuzzTarget.expecting(QueryError.self) { _ = try PreparedQuery.value(text) }
    FuzzTarget.expecting(QueryError.self) {
      let query = try PreparedQuery(text, graph: image, parameters: ["name": .string("Léa Roux")])
      precondition(!query.explanation.isEmpty, "a plan has steps")
      var rows = 0
      try query.run(QueryBudget(time: .seconds(2), values: 1_000_000)) { row in
        precondition(row.count == query.columns.count, "a row has a value for each column")
        rows += 1
        return rows < 1000 ? .continue : .stop
      }
    }
  }
}
