import SommetGraph
import SommetText
import SommetXML

/// One reading of a node-link file into a sink.
struct NodeLinkReading {
  private let source: GraphSource
  private var scanner: JSONScanner
  private(set) var assembler: GraphAssembler
  private var info = GraphInfo()
  /// Whether the file said yet whether its edges are directed.
  private var knowsDirection = false
  /// Whether the file was read to its end.
  private(set) var isWhole = false

  private var articles: Set<String> = []
  /// Ids of articles that have not come yet, with what points at them first.
  private var awaitedArticles: [String: (place: XMLPlace, what: String)] = [:]

  init(_ source: GraphSource, sink: any GraphSink) throws {
    self.source = source
    scanner = try JSONScanner(try source.pieces(), file: source.name)
    assembler = GraphAssembler(file: source.name, sink: sink, isStrict: true)
  }

  mutating func run() throws {
    if try isLines() {
      try readLines()
    } else {
      try readObject()
    }
    isWhole = true
  }

  private mutating func readObject() throws {
    var found: Set<String> = []
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      found.insert(name)
      switch name {
      case "directed":
        info.isDirected = try scanner.bool()
        knowsDirection = true
      case "multigraph": _ = try scanner.bool()
      case "graph": try readGraph()
      case "nodes": try list { try $0.readNode() }
      case "edges", "links":
        try learnDirection()
        try list { try $0.readEdge() }
      default: try scanner.skip()
      }
    }
    try scanner.end()
    let start = XMLPlace(line: 1, column: 1)
    if !found.contains("nodes") { fault(start, "expected a list 'nodes', found none") }
    if found.isDisjoint(with: ["edges", "links"]) { fault(start, "expected a list 'edges', found none") }
  }

  /// Looks behind the edges whether these are directed, where nothing before them told it.
  private mutating func learnDirection() throws {
    guard !knowsDirection else { return }
    knowsDirection = true
    var scanner = try JSONScanner(try source.pieces(), file: source.name)
    do {
      try scanner.beginObject()
      while let name = try scanner.nextName() {
        guard name == "directed" else {
          try scanner.skip()
          continue
        }
        info.isDirected = try scanner.bool()
        return
      }
    } catch is FormatError {
      // It is told when the reading comes to it.
    }
  }

  /// - Throws: `FormatError` with everything that is wrong.
  mutating func finish() throws {
    if !articles.isEmpty {
      for (id, reference) in awaitedArticles {
        fault(reference.place, "\(reference.what): expected the id of an article, found '\(id)'")
      }
    }
    try assembler.add(info)
    try assembler.finish()
  }

  // MARK: - Parts

  private mutating func readGraph() throws {
    try scanner.beginObject()
    while let name = try scanner.nextName() {
      if name == "articles", try scanner.isArrayOfObjects() {
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
    guard try scanner.isObject() else { return false }
    return try scanner.lookingAhead { scanner in
      try scanner.beginObject()
      guard try scanner.nextName() == "type", case .string(let type) = try scanner.attribute() else {
        return false
      }
      return ["graph", "article", "node", "edge"].contains(type)
    }
  }

  private mutating func readLines() throws {
    while try scanner.hasMore() {
      let (type, place) = try scanner.lookingAhead { scanner in
        try scanner.beginObject()
        let place = try scanner.valuePlace()
        guard try scanner.nextName() == "type" else {
          throw FormatError([scanner.diagnostic(at: place, "expected the name 'type'")])
        }
        return (try scanner.string(), place)
      }
      switch type {
      case "article": try readArticle()
      case "node": try readNode(isLine: true)
      case "edge": try readEdge(isLine: true)
      case "graph": try readGraph()
      default:
        throw FormatError([scanner.diagnostic(at: place, "expected article, node or edge, found '\(type)'")])
      }
    }
    info.attributes["type"] = nil
  }

  private mutating func readArticle() throws {
    let start = try scanner.valuePlace()
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
    let id = article.info.id
    if !id.isEmpty, !articles.insert(id).inserted {
      fault(start, "expected a new article, found '\(id)' again")
    }
    awaitedArticles[id] = nil
    if let original = article.duplicateOf { expectArticle(original, start) { "the article '\(id)'" } }
    try assembler.add(article)
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
    let start = try scanner.valuePlace()
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
    try assembler.expect(mention.node, start) { "a mention" }
    return mention
  }

  private mutating func readNode(isLine: Bool = false) throws {
    let start = try scanner.valuePlace()
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
      case "attributes" where try scanner.isObject():
        try scanner.beginObject()
        while let name = try scanner.nextName() { node.attributes[name] = try scanner.attribute() }
      case "type" where isLine: try scanner.skip()
      default: node.attributes[name] = try scanner.attribute()
      }
    }
    require(node.id, "id", of: "a node", start)
    if !node.id.isEmpty { try assembler.add(node, at: start) }
  }

  private mutating func readEdge(isLine: Bool = false) throws {
    let start = try scanner.valuePlace()
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
        let place = try scanner.valuePlace()
        take(&edge.attributes, name, try scanner.attribute()) { edge.accordingTo = $0 }
        if let node = edge.accordingTo { try assembler.expect(node, place) { "'according_to'" } }
      case "title": take(&edge.attributes, name, try scanner.attribute()) { edge.title = $0 }
      case "plover" where try scanner.isObject(): edge.plover = try readPlover()
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
      case "evidence" where try scanner.isArrayOfObjects():
        try list { edge.evidence.append(try $0.readEvidence()) }
      case "evidence":
        let value = try scanner.attribute()
        if value != .json("[]") { edge.attributes[name] = value }
      case "directed": isDirected = try scanner.bool()
      case "attributes" where try scanner.isObject():
        try scanner.beginObject()
        while let name = try scanner.nextName() { edge.attributes[name] = try scanner.attribute() }
      case "type" where isLine: try scanner.skip()
      default: edge.attributes[name] = try scanner.attribute()
      }
    }
    edge.isDirected = isDirected ?? info.isDirected
    if edge.relation == .untyped, let label = edge.attributes["label"]?.string {
      edge.relation = Relation(rawValue: label)
      edge.attributes["label"] = nil
    }
    edge.weight = weight ?? Double(max(1, edge.evidence.count))
    guard !edge.source.isEmpty, !edge.target.isEmpty else {
      return fault(start, "expected a source and a target of the edge")
    }
    try assembler.add(&edge, key: edge.key, at: start)
    for piece in edge.evidence {
      expectArticle(piece.article, start) { "evidence of edge '\(edge.key)'" }
    }
  }

  /// Remembers an article that has not come yet.
  private mutating func expectArticle(_ id: String, _ place: XMLPlace, _ what: () -> String) {
    if articles.contains(id) || awaitedArticles[id] != nil { return }
    awaitedArticles[id] = (place, what())
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
        let place = try scanner.valuePlace()
        code.actors = try scanner.strings()
        for actor in code.actors { try assembler.expect(actor, place) { "'plover.actor'" } }
      case "rule": code.rule = try scanner.string()
      default: try scanner.skip()
      }
    }
    return code
  }

  mutating func readEvidenceList() throws -> [Evidence] {
    var evidence: [Evidence] = []
    try list { evidence.append(try $0.readEvidence()) }
    try scanner.end()
    return evidence
  }

  private mutating func readEvidence() throws -> Evidence {
    let start = try scanner.valuePlace()
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

  /// A string for one of our fields; what is none becomes an attribute, `null` nothing.
  private func take(
    _ attributes: inout [String: AttributeValue], _ name: String, _ value: AttributeValue,
    _ field: (String) -> Void
  ) {
    if let text = value.string { field(text) } else if value != .json("null") { attributes[name] = value }
  }

  private mutating func require(_ value: String, _ field: String, of what: String, _ place: XMLPlace) {
    if value.isEmpty { fault(place, "expected a field '\(field)' in \(what), found none") }
  }

  private mutating func fault(_ place: XMLPlace, _ message: String) { assembler.fault(place, message) }

  /// A word out of a fixed list.
  private mutating func value<Value>(_ what: String, _ make: (String) -> Value?) throws -> Value? {
    let place = try scanner.valuePlace()
    let text = try scanner.string()
    let value = make(text)
    if value == nil { fault(place, "expected \(what), found '\(text)'") }
    return value
  }

  private mutating func list(_ element: (inout NodeLinkReading) throws -> Void) throws {
    try scanner.beginArray()
    while try scanner.nextElement() { try element(&self) }
  }
}
