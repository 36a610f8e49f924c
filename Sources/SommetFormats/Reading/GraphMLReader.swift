import SommetGraph
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

  /// Open elements of GraphML, outermost first.
  private var open: [GraphMLFrame.Kind] = []
  /// Those of them that may hold data; those beyond `depth` are kept for their memory.
  private var frames: [GraphMLFrame] = []
  private var depth = 0
  /// Open elements of others, which are passed over.
  private var skipped = 0
  /// What text belongs to.
  private var text = Text.none
  private var bytes: [UInt8] = []

  private var dataPlace = XMLPlace(line: 0, column: 0)

  private enum Text { case none, data(key: Int), standard, label }

  init(_ source: GraphSource, sink: any GraphSink, keys: GraphMLKeyTable) {
    assembler = GraphAssembler(
      file: source.name, size: source.size, sink: sink, makesMissing: true)
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
    open.append(kind)
    switch kind {
    case .data: if depth > 0 { startData(tag) }
    case .standard:
      bytes.removeAll(keepingCapacity: true)
      text = .standard
    case .key: keys.add(tag, &assembler)
    case .desc, .locator: break
    case .graphml, .graph, .node, .edge: push(kind, tag)
    case .hyperedge:
      assembler.fault(tag.place, "hyperedges are not read: expected an edge with a source and a target")
      push(kind, tag)
    case .port:
      assembler.warn(tag.place, about: "port", "ports of nodes are not read")
      push(kind, tag)
    case .endpoint: push(kind, tag)
    }
  }

  private mutating func startForeign(_ tag: borrowing XMLTag) {
    skipped += 1
    guard case .data = text else { return }
    // What holds elements of others is no scalar.
    if depth > 0 { frames[depth - 1].dropText() }
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
    dataPlace = tag.place
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
    case .data: if skipped == 0, depth > 0 { frames[depth - 1].append(piece) }
    case .standard, .label: bytes.append(contentsOf: piece)
    }
  }

  mutating func end() throws {
    if skipped > 0 {
      skipped -= 1
      if case .label = text { endLabel() }
      return
    }
    switch open.removeLast() {
    case .data:
      if case .data(let key) = text, depth > 0 { frames[depth - 1].endDatum(key, dataPlace) }
      text = .none
    case .standard:
      keys.setDefault(bytes)
      text = .none
    case .key: keys.endDeclaration(&assembler)
    case .node:
      depth -= 1
      try endNode()
    case .edge:
      depth -= 1
      try endEdge()
    case .graph:
      depth -= 1
      endGraph()
    case .graphml:
      depth -= 1
      try assembler.add(info)
    case .hyperedge, .endpoint, .port: depth -= 1
    case .desc, .locator: break
    }
  }

  /// The text of a yFiles label, for the node or edge around the data.
  private mutating func endLabel() {
    if depth >= 1, frames[depth - 1].label == nil {
      let label = bytes.withUnsafeBufferPointer { String(decoding: ScalarType.trimmed($0), as: UTF8.self) }
      if !label.isEmpty { frames[depth - 1].label = label }
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

  /// Lends the frame of the element that ended, so that nothing of it is copied.
  private mutating func withEnded(_ body: (inout GraphMLReader, GraphMLFrame) throws -> Void) rethrows {
    var frame = GraphMLFrame()
    swap(&frame, &frames[depth])
    defer { swap(&frame, &frames[depth]) }
    try body(&self, frame)
  }

  private mutating func endNode() throws {
    try withEnded { reader, frame in
      guard let id = frame.id else {
        return reader.assembler.fault(frame.place, "expected an id of the node, found none")
      }
      reader.nodeDraft.reset(id: id)
      for (name, value) in frame.extras { reader.nodeDraft.node.attributes[name] = .string(value) }
      frame.forEachDatum { key, bytes, place in
        if key >= 0,
          !reader.nodeDraft.set(reader.keys[key].nodeField, reader.keys[key].type, bytes)
        {
          reader.misfit(key, bytes, place)
        }
      }
      try reader.setNodeDefaults(at: frame.place)
      var node = reader.nodeDraft.node
      if node.label.isEmpty, let label = frame.label { node.label = label }
      if let parent = reader.parent { node.attributes["parent"] = .string(parent) }
      try reader.assembler.add(node, at: frame.place)
    }
  }

  private mutating func setNodeDefaults(at place: XMLPlace) throws {
    try assembler.grow(by: keys.defaults(for: .node).count, at: place)
    for key in keys.defaults(for: .node) where !nodeDraft.has(keys[key].nodeField) {
      keys[key].withDefault {
        _ = nodeDraft.set(keys[key].nodeField, keys[key].type, $0)
      }
    }
  }

  private mutating func endEdge() throws {
    try withEnded { reader, frame in
      guard let source = frame.source, let target = frame.target else {
        return reader.assembler.fault(frame.place, "expected a source and a target of the edge")
      }
      reader.edgeDraft.reset(source: source, target: target, isDirected: frame.isDirected)
      for (name, value) in frame.extras {
        if name == "label" {
          reader.edgeDraft.kind = value
        } else {
          reader.edgeDraft.edge.attributes[name] = .string(value)
        }
      }
      frame.forEachDatum { key, bytes, place in
        if key >= 0,
          !reader.edgeDraft.set(reader.keys[key].edgeField, reader.keys[key].type, bytes)
        {
          reader.misfit(key, bytes, place)
        }
      }
      try reader.setEdgeDefaults(at: frame.place)
      if reader.edgeDraft.label == nil, reader.edgeDraft.kind == nil { reader.edgeDraft.label = frame.label }
      // Gephi's own attribute numbers parallel edges; the relation tells them better.
      if reader.edgeDraft.edge.relation != .untyped { reader.edgeDraft.kind = nil }
      reader.edgeDraft.finish()
      let type = reader.assembler.wantsTypes ? frame.extras.first { $0.0 == "label" }?.1 : nil
      try reader.assembler.add(&reader.edgeDraft.edge, key: frame.id, type: type, at: frame.place)
    }
  }

  private mutating func setEdgeDefaults(at place: XMLPlace) throws {
    try assembler.grow(by: keys.defaults(for: .edge).count, at: place)
    for key in keys.defaults(for: .edge) where !edgeDraft.has(keys[key].edgeField) {
      keys[key].withDefault {
        _ = edgeDraft.set(keys[key].edgeField, keys[key].type, $0)
      }
    }
  }

  private mutating func endGraph() {
    guard graphs == 1, depth < 2 || frames[depth - 1].kind == .graphml else { return }
    withEnded { reader, frame in
      frame.forEachDatum { key, bytes, place in
        guard key >= 0 else { return }
        if let value = reader.keys[key].type.value(bytes) {
          reader.info.attributes[reader.keys[key].name] = value
        } else {
          reader.misfit(key, bytes, place)
        }
      }
    }
  }

  private mutating func misfit(_ key: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ place: XMLPlace) {
    let column = keys[key]
    let found = String(decoding: bytes.prefix(40), as: UTF8.self)
    assembler.fault(place, "\(column.name): expected \(column.type.article), found '\(found)'")
  }

  /// - Throws: `FormatError` with everything that is wrong.
  mutating func finish() throws { try assembler.finish() }
}
