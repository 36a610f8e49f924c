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
      let record = try Extraction.record(rule.example)
      let fired = record.acts.map { ($0.relation, $0.rule) } + record.meetings.map { (Relation.met, $0.rule) }
      if !fired.contains(where: { $0.0 == rule.relation }) { unread.append("\(rule.id): \(rule.example)") }
    }
    print("event examples: \(rules.count) run, \(unread.count) unread")
    #expect(unread.isEmpty, "\(unread.joined(separator: "\n"))")
  }
}
