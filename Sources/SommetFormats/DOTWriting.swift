import SommetGraph

/// Writes the parts of a DOT file.
struct DOTWriting: ~Copyable {
  private let style: DOT.Style
  private var kinds: Set<NodeKind> = []
  private var relations: Set<Relation> = []
  private var modalities: Set<Modality> = []
  /// A bit for each of our own relations that was noted, by rank.
  private var notedRelations: UInt64 = 0
  private var lastModality = Modality.unstated
  private var legendID = "legend"
  /// Lines that the view left out, for the legend.
  var omitted = 0

  private static let tooltipLimit = 1500
  private static let contentLimit = 200
  private static let quoteLimit = 300
  private static let idLimit = 8000

  init(_ style: DOT.Style) { self.style = style }

  private var isForGephi: Bool { style.dialect == .gephi }

  func begin(to output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "digraph \"sommet\" {\n")
    if isForGephi { return }
    let placing =
      style.layout == .dot
      ? "rankdir=\"LR\", ranksep=\"0.7\", nodesep=\"0.10\", splines=\"true\", newrank=\"true\""
      : "layout=\"\(style.layout.rawValue)\", overlap=\"prism\", splines=\"line\", outputorder=\"edgesfirst\""
    try output.write(
      """
        graph [\(placing), bgcolor="white", \
      fontname="Helvetica", fontsize="11", tooltip="sommet"];
        node [fontname="Helvetica", fontsize="11", style="filled", color="#555555", penwidth="0.8", \
      margin="0.10,0.05", height="0.3"];
        edge [fontname="Helvetica", fontsize="9", arrowsize="0.6"];

      """)
  }

  // MARK: - Nodes

  /// Nodes, framed or not.
  mutating func write(
    _ clusters: [Picture.Cluster], _ details: [String: [String]], to output: inout TextOutput
  ) throws(FormatError) {
    for (number, cluster) in clusters.enumerated() {
      if let label = cluster.label, !isForGephi {
        try output.write("  subgraph \"cluster_\(number)\" {\n    graph [label=\"")
        try output.write(label, .dot)
        try output.write(literal: "\", color=\"#bbbbbb\", style=\"rounded\", fontcolor=\"#777777\"];\n")
      }
      for node in cluster.nodes { try write(node, details: details[node.id] ?? [], to: &output) }
      if cluster.label != nil, !isForGephi { try output.write(literal: "  }\n") }
    }
  }

  mutating func write(
    _ node: Node, details: [String], to output: inout TextOutput
  ) throws(FormatError) {
    if node.kind != .untyped { kinds.insert(node.kind) }
    if node.id == legendID { legendID = "legend of the picture" }
    try output.write(literal: "  ")
    try id(node.id, to: &output)
    if isForGephi {
      try output.write(literal: " [label=\"")
      try output.write(DOT.capped(node.label, Self.contentLimit), .dot)
      return try output.write(literal: "\"];\n")
    }
    let style = DOTStyle.of(node.kind)
    try output.write(literal: " [label=\"")
    try output.write(Self.label(node, details, style), .dot)
    try output.write(literal: "\", shape=\"")
    try output.write(style.shape)
    try output.write(literal: "\", fillcolor=\"")
    try output.write(style.fill)
    try output.write(literal: "\", tooltip=\"")
    let names = node.aliases.isEmpty ? node.label : ([node.label] + node.aliases).joined(separator: "\n")
    try output.write(DOT.capped(names, Self.tooltipLimit), .dot)
    if style.fontSize != 11 { try output.write("\", fontsize=\"\(style.fontSize)") }
    if style.style != "filled" { try output.write("\", style=\"\(style.style)") }
    try output.write(literal: "\"];\n")
  }

  /// What stands in a node: its name, and what else is told of it that the name does not say.
  private static func label(_ node: Node, _ details: [String], _ style: DOTStyle) -> String {
    let name = bareLabel(node, details)
    var lines = DOT.wrapped(name, width: style.width, lines: 4)
    if !details.isEmpty {
      let said = FoldedName.words(name).joined(separator: " ")
      for detail in details where !said.contains(FoldedName.words(detail).joined(separator: " ")) {
        lines += DOT.wrapped(detail, width: style.width, lines: 2)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What a meeting is called, without the brackets that repeat what stands under it.
  private static func bareLabel(_ node: Node, _ details: [String]) -> String {
    guard node.kind == .meeting else { return node.label }
    return node.aliases.first { node.label.hasPrefix("\($0) (") } ?? node.label
  }

  /// An id in quotes. Ids that differ stay different: control characters get their pictures, and what Graphviz would
  /// refuse for its length ends with a number that stands for the rest.
  private func id(_ id: String, to output: inout TextOutput) throws(FormatError) {
    var id = id
    if id.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) {
      id = String(
        String.UnicodeScalarView(
          id.unicodeScalars.map { scalar in
            scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x7F
              ? Unicode.Scalar(0x2400 + min(scalar.value, 0x21))! : scalar
          }))
    }
    if id.utf8.count > Self.idLimit {
      id = String(id.unicodeScalars.prefix(Self.idLimit / 4)) + "…" + Identifier.hash([id])
    }
    try output.write(literal: "\"")
    try output.write(id, .dot)
    try output.write(literal: "\"")
  }

  // MARK: - Lines

  mutating func write(
    _ line: Picture.Line, url: String?, to output: inout TextOutput
  ) throws(FormatError) {
    let edge = line.edge
    try output.write(literal: "  ")
    try id(edge.source, to: &output)
    try output.write(literal: " -> ")
    try id(edge.target, to: &output)
    if isForGephi {
      try output.write(literal: " [label=\"")
      try output.write(DOT.capped(edge.relation.rawValue, Self.contentLimit), .dot)
      try output.write(literal: "\", weight=\"")
      try output.write(number: line.weight)
      return try output.write(literal: "\"];\n")
    }
    note(edge)
    let color = DOTStyle.color(edge.relation)
    try output.write(literal: " [color=\"")
    try output.write(color)
    if edge.modality == .denied {
      try output.write(literal: ":invis:")
      try output.write(color)
    }
    try output.write(literal: "\", style=\"")
    try output.write(DOTStyle.line(edge.modality))
    try output.write(literal: "\", penwidth=\"")
    try output.write(DOT.width(line.weight))
    try output.write(literal: "\", tooltip=\"")
    try tooltip(line, to: &output)
    if let url {
      try output.write(literal: "\", URL=\"")
      try output.write(url, .dot)
    }
    if edge.isSymmetric { try output.write(literal: "\", dir=\"none") }
    if edge.modality == .denied { try output.write(literal: "\", arrowhead=\"tee") }
    if let title = edge.title {
      try output.write(literal: "\", label=\"")
      try output.write(DOT.wrapped(title, width: 22, lines: 2).joined(separator: "\n"), .dot)
      try output.write(literal: "\", fontcolor=\"")
      try output.write(color)
    }
    try output.write(literal: "\"];\n")
  }

  private mutating func note(_ edge: Edge) {
    // Of a million edges most say again what was noted.
    if edge.relation.isKnown {
      let mark = UInt64(1) << UInt64(edge.relation.rank)
      if notedRelations & mark == 0 { relations.insert(edge.relation) }
      notedRelations |= mark
    } else if edge.relation != .untyped {
      relations.insert(edge.relation)
    }
    if edge.modality != .unstated, edge.modality != lastModality { modalities.insert(edge.modality) }
    lastModality = edge.modality
  }

  /// Relation, dates, content, and the first sentences.
  private func tooltip(_ line: Picture.Line, to output: inout TextOutput) throws(FormatError) {
    if Self.isShort(line) { return try writeTooltip(line, to: &output) }
    let edge = line.edge
    var said = edge.relation.rawValue
    if edge.modality != .occurred, edge.modality != .unstated { said += ", " + edge.modality.rawValue }
    if !line.dates.isEmpty { said += " · " + line.dates.joined(separator: ", ") }
    if let content = edge.content { said += "\n" + DOT.capped(content, Self.contentLimit) }
    for piece in line.evidence.prefix(3) {
      said += "\n" + piece.article + ": « " + DOT.capped(piece.quote, Self.quoteLimit) + " »"
    }
    try output.write(DOT.capped(said, Self.tooltipLimit), .dot)
  }

  /// Whether nothing of a line's tooltip is cut.
  private static func isShort(_ line: Picture.Line) -> Bool {
    var length = 40 + line.edge.relation.rawValue.utf8.count
    for date in line.dates { length += date.utf8.count + 4 }
    if let content = line.edge.content {
      guard content.utf8.count <= contentLimit else { return false }
      length += content.utf8.count
    }
    for piece in line.evidence.prefix(3) {
      guard piece.quote.utf8.count <= quoteLimit else { return false }
      length += piece.quote.utf8.count + piece.article.utf8.count + 10
    }
    return length <= tooltipLimit
  }

  /// A tooltip of which nothing is cut, written piece by piece.
  private func writeTooltip(_ line: Picture.Line, to output: inout TextOutput) throws(FormatError) {
    let edge = line.edge
    try output.write(edge.relation.rawValue, .dot)
    if edge.modality != .occurred, edge.modality != .unstated {
      try output.write(literal: ", ")
      try output.write(edge.modality.rawValue)
    }
    for index in line.dates.indices {
      if index == 0 { try output.write(literal: " · ") } else { try output.write(literal: ", ") }
      try output.write(line.dates[index], .dot)
    }
    if let content = edge.content {
      try output.write(literal: "\\n")
      try output.write(content, .dot)
    }
    for piece in line.evidence.prefix(3) {
      try output.write(literal: "\\n")
      try output.write(piece.article, .dot)
      try output.write(literal: ": « ")
      try output.write(piece.quote, .dot)
      try output.write(literal: " »")
    }
  }

  // MARK: - End

  func end(to output: inout TextOutput) throws(FormatError) {
    if !isForGephi, !kinds.isEmpty { try legend(to: &output) }
    try output.write(literal: "}\n")
  }

  /// A table of what is in the picture, in a corner.
  private func legend(to output: inout TextOutput) throws(FormatError) {
    let left =
      kinds.sorted().prefix(30).map {
        ("<TD BGCOLOR=\"\(DOTStyle.of($0).fill)\" BORDER=\"1\" WIDTH=\"28\"></TD>", $0.rawValue)
      } + modalities.sorted().map { ("<TD WIDTH=\"28\">\(DOTStyle.sample($0))</TD>", $0.rawValue) }
    let right = relations.sorted().prefix(30).map {
      ("<TD WIDTH=\"28\"><FONT COLOR=\"\(DOTStyle.color($0))\"><B>———</B></FONT></TD>", $0.rawValue)
    }
    var rows = (0..<max(left.count, right.count)).map { number in
      [left, right].map { column in
        number < column.count ? column[number].0 + Self.cell(column[number].1) : "<TD></TD><TD></TD>"
      }.joined()
    }
    if omitted > 0 {
      rows.append("<TD COLSPAN=\"4\" ALIGN=\"LEFT\">\(omitted) lighter lines left out</TD>")
    }
    let table = rows.map { "<TR>\($0)</TR>" }.joined()
    try output.write(
      """
        "\(legendID)" [shape="none", style="", margin="0", tooltip="legend", label=<<TABLE BORDER="0" CELLBORDER="0" \
      CELLSPACING="2" CELLPADDING="1">\(table)</TABLE>>];

      """)
  }

  private static func cell(_ text: String) -> String {
    var cell = TextOutput()
    // Writing to memory does not fail.
    try? cell.write(DOT.capped(text, 40), .xmlAttribute)
    return "<TD ALIGN=\"LEFT\">\(cell.text)</TD>"
  }
}
