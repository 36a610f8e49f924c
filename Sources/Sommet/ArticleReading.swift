import SommetCorpus
import SommetEvents
import SommetGraph
import SommetText

/// A record with what it was made from, for those who want to know why.
public struct ArticleReading: Sendable {
  public let record: Record
  /// The article, with its date when that was inferred.
  public let article: Article
  /// Its kept blocks as the language pipeline has them.
  public let document: AnnotatedDocument
  /// How the date was looked for in the text; nil when it was told.
  public let inferredDate: InferredDate?
  /// What its acts and meetings rest on; nil when nobody asked.
  public let explanation: EventExplanation?
}
