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

  public let extractor: Extractor
  /// Number of articles worked on at once.
  public let threads: Int
  /// Whether readings tell what each act rests on (`ArticleReading.explanation`).
  public var explainsActs = false
  /// Where records are looked for before an article is extracted, and kept afterwards.
  public var cache: (any RecordCache)?

  public init(extractor: Extractor, threads: Int? = nil) {
    self.extractor = extractor
    self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Runs over all sources and hands out each outcome, in order.
  ///
  /// A source is asked for only when a thread is free, so that no more than `threads` articles are held.
  ///
  /// - Parameter explain: is given each article that was extracted, with what its record was made from, right
  ///   before the record.
  public func run(
    _ sources: some Sequence<ArticleSource>, explain: ((ArticleReading) throws -> Void)? = nil,
    each: (Outcome) throws -> Void
  ) async throws {
    let isExplained = explain != nil
    // Results that wait for an earlier one are held; so few that a stalled article cannot fill the memory.
    let window = threads * 8
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var waiting: [Int: Result] = [:]
      var started = 0
      var delivered = 0
      var iterator = sources.makeIterator()
      func start() -> Bool {
        guard let source = iterator.next() else { return false }
        let number = started
        started += 1
        group.addTask { (number, try result(of: source, isExplained: isExplained)) }
        return true
      }
      while started < threads, start() {}
      while let (number, result) = try await group.next() {
        waiting[number] = result
        while let next = waiting.removeValue(forKey: delivered) {
          delivered += 1
          if let explain, let reading = next.reading { try explain(reading) }
          try each(next.outcome)
        }
        while started - delivered < window, started - delivered - waiting.count < threads, start() {}
      }
    }
  }

  /// BCP 47: too little text to tell the language by.
  private static let undetermined = "und"

  /// An outcome, with what it was made from when somebody asks.
  private struct Result: Sendable {
    let outcome: Outcome
    var reading: ArticleReading?
  }

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
              message: "skipped: the language is '\(article.language)', and no pipeline for it is installed"))
        )
      }
      if let cache, !isExplained {
        do {
          if let record = try cache.record(of: article) { return Result(outcome: .record(record)) }
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
          : .failed("\(error)"))
    } catch {
      return Result(outcome: .failed("\(source.path): \(error)"))
    }
    try cache?.add(reading.record, of: article)
    return Result(outcome: .record(reading.record), reading: isExplained ? reading : nil)
  }

  /// An error that is not the article's.
  private struct CacheFailure: Error {
    let reason: any Error
  }
}

/// Where the records of articles are kept. Asked by several threads at once.
public protocol RecordCache: Sendable {
  /// The record that the same article gave before, of which only `article` need be told; nil when there is none.
  func record(of article: Article) throws -> Record?
  /// Keeps what an article gave.
  func add(_ record: Record, of article: Article) throws
}
