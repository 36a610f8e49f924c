import Foundation
import SommetGraph
import SommetText

/// The forms in which a graph is read.
public enum GraphInputFormat: String, Sendable, CaseIterable {
  /// Node-link JSON, or JSON Lines.
  case json
  case graphml
  case gexf
  case dot
  /// Tables of nodes and edges.
  case csv

  /// What a file holds, by its content, and its name where that does not tell; a folder holds tables.
  ///
  /// - Throws: `FormatError` when it is none of these, or cannot be read.
  public init(path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      self = .csv
    } else {
      try self.init(GraphSource(path: path))
    }
  }

  public init(_ source: GraphSource) throws {
    let head = try source.head(1 << 14)
    guard !head.isEmpty else {
      throw FormatError(
        file: source.name, "expected a graph in JSON, GraphML, GEXF, DOT or CSV, found an empty file")
    }
    // Text of two bytes a letter is XML here; without its zeros it can be looked at.
    let text = String(
      decoding: head.filter { $0 != 0 }.drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) }, as: UTF8.self)
    let start = text.drop { $0.isWhitespace }
    switch start.first {
    case "{", "[": self = .json
    case "<": self = text.contains("<gexf") || text.contains(":gexf") ? .gexf : .graphml
    default:
      if Self.beginsDOT(start) {
        self = .dot
      } else if Self.isTable(source.name, start) {
        self = .csv
      } else {
        throw FormatError(
          file: source.name, line: 1, column: 1,
          "expected a graph in JSON, GraphML, GEXF, DOT or CSV, found none of these")
      }
    }
  }

  /// Whether the first word that is no comment is one that a graph begins with.
  private static func beginsDOT(_ text: Substring) -> Bool {
    var rest = text
    while true {
      rest = rest.drop { $0.isWhitespace }
      if rest.hasPrefix("//") || rest.hasPrefix("#") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        guard let end = rest.firstRange(of: "*/") else { return true }
        rest = rest[end.upperBound...]
      } else {
        break
      }
    }
    let word = rest.prefix { $0.isLetter }.lowercased()
    return ["graph", "digraph", "strict"].contains(word)
      && rest.dropFirst(word.count).first.map { !",;\t".contains($0) } ?? true
  }

  private static func isTable(_ name: String, _ text: Substring) -> Bool {
    if [".csv", ".tsv"].contains(where: { name.lowercased().hasSuffix($0) }) { return true }
    let header = text.prefix { !$0.isNewline }.lowercased()
    return header.contains("source") && header.contains("target") || header.contains("start_id")
      || header.hasPrefix("id,") || header.hasPrefix("id;") || header.hasPrefix("id\t")
  }
}

extension GraphFormat {
  /// Reads a graph in any of the forms that are read; its content tells which.
  ///
  /// - Throws: `FormatError` with everything that is wrong.
  public static func read(_ path: String) throws -> Graph {
    var collector = GraphCollector()
    try read(path, into: &collector)
    return collector.graph()
  }

  /// Hands a graph to a sink, in file order and bounded memory.
  ///
  /// - Returns: warnings of what was taken otherwise than it stands, or passed over.
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws.
  @discardableResult
  public static func read(_ path: String, into sink: inout some GraphSink) throws -> [Diagnostic] {
    if case .csv = try GraphInputFormat(path: path) { return try CSVTables.read(path: path, into: &sink) }
    return try read(GraphSource(path: path), into: &sink)
  }

  @discardableResult
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws -> [Diagnostic] {
    switch try GraphInputFormat(source) {
    case .json:
      try NodeLinkJSON.read(source, into: &sink)
      return []
    case .graphml: return try GraphML.read(source, into: &sink)
    case .gexf: return try GEXF.read(source, into: &sink)
    case .dot: return try DOT.read(source, into: &sink)
    case .csv: return try CSVTables.read([source], name: source.name, into: &sink)
    }
  }

  /// Everything wrong with a graph file, in file order; nothing when it is valid. GraphML and JSON are checked more
  /// strictly than they are read; of DOT, Graphviz' own parser is asked as well where it is installed.
  public static func diagnostics(_ path: String) async throws -> [Diagnostic] {
    let format = try GraphInputFormat(path: path)
    switch format {
    case .graphml: return try GraphMLValidator().diagnostics(try InputFile.bytes(path), name: path)
    case .json: return NodeLinkJSON.diagnostics(try GraphSource(path: path))
    case .gexf, .dot, .csv:
      var counter = GraphCounter()
      do {
        let warnings = try read(path, into: &counter)
        return format == .dot ? warnings + (try await Graphviz.opinion(of: path)) : warnings
      } catch let error as FormatError {
        return error.diagnostics
      }
    }
  }
}
