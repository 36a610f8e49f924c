import SommetCorpus
import SommetEvents
import SommetFormats
import SommetGraph
import SommetQuery
import SommetText
import SommetTime

/// Something of ours that reads what strangers wrote, with bytes for all of its input.
///
/// The fuzzer runs a target on inputs that it makes up, the tests on those that once found a fault. A target may throw nothing: it ends
/// the process when what it reads ends otherwise than in a value that keeps its promises or in an error of its kind.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A page, and the article in it.
  case html
  /// A plain text, and the article in it.
  case text
  /// The scanner of XML beside libxml2.
  case xml
  case graphml, gexf, dot, csv, json
  /// A query, run on a small graph.
  case query
  /// The pattern of a rule.
  case pattern
  /// A table of rules for events.
  case rules
  /// A compiled pipeline, its checksums made right.
  case pipeline
  /// A file of a published package: the first byte says which.
  case package
  /// A text for the tokenizer of the installed pipeline.
  case tokenizer
  /// A text for the rules of time.
  case time

  /// Reads an input.
  package func run(_ bytes: [UInt8]) {
    switch self {
    case .html: page(bytes)
    case .text: check(ArticleSource.article(text: Self.text(bytes), id: "a"))
    case .xml: XMLComparison.compare(bytes)
    case .graphml: GraphInput.read(bytes, "a.graphml") { try GraphML.read($0, into: &$1) }
    case .gexf: GraphInput.read(bytes, "a.gexf") { try GEXF.read($0, into: &$1) }
    case .dot: GraphInput.read(bytes, "a.gv") { try DOT.read($0, into: &$1) }
    case .csv: GraphInput.read(bytes, "a.csv") { try GraphFormat.read($0, into: &$1) }
    case .json:
      GraphInput.read(bytes, "a.json") {
        try NodeLinkJSON.read($0, into: &$1)
        return []
      }
    case .query: QueryInput.run(Self.text(bytes))
    case .pattern: Self.expecting(PatternError.self) { _ = try Pattern(Self.text(bytes)) }
    case .rules: rules(bytes)
    case .pipeline: PipelineInput.run(bytes)
    case .package: PackageInput.run(bytes)
    case .tokenizer: TokenizerInput.run(bytes)
    case .time: time(bytes)
    }
  }

  /// An input that is made, not kept: a file of ours whose form may change.
  package var seed: [UInt8]? { self == .pipeline ? PipelineInput.seed : nil }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether an error is one that a reader may end in.
  static func expecting<Failure: Error>(_: Failure.Type, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      precondition(error is Failure, "expected \(Failure.self), found \(type(of: error)): \(error)")
      precondition(!"\(error)".isEmpty, "an error says what is wrong")
    }
  }

  // MARK: - Targets of a few lines

  private func page(_ bytes: [UInt8]) {
    Self.expecting(CorpusError.self) { check(try ArticleSource.article(page: Self.text(bytes), id: "a")) }
  }

  /// Everything that is not blank is in one block or in one piece that was dropped.
  private func check(_ article: Article) {
    var end = 0
    let spans = (article.blocks.map(\.span) + article.dropped.map(\.span)).sorted { $0.start < $1.start }
    for span in spans {
      precondition(span.start >= end && span.end >= span.start, "parts do not overlap: \(spans)")
      end = span.end
    }
    precondition(end <= article.text.count, "parts lie in the text")
  }

  private func rules(_ bytes: [UInt8]) {
    Self.expecting(TableError.self) {
      let table = try Table(Self.text(bytes), name: "rules.tsv", columns: EventRule.columns)
      for row in table.rows { _ = try EventRule(row) }
    }
  }

  private static let tagger = Result { try TimeTagger() }

  private func time(_ bytes: [UInt8]) {
    guard let tagger = try? Self.tagger.get() else { preconditionFailure("the tables of times can be read") }
    let text = ScalarText(Self.text(bytes))
    let document = AnnotatedDocument(plain: text.string)
    var end = 0
    for found in tagger.expressions(in: document, reference: "2031-04-02") {
      precondition(
        found.span.start >= end && found.span.end > found.span.start && found.span.end <= text.count,
        "expressions are parts of the text, in order")
      end = found.span.end
    }
  }
}
