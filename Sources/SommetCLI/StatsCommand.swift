import ArgumentParser
import Sommet

/// `sommet stats`: how much there is of what.
struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Counts what a graph holds; of a store also its versions and its size.",
    discussion: """
        sommet stats graph.sommet
        sommet stats graph.sommet@3 --check
        sommet stats exports/seeds.json --format json
      """)

  @OptionGroup var graph: GraphArgument

  @Flag(help: "Look for damage in all of a store's file.")
  var check = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let opened = try graph.open()
    var rows = RowListing(columns: ["what", "name", "count"], form: output.rows)
    rows.begin()
    func add(_ what: String, _ name: String, _ count: Int) {
      let cells = [what, name, "\(count)"]
      rows.add(text: { cells[$0] }, json: { $0 == 2 ? cells[$0] : JSONText.string(cells[$0]) })
    }
    if let stored = opened.graph as? StoreGraph {
      if check { try stored.store.verify() }
      try addStore(stored, add)
    }
    let tally = try opened.graph.tally
    add("graph", "articles", tally.articles)
    add("graph", "nodes", tally.nodes)
    add("graph", "edges", tally.edges)
    add("graph", "evidence", tally.evidence)
    for (kind, count) in tally.kinds.sorted(by: { $0.key < $1.key }) { add("kind", kind.rawValue, count) }
    for (relation, count) in tally.relations.sorted(by: { $0.key < $1.key }) {
      add("relation", relation.rawValue, count)
    }
    for (modality, count) in tally.modalities.sorted(by: { $0.key < $1.key }) {
      add("modality", modality.rawValue, count)
    }
    rows.end()
  }

  private func addStore(_ graph: StoreGraph, _ add: (String, String, Int) -> Void) throws {
    let statistics = try graph.store.statistics
    add("store", "version", graph.version.number)
    add("store", "versions", statistics.versions)
    add("store", "bytes", statistics.fileSize)
    add("store", "bytes of indexes", statistics.segmentSize)
    add("store", "texts", statistics.texts)
    add("store", "records", statistics.records)
    add("store", "passages", statistics.passages)
    add("store", "rows of nodes", statistics.nodeRows)
    add("store", "rows of edges", statistics.edgeRows)
  }
}
