import SommetGraph
import SommetText

/// The forms in which a graph is written and read.
public enum GraphFormat: String, Sendable, CaseIterable {
  /// Node-link JSON, which keeps everything.
  case json
  case graphml
  /// Graphviz' language, written only.
  case dot
  /// A drawing by Graphviz, written only.
  case svg

  /// By a path's extension, in any case.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  /// Writes a graph to a file, which appears whole or not at all.
  ///
  /// - Parameter view: what a picture shows; other formats hold everything.
  public func write(_ graph: some GraphReading, to path: String, view: GraphView = .actors) async throws {
    // Drawn before the file is begun, since a drawing takes time and may fail.
    let drawing = self == .svg ? try await Graphviz().svg(try DOT.text(graph, view: view)) : nil
    try OutputFile.replace(path) { descriptor in
      try write(graph, drawing: drawing, view: view, descriptor: descriptor, name: path)
    }
  }

  /// Writes a graph to an open descriptor, such as that of standard output.
  ///
  /// - Parameter name: stands for the file in messages.
  public func write(
    _ graph: some GraphReading, descriptor: Int32, name: String, view: GraphView = .actors
  ) async throws {
    let drawing = self == .svg ? try await Graphviz().svg(try DOT.text(graph, view: view)) : nil
    try write(graph, drawing: drawing, view: view, descriptor: descriptor, name: name)
  }

  private func write(
    _ graph: some GraphReading, drawing: String?, view: GraphView, descriptor: Int32, name: String
  ) throws {
    switch self {
    case .json: try NodeLinkJSON.write(graph, descriptor: descriptor, name: name)
    case .graphml: try GraphML.write(graph, descriptor: descriptor, name: name)
    case .dot: try DOT.write(graph, view: view, descriptor: descriptor, name: name)
    case .svg:
      var output = TextOutput(descriptor: descriptor, name: name)
      try output.write(drawing ?? "")
      try output.flush()
    }
  }

  // MARK: - Reading

  /// Reads a graph from a JSON or GraphML file; which of them it is, its first character tells.
  public static func read(_ path: String) throws -> Graph {
    let bytes = try InputFile.bytes(path)
    switch try detect(bytes, name: path) {
    case .graphml: return try GraphML.read(bytes, name: path)
    default: return try NodeLinkJSON.read(bytes, name: path)
    }
  }

  /// Everything wrong with a JSON or GraphML file, in file order; nothing when it is valid.
  public static func diagnostics(_ path: String) throws -> [Diagnostic] {
    let bytes = try InputFile.bytes(path)
    switch try detect(bytes, name: path) {
    case .graphml: return try GraphMLValidator().diagnostics(bytes, name: path)
    default: return NodeLinkJSON.diagnostics(bytes, name: path)
    }
  }

  private static func detect(_ bytes: [UInt8], name: String) throws(FormatError) -> GraphFormat {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    switch bytes.first(where: { !blanks.contains($0) }) {
    case UInt8(ascii: "{"): return .json
    // UTF-16 begins with its byte order mark.
    case UInt8(ascii: "<"), 0xFE, 0xFF: return .graphml
    case nil: throw FormatError(file: name, "expected a graph in JSON or GraphML, found an empty file")
    default:
      throw FormatError(file: name, line: 1, column: 1, "expected a graph in JSON or GraphML, found neither")
    }
  }
}
