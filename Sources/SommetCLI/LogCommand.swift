import ArgumentParser
import Sommet

/// `sommet log`: the versions of a store.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Lists the versions of a store, the latest first.",
    discussion: """
      Times are UTC. An element that changed counts among what was added and what is gone.

        sommet log graph.sommet
        sommet log graph.sommet --format jsonl
      """)

  @OptionGroup var store: StoreArgument
  @OptionGroup(title: "Output") var output: OutputOptions

  private static let columns = [
    "version", "time", "articles", "nodes", "edges", "changes", "inputs", "note", "pipeline", "rules",
    "program",
  ]

  func run() async throws {
    let store = try Store(reading: try store.reference().path)
    output.begin()
    // What a program was made of is told in full to programs.
    let columns = output.rows == .table ? Array(Self.columns.prefix(8)) : Self.columns
    var rows = RowListing(columns: columns, form: output.rows)
    rows.begin()
    for version in try store.versions.reversed() {
      rows.add(text: { Self.text(columns[$0], version) }, json: { Self.json(columns[$0], version) })
    }
    rows.end()
  }

  private static func text(_ column: String, _ version: StoreVersion) -> String {
    switch column {
    case "version": "\(version.number)"
    case "time": version.time
    case "articles": "\(version.articles)"
    case "nodes": "\(version.nodes)"
    case "edges": "\(version.edges)"
    case "changes": version.parent == nil ? "" : VersionText.changes(version.changes)
    case "inputs": version.origin.inputs.joined(separator: " ")
    case "note": version.origin.note ?? ""
    case "pipeline": version.origin.pipeline
    case "rules": version.origin.rules
    default: version.origin.program
    }
  }

  private static func json(_ column: String, _ version: StoreVersion) -> String {
    switch column {
    case "version", "articles", "nodes", "edges": return text(column, version)
    case "changes":
      let changes = version.changes
      return JSONText.object(
        [("articles", changes.articles), ("nodes", changes.nodes), ("edges", changes.edges)].map {
          ($0.0, JSONText.object([("added", "\($0.1.added)"), ("gone", "\($0.1.ended)")]))
        })
    case "inputs": return JSONText.array(version.origin.inputs)
    case "note": return version.origin.note.map(JSONText.string) ?? "null"
    default: return JSONText.string(text(column, version))
    }
  }
}
