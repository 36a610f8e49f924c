import SommetGraph
import SommetText
import SommetXML

/// Reads GEXF 1.1, 1.2 and 1.3 of any program, tag by tag, into a sink.
///
/// `kind` is the relation where no attribute `relation` tells it, else the label is. Nodes inside nodes, `pid` and
/// `parents` become an attribute `parent`. Looks become `color`, `size`, `x`, `y`, `z`, `thickness`, `shape`; of our own
/// files only those that do not follow from kind and weight. Times become the edge's date when they are days, else
/// attributes `start`, `end` or `spells`; values that change in time become a list in JSON.
///
/// Source: <https://gexf.net/schema.html>.
struct GEXFReader: XMLStreamHandler {
  private(set) var assembler: GraphAssembler
  private var info = GraphInfo()
  private var isOurs = false
  private var graphs = 0

  private var columns = GEXFColumns()
  /// Open nodes and edges, outermost first; those beyond `depth` are kept for their memory.
  private var items: [GEXFItem] = []
  private var depth = 0
  private var open: [Int] = []
  private var bytes: [UInt8] = []

  private var nodeDraft = NodeDraft()
  private var edgeDraft = EdgeDraft()

  init(file: String, sink: any GraphSink) { assembler = GraphAssembler(file: file, sink: sink) }

  // MARK: - Tags

  mutating func start(_ tag: borrowing XMLTag) throws {
    open.append(tag.name)
    if open.count == 1, tag.name != GEXFName.gexf {
      assembler.fault(tag.place, "expected the element 'gexf', found '\(tag.localNameText)'")
    }
    bytes.removeAll(keepingCapacity: true)
    switch tag.name {
    case GEXFName.node, GEXFName.edge: begin(tag)
    case GEXFName.attvalue: addValue(tag)
    case GEXFName.graph: beginGraph(tag)
    case GEXFName.attributes: columns.begin(tag)
    case GEXFName.attribute: columns.add(tag, &assembler)
    case GEXFName.spell, GEXFName.slice: if depth > 0 { items[depth - 1].spells.append(GEXFTimes(tag)) }
    case GEXFName.parent: if depth > 0 { items[depth - 1].parent = tag.text(GEXFName.domain) }
    case GEXFName.color, GEXFName.position, GEXFName.size, GEXFName.thickness, GEXFName.shape: addLook(tag)
    default: break
    }
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
    switch open.last {
    case GEXFName.creator, GEXFName.description, GEXFName.title, GEXFName.keywords, GEXFName.standard:
      bytes.append(contentsOf: piece)
    default: break
    }
  }

  mutating func end(at place: XMLPlace) throws {
    func value() -> String {
      bytes.withUnsafeBufferPointer { String(decoding: ScalarType.trimmed($0), as: UTF8.self) }
    }
    switch open.removeLast() {
    case GEXFName.node: try endNode()
    case GEXFName.edge: try endEdge()
    case GEXFName.attribute: columns.endDeclaration(&assembler)
    case GEXFName.standard: columns.setDefault(bytes)
    case GEXFName.creator:
      isOurs = value() == GEXF.creator
      if !isOurs { info.attributes["creator"] = .string(value()) }
    case GEXFName.description: info.name = String(decoding: bytes, as: UTF8.self)
    case GEXFName.title: info.attributes["title"] = .string(value())
    case GEXFName.keywords: info.attributes["keywords"] = .string(value())
    case GEXFName.gexf: try assembler.add(info)
    default: break
    }
  }

  private mutating func beginGraph(_ tag: borrowing XMLTag) {
    graphs += 1
    guard graphs == 1 else {
      return assembler.warn(tag.place, about: "graphs", "several graphs in a file are read as one")
    }
    let type = tag.text(GEXFName.defaultedgetype)
    info.isDirected = type == "directed"
    columns.timeFormat = tag.text(GEXFName.timeformat) ?? tag.text(GEXFName.timetype)
  }

  // MARK: - Nodes and edges

  private mutating func begin(_ tag: borrowing XMLTag) {
    if depth == items.count { items.append(GEXFItem()) }
    let outer = depth > 0 ? items[depth - 1].id : nil
    items[depth].reset(isNode: tag.name == GEXFName.node, parent: outer, tag.place)
    for number in 0..<tag.attributeCount {
      let value = tag.attributeValue(number)
      func text() -> String { String(decoding: value, as: UTF8.self) }
      switch tag.attributeName(number) {
      case GEXFName.id: items[depth].id = GraphMLText.id(value)
      case GEXFName.label: items[depth].label = text()
      case GEXFName.source: items[depth].source = GraphMLText.id(value)
      case GEXFName.target: items[depth].target = GraphMLText.id(value)
      case GEXFName.type: items[depth].type = text()
      case GEXFName.kind: items[depth].kind = text()
      case GEXFName.pid: items[depth].parent = GraphMLText.id(value)
      case GEXFName.weight:
        guard let weight = ScalarType.double(ScalarType.trimmed(value)) else {
          assembler.fault(tag.place, "weight: expected a number, found '\(text())'")
          break
        }
        items[depth].weight = weight
      case GEXFName.startTime, GEXFName.endTime, GEXFName.startOpen, GEXFName.endOpen, GEXFName.timestamp,
        GEXFName.timestamps, GEXFName.intervals:
        items[depth].hasTimes = true
      default: break
      }
    }
    if items[depth].hasTimes { items[depth].spells.append(GEXFTimes(tag)) }
    depth += 1
  }

  private mutating func addValue(_ tag: borrowing XMLTag) {
    guard depth > 0 else { return }
    var column = -1
    var isTimed = false
    for number in 0..<tag.attributeCount {
      switch tag.attributeName(number) {
      case GEXFName.domain, GEXFName.id:
        column = columns.find(tag.attributeValue(number), isNode: items[depth - 1].isNode)
        if column < 0 {
          let id = String(decoding: tag.attributeValue(number), as: UTF8.self)
          assembler.warn(
            tag.place, about: "attribute \(id)",
            "the attribute '\(id)' is not declared; its name is taken for it")
          column = columns.addUndeclared(id, isNode: items[depth - 1].isNode)
        }
      case GEXFName.value: items[depth - 1].append(tag.attributeValue(number))
      case GEXFName.startTime, GEXFName.endTime, GEXFName.startOpen, GEXFName.endOpen, GEXFName.timestamp:
        isTimed = true
      default: break
      }
    }
    items[depth - 1].endValue(column, isTimed ? GEXFTimes(tag) : nil, tag.place)
  }

  private mutating func addLook(_ tag: borrowing XMLTag) {
    guard depth > 0 else { return }
    switch tag.name {
    case GEXFName.color:
      if let color = GEXFLook.color(tag) {
        items[depth - 1].looks.append(("color", .string(color)))
      } else {
        assembler.fault(tag.place, "color: expected r, g, b from 0 to 255")
      }
    case GEXFName.position:
      for (name, axis) in [(GEXFName.x, "x"), (GEXFName.y, "y"), (GEXFName.z, "z")] {
        if let value = tag.text(name).flatMap(Double.init) {
          items[depth - 1].looks.append((axis, .double(value)))
        }
      }
    case GEXFName.shape:
      if let value = tag.text(GEXFName.value) { items[depth - 1].looks.append(("shape", .string(value))) }
    default:
      let name = tag.name == GEXFName.size ? "size" : "thickness"
      if let value = tag.text(GEXFName.value).flatMap(Double.init) {
        items[depth - 1].looks.append((name, .double(value)))
      }
    }
  }

  private mutating func endNode() throws {
    depth -= 1
    let place = items[depth].place
    guard let id = items[depth].id else {
      return assembler.fault(place, "expected an id of the node, found none")
    }
    nodeDraft.reset(id: id)
    if let label = items[depth].label { nodeDraft.node.label = label }
    let item = items[depth]
    item.forEachValue { number, bytes, place in
      let column = columns.columns[number]
      if !nodeDraft.set(column.nodeField, column.type, bytes) { misfit(column, bytes, place) }
    }
    for number in columns.defaults(isNode: true) where !nodeDraft.has(columns.columns[number].nodeField) {
      let column = columns.columns[number]
      column.withDefault { _ = nodeDraft.set(column.nodeField, column.type, $0) }
    }
    var node = nodeDraft.node
    for (number, json) in items[depth].timedValues(columns) {
      node.attributes[columns.columns[number].name] = .json(json)
    }
    if let exact = node.attributes.removeValue(forKey: GEXF.exactLabel)?.string { node.label = exact }
    if let parent = items[depth].parent { node.attributes["parent"] = .string(parent) }
    for (name, value) in items[depth].looks where !(isOurs && GEXFLook.follows(name, value, from: node)) {
      node.attributes[name] = value
    }
    if !isOurs { GEXFTimes.add(items[depth].spells, to: &node.attributes) }
    try assembler.add(node, at: place)
  }

  private mutating func endEdge() throws {
    depth -= 1
    let place = items[depth].place
    guard let source = items[depth].source, let target = items[depth].target else {
      return assembler.fault(place, "expected a source and a target of the edge")
    }
    edgeDraft.reset(source: source, target: target, isDirected: isDirected(items[depth], place))
    edgeDraft.label = items[depth].label
    edgeDraft.kind = items[depth].kind
    if let weight = items[depth].weight { edgeDraft.set(.weight, .double(weight)) }
    let item = items[depth]
    item.forEachValue { number, bytes, place in
      let column = columns.columns[number]
      if !edgeDraft.set(column.edgeField, column.type, bytes) { misfit(column, bytes, place) }
    }
    for number in columns.defaults(isNode: false) where !edgeDraft.has(columns.columns[number].edgeField) {
      let column = columns.columns[number]
      column.withDefault { _ = edgeDraft.set(column.edgeField, column.type, $0) }
    }
    if isOurs {
      // The label and the kind repeat the relation, as far as a token can hold it.
      edgeDraft.label = nil
      edgeDraft.kind = nil
    } else if edgeDraft.edge.relation != .untyped {
      edgeDraft.kind = nil
    }
    var edge = edgeDraft.finished()
    if items[depth].type == "mutual" { edge.attributes["type"] = "mutual" }
    for (number, json) in items[depth].timedValues(columns) {
      edge.attributes[columns.columns[number].name] = .json(json)
    }
    for (name, value) in items[depth].looks where !(isOurs && GEXFLook.follows(name, value, from: edge)) {
      edge.attributes[name] = value
    }
    if !isOurs { GEXFTimes.date(items[depth].spells, of: &edge) }
    try assembler.add(edge, key: items[depth].id, at: place)
  }

  private mutating func isDirected(_ item: GEXFItem, _ place: XMLPlace) -> Bool {
    switch item.type {
    case nil: return info.isDirected
    case "directed": return true
    case "undirected", "mutual": return false
    case let found?:
      assembler.fault(place, "expected directed, undirected or mutual, found '\(found)'")
      return true
    }
  }

  private mutating func misfit(
    _ column: GEXFColumns.Column, _ bytes: UnsafeBufferPointer<UInt8>, _ place: XMLPlace
  ) {
    let found = String(decoding: bytes.prefix(40), as: UTF8.self)
    assembler.fault(place, "\(column.name): expected \(column.type.article), found '\(found)'")
  }

  /// - Throws: `FormatError` with everything that is wrong.
  mutating func finish() throws { try assembler.finish() }
}

extension GEXF {
  /// What our own files say of who made them.
  static let creator = "Sommet"
  /// The attribute for labels that a token cannot hold.
  static let exactLabel = "exact_label"

  /// Hands a graph in GEXF of any program to a sink, in file order and bounded memory.
  ///
  /// - Returns: warnings of what was taken otherwise than it stands, or passed over.
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws. The sink is then left as it was.
  @discardableResult
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws -> [Diagnostic] {
    var reader = GEXFReader(file: source.name, sink: sink)
    try source.stream(names: GEXFName.all, namespaces: [], into: &reader)
    try reader.finish()
    reader.assembler.give(back: &sink)
    return reader.assembler.warnings
  }

  /// - Parameter name: the file's, for messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> Graph {
    var collector = GraphCollector()
    try read(GraphSource(bytes, name: name), into: &collector)
    return collector.graph()
  }
}

/// The names that a reader of GEXF knows, by number.
enum GEXFName {
  static let all = [
    "gexf", "graph", "node", "edge", "attvalue", "attributes", "attribute", "default", "spell", "slice",
    "parent",
    "color", "position", "size", "thickness", "shape", "creator", "description", "title", "keywords", "id",
    "label",
    "source", "target", "type", "kind", "weight", "pid", "for", "value", "start", "end", "startopen",
    "endopen",
    "timestamp", "timestamps", "intervals", "class", "defaultedgetype", "timeformat", "timetype", "r", "g",
    "b", "x",
    "y", "z", "hex",
  ]
  static let (gexf, graph, node, edge, attvalue, attributes, attribute) = (0, 1, 2, 3, 4, 5, 6)
  static let (standard, spell, slice, parent, color, position, size) = (7, 8, 9, 10, 11, 12, 13)
  static let (thickness, shape, creator, description, title, keywords) = (14, 15, 16, 17, 18, 19)
  static let (id, label, source, target, type, kind, weight, pid) = (20, 21, 22, 23, 24, 25, 26, 27)
  static let (domain, value, startTime, endTime, startOpen, endOpen) = (28, 29, 30, 31, 32, 33)
  static let (timestamp, timestamps, intervals, itemClass) = (34, 35, 36, 37)
  static let (defaultedgetype, timeformat, timetype) = (38, 39, 40)
  static let (r, g, b, x, y, z, hex) = (41, 42, 43, 44, 45, 46, 47)
}

extension XMLTag {
  /// The value of an attribute by its number in the list of names.
  func text(_ name: Int) -> String? {
    for number in 0..<attributeCount where attributeName(number) == name {
      return String(decoding: attributeValue(number), as: UTF8.self)
    }
    return nil
  }
}
