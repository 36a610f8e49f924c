import SommetGraph
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

  init(_ source: GraphSource, sink: any GraphSink) {
    assembler = GraphAssembler(
      file: source.name, size: source.size, sink: sink, makesMissing: true)
  }

  // MARK: - Tags

  mutating func start(_ tag: borrowing XMLTag) throws {
    open.append(tag.name)
    if open.count == 1, tag.name != GEXFName.gexf {
      assembler.fault(tag.place, "expected the element 'gexf', found '\(tag.localNameText)'")
    }
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
    switch tag.name {
    case GEXFName.node, GEXFName.edge: begin(tag)
    case GEXFName.attvalue: addValue(tag)
    case GEXFName.graph: beginGraph(tag)
    case GEXFName.attributes: columns.begin(tag)
    case GEXFName.attribute: columns.add(tag, &assembler)
    case GEXFName.spell, GEXFName.slice:
      // In our own files they follow from the dates.
      if depth > 0, !isOurs { items[depth - 1].spells.append(GEXFTimes(tag)) }
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

  mutating func end() throws {
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
      func text() -> String { String(valid: value) }
      switch tag.attributeName(number) {
      case GEXFName.id: items[depth].id = GraphMLText.id(value)
      // In our own files the label and the kind repeat the relation, as far as a token can hold it.
      case GEXFName.label: if !isOurs || items[depth].isNode { items[depth].label = text() }
      case GEXFName.source: items[depth].source = GraphMLText.id(value)
      case GEXFName.target: items[depth].target = GraphMLText.id(value)
      case GEXFName.type: items[depth].type = text()
      case GEXFName.kind: if !isOurs || assembler.wantsTypes { items[depth].kind = text() }
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
        items[depth - 1].color = color
      } else if let hex = tag.text(GEXFName.hex) {
        items[depth - 1].looks.append(("color", .string(hex.lowercased())))
      } else {
        assembler.fault(tag.place, "color: expected r, g, b from 0 to 255")
      }
    case GEXFName.position:
      for (name, axis) in [(GEXFName.x, "x"), (GEXFName.y, "y"), (GEXFName.z, "z")] {
        if let value = tag.number(name) {
          items[depth - 1].looks.append((axis, .double(value)))
        }
      }
    case GEXFName.shape:
      if let value = tag.text(GEXFName.value) { items[depth - 1].looks.append(("shape", .string(value))) }
    default:
      let name = tag.name == GEXFName.size ? "size" : "thickness"
      if let value = tag.number(GEXFName.value) {
        items[depth - 1].looks.append((name, .double(value)))
      }
    }
  }

  /// Lends the item that ended, so that nothing of it is copied.
  private mutating func withEnded(_ body: (inout GEXFReader, GEXFItem) throws -> Void) rethrows {
    depth -= 1
    let number = depth
    var item = GEXFItem()
    swap(&item, &items[number])
    defer { swap(&item, &items[number]) }
    try body(&self, item)
  }

  private mutating func endNode() throws {
    try withEnded { reader, item in
      guard let id = item.id else {
        return reader.assembler.fault(item.place, "expected an id of the node, found none")
      }
      reader.nodeDraft.reset(id: id)
      if let label = item.label { reader.nodeDraft.node.label = label }
      item.forEachValue { number, bytes, place in
        let isFit = reader.nodeDraft.set(
          reader.columns.node[number].nodeField, reader.columns.node[number].type, bytes)
        if !isFit { reader.misfit(reader.columns.node[number], bytes, place) }
      }
      try reader.setNodeDefaults(at: item.place)
      var node = reader.nodeDraft.node
      for (number, json) in item.timedValues(reader.columns) {
        node.attributes[reader.columns.node[number].name] = .json(json)
      }
      if !node.attributes.isEmpty,
        let exact = node.attributes.removeValue(forKey: GEXF.exactLabel)?.string
      {
        node.label = exact
      }
      if let parent = item.parent { node.attributes["parent"] = .string(parent) }
      if let color = item.color, !(reader.isOurs && color == Appearance.color(of: node.kind)) {
        node.attributes["color"] = .string(color.hex)
      }
      for (name, value) in item.looks where !(reader.isOurs && GEXFLook.follows(name, value, from: node)) {
        node.attributes[name] = value
      }
      if !reader.isOurs { GEXFTimes.add(item.spells, to: &node.attributes) }
      try reader.assembler.add(node, at: item.place)
    }
  }

  private mutating func setNodeDefaults(at place: XMLPlace) throws {
    try assembler.grow(by: columns.nodeDefaults.count, at: place)
    for number in columns.nodeDefaults where !nodeDraft.has(columns.node[number].nodeField) {
      let column = columns.node[number]
      column.withDefault { _ = nodeDraft.set(column.nodeField, column.type, $0) }
    }
  }

  private mutating func endEdge() throws {
    try withEnded { reader, item in
      guard let source = item.source, let target = item.target else {
        return reader.assembler.fault(item.place, "expected a source and a target of the edge")
      }
      reader.edgeDraft.reset(
        source: source, target: target, isDirected: reader.isDirected(item.type, item.place))
      reader.edgeDraft.label = item.label
      reader.edgeDraft.kind = reader.isOurs ? nil : item.kind
      if let weight = item.weight { reader.edgeDraft.set(.weight, .double(weight)) }
      item.forEachValue { number, bytes, place in
        let isFit = reader.edgeDraft.set(
          reader.columns.edge[number].edgeField, reader.columns.edge[number].type, bytes)
        if !isFit { reader.misfit(reader.columns.edge[number], bytes, place) }
      }
      try reader.setEdgeDefaults(at: item.place)
      if reader.edgeDraft.edge.relation != .untyped { reader.edgeDraft.kind = nil }
      reader.edgeDraft.finish()
      reader.addLooks(of: item)
      try reader.assembler.add(&reader.edgeDraft.edge, key: item.id, type: item.kind, at: item.place)
    }
  }

  private mutating func setEdgeDefaults(at place: XMLPlace) throws {
    try assembler.grow(by: columns.edgeDefaults.count, at: place)
    for number in columns.edgeDefaults where !edgeDraft.has(columns.edge[number].edgeField) {
      let column = columns.edge[number]
      column.withDefault { _ = edgeDraft.set(column.edgeField, column.type, $0) }
    }
  }

  /// Adds what GEXF tells of an edge beside its values.
  private mutating func addLooks(of item: GEXFItem) {
    if item.type == "mutual" { edgeDraft.edge.attributes["type"] = "mutual" }
    for (number, json) in item.timedValues(columns) {
      edgeDraft.edge.attributes[columns.edge[number].name] = .json(json)
    }
    if let color = item.color, !(isOurs && color == Appearance.color(of: edgeDraft.edge.relation)) {
      edgeDraft.edge.attributes["color"] = .string(color.hex)
    }
    for (name, value) in item.looks where !(isOurs && GEXFLook.follows(name, value, from: edgeDraft.edge)) {
      edgeDraft.edge.attributes[name] = value
    }
    if !isOurs { GEXFTimes.date(item.spells, of: &edgeDraft.edge) }
  }

  private mutating func isDirected(_ type: String?, _ place: XMLPlace) -> Bool {
    switch type {
    case nil: return info.isDirected
    case "directed": return true
    case "undirected", "mutual": return false
    case let found?:
      assembler.fault(place, "expected directed, undirected or mutual, found '\(found)'")
      return true
    }
  }

  private mutating func misfit(
    _ column: DeclaredAttributes.Attribute, _ bytes: UnsafeBufferPointer<UInt8>, _ place: XMLPlace
  ) {
    let found = String(decoding: bytes.prefix(40), as: UTF8.self)
    assembler.fault(place, "\(column.name): expected \(column.type.article), found '\(found)'")
  }

  /// - Throws: `FormatError` with everything that is wrong.
  mutating func finish() throws { try assembler.finish() }
}
