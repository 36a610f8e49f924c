import SommetGraph
import SommetXML

/// Writes the parts of a GEXF file.
struct GEXFWriting: ~Copyable {
  private let plan: GEXFPlan
  private var days = GEXFPlan.Days()
  private var parallel = ParallelEdges()
  private var isDirected = true
  private var scratch = TextOutput()
  private let nodeTitles: [String: String]
  private let edgeTitles: [String: String]

  init(_ plan: GEXFPlan) {
    self.plan = plan
    nodeTitles = plan.nodeColumns.titles(taken: Self.nodeFields.map(\.name) + Self.gephiColumns)
    edgeTitles = plan.edgeColumns.titles(taken: Self.edgeFields.map(\.name) + Self.gephiColumns)
  }

  // MARK: - Columns

  private static let nodeFields: [(name: String, type: String)] = [
    ("kind", "string"), ("aliases", "liststring"), ("articles", "liststring"), ("first_seen", "string"),
    ("last_seen", "string"),
  ]
  private static let edgeFields: [(name: String, type: String)] =
    [
      ("relation", "string"), ("modality", "string"), ("date", "string"), ("content", "string"),
      ("according_to", "string"), ("title", "string"), ("confidence", "double"), ("rule", "string"),
      ("article", "string"), ("quote", "string"), ("evidence", "string"),
    ] + PloverFields.names.map { ($0, "string") }
  /// Columns that Gephi has of its own, in lower case.
  private static let gephiColumns = [
    "id", "label", "source", "target", "type", "kind", "weight", "interval", "timeset", "timestamp",
    "exact_label",
  ]

  mutating func begin(_ info: GraphInfo, to output: inout TextOutput) throws(FormatError) {
    isDirected = info.isDirected
    try output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="\(GEXF.namespace)" xmlns:viz="\(GEXF.namespace)" version="1.3">
       <meta>
        <creator>Sommet</creator>

      """)
    if let name = info.name {
      try output.write(literal: "  <description>")
      try output.write(name, .xmlText)
      try output.write(literal: "</description>\n")
    }
    try output.write(
      """
       </meta>
       <graph defaultedgetype="\(isDirected ? "directed" : "undirected")" idtype="string" mode="dynamic" \
      timeformat="date" timerepresentation="interval">

      """)
    let exactLabel = plan.hasExactLabels ? [(name: "exact_label", type: "string")] : []
    try declare(
      "node", Self.nodeFields + exactLabel, plan.nodeColumns, titles: nodeTitles, to: &output)
    try declare("edge", Self.edgeFields, plan.edgeColumns, titles: edgeTitles, to: &output)
    try output.write(literal: "  <nodes>\n")
  }

  private func declare(
    _ domain: String, _ fields: [(name: String, type: String)], _ columns: AttributeColumns,
    titles: [String: String], to output: inout TextOutput
  ) throws(FormatError) {
    try output.write("  <attributes class=\"\(domain)\" mode=\"static\">\n")
    for field in fields {
      try output.write(
        "   <attribute id=\"\(field.name)\" title=\"\(field.name)\" type=\"\(field.type)\"/>\n")
    }
    for column in columns.columns {
      try output.write(literal: "   <attribute id=\"attribute.")
      try output.write(GEXF.id(column.name), .xmlAttribute)
      try output.write(literal: "\" title=\"")
      try output.write(GEXF.id(titles[column.name]!), .xmlAttribute)
      let type =
        switch column.type {
        case .integer: "long"
        case .double: "double"
        case .boolean: "boolean"
        case .string: "string"
        }
      try output.write("\" type=\"\(type)\"/>\n")
    }
    try output.write(literal: "  </attributes>\n")
  }

  // MARK: - Nodes

  mutating func write(_ node: Node, to output: inout TextOutput) throws(FormatError) {
    let exact = XMLText.cleaned(node.label)
    let label = GEXF.token(exact)
    try output.write(literal: "   <node id=\"")
    try output.write(GEXF.id(node.id), .xmlAttribute)
    try output.write(literal: "\" label=\"")
    try output.write(label, .xmlAttribute)
    try output.write(literal: "\">\n")
    try looks(of: node, to: &output)
    if let spell = plan.spells[node.id] { try Self.write(spell, to: &output) }
    try output.write(literal: "    <attvalues>\n")
    if node.kind != .untyped {
      try Self.value("     <attvalue for=\"kind\" value=\"", node.kind.rawValue, to: &output)
    }
    try list("     <attvalue for=\"aliases\" value='", node.aliases, to: &output)
    try list("     <attvalue for=\"articles\" value='", node.articles, to: &output)
    if let day = node.firstSeen {
      try Self.value("     <attvalue for=\"first_seen\" value=\"", day, to: &output)
    }
    if let day = node.lastSeen {
      try Self.value("     <attvalue for=\"last_seen\" value=\"", day, to: &output)
    }
    if label != exact {
      try Self.value("     <attvalue for=\"exact_label\" value=\"", exact, to: &output)
    }
    try attributes(node.attributes, ofNode: true, to: &output)
    try output.write(literal: "    </attvalues>\n   </node>\n")
  }

  private func looks(of node: Node, to output: inout TextOutput) throws(FormatError) {
    if let color = Appearance.ownColor(of: node.attributes) ?? Appearance.color(of: node.kind) {
      try Self.write(color, to: &output)
    }
    let own = node.attributes.isEmpty ? nil : node.attributes["size"]?.number
    if let size = own.flatMap({ $0.isFinite && $0 >= 0 ? $0 : nil }) ?? Appearance.size(of: node) {
      try output.write(literal: "    <viz:size value=\"")
      try output.write(number: size)
      try output.write(literal: "\"/>\n")
    }
    let axes = node.attributes.isEmpty ? [] : ["x", "y", "z"]
    let place = axes.filter { node.attributes[$0]?.number?.isFinite == true }
    if place.isEmpty { return }
    // The schema wants both; a single coordinate lies on the axis.
    try output.write(literal: "    <viz:position")
    for axis in axes {
      guard let value = node.attributes[axis]?.number ?? (axis == "z" ? nil : 0) else { continue }
      try output.write(" \(axis)=\"\(AttributeValue.decimal(value))\"")
    }
    try output.write(literal: "/>\n")
  }

  // MARK: - Edges

  mutating func write(_ edge: Edge, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "   <edge id=\"")
    try output.write(GEXF.id(edge.key), .xmlAttribute)
    try output.write(literal: "\" source=\"")
    try output.write(GEXF.id(edge.source), .xmlAttribute)
    try output.write(literal: "\" target=\"")
    try output.write(GEXF.id(edge.target), .xmlAttribute)
    if edge.isDirected != isDirected {
      try output.write(edge.isDirected ? "\" type=\"directed" : "\" type=\"undirected")
    }
    let number = parallel.next(edge)
    if edge.relation != .untyped || number > 1 {
      let relation = GEXF.token(edge.relation.rawValue)
      try output.write(literal: "\" kind=\"")
      try output.write(relation, .xmlAttribute)
      if number > 1 {
        if !relation.isEmpty { try output.write(literal: " ") }
        try output.write(number)
      }
      if edge.relation != .untyped {
        try output.write(literal: "\" label=\"")
        try output.write(relation, .xmlAttribute)
      }
    }
    try output.write(literal: "\" weight=\"")
    try output.write(number: edge.weight)
    try output.write(literal: "\">\n")
    try looks(of: edge, to: &output)
    if let date = edge.date, let spell = days.spell(date) { try Self.write(spell, to: &output) }
    try values(of: edge, to: &output)
    try output.write(literal: "   </edge>\n")
  }

  private func looks(of edge: Edge, to output: inout TextOutput) throws(FormatError) {
    let attributes = edge.attributes
    if let color = Appearance.ownColor(of: attributes) ?? Appearance.color(of: edge.relation) {
      try Self.write(color, to: &output)
    }
    if !attributes.isEmpty, let value = attributes["thickness"],
      GEXF.isLook("thickness", value, ofNode: false)
    {
      try output.write("    <viz:thickness value=\"\(AttributeValue.decimal(value.number!))\"/>\n")
    }
    let shape = attributes.isEmpty ? nil : attributes["shape"]
    let own = shape.flatMap { GEXF.isLook("shape", $0, ofNode: false) ? $0.string : nil }
    if let stroke = own ?? Appearance.stroke(of: edge.modality) {
      try output.write("    <viz:shape value=\"\(stroke)\"/>\n")
    }
  }

  private mutating func values(of edge: Edge, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "    <attvalues>\n")
    if edge.relation != .untyped {
      try Self.value("     <attvalue for=\"relation\" value=\"", edge.relation.rawValue, to: &output)
    }
    if edge.modality != .unstated {
      try Self.value("     <attvalue for=\"modality\" value=\"", edge.modality.rawValue, to: &output)
    }
    if let value = edge.date { try Self.value("     <attvalue for=\"date\" value=\"", value, to: &output) }
    if let value = edge.content {
      try Self.value("     <attvalue for=\"content\" value=\"", value, to: &output)
    }
    if let value = edge.accordingTo {
      try Self.value("     <attvalue for=\"according_to\" value=\"", value, to: &output)
    }
    if let value = edge.title { try Self.value("     <attvalue for=\"title\" value=\"", value, to: &output) }
    try output.write(literal: "     <attvalue for=\"confidence\" value=\"")
    try JSONText.write(edge.confidence, to: &output)
    try output.write(literal: "\"/>\n")
    if !edge.rule.isEmpty { try Self.value("     <attvalue for=\"rule\" value=\"", edge.rule, to: &output) }
    if let best = edge.evidence.first {
      try Self.value("     <attvalue for=\"article\" value=\"", best.article, to: &output)
      try Self.value("     <attvalue for=\"quote\" value=\"", best.quote, to: &output)
      scratch.removeAll()
      try JSONText.write(edge.evidence, to: &scratch)
      try output.write("     <attvalue for=\"evidence\" value='", scratch, .xmlSingleQuoted, "'/>\n")
    }
    if let code = edge.plover {
      for field in code.fields {
        try output.write(literal: "     <attvalue for=\"")
        try output.write(field.name)
        try output.write(literal: "\" value=\"")
        try output.write(field.value, .xmlAttribute)
        try output.write(literal: "\"/>\n")
      }
    }
    try attributes(edge.attributes, ofNode: false, to: &output)
    try output.write(literal: "    </attvalues>\n")
  }

  // MARK: - Values

  @inline(__always)
  private static func value(
    _ tag: StaticString, _ value: String, to output: inout TextOutput
  ) throws(FormatError) {
    try output.write(tag, value, .xmlAttribute, "\"/>\n")
  }

  /// JSON goes between single quotes: it is full of double ones.
  private mutating func list(
    _ tag: StaticString, _ values: [String], to output: inout TextOutput
  ) throws(FormatError) {
    if values.isEmpty { return }
    scratch.removeAll()
    try JSONText.write(values, to: &scratch)
    try output.write(tag, scratch, .xmlSingleQuoted, "'/>\n")
  }

  private func attributes(
    _ attributes: [String: AttributeValue], ofNode: Bool, to output: inout TextOutput
  ) throws(FormatError) {
    if attributes.isEmpty { return }
    for (name, value) in attributes.sorted(by: { $0.key < $1.key })
    where !GEXF.isLook(name, value, ofNode: ofNode) {
      try output.write(literal: "     <attvalue for=\"attribute.")
      try output.write(GEXF.id(name), .xmlAttribute)
      try output.write(literal: "\" value=\"")
      try output.write(value.portable, .xmlAttribute)
      try output.write(literal: "\"/>\n")
    }
  }

  private static func write(_ spell: GEXFPlan.Spell, to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "    <spells><spell start=\"")
    try output.write(spell.first)
    try output.write(literal: "\" end=\"")
    try output.write(spell.last)
    try output.write(literal: "\"/></spells>\n")
  }

  private static func write(
    _ color: Appearance.Color, to output: inout TextOutput
  ) throws(FormatError) {
    try output.write(literal: "    <viz:color r=\"")
    try output.write(Int(color.red))
    try output.write(literal: "\" g=\"")
    try output.write(Int(color.green))
    try output.write(literal: "\" b=\"")
    try output.write(Int(color.blue))
    try output.write(literal: "\"/>\n")
  }
}
