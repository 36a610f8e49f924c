import ArgumentParser
import Sommet

/// A command that answers from a graph: opened for it on the command line, and kept open in the shell.
protocol GraphCommand: AsyncParsableCommand {
  var graph: GraphArgument { get }
  func run(on graph: OpenedGraph) async throws
}

extension GraphCommand {
  func run() async throws { try await answer() }

  /// On the thread of the caller.
  func answer() async throws { try await run(on: graph.open()) }
}

/// The first argument of every command that answers from a graph.
struct GraphArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A graph: a store, or a JSON, GraphML, GEXF or DOT file, or a table or folder of tables.",
      valueName: "graph"),
    completion: .file())
  var path: String

  func open() throws -> OpenedGraph { try OpenedGraph(path, store: EarlyStore.take) }
}

extension OpenedGraph {
  /// The one node of a name.
  ///
  /// - Throws: `ValidationError` that lists the candidates, or names that are near.
  func one(_ name: String) throws -> Node {
    switch try find(name) {
    case .found(let node): return node
    case .ambiguous(let nodes):
      let more = nodes.count > Self.candidates ? "\n  and \(nodes.count - Self.candidates) more" : ""
      throw ValidationError(
        "'\(name)' is the name of \(nodes.count); name one by its id:\n\(try described(nodes))\(more)")
    case .unknown(let near):
      let hint = try near.isEmpty ? "" : "; did you mean \(described(near).trimming(" "))?"
      throw ValidationError("nobody and nothing is called '\(name)' in this graph\(hint)")
    }
  }

  private static let candidates = 10

  /// A line for each node: label, kind, how many edges, id.
  private func described(_ nodes: [Node]) throws -> String {
    try nodes.prefix(Self.candidates).map { node in
      let count = try graph.edges(at: node.id).count
      let edges = "\(count) \(count == 1 ? "edge" : "edges")"
      return
        "  \(node.label) (\([node.kind.rawValue, edges, node.id].filter { !$0.isEmpty }.joined(separator: ", ")))"
    }.joined(separator: "\n")
  }

  /// The ids of the nodes of several names, parted by commas; nil when nobody is named.
  func ids(_ list: String?) throws -> Set<String>? {
    guard let list else { return nil }
    // A name may hold a comma itself.
    if list.contains(","), case .found(let node) = try find(list) { return [node.id] }
    return try Set(ListOption.split(list).map { try one($0).id })
  }

  /// Two names that stand in words, however many words each has.
  ///
  ///     sommet path graph.json Donald Trump Zelensky
  func two(_ words: [String]) throws -> (Node, Node) {
    if words.count == 2 { return (try one(words[0]), try one(words[1])) }
    var found: [(Node, Node)] = []
    for cut in 1..<max(words.count, 1) {
      let names = [words[..<cut], words[cut...]].map { $0.joined(separator: " ") }
      if case .found(let first) = try find(names[0]), case .found(let second) = try find(names[1]) {
        found.append((first, second))
      }
    }
    guard found.count == 1 else {
      throw ValidationError(
        "expected two names, found '\(words.joined(separator: " "))'; put names of several words in quotes")
    }
    return found[0]
  }
}
