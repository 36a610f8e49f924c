import Sommet

extension ExtractCommand {
  /// Extracts a part of a corpus that is shared by many machines: see `PlacedSources` and `OutcomeLines`.
  ///
  /// What is wrong with an article is an outcome like others; only what is wrong with the part or with this machine is an
  /// error.
  func runPlaced() async throws {
    let sources = try PlacedSources(
      inputs[0], fields: extraction.input.fields(), limits: extraction.input.limits)
    let pipeline = try PipelineStore.open(extraction.pipeline)
    let work = CorpusExtraction(extractor: try Extractor(pipeline: pipeline), threads: extraction.threads)
    try await work.run(sources) { outcome in
      Console.output.write(try OutcomeLines.line(outcome, at: sources.nextPlace()) + "\n")
    }
    if let failure = sources.failure { throw failure }
  }
}
