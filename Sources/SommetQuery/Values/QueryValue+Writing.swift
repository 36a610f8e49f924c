/// Values as openCypher writes them: `'text'`, `1.0`, `[1, 2]`, `(:person {label: 'Léa Roux'})`.
extension QueryValue {
  /// - Parameter graph: where nodes and relationships come from.
  public func text(in graph: some QueryGraph) throws -> String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .float(let value): return Self.text(value)
    case .string(let value): return Self.quoted(value)
    case .list(let values):
      return "[" + (try values.map { try $0.text(in: graph) }.joined(separator: ", ")) + "]"
    case .map(let entries): return try Self.text(entries, in: graph)
    case .node(let node): return try Self.text(node: node, in: graph)
    case .relationship(let relationship): return try Self.text(relationship: relationship, in: graph)
    case .path(let path):
      var text = "<" + (try Self.text(node: path.nodes[0], in: graph))
      for (number, relationship) in path.relationships.enumerated() {
        let isForward = try graph.ends(ofRelationship: relationship).source == path.nodes[number]
        let middle = try Self.text(relationship: relationship, in: graph)
        text += isForward ? "-\(middle)->" : "<-\(middle)-"
        text += try Self.text(node: path.nodes[number + 1], in: graph)
      }
      return text + ">"
    case .date(let date): return Self.quoted(date.text)
    case .duration(let duration): return Self.quoted(duration.text)
    }
  }

  static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
    return String(value)
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "\\'" : $0 == "\\" ? "\\\\" : String($0) }.joined() + "'"
  }

  private static func text(_ entries: [String: QueryValue], in graph: some QueryGraph) throws -> String {
    let parts = try entries.sorted { $0.key < $1.key }.map { "\($0.key): \(try $0.value.text(in: graph))" }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  private static func text(node: Int, in graph: some QueryGraph) throws -> String {
    let labels = try graph.labels(ofNode: node).map { ":\($0)" }.joined()
    let properties = try graph.properties(ofNode: node)
    let separator = labels.isEmpty || properties.isEmpty ? "" : " "
    return "(\(labels)\(separator)\(properties.isEmpty ? "" : try text(properties, in: graph)))"
  }

  private static func text(relationship: Int, in graph: some QueryGraph) throws -> String {
    let properties = try graph.properties(ofRelationship: relationship)
    return
      "[:\(try graph.type(ofRelationship: relationship))\(properties.isEmpty ? "" : " " + (try text(properties, in: graph)))]"
  }
}

extension QueryDuration {
  /// ISO 8601, `P1Y2M3D`.
  public var text: String {
    let parts = [(months / 12, "Y"), (months % 12, "M"), (days, "D")].filter { $0.0 != 0 }
    return parts.isEmpty ? "P0D" : "P" + parts.map { "\($0.0)\($0.1)" }.joined()
  }
}
