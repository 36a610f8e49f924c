import SommetDiff
import SommetFormats
import SommetGraph

/// A picture of two graphs in one, in Graphviz' language: green came, red went, amber changed, grey is as it was.
///
/// Lines are dashed for what is planned, dotted for what is possible, and end in a bar for what is denied; the relation
/// stands on every line that is not grey, and the sentences in the tooltips.
public enum DiffDrawing {
  /// - Parameter union: as `DiffUnion` makes it.
  public static func dot(_ union: Graph, layout: Graphviz.Layout = .dot) -> String {
    let placing =
      layout == .dot
      ? "rankdir=\"LR\", ranksep=\"0.9\", nodesep=\"0.15\", newrank=\"true\""
      : "layout=\"\(layout.rawValue)\", overlap=\"prism\", splines=\"true\", outputorder=\"edgesfirst\""
    var lines = [
      "digraph \"sommet diff\" {",
      "  graph [\(placing), bgcolor=\"white\", fontname=\"Helvetica\", fontsize=\"11\", tooltip=\"sommet diff\"];",
      "  node [fontname=\"Helvetica\", fontsize=\"11\", style=\"filled\", fillcolor=\"#ffffff\", margin=\"0.10,0.05\", height=\"0.3\"];",
      "  edge [fontname=\"Helvetica\", fontsize=\"9\", arrowsize=\"0.6\"];",
    ]
    let edges = union.edges.filter { $0.relation != .concerns || effect($0.attributes) != .same }
    let drawn = Set(edges.flatMap { [$0.source, $0.target] })
    for node in union.nodes where drawn.contains(node.id) || effect(node.attributes) != .same {
      lines.append(line(node))
    }
    lines += edges.map { line($0) }
    lines.append(legend)
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func effect(_ attributes: [String: AttributeValue]) -> Effect {
    attributes["change"]?.string.flatMap(Effect.init(rawValue:)) ?? .same
  }

  private static func line(_ node: Node) -> String {
    let effect = effect(node.attributes)
    let was = node.attributes["was"]?.string
    var label = wrapped(node.label, width: 24)
    if let was, was != node.label { label += "\n(was: \(wrapped(was, width: 24)))" }
    let color = DiffUnion.color(effect)
    return attributed(
      "  \(quoted(node.id))",
      [
        ("label", label), ("shape", shape(node.kind)), ("color", color),
        ("fontcolor", effect == .same ? "#444444" : color), ("fillcolor", fill(effect)),
        ("penwidth", effect == .same ? "0.8" : "2"),
        ("tooltip", ([node.label, node.kind.rawValue] + node.aliases).joined(separator: "\n")),
      ])
  }

  private static func shape(_ kind: NodeKind) -> String {
    switch kind {
    case .organization, .meeting: "box"
    case .country: "hexagon"
    case .place: "house"
    case .date: "plaintext"
    case .topic: "note"
    default: "ellipse"
    }
  }

  private static func fill(_ effect: Effect) -> String {
    switch effect {
    case .added: "#e8f5e9"
    case .removed: "#ffebee"
    case .changed: "#fff3e0"
    case .same: "#f5f5f5"
    }
  }

  private static func line(_ edge: Edge) -> String {
    let effect = effect(edge.attributes)
    let color = DiffUnion.color(effect)
    var fields = [
      ("color", color), ("style", stroke(edge.modality)), ("penwidth", effect == .same ? "0.8" : "2"),
      ("tooltip", tooltip(edge)),
    ]
    if effect != .same {
      fields += [("label", label(edge, effect)), ("fontcolor", color)]
    }
    if edge.isSymmetric { fields.append(("dir", "none")) }
    if edge.modality == .denied { fields.append(("arrowhead", "tee")) }
    return attributed("  \(quoted(edge.source)) -> \(quoted(edge.target))", fields)
  }

  private static func label(_ edge: Edge, _ effect: Effect) -> String {
    let word = edge.relation.rawValue.split(separator: "_").joined(separator: " ")
    guard effect == .changed else { return word }
    guard let was = edge.attributes["was"]?.string, edge.attributes["changes"]?.string != "attributes" else {
      return word
    }
    let told = was.split(separator: "; ").filter { part in
      ["modality", "date", "according_to"].contains { part.hasPrefix($0) }
    }
    let now = told.map { part -> String in
      let name = part.prefix { $0 != " " }
      let value: String =
        switch name {
        case "modality": edge.modality.rawValue
        case "date": edge.date ?? "no date"
        default: edge.accordingTo ?? "the article"
        }
      return "\(part.dropFirst(name.count + 1)) → \(value)"
    }
    if !now.isEmpty { return ([word] + now).joined(separator: "\n") }
    let kinds = edge.attributes["changes"]?.string.map { $0.split(separator: " ").map(String.init) } ?? []
    return ([word] + kinds.compactMap { ChangeKind(rawValue: $0)?.words }).joined(separator: "\n")
  }

  private static func stroke(_ modality: Modality) -> String {
    switch modality {
    case .planned: "dashed"
    case .hypothetical: "dotted"
    default: "solid"
    }
  }

  private static func tooltip(_ edge: Edge) -> String {
    var lines = [
      [edge.relation.rawValue, edge.modality.rawValue, edge.date ?? ""].filter { !$0.isEmpty }.joined(
        separator: " · ")
    ]
    if let was = edge.attributes["was"]?.string { lines.append("was: \(was)") }
    for piece in edge.evidence.prefix(3) { lines.append("\(piece.article): « \(capped(piece.quote, 300)) »") }
    return capped(lines.joined(separator: "\n"), 1500)
  }

  private static let legend: String = {
    let rows = [Effect.added, .removed, .changed, .same].map { effect in
      "<TR><TD><FONT COLOR=\"\(DiffUnion.color(effect))\"><B>———</B></FONT></TD><TD ALIGN=\"LEFT\">\(effect.rawValue)</TD></TR>"
    }
    return """
        "legend of the picture" [shape="none", style="", margin="0", tooltip="legend", label=<<TABLE BORDER="0" CELLSPACING="2">\(rows.joined())</TABLE>>];
      """
  }()

  // MARK: - Strings

  private static func attributed(_ head: String, _ fields: [(String, String)]) -> String {
    "\(head) [\(fields.map { "\($0.0)=\(quoted($0.1))" }.joined(separator: ", "))];"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in capped(text, 4000).unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\u{0}"..."\u{1F}", "\u{7F}": quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func capped(_ text: String, _ limit: Int) -> String {
    text.unicodeScalars.count <= limit ? text : String(text.unicodeScalars.prefix(limit - 1)) + "…"
  }

  private static func wrapped(_ text: String, width: Int) -> String {
    WrappedText(capped(text, 120)).lines(opening: "", width: width) { text, _ in text }.joined(
      separator: "\n")
  }
}
