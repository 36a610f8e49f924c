import SommetGraph

/// A script for `psql` that makes tables of the graph: schema, rows as `COPY` takes them, keys, indexes, views.
///
/// It is one transaction, in a schema of its own. What PostgreSQL cannot hold is altered as little as can be: U+0000 becomes U+FFFD,
/// also where JSON escapes it, and so do half surrogates in JSON; a number in JSON beyond its range becomes a string.
///
/// Source: <https://www.postgresql.org/docs/current/sql-copy.html>, text format.
public enum Postgres {
  /// Bytes of an id: longer ones do not fit into an index.
  static let idLimit = 2600

  /// - Parameter name: the file's, for messages.
  public static func write(_ graph: some GraphReading, descriptor: Int32, name: String) throws {
    try TextOutput.write(to: descriptor, name: name) { try write(graph, name: name, to: &$0) }
  }

  public static func text(_ graph: some GraphReading) throws -> String {
    try TextOutput.text { try write(graph, name: "memory", to: &$0) }
  }

  private static func write(_ graph: some GraphReading, name: String, to output: inout TextOutput) throws {
    try output.write(PostgresSchema.head)
    var rows = CopyRows(name: name)
    let info = try graph.info
    try rows.begin("graph", ["name", "directed", "attributes"], &output)
    try rows.text(info.name, &output)
    try rows.flag(info.isDirected, &output)
    try rows.attributes(info.attributes, &output)
    try rows.endRow(&output)
    try rows.end(&output)
    try writeArticles(graph, &rows, &output)
    try writeNodes(graph, &rows, &output)
    try writeEdges(graph, &rows, &output)
    try output.write(PostgresSchema.foot)
  }

  // MARK: - Tables

  private static func writeArticles(
    _ graph: some GraphReading, _ rows: inout CopyRows, _ output: inout TextOutput
  ) throws {
    try rows.begin(
      "article",
      [
        "id", "title", "date", "day", "date_source", "language", "sha256", "source", "url", "author",
        "duplicate_of",
      ], &output)
    try graph.forEachArticle { article in
      let info = article.info
      try rows.id(info.id, &output)
      try rows.text(info.title, &output)
      try rows.text(info.date, &output)
      try rows.day(info.date.flatMap { DateRange($0) }.flatMap { $0.isDay ? $0.first : nil }, &output)
      for text in [
        info.dateSource.rawValue, info.language, info.sha256, info.source, info.url, info.author,
        article.duplicateOf,
      ] {
        try rows.text(text, &output)
      }
      try rows.endRow(&output)
      return .continue
    }
    try rows.end(&output)

    try rows.begin(
      "article_time", ["article", "place", "start_offset", "end_offset", "text", "value"], &output)
    try graph.forEachArticle { article in
      for (place, time) in article.times.enumerated() {
        try rows.id(article.info.id, &output)
        for number in [place, time.start, time.end] { try rows.number(number, &output) }
        try rows.text(time.text, &output)
        try rows.text(time.value, &output)
        try rows.endRow(&output)
      }
      return .continue
    }
    try rows.end(&output)

    try rows.begin(
      "mention", ["article", "place", "start_offset", "end_offset", "text", "node", "form", "rule"], &output)
    try graph.forEachArticle { article in
      for (place, mention) in article.mentions.enumerated() {
        try rows.id(article.info.id, &output)
        for number in [place, mention.start, mention.end] { try rows.number(number, &output) }
        try rows.text(mention.text, &output)
        try rows.id(mention.node, &output)
        try rows.text(mention.form, &output)
        try rows.text(mention.rule, &output)
        try rows.endRow(&output)
      }
      return .continue
    }
    try rows.end(&output)
  }

  private static func writeNodes(
    _ graph: some GraphReading, _ rows: inout CopyRows, _ output: inout TextOutput
  ) throws {
    try rows.begin("node", ["id", "kind", "label", "first_seen", "last_seen", "attributes"], &output)
    try graph.forEachNode { node in
      try rows.id(node.id, &output)
      for text in [node.kind.rawValue, node.label, node.firstSeen, node.lastSeen] {
        try rows.text(text, &output)
      }
      try rows.attributes(node.attributes, &output)
      try rows.endRow(&output)
      return .continue
    }
    try rows.end(&output)

    try rows.begin("node_alias", ["node", "place", "alias"], &output)
    try graph.forEachNode { node in
      for (place, alias) in node.aliases.enumerated() {
        try rows.id(node.id, &output)
        try rows.number(place, &output)
        try rows.text(alias, &output)
        try rows.endRow(&output)
      }
      return .continue
    }
    try rows.end(&output)

    try rows.begin("node_article", ["node", "place", "article"], &output)
    try graph.forEachNode { node in
      for (place, article) in node.articles.enumerated() {
        try rows.id(node.id, &output)
        try rows.number(place, &output)
        try rows.id(article, &output)
        try rows.endRow(&output)
      }
      return .continue
    }
    try rows.end(&output)
  }

  private static func writeEdges(
    _ graph: some GraphReading, _ rows: inout CopyRows, _ output: inout TextOutput
  ) throws {
    try rows.begin(
      "edge",
      [
        "key", "source", "relation", "target", "modality", "date", "first_day", "last_day", "content",
        "according_to", "title", "weight", "confidence", "rule", "directed",
      ] + PloverFields.names + ["attributes"], &output)
    try graph.forEachEdge { edge in
      let range = edge.date.flatMap { DateRange($0) }
      try rows.id(edge.key, &output)
      try rows.id(edge.source, &output)
      try rows.text(edge.relation.rawValue, &output)
      try rows.id(edge.target, &output)
      try rows.text(edge.modality == .unstated ? nil : edge.modality.rawValue, &output)
      try rows.text(edge.date, &output)
      try rows.day(range?.first, &output)
      try rows.day(range?.last, &output)
      for text in [edge.content, edge.accordingTo, edge.title] { try rows.text(text, &output) }
      try rows.number(edge.weight, &output)
      try rows.number(edge.confidence, &output)
      try rows.text(edge.rule.isEmpty ? nil : edge.rule, &output)
      try rows.flag(edge.isDirected, &output)
      let fields = edge.plover?.fields ?? []
      for name in PloverFields.names {
        try rows.text(fields.first { $0.name == name }?.value, &output)
      }
      try rows.attributes(edge.attributes, &output)
      try rows.endRow(&output)
      return .continue
    }
    try rows.end(&output)

    try rows.begin(
      "evidence",
      [
        "edge", "place", "article", "sentence", "start_offset", "end_offset", "quote", "trigger_start",
        "trigger_end",
      ], &output)
    try graph.forEachEdge { edge in
      for (place, piece) in edge.evidence.enumerated() {
        try rows.id(edge.key, &output)
        try rows.number(place, &output)
        try rows.id(piece.article, &output)
        for number in [piece.sentence, piece.start, piece.end] { try rows.number(number, &output) }
        try rows.text(piece.quote, &output)
        try rows.number(piece.trigger.start, &output)
        try rows.number(piece.trigger.end, &output)
        try rows.endRow(&output)
      }
      return .continue
    }
    try rows.end(&output)
  }
}

/// Rows of a `COPY`, field by field.
private struct CopyRows {
  let name: String
  private var isFirst = true

  init(name: String) { self.name = name }

  mutating func begin(
    _ table: String, _ columns: [String], _ output: inout TextOutput
  ) throws(FormatError) {
    try output.write("COPY \(table) (\(columns.joined(separator: ", "))) FROM stdin;\n")
    isFirst = true
  }

  func end(_ output: inout TextOutput) throws(FormatError) { try output.write(literal: "\\.\n") }

  mutating func endRow(_ output: inout TextOutput) throws(FormatError) {
    try output.write(literal: "\n")
    isFirst = true
  }

  private mutating func separate(_ output: inout TextOutput) throws(FormatError) {
    if !isFirst { try output.write(literal: "\t") }
    isFirst = false
  }

  mutating func text(_ text: String?, _ output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    if let text { try output.write(text, .copy) } else { try output.write(literal: "\\N") }
  }

  /// What stands in a primary key.
  mutating func id(_ id: String, _ output: inout TextOutput) throws(FormatError) {
    guard id.utf8.count <= Postgres.idLimit else {
      throw FormatError(
        file: name,
        "PostgreSQL: expected ids of at most \(Postgres.idLimit) bytes, found one of \(id.utf8.count) that begins '\(id.prefix(40))'"
      )
    }
    try text(id, &output)
  }

  mutating func number(_ number: Int, _ output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    try output.write(number)
  }

  mutating func number(_ number: Double, _ output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    try output.write(number: number)
  }

  mutating func flag(_ flag: Bool, _ output: inout TextOutput) throws(FormatError) {
    try separate(&output)
    if flag { try output.write(literal: "t") } else { try output.write(literal: "f") }
  }

  /// A day that PostgreSQL knows, from year 1 on.
  mutating func day(_ day: String?, _ output: inout TextOutput) throws(FormatError) {
    try text(day.flatMap { $0.hasPrefix("0000") ? nil : $0 }, &output)
  }

  mutating func attributes(
    _ attributes: [String: AttributeValue], _ output: inout TextOutput
  ) throws(FormatError) {
    try separate(&output)
    if attributes.isEmpty { return try output.write(literal: "{}") }
    try output.write(PostgresJSON.storable(JSONText.attributes(attributes)), .copy)
  }
}
