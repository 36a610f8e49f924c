import ArgumentParser
import Foundation
import Sommet

/// Edges as lines: aligned columns for a terminal, tab-separated or JSON for programs.
struct EdgeListing {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case table, tsv, jsonl
  }

  let graph: Graph
  let form: Form
  let quotes: Bool

  private static let columns = ["date", "who", "relation", "whom", "modality", "weight", "content"]

  func write(_ edges: [Edge]) {
    switch form {
    case .table: writeTable(edges)
    case .tsv: writeTSV(edges)
    case .jsonl: writeJSONLines(edges)
    }
  }

  private func label(_ id: String) -> String { graph.node(id)?.label ?? id }

  private func fields(_ edge: Edge) -> [String] {
    [
      edge.date ?? "", label(edge.source), edge.relation.rawValue, label(edge.target), edge.modality.rawValue,
      AttributeValue.decimal(edge.weight), edge.title ?? edge.content ?? "",
    ]
  }

  private func writeTable(_ edges: [Edge]) {
    let rows = edges.map(fields)
    let caps = [21, 28, 14, 36, 12, 6, Int.max]
    let widths = Self.columns.indices.map { column in
      min(caps[column], max(Self.columns[column].count, rows.map { $0[column].count }.max() ?? 0))
    }
    func line(_ fields: [String]) -> String {
      let cells = fields.enumerated().map { column, field in
        column == fields.count - 1 ? Self.cut(field, to: 60) : Self.padded(field, to: widths[column])
      }
      return cells.joined(separator: "  ").trimmingSuffix()
    }
    if !rows.isEmpty { Console.output.write(Console.styled(line(Self.columns), .bold) + "\n") }
    for (edge, row) in zip(edges, rows) {
      Console.output.write(line(row) + "\n")
      if quotes { writeQuotes(edge) }
    }
    Console.error("\(edges.count) \(edges.count == 1 ? "edge" : "edges")")
  }

  /// The sentences behind an edge, each with its place.
  func writeQuotes(_ edge: Edge) {
    for piece in edge.evidence {
      let quote = piece.quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      Console.output.write(
        "    « \(quote) »\n" + Console.styled("      \(piece.article):\(piece.start)-\(piece.end)", .faint)
          + "\n")
    }
  }

  private func writeTSV(_ edges: [Edge]) {
    Console.output.write(
      (Self.columns + ["article", "start", "end", "quote"]).joined(separator: "\t") + "\n")
    for edge in edges {
      let pieces = quotes ? edge.evidence[...] : edge.evidence.prefix(1)
      for piece in pieces {
        let row =
          fields(edge) + [piece.article, String(piece.start), String(piece.end), piece.quote]
        Console.output.write(
          row.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.joined(separator: "\t")
            + "\n")
      }
    }
  }

  private func writeJSONLines(_ edges: [Edge]) {
    for edge in edges { Console.output.write(NodeLinkJSON.edge(edge) + "\n") }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    let text = cut(text, to: width)
    return text + String(repeating: " ", count: width - text.count)
  }

  private static func cut(_ text: String, to width: Int) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count <= width ? text : text.prefix(width - 1) + "…"
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
