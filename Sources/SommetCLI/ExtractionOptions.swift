import ArgumentParser
import Sommet

/// How articles are turned into records.
struct ExtractionOptions: ParsableArguments {
  @Option(help: "A compiled language pipeline. (default: the first that is installed)")
  var pipeline: String?

  @Option(
    name: [.customShort("j"), .customLong("jobs"), .customLong("threads")],
    help: ArgumentHelp("Articles worked on at once. (default: the number of processors)", valueName: "count"))
  var threads: Int?

  @OptionGroup(title: "Inputs") var input: InputOptions

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--jobs: expected 1 or more, found \(threads)") }
  }

  /// What came of an extraction.
  struct Outcome {
    var summary = ExtractionSummary()
    /// Whether every input could be read.
    var isComplete = true
  }

  /// Reads and extracts all inputs.
  ///
  /// - Parameter progress: nil when nothing is to be told of it but on a terminal.
  func run(
    _ inputs: [String], _ console: ConsoleOptions, pipeline opened: Pipeline? = nil,
    cache: (any RecordCache)? = nil, progress: RunOptions? = nil, explainsActs: Bool = false,
    explain: ((ArticleReading) throws -> Void)? = nil,
    each: (Record) throws -> Void
  ) async throws -> Outcome {
    let corpus = try input.corpus(inputs)
    var outcome = Outcome()
    outcome.isComplete = corpus.problems.isEmpty
    for problem in corpus.problems { Console.error(problem) }
    var extraction = CorpusExtraction(
      extractor: try Extractor(pipeline: opened ?? PipelineStore.open(pipeline)), threads: threads)
    extraction.explainsActs = explainsActs
    extraction.cache = cache
    extraction.limit = progress?.limit
    let sources = corpus.sources
    extraction.isStopped = { Interruption.isRequested }
    // A pipe may be silent when the signal comes.
    let watch = Task {
      while !Interruption.isRequested { try await Task.sleep(for: .milliseconds(100)) }
      sources.meter.stop()
    }
    defer { watch.cancel() }
    var shown = BuildProgress(
      total: sources.count.map { min($0, progress?.limit ?? .max) },
      byteCount: sources.count == nil ? sources.byteCount : nil, isPlain: progress?.progress ?? false)
    outcome.summary = try await extraction.run(
      sources, explain: explain,
      progress: { if !console.quiet { shown.show($0, bytes: sources.meter.bytesRead) } }
    ) { result in
      switch result {
      case .record(let record): try each(record)
      case .skipped(let notice): console.note(notice.description)
      case .failed(let problem):
        Console.error(problem)
        outcome.isComplete = false
      }
    }
    if !console.quiet { shown.end(outcome.summary) }
    return outcome
  }
}
