import Foundation
import SommetGraph
import SommetText
import SommetXML

/// Reads tables of nodes and edges: Gephi's, our own, and those with the headers of `neo4j-admin database import`.
///
/// A table with columns for both ends (`Source`, `Target`; `:START_ID`, `:END_ID`) holds edges, one with a column for ids
/// (`Id`; `:ID`) nodes. Without a table of nodes, edges make their own. Columns have types only by neo4j's headers;
/// elsewhere a value without quotes that is written as a number or a truth value is one.
struct CSVReader {
  private(set) var assembler: GraphAssembler
  private var nodeDraft = NodeDraft()
  private var edgeDraft = EdgeDraft()

  init(file: String, sink: any GraphSink, makesNodes: Bool) {
    assembler = GraphAssembler(file: file, sink: sink, makesNodes: makesNodes)
  }

  mutating func read(_ source: GraphSource) throws {
    var scanner = try CSVScanner(source)
    guard let header = try scanner.row() else {
      throw FormatError(file: source.name, "expected a header, found an empty file")
    }
    let columns = try CSVColumns(header.map(\.text), file: source.name)
    while true {
      guard let row = try scanner.row() else { return }
      let place = XMLPlace(line: scanner.rowLine, column: 1)
      guard row.count <= columns.columns.count else {
        assembler.fault(
          row[columns.columns.count].place, "expected \(columns.columns.count) fields, found \(row.count)")
        continue
      }
      if columns.isEdges { try edge(row, columns, place) } else { try node(row, columns, place) }
    }
  }

  private mutating func node(_ row: [CSVScanner.Field], _ columns: CSVColumns, _ place: XMLPlace) throws {
    guard let id = columns.id.flatMap({ $0 < row.count ? row[$0] : nil }), !id.isAbsent else {
      return assembler.fault(place, "expected an id of the node, found none")
    }
    nodeDraft.reset(id: columns.text(id))
    var labels: [Substring] = []
    for (field, column) in zip(row, columns.columns) where !field.isAbsent {
      switch column.role {
      case .labels: labels = columns.list(field)
      case .node(let name):
        switch columns.value(field, column) {
        case nil:
          assembler.fault(
            field.place, "\(column.name): expected \(column.type!.article), found '\(field.text)'")
        case .string(let text)?:
          var text = text
          if column.isList { text = JSONText.array(columns.list(field).map(String.init)) }
          text.withUTF8 { _ = nodeDraft.set(name, .string, $0) }
        case let value?:
          if case .attribute(let name) = name {
            nodeDraft.node.attributes[name] = value
          } else {
            var text = field.text
            text.withUTF8 { _ = nodeDraft.set(name, .string, $0) }
          }
        }
      default: break
      }
    }
    if nodeDraft.node.kind == .untyped, let label = labels.last(where: { $0 != "Entity" }) {
      nodeDraft.node.kind = NodeKind(rawValue: String(label))
    }
    try assembler.add(nodeDraft.node, at: place)
  }

  private mutating func edge(_ row: [CSVScanner.Field], _ columns: CSVColumns, _ place: XMLPlace) throws {
    func field(_ column: Int?) -> String? {
      guard let column, column < row.count, !row[column].isAbsent else { return nil }
      return columns.text(row[column])
    }
    guard let source = field(columns.source), let target = field(columns.target) else {
      return assembler.fault(place, "expected a source and a target of the edge")
    }
    edgeDraft.reset(source: source, target: target, isDirected: true)
    switch field(columns.direction)?.lowercased() {
    case nil, "directed": break
    case "undirected", "mutual": edgeDraft.edge.isDirected = false
    case let found?:
      assembler.fault(
        columns.direction.map { row[$0].place }, "Type: expected Directed or Undirected, found '\(found)'")
    }
    for (field, column) in zip(row, columns.columns) where !field.isAbsent {
      switch column.role {
      case .kind: edgeDraft.kind = columns.relation(field)
      case .edge(let name): set(name, field, column, columns)
      default: break
      }
    }
    if edgeDraft.edge.relation != .untyped { edgeDraft.kind = nil }
    edgeDraft.finish()
    try assembler.add(
      &edgeDraft.edge, key: field(columns.id),
      type: columns.kind.flatMap { $0 < row.count ? row[$0].text : nil },
      at: place)
  }

  private mutating func set(
    _ name: EdgeField, _ field: CSVScanner.Field, _ column: CSVColumns.Column, _ columns: CSVColumns
  ) {
    guard let value = columns.value(field, column) else {
      return assembler.fault(
        field.place, "\(column.name): expected \(column.type!.article), found '\(field.text)'")
    }
    switch (name, value) {
    case (.attribute, _), (.weight, _), (.confidence, _): edgeDraft.set(name, value)
    default:
      var text = columns.text(field)
      text.withUTF8 { _ = edgeDraft.set(name, .string, $0) }
    }
  }

  /// - Throws: `FormatError` with everything that is wrong.
  mutating func finish() throws { try assembler.finish() }
}

/// What the columns of a table hold, by its header.
struct CSVColumns {
  enum Role { case id, source, target, direction, kind, labels, ignored, node(NodeField), edge(EdgeField) }

  struct Column {
    var name: String
    /// nil where the header does not tell.
    var type: ScalarType?
    var isList = false
    var role: Role
  }

  private(set) var columns: [Column] = []
  private(set) var isEdges = false
  private(set) var id: Int?
  private(set) var source: Int?
  private(set) var target: Int?
  private(set) var direction: Int?
  private(set) var kind: Int?
  private var isNeo4j = false

  init(_ header: [String], file: String) throws {
    let types = header.map { Self.type($0) }
    isNeo4j = types.contains { ["ID", "START_ID", "END_ID", "LABEL", "TYPE"].contains($0) }
    let names = header.map { $0.lowercased() }
    isEdges = types.contains("START_ID") || names.contains("source") && names.contains("target")
    for (number, text) in header.enumerated() { add(number, text, types[number]) }
    if isEdges ? source == nil || target == nil : id == nil {
      throw FormatError(
        file: file, line: 1, column: 1, "expected a column Id, or columns Source and Target, found none")
    }
  }

  /// What stands behind the last colon, without what follows in brackets.
  private static func type(_ header: String) -> String? {
    guard let colon = header.lastIndex(of: ":") else { return nil }
    return String(header[header.index(after: colon)...].prefix { $0 != "(" && $0 != "{" })
  }

  private mutating func add(_ number: Int, _ header: String, _ type: String?) {
    var column = Column(name: header, type: nil, role: .ignored)
    var word = type ?? ""
    if isNeo4j, let type, let colon = header.lastIndex(of: ":") {
      column.name = String(header[..<colon])
      column.isList = type.hasSuffix("[]")
      if column.isList { word = String(type.dropLast(2)) }
      column.type = column.isList ? .string : ScalarType(name: word)
    } else if isNeo4j {
      column.type = .string
    }
    switch isNeo4j ? word : header.lowercased() {
    case "ID" where isNeo4j, "id" where !isNeo4j:
      id = number
      column.role = .id
    case "START_ID" where isNeo4j, "source" where !isNeo4j && isEdges:
      source = number
      column.role = .source
    case "END_ID" where isNeo4j, "target" where !isNeo4j && isEdges:
      target = number
      column.role = .target
    case "type" where !isNeo4j && isEdges:
      direction = number
      column.role = .direction
    case "TYPE" where isNeo4j, "kind" where !isNeo4j && isEdges:
      kind = number
      column.role = .kind
    case "LABEL" where isNeo4j: column.role = .labels
    case "IGNORE" where isNeo4j: break
    default: column.role = role(&column, number)
    }
    columns.append(column)
  }

  private mutating func role(_ column: inout Column, _ number: Int) -> Role {
    if isNeo4j, isEdges, column.name == "key" {
      id = number
      return .id
    }
    if column.name.hasPrefix(GraphML.attributePrefix) {
      let name = String(column.name.dropFirst(GraphML.attributePrefix.count))
      return isEdges ? .edge(.attribute(name)) : .node(.attribute(name))
    }
    // Gephi writes its own columns with a capital.
    let name = ["Label", "Weight"].contains(column.name) ? column.name.lowercased() : column.name
    let isNumber = name == "weight" || name == "confidence"
    if isEdges { return .edge(EdgeField(name: name, type: isNumber ? .double : .string)) }
    return .node(NodeField(name: name, type: .string))
  }

  // MARK: - Values

  /// A field's text, without the apostrophe that keeps a spreadsheet from taking it for a formula.
  func text(_ field: CSVScanner.Field) -> String {
    guard !isNeo4j, field.text.utf8.first == UInt8(ascii: "'"),
      let mark = field.text.utf8.first(where: { $0 != UInt8(ascii: "'") }),
      [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(mark)
    else { return field.text }
    return String(field.text.dropFirst())
  }

  /// A field's value; nil when it is not of its column's type.
  func value(_ field: CSVScanner.Field, _ column: Column) -> AttributeValue? {
    if let type = column.type {
      if type == .string { return .string(text(field)) }
      var text = field.text
      return text.withUTF8 { type.value($0) }
    }
    if field.isQuoted { return .string(text(field)) }
    if let number = Int(field.text), String(number) == field.text { return .integer(number) }
    if let number = Double(field.text),
      number.description == field.text || AttributeValue.decimal(number) == field.text
    {
      return .double(number)
    }
    switch field.text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "Infinity": return .double(.infinity)
    case "-Infinity": return .double(-.infinity)
    case "NaN": return .double(.nan)
    default: return .string(text(field))
    }
  }

  /// The texts of a list: parted by U+001F as in our own tables, else by semicolons.
  func list(_ field: CSVScanner.Field) -> [Substring] {
    field.text.split(separator: field.text.contains("\u{1F}") ? "\u{1F}" : ";")
  }

  /// A relation from neo4j's type, which is in capitals for our own.
  func relation(_ field: CSVScanner.Field) -> String {
    isNeo4j ? Relation(known: field.text.lowercased())?.rawValue ?? field.text : text(field)
  }
}

/// Tables of nodes and edges as a graph.
public enum CSVTables {
  /// Hands the tables of a graph to a sink: `nodes.csv` and `edges.csv` or `relationships.csv` of a folder, or one file.
  ///
  /// - Returns: warnings.
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws. The sink is then left as it was.
  @discardableResult
  public static func read(path: String, into sink: inout some GraphSink) throws -> [Diagnostic] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return try read([try GraphSource(path: path)], name: path, into: &sink)
    }
    let files = ["nodes", "edges", "relationships"].flatMap { name in
      ["csv", "tsv"].map { "\(path)/\(name).\($0)" }
    }.filter { FileManager.default.fileExists(atPath: $0) }
    guard !files.isEmpty else {
      throw FormatError(file: path, "expected nodes.csv and edges.csv in the folder, found neither")
    }
    return try read(try files.map { try GraphSource(path: $0) }, name: path, into: &sink)
  }

  /// - Parameter name: stands for the tables in messages about all of them.
  @discardableResult
  static func read(_ sources: [GraphSource], name: String, into sink: inout some GraphSink) throws
    -> [Diagnostic]
  {
    // A single table of edges makes its own nodes.
    var reader = CSVReader(
      file: sources.count == 1 ? sources[0].name : name, sink: sink, makesNodes: sources.count == 1)
    for source in sources { try reader.read(source) }
    try reader.finish()
    reader.assembler.give(back: &sink)
    return reader.assembler.warnings
  }
}
