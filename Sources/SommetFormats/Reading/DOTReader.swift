import SommetGraph
import SommetXML

/// Reads the language of Graphviz, statement by statement, into a sink.
///
/// Edges are handed over as they come, nodes at the end, since a node's attributes may be anywhere; of strict graphs the
/// edges wait as well, since a second one only adds to the first. Attributes of nodes and edges, with the defaults in
/// force where they are made, become attributes; those with the names of our own fields become these. Ports stay with
/// the edge as `tailport` and `headport`; the innermost cluster of a node becomes its attribute `cluster`. Text that is
/// not UTF-8 is taken for Latin-1.
///
/// Graphviz' own library is not used: it keeps every edge and string of a graph in memory, is bound to one thread, and
/// stops at strings of 16 KiB.
///
/// Source: <https://graphviz.org/doc/info/lang.html>.
struct DOTReader {
  private var scanner: DOTScanner
  private(set) var assembler: GraphAssembler
  private var text: DOTText
  private var isDirected = false
  private var isStrict = false
  private var info = GraphInfo()

  private var nodes: [DOTNode] = []
  private var numbers: [String: Int] = [:]
  /// Named subgraphs, each with the numbers of its nodes: a name that comes again goes on with the same one.
  private var subgraphs: [String: Set<Int>] = [:]
  private var waiting: [DOTEdge] = []
  private var waitingNumbers: [DOTEdge.Ends: Int] = [:]
  private var edgeDraft = EdgeDraft()
  private var edgeFields: [String: EdgeField] = [:]
  private var names = WordCache<String>()

  /// Whether the graph that is read is another than the first, and handed over to nobody.
  private var isPassedOver = false

  private static let depthLimit = 200

  init(_ source: GraphSource, sink: any GraphSink) throws {
    scanner = try DOTScanner(source)
    text = DOTText()
    assembler = GraphAssembler(file: source.name, size: source.size, sink: sink)
  }

  /// Where statements stand: defaults and nodes of a graph or subgraph.
  private struct Scope {
    var nodeDefaults: [(name: String, value: DOTValue)] = []
    var edgeDefaults: [(name: String, value: DOTValue)] = []
    var members: Set<Int> = []
    var cluster: String?
    /// Whether anybody asks for the members.
    var isRoot = false
  }

  // MARK: - Graphs

  mutating func read() throws {
    info = try readGraph()
    try handOver()
    isPassedOver = true
    while scanner.token != .end || scanner.strange != nil {
      let place = scanner.place
      switch scanner.token {
      case .graph, .digraph, .strict: break
      default: throw scanner.expected("the end of the file")
      }
      let other = try readGraph().name.map { "'\($0)'" } ?? "another"
      assembler.warn(
        place, about: "graph \(place.line):\(place.column)",
        "of several graphs in a file the first is read; \(other) is passed over")
    }
    try finish()
  }

  /// Reads a graph into `nodes` and what waits; gives what it says of itself.
  private mutating func readGraph() throws -> GraphInfo {
    (nodes, numbers, subgraphs, waiting, waitingNumbers) = ([], [:], [:], [], [:])
    info = GraphInfo()
    try readHeader()
    var root = Scope()
    root.isRoot = true
    try statements(&root, depth: 0)
    try expect(.close, "'}'")
    return info
  }

  private mutating func readHeader() throws {
    isStrict = false
    if scanner.token == .strict {
      isStrict = true
      try scanner.advance()
    }
    switch scanner.token {
    case .graph: isDirected = false
    case .digraph: isDirected = true
    default: throw scanner.expected("'graph' or 'digraph'")
    }
    info.isDirected = isDirected
    try scanner.advance()
    if scanner.token == .word || scanner.token == .html {
      info.name = text.string(scanner.word)
      try scanner.advance()
    }
    try expect(.open, "'{'")
  }

  private mutating func expect(_ token: DOTScanner.Token, _ what: String) throws {
    guard scanner.token == token, scanner.strange == nil else { throw scanner.expected(what) }
    try scanner.advance()
  }

  private mutating func handOver() throws {
    for edge in waiting { try hand(over: edge) }
    for node in nodes { try assembler.add(node.node(text: text), at: nil) }
    try assembler.add(info)
  }

  private mutating func finish() throws {
    if text.hasLatin1 {
      assembler.warn(nil, about: "latin1", "bytes that are not UTF-8 were taken for Latin-1")
    }
    try assembler.finish()
  }

  // MARK: - Statements

  private mutating func statements(_ scope: inout Scope, depth: Int) throws {
    while true {
      switch scanner.token {
      case .semicolon: try scanner.advance()
      case .close: return
      case .word, .html, .open, .subgraph: try chain(&scope, depth: depth)
      case .node, .edge, .graph: try defaults(&scope)
      default: throw scanner.expected("a statement or '}'")
      }
    }
  }

  private mutating func defaults(_ scope: inout Scope) throws {
    let what = scanner.token
    try scanner.advance()
    guard scanner.token == .openList else { throw scanner.expected("'['") }
    let list = try attributeLists()
    switch what {
    case .node: try merge(list, into: &scope.nodeDefaults)
    case .edge: try merge(list, into: &scope.edgeDefaults)
    default: for (name, value) in list { setGraph(name, value, scope) }
    }
  }

  private mutating func merge(
    _ list: [(name: String, value: DOTValue)], into defaults: inout [(name: String, value: DOTValue)]
  ) throws {
    for item in list {
      try assembler.grow(by: defaults.count, at: scanner.place)
      if let known = defaults.firstIndex(where: { $0.name == item.name }) {
        defaults[known].value = item.value
      } else {
        defaults.append(item)
      }
    }
  }

  private mutating func setGraph(_ name: String, _ value: DOTValue, _ scope: Scope) {
    if name == "charset" { text.setCharset(text.string(value.bytes)) }
    guard scope.isRoot else { return }
    info.attributes[name] = .string(text.string(value.bytes))
  }

  /// A node, an edge, a chain of edges, a subgraph, or `name = value`.
  private mutating func chain(_ scope: inout Scope, depth: Int) throws {
    let place = scanner.place
    let isName = scanner.token == .word || scanner.token == .html
    let first = scanner.word
    var end = try endpoint(&scope, depth: depth)
    if scanner.token == .equals, isName, end.port == nil, let lone = end.created {
      try scanner.advance()
      guard scanner.token == .word || scanner.token == .html else { throw scanner.expected("a value") }
      // What looked like a node was a name.
      undo(lone, &scope)
      setGraph(text.string(first), DOTValue(bytes: scanner.word, isHTML: scanner.token == .html), scope)
      return try scanner.advance()
    }
    var ends = [end]
    while scanner.token == .arrow || scanner.token == .line {
      guard (scanner.token == .arrow) == isDirected else {
        throw scanner.expected(isDirected ? "'->'" : "'--'")
      }
      try scanner.advance()
      switch scanner.token {
      case .word, .html, .open, .subgraph: break
      default: throw scanner.expected("a node or subgraph")
      }
      end = try endpoint(&scope, depth: depth)
      ends.append(end)
    }
    let list = scanner.token == .openList ? try attributeLists() : []
    if ends.count == 1 {
      if isName { for (name, value) in list { nodes[ends[0].members[0]].attributes[name] = value } }
      return
    }
    for (tail, head) in zip(ends, ends.dropFirst()) {
      for source in tail.members {
        for target in head.members { try edge(source, target, tail.port, head.port, list, scope, place) }
      }
    }
  }

  private struct Endpoint {
    var members: [Int]
    var port: [UInt8]?
    /// The node that this mention made or named.
    var created: (number: Int, isNew: Bool, isNewHere: Bool)?
  }

  private mutating func endpoint(_ scope: inout Scope, depth: Int) throws -> Endpoint {
    if scanner.token == .open || scanner.token == .subgraph {
      return Endpoint(members: try subgraph(&scope, depth: depth + 1).sorted())
    }
    let named = try node(text.string(scanner.word), &scope)
    try scanner.advance()
    var port: [UInt8]?
    if scanner.token == .colon {
      port = []
      while scanner.token == .colon {
        try scanner.advance()
        guard scanner.token == .word || scanner.token == .html else { throw scanner.expected("a port") }
        if !port!.isEmpty { port!.append(UInt8(ascii: ":")) }
        port! += scanner.word
        try scanner.advance()
      }
    }
    return Endpoint(members: [named.number], port: port, created: named)
  }

  private mutating func subgraph(_ outer: inout Scope, depth: Int) throws -> Set<Int> {
    guard depth < Self.depthLimit else {
      throw scanner.fault(nil, "subgraphs are nested more than \(Self.depthLimit) deep")
    }
    var name: String?
    if scanner.token == .subgraph {
      try scanner.advance()
      if scanner.token == .word || scanner.token == .html {
        name = text.string(scanner.word)
        try scanner.advance()
      }
    }
    try expect(.open, "'{'")
    var scope = outer
    scope.isRoot = false
    scope.members = name.flatMap { subgraphs[$0] } ?? []
    if let name, name.hasPrefix("cluster") { scope.cluster = name }
    try statements(&scope, depth: depth)
    try expect(.close, "'}'")
    try assembler.grow(by: scope.members.count, at: scanner.place)
    if let name { subgraphs[name] = scope.members }
    if !outer.isRoot { outer.members.formUnion(scope.members) }
    return scope.members
  }

  private mutating func node(
    _ name: String, _ scope: inout Scope
  ) throws -> (number: Int, isNew: Bool, isNewHere: Bool) {
    if let known = numbers[name] {
      let isNewHere = !scope.isRoot && scope.members.insert(known).inserted
      return (known, false, isNewHere)
    }
    try assembler.grow(by: scope.nodeDefaults.count, at: scanner.place)
    let number = nodes.count
    numbers[name] = number
    nodes.append(DOTNode(id: name, defaults: scope.nodeDefaults, cluster: scope.cluster))
    if !scope.isRoot { scope.members.insert(number) }
    return (number, true, true)
  }

  private mutating func undo(_ made: (number: Int, isNew: Bool, isNewHere: Bool), _ scope: inout Scope) {
    if made.isNewHere { scope.members.remove(made.number) }
    guard made.isNew else { return }
    numbers[nodes[made.number].id] = nil
    nodes.removeLast()
  }

  private mutating func attributeLists() throws -> [(name: String, value: DOTValue)] {
    var list: [(name: String, value: DOTValue)] = []
    while scanner.token == .openList {
      try scanner.advance()
      while scanner.token != .closeList {
        guard scanner.token == .word || scanner.token == .html else {
          throw scanner.expected("an attribute or ']'")
        }
        let name = attributeName()
        try scanner.advance()
        var value = DOTValue(bytes: Array("true".utf8), isHTML: false)
        if scanner.token == .equals {
          try scanner.advance()
          guard scanner.token == .word || scanner.token == .html else { throw scanner.expected("a value") }
          value = DOTValue(bytes: scanner.word, isHTML: scanner.token == .html)
          try scanner.advance()
        }
        list.append((name, value))
        if scanner.token == .comma || scanner.token == .semicolon { try scanner.advance() }
      }
      try scanner.advance()
    }
    return list
  }

  private mutating func attributeName() -> String {
    scanner.word.withUnsafeBufferPointer { word in
      names.value(word) { name in name.utf8.elementsEqual(word) ? name : text.string(Array(word)) }
    }
  }

  // MARK: - Edges

  private mutating func edge(
    _ source: Int, _ target: Int, _ tailPort: [UInt8]?, _ headPort: [UInt8]?,
    _ list: [(name: String, value: DOTValue)], _ scope: Scope, _ place: XMLPlace
  ) throws {
    try assembler.grow(by: 1 + scope.edgeDefaults.count + list.count, at: scanner.place)
    var edge = DOTEdge(source: source, target: target, place: place, attributes: scope.edgeDefaults)
    if let tailPort { edge.attributes.append(("tailport", DOTValue(bytes: tailPort, isHTML: false))) }
    if let headPort { edge.attributes.append(("headport", DOTValue(bytes: headPort, isHTML: false))) }
    edge.attributes += list
    let key = list.last { $0.name == "key" }?.value.bytes
    guard isStrict || key != nil else { return try hand(over: edge) }
    // A second edge with the ends, and the key, of another is that one.
    let isTurned = !isDirected && target < source
    let ends = DOTEdge.Ends(
      source: isTurned ? target : source, target: isTurned ? source : target, key: isStrict ? nil : key)
    if let known = waitingNumbers[ends] {
      waiting[known].attributes += list
    } else {
      waitingNumbers[ends] = waiting.count
      waiting.append(edge)
    }
  }

  private mutating func hand(over edge: DOTEdge) throws {
    if isPassedOver { return }
    edgeDraft.reset(source: nodes[edge.source].id, target: nodes[edge.target].id, isDirected: isDirected)
    var key: String?
    for (name, value) in edge.attributes where !value.bytes.isEmpty {
      if name == "id" || name == "key" {
        key = text.string(value.bytes)
        continue
      }
      let field = edgeField(name)
      let string = value.isHTML ? DOTText.plain(text.string(value.bytes)) : text.unescaped(value.bytes)
      switch field {
      case .weight, .confidence:
        let bytes = Array(string.utf8)
        let number = bytes.withUnsafeBufferPointer { ScalarType.double(ScalarType.trimmed($0)) }
        if let number {
          edgeDraft.set(field, .double(number))
        } else {
          edgeDraft.edge.attributes[name] = .string(string)
        }
      case .attribute(let name): edgeDraft.edge.attributes[name] = .string(string)
      default:
        var string = string
        string.withUTF8 { _ = edgeDraft.set(field, .string, $0) }
      }
    }
    edgeDraft.finish()
    try assembler.add(&edgeDraft.edge, key: key, at: edge.place)
  }

  private mutating func edgeField(_ name: String) -> EdgeField {
    if let known = edgeFields[name] { return known }
    let isNumber = name == "weight" || name == "confidence"
    let field = EdgeField(name: name, type: isNumber ? .double : .string)
    edgeFields[name] = field
    return field
  }
}
