import Foundation
import SommetGraph
import SommetText

extension NodeLinkJSON {
  /// Reads a graph. Fields that a graph of ours does not have are passed over.
  public static func read(path: String) throws -> Graph {
    try read(try InputFile.bytes(path), name: path)
  }

  /// - Parameter name: the file's, for messages.
  public static func read(_ bytes: [UInt8], name: String) throws -> Graph {
    var reading = NodeLinkReading(bytes, file: name)
    try reading.run()
    if !reading.diagnostics.isEmpty { throw FormatError(reading.diagnostics) }
    return Graph(articles: reading.articles, nodes: reading.nodes, edges: reading.edges)
  }

  /// A list of evidence on its own, as GraphML carries it.
  static func evidence(_ bytes: [UInt8], name: String) throws -> [Evidence] {
    var reading = NodeLinkReading(bytes, file: name)
    let evidence = try reading.readEvidenceList()
    if !reading.diagnostics.isEmpty { throw FormatError(reading.diagnostics) }
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
    var found: Set<String> = []
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      found.insert(name)
      switch name {
      case "directed", "multigraph":
        let offset = scanner.valueOffset()
        if try !scanner.bool() { fault(offset, "expected \(name): true, found false") }
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
      if name == "articles" { try list { try $0.readArticle() } } else { try scanner.skip() }
    }
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

  private mutating func readNode() throws {
    let start = scanner.valueOffset()
    var node = Node(id: "", kind: .untyped, label: "")
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "id": node.id = try scanner.string()
      case "kind":
        node.kind = NodeKind(rawValue: try scanner.string())
      case "label": node.label = try scanner.string()
      case "aliases": node.aliases = try scanner.strings()
      case "articles": node.articles = try scanner.strings()
      case "first_seen": node.firstSeen = try scanner.optionalString()
      case "last_seen": node.lastSeen = try scanner.optionalString()
      case "attributes":
        try scanner.beginObject()
        while let name = try scanner.nextName() { node.attributes[name] = try scanner.attribute() }
      default: try scanner.skip()
      }
    }
    require(node.id, "id", of: "a node", start)
    if node.label.isEmpty { node.label = node.id }
    nodes.append(node)
    nodeOffsets.append(start)
  }

  private mutating func readEdge() throws {
    let start = scanner.valueOffset()
    var edge = Edge(key: "", source: "", target: "", relation: .untyped, modality: .unstated, weight: 0)
    var weight: Double?
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      switch name {
      case "source": edge.source = try scanner.string()
      case "target": edge.target = try scanner.string()
      case "key": edge.key = try scanner.string()
      case "relation":
        edge.relation = Relation(rawValue: try scanner.string())
      case "modality": edge.modality = try value("a modality", Modality.init) ?? .unstated
      case "date": edge.date = try scanner.optionalString()
      case "content": edge.content = try scanner.optionalString()
      case "according_to":
        let offset = scanner.valueOffset()
        edge.accordingTo = try scanner.optionalString()
        if let node = edge.accordingTo { references.append((offset, "'according_to'", node)) }
      case "title": edge.title = try scanner.optionalString()
      case "plover": edge.plover = try readPlover()
      case "weight": weight = try scanner.double()
      case "confidence":
        let offset = scanner.valueOffset()
        edge.confidence = try scanner.double()
        if !(0...1).contains(edge.confidence) {
          fault(offset, "expected a confidence from 0 to 1, found \(edge.confidence)")
        }
      case "rule": edge.rule = try scanner.string()
      case "evidence": try list { edge.evidence.append(try $0.readEvidence()) }
      case "directed": edge.isDirected = try scanner.bool()
      case "attributes":
        try scanner.beginObject()
        while let name = try scanner.nextName() { edge.attributes[name] = try scanner.attribute() }
      default: try scanner.skip()
      }
    }
    require(edge.key, "key", of: "an edge", start)
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
