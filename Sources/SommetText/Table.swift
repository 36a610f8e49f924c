/// A table of words or rules: tab-separated values with a line of column names.
///
/// Lines that begin with `#` and blank lines are skipped. The first other line names the columns. Every row has
/// as many fields as there are columns; fields are trimmed of spaces, and may be empty.
public struct Table: Sendable {
  /// One row, with its place for messages.
  public struct Row: Sendable {
    /// Counted from 1.
    public let line: Int
    public let fields: [Substring]
    fileprivate let table: Header

    /// The name of the table's file.
    public var tableName: String { table.name }

    /// The field under a column's name.
    ///
    /// - Precondition: the table was opened with that column.
    public subscript(column: String) -> Substring {
      guard let index = table.columns.firstIndex(of: column) else {
        preconditionFailure("\(table.name) was not opened with a column '\(column)'")
      }
      return fields[index]
    }

    /// An error at one of the row's fields.
    public func error(_ column: String, expected: String) -> TableError {
      let index = table.columns.firstIndex(of: column) ?? 0
      let before = fields[..<index].reduce(0) { $0 + $1.unicodeScalars.count + 1 }
      return TableError(
        table: table.name, line: line, column: before + 1, expected: expected, found: "'\(fields[index])'")
    }
  }

  // A class, so that the rows share it: a table has thousands of them.
  fileprivate final class Header: Sendable {
    let name: String
    let columns: [String]

    init(name: String, columns: [String]) {
      self.name = name
      self.columns = columns
    }
  }

  /// The file's name.
  public let name: String
  public let rows: [Row]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - name: the file's name, for messages.
  ///   - columns: the columns there must be, in order.
  public init(_ text: String, name: String, columns: [String]) throws(TableError) {
    let header = Header(name: name, columns: columns)
    var rows: [Row] = []
    var isHeaderRead = false
    var text = text
    text.makeContiguousUTF8()
    for cut in Self.cut(&text, columns: columns.count) {
      let fields = cut.fields.map { Self.trimmed(Self.slice(text, $0)) }
      if !isHeaderRead {
        guard fields.elementsEqual(columns, by: { $0 == $1 }) else {
          throw TableError(
            table: name, line: cut.line, column: 1,
            expected: "the columns \(columns.joined(separator: ", "))",
            found: fields.joined(separator: ", "))
        }
        isHeaderRead = true
        continue
      }
      guard fields.count == columns.count else {
        let content = Self.slice(text, cut.fields[0].lowerBound..<cut.fields.last!.upperBound)
        throw TableError(
          table: name, line: cut.line, column: content.unicodeScalars.count + 1,
          expected: "\(columns.count) fields",
          found: "\(fields.count)")
      }
      rows.append(Row(line: cut.line, fields: fields, table: header))
    }
    guard isHeaderRead else {
      throw TableError(
        table: name, line: text.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }, column: 1,
        expected: "the columns \(columns.joined(separator: ", "))",
        found: "the end of the file")
    }
    self.name = name
    self.rows = rows
  }

  /// The fields of every line that is neither blank nor a comment, as ranges of UTF-8 bytes.
  ///
  /// Cuts at bytes, since a grapheme cluster may begin with the separator (a combining mark after a tab), and since a
  /// program reads thousands of rows when it starts.
  private static func cut(_ text: inout String, columns: Int) -> [(line: Int, fields: [Range<Int>])] {
    text.withUTF8 { bytes in
      var found: [(line: Int, fields: [Range<Int>])] = []
      var line = 0
      var start = 0
      while start <= bytes.count {
        line += 1
        var end = start
        var fields: [Range<Int>] = []
        if start < bytes.count, bytes[start] != UInt8(ascii: "#"), bytes[start] != UInt8(ascii: "\n") {
          fields.reserveCapacity(columns)
          var field = start
          while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: "\t") {
              fields.append(field..<end)
              field = end + 1
            }
            end += 1
          }
          fields.append(field..<end)
          found.append((line, fields))
        } else {
          while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        }
        start = end + 1
      }
      return found
    }
  }

  /// The text between two offsets in UTF-8 bytes: steps of one operation in a string that is UTF-8 already.
  private static func slice(_ text: String, _ range: Range<Int>) -> Substring {
    let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    return text[start..<text.utf8.index(start, offsetBy: range.count)]
  }

  private static func trimmed(_ field: Substring) -> Substring {
    var bytes = field.utf8
    while bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\r") {
      bytes = bytes.dropLast()
    }
    return Substring(bytes)
  }
}

extension Table {
  /// The columns of a table of word classes.
  public static let classColumns = ["class", "word", "example"]

  /// The words of each class, parted by `|`.
  ///
  ///     class   word        example
  ///     of      de|d'|du    Le chef de l'État parle.
  ///
  /// Throws when a row names a class that there is not, or holds no word, and when a class has no row.
  public func words<Class>(by classes: Class.Type) throws(TableError) -> [Class: [Substring]]
  where Class: CaseIterable & Hashable & RawRepresentable, Class.RawValue == String {
    try words(named: Dictionary(uniqueKeysWithValues: classes.allCases.map { ($0.rawValue, $0) }))
  }

  /// The same for classes that are no strings themselves, by their names in the table.
  public func words<Class: Hashable>(named classes: [String: Class]) throws(TableError) -> [Class:
    [Substring]]
  {
    var words: [Class: [Substring]] = [:]
    for row in rows {
      guard let found = classes[String(row["class"])] else {
        throw row.error("class", expected: "a class of words")
      }
      let members = row["word"].split(separator: "|")
      if members.isEmpty { throw row.error("word", expected: "words parted by '|'") }
      words[found, default: []] += members
    }
    if let missing = classes.keys.sorted().first(where: { words[classes[$0]!] == nil }) {
      throw TableError(
        table: name, line: (rows.last?.line ?? 0) + 1, column: 1,
        expected: "a row of the class '\(missing)'",
        found: "the end of the file")
    }
    return words
  }
}

/// A fault in a table, with its place.
public struct TableError: Error, Sendable, Hashable, CustomStringConvertible {
  public let table: String
  /// Line and column (in Unicode scalars), counted from 1.
  public let line: Int
  public let column: Int
  public let expected: String
  public let found: String

  public init(table: String, line: Int, column: Int, expected: String, found: String) {
    self.table = table
    self.line = line
    self.column = column
    self.expected = expected
    self.found = found
  }

  public var description: String { "\(table):\(line):\(column): expected \(expected), found \(found)" }
}
