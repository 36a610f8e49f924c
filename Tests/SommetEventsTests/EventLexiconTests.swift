import SommetEvents
import SommetGraph
import SommetText
import Testing

@Suite struct EventLexiconTests {
  static let lexicon = Result { try EventLexicon() }

  @Test(arguments: [
    (Relation.met, 60), (.proposed, 60), (.warned, 30), (.urged, 25), (.rejected, 25), (.accused, 25),
    (.supported, 25), (.agreed, 25),
  ])
  func `knows enough triggers of every act`(relation: Relation, least: Int) throws {
    let rules = try Self.lexicon.get().rules.filter { $0.relation == relation }
    let triggers = Set(rules.flatMap { rule in rule.pattern.triggerLemmas.map { "\($0) \(rule.frame)" } })
    #expect(triggers.count >= least)
  }

  @Test func `gives every rule an identifier of its own that names its act`() throws {
    let rules = try Self.lexicon.get().rules
    #expect(Set(rules.map(\.id)).count == rules.count)
    for rule in rules { #expect(rule.id.hasPrefix(rule.relation.rawValue + "."), "\(rule.id)") }
  }

  @Test func `gives every rule an example that is a sentence`() throws {
    for rule in try Self.lexicon.get().rules {
      #expect(rule.example.hasSuffix(".") && rule.example.contains(" "), "\(rule.id): \(rule.example)")
    }
  }

  @Test(arguments: [
    ("avertir", "warned", "avertir/VERB", "source=subj", "", "Oui.", 2, 1, "an identifier"),
    ("x", "warmed", "avertir/VERB", "source=subj", "", "Oui.", 2, 3, "a relation"),
    ("x", "warned", "avertir/VERB >", "source=subj", "", "Oui.", 2, 24, "a node"),
    ("x", "warned", "{pos:VERB}", "source=subj", "", "Oui.", 2, 10, "a first node that names its lemmas"),
    ("x", "warned", "avertir/VERB", "source=subj; goal=x", "", "Oui.", 2, 35, "a role"),
    ("x", "warned", "avertir/VERB", "source=subj", "kind:tea", "Oui.", 2, 35, "a kind of meeting"),
    ("x", "warned", "avertir/VERB", "source=subj", "confidence:2", "Oui.", 2, 35, "a confidence"),
    ("x", "warned", "avertir/VERB", "source=subj", "", "", 2, 36, "a sentence"),
  ])
  func `says where a row is wrong`(
    id: String, relation: String, trigger: String, roles: String, options: String, example: String, line: Int,
    column: Int, expected: String
  ) throws {
    let id = expected == "an identifier" ? "" : id
    let text =
      "id\trelation\ttrigger\troles\toptions\texample\n"
      + [id, relation, trigger, roles, options, example].joined(separator: "\t") + "\n"
    let table = try Table(text, name: "test.tsv", columns: EventRule.columns)
    let fault = #expect(throws: TableError.self) { try EventRule(table.rows[0]) }
    #expect(fault?.line == line)
    #expect(fault?.column == column)
    #expect(fault?.expected.hasPrefix(expected) == true, "\(fault?.description ?? "")")
  }
}
