import SommetGraph

/// What of nodes and edges lies in no column.
struct NodeRest {
  var aliases: [String]
  var articles: [String]

  init(_ node: Node) {
    aliases = node.aliases
    articles = node.articles
  }

  init(_ reader: inout ByteReader) throws {
    aliases = try reader.texts()
    articles = try reader.texts()
  }

  func write(to writer: inout ByteWriter) {
    writer.write(aliases)
    writer.write(articles)
  }
}

/// The key comes first, so that it can be read without the rest.
struct EdgeRest {
  var key: String
  var isDirected: Bool
  var evidence: [Evidence]
  var plover: PloverCode<String>?

  init(_ edge: Edge) {
    key = edge.key
    isDirected = edge.isDirected
    evidence = edge.evidence
    plover = edge.plover
  }

  init(_ reader: inout ByteReader) throws {
    key = try reader.text()
    isDirected = try reader.number() == 1
    evidence = try (0..<reader.count()).map { _ in try Evidence(&reader) }
    plover = try reader.number() == 0 ? nil : PloverCode(&reader)
  }

  /// The quote of the first piece of evidence alone.
  static func quote(_ reader: inout ByteReader) throws -> String? {
    try reader.skipText()
    _ = try reader.number()
    return try reader.count() == 0 ? nil : Evidence(&reader).quote
  }

  func write(to writer: inout ByteWriter) {
    writer.write(key)
    writer.write(isDirected ? 1 : 0)
    writer.write(evidence.count)
    for piece in evidence { piece.write(to: &writer) }
    writer.write(plover == nil ? 0 : 1)
    plover?.write(to: &writer)
  }
}

extension Evidence {
  fileprivate init(_ reader: inout ByteReader) throws {
    self.init(
      article: try reader.text(), sentence: try reader.number(), start: try reader.number(),
      end: try reader.number(), quote: try reader.text(),
      trigger: .init(start: try reader.number(), end: try reader.number()))
  }

  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(article)
    for number in [sentence, start, end] { writer.write(number) }
    writer.write(quote)
    for number in [trigger.start, trigger.end] { writer.write(number) }
  }
}

extension PloverCode<String> {
  fileprivate init(_ reader: inout ByteReader) throws {
    self.init(
      type: try reader.optionalText(), modes: try reader.texts(), auxiliaries: try reader.texts(),
      contexts: try reader.texts(), actors: try reader.texts(), rule: try reader.text())
  }

  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(type)
    for texts in [modes, auxiliaries, contexts, actors] { writer.write(texts) }
    writer.write(rule)
  }
}
