import Foundation
import SommetGraph
import SommetText

/// Programs whose readers are known well enough to warn of what they lose.
public enum GraphReader: String, Sendable, CaseIterable {
  case gephi, networkx, igraph, yed, graphviz, neo4j
}

/// What a program would merge, drop or refuse of a graph file, by the table `reader-losses.tsv`.
///
/// A sink: it counts while the file is read, and keeps a number for each pair of ends.
public struct ReaderLosses: TypedGraphSink, Sendable {
  private var info = GraphInfo()
  private var counts: [String: Int] = [:]
  private var pairs: Set<UInt64> = []
  /// For ends with the type that the file gives, which is what programs tell parallel edges apart by.
  private var typedPairs: Set<UInt64> = []
  private var type: String?
  private var undirected = 0
  private var edges = 0
  private var nodes = 0
  private var attributes: (nodes: [String: Int], edges: [String: Int]) = ([:], [:])

  public init() {}

  public mutating func add(_ info: GraphInfo) { self.info = info }
  public mutating func add(_ article: GraphArticle) {}

  public mutating func add(_ node: Node) {
    nodes += 1
    count("nested", node.attributes["parent"] != nil)
    count("id-attribute", node.attributes["id"] != nil)
    count("colon", node.id.utf8.contains(UInt8(ascii: ":")))
    count("long", node.label.utf8.count >= Self.longest)
    for (name, value) in node.attributes {
      attributes.nodes[name, default: 0] += 1
      if let text = value.string { count("long", text.utf8.count >= Self.longest) }
    }
  }

  mutating func setType(_ type: String?) { self.type = type }

  public mutating func add(_ edge: Edge) {
    edges += 1
    if !edge.isDirected { undirected += 1 }
    count("dated", edge.date != nil)
    count("untyped", edge.relation == .untyped)
    for (name, value) in edge.attributes {
      attributes.edges[name, default: 0] += 1
      if let text = value.string { count("long", text.utf8.count >= Self.longest) }
    }
    let isTurned = !edge.isDirected && edge.target < edge.source
    let ends = isTurned ? [edge.target, edge.source] : [edge.source, edge.target]
    count("parallel", !pairs.insert(Identifier.fingerprint(ends)).inserted)
    count("parallel-type", !typedPairs.insert(Identifier.fingerprint(ends + [type ?? ""])).inserted)
  }

  /// Graphviz' scanner gives up at so many bytes.
  private static let longest = 1 << 14

  private mutating func count(_ check: String, _ isMet: Bool) {
    if isMet { counts[check, default: 0] += 1 }
  }

  /// What is said of a file that was read into this sink.
  ///
  /// - Parameter warnings: of the reading.
  public func warnings(
    for reader: GraphReader, of source: GraphSource, format: GraphInputFormat, reading warnings: [Diagnostic]
  ) throws -> [Diagnostic] {
    var counts = counts
    counts["mixed"] = info.isDirected ? undirected : edges - undirected
    counts["sparse"] =
      attributes.nodes.values.count { $0 < nodes } + attributes.edges.values.count { $0 < edges }
    counts["repeated"] = warnings.count { $0.message.hasPrefix(GraphAssembler.repeatedID) }
    counts["types"] = warnings.count { $0.message.hasPrefix(GraphMLKeyTable.foreignType) }
    let text = String(decoding: try source.head(1 << 20), as: UTF8.self)
    // yEd's labels are not of the model.
    if !text.contains("NodeLabel") { counts["unlabelled"] = nodes }
    if format == .dot {
      counts["defaults"] = text.matches(of: #/(?m)^\s*(node|edge|graph)\s*\[/#.ignoresCase()).count
    }
    return Self.rules.filter { $0.reader == reader.rawValue && $0.format == format.rawValue }.compactMap {
      rule in
      guard let count = counts[rule.check], count > 0 else { return nil }
      return Diagnostic(
        .warning, file: source.name,
        message: rule.message.replacing("{n}", with: "\(count)") + " [\(rule.id)]")
    }
  }

  private struct Rule: Sendable {
    let id: String
    let reader: String
    let format: String
    let check: String
    let message: String
  }

  private static let rules: [Rule] = {
    guard
      let url = Bundle.module.url(
        forResource: "reader-losses", withExtension: "tsv", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8),
      let table = try? Table(
        text, name: "reader-losses.tsv", columns: ["id", "reader", "format", "check", "message"])
    else { preconditionFailure("reader-losses.tsv is part of the package") }
    return table.rows.map { row in
      Rule(
        id: String(row["id"]), reader: String(row["reader"]), format: String(row["format"]),
        check: String(row["check"]), message: String(row["message"]))
    }
  }()
}

extension GraphFormat {
  /// What a program would merge, drop or refuse of a graph file; empty when nothing is known of.
  ///
  /// - Throws: `FormatError` when the file is no graph.
  public static func losses(of path: String, in reader: GraphReader) throws -> [Diagnostic] {
    var losses = ReaderLosses()
    let warnings = try read(path, into: &losses)
    var isFolder: ObjCBool = false
    let isTables = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    let source = isTables ? GraphSource([], name: path) : try GraphSource(path: path)
    return try losses.warnings(
      for: reader, of: source, format: try GraphInputFormat(path: path), reading: warnings)
  }
}
