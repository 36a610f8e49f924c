import ArgumentParser
import Foundation
import Sommet

/// How a build goes into a store.
struct StoringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store that the graph goes to as its next version; made when there is none.", valueName: "file"),
    completion: .file(extensions: ["sommet"]))
  var store: String?

  @Flag(help: "Keep the articles of the latest version, beside those given; one of the same id is replaced.")
  var add = false

  @Option(
    help: ArgumentHelp(
      "Leave out an article of the latest version, or of those given; may be given again.", valueName: "id"))
  var retract: [String] = []

  @Option(help: "A word on the version, for 'sommet log'.")
  var note: String?

  @Option(
    help: ArgumentHelp("Seconds to wait while another process writes to the store.", valueName: "seconds"))
  var wait = 5.0

  func validate() throws {
    if store == nil, add || !retract.isEmpty || note != nil {
      throw ValidationError("--add, --retract and --note go with --store, found none")
    }
    if !(0...1_000_000).contains(wait) { throw ValidationError("--wait: expected 0 or more, found \(wait)") }
  }

  /// Whether what the store has stays: asked for, or nothing else is given.
  func adds(to inputs: [String]) -> Bool { add || inputs.isEmpty }

  /// Times of versions come from the clock, or from `SOURCE_DATE_EPOCH` (seconds since 1970).
  ///
  /// Source: <https://reproducible-builds.org/specs/source-date-epoch/>.
  func open(_ path: String, isTemporary: Bool = false) throws -> Store {
    let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
    return try Store(
      writing: path, patience: wait, clock: { fixed.map { Date(timeIntervalSince1970: $0) } ?? Date() },
      pageLimit: ProcessInfo.processInfo.environment["SOMMET_STORE_PAGES"].flatMap { Int($0) },
      isTemporary: isTemporary)
  }

  /// Stores what was built, and says what became of it.
  func commit(
    _ build: StoreBuild, _ records: [String: Int], _ recipe: RecordRecipe, inputs: [String],
    _ console: ConsoleOptions
  ) throws -> StoreGraph {
    let commit = try build.commit(records, recipe: recipe, inputs: inputs, note: note)
    switch commit {
    case _ where build.store.isTemporary: break
    case .stored(let version):
      let changes = version.parent == nil ? "" : ": \(VersionText.changes(version.changes))"
      console.note("stored version \(version.number)\(changes)")
    case .unchanged(let version): console.note("nothing changed: version \(version.number) stays the latest")
    }
    return try build.store.graph(.number(commit.version.number))
  }
}

extension [GraphFormat] {
  /// Writes a graph in each of the formats.
  ///
  /// - Returns: the paths.
  func write(
    _ graph: some GraphReading, into folder: String, name: String, _ console: ConsoleOptions
  ) async throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var paths: [String] = []
    for format in self {
      let path = format.path(in: folder, name: name)
      try await format.write(graph, to: path)
      console.detail("wrote \(path)")
      paths.append(path)
    }
    return paths
  }
}

/// Versions in words.
enum VersionText {
  /// `+3 −1 edges, +1 −0 articles`; an edge that changed counts on both sides.
  static func changes(_ changes: VersionChanges) -> String {
    [("articles", changes.articles), ("nodes", changes.nodes), ("edges", changes.edges)].filter {
      !$0.1.isNone
    }
    .map { "+\($0.1.added) −\($0.1.ended) \($0.0)" }.joined(separator: ", ")
  }
}

/// The first argument of the commands that are for stores.
struct StoreArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A store, with the version behind an @ or without: graph.sommet, graph.sommet@3.", valueName: "store"),
    completion: .file(extensions: ["sommet"]))
  var store: String

  func reference() throws -> StoreReference {
    if let reference = try StoreReference(argument: store) { return reference }
    // What is wrong with the file, in the store's own words.
    let path = store.lastIndex(of: "@").map { String(store[..<$0]) } ?? store
    let isWhole = FileManager.default.fileExists(atPath: store)
    _ = try Store(reading: isWhole ? store : path)
    throw StoreError.notAStore(path: store)
  }
}
