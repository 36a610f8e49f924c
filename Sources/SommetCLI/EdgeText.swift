import Foundation
import Sommet

/// Edges as text for people: a line that says what, then the sentences.
struct EdgeText {
  let graph: OpenedGraph
  let quotes: Bool

  /// The edges at a node, each with the other end.
  func write(_ edges: [Edge], at node: Node) throws {
    for edge in edges {
      try Task.checkCancellation()
      if Console.output.isLeft { return }
      let isOut = edge.source == node.id
      let other = try graph.label(isOut ? edge.target : edge.source)
      let arrow = edge.isSymmetric ? "—" : isOut ? "→" : "←"
      let head = [
        edge.date ?? "(no date)", edge.relation.rawValue, arrow, other, edge.title.map { "(\($0))" } ?? "",
      ].filter { !$0.isEmpty }.joined(separator: " ")
      try write(edge, head: head + Self.mark(edge.modality))
    }
  }

  /// An edge with both ends.
  func write(_ edge: Edge, indent: String = "") throws {
    try write(edge, head: sentence(edge), indent: indent)
  }

  /// « A — met — B », with date and modality.
  func sentence(_ edge: Edge) throws -> String {
    let (source, target) = (try graph.label(edge.source), try graph.label(edge.target))
    let arrow = edge.isSymmetric ? "—\(edge.relation)—" : "—\(edge.relation)→"
    let title = edge.title.map { " (\($0))" } ?? ""
    return "\(source) \(arrow) \(target)\(title), \(edge.date ?? "no date")\(Self.mark(edge.modality))"
  }

  /// What stands behind an act that has not happened.
  static func mark(_ modality: Modality) -> String {
    modality == .occurred || modality == .unstated ? "" : " [\(modality.rawValue)]"
  }

  private func write(_ edge: Edge, head: String, indent: String = "") throws {
    Console.output.write(
      "\n" + indent + Console.styled(TerminalText.visible(head), .bold) + "  "
        + Console.styled(edge.key, .faint) + "\n")
    if let content = edge.content { line(content, indent) }
    if let code = edge.plover, let type = code.type {
      let words = [type] + code.modes + code.auxiliaries.map { "(\($0))" }
      line("PLOVER \(words.joined(separator: " "))", indent, .faint)
    }
    if let sayer = edge.accordingTo { line("according to \(try graph.label(sayer))", indent) }
    if quotes { for piece in edge.evidence { try Self.write(piece, indent) } }
  }

  /// Its marks stay with their words on a terminal.
  static func quoted(_ piece: Evidence) -> String {
    Console.isOutputTerminal ? "«\u{A0}\(piece.quote)\u{A0}»" : "« \(piece.quote) »"
  }

  /// A sentence, then its place.
  static func write(_ piece: Evidence, _ indent: String = "") throws {
    write(Self.quoted(piece), indent + "    ")
    write("\(piece.article):\(piece.start)-\(piece.end)", indent + "      ", .faint)
  }

  private func line(_ text: String, _ indent: String, _ style: Console.Style? = nil) {
    Self.write(text, indent + "    ", style)
  }

  /// A text, wrapped and indented; behind a pipe on one line.
  static func write(_ text: String, _ indent: String, _ style: Console.Style? = nil) {
    let width = Console.isOutputTerminal ? max(20, Console.width - indent.count) : .max
    for line in TextTable.wrapped(TerminalText.visible(text), to: width) {
      Console.output.write(indent + (style.map { Console.styled(line, $0) } ?? line) + "\n")
    }
  }
}
