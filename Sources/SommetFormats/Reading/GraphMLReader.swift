import SommetGraph
import SommetText
import SommetXML

/// Reads GraphML of any program, tag by tag, into a sink.
///
/// Nodes of a graph inside a node get an attribute `parent`; ports are told of and passed over, while `sourceport` and
/// `targetport` stay with the edge; yFiles' elements are passed over but for the text of labels. Hyperedges are refused
/// by name. Keys that stand after the graph are looked for before it is read (`GraphMLKeyTable`).
///
/// Source: <http://graphml.graphdrawing.org/specification.html>.
struct GraphMLReader: XMLStreamHandler {
  private(set) var assembler: GraphAssembler
  private var keys: GraphMLKeyTable
  private var info = GraphInfo()
  private var graphs = 0

  private var nodeDraft = NodeDraft()
  private var edgeDraft = EdgeDraft()

  /// Open elements, outermost first; those beyond `depth` are kept for their memory.
  private var frames: [GraphMLFrame] = []
  private var depth = 0
  /// Open elements of others, which are passed over.
  private var skipped = 0
  /// What text belongs to.
  private var text = Text.none
  private var bytes: [UInt8] = []

  private enum Text { case none, data(key: Int), standard, label }

  init(file: String, sink: any GraphSink, keys: GraphMLKeyTable) {
    assembler = GraphAssembler(file: file, sink: sink)
    self.keys = keys
  }

  // MARK: - Tags

  mutating func start(_ tag: borrowing XMLTag) throws {
    if skipped > 0 || (tag.hasNamespace && tag.namespace < 0) {
      return startForeign(tag)
    }
    guard let kind = GraphMLFrame.Kind(rawValue: tag.name) else {
      // Without a namespace anything may stand there; GraphML's own has no other elements.
      if tag.hasNamespace {
        assembler.fault(tag.place, "expected an element of GraphML, found '\(tag.localNameText)'")
      }
      skipped = 1
      return
    }
    switch kind {
    case .data:
      if depth > 0 { startData(tag) }
    case .standard:
      bytes.removeAll(keepingCapacity: true)
      text = .standard
    case .key: keys.add(tag, &assembler)
    case .hyperedge:
      assembler.fault(tag.place, "hyperedges are not read: expected an edge with a source and a target")
    case .port:
      assembler.warn(tag.place, about: "port", "ports of nodes are not read")
    case .graphml, .graph, .node, .edge: break
    case .endpoint, .desc, .locator: break
    }
    push(kind, tag)
  }

  private mutating func startForeign(_ tag: borrowing XMLTag) {
    skipped += 1
    guard case .data = text else { return }
    // What holds elements of others is no scalar.
    bytes.removeAll(keepingCapacity: true)
    text = tag.name == GraphMLName.nodeLabel || tag.name == GraphMLName.edgeLabel ? .label : .data(key: -1)
  }

  private mutating func startData(_ tag: borrowing XMLTag) {
    var key = -1
    for number in 0..<tag.attributeCount where tag.attributeName(number) == GraphMLName.key {
      key = keys.find(tag.attributeValue(number))
      if key < 0 {
        let id = String(decoding: tag.attributeValue(number), as: UTF8.self)
        assembler.warn(
          tag.place, about: "key \(id)", "the key '\(id)' is not declared; its name is taken for it")
        key = keys.addUndeclared(id)
      }
    }
    bytes.removeAll(keepingCapacity: true)
    text = .data(key: key)
  }

  private mutating func push(_ kind: GraphMLFrame.Kind, _ tag: borrowing XMLTag) {
    if depth == frames.count { frames.append(GraphMLFrame()) }
    let outer = depth > 0 ? frames[depth - 1].isDirected : true
    frames[depth].reset(kind, tag.place, isDirected: outer)
    depth += 1
    switch kind {
    case .node, .edge, .graph: readAttributes(tag, kind)
    default: break
    }
  }

  private mutating func readAttributes(_ tag: borrowing XMLTag, _ kind: GraphMLFrame.Kind) {
    let top = depth - 1
    if kind == .graph { frames[top].isDirected = false }
    for number in 0..<tag.attributeCount {
      let value = tag.attributeValue(number)
      switch tag.attributeName(number) {
      case GraphMLName.id: frames[top].id = GraphMLText.id(value)
      case GraphMLName.source: frames[top].source = GraphMLText.id(value)
      case GraphMLName.target: frames[top].target = GraphMLText.id(value)
      case GraphMLName.directed, GraphMLName.edgedefault:
        switch String(decoding: value, as: UTF8.self) {
        case "directed", "true", "1": frames[top].isDirected = true
        case "undirected", "false", "0": frames[top].isDirected = false
        case let found:
          assembler.fault(tag.place, "expected a direction of edges, found '\(found)'")
        }
      default:
        // `parse.nodes` and its like are hints for a parser.
        if kind == .graph || tag.isPrefixed(number) { break }
        let name = tag.attributeNameText(number)
        if !name.hasPrefix("parse.") {
          frames[top].extras.append((name, String(decoding: value, as: UTF8.self)))
        }
      }
    }
    if kind == .graph { beginGraph(tag.place) }
  }

  private mutating func beginGraph(_ place: XMLPlace) {
    let isTop = depth < 3 || frames[depth - 2].kind == .graphml
    guard isTop else { return }
    graphs += 1
    if graphs == 1 {
      info.isDirected = frames[depth - 1].isDirected
      if let id = frames[depth - 1].id, id != "G" { info.name = id }
    } else {
      assembler.warn(place, about: "graphs", "several graphs in a file are read as one")
    }
  }

  // MARK: - Text and ends

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    switch text {
    case .none: break
    case .data where skipped > 0: break
    case .data, .standard, .label: bytes.append(contentsOf: piece)
    }
  }

  mutating func end(at place: XMLPlace) throws {
    if skipped > 0 {
      skipped -= 1
      if case .label = text { endLabel() }
      return
    }
    depth -= 1
    switch frames[depth].kind {
    case .data:
      if case .data(let key) = text, depth > 0 { frames[depth - 1].add(key, bytes, frames[depth].place) }
      text = .none
    case .standard:
      keys.setDefault(bytes)
      text = .none
    case .key: keys.endDeclaration(&assembler)
    case .node: try endNode()
    case .edge: try endEdge()
    case .graph: endGraph()
    case .graphml: try assembler.add(info)
    case .hyperedge, .endpoint, .port, .desc, .locator: break
    }
  }

  /// The text of a yFiles label, for the node or edge around the data.
  private mutating func endLabel() {
    if depth >= 2, frames[depth - 2].label == nil {
      let label = bytes.withUnsafeBufferPointer { String(decoding: ScalarType.trimmed($0), as: UTF8.self) }
      if !label.isEmpty { frames[depth - 2].label = label }
    }
    bytes.removeAll(keepingCapacity: true)
    text = .data(key: -1)
  }

  private var parent: String? {
    for level in stride(from: depth - 1, through: 0, by: -1) where frames[level].kind == .node {
      return frames[level].id
    }
    return nil
  }

  private mutating func endNode() throws {
    let place = frames[depth].place
    guard let id = frames[depth].id else {
      return assembler.fault(place, "expected an id of the node, found none")
    }
    nodeDraft.reset(id: id)
    for (name, value) in frames[depth].extras { nodeDraft.node.attributes[name] = .string(value) }
    let frame = frames[depth]
    frame.forEachDatum { key, bytes, place in
      guard key >= 0 else { return }
      let column = keys.columns[key]
      if !nodeDraft.set(column.nodeField, column.type, bytes) { misfit(column, bytes, place) }
    }
    for key in keys.defaults(for: .node) where !nodeDraft.has(keys.columns[key].nodeField) {
      keys.columns[key].withDefault {
        _ = nodeDraft.set(keys.columns[key].nodeField, keys.columns[key].type, $0)
      }
    }
    var node = nodeDraft.finished()
    if !nodeDraft.hasLabel, let label = frames[depth].label { node.label = label }
    if let parent { node.attributes["parent"] = .string(parent) }
    try assembler.add(node, at: place)
  }

  private mutating func endEdge() throws {
    let place = frames[depth].place
    guard let source = frames[depth].source, let target = frames[depth].target else {
      return assembler.fault(place, "expected a source and a target of the edge")
    }
    edgeDraft.reset(source: source, target: target, isDirected: frames[depth].isDirected)
    for (name, value) in frames[depth].extras {
      if name == "label" { edgeDraft.kind = value } else { edgeDraft.edge.attributes[name] = .string(value) }
    }
    let frame = frames[depth]
    frame.forEachDatum { key, bytes, place in
      guard key >= 0 else { return }
      let column = keys.columns[key]
      if !edgeDraft.set(column.edgeField, column.type, bytes) { misfit(column, bytes, place) }
    }
    for key in keys.defaults(for: .edge) where !edgeDraft.has(keys.columns[key].edgeField) {
      keys.columns[key].withDefault {
        _ = edgeDraft.set(keys.columns[key].edgeField, keys.columns[key].type, $0)
      }
    }
    if edgeDraft.label == nil, edgeDraft.kind == nil { edgeDraft.label = frames[depth].label }
    // Gephi's own attribute numbers parallel edges; the relation tells them better.
    if edgeDraft.edge.relation != .untyped { edgeDraft.kind = nil }
    try assembler.add(edgeDraft.finished(), key: frames[depth].id, at: place)
  }

  private mutating func endGraph() {
    guard graphs == 1, depth < 2 || frames[depth - 1].kind == .graphml else { return }
    let frame = frames[depth]
    frame.forEachDatum { key, bytes, place in
      guard key >= 0 else { return }
      let column = keys.columns[key]
      if let value = column.type.value(bytes) {
        info.attributes[column.name] = value
      } else {
        misfit(column, bytes, place)
      }
    }
  }

  private mutating func misfit(
    _ column: GraphMLKeyTable.Column, _ bytes: UnsafeBufferPointer<UInt8>, _ place: XMLPlace
  ) {
    let found = String(decoding: bytes.prefix(40), as: UTF8.self)
    assembler.fault(place, "\(column.name): expected \(column.type.article), found '\(found)'")
  }

  /// - Throws: `FormatError` with everything that is wrong.
  mutating func finish() throws { try assembler.finish() }
}

/// The names that a reader of GraphML knows, by number. Elements come first, in the order of `GraphMLFrame.Kind`.
enum GraphMLName {
  static let all = [
    "graphml", "graph", "node", "edge", "data", "key", "default", "hyperedge", "endpoint", "port", "desc",
    "locator",
    "id", "source", "target", "directed", "edgedefault", "for", "attr.name", "attr.type", "NodeLabel",
    "EdgeLabel",
  ]
  static let (key, id, source, target, directed, edgedefault) = (5, 12, 13, 14, 15, 16)
  static let (domain, attributeName, attributeType, nodeLabel, edgeLabel) = (17, 18, 19, 20, 21)
}

/// An open element with its data.
struct GraphMLFrame {
  enum Kind: Int {
    case graphml, graph, node, edge, data, key, standard, hyperedge, endpoint, port, desc, locator
  }

  private(set) var kind = Kind.graphml
  private(set) var place = XMLPlace(line: 0, column: 0)
  /// For a graph its default, for an edge its own.
  var isDirected = true
  var id: String?
  var source: String?
  var target: String?
  var label: String?
  /// Attributes that are not GraphML's.
  var extras: [(String, String)] = []
  private var bytes: [UInt8] = []
  private var data: [(key: Int, end: Int, place: XMLPlace)] = []

  mutating func reset(_ kind: Kind, _ place: XMLPlace, isDirected: Bool) {
    self.kind = kind
    self.place = place
    self.isDirected = isDirected
    id = nil
    source = nil
    target = nil
    label = nil
    if !extras.isEmpty { extras.removeAll() }
    bytes.removeAll(keepingCapacity: true)
    data.removeAll(keepingCapacity: true)
  }

  mutating func add(_ key: Int, _ value: [UInt8], _ place: XMLPlace) {
    bytes.append(contentsOf: value)
    data.append((key, bytes.count, place))
  }

  func forEachDatum(_ body: (Int, UnsafeBufferPointer<UInt8>, XMLPlace) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for datum in data {
        body(datum.key, UnsafeBufferPointer(rebasing: bytes[start..<datum.end]), datum.place)
        start = datum.end
      }
    }
  }
}

/// Ids as GraphML holds them: what an NMTOKEN cannot hold is written as `_x0020_`.
enum GraphMLText {
  static func id(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let id = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "_")), id.contains("_x") else { return id }
    return decoded(id)
  }

  static func decoded(_ token: String) -> String {
    if token == "_x_" { return "" }
    var text = String.UnicodeScalarView()
    var rest = token.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "_", let (decoded, length) = escape(rest) {
        text.append(decoded)
        rest = rest.dropFirst(length)
      } else {
        text.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// `_x0020_` at the beginning, and its length.
  private static func escape(_ text: Substring.UnicodeScalarView) -> (Unicode.Scalar, Int)? {
    let body = text.dropFirst()
    guard body.first == "x" else { return nil }
    let digits = body.dropFirst().prefix { $0.properties.isASCIIHexDigit }
    guard (4...6).contains(digits.count), body.dropFirst(1 + digits.count).first == "_",
      let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, digits.count + 3)
  }
}
