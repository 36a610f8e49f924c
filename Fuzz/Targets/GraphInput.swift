import SommetFormats
import SommetGraph

/// Graph files of others.
enum GraphInput {
  /// Reads a graph; what is read can be written as JSON, and read back as the same.
  static func read(
    _ bytes: [UInt8], _ name: String, by reader: (GraphSource, inout GraphCollector) throws -> [Any]
  ) {
    FuzzTarget.expecting(FormatError.self) {
      var collector = GraphCollector()
      _ = try reader(GraphSource(bytes, name: name), &collector)
      let graph = collector.graph()
      let text = try NodeLinkJSON.text(graph)
      var again = GraphCollector()
      try NodeLinkJSON.read(GraphSource(Array(text.utf8), name: "again.json"), into: &again)
      let textAgain = try NodeLinkJSON.text(again.graph())
      precondition(textAgain == text, "a graph in JSON is read as the same")
      // What XML has no form for is left out the first time; nodes that stood in its order may then stand elsewhere.
      try checkXML(
        hasControls(text) ? GraphML.read(Array(GraphML.text(graph).utf8), name: "first.graphml") : graph)
    }
  }

  /// Whether there are characters in a graph that JSON escapes or XML does not allow.
  private static func hasControls(_ json: String) -> Bool {
    json.contains("\\u") || json.unicodeScalars.contains { $0.value == 0xFFFE || $0.value == 0xFFFF }
  }

  /// What is written as GraphML or GEXF is read, and then written in the same way.
  private static func checkXML(_ graph: Graph) throws {
    let graphml = try GraphML.text(graph)
    let fromGraphML = try GraphML.text(GraphML.read(Array(graphml.utf8), name: "again.graphml"))
    precondition(fromGraphML == graphml, "a graph in GraphML is read as the same")
    let gexf = try GEXF.text(graph)
    let fromGEXF = try GEXF.text(GEXF.read(Array(gexf.utf8), name: "again.gexf"))
    precondition(fromGEXF == gexf, "a graph in GEXF is read as the same")
  }
}
