import Foundation
import Sommet

/// Rows, in the form that a person or a program wants.
struct RowListing {
  enum Form: String { case table, line, markdown, csv, tsv, json, jsonl }

  let columns: [String]
  let form: Form
  private var table: TextTable
  private(set) var count = 0

  /// - Parameter faint: columns that a table shows faint.
  init(columns: [String], form: Form, faint: Set<String> = []) {
    self.columns = columns
    self.form = form
    table = TextTable(columns: columns)
    table.faint = Set(columns.indices.filter { faint.contains(columns[$0]) })
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

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - text: what people read in a column.
  ///   - json: the value of a column in JSON.
  ///   - notes: lines below the row of a table.
  mutating func add(
    notes: [(text: String, style: Console.Style?)] = [], text: (Int) throws -> String,
    json: (Int) throws -> String
  ) rethrows {
    if form == .json || form == .jsonl {
      let fields = try columns.indices.map { "\(JSONText.string(columns[$0])): \(try json($0))" }
      return add(object: "{" + fields.joined(separator: ", ") + "}")
    }
    count += 1
    let cells = try columns.indices.map(text)
    switch form {
    case .csv: write(cells.map(Self.quoted).joined(separator: ",") + "\r\n")
    case .tsv: write(cells.map(Self.flat).joined(separator: "\t") + "\n")
    case .markdown: write("| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n")
    case .line:
      let width = columns.map(DisplayWidth.of).max() ?? 0
      for (column, cell) in zip(columns, cells) {
        let name = String(repeating: " ", count: width - DisplayWidth.of(column)) + column
        write("\(Console.styled(name, .bold)) = \(TerminalText.visible(cell))\n")
      }
      write("\n")
    default: table.rows.append(TextTable.Row(cells: cells, notes: notes))
    }
  }

  mutating func add(_ cells: [Cell], notes: [(text: String, style: Console.Style?)] = []) {
    add(notes: notes, text: { cells[$0].text }, json: { cells[$0].json })
  }

  /// Adds an object in JSON, which has more than the columns.
  mutating func add(object: String) {
    count += 1
    write(form == .jsonl ? object + "\n" : (count > 1 ? ",\n " : "\n ") + object)
  }

  func end() {
    switch form {
    case .json: write(count > 0 ? "\n]\n" : "]\n")
    case .table: if count > 0 { table.write(write) }
    default: break
    }
  }

  /// Tells on standard error how many rows there are, and were shown.
  func tell(of all: Int) { Self.tell(count, of: all) }

  static func tell(_ shown: Int, of all: Int) {
    let rows = all == 1 ? "row" : "rows"
    Console.summary(all == shown ? "\(all) \(rows)" : "\(shown) of \(all) \(rows)")
  }

  private func write(_ text: String) { Console.output.write(text) }

  /// RFC 4180.
  private static func quoted(_ text: String) -> String {
    text.contains { ",\"\r\n".contains($0) || $0 == "\r\n" }
      ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
  }

  private static func flat(_ text: String) -> String {
    TerminalText.visible(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  private static func escaped(_ text: String) -> String {
    flat(text).replacingOccurrences(of: "|", with: "\\|")
  }
}

/// A value in a row of our own.
enum Cell {
  case text(String?)
  case number(Double)
  case list([String])

  var text: String {
    switch self {
    case .text(let text): text ?? ""
    case .number(let number): AttributeValue.decimal(number)
    case .list(let items): items.joined(separator: ", ")
    }
  }

  var json: String {
    switch self {
    case .text(let text): text.map(JSONText.string) ?? "null"
    case .number(let number): JSONText.value(.double(number))
    case .list(let items): JSONText.array(items)
    }
  }
}
