import SommetXML

/// Walks a GraphML document and gives its keys, graphs, nodes and edges, each when it ends.
///
/// A node inside another node's graph comes before that node. Elements of other namespaces are passed over, and so is
/// what is not GraphML; a schema is there to complain. Documents without a namespace are read as well.
struct GraphMLScanner: ~Copyable {
  struct Key {
    var id = ""
    var domain = "all"
    var name: String?
    var type: String?
    var defaultValue: String?
    var line = 0
  }

  /// A node, an edge, a hyperedge, a graph or the document itself, with its data.
  struct Element {
    enum Kind: String { case graphml, graph, node, edge, hyperedge, port }

    var kind: Kind
    var id: String?
    var source: String?
    var target: String?
    /// For a hyperedge, its endpoints' nodes.
    var endpoints: [String] = []
    var isDirected: Bool?
    var data: [(key: String, value: String, line: Int)] = []
    /// The line of the start tag.
    var line: Int
  }

  enum Item {
    case key(Key)
    case element(Element)
  }

  private var reader: XMLReader
  /// Open elements of GraphML, outermost first.
  private var open: [Element] = []
  private var key: Key?
  /// Text of the `data` or `default` that is being read, and how deep it began.
  private var text: (value: String, key: String, depth: Int, line: Int)?

  init(path: String) throws(XMLError) { reader = try XMLReader(path: path) }

  init(_ bytes: [UInt8], name: String) throws(XMLError) { reader = try XMLReader(bytes, name: name) }

  /// The next item; nil at the end of the document.
  mutating func next() throws(XMLError) -> Item? {
    while let piece = try reader.next() {
      switch piece {
      case .text:
        if text != nil { text!.value += reader.text }
      case .start:
        if text == nil, isGraphML { start() }
      case .end:
        if let finished = end() { return finished }
      }
    }
    return nil
  }

  private var isGraphML: Bool { reader.namespace == GraphML.namespace || reader.namespace.isEmpty }

  private mutating func start() {
    let line = reader.line
    switch reader.localName {
    case "key":
      key = Key(
        id: reader.attribute("id") ?? "", domain: reader.attribute("for") ?? "all",
        name: reader.attribute("attr.name"), type: reader.attribute("attr.type"), line: line)
    case "data": text = ("", reader.attribute("key") ?? "", reader.depth, line)
    case "default": text = ("", "", reader.depth, line)
    case "endpoint":
      if let node = reader.attribute("node"), !open.isEmpty { open[open.count - 1].endpoints.append(node) }
    case let name:
      guard let kind = Element.Kind(rawValue: name) else { return }
      open.append(
        Element(
          kind: kind, id: reader.attribute(kind == .port ? "name" : "id"), source: reader.attribute("source"),
          target: reader.attribute("target"), isDirected: direction(kind), line: line))
    }
  }

  private func direction(_ kind: Element.Kind) -> Bool? {
    switch reader.attribute(kind == .graph ? "edgedefault" : "directed") {
    case "directed", "true", "1": true
    case "undirected", "false", "0": false
    default: nil
    }
  }

  private mutating func end() -> Item? {
    if let text {
      guard reader.depth == text.depth else { return nil }
      self.text = nil
      if key != nil {
        key!.defaultValue = text.value
      } else if !open.isEmpty {
        open[open.count - 1].data.append((text.key, text.value, text.line))
      }
      return nil
    }
    guard isGraphML else { return nil }
    if reader.localName == "key", let finished = key {
      key = nil
      return .key(finished)
    }
    guard let last = open.last, last.kind.rawValue == reader.localName else { return nil }
    open.removeLast()
    return .element(last)
  }
}
