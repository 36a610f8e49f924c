/// Values for readers who do not write queries.
extension QueryValue {
  /// What a cell of a table shows: a node's label, a relation with its date, a list's items, nothing for null.
  public func plainText(in graph: some QueryGraph) throws -> String {
    switch self {
    case .null: return ""
    case .node(let node): return try Self.name(ofNode: node, in: graph)
    case .relationship(let relationship):
      let type = try graph.type(ofRelationship: relationship)
      let date = try graph.property("date", ofRelationship: relationship)
      let modality = try graph.property("modality", ofRelationship: relationship)
      var parts = [type.isEmpty ? "—" : type]
      if let text = Text.plain(date) { parts.append(text) }
      if let text = Text.plain(modality), text != "occurred", text != "unstated" { parts.append("[\(text)]") }
      return parts.joined(separator: " ")
    case .path(let path):
      var text = try Self.name(ofNode: path.nodes[0], in: graph)
      for (number, relationship) in path.relationships.enumerated() {
        let isForward = try graph.ends(ofRelationship: relationship).source == path.nodes[number]
        let type = try graph.type(ofRelationship: relationship)
        let next = try Self.name(ofNode: path.nodes[number + 1], in: graph)
        text += graph.isSymmetric(type: type) ? " —\(type)— " : isForward ? " —\(type)→ " : " ←\(type)— "
        text += next
      }
      return text
    case .list(let values): return try values.map { try $0.plainText(in: graph) }.joined(separator: ", ")
    case .map(let entries):
      return try entries.sorted { $0.key < $1.key }.map { "\($0.key): \(try $0.value.plainText(in: graph))" }
        .joined(separator: ", ")
    default: return Text.plain(self) ?? ""
    }
  }

  private static func name(ofNode node: Int, in graph: some QueryGraph) throws -> String {
    for property in ["label", "name", "id"] {
      if let text = Text.plain(try graph.property(property, ofNode: node)) { return text }
    }
    return "(\(node))"
  }
}
