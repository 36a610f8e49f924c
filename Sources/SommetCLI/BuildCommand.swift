import ArgumentParser
import Foundation
import Sommet

/// `sommet build`: articles in, graph files out.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Turns articles into a graph, and writes its files.",
    discussion: """
      Inputs are text and HTML files, RSS and Atom feeds, JSON Lines, WARC files, gzip and ZIP of these, and folders \
      of them; a folder may hold a corpus.yaml that tells dates, titles and sources. What cannot be read is named, \
      the rest is still built, and the exit code is 2.

        sommet build seeds --export exports
        sommet build dump.jsonl --field text=body --export out
        curl https://example.org/feed.xml | sommet build - --export out
        sommet build articles/ more.txt --export out --name spring --formats json,graphml
        sommet build articles/ --store graph.sommet
        sommet build today/ --store graph.sommet --add

      Ctrl-C ends a build after the articles at work. What was done is kept, in the store or in NAME.unfinished.sommet \
      beside the files, and the same command goes on where it was.

      In a store every build is a version. The inputs are all there is: what was built before and is no longer among \
      them is gone from the new version; with --add it stays. Articles that did not change are not extracted again, and \
      a build that was stopped goes on where it was. A build that changes nothing makes no version.
      """)

  @Argument(help: "Files and folders; - for standard input.")
  var inputs: [String] = []

  @OptionGroup(title: "Store") var storing: StoringOptions

  @Option(help: "The folder that the graph's files go to.")
  var export: String?

  @Option(help: "The files' name without extension. (default: the first input's)")
  var name: String?

  @Option(
    help: "What to write, parted by commas: \(GraphFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var formats = "graphml,dot,svg,json"

  @Flag(help: "Print how the date of each article was found, and what else was considered.")
  var explainDates = false

  @Flag(help: "Print what of each file is the article, and what was left out by which rule.")
  var explainBody = false

  @Flag(
    inversion: .prefixedNo,
    help:
      "Go on with a build that was stopped, or complain that there is none; or do everything again. (default: go on if there is one)"
  )
  var resume: Bool?

  @Flag(help: "Keep tokens, tags and dependency trees in the store, for 'sommet annotate STORE'.")
  var keepAnnotations = false

  @OptionGroup var extraction: ExtractionOptions
  @OptionGroup var progress: RunOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    if keepAnnotations, storing.store == nil {
      throw ValidationError("--keep-annotations goes with --store, found none")
    }
    if export == nil, storing.store == nil {
      throw ValidationError("expected --store, --export or both, found neither")
    }
    if inputs.isEmpty, storing.retract.isEmpty {
      throw ValidationError("expected files or folders, found none")
    }
  }

  func run() async throws {
    let formats = try GraphFormat.list(formats)
    let name = name ?? Self.name(of: inputs.first ?? storing.store ?? "-")
    Interruption.listen()
    let target =
      if let path = storing.store { try BuildTarget(storing, path: path) } else {
        try BuildTarget(storing, beside: export!, name: name, isFresh: resume == false)
      }
    do {
      let isComplete = try await build(into: target, formats, name)
      if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
    } catch {
      if error is ExitCode { throw error }
      target.abandon()
      guard Interruption.isRequested else { throw error }
      throw stopped("while the graph was put together; all articles are kept")
    }
  }

  /// - Returns: whether every input could be read.
  private func build(into target: BuildTarget, _ formats: [GraphFormat], _ name: String) async throws -> Bool
  {
    let (graph, summary) = try await graph(in: target)
    var paths = target.isTemporary ? [] : [target.store.path(as: storing.store)]
    if let export { paths += try await formats.write(graph, into: export, name: name, console) }
    let copies = try graph.copyCount
    console.note(
      "\(graph.articleCount) articles\(copies > 0 ? " (\(copies) of them copies)" : ""), \(graph.nodeCount) nodes, "
        + "\(graph.edgeCount) edges → " + paths.joined(separator: " "))
    for line in SummaryText.lines(summary.summary) { console.note(line) }
    target.finish()
    return summary.isComplete
  }

  /// Extracts the articles and stores the graph.
  private func graph(in target: BuildTarget) async throws -> (StoreGraph, ExtractionOptions.Outcome) {
    let store = target.store
    let build = StoreBuild(
      store, adds: storing.adds(to: inputs), retracted: Set(storing.retract), isIndexed: !target.isTemporary)
    guard !inputs.isEmpty else {
      return (try storing.commit(build, [:], RecordRecipe(), inputs: [], console), .init())
    }
    let left = try store.looseRecords
    if resume == true, try left == 0 && (!target.isTemporary || store.latest == nil) {
      throw ValidationError("--resume: expected a build that was stopped, found none in \(store.path)")
    }
    if left > 0, resume != false {
      console.note("going on with a build that was stopped: \(BuildProgress.number(left)) articles are there")
    }
    let (records, recipe, outcome) = try await extract(into: store)
    // The pipeline and what its threads held have gone; the graph needs the room.
    FreeMemory.release()
    if outcome.summary.isStopped {
      store.close()
      throw stopped("after \(BuildProgress.number(outcome.summary.articles)) articles, which are kept")
    }
    store.stop { Interruption.isRequested }
    return (try storing.commit(build, records, recipe, inputs: inputs, console), outcome)
  }

  /// Extracts the articles that the store does not know.
  ///
  /// - Returns: the numbers of all records by the article's id, what they depend on, and what became of the articles.
  private func extract(
    into store: Store
  ) async throws -> (records: [String: Int], recipe: RecordRecipe, outcome: ExtractionOptions.Outcome) {
    let pipeline = try PipelineStore.open(extraction.pipeline)
    let recipe = RecordRecipe(pipeline: pipeline)
    let cache = StoreRecordCache(
      store, recipe: recipe, lookup: resume == false ? .none : .known, keepsAnnotations: keepAnnotations)
    let outcome = try await extraction.run(
      inputs, console, pipeline: pipeline, cache: cache, progress: progress, explain: explain
    ) { _ in }
    let records = try cache.finish()
    if cache.knownCount > 0, !outcome.summary.isStopped {
      console.note("\(cache.knownCount) of \(records.count) articles were extracted before")
    }
    return (records, recipe, outcome)
  }

  private func stopped(_ when: String) -> ExitCode {
    Console.error("stopped \(when): the same command goes on")
    return ExitCode(Interruption.exit.rawValue)
  }

  /// Prints what the flags ask for; nil when they ask for nothing.
  private var explain: ((ArticleReading) -> Void)? {
    guard explainDates || explainBody else { return nil }
    return { reading in
      if explainBody { Console.output.write(reading.explanationOfBody + "\n") }
      if explainDates { Console.output.write(reading.explanationOfDate + "\n") }
    }
  }

  private static func name(of input: String) -> String {
    let last = URL(fileURLWithPath: input).standardizedFileURL
    let file = last.pathExtension == "gz" ? last.deletingPathExtension() : last
    let name = last.hasDirectoryPath ? last.lastPathComponent : file.deletingPathExtension().lastPathComponent
    return input == "-" || name.isEmpty || name == "/" ? "graph" : name
  }
}

extension Store {
  /// As it was named on the command line.
  fileprivate func path(as name: String?) -> String { name ?? path }
}
