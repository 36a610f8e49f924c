import SommetGraph

/// The language of Graphviz, drawn by `dot` without a warning.
///
/// Kinds are told by shape and colour, relations by the colour of the line, modality by its style, weight by its width;
/// a legend says so. Quotes stand in the tooltips. Everything is quoted, so that no id is taken for a keyword or a port,
/// and no string comes near the 16 KiB at which Graphviz gives up.
///
/// Source: <https://graphviz.org/doc/info/lang.html>.
public enum DOT {
  /// Writes to an open descriptor.
  ///
  /// - Parameter name: the file's, for messages.
  public static func write(
    _ graph: some GraphReading, view: GraphView = .actors, descriptor: Int32, name: String
  ) throws {
    var output = TextOutput(descriptor: descriptor, name: name)
    try write(graph, view: view, to: &output)
    try output.flush()
  }

  public static func text(_ graph: some GraphReading, view: GraphView = .actors) throws -> String {
    var output = TextOutput()
    try write(graph, view: view, to: &output)
    return output.text
  }

  private static func write(_ graph: some GraphReading, view: GraphView, to output: inout TextOutput) throws {
    let picture = try Picture(graph, view: view)
    try output.write(
      """
      digraph "sommet" {
        graph [rankdir="LR", ranksep="0.7", nodesep="0.10", splines="true", newrank="true", bgcolor="white", \
      fontname="Helvetica", fontsize="11", tooltip="sommet"];
        node [fontname="Helvetica", fontsize="11", style="filled", color="#555555", penwidth="0.8", \
      margin="0.10,0.05", height="0.3"];
        edge [fontname="Helvetica", fontsize="9", arrowsize="0.6"];

      """)
    for node in picture.nodes { try output.write(self.node(node, details: picture.details[node.id] ?? [])) }
    for line in picture.lines { try output.write(self.line(line)) }
    try output.write(legend(picture))
    try output.write("}\n")
  }

  // MARK: - Nodes and lines

  private static func node(_ node: Node, details: [String]) -> String {
    let style = DOTStyle.of(node.kind)
    let name = bareLabel(node, details)
    let said = FoldedName.words(name).joined(separator: " ")
    let unsaid = details.filter { !said.contains(FoldedName.words($0).joined(separator: " ")) }
    let lines =
      wrapped(name, width: style.width, lines: 4)
      + unsaid.flatMap { wrapped($0, width: style.width, lines: 2) }
    var attributes = [
      ("label", lines.joined(separator: "\n")), ("shape", style.shape), ("fillcolor", style.fill),
      ("tooltip", capped(([node.label] + node.aliases).joined(separator: "\n"), tooltipLimit)),
    ]
    if style.fontSize != 11 { attributes.append(("fontsize", "\(style.fontSize)")) }
    if style.style != "filled" { attributes.append(("style", style.style)) }
    return "  \(quoted(node.id)) [\(list(attributes))];\n"
  }

  /// What a meeting is called, without the brackets that repeat what stands under it.
  private static func bareLabel(_ node: Node, _ details: [String]) -> String {
    guard node.kind == .meeting else { return node.label }
    return node.aliases.first { node.label.hasPrefix("\($0) (") } ?? node.label
  }

  private static func line(_ line: Picture.Line) -> String {
    let edge = line.edge
    let color = DOTStyle.color(edge.relation)
    var said = [
      edge.relation.rawValue
        + (edge.modality == .occurred || edge.modality == .unstated ? "" : ", \(edge.modality.rawValue)")
    ]
    if !line.dates.isEmpty { said[0] += " · " + line.dates.joined(separator: ", ") }
    if let content = edge.content { said.append(capped(content, contentLimit)) }
    said += line.evidence.prefix(3).map { "\($0.article): « \(capped($0.quote, quoteLimit)) »" }
    var attributes = [
      ("color", edge.modality == .denied ? "\(color):invis:\(color)" : color),
      ("style", DOTStyle.line(edge.modality)), ("penwidth", width(line.weight)),
      ("tooltip", capped(said.joined(separator: "\n"), tooltipLimit)),
    ]
    if edge.isSymmetric { attributes.append(("dir", "none")) }
    if edge.modality == .denied { attributes.append(("arrowhead", "tee")) }
    if let title = edge.title {
      attributes += [
        ("label", wrapped(title, width: 22, lines: 2).joined(separator: "\n")), ("fontcolor", color),
      ]
    }
    return "  \(quoted(edge.source)) -> \(quoted(edge.target)) [\(list(attributes))];\n"
  }

  /// Twice the evidence is half a point more.
  private static func width(_ weight: Double) -> String {
    let steps = min(Int(max(weight, 1).exponent), 6)
    return JSONText.number(1.1 + 0.6 * Double(steps))
  }

  // MARK: - Legend

  /// A table of what is in the picture, in a corner.
  private static func legend(_ picture: Picture) -> String {
    let kinds = Set(picture.nodes.map(\.kind)).subtracting([.untyped]).sorted()
    let relations = Set(picture.lines.map(\.edge.relation)).subtracting([.untyped]).sorted()
    let modalities = Modality.allCases.filter { modality in
      modality != .unstated && picture.lines.contains { $0.edge.modality == modality }
    }
    guard !kinds.isEmpty else { return "" }
    let left =
      kinds.map { ("<TD BGCOLOR=\"\(DOTStyle.of($0).fill)\" BORDER=\"1\" WIDTH=\"28\"></TD>", $0.rawValue) }
      + modalities.map { ("<TD WIDTH=\"28\">\(DOTStyle.sample($0))</TD>", $0.rawValue) }
    let right = relations.map {
      ("<TD WIDTH=\"28\"><FONT COLOR=\"\(DOTStyle.color($0))\"><B>———</B></FONT></TD>", $0.rawValue)
    }
    var rows = (0..<max(left.count, right.count)).map { number in
      [left, right].map { column in
        number < column.count ? column[number].0 + text(column[number].1) : "<TD></TD><TD></TD>"
      }.joined()
    }
    if picture.omitted > 0 {
      rows.append("<TD COLSPAN=\"4\" ALIGN=\"LEFT\">\(picture.omitted) lighter lines left out</TD>")
    }
    let table = rows.map { "<TR>\($0)</TR>" }.joined()
    return """
        "legend" [shape="none", style="", margin="0", tooltip="legend", label=<<TABLE BORDER="0" CELLBORDER="0" \
      CELLSPACING="2" CELLPADDING="1">\(table)</TABLE>>];

      """
  }

  private static func text(_ text: String) -> String {
    let escaped = capped(text, 40).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<TD ALIGN=\"LEFT\">\(escaped)</TD>"
  }

  // MARK: - Strings

  private static let tooltipLimit = 1500
  private static let contentLimit = 200
  private static let quoteLimit = 300

  private static func list(_ attributes: [(String, String)]) -> String {
    attributes.map { "\($0.0)=\(quoted($0.1))" }.joined(separator: ", ")
  }

  /// A string in quotes. A backslash is written twice, so that Graphviz sees no escape where the text has one.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\u{0}"..."\u{1F}", "\u{7F}": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// At most so many characters, the last an ellipsis when something is cut.
  static func capped(_ text: String, _ limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  /// Lines of about `width` characters, broken at blanks; what does not fit into them is cut.
  static func wrapped(_ text: String, width: Int, lines limit: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else if lines.count == limit {
        lines[limit - 1] = capped(lines[limit - 1] + "…", width + 1)
        break
      } else {
        lines.append(capped(String(word), width))
      }
    }
    return lines
  }
}
