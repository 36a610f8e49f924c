import Foundation
import SommetFormats
import SommetGraph
import SommetTesting

/// Graph files of other programs, with what their reference readers make of each: `../shared/graphs`.
struct GraphSuite {
  /// A line of the oracle, as far as it is looked at.
  struct Document: Decodable {
    struct Counts: Decodable {
      var nodes: Int?
      var edges: Int?
    }

    struct Reading: Decodable {
      var node_count: Int
      var edge_count: Int
    }

    var file: String
    var role: String?
    var asserted: Counts?
    var upstream_may_fail: Bool?
    var well_formed: Bool?
    var xsd_valid: Bool?
    var networkx: Reading?
    var networkx_error: String?
    var graphviz: [Reading]?
    var graphviz_error: String?

    /// What readers count: the counts that the file's own test asserts, and those of NetworkX or Graphviz.
    var counts: [(nodes: Int, edges: Int)] {
      var found: [(nodes: Int, edges: Int)] = []
      if let asserted, let nodes = asserted.nodes, let edges = asserted.edges { found.append((nodes, edges)) }
      if let networkx { found.append((networkx.node_count, networkx.edge_count)) }
      if let first = graphviz?.first { found.append((first.node_count, first.edge_count)) }
      return found
    }

    /// Whether it must be refused: no XML, refused by Graphviz, or made by its own project to be.
    var mustFail: Bool {
      well_formed == false || graphviz_error != nil || file.contains("/invalid")
        || (upstream_may_fail == true && xsd_valid == false)
    }
  }

  enum Outcome: Equatable {
    case same
    case refused
    /// Read, or refused, without a reader to compare with.
    case unknown(String)
    case wrong(String)

    var isRight: Bool {
      if case .wrong = self { false } else { true }
    }
  }

  let folder: URL
  let documents: [Document]

  /// nil when there is no such folder.
  init?() throws {
    guard let oracle = ProjectFolder.shared("graphs/oracle.jsonl", for: "graph files of other programs")
    else {
      return nil
    }
    folder = oracle.deletingLastPathComponent()
    documents = try String(contentsOf: oracle, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Document.self, from: Data($0.utf8))
    }
  }

  /// What comes of reading a document.
  func outcome(_ document: Document) -> Outcome {
    var counter = GraphCounter()
    do {
      try GraphFormat.read(folder.appendingPathComponent(document.file).path, into: &counter)
    } catch {
      let hasPlace = (error as? FormatError)?.diagnostics.allSatisfy { $0.line != nil } ?? false
      if document.mustFail { return hasPlace ? .refused : .wrong("the error has no place: \(error)") }
      if document.counts.isEmpty { return .unknown("refused: \(error)") }
      return .wrong("refused: \(error)")
    }
    let tally = counter.tally
    let found = "\(tally.nodes) nodes, \(tally.edges) edges"
    if document.mustFail { return .wrong("read, though it is malformed: \(found)") }
    if document.counts.isEmpty { return .unknown("read: \(found)") }
    if document.counts.contains(where: { $0 == (tally.nodes, tally.edges) }) { return .same }
    return .wrong(
      "found \(found), expected \(document.counts.map { "\($0.nodes), \($0.edges)" }.joined(separator: " or "))"
    )
  }

  /// `networkx graphml`, `graphviz gv`.
  static func group(_ file: String) -> String {
    let folder = file.prefix { $0 != "/" }
    return "\(folder) \(file.split(separator: ".").last ?? "")"
  }

  /// A row for each folder and format, then what is not as its reader has it.
  func table() -> (text: String, rightShare: Double, wrong: [String]) {
    var rows: [String: [String: Int]] = [:]
    var notes: [String] = []
    var wrong: [String] = []
    for document in documents {
      let group = Self.group(document.file)
      let kind: String
      switch outcome(document) {
      case .same: kind = "same"
      case .refused: kind = "refused"
      case .unknown(let what):
        kind = "alone"
        notes.append("alone  \(document.file): \(what)")
      case .wrong(let what):
        kind = "wrong"
        wrong.append(document.file)
        notes.append("WRONG  \(document.file): \(what)")
      }
      rows[group, default: [:]][kind, default: 0] += 1
    }
    func cell(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let kinds = ["same", "refused", "alone", "wrong"]
    var lines = [
      "folder and format".padding(toLength: 24, withPad: " ", startingAt: 0)
        + kinds.map { cell($0, 9) }.joined()
    ]
    var totals: [String: Int] = [:]
    for (group, counts) in rows.sorted(by: { $0.key < $1.key }) {
      for kind in kinds { totals[kind, default: 0] += counts[kind, default: 0] }
      lines.append(
        group.padding(toLength: 24, withPad: " ", startingAt: 0)
          + kinds.map { cell("\(counts[$0, default: 0])", 9) }.joined())
    }
    lines.append(
      "all".padding(toLength: 24, withPad: " ", startingAt: 0)
        + kinds.map { cell("\(totals[$0, default: 0])", 9) }.joined())
    let judged = totals["same", default: 0] + totals["refused", default: 0] + totals["wrong", default: 0]
    let share = judged == 0 ? 1 : 1 - Double(totals["wrong", default: 0]) / Double(judged)
    lines.append(
      "as its reference reader has it, or refused where it must be: \(String(format: "%.1f", 100 * share)) % of \(judged)"
    )
    return ((lines + notes).joined(separator: "\n"), share, wrong)
  }
}
