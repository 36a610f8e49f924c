import Foundation
import Sommet
import SommetTesting
import SommetText
import Testing

/// The days of acts in plain sentences, extended in `Cases/dates.tsv` without Swift.
@Suite struct DateSuiteTests {
  @Test func `dates nine in ten of the acts of plain sentences`() throws {
    let file = ProjectFolder.root.appendingPathComponent("Tests/SommetTests/Cases/dates.tsv")
    let cases = try Table(
      String(contentsOf: file, encoding: .utf8), name: "dates.tsv", columns: ["published", "text", "dates"]
    ).rows
    #expect(cases.count >= 60)
    var faults: [String] = []
    for row in cases {
      let told = try datedActs(of: row)
      let missing = row["dates"].split(separator: ";").map {
        DatedAct($0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) })
      }.filter { expected in !told.contains { $0.isSame(as: expected) } }
      guard !missing.isEmpty else { continue }
      faults.append("\(row["text"])\n    no \(missing)\n    in \(told)")
    }
    print("dates: \(cases.count - faults.count) of \(cases.count) texts right")
    #expect(Double(faults.count) <= 0.1 * Double(cases.count), "\(faults.joined(separator: "\n"))")
  }

  private func datedActs(of row: Table.Row) throws -> [DatedAct] {
    let record = try Extraction.record(
      row["text"].replacing(" ¶ ", with: "\n\n") + "\n",
      published: row["published"] == "-" ? nil : String(row["published"]))
    return record.acts.map { act in
      let isNamed = if case .topic = act.target { false } else { true }
      return DatedAct([
        record.label(act.source), act.relation.rawValue,
        isNamed ? record.label(act.target) : "« \(act.content ?? "") »", act.date ?? "-",
      ])
    }
  }
}

/// Who did what to whom, and when: "-" for no date.
private struct DatedAct: CustomStringConvertible {
  let source: String
  let relation: String
  let target: String
  let date: String

  init(_ fields: [String]) { (source, relation, target, date) = (fields[0], fields[1], fields[2], fields[3]) }

  var description: String { "\(source) | \(relation) | \(target) | \(date)" }

  /// Whether this is the act expected: of its topic's words it holds those expected; `met` has no direction.
  func isSame(as expected: DatedAct) -> Bool {
    guard relation == expected.relation, date == expected.date else { return false }
    if relation == "met" { return Set([source, target]) == Set([expected.source, expected.target]) }
    guard source == expected.source else { return false }
    guard expected.target.hasPrefix("« ") else { return target == expected.target }
    return target.lowercased().contains(expected.target.dropFirst(2).dropLast(2).lowercased())
  }
}
