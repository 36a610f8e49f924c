import SommetGraph

/// Nodes, edges and their properties, put together from columns and the rest.
extension GraphImage {
  public func property(_ name: String, ofNode node: Int) throws -> QueryValue {
    switch name {
    case "aliases": .list(try rest(ofNode: node).aliases.map(QueryValue.string))
    case "articles": .list(try rest(ofNode: node).articles.map(QueryValue.string))
    default: try nodeColumn(name).map { try $0.value($0.code(node)) } ?? .null
    }
  }

  public func property(_ name: String, ofRelationship relationship: Int) throws -> QueryValue {
    switch name {
    case "key": .string(try key(ofEdge: relationship))
    case "quote": QueryValue(try quote(ofEdge: relationship))
    case "quotes": .list(try rest(ofEdge: relationship).evidence.map { .string($0.quote) })
    case "articles":
      .list(Set(try rest(ofEdge: relationship).evidence.map(\.article)).sorted().map(QueryValue.string))
    default: try edgeColumn(name).map { try $0.value($0.code(relationship)) } ?? .null
    }
  }

  public func properties(ofNode node: Int) throws -> [String: QueryValue] {
    try self.node(at: node).queryProperties
  }

  public func properties(ofRelationship relationship: Int) throws -> [String: QueryValue] {
    try edge(at: relationship).queryProperties
  }

  /// The node of a number, as the graph has it.
  public func node(at number: Int) throws -> Node {
    let rest = try rest(ofNode: number)
    func text(_ name: String) throws -> String? {
      try nodeColumn(name).flatMap { column in
        let code = try column.code(number)
        return code == 0 ? nil : try column.stored(code).text
      }
    }
    return Node(
      id: try text("id") ?? "", kind: NodeKind(rawValue: try text("kind") ?? ""),
      label: try text("label") ?? "", aliases: rest.aliases, articles: rest.articles,
      firstSeen: try text("first_seen"), lastSeen: try text("last_seen"),
      attributes: try attributes("node", number, nodeCount))
  }

  /// The edge of a number, as the graph has it.
  public func edge(at number: Int) throws -> Edge {
    let rest = try rest(ofEdge: number)
    func value(_ name: String) throws -> StoredValue? {
      try edgeColumn(name).flatMap { column in
        let code = try column.code(number)
        return code == 0 ? nil : try column.stored(code)
      }
    }
    func text(_ name: String) throws -> String? { try value(name)?.text }
    let (source, target) = try ends(ofRelationship: number)
    return Edge(
      key: rest.key, source: try id(ofNode: source), target: try id(ofNode: target),
      relation: Relation(rawValue: try text("relation") ?? ""),
      modality: try text("modality").flatMap(Modality.init) ?? .unstated, date: try text("date"),
      content: try text("content"), accordingTo: try text("according_to"), title: try text("title"),
      weight: try value("weight")?.number ?? 0, confidence: try value("confidence")?.number ?? 0,
      rule: try text("rule") ?? "", evidence: rest.evidence, isDirected: rest.isDirected,
      attributes: try attributes("edge", number, relationshipCount), plover: rest.plover)
  }

  func id(ofNode node: Int) throws -> String {
    guard let column = try nodeColumn("id") else { return "" }
    return try column.stored(column.code(node)).text ?? ""
  }

  private func attributes(_ owner: String, _ number: Int, _ count: Int) throws -> [String: AttributeValue] {
    var attributes: [String: AttributeValue] = [:]
    let prefix = "\(owner).\(ImageColumn.attribute)"
    for info in parts.header.columns where info.name.hasPrefix(prefix) {
      guard let column = try attributeColumn(info, count) else { continue }
      let code = try column.code(number)
      if code > 0 {
        attributes[String(info.name.dropFirst(prefix.count))] = try column.stored(code).attribute
      }
    }
    return attributes
  }
}
