import Foundation
import SommetGraph
import SommetText

extension NodeLinkJSON {
  /// Hands a graph in node-link JSON or JSON Lines to a sink. Fields that a graph of ours does not have become attributes;
  /// ids and keys may be numbers.
  ///
  /// - Throws: `FormatError` with everything that is wrong; what the sink throws.
  public static func read(_ source: GraphSource, into sink: inout some GraphSink) throws {
    var reading = NodeLinkReading(try source.all(), file: source.name)
    try reading.run()
    if !reading.diagnostics.isEmpty { throw FormatError(reading.diagnostics) }
    try reading.hand(over: &sink)
  }

  public static func read(path: String) throws -> Graph { try graph(GraphSource(path: path)) }

  /// - Parameter name: the file's, for messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> Graph {
    try graph(GraphSource(bytes, name: name))
  }

  private static func graph(_ source: GraphSource) throws -> Graph {
    var collector = GraphCollector()
    try read(source, into: &collector)
    return collector.graph()
  }

  /// A list of evidence on its own, as formats of scalars carry it; nil when the bytes are something else.
  static func evidence(_ bytes: UnsafeBufferPointer<UInt8>) -> [Evidence]? {
    guard bytes.first == UInt8(ascii: "[") else { return nil }
    var reading = NodeLinkReading(Array(bytes), file: "")
    guard let evidence = try? reading.readEvidenceList(), reading.diagnostics.isEmpty else { return nil }
    return evidence
  }

  /// Everything wrong with a file, in file order; nothing when it can be read.
  public static func diagnostics(_ bytes: [UInt8], name: String) -> [Diagnostic] {
    var reading = NodeLinkReading(bytes, file: name)
    do {
      try reading.run()
    } catch let error as FormatError {
      return reading.diagnostics + error.diagnostics
    } catch {
      return reading.diagnostics + [Diagnostic(.error, file: name, message: "\(error)")]
    }
    return reading.diagnostics
  }
}

/// One reading of a node-link file: what was understood and what was not.
private struct NodeLinkReading {
  private var scanner: JSONScanner
  private(set) var articles: [GraphArticle] = []
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []
  private(set) var info = GraphInfo()
  private var faults: [(offset: Int, message: String)] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Places of what points at nodes, to be checked when all nodes are known.
  private var references: [(offset: Int, what: String, node: String)] = []

  init(_ bytes: [UInt8], file: String) {
    scanner = JSONScanner(bytes, file: file)
  }

  mutating func run() throws {
    defer {
      check()
      report()
    }
    if try isLines() { return try readLines() }
    var found: Set<String> = []
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      found.insert(name)
      switch name {
      case "directed":
        info.isDirected = try scanner.bool()
        for number in undecided { edges[number].isDirected = info.isDirected }
      case "multigraph": _ = try scanner.bool()
      case "graph": try readGraph()
      case "nodes": try list { try $0.readNode() }
      case "edges", "links": try list { try $0.readEdge() }
      default: try scanner.skip()
      }
    }
    try scanner.end()
    if !found.contains("nodes") { fault(0, "expected a list 'nodes', found none") }
    if found.isDisjoint(with: ["edges", "links"]) { fault(0, "expected a list 'edges', found none") }
  }

  // MARK: - Parts

  private mutating func readGraph() throws {
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      if name == "articles", scanner.isArrayOfObjects() {
        try list { try $0.readArticle() }
        continue
      }
      let value = try scanner.attribute()
      if name == "articles", value == .json("[]") { continue }
      if name == "name", let text = value.string { info.name = text } else { info.attributes[name] = value }
    }
  }

  // MARK: - JSON Lines

  /// Whether the file is a line for each article, node or edge, with its type first.
  private mutating func isLines() throws -> Bool {
    let start = scanner
    defer { scanner = start }
    try scanner.beginObject()
    guard try scanner.nextName() == "type", case .string(let type) = try scanner.attribute() else {
      return false
    }
    return ["graph", "article", "node", "edge"].contains(type)
  }

  private mutating func readLines() throws {
    while scanner.hasMore() {
      let start = scanner
      try scanner.beginObject()
      let offset = scanner.valueOffset()
      guard try scanner.nextName() == "type" else {
        throw FormatError([scanner.diagnostic(at: offset, "expected the name 'type'")])
      }
      let type = try scanner.string()
      scanner = start
      switch type {
      case "article": try readArticle()
      case "node": try readNode(isLine: true)
      case "edge": try readEdge(isLine: true)
      case "graph": try readGraph()
      default:
        throw FormatError([scanner.diagnostic(at: offset, "expected article, node or edge, found '\(type)'")])
      }
    }
    info.attributes["type"] = nil
  }

  func hand(over sink: inout some GraphSink) throws {
    try sink.add(info)
    for article in articles { try sink.add(article) }
    for node in nodes { try sink.add(node) }
    for edge in edges { try sink.add(edge) }
  }

  private mutating func readArticle() throws {
    let start = scanner.valueOffset()
    var article = GraphArticle(info: ArticleInfo(id: ""))
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "id": article.info.id = try scanner.string()
      case "title": article.info.title = try scanner.optionalString()
      case "date": article.info.date = try scanner.optionalString()
      case "date_source":
        article.info.dateSource = try value("a source of dates", ArticleInfo.DateSource.init) ?? .none
      case "language": article.info.language = try scanner.string()
      case "sha256": article.info.sha256 = try scanner.string()
      case "source": article.info.source = try scanner.optionalString()
      case "url": article.info.url = try scanner.optionalString()
      case "author": article.info.author = try scanner.optionalString()
      case "duplicate_of": article.duplicateOf = try scanner.optionalString()
      case "times": try list { article.times.append(try $0.readTime()) }
      case "mentions": try list { article.mentions.append(try $0.readMention()) }
      default: try scanner.skip()
      }
    }
    require(article.info.id, "id", of: "an article", start)
    articles.append(article)
    articleOffsets.append(start)
  }

  private mutating func readTime() throws -> RecordedTime {
    var time = RecordedTime(start: 0, end: 0, text: "", value: nil)
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "start": time.start = try scanner.int()
      case "end": time.end = try scanner.int()
      case "text": time.text = try scanner.string()
      case "value": time.value = try scanner.optionalString()
      default: try scanner.skip()
      }
    }
    return time
  }

  private mutating func readMention() throws -> GraphArticle.Mention {
    let start = scanner.valueOffset()
    var mention = GraphArticle.Mention(start: 0, end: 0, text: "", node: "", kind: .untyped, form: "")
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "start": mention.start = try scanner.int()
      case "end": mention.end = try scanner.int()
      case "text": mention.text = try scanner.string()
      case "node": mention.node = try scanner.string()
      case "kind": mention.kind = NodeKind(rawValue: try scanner.string())
      case "form": mention.form = try scanner.string()
      case "rule": mention.rule = try scanner.string()
      default: try scanner.skip()
      }
    }
    references.append((start, "a mention", mention.node))
    return mention
  }

  private mutating func readNode(isLine: Bool = false) throws {
    let start = scanner.valueOffset()
    var node = Node(id: "", kind: .untyped, label: "")
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "id": node.id = try scanner.identifier()
      case "kind":
        take(&node.attributes, name, try scanner.attribute()) { node.kind = NodeKind(rawValue: $0) }
      case "label": node.label = try scanner.attribute().description
      case "aliases", "articles":
        let value = try scanner.attribute()
        guard let texts = JSONScanner.list(value) else {
          node.attributes[name] = value
          break
        }
        if name == "aliases" { node.aliases = texts } else { node.articles = texts }
      case "first_seen": take(&node.attributes, name, try scanner.attribute()) { node.firstSeen = $0 }
      case "last_seen": take(&node.attributes, name, try scanner.attribute()) { node.lastSeen = $0 }
      case "attributes" where scanner.isObject():
        try scanner.beginObject()
        while let name = try scanner.nextName() { node.attributes[name] = try scanner.attribute() }
      case "type" where isLine: try scanner.skip()
      default: node.attributes[name] = try scanner.attribute()
      }
    }
    require(node.id, "id", of: "a node", start)
    if node.label.isEmpty { node.label = node.attributes["name"]?.string ?? node.id }
    nodes.append(node)
    nodeOffsets.append(start)
  }

  private mutating func readEdge(isLine: Bool = false) throws {
    let start = scanner.valueOffset()
    var edge = Edge(key: "", source: "", target: "", relation: .untyped, modality: .unstated, weight: 0)
    var weight: Double?
    var isDirected: Bool?
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "source": edge.source = try scanner.identifier()
      case "target": edge.target = try scanner.identifier()
      case "key":
        // NetworkX numbers the edges of a pair; that is no key of a graph.
        take(&edge.attributes, name, try scanner.attribute()) { edge.key = $0 }
      case "relation":
        take(&edge.attributes, name, try scanner.attribute()) { edge.relation = Relation(rawValue: $0) }
      case "modality":
        let value = try scanner.attribute()
        if let modality = value.string.flatMap(Modality.init) {
          edge.modality = modality
        } else {
          edge.attributes[name] = value
        }
      case "date": take(&edge.attributes, name, try scanner.attribute()) { edge.date = $0 }
      case "content": take(&edge.attributes, name, try scanner.attribute()) { edge.content = $0 }
      case "according_to":
        let offset = scanner.valueOffset()
        take(&edge.attributes, name, try scanner.attribute()) { edge.accordingTo = $0 }
        if let node = edge.accordingTo { references.append((offset, "'according_to'", node)) }
      case "title": take(&edge.attributes, name, try scanner.attribute()) { edge.title = $0 }
      case "plover" where scanner.isObject(): edge.plover = try readPlover()
      case "weight", "confidence":
        let value = try scanner.attribute()
        if name == "weight", let number = value.number {
          weight = number
        } else if name == "confidence", let number = value.number, (0...1).contains(number) {
          edge.confidence = number
        } else {
          edge.attributes[name] = value
        }
      case "rule": take(&edge.attributes, name, try scanner.attribute()) { edge.rule = $0 }
      case "evidence" where scanner.isArrayOfObjects():
        try list { edge.evidence.append(try $0.readEvidence()) }
      case "evidence":
        let value = try scanner.attribute()
        if value != .json("[]") { edge.attributes[name] = value }
      case "directed": isDirected = try scanner.bool()
      case "attributes" where scanner.isObject():
        try scanner.beginObject()
        while let name = try scanner.nextName() { edge.attributes[name] = try scanner.attribute() }
      case "type" where isLine: try scanner.skip()
      default: edge.attributes[name] = try scanner.attribute()
      }
    }
    if isDirected == nil { undecided.append(edges.count) }
    edge.isDirected = isDirected ?? info.isDirected
    if edge.relation == .untyped, let label = edge.attributes["label"]?.string {
      edge.relation = Relation(rawValue: label)
      edge.attributes["label"] = nil
    }
    if edge.source.isEmpty || edge.target.isEmpty {
      fault(start, "expected a source and a target of the edge")
    }
    if edge.key.isEmpty { edge.key = key(edge) }
    edge.weight = weight ?? Double(max(1, edge.evidence.count))
    references.append((start, "the source of edge '\(edge.key)'", edge.source))
    references.append((start, "the target of edge '\(edge.key)'", edge.target))
    edges.append(edge)
    edgeOffsets.append(start)
  }

  private mutating func readPlover() throws -> PloverCode<String> {
    var code = PloverCode<String>(type: nil)
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "type": code.type = try scanner.optionalString()
      case "mode": code.modes = try scanner.strings()
      case "auxiliary": code.auxiliaries = try scanner.strings()
      case "context": code.contexts = try scanner.strings()
      case "actor":
        let offset = scanner.valueOffset()
        code.actors = try scanner.strings()
        for actor in code.actors { references.append((offset, "'plover.actor'", actor)) }
      case "rule": code.rule = try scanner.string()
      default: try scanner.skip()
      }
    }
    return code
  }

  mutating func readEvidenceList() throws -> [Evidence] {
    defer { report() }
    var evidence: [Evidence] = []
    try list { evidence.append(try $0.readEvidence()) }
    try scanner.end()
    return evidence
  }

  private mutating func readEvidence() throws -> Evidence {
    let start = scanner.valueOffset()
    var piece = Evidence(
      article: "", sentence: 0, start: 0, end: 0, quote: "", trigger: .init(start: 0, end: 0))
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "article": piece.article = try scanner.string()
      case "sentence": piece.sentence = try scanner.int()
      case "start": piece.start = try scanner.int()
      case "end": piece.end = try scanner.int()
      case "quote": piece.quote = try scanner.string()
      case "trigger":
        try scanner.beginObject()
        while let name = try scanner.nextName() {
          switch name {
          case "start": piece.trigger.start = try scanner.int()
          case "end": piece.trigger.end = try scanner.int()
          default: try scanner.skip()
          }
        }
      default: try scanner.skip()
      }
    }
    require(piece.quote, "quote", of: "a piece of evidence", start)
    let length = piece.quote.unicodeScalars.count
    if !piece.quote.isEmpty, piece.end - piece.start != length {
      fault(
        start, "expected a quote of \(piece.end - piece.start) characters by its offsets, found \(length)")
    }
    return piece
  }

  /// Edges that do not say whether they are directed.
  private var undecided: [Int] = []
  private var madeKeys: Set<String> = []

  /// A key for an edge that has none.
  private mutating func key(_ edge: Edge) -> String {
    let parts = [edge.source, edge.relation.rawValue, edge.target, edge.date ?? "", edge.modality.rawValue]
    let key = "\(edge.relation == .untyped ? "edge" : edge.relation.rawValue)-\(Identifier.hash(parts))"
    var count = repeated[key, default: 1]
    repeated[key] = count + 1
    var next = key
    while !madeKeys.insert(next).inserted {
      next = "\(key)~\(count)"
      count += 1
    }
    return next
  }

  private var repeated: [String: Int] = [:]

  /// A string for one of our fields; what is none becomes an attribute, `null` nothing.
  private func take(
    _ attributes: inout [String: AttributeValue], _ name: String, _ value: AttributeValue,
    _ field: (String) -> Void
  ) {
    if let text = value.string { field(text) } else if value != .json("null") { attributes[name] = value }
  }

  // MARK: - What must hold over the whole file

  private var articleOffsets: [Int] = []
  private var nodeOffsets: [Int] = []
  private var edgeOffsets: [Int] = []

  private mutating func check() {
    unique(zip(articles.map(\.info.id), articleOffsets), "article")
    unique(zip(nodes.map(\.id), nodeOffsets), "node")
    unique(zip(edges.map(\.key), edgeOffsets), "edge")
    let ids = Set(nodes.map(\.id))
    for reference in references where !ids.contains(reference.node) {
      fault(reference.offset, "\(reference.what): expected the id of a node, found '\(reference.node)'")
    }
    let known = Set(articles.map(\.info.id))
    guard !known.isEmpty else { return }
    for (article, offset) in zip(articles, articleOffsets) {
      if let original = article.duplicateOf, !known.contains(original) {
        fault(offset, "the article '\(article.info.id)': expected the id of an article, found '\(original)'")
      }
    }
    for (edge, offset) in zip(edges, edgeOffsets) {
      for piece in edge.evidence where !known.contains(piece.article) {
        fault(
          offset, "evidence of edge '\(edge.key)': expected the id of an article, found '\(piece.article)'")
      }
    }
  }

  private mutating func unique(_ ids: some Sequence<(String, Int)>, _ what: String) {
    var seen: Set<String> = []
    for (id, offset) in ids where !id.isEmpty && !seen.insert(id).inserted {
      fault(offset, "expected a new \(what), found '\(id)' again")
    }
  }

  private mutating func require(_ value: String, _ field: String, of what: String, _ offset: Int) {
    if value.isEmpty { fault(offset, "expected a field '\(field)' in \(what), found none") }
  }

  private mutating func report() {
    for fault in faults.sorted(by: { $0.offset < $1.offset }) {
      diagnostics.append(scanner.diagnostic(at: fault.offset, fault.message))
    }
  }

  private mutating func fault(_ offset: Int, _ message: String) { faults.append((offset, message)) }

  /// A word out of a fixed list.
  private mutating func value<Value>(_ what: String, _ make: (String) -> Value?) throws -> Value? {
    let offset = scanner.valueOffset()
    let text = try scanner.string()
    let value = make(text)
    if value == nil { fault(offset, "expected \(what), found '\(text)'") }
    return value
  }

  private mutating func list(_ element: (inout NodeLinkReading) throws -> Void) throws {
    try scanner.beginArray()
    while try scanner.nextElement() { try element(&self) }
  }
}
