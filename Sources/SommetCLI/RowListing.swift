import ArgumentParser
import Foundation
import Sommet

/// The rows of a query, in the form that a person or a program wants.
struct RowListing {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case table, line, markdown, csv, tsv, json, jsonl
  }

  let columns: [String]
  let graph: IndexedGraph
  let form: Form
  private var table: TextTable
  private(set) var count = 0

  init(columns: [String], graph: IndexedGraph, form: Form) {
    self.columns = columns
    self.graph = graph
    self.form = form
    table = TextTable(columns: columns)
  }

  func begin() {
    switch form {
    case .csv: write(columns.map(Self.quoted).joined(separator: ",") + "\r\n")
    case .tsv: write(columns.map(Self.flat).joined(separator: "\t") + "\n")
    case .json: write("[")
    case .markdown:
      write("| " + columns.map(Self.escaped).joined(separator: " | ") + " |\n")
      write("|" + String(repeating: "---|", count: columns.count) + "\n")
    case .table, .line, .jsonl: break
    }
  }

  mutating func add(_ row: [QueryValue]) throws {
    count += 1
    if form == .json || form == .jsonl {
      let fields = try zip(columns, row).map {
        "\(JSONText.string($0)): \(try JSONText.value($1, in: graph))"
      }
      let object = "{" + fields.joined(separator: ", ") + "}"
      write(form == .jsonl ? object + "\n" : (count > 1 ? ",\n " : "\n ") + object)
      return
    }
    let cells = try row.map { try $0.plainText(in: graph) }
    switch form {
    case .csv: write(cells.map(Self.quoted).joined(separator: ",") + "\r\n")
    case .tsv: write(cells.map(Self.flat).joined(separator: "\t") + "\n")
    case .markdown: write("| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n")
    case .line:
      let width = columns.map(\.count).max() ?? 0
      for (column, cell) in zip(columns, cells) {
        let name = String(repeating: " ", count: width - column.count) + column
        write("\(Console.styled(name, .bold)) = \(cell)\n")
      }
      write("\n")
    default: table.rows.append(cells)
    }
  }

  func end() {
    switch form {
    case .json: write(count > 0 ? "\n]\n" : "]\n")
    case .table: write(table.text())
    default: break
    }
  }

  private func write(_ text: String) { Console.output.write(text) }

  /// RFC 4180.
  private static func quoted(_ text: String) -> String {
    text.contains { ",\"\r\n".contains($0) || $0 == "\r\n" }
      ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
  }

  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func escaped(_ text: String) -> String {
    flat(text).replacingOccurrences(of: "|", with: "\\|")
  }
}
