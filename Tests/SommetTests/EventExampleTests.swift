import Sommet
import SommetEvents
import SommetTesting
import Testing

@Suite struct EventExampleTests {
  @Test func `every row of the event tables reads its own example`() throws {
    let rules = try EventExtractor().lexicon.rules
    #expect(rules.count > 300)
    var unread: [String] = []
    for rule in rules {
      let triggers = try #require(try Extraction.reading(rule.example).explanation).triggers
      if triggers.contains(where: { $0.readings.contains { $0.row.id == rule.id } }) { continue }
      let reasons = triggers.flatMap(\.missed).filter { $0.row.id == rule.id }.map(\.reason.rawValue)
      unread.append(
        "\(rule.table):\(rule.line): \(rule.id) does not read « \(rule.example) »: "
          + (reasons.isEmpty ? "no word of it is its trigger" : reasons.joined(separator: ", ")))
    }
    print("event examples: \(rules.count) run, \(unread.count) unread")
    #expect(unread.isEmpty, "\(unread.joined(separator: "\n"))")
  }
}
