import ArgumentParser
import Foundation
import Sommet

/// `sommet diff`: what changed between two graphs.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what changed between two graphs: facts, entities, and the sentences that say so.",
    discussion: """
      OLD and NEW are graph files of any form that is read, stores and their versions, or folders of articles, which \
      are built. Exit codes: 0 nothing changed, 1 something did, 2 trouble.

        sommet diff old.json new.graphml
        sommet diff old.json new.json --changes modality,date_moved --since 2025-08
        sommet diff old.json new.json --format markdown > changes.md
        sommet diff old.json new.json --format svg --context 1 --output changes.svg
        sommet diff old.json new.json --format json --output changes.json   # sommet patch applies it
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, dot, svg, png, gexf, graphml
  }

  @Argument(help: "The graph as it was.")
  var old: String

  @Argument(help: "The graph as it is.")
  var new: String

  @Option(help: "\(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .text

  @Flag(help: "Print how much changed, and nothing else.")
  var stat = false

  @Flag(help: "Leave out the sentences.")
  var brief = false

  @Flag(inversion: .prefixedNo, help: "Look for entities that go by another id.")
  var align = true

  @Option(
    help: "Changes to show, parted by commas: \(ChangeKind.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var changes: String?

  @Option(help: "Kinds of entities to show, or of the ends of facts, parted by commas.")
  var kinds: String?

  @Option(
    name: [.customLong("names"), .customLong("name")], help: "Names of entities to show, parted by commas.")
  var names: String?

  @OptionGroup(title: "Conditions on facts") var conditions: ConditionOptions

  @Option(
    help: "Fields that make no change, parted by commas: confidence, weight, rule, evidence, any attribute.")
  var ignore: String?

  @Option(help: "In a picture, how many edges around a change are shown that did not change.")
  var context = 1

  @Option(help: "What places the nodes of a picture: dot, neato, sfdp, fdp, twopi or circo.")
  var layout: Graphviz.Layout = .dot

  @Flag(help: "Leave the patch out of the JSON.")
  var noPatch = false

  @Option(name: [.short, .long], help: "The file to write. (default: standard output)")
  var output: String?

  @OptionGroup var extraction: ExtractionOptions
  @OptionGroup var console: ConsoleOptions

  func validate() throws {
    if context < 0 { throw ValidationError("--context: expected 0 or more, found \(context)") }
    if stat, format != .text { throw ValidationError("--stat is a table of text: leave out --format") }
  }

  func run() async throws {
    if format == .text || format == .markdown, output == nil { Console.output.page() }
    let before = try await side(old)
    let after = try await side(new)
    let ignored = Set(ListOption.split(ignore ?? ""))
    let options = GraphDiff.Options(
      aligns: align, ignored: ignored, areRulesChanged: DiffSide.areRulesChanged(before, after))
    let whole = try Self.compare(before, after, options: options)
    let diff = try filter(before, after).apply(to: whole)
    try await write(diff, before, after)
    if !diff.isEmpty { throw ExitCode(Console.Exit.different.rawValue) }
  }

  private static func compare(
    _ old: any FingerprintedGraph, _ new: any FingerprintedGraph, options: GraphDiff.Options
  ) throws -> GraphDiff {
    try GraphDiff(from: old, to: new, options: options)
  }

  /// A graph, or one that is built of a folder of articles.
  private func side(_ name: String) async throws -> any FingerprintedGraph {
    guard DiffSide.isCorpus(name) else { return try DiffSide.graph(name) }
    var builder = GraphBuilder()
    let outcome = try await extraction.run([name], console) { try builder.add($0) }
    if !outcome.isComplete { throw ExitCode(Console.Exit.trouble.rawValue) }
    return builder.graph()
  }

  private func filter(_ old: any FingerprintedGraph, _ new: any FingerprintedGraph) throws -> DiffFilter {
    let changes = try ListOption.values(
      changes, "--changes", ChangeKind.init(rawValue:), all: ChangeKind.allCases.map(\.rawValue))
    return try DiffFilter(
      changes: changes, kinds: kinds.map { Set(ListOption.split($0).map { NodeKind(rawValue: $0) }) },
      names: names.map(ListOption.split), edges: conditions.filter(over: FingerprintedView(new)))
  }

  // MARK: - Writing

  private func write(
    _ diff: GraphDiff, _ old: any FingerprintedGraph, _ new: any FingerprintedGraph
  ) async throws {
    switch format {
    case .text where stat: try put(text.table(of: diff))
    case .text: try put(text.text(of: diff))
    case .json: try put(DiffJSON.text(of: diff, old: self.old, new: self.new, hasPatch: !noPatch))
    case .markdown: try put(DiffMarkdown.text(of: diff, isBrief: brief))
    case .dot, .svg, .png:
      let dot = DiffDrawing.dot(try union(diff, old, new), layout: layout)
      if format == .dot { return try put(dot) }
      try put(Data(try await Graphviz().image(dot, as: format == .svg ? .svg : .png, layout: layout)))
    case .gexf, .graphml:
      let form: GraphFormat = format == .gexf ? .gexf : .graphml
      let union = try union(diff, old, new)
      let options = WritingOptions(reader: form == .graphml ? .gephi : nil)
      if let output { return try await form.write(union, to: output, options: options) }
      try await form.write(union, descriptor: 1, name: "standard output", options: options)
    }
  }

  private func union(
    _ diff: GraphDiff, _ old: any FingerprintedGraph, _ new: any FingerprintedGraph
  ) throws -> Graph {
    try DiffUnion.graph(
      diff, old: FingerprintedView(old), new: FingerprintedView(new), context: context)
  }

  private var text: DiffText {
    let isPlain = output != nil
    return DiffText(isBrief: brief, width: Console.width) { text, style in
      if isPlain { return text }
      switch style {
      case .bold: return Console.styled(text, .bold)
      case .faint: return Console.styled(text, .faint)
      case .added: return Console.styled(text, .green)
      case .removed: return Console.styled(text, .red)
      case .changed: return Console.styled(text, .yellow)
      }
    }
  }

  private func put(_ text: String) throws { try put(Data(text.utf8)) }

  private func put(_ data: Data) throws {
    guard let output else { return Console.output.write(data) }
    do {
      try data.write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw FormatError(file: output, "cannot be written: \(error.localizedDescription)")
    }
  }
}
