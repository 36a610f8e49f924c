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

  @OptionGroup var extraction: ExtractionOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
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
    var isComplete = true
    let graph: any GraphReading
    var copies = 0
    var paths: [String] = []
    if let path = storing.store {
      let stored: StoreGraph
      (stored, isComplete) = try await build(into: path)
      graph = stored
      copies = try stored.copyCount
      paths.append(path)
    } else {
      var builder = GraphBuilder()
      isComplete = try await extraction.run(inputs, console, explain: explain) { try builder.add($0) }
      let built = builder.graph()
      graph = built
      copies = built.articles.count { $0.duplicateOf != nil }
    }
    defer { (graph as? StoreGraph)?.store.close() }
    var articles = 0
    try graph.forEachArticle { _ in
      articles += 1
      return .continue
    }
    if let export { paths += try await formats.write(graph, into: export, name: name, console) }
    console.note(
      "\(articles) articles\(copies > 0 ? " (\(copies) of them copies)" : ""), \(try graph.nodeCount) nodes, "
        + "\(try graph.edgeCount) edges → " + paths.joined(separator: " "))
    if !isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
  }

  /// Builds the next version of a store.
  private func build(into path: String) async throws -> (StoreGraph, Bool) {
    let store = try storing.open(path)
    let build = StoreBuild(store, adds: storing.adds(to: inputs), retracted: Set(storing.retract))
    guard !inputs.isEmpty else {
      return (try storing.commit(build, [:], RecordRecipe(), inputs: [], console), true)
    }
    let pipeline = try PipelineStore.open(extraction.pipeline)
    let recipe = RecordRecipe(pipeline: pipeline)
    let cache = StoreRecordCache(store, recipe: recipe)
    let isComplete = try await extraction.run(
      inputs, console, pipeline: pipeline, cache: cache, explain: explain
    ) { _ in }
    let records = try cache.finish()
    if cache.knownCount > 0 {
      console.note("\(cache.knownCount) of \(records.count) articles were extracted before")
    }
    return (try storing.commit(build, records, recipe, inputs: inputs, console), isComplete)
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

/// How articles are turned into records.
struct ExtractionOptions: ParsableArguments {
  @Option(help: "A compiled language pipeline. (default: the first that is installed)")
  var pipeline: String?

  @Option(help: "Articles worked on at once. (default: the number of processors)")
  var threads: Int?

  @OptionGroup(title: "Inputs") var input: InputOptions

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads: expected 1 or more, found \(threads)") }
  }

  /// Reads and extracts all inputs.
  ///
  /// - Returns: whether every input could be read.
  func run(
    _ inputs: [String], _ console: ConsoleOptions, pipeline opened: Pipeline? = nil,
    cache: (any RecordCache)? = nil, explainsActs: Bool = false,
    explain: ((ArticleReading) throws -> Void)? = nil,
    each: (Record) throws -> Void
  ) async throws -> Bool {
    let corpus = try input.corpus(inputs)
    var isComplete = corpus.problems.isEmpty
    for problem in corpus.problems { Console.error(problem) }
    var extraction = CorpusExtraction(
      extractor: try Extractor(pipeline: opened ?? PipelineStore.open(pipeline)), threads: threads)
    extraction.explainsActs = explainsActs
    extraction.cache = cache
    let total = corpus.sources.count.map { " of \($0)" } ?? ""
    var done = 0
    try await extraction.run(corpus.sources, explain: explain) { outcome in
      done += 1
      switch outcome {
      case .record(let record): try each(record)
      case .skipped(let notice): console.note(notice.description)
      case .failed(let problem):
        Console.error(problem)
        isComplete = false
      }
      if !console.quiet { Progress.show("\(done)\(total) articles") }
    }
    Progress.clear()
    return isComplete
  }
}
