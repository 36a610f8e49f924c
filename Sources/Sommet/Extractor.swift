import Crypto
import Foundation
import SommetCorpus
import SommetEntities
import SommetEvents
import SommetGraph
import SommetSpacy
import SommetText
import SommetTime

/// The first half of a build: one article in, one record out.
///
/// A pure function of the article's text and metadata, on any number of threads at once.
public struct Extractor: Sendable {
  public let pipeline: Pipeline
  private let plain: PlainReading
  private let times: TimeTagger
  private let entities: EntityResolver
  private let events: EventExtractor
  private let inference: DateInference

  /// - Throws: `TableError` when a table of rules or words is at fault.
  public init(pipeline: Pipeline) throws {
    self.pipeline = pipeline
    plain = try PlainReading()
    times = try TimeTagger()
    entities = try EntityResolver()
    events = try EventExtractor()
    inference = try DateInference(tagger: times)
  }

  /// The rules by which days of publication are inferred, with their examples.
  package var inferenceRules: [DateInference.Rule] { inference.rules }

  /// The article's kept blocks, each analysed by itself, as one document over the article's text.
  public func annotate(_ article: Article) throws -> AnnotatedDocument {
    let documents = try pipeline.annotate(article.blocks.map { ScalarText(plain(article.text[$0.span])) })
    return AnnotatedDocument(
      text: article.text,
      joining: zip(documents, article.blocks).map { document, block in
        let role = Block(tokens: 0..<0, role: block.role, author: block.author, date: block.date)
        return (document, block.span.start, role)
      })
  }

  public func record(of article: Article) throws -> Record { try read(article).record }

  /// The record with what it was made from. An article without a date gets one when its text leaves one day only.
  ///
  /// - Parameter isExplained: whether to tell what each act rests on, and which triggers led to nothing and why.
  public func read(_ article: Article, isExplained: Bool = false) throws -> ArticleReading {
    let document = try annotate(article)
    var article = article
    var inferred: InferredDate?
    var found: [TimeExpression]
    if let date = article.date {
      found = times.expressions(in: document, reference: date, prefer: .tense)
    } else {
      let readings = times.readings(in: document, reference: nil, prefer: .tense)
      let date = inference.infer(
        article, document, readings, entities.annotate(document, published: nil), entities)
      inferred = date
      found = readings.map(\.expression)
      if let day = date.day {
        article.date = day
        article.dateSource = .inferred
        // Now what is reckoned from the day of writing has a value too.
        found = times.expressions(in: document, reference: day, prefer: .tense)
      } else {
        let values = inference.values(readings, date, in: document)
        for index in found.indices {
          guard let value = values[found[index].span] else { continue }
          found[index].value = value
          found[index].unresolved = nil
        }
      }
    }
    let resolved = entities.annotate(document, published: article.date)
    if isExplained {
      let (meetings, acts, explanation) = events.explain(
        document, entities: resolved, times: found, article: article.id, published: article.date)
      return ArticleReading(
        record: record(of: article, resolved, found, meetings, acts), article: article, document: document,
        inferredDate: inferred, explanation: explanation)
    }
    let (meetings, acts) = events.extract(
      from: document, entities: resolved, times: found, article: article.id, published: article.date)
    return ArticleReading(
      record: record(of: article, resolved, found, meetings, acts), article: article, document: document,
      inferredDate: inferred, explanation: nil)
  }

  private func record(
    of article: Article, _ found: EntityAnnotations, _ times: [TimeExpression],
    _ meetings: [RecordedMeeting], _ acts: [RecordedAct]
  ) -> Record {
    Record(
      article: info(of: article),
      signature: TextSignature(article.blocks.map { article.text[$0.span] }),
      times: times.map {
        RecordedTime(
          start: $0.span.start, end: $0.span.end, text: String(article.text[$0.span]), value: $0.value)
      },
      entities: found.entities.map { entity in
        RecordedEntity(
          kind: NodeKind(entity.kind), label: entity.label, aliases: entity.aliases, known: entity.known,
          attributes: entity.attributes)
      },
      mentions: found.mentions.map { mention in
        RecordedMention(
          start: mention.span.start, end: mention.span.end, entity: mention.entity,
          form: mention.form.rawValue,
          text: String(article.text[mention.span]), rule: mention.rule.isEmpty ? nil : mention.rule)
      },
      meetings: meetings, acts: acts)
  }

  private func info(of article: Article) -> ArticleInfo {
    let digest = SHA256.hash(data: Data(article.text.string.utf8))
    return ArticleInfo(
      id: article.id, title: article.title, date: article.date,
      dateSource: ArticleInfo.DateSource(article.dateSource),
      language: article.language, sha256: digest.map { Self.hex[Int($0)] }.joined(), source: article.source,
      url: article.url, author: article.author)
  }

  private static let hex: [String] = (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
}

extension ArticleInfo.DateSource {
  fileprivate init(_ source: DateSource) {
    switch source {
    case .metadata: self = .metadata
    case .text: self = .text
    case .inferred: self = .inferred
    case .none: self = .none
    }
  }
}

extension NodeKind {
  fileprivate init(_ kind: EntityKind) {
    switch kind {
    case .person: self = .person
    case .organization: self = .organization
    case .country: self = .country
    case .place: self = .place
    }
  }
}
