import Foundation
import SommetCorpus
import SommetGraph
import SommetText

/// Extraction of a corpus on several threads, with bounded memory.
///
/// Articles are read, extracted and let go one at a time on each thread; results come in the order of the sources,
/// whatever the number of threads. One bad article never stops the others.
public struct CorpusExtraction: Sendable {
  /// What became of one source.
  public enum Outcome: Sendable {
    case record(Record)
    /// Left out with a word to the reader, such as an article in another language.
    case skipped(Diagnostic)
    /// With the reason, which names the file.
    case failed(String)
  }

  /// An outcome, with what it was made from when somebody asks.
  fileprivate struct Result: Sendable {
    let outcome: Outcome
    var reading: ArticleReading?
    /// Why there is no record, without the place.
    var reason = ""
    var isKnown = false
    var words = 0
  }

  private enum Event: Sendable {
    /// The next source; nil at the end.
    case source(ArticleSource?)
    /// What became of the source of a number.
    case result(Int, Result)
  }

  /// Takes the sources one by one, beside the work: a pipe may keep it waiting.
  ///
  /// `@unchecked Sendable`: one task at a time asks it, and the next one only when that has answered.
  private final class Reader: @unchecked Sendable {
    private var iterator: any IteratorProtocol<ArticleSource>

    init(_ iterator: some IteratorProtocol<ArticleSource>) { self.iterator = iterator }

    func next() -> ArticleSource? { iterator.next() }
  }

  public let extractor: Extractor
  /// Number of articles worked on at once.
  public let threads: Int
  /// Whether readings tell what each act rests on (`ArticleReading.explanation`).
  public var explainsActs = false
  /// Where records are looked for before an article is extracted, and kept afterwards.
  public var cache: (any RecordCache)?
  /// The most articles that are worked on; nil for all.
  public var limit: Int?
  /// Asked before each article: once it holds, no further one is begun.
  public var isStopped: @Sendable () -> Bool = { false }

  public init(extractor: Extractor, threads: Int? = nil) {
    self.extractor = extractor
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Runs over the sources and hands out each outcome, in order.
  ///
  /// A source is asked for only when a thread is free, so that no more than `threads` articles are held. When it is
  /// stopped, the articles at work are still finished and handed out.
  ///
  /// - Parameters:
  ///   - explain: is given each article that was extracted, with what its record was made from, right before the
  ///     record.
  ///   - progress: is told after each outcome how far the work has come.
  @discardableResult
  public func run(
    _ sources: some Sequence<ArticleSource>, explain: ((ArticleReading) throws -> Void)? = nil,
    progress: (ExtractionSummary) -> Void = { _ in }, each: (Outcome) throws -> Void
  ) async throws -> ExtractionSummary {
    let isExplained = explain != nil
    // Results that wait for an earlier one are held; so few that a stalled article cannot fill the memory.
    let window = threads * 8
    var summary = ExtractionSummary()
    try await withThrowingTaskGroup(of: Event.self) { group in
      var waiting: [Int: Result] = [:]
      var started = 0
      var delivered = 0
      var isReading = false
      var isAtEnd = false
      let reader = Reader(sources.makeIterator())
      func read() {
        guard !isReading, !isAtEnd, started < limit ?? .max, !isStopped(), started - delivered < window,
          started - delivered - waiting.count < threads
        else { return }
        isReading = true
        group.addTask { .source(reader.next()) }
      }
      read()
      while let event = try await group.next() {
        switch event {
        case .source(let source):
          isReading = false
          // A stopped reader gives what it has, which may be half an article.
          guard let source, !isStopped() else {
            isAtEnd = true
            continue
          }
          let number = started
          started += 1
          group.addTask { .result(number, try result(of: source, isExplained: isExplained)) }
        case .result(let number, let result):
          waiting[number] = result
          while let next = waiting.removeValue(forKey: delivered) {
            delivered += 1
            if let explain, let reading = next.reading { try explain(reading) }
            try each(next.outcome)
            next.count(in: &summary)
            progress(summary)
          }
        }
        read()
      }
    }
    summary.isStopped = isStopped()
    return summary
  }

  /// BCP 47: too little text to tell the language by.
  private static let undetermined = "und"

  /// - Throws: what the cache throws: then nothing more can be kept, and the extraction ends.
  private func result(of source: ArticleSource, isExplained: Bool) throws -> Result {
    let article: Article
    let reading: ArticleReading
    do {
      article = try source.read()
      guard [extractor.pipeline.language, Self.undetermined].contains(article.language) else {
        return Result(
          outcome: .skipped(
            Diagnostic(
              .notice, file: source.path,
              message: "skipped: the language is '\(article.language)', and no pipeline for it is installed")),
          reason: "the language is '\(article.language)'")
      }
      if let cache, !isExplained {
        do {
          if let record = try cache.record(of: article) {
            return Result(outcome: .record(record), isKnown: true)
          }
        } catch {
          throw CacheFailure(reason: error)
        }
      }
      reading = try extractor.read(article, isExplained: explainsActs)
    } catch let failure as CacheFailure {
      throw failure.reason
    } catch let error as CorpusError {
      return Result(
        outcome: source.isRecord && error.isNoArticle
          ? .skipped(Diagnostic(.notice, file: source.path, message: "skipped: it holds no article"))
          : .failed("\(error)"), reason: error.kind)
    } catch {
      return Result(outcome: .failed("\(source.path): \(error)"), reason: "it cannot be analysed")
    }
    try cache?.add(reading, of: article)
    return Result(
      outcome: .record(reading.record), reading: isExplained ? reading : nil, words: Self.words(of: article))
  }

  /// How many words are analysed: what stands between blanks.
  private static func words(of article: Article) -> Int {
    var count = 0
    for block in article.blocks {
      var isInWord = false
      for byte in article.text[block.span].utf8 {
        let isBlank = byte <= 0x20
        if !isBlank, !isInWord { count += 1 }
        isInWord = !isBlank
      }
    }
    return count
  }

  /// An error that is not the article's.
  private struct CacheFailure: Error {
    let reason: any Error
  }
}

extension CorpusExtraction.Result {
  func count(in summary: inout ExtractionSummary) {
    switch outcome {
    case .record: summary.add(record: isKnown, words: words)
    case .skipped: summary.add(skipped: reason)
    case .failed: summary.add(failed: reason)
    }
  }
}

/// Where the records of articles are kept. Asked by several threads at once.
public protocol RecordCache: Sendable {
  /// The record that the same article gave before, of which only `article` need be told; nil when there is none.
  func record(of article: Article) throws -> Record?
  /// Keeps what an article gave.
  ///
  /// - Parameter article: as it was read.
  func add(_ reading: ArticleReading, of article: Article) throws
}
