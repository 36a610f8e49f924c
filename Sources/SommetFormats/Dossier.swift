import Foundation
import SommetGraph

/// Markdown: what the graph knows of one person, organization, country… in the order of time, with the sentences.
///
/// Source: <https://spec.commonmark.org/0.31.2/>.
public enum Dossier {
  /// Kinds of nodes that have a dossier when nobody asks for one.
  static let kinds: Set<NodeKind> = [.person, .organization, .country, .place, .meeting]

  /// Writes one dossier.
  ///
  /// - Parameters:
  ///   - id: a node's.
  ///   - name: the file's, for messages.
  public static func write(
    _ graph: some GraphReading, of id: String, descriptor: Int32, name: String
  ) throws {
    guard let node = try graph.node(id) else {
      throw FormatError(file: name, "the node '\(id)' is not in the graph")
    }
    try TextOutput.write(to: descriptor, name: name) { try write(node, graph, links: nil, to: &$0) }
  }

  public static func text(_ graph: some GraphReading, of id: String) throws -> String {
    try TextOutput.text { if let node = try graph.node(id) { try write(node, graph, links: nil, to: &$0) } }
  }

  /// Writes dossiers and an index into a folder that is there.
  ///
  /// - Parameter ids: of nodes; nil for all that are of a kind that acts or where something happens, and have an edge.
  public static func write(_ graph: some GraphReading, of ids: [String]?, into folder: String) throws {
    var files: [(node: Node, file: String)] = []
    var taken: Set<String> = ["index.md"]
    let asked = ids.map(Set.init)
    try graph.forEachNode { node in
      guard asked?.contains(node.id) ?? Self.kinds.contains(node.kind) else { return .continue }
      if asked == nil, try graph.edges(at: node.id).isEmpty { return .continue }
      var file = fileName(node.id)
      if !taken.insert(file.lowercased()).inserted {
        file = String(file.dropLast(3)) + "-" + Identifier.hash([node.id]) + ".md"
        taken.insert(file.lowercased())
      }
      files.append((node, file))
      return .continue
    }
    let links = Dictionary(uniqueKeysWithValues: files.map { ($0.node.id, $0.file) })
    for (node, file) in files {
      try TextOutput.replace(folder + "/" + file) { try write(node, graph, links: links, to: &$0) }
    }
    try TextOutput.replace(folder + "/index.md") { try writeIndex(files, to: &$0) }
  }

  /// A file name that every system takes: letters and digits of ASCII, hyphens.
  static func fileName(_ id: String) -> String {
    let slug = Identifier.slug(id.replacing(":", with: " "), limit: 80)
      .filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return (slug.isEmpty ? "node-" + Identifier.hash([id]) : slug) + ".md"
  }

  private static func writeIndex(_ files: [(node: Node, file: String)], to output: inout TextOutput) throws {
    try output.write(literal: "# Dossiers\n")
    var kind: NodeKind?
    for (node, file) in files {
      if node.kind != kind {
        kind = node.kind
        try output.write(literal: "\n## ")
        try output.write(node.kind.rawValue, .markdown)
        try output.write(literal: "\n\n")
      }
      try output.write(literal: "- ")
      try link(node.label, file, to: &output)
      try output.write(literal: "\n")
    }
  }

  // MARK: - One dossier

  private static func write(
    _ node: Node, _ graph: some GraphReading, links: [String: String]?, to output: inout TextOutput
  ) throws {
    try output.write(literal: "# ")
    try output.write(node.label, .markdown)
    try output.write(literal: "\n\n")
    try line("kind", node.kind == .untyped ? "" : node.kind.rawValue, to: &output)
    try line("also", node.aliases.joined(separator: ", "), to: &output)
    let seen = [node.firstSeen, node.lastSeen == node.firstSeen ? nil : node.lastSeen].compactMap { $0 }
    try line("seen", seen.joined(separator: " – "), to: &output)
    try line("articles", node.articles.isEmpty ? "" : "\(node.articles.count)", to: &output)
    for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) {
      try line(name, value.description, to: &output)
    }
    let edges = try graph.edges(at: node.id)
      .sorted { ($0.date ?? "~", $0.relation, $0.key) < ($1.date ?? "~", $1.relation, $1.key) }
    var heading: String?
    for edge in edges {
      let year = edge.date.map { String($0.prefix { $0 != "-" }) } ?? "Without a date"
      if year != heading {
        heading = year
        try output.write(literal: "\n## ")
        try output.write(year, .markdown)
        try output.write(literal: "\n")
      }
      try write(edge, at: node, graph, links: links, to: &output)
    }
  }

  private static func write(
    _ edge: Edge, at node: Node, _ graph: some GraphReading, links: [String: String]?,
    to output: inout TextOutput
  ) throws {
    let other = edge.source == node.id ? edge.target : edge.source
    try output.write(literal: "\n- ")
    if let date = edge.date {
      try output.write(literal: "**")
      try output.write(date, .markdown)
      try output.write(literal: "** ")
    }
    try output.write(edge.relation == .untyped ? "related" : edge.relation.rawValue, .markdown)
    try output.write(edge.isSymmetric ? " — " : edge.source == node.id ? " → " : " ← ")
    let label = try graph.node(other)?.label ?? other
    if let file = links?[other] {
      try link(label, file, to: &output)
    } else {
      try output.write(label, .markdown)
    }
    if let title = edge.title {
      try output.write(literal: " (")
      try output.write(title, .markdown)
      try output.write(literal: ")")
    }
    if edge.modality != .occurred, edge.modality != .unstated {
      try output.write(" *\(edge.modality.rawValue)*")
    }
    if let content = edge.content {
      try output.write(literal: ": ")
      try output.write(content, .markdown)
    }
    if let sayer = edge.accordingTo {
      try output.write(literal: ", according to ")
      try output.write(try graph.node(sayer)?.label ?? sayer, .markdown)
    }
    try output.write(literal: "\n")
    for piece in edge.evidence { try write(piece, graph, to: &output) }
  }

  private static func write(
    _ piece: Evidence, _ graph: some GraphReading, to output: inout TextOutput
  ) throws {
    let info = try graph.article(piece.article)?.info
    try output.write(literal: "\n  > ")
    try output.write(piece.quote, .markdown)
    try output.write(literal: "\n  >\n  > — ")
    let title = info?.title ?? piece.article
    if let url = info?.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
      try link(title, url, to: &output)
    } else {
      try output.write(title, .markdown)
    }
    for part in [info?.source, info?.date].compactMap({ $0 }) {
      try output.write(literal: ", ")
      try output.write(part, .markdown)
    }
    try output.write(" (")
    try output.write(piece.article, .markdown)
    try output.write(":\(piece.start)-\(piece.end))\n")
  }

  private static func line(
    _ name: String, _ value: String, to output: inout TextOutput
  ) throws(FormatError) {
    if value.isEmpty { return }
    try output.write(literal: "- ")
    try output.write(name, .markdown)
    try output.write(literal: ": ")
    try output.write(value, .markdown)
    try output.write(literal: "\n")
  }

  private static func link(
    _ label: String, _ target: String, to output: inout TextOutput
  ) throws(FormatError) {
    try output.write(literal: "[")
    try output.write(label, .markdown)
    try output.write(literal: "](<")
    try output.write(target, .iri)
    try output.write(literal: ">)")
  }
}
