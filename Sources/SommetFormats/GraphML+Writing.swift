import SommetGraph

/// Writes the parts of a GraphML file.
struct GraphMLWriting: ~Copyable {
  private let dialect: GraphML.Dialect
  private let keys: GraphMLKeys
  private var isDirected = true
  private var parallel = ParallelEdges()
  /// JSON on its way into an element.
  private var scratch = TextOutput()

  init(dialect: GraphML.Dialect, keys: GraphMLKeys) {
    self.dialect = dialect
    self.keys = keys
  }

  mutating func begin(_ info: GraphInfo, to output: inout TextOutput) throws(FormatError) {
    isDirected = info.isDirected
    try output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"\(GraphML.namespace)\"")
    if dialect == .yEd { try output.write(literal: " xmlns:y=\"http://www.yworks.com/xml/graphml\"") }
    try output.write(
      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"\(GraphML.namespace) \(GraphML.namespace)/1.0/graphml.xsd\">\n"
    )
    for key in keys.keys {
      try output.write(
        " <key id=\"\(key.id)\" for=\"\(key.domain.rawValue)\" attr.name=\"\(key.name)\" attr.type=\"\(key.type)\"/>\n"
      )
    }
    if dialect == .yEd { try output.write(literal: GraphMLWriting.yEdKeys) }
    try output.write(literal: " <graph id=\"")
    try output.write(info.name.map(GraphML.token) ?? "G")
    try output.write(literal: "\" edgedefault=\"")
    try output.write(info.isDirected ? "directed" : "undirected")
    try output.write(literal: "\">\n")
    for (name, value) in info.attributes.sorted(by: { $0.key < $1.key }) {
      try output.write("  <data key=\"\(keys.graphAttributes[name]!)\">")
      try output.write(value.portable, .xmlText)
      try output.write(literal: "</data>\n")
    }
  }

  mutating func write(_ node: Node, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "  <node id=\"")
    try output.write(GraphML.token(node.id))
    try output.write(literal: "\">\n")
    try Self.datum("   <data key=\"node.label\">", node.label, to: &output)
    if node.kind != .untyped {
      try Self.datum("   <data key=\"node.kind\">", node.kind.rawValue, to: &output)
    }
    try list("   <data key=\"node.aliases\">", node.aliases, to: &output)
    try list("   <data key=\"node.articles\">", node.articles, to: &output)
    if let day = node.firstSeen { try Self.datum("   <data key=\"node.first_seen\">", day, to: &output) }
    if let day = node.lastSeen { try Self.datum("   <data key=\"node.last_seen\">", day, to: &output) }
    try attributes(node.attributes, keys.nodeAttributes, to: &output)
    switch dialect {
    case .strict: break
    case .gephi: try Self.looks(of: node, to: &output)
    case .yEd: try Self.graphics(of: node, to: &output)
    }
    try output.write(literal: "  </node>\n")
  }

  mutating func write(_ edge: Edge, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "  <edge id=\"")
    try output.write(GraphML.token(edge.key))
    try output.write(literal: "\" source=\"")
    try output.write(GraphML.token(edge.source))
    try output.write(literal: "\" target=\"")
    try output.write(GraphML.token(edge.target))
    if edge.isDirected != isDirected {
      try output.write(literal: "\" directed=\"")
      try output.write(edge.isDirected ? "true" : "false")
    }
    if dialect == .gephi {
      let number = parallel.next(edge)
      try output.write(literal: "\" label=\"")
      try output.write(edge.relation.rawValue, .xmlAttribute)
      if number > 1 { try output.write(" \(number)") }
    }
    try output.write(literal: "\">\n")
    try data(of: edge, to: &output)
    switch dialect {
    case .strict: break
    case .gephi:
      if let color = Appearance.ownColor(of: edge.attributes) ?? Appearance.color(of: edge.relation) {
        try Self.color(color, .edge, to: &output)
      }
    case .yEd: try Self.graphics(of: edge, to: &output)
    }
    try output.write(literal: "  </edge>\n")
  }

  private mutating func data(of edge: Edge, to output: inout TextOutput) throws(FormatError) {
    if edge.relation != .untyped {
      try Self.datum("   <data key=\"edge.label\">", edge.relation.rawValue, to: &output)
    }
    try output.write(literal: "   <data key=\"edge.weight\">")
    try output.write(number: edge.weight)
    try output.write(literal: "</data>\n")
    if edge.relation != .untyped {
      try Self.datum("   <data key=\"edge.relation\">", edge.relation.rawValue, to: &output)
    }
    if edge.modality != .unstated {
      try Self.datum("   <data key=\"edge.modality\">", edge.modality.rawValue, to: &output)
    }
    if let value = edge.date { try Self.datum("   <data key=\"edge.date\">", value, to: &output) }
    if let value = edge.content { try Self.datum("   <data key=\"edge.content\">", value, to: &output) }
    if let value = edge.accordingTo {
      try Self.datum("   <data key=\"edge.according_to\">", value, to: &output)
    }
    if let value = edge.title { try Self.datum("   <data key=\"edge.title\">", value, to: &output) }
    try output.write(literal: "   <data key=\"edge.confidence\">")
    try JSONText.write(edge.confidence, to: &output)
    try output.write(literal: "</data>\n")
    if !edge.rule.isEmpty { try Self.datum("   <data key=\"edge.rule\">", edge.rule, to: &output) }
    if let best = edge.evidence.first {
      try Self.datum("   <data key=\"edge.article\">", best.article, to: &output)
      try Self.datum("   <data key=\"edge.quote\">", best.quote, to: &output)
      scratch.removeAll()
      try JSONText.write(edge.evidence, to: &scratch)
      try output.write("   <data key=\"edge.evidence\">", scratch, .xmlText, "</data>\n")
    }
    if let code = edge.plover {
      for field in code.fields {
        try output.write(literal: "   <data key=\"edge.")
        try output.write(field.name)
        try output.write(literal: "\">")
        try output.write(field.value, .xmlText)
        try output.write(literal: "</data>\n")
      }
    }
    try attributes(edge.attributes, keys.edgeAttributes, to: &output)
  }

  // MARK: - Data

  @inline(__always)
  private static func datum(
    _ tag: StaticString, _ value: String, to output: inout TextOutput
  ) throws(FormatError) {
    try output.write(tag, value, .xmlText, "</data>\n")
  }

  private mutating func list(
    _ tag: StaticString, _ values: [String], to output: inout TextOutput
  ) throws(FormatError) {
    if values.isEmpty { return }
    scratch.removeAll()
    try JSONText.write(values, to: &scratch)
    try output.write(tag, scratch, .xmlText, "</data>\n")
  }

  private func attributes(
    _ attributes: [String: AttributeValue], _ ids: [String: String], to output: inout TextOutput
  ) throws(FormatError) {
    if attributes.isEmpty { return }
    let data = attributes.map { (id: ids[$0.key]!, value: $0.value) }.sorted { $0.id < $1.id }
    for datum in data {
      try output.write(literal: "   <data key=\"")
      try output.write(datum.id)
      try output.write(literal: "\">")
      try output.write(datum.value.portable, .xmlText)
      try output.write(literal: "</data>\n")
    }
  }

  // MARK: - Looks

  /// Colour, size and position in the attributes that Gephi takes for them.
  private static func looks(of node: Node, to output: inout TextOutput) throws(FormatError) {
    if let color = Appearance.ownColor(of: node.attributes) ?? Appearance.color(of: node.kind) {
      try Self.color(color, .node, to: &output)
    }
    if let size = node.attributes["size"]?.number ?? Appearance.size(of: node) {
      try output.write(literal: "   <data key=\"node.size\">")
      try JSONText.write(size, to: &output)
      try output.write(literal: "</data>\n")
    }
    guard node.attributes["x"]?.number != nil, node.attributes["y"]?.number != nil else { return }
    for name in ["x", "y", "z"] {
      guard let value = node.attributes[name]?.number else { continue }
      try output.write("   <data key=\"node.\(name)\">\(AttributeValue.double(value).portable)</data>\n")
    }
  }

  private static func color(
    _ color: Appearance.Color, _ domain: GraphMLKeys.Domain, to output: inout TextOutput
  ) throws(FormatError) {
    for (name, value) in [("r", color.red), ("g", color.green), ("b", color.blue)] {
      try output.write("   <data key=\"\(domain.rawValue).\(name)\">\(value)</data>\n")
    }
  }
}
