import Sommet

extension JSONText {
  /// A value of a query: nodes and relationships as objects of their properties, with the ends' ids.
  static func value(_ value: QueryValue, in graph: any QueryGraph) throws -> String {
    switch value {
    case .null: return "null"
    case .boolean(let truth): return truth ? "true" : "false"
    case .integer(let number): return "\(number)"
    case .float(let number): return Self.value(.double(number))
    case .string(let text): return string(text)
    case .date(let date): return string(date.text)
    case .duration(let duration): return string(duration.text)
    case .list(let values):
      return "[" + (try values.map { try Self.value($0, in: graph) }.joined(separator: ", ")) + "]"
    case .map(let entries): return try map(entries, in: graph)
    case .node(let node): return try map(graph.properties(ofNode: node), in: graph)
    case .relationship(let relationship):
      let ends = try graph.ends(ofRelationship: relationship)
      var fields = [
        ("source", try Self.value(graph.property("id", ofNode: ends.source), in: graph)),
        ("target", try Self.value(graph.property("id", ofNode: ends.target), in: graph)),
      ]
      for (name, value) in try graph.properties(ofRelationship: relationship).sorted(by: { $0.key < $1.key })
      {
        fields.append((name, try Self.value(value, in: graph)))
      }
      return object(fields.map { (name: $0.0, value: $0.1) })
    case .path(let path):
      return object([
        (name: "nodes", value: try Self.value(.list(path.nodes.map(QueryValue.node)), in: graph)),
        (
          name: "relationships",
          value: try Self.value(.list(path.relationships.map(QueryValue.relationship)), in: graph)
        ),
      ])
    }
  }

  private static func map(_ entries: [String: QueryValue], in graph: any QueryGraph) throws -> String {
    object(
      try entries.sorted { $0.key < $1.key }.map { (name: $0.key, value: try value($0.value, in: graph)) })
  }
}
