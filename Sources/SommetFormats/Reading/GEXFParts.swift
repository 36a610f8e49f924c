import SommetGraph
import SommetXML

/// The attributes that a GEXF document declares for nodes and for edges.
struct GEXFColumns {
  private(set) var node = DeclaredAttributes()
  private(set) var edge = DeclaredAttributes()
  private(set) var nodeDefaults: [Int] = []
  private(set) var edgeDefaults: [Int] = []
  var timeFormat: String?
  /// Whether those that are being declared are of nodes.
  private var isNode = true

  /// - Parameter isNode: whether the attribute is one of nodes, else of edges.
  subscript(number: Int, isNode isNode: Bool) -> DeclaredAttributes.Attribute {
    isNode ? node[number] : edge[number]
  }

  /// The number of an attribute among those of nodes or of edges; -1 when it is not declared.
  mutating func find(_ id: UnsafeBufferPointer<UInt8>, isNode: Bool) -> Int {
    isNode ? node.find(id) : edge.find(id)
  }

  // MARK: - Declarations

  mutating func begin(_ tag: borrowing XMLTag) { isNode = tag.text(GEXFName.itemClass) != "edge" }

  mutating func add(_ tag: borrowing XMLTag, _ assembler: inout GraphAssembler) {
    let id = tag.text(GEXFName.id) ?? ""
    let type = tag.text(GEXFName.type) ?? "string"
    let known = ScalarType(name: type)
    if known == nil {
      assembler.warn(tag.place, about: "type \(type)", "the type '\(type)' is not GEXF's; values are strings")
    }
    if (isNode ? node : edge).number(of: id) != nil {
      assembler.fault(tag.place, "expected a new attribute, found '\(id)' again")
    }
    let name = Self.ownName(id, title: tag.text(GEXFName.title) ?? id)
    change(isNode) { $0.begin(id, name: name.text, isPlain: name.isPlain, type: known ?? .string, tag.place) }
  }

  mutating func addUndeclared(_ id: String, isNode: Bool) -> Int {
    let name = Self.ownName(id, title: id)
    return change(isNode) {
      $0.add(id, name: name.text, isPlain: name.isPlain, type: .string, XMLPlace(line: 0, column: 0))
    }
  }

  mutating func setDefault(_ bytes: [UInt8]) { change(isNode) { $0.setDefault(bytes) } }

  mutating func endDeclaration(_ assembler: inout GraphAssembler) {
    guard let number = change(isNode, { $0.end("", &assembler) }) else { return }
    if isNode { nodeDefaults.append(number) } else { edgeDefaults.append(number) }
  }

  private mutating func change<Result>(_ isNode: Bool, _ body: (inout DeclaredAttributes) -> Result) -> Result
  {
    isNode ? body(&node) : body(&edge)
  }

  /// In our own files the id tells the name, since a title may have given way to another.
  private static func ownName(_ id: String, title: String) -> (text: String, isPlain: Bool) {
    guard id.hasPrefix(GraphML.attributePrefix) else {
      let name = title.isEmpty ? id : title
      // Gephi writes the titles of its columns with a capital.
      return (name == "Weight" ? "weight" : name, true)
    }
    let spelt = String(id.dropFirst(GraphML.attributePrefix.count))
    return (spelt.contains("_x") ? GraphMLText.decoded(spelt) : spelt, false)
  }
}

/// When something is on stage: from, to, or at a moment, as the file writes it.
struct GEXFTimes {
  var start: String?
  var end: String?

  init(_ tag: borrowing XMLTag) {
    let moment = tag.text(GEXFName.timestamp) ?? tag.text(GEXFName.timestamps) ?? tag.text(GEXFName.intervals)
    start = tag.text(GEXFName.startTime) ?? tag.text(GEXFName.startOpen) ?? moment
    end = tag.text(GEXFName.endTime) ?? tag.text(GEXFName.endOpen) ?? moment
  }

  /// As an object of JSON, with a value before the times when there is one.
  func json(value: String? = nil) -> String {
    var fields = value.map { [(name: "value", value: $0)] } ?? []
    if let start { fields.append(("start", JSONText.string(start))) }
    if let end { fields.append(("end", JSONText.string(end))) }
    return "{" + fields.map { JSONText.string($0.name) + ":" + $0.value }.joined(separator: ",") + "}"
  }

  static func add(_ spells: [GEXFTimes], to attributes: inout [String: AttributeValue]) {
    guard let only = spells.first else { return }
    if spells.count > 1 {
      attributes["spells"] = .json("[" + spells.map { $0.json() }.joined(separator: ",") + "]")
      return
    }
    if let start = only.start { attributes["start"] = .string(start) }
    if let end = only.end { attributes["end"] = .string(end) }
  }

  /// Makes a single spell of days the edge's date.
  static func date(_ spells: [GEXFTimes], of edge: inout Edge) {
    if edge.date == nil, spells.count == 1, let start = spells[0].start, let end = spells[0].end,
      let date = DateRange(start == end ? start : "\(start)/\(end)"), !start.contains("T"), !end.contains("T")
    {
      edge.date = date.isDay ? start : "\(start)/\(end)"
    } else {
      add(spells, to: &edge.attributes)
    }
  }
}

/// A node or an edge while its parts come in.
struct GEXFItem {
  private(set) var isNode = true
  private(set) var place = XMLPlace(line: 0, column: 0)
  var id: String?
  var label: String?
  var source: String?
  var target: String?
  var type: String?
  var kind: String?
  var parent: String?
  var weight: Double?
  var hasTimes = false
  var color: Appearance.Color?
  var spells: [GEXFTimes] = []
  var looks: [(name: String, value: AttributeValue)] = []
  private var bytes: [UInt8] = []
  private var values: [(column: Int, end: Int, place: XMLPlace)] = []
  private var timed: [(column: Int, value: String, times: GEXFTimes)] = []

  mutating func reset(isNode: Bool, parent: String?, _ place: XMLPlace) {
    self.isNode = isNode
    self.place = place
    self.parent = isNode ? parent : nil
    (id, label, source, target, type, kind, weight) = (nil, nil, nil, nil, nil, nil, nil)
    hasTimes = false
    color = nil
    if !spells.isEmpty { spells.removeAll(keepingCapacity: true) }
    looks.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    if !timed.isEmpty { timed.removeAll() }
  }

  mutating func append(_ value: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: value) }

  mutating func endValue(_ column: Int, _ times: GEXFTimes?, _ place: XMLPlace) {
    let start = values.last?.end ?? 0
    if let times, column >= 0 {
      timed.append((column, String(decoding: bytes[start...], as: UTF8.self), times))
      bytes.removeSubrange(start...)
    } else if column >= 0 {
      values.append((column, bytes.count, place))
    } else {
      bytes.removeSubrange(start...)
    }
  }

  @inline(__always)
  func forEachValue(_ body: (Int, UnsafeBufferPointer<UInt8>, XMLPlace) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for value in values {
        body(value.column, UnsafeBufferPointer(rebasing: bytes[start..<value.end]), value.place)
        start = value.end
      }
    }
  }

  /// For each attribute that changes in time, its values with their times as a list in JSON.
  func timedValues(_ columns: GEXFColumns) -> [(column: Int, json: String)] {
    if timed.isEmpty { return [] }
    var order: [Int] = []
    for value in timed where !order.contains(value.column) { order.append(value.column) }
    return order.map { column in
      let type = columns[column, isNode: isNode].type
      let list = timed.filter { $0.column == column }.map { entry in
        let bytes = Array(entry.value.utf8)
        let value = bytes.withUnsafeBufferPointer { type.value($0) } ?? .string(entry.value)
        return entry.times.json(value: JSONText.value(value))
      }
      return (column, "[" + list.joined(separator: ",") + "]")
    }
  }
}

/// What of `viz` becomes attributes.
enum GEXFLook {
  /// The colour of `hex`, or of `r`, `g` and `b`; nil when one is missing or no number of a byte.
  static func color(_ tag: borrowing XMLTag) -> Appearance.Color? {
    if let hex = tag.text(GEXFName.hex) { return Appearance.Color(hex: hex) }
    func channel(_ name: Int) -> UInt8? {
      tag.bytes(name).flatMap { ScalarType.integer(ScalarType.trimmed($0)) }.flatMap(UInt8.init(exactly:))
    }
    guard let red = channel(GEXFName.r), let green = channel(GEXFName.g), let blue = channel(GEXFName.b)
    else {
      return nil
    }
    return Appearance.Color(red: red, green: green, blue: blue)
  }

  /// Whether our own writer gives every such node this look.
  static func follows(_ name: String, _ value: AttributeValue, from node: Node) -> Bool {
    name == "size" && value.number == Appearance.size(of: node)
  }

  /// Whether our own writer gives every such edge this look.
  static func follows(_ name: String, _ value: AttributeValue, from edge: Edge) -> Bool {
    name == "shape" && value.string == Appearance.stroke(of: edge.modality)
  }
}
