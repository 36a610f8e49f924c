import Foundation
import SommetGraph
import SommetText

/// The forms in which a graph is written and read.
public enum GraphFormat: String, Sendable, CaseIterable {
  /// Node-link JSON, which keeps everything.
  case json
  /// An article, node or edge a line.
  case jsonl
  case graphml
  case gexf
  /// Graphviz' language.
  case dot
  /// Drawings by Graphviz.
  case svg, png, pdf
  /// Gephi's tables of nodes and edges.
  case csv
  /// Tables with the headers of `neo4j-admin database import`.
  case neo4j
  /// A script in openCypher.
  case cypher
  /// A script for PostgreSQL's `psql`.
  case postgres
  /// RDF.
  case turtle, jsonld
  /// A dossier of each person, organization, country… in Markdown.
  case markdown
  /// Events as PLOVER has them.
  case plover

  /// By a path's extension, in any case.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(name: name[name.index(after: dot)...].lowercased())
  }

  /// By a name as people type it, or an extension.
  public init?(name: String) {
    switch name {
    case "ttl": self = .turtle
    case "md": self = .markdown
    case "gv": self = .dot
    case "sql": self = .postgres
    case "ndjson": self = .jsonl
    default: self.init(rawValue: name)
    }
  }

  /// What a file's name ends with; for a format of several files, the folder's.
  public var fileExtension: String {
    switch self {
    case .turtle: "ttl"
    case .markdown: "md"
    case .postgres: "sql"
    case .plover: "plover.jsonl"
    default: rawValue
    }
  }

  /// Whether the format is several files in a folder.
  public var isFolder: Bool { self == .csv || self == .neo4j || self == .markdown }

  /// Whether the format shows a picture rather than the whole of the graph.
  public var isPicture: Bool { image != nil || self == .dot }

  private var image: Graphviz.Image? { Graphviz.Image(rawValue: rawValue) }

  // MARK: - Writing

  /// Writes a graph to a file, which appears whole or not at all; for a format of several files, to files in a folder,
  /// which is made.
  public func write(_ graph: some GraphReading, to path: String, options: WritingOptions = .init())
    async throws
  {
    if isFolder { return try writeFiles(graph, into: path, options: options) }
    // Drawn before the file is begun, since a drawing takes time and may fail.
    let drawing = try await drawing(of: graph, options)
    try OutputFile.replace(path) { descriptor in
      try write(graph, drawing: drawing, options: options, descriptor: descriptor, name: path)
    }
  }

  /// Writes a graph to an open descriptor, such as that of standard output.
  ///
  /// - Parameter name: stands for the file in messages.
  public func write(
    _ graph: some GraphReading, descriptor: Int32, name: String, options: WritingOptions = .init()
  ) async throws {
    if isFolder {
      guard self == .markdown, let centres = options.centres, centres.count == 1 else {
        throw FormatError(file: name, "\(rawValue) is several files: name a folder for them")
      }
      return try Dossier.write(graph, of: centres.first!, descriptor: descriptor, name: name)
    }
    let drawing = try await drawing(of: graph, options)
    try write(graph, drawing: drawing, options: options, descriptor: descriptor, name: name)
  }

  private func drawing(of graph: some GraphReading, _ options: WritingOptions) async throws -> [UInt8]? {
    guard let image else { return nil }
    var options = options
    options.reader = nil
    let text = try DOT.text(graph, style: options.dotStyle)
    return try await Graphviz().image(text, as: image, layout: options.layout)
  }

  private func write(
    _ graph: some GraphReading, drawing: [UInt8]?, options: WritingOptions, descriptor: Int32, name: String
  ) throws {
    switch self {
    case .json: try NodeLinkJSON.write(graph, descriptor: descriptor, name: name)
    case .jsonl: try JSONLines.write(graph, descriptor: descriptor, name: name)
    case .graphml:
      try GraphML.write(graph, dialect: options.graphMLDialect, descriptor: descriptor, name: name)
    case .gexf: try GEXF.write(graph, descriptor: descriptor, name: name)
    case .dot: try DOT.write(graph, style: options.dotStyle, descriptor: descriptor, name: name)
    case .svg, .png, .pdf:
      var output = TextOutput(descriptor: descriptor, name: name)
      try output.write(bytes: drawing ?? [])
      try output.flush()
    case .cypher: try Cypher.write(graph, descriptor: descriptor, name: name)
    case .postgres: try Postgres.write(graph, descriptor: descriptor, name: name)
    case .turtle: try Turtle.write(graph, descriptor: descriptor, name: name)
    case .jsonld: try JSONLD.write(graph, descriptor: descriptor, name: name)
    case .plover: try options.plover.write(graph, descriptor: descriptor, name: name)
    case .csv, .neo4j, .markdown: preconditionFailure("a format of several files has no single one")
    }
  }

  private func writeFiles(_ graph: some GraphReading, into folder: String, options: WritingOptions) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw FormatError(file: folder, "the folder cannot be made: \(error.localizedDescription)")
    }
    switch self {
    case .csv: try CSV.write(graph, into: folder)
    case .neo4j: try Neo4jTables.write(graph, into: folder)
    default: try Dossier.write(graph, of: options.centres, into: folder)
    }
  }
}
