import Foundation
import SommetText
import SommetXML

/// Checks a GraphML document: its structure by a schema, then what a schema cannot say.
///
/// - ids of keys, nodes and edges are unique;
/// - edges and hyperedges end at nodes that are there;
/// - data belong to a declared key, made for that kind of element, once each;
/// - values fit the type of their key.
///
/// What is allowed but lost on readers (a key without type, an edge without id beside edges with one) is a warning.
public struct GraphMLValidator: ~Copyable {
  private let schema: XMLSchema

  public init() throws {
    guard
      let url = Bundle.module.url(
        forResource: "graphml-rules", withExtension: "xsd", subdirectory: "Resources")
    else { preconditionFailure("graphml-rules.xsd is part of the package") }
    schema = try XMLSchema(path: url.path)
  }

  /// What is wrong with a file, in file order; empty when nothing is.
  public func diagnostics(path: String) throws(FormatError) -> [Diagnostic] {
    diagnostics(try InputFile.bytes(path), name: path)
  }

  /// - Parameter name: the file's, for messages.
  public func diagnostics(_ bytes: [UInt8], name: String) -> [Diagnostic] {
    var check = Check(file: name, bytes: bytes)
    do throws(XMLError) {
      for fault in try schema.faults(in: bytes, name: name) {
        check.add(.error, fault.line, fault.column, fault.message)
      }
      var scanner = try GraphMLScanner(bytes, name: name)
      while let item = try scanner.next() { check.add(item) }
      check.finish()
    } catch {
      // A document that is not well-formed has been reported by the schema's reader already.
      if check.diagnostics.isEmpty { check.add(.error, error.line, error.column, error.message) }
    }
    return check.diagnostics.enumerated().sorted { a, b in
      (a.element.line ?? 0, a.element.column ?? 0, a.offset) < (
        b.element.line ?? 0, b.element.column ?? 0, b.offset
      )
    }.map(\.element)
  }
}

/// One check: what was seen so far.
private struct Check {
  let file: String
  let bytes: [UInt8]
  private(set) var diagnostics: [Diagnostic] = []

  private var keys: [String: GraphMLScanner.Key] = [:]
  private var nodes: Set<String> = []
  private var edges: Set<String> = []
  private var graphs: Set<String> = []
  private var ends: [(node: String, role: String, line: Int)] = []
  private var unnamedEdges: [Int] = []
  private var lineStarts: [Int]?

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  mutating func add(_ item: GraphMLScanner.Item) {
    switch item {
    case .key(let key): add(key)
    case .element(let element): add(element)
    }
  }

  private mutating func add(_ key: GraphMLScanner.Key) {
    if keys.updateValue(key, forKey: key.id) != nil {
      add(.error, key.line, value: key.id, "expected a new key, found '\(key.id)' again")
    }
    if key.name == nil { add(.warning, key.line, value: key.id, "key '\(key.id)' has no attr.name") }
    if key.type == nil {
      add(.warning, key.line, value: key.id, "key '\(key.id)' has no attr.type; some readers drop it")
    }
    if let type = key.type, let value = key.defaultValue, !Self.fits(value, type) {
      add(
        .error, key.line, value: key.id,
        "default of key '\(key.id)': expected \(Self.article(type)), found '\(value)'")
    }
  }

  private mutating func add(_ element: GraphMLScanner.Element) {
    var seen: Set<String> = []
    for datum in element.data {
      add(datum, of: element)
      if !seen.insert(datum.key).inserted {
        add(.error, datum.line, value: datum.key, "expected one value for key '\(datum.key)', found another")
      }
    }
    switch element.kind {
    case .node:
      guard let id = element.id, !nodes.insert(id).inserted else { return }
      add(.error, element.line, value: id, "expected a new node, found '\(id)' again")
    case .edge:
      if let source = element.source { ends.append((source, "source", element.line)) }
      if let target = element.target { ends.append((target, "target", element.line)) }
      guard let id = element.id else {
        unnamedEdges.append(element.line)
        return
      }
      if !edges.insert(id).inserted {
        add(.error, element.line, value: id, "expected a new edge, found '\(id)' again")
      }
    case .hyperedge:
      for node in element.endpoints { ends.append((node, "endpoint", element.line)) }
    case .graph:
      guard let id = element.id, !graphs.insert(id).inserted else { return }
      add(.error, element.line, value: id, "expected a new graph, found '\(id)' again")
    case .graphml, .port: break
    }
  }

  private mutating func add(
    _ datum: (key: String, value: String, line: Int), of element: GraphMLScanner.Element
  ) {
    guard let key = keys[datum.key] else {
      add(.error, datum.line, value: datum.key, "expected the id of a key, found '\(datum.key)'")
      return
    }
    if key.domain != "all", key.domain != element.kind.rawValue {
      add(
        .error, datum.line, value: datum.key,
        "expected a key for \(element.kind.rawValue), found '\(key.id)' for \(key.domain)")
    }
    if let type = key.type, !Self.fits(datum.value, type) {
      add(
        .error, datum.line, value: datum.key,
        "\(key.name ?? key.id): expected \(Self.article(type)), found '\(datum.value.prefix(40))'")
    }
  }

  /// What can be said when everything was seen.
  mutating func finish() {
    for end in ends where !nodes.contains(end.node) {
      add(.error, end.line, value: end.node, "\(end.role): expected the id of a node, found '\(end.node)'")
    }
    if !edges.isEmpty, let line = unnamedEdges.first {
      add(.warning, line, nil, "\(unnamedEdges.count) of the edges have no id; readers may merge them")
    }
  }

  private static func fits(_ value: String, _ type: String) -> Bool {
    let value = value.trimmingCharacters(in: .whitespacesAndNewlines)
    switch type {
    case "boolean": return ["true", "false", "1", "0"].contains(value.lowercased())
    case "int": return Int32(value) != nil
    case "long": return Int64(value) != nil
    // Java's names of what is no finite number, which readers take, are Swift's too.
    case "float", "double": return Double(value) != nil || ["INF", "-INF"].contains(value)
    default: return true
    }
  }

  private static func article(_ type: String) -> String {
    type == "int" ? "an int" : "a \(type)"
  }

  // MARK: - Places

  mutating func add(_ severity: Diagnostic.Severity, _ line: Int?, _ column: Int?, _ message: String) {
    diagnostics.append(Diagnostic(severity, file: file, line: line, column: column, message: message))
  }

  /// Adds a diagnostic at an attribute with some value in a start tag that ends on `line`.
  private mutating func add(_ severity: Diagnostic.Severity, _ line: Int, value: String, _ message: String) {
    let starts = lineStarts ?? [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    lineStarts = starts
    // A start tag seldom runs over more than a few lines.
    for number in stride(from: min(line, starts.count), to: max(0, line - 20), by: -1) {
      let end = number < starts.count ? starts[number] : bytes.count
      let text = String(decoding: bytes[starts[number - 1]..<end], as: UTF8.self)
      for quote in ["\"", "'"] {
        if let range = text.range(of: quote + value + quote) {
          let column = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound) + 2
          return add(severity, number, column, message)
        }
      }
    }
    add(severity, line, nil, message)
  }
}
