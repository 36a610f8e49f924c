/// Functions of nodes, relationships, paths and maps.
extension QueryFunction {
  private static let element: Set<StaticType> = [.node, .relationship]

  static let elementFunctions: [QueryFunction] = [
    QueryFunction("id", [element]) { call in
      switch call.arguments[0] {
      case .null: .null
      case .node(let node): .integer(node)
      case .relationship(let relationship): .integer(relationship)
      default: throw call.fault("id", "a node or a relationship")
      }
    },
    QueryFunction("elementId", [element], .string) { call in
      switch call.arguments[0] {
      case .null: .null
      case .node(let node): try identifier(call.graph.property("id", ofNode: node), node)
      case .relationship(let relationship):
        try identifier(call.graph.property("key", ofRelationship: relationship), relationship)
      default: throw call.fault("elementId", "a node or a relationship")
      }
    },
    // Not of openCypher: whether people know a node by a name, whatever its case and accents.
    QueryFunction("isNamed", [[.node], [.string]], .boolean) { call in
      switch (call.arguments[0], call.arguments[1]) {
      case (.null, _), (_, .null): .null
      case (.node(let node), .string(let name)): .boolean(try call.graph.nodes(named: name).contains(node))
      default: throw call.fault("isNamed", "a node and a string")
      }
    },
    QueryFunction("labels", [[.node]], .list) { call in
      switch call.arguments[0] {
      case .null: .null
      case .node(let node): .list(try call.graph.labels(ofNode: node).map(QueryValue.string))
      default: throw call.fault("labels", "a node")
      }
    },
    QueryFunction("type", [[.relationship]], .string) { call in
      switch call.arguments[0] {
      case .null: .null
      case .relationship(let relationship): .string(try call.graph.type(ofRelationship: relationship))
      default: throw call.fault("type", "a relationship")
      }
    },
    QueryFunction("keys", [[.node, .relationship, .map]], .list) { call in
      try properties(call).map { .list($0.keys.sorted().map(QueryValue.string)) } ?? .null
    },
    QueryFunction("properties", [[.node, .relationship, .map]], .map) { call in
      try properties(call).map(QueryValue.map) ?? .null
    },
    QueryFunction("startNode", [[.relationship]], .node) { call in
      switch call.arguments[0] {
      case .null: .null
      case .relationship(let relationship): .node(try call.graph.ends(ofRelationship: relationship).source)
      default: throw call.fault("startNode", "a relationship")
      }
    },
    QueryFunction("endNode", [[.relationship]], .node) { call in
      switch call.arguments[0] {
      case .null: .null
      case .relationship(let relationship): .node(try call.graph.ends(ofRelationship: relationship).target)
      default: throw call.fault("endNode", "a relationship")
      }
    },
    QueryFunction("nodes", [[.path]], .list) { call in
      switch call.arguments[0] {
      case .null: .null
      case .path(let path): .list(path.nodes.map(QueryValue.node))
      default: throw call.fault("nodes", "a path")
      }
    },
    QueryFunction("relationships", [[.path]], .list) { call in
      switch call.arguments[0] {
      case .null: .null
      case .path(let path): .list(path.relationships.map(QueryValue.relationship))
      default: throw call.fault("relationships", "a path")
      }
    },
    QueryFunction("length", [[.path]], .integer) { call in
      switch call.arguments[0] {
      case .null: .null
      case .path(let path): .integer(path.relationships.count)
      default: throw call.fault("length", "a path")
      }
    },
    QueryFunction("exists", [[]], .boolean) { .boolean(!$0.arguments[0].isNull) },
  ]

  /// What a graph calls an element, or its number where the graph gives it no name.
  private static func identifier(_ name: QueryValue, _ number: Int) -> QueryValue {
    name.isNull ? .string(String(number)) : name
  }

  /// The properties of an element, without those that are null; nil for null.
  private static func properties(_ call: Call) throws -> [String: QueryValue]? {
    switch call.arguments[0] {
    case .null: return nil
    case .node(let node): return try call.graph.properties(ofNode: node)
    case .relationship(let relationship): return try call.graph.properties(ofRelationship: relationship)
    case .map(let entries): return entries
    default: throw call.fault("properties", "a node, a relationship or a map")
    }
  }
}
