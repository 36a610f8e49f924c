import Foundation
import Sommet

/// Edges as rows: who did what to whom, with the sentences on request.
struct EdgeListing {
  let graph: OpenedGraph
  let quotes: Bool
  private var rows: RowListing

  private static let told = ["date", "who", "relation", "whom", "modality", "weight", "content"]
  private static let places = ["article", "start", "end", "quote"]

  init(graph: OpenedGraph, form: RowListing.Form, quotes: Bool) {
    self.graph = graph
    self.quotes = quotes
    // On a terminal the sentences stand below; for programs in columns.
    let columns = form == .table ? Self.told + ["key"] : Self.told + Self.places + ["key"]
    rows = RowListing(columns: columns, form: form, faint: ["key"])
  }

  func begin() { rows.begin() }

  mutating func add(_ edge: Edge) throws {
    if rows.form == .json || rows.form == .jsonl { return rows.add(object: NodeLinkJSON.edge(edge)) }
    let told: [Cell] = [
      .text(edge.date), .text(try graph.label(edge.source)), .text(edge.relation.rawValue),
      .text(try graph.label(edge.target)), .text(edge.modality.rawValue), .number(edge.weight),
      .text(edge.title ?? edge.content),
    ]
    if rows.form == .table {
      return rows.add(told + [.text(edge.key)], notes: quotes ? edge.evidence.flatMap(Self.notes) : [])
    }
    let pieces = quotes ? edge.evidence[...] : edge.evidence.prefix(1)
    for piece in pieces {
      let place: [Cell] = [
        .text(piece.article), .number(Double(piece.start)), .number(Double(piece.end)), .text(piece.quote),
      ]
      rows.add(told + place + [.text(edge.key)])
    }
    if pieces.isEmpty {
      rows.add(told + Self.places.map { _ in Cell.text(nil) } + [.text(edge.key)])
    }
  }

  func end(shown: Int, of all: Int) {
    rows.end()
    RowListing.tell(shown, of: all)
  }

  private static func notes(_ piece: Evidence) -> [(text: String, style: Console.Style?)] {
    [
      ("«\u{A0}\(TerminalText.visible(piece.quote))\u{A0}»", nil),
      ("  \(piece.article):\(piece.start)-\(piece.end)", .faint),
    ]
  }
}
