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
    try graph.forEachArticle {
      try output.write(literal: "{\"type\": \"article\", ")
      // The article's times and mentions stand on lines of their own; strings hold no line breaks.
      try output.write(String(NodeLinkJSON.article($0).dropFirst().filter { $0 != "\n" }))
      try output.write(literal: "\n")
      return .continue
    }
    try graph.forEachNode {
      try NodeLinkJSON.write($0, head: "{\"type\": \"node\", \"id\": \"", to: &output)
      try output.write(literal: "\n")
      return .continue
    }
    try graph.forEachEdge {
      try NodeLinkJSON.write($0, head: "{\"type\": \"edge\", \"source\": \"", to: &output)
      try output.write(literal: "\n")
      return .continue
    }
  }
}
