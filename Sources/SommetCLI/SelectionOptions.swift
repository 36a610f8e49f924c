import ArgumentParser
import Sommet

/// Which part of a graph is written.
struct SelectionOptions: ParsableArguments {
  /// Views by the names that people type; `all` is the older name of `full`.
  enum View: String, ExpressibleByArgument, CaseIterable {
    case full, actors, meetings, timeline, all

    var view: GraphSelection.View { GraphSelection.View(rawValue: rawValue) ?? .full }
  }

  @Option(
    help: """
      full, actors (who did what to whom), meetings (who met whom where) or timeline (what has a date). \
      (default: actors for pictures, full for all else)
      """)
  var view: View?

  @Option(
    help:
      "Kinds of nodes to keep, parted by commas: \(NodeKind.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: Completions.words { NodeKind.allCases.map(\.rawValue) })
  var kinds: String?

  @OptionGroup(title: "Conditions") var conditions: ConditionOptions

  @Option(
    help: ArgumentHelp("Keep what lies around these names, parted by commas.", valueName: "names"),
    completion: Completions.names)
  var around: String?

  @Option(help: "How many edges away from them.")
  var hops = 1

  @Flag(help: "Leave out the sentences, and the mentions and times of the articles.")
  var noEvidence = false

  func validate() throws {
    if hops < 0 { throw ValidationError("--hops: expected 0 or more, found \(hops)") }
  }

  func selection(over graph: OpenedGraph) throws -> GraphSelection {
    try GraphSelection(
      view: view?.view ?? .full,
      kinds: ListOption.terms(kinds, "--kinds") {
        var found: Set<NodeKind> = []
        try graph.graph.forEachNode {
          found.insert($0.kind)
          return .continue
        }
        return found
      },
      edges: conditions.filter(over: graph.graph),
      around: graph.ids(around), hops: hops, keepsEvidence: !noEvidence)
  }
}
