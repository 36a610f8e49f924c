import SommetEvents
import SommetGraph
import SommetTesting
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
    ("x", "warned", "avertir/VERBE", "source=subj", "", "Oui.", 2, 18, "a part of speech"),
    ("x", "warned", "avertir/VERB >objet {}", "source=subj", "", "Oui.", 2, 24, "a dependency"),
    ("x", "warned", "{lemma:avertir;deprel:sujet}", "source=subj", "", "Oui.", 2, 32, "a dependency"),
    ("x", "warned", "{lemma:avertir;pos:NON}", "source=subj", "", "Oui.", 2, 29, "a part of speech"),
    ("x", "warned", "{lemma:avertir;Temps:Past}", "source=subj", "", "Oui.", 2, 25, "a key"),
    ("x", "warned", "{lemma:avertir;ent:city}", "source=subj", "", "Oui.", 2, 29, "a kind of entity"),
    ("x", "warned", "avertir/VERB", "source=subj; goal=x", "", "Oui.", 2, 36, "a role"),
    ("x", "warned", "avertir/VERB", "source=subject", "", "Oui.", 2, 30, "a slot or a preposition"),
    ("x", "warned", "avertir/VERB", "source=subj,", "", "Oui.", 2, 35, "a slot"),
    ("x", "warned", "avertir/VERB", "source=subj; target=obj, of", "", "Oui.", 2, 48, "a slot"),
    ("x", "warned", "avertir/VERB", "source=subj,=who", "", "Oui.", 2, 23, "names of the pattern's nodes"),
    ("x", "warned", "avertir/VERB", "source=subj", "solo, often", "Oui.", 2, 41, "solo, reciprocal"),
    ("x", "warned", "avertir/VERB", "source=subj", "solo,confidence:high", "Oui.", 2, 40, "a confidence"),
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
    let words = try Self.lexicon.get().words
    let fault = #expect(throws: TableError.self) {
      try EventLexicon.rules([table]) { words.contains($0, in: .complement) }
    }
    #expect(fault?.table == "test.tsv")
    #expect(fault?.line == line)
    #expect(fault?.column == column)
    #expect(fault?.expected.hasPrefix(expected) == true, "\(fault?.description ?? "")")
  }

  @Test func `refuses an identifier that another row has, in whichever file`() throws {
    let header = "id\trelation\ttrigger\troles\toptions\texample\n"
    let row = "x\twarned\tavertir/VERB\tsource=subj\t\tOui.\n"
    let tables = try [
      Table(header + "# a comment\n" + row, name: "a.tsv", columns: EventRule.columns),
      Table(header + row, name: "b.tsv", columns: EventRule.columns),
    ]
    let fault = #expect(throws: TableError.self) { try EventLexicon.rules(tables) }
    #expect(
      fault?.description
        == "b.tsv:2:1: expected an identifier that no other row has, a.tsv:3 has it, found 'x'")
  }

  @Test func `writes every pattern back in its own notation`() throws {
    for rule in try Self.lexicon.get().rules {
      #expect(try Pattern(rule.pattern.description) == rule.pattern, "\(rule.id)")
    }
  }

  @Test func `tries no row but those of a token's lemma, however many there are`() throws {
    let document = annotated(
      """
      1  Blum  Blum  PROPN  _  _  3  nsubj  _  NE=PER_1
      2  a  avoir  AUX  _  Mood=Ind|Tense=Pres|VerbForm=Fin  3  aux:tense  _  _
      3  rencontré  rencontrer  VERB  _  Tense=Past|VerbForm=Part  0  ROOT  _  _
      4  Mercier  Mercier  PROPN  _  _  3  obj  _  NE=PER_2
      """)
    let lexicon = try Self.lexicon.get()
    func tried(_ lexicon: EventLexicon) -> Int {
      let explanation = EventExtractor(lexicon: lexicon)
        .explain(document, entities: EntityAnnotations(), times: [], article: "a").explanation
      return explanation.triggers.reduce(0) { $0 + $1.missed.count + $1.readings.count }
    }
    let others = (1..<10).flatMap { copy in
      lexicon.rules.map { rule in
        var rule = rule
        for index in rule.pattern.constraints.indices where rule.pattern.constraints[index].key == .lemma {
          for value in rule.pattern.constraints[index].values.indices {
            rule.pattern.constraints[index].values[value].text += "\(copy)"
          }
        }
        return rule
      }
    }
    let count = tried(lexicon)
    #expect((1...20).contains(count))
    #expect(tried(EventLexicon(lexicon, rules: lexicon.rules + others)) == count)
  }
}
