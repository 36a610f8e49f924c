import SommetXML

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

  /// Takes text of a datum.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

  /// Forgets the text of the datum that is open.
  mutating func dropText() { bytes.removeLast(bytes.count - (data.last?.end ?? 0)) }

  mutating func endDatum(_ key: Int, _ place: XMLPlace) { data.append((key, bytes.count, place)) }

  @inline(__always)
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

/// The names that a reader of GraphML knows, by number. Elements come first, in the order of `GraphMLFrame.Kind`.
enum GraphMLName {
  static let all = [
    "graphml", "graph", "node", "edge", "data", "key", "default", "hyperedge", "endpoint", "port", "desc",
    "locator",
    "id", "source", "target", "directed", "edgedefault", "for", "attr.name", "attr.type", "NodeLabel",
    "EdgeLabel",
  ]
  static let key = 5
  static let id = 12
  static let source = 13
  static let target = 14
  static let directed = 15
  static let edgedefault = 16
  static let domain = 17
  static let attributeName = 18
  static let attributeType = 19
  static let nodeLabel = 20
  static let edgeLabel = 21
}
