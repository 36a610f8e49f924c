import SommetGraph

struct ArticleRow: StoreRow {
  static let columns = """
    i.id, a.title, a.date, a.date_source, a.language, a.sha256, a.source, a.url, a.author, a.duplicate_of, a.times, \
    a.mentions
    """
  static let tables = "article_id i CROSS JOIN article a ON a.article = i.number"
  static let alive = "a.born <= ?1 AND (a.died IS NULL OR a.died > ?1)"

  init(_ connection: SQLConnection, version: Int) {}

  func element(_ query: SQLQuery) throws -> GraphArticle {
    guard let source = ArticleInfo.DateSource(rawValue: query.text(3)) else {
      throw StoredJSONError(description: "date_source '\(query.text(3))'")
    }
    let info = ArticleInfo(
      id: query.text(0), title: query.optionalText(1), date: query.optionalText(2), dateSource: source,
      language: query.text(4), sha256: query.text(5), source: query.optionalText(6),
      url: query.optionalText(7),
      author: query.optionalText(8))
    return GraphArticle(
      info: info, duplicateOf: query.optionalText(9), times: try ArticleParts.times(query.optionalText(10)),
      mentions: query.isNull(11) ? [] : try query.withBytes(11) { try ArticleParts.mentions($0) })
  }
}

struct NodeRow: StoreRow {
  static let columns = """
    n.node, coalesce(n.id, n.place), n.kind, n.label, n.aliases, n.first_seen, n.last_seen, n.attributes
    """
  static let tables = "node n"
  static let alive = "n.born <= ?1 AND (n.died IS NULL OR n.died > ?1)"
  static let appearances = """
    SELECT i.id, p.place FROM appearance p CROSS JOIN article_id i ON i.number = p.article
    WHERE p.node = ?1 AND p.born <= ?2 AND (p.died IS NULL OR p.died > ?2)
    """

  private let connection: SQLConnection
  private let version: Int

  init(_ connection: SQLConnection, version: Int) {
    self.connection = connection
    self.version = version
  }

  func element(_ query: SQLQuery) throws -> Node {
    Node(
      id: query.text(1), kind: NodeKind(rawValue: query.text(2)), label: query.text(3),
      aliases: try StoredJSON.list(from: query.optionalText(4)), articles: try articles(of: query.int(0)),
      firstSeen: query.optionalText(5), lastSeen: query.optionalText(6),
      attributes: try StoredJSON.attributes(from: query.optionalText(7)))
  }

  private func articles(of node: Int) throws -> [String] {
    try connection.query(Self.appearances) { query in
      query.bind(1, node)
      query.bind(2, version)
      var found: [(id: String, place: Int)] = []
      while try query.step() { found.append((query.text(0), query.int(1))) }
      return found.sorted { $0.place == $1.place ? $0.id < $1.id : $0.place < $1.place }.map(\.id)
    }
  }
}

final class EdgeRow: StoreRow {
  static let columns = """
    e.identity, e.key, coalesce(s.id, s.place), coalesce(t.id, t.place), e.relation, e.modality, e.date, e.content, \
    e.according_to, e.title, e.weight, e.confidence, e.rule, e.plover, e.attributes, e.directed, e.spelling, e.pieces
    """
  /// `CROSS JOIN` fixes the order of the loops: from one source to the next by its index, then the few edges of each
  /// source are sorted.
  static let tables = """
    node_id s CROSS JOIN edge e ON e.source = s.number CROSS JOIN node_id t ON t.number = e.target
    """
  static let tablesFromTarget = """
    node_id t CROSS JOIN edge e ON e.target = t.number CROSS JOIN node_id s ON s.number = e.source
    """
  static let tablesFromEdge = """
    edge e CROSS JOIN node_id s ON s.number = e.source CROSS JOIN node_id t ON t.number = e.target
    """
  static let alive = "e.born <= ?1 AND (e.died IS NULL OR e.died > ?1)"
  /// That of `Edge`.
  static let order =
    " ORDER BY s.place, \(rank("e.relation", Relation.allCases.map(\.rawValue))), e.relation, t.place, "
    + "ifnull(e.date, ''), \(rank("e.modality", Modality.allCases.sorted().map(\.rawValue))), e.key"
  static let evidence = """
    SELECT i.id, p.sentence, p."start", p."end", p.quote, v.trigger_start, v.trigger_end, v.place
    FROM evidence v CROSS JOIN passage p ON p.number = v.passage CROSS JOIN article_id i ON i.number = p.article
    WHERE v.edge = ?1 AND v.born <= ?2 AND (v.died IS NULL OR v.died > ?2)
    """

  /// A word's place among some words; all others come after them.
  private static func rank(_ column: String, _ words: [String]) -> String {
    "CASE \(column) "
      + words.enumerated().map { "WHEN '\($0.element)' THEN \($0.offset)" }.joined(separator: " ")
      + " ELSE \(words.count) END"
  }

  private let connection: SQLConnection
  private let version: Int
  /// Few codes differ.
  private var codes: [String: PloverCode<String>] = [:]

  init(_ connection: SQLConnection, version: Int) {
    self.connection = connection
    self.version = version
  }

  func element(_ query: SQLQuery) throws -> Edge {
    guard let modality = Modality(rawValue: query.text(5)) else {
      throw StoredJSONError(description: "modality '\(query.text(5))'")
    }
    var edge = Edge(
      key: query.text(1), source: query.text(2), target: query.text(3),
      relation: Relation(rawValue: query.text(4)), modality: modality, date: query.optionalText(6),
      content: query.optionalText(7), accordingTo: query.optionalText(8), title: query.optionalText(9),
      weight: query.double(10), confidence: query.double(11), rule: query.text(12),
      evidence: query.int(17) == 0 ? [] : try evidence(of: query.int(0)), isDirected: query.int(15) != 0,
      attributes: try StoredJSON.attributes(from: query.optionalText(14)),
      plover: try query.optionalText(13).map(plover))
    if let spelling = query.optionalText(16) {
      let words = try StoredJSON.list(from: spelling)
      guard words.count == 3 else { throw StoredJSONError(description: "spelling \(spelling)") }
      (edge.key, edge.source, edge.target) = (words[0], words[1], words[2])
    }
    return edge
  }

  private func plover(_ text: String) throws -> PloverCode<String> {
    // Other texts may be equal though their bytes differ.
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return try StoredJSON.plover(from: text) }
    if let code = codes[text] { return code }
    let code = try StoredJSON.plover(from: text)
    if codes.count >= 4096 { codes.removeAll() }
    codes[text] = code
    return code
  }

  private func evidence(of edge: Int) throws -> [Evidence] {
    try connection.query(Self.evidence) { query in
      query.bind(1, edge)
      query.bind(2, version)
      var found: [(piece: Evidence, place: Int)] = []
      while try query.step() {
        let piece = Evidence(
          article: query.text(0), sentence: query.int(1), start: query.int(2), end: query.int(3),
          quote: query.text(4), trigger: .init(start: query.int(5), end: query.int(6)))
        found.append((piece, query.int(7)))
      }
      if found.count < 2 { return found.map(\.piece) }
      return found.sorted { $0.place == $1.place ? $0.piece < $1.piece : $0.place < $1.place }.map(\.piece)
    }
  }
}
