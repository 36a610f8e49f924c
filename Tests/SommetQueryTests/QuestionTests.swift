import Foundation
import SommetFormats
import SommetGraph
import SommetQuery
import SommetTesting
import Testing

/// The questions of docs/questions.md, with their queries and rows.
@Suite struct QuestionTests {
  private struct Question {
    /// With its number.
    let heading: String
    let query: String
  }

  private static let page = ProjectFolder.root.appendingPathComponent("docs/questions.md")

  /// What stands before the questions, and the questions.
  private static func read() throws -> (head: String, questions: [Question]) {
    let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n## ")
    let questions = parts.dropFirst().map { part in
      let fences = part.components(separatedBy: "```\n")
      return Question(
        heading: part.components(separatedBy: "\n")[0], query: fences.count > 1 ? fences[1] : "")
    }
    return (parts[0], questions)
  }

  @Test func `answers the questions of a reader as the page shows`() throws {
    let graph = try GraphFormat.read("\(ProjectFolder.exports)/seeds.json")
    let (head, questions) = try Self.read()
    #expect(questions.count >= 25)
    var text = head
    for question in questions {
      let table = try Self.table(question.query, GraphImage(of: graph))
      #expect(try Self.table(question.query, IndexedGraph(graph)) == table, "\(question.heading)")
      #expect(table.split(separator: "\n").count > 2, "no rows: \(question.heading)")
      text += "\n## \(question.heading)\n\n```\n\(question.query)```\n\n\(table)"
    }
    let kept = try String(contentsOf: Self.page, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: Self.page)
      Issue.record("recorded docs/questions.md; run again without RECORD")
      return
    }
    let pairs = zip(text.components(separatedBy: "\n"), kept.components(separatedBy: "\n"))
    for (line, (found, expected)) in pairs.enumerated() where found != expected {
      Issue.record("docs/questions.md:\(line + 1): expected \(expected), found \(found)")
      return
    }
    #expect(text == kept)
  }

  private static func table(_ query: String, _ graph: some QueryGraph) throws -> String {
    let prepared = try PreparedQuery(query, graph: graph)
    #expect(prepared.notices.isEmpty, "\(query)")
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacingOccurrences(of: "|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    var table = line(prepared.columns) + line(prepared.columns.map { _ in "---" })
    try prepared.run { row in
      table += line(try row.map { try $0.plainText(in: graph) })
      return .continue
    }
    return table
  }
}
