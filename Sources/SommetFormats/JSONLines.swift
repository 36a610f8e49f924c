import SommetGraph

/// JSON Lines: an article, node or edge a line, with its `type`; fields as in node-link JSON.
///
///     {"type": "node", "id": "person:lea-roux", "kind": "person", "label": "Léa Roux", …}
///     {"type": "edge", "source": "person:lea-roux", "target": …}
///
/// Articles come first, then nodes, then edges. Source: <https://jsonlines.org>.
public enum JSONLines {
  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, to: &$0) }
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try write(graph, to: &$0) }
  }

  private static func write(_ graph: some GraphReading, to output: inout TextOutput) throws {
    func line(_ type: StaticString, _ object: String) throws {
      try output.write(literal: "{\"type\": \"")
      try output.write(literal: type)
      try output.write(literal: "\", ")
      try output.write(String(object.dropFirst()))
      try output.write(literal: "\n")
    }
    try graph.forEachArticle {
      // The article's times and mentions stand on lines of their own; strings hold no line breaks.
      try line("article", NodeLinkJSON.article($0).replacing("\n", with: ""))
      return .continue
    }
    try graph.forEachNode {
      try line("node", NodeLinkJSON.node($0))
      return .continue
    }
    try graph.forEachEdge {
      try line("edge", NodeLinkJSON.edge($0))
      return .continue
    }
  }
}
