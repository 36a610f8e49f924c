import SommetEvents
import SommetGraph
import SommetTesting
import SommetText
import Testing

/// Whatever the parser makes of a text: reading it ends, and what is read has its words.
@Suite struct RandomTreeTests {
  /// Form, lemma, part of speech, features, label of the name: words that rules and repairs look for.
  private static let words: [RandomTrees.Word] = [
    ("a", "avoir", .aux, "Mood=Ind|Tense=Pres|VerbForm=Fin", nil),
    ("avait", "avoir", .verb, "Mood=Ind|Tense=Imp|VerbForm=Fin", nil),
    ("est", "être", .aux, "Mood=Ind|Tense=Pres|VerbForm=Fin", nil),
    ("rencontré", "rencontrer", .verb, "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part", nil),
    ("soutenue", "soutenir", .verb, "Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part", nil),
    ("appelé", "appeler", .verb, "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part", nil),
    ("avertit", "avertir", .verb, "Mood=Ind|Tense=Pres|VerbForm=Fin", nil),
    ("proposera", "proposer", .verb, "Mood=Ind|Tense=Fut|VerbForm=Fin", nil),
    ("alerte", "alerte", .noun, "Gender=Fem|Number=Sing", nil),
    ("rencontrer", "rencontrer", .verb, "VerbForm=Inf", nil),
    ("réunit", "réunir", .verb, "VerbForm=Fin", nil),
    ("rencontre", "rencontre", .noun, "Gender=Fem|Number=Sing", nil),
    ("sommet", "sommet", .noun, "Gender=Masc|Number=Sing", nil),
    ("plan", "plan", .noun, "Gender=Masc|Number=Sing", nil),
    ("ligue", "ligue", .noun, "Gender=Fem|Number=Sing", nil), ("occasion", "occasion", .noun, "", nil),
    ("qui", "qui", .pron, "PronType=Rel", nil), ("que", "que", .pron, "PronType=Rel", nil),
    ("dont", "dont", .pron, "PronType=Rel", nil), ("où", "où", .pron, "PronType=Rel", nil),
    ("que", "que", .sconj, "", nil), ("quand", "quand", .sconj, "", nil),
    ("se", "se", .pron, "Reflex=Yes", nil), ("lui", "lui", .pron, "", nil), ("elle", "lui", .pron, "", nil),
    ("leur", "son", .det, "Poss=Yes", nil), ("la", "le", .det, "", nil),
    ("cette", "ce", .det, "PronType=Dem", nil),
    ("à", "à", .adp, "", nil), ("de", "de", .adp, "", nil), ("par", "par", .adp, "", nil),
    ("avec", "avec", .adp, "", nil), ("entre", "entre", .adp, "", nil), ("pour", "pour", .adp, "", nil),
    ("pas", "pas", .adv, "", nil), ("ne", "ne", .adv, "", nil), ("et", "et", .cconj, "", nil),
    (",", ",", .punct, "", nil), ("«", "«", .punct, "", nil), ("»", "»", .punct, "", nil),
    (":", ":", .punct, "", nil),
    ("Blum", "Blum", .propn, "", "PER"), ("Roux", "Roux", .propn, "", "PER"),
    ("Oslo", "Oslo", .propn, "", "LOC"),
    ("Suède", "Suède", .propn, "Gender=Fem|Number=Sing", "GPE"), ("Ligue", "ligue", .propn, "", "ORG"),
    ("lundi", "lundi", .noun, "", "DATE"), ("veille", "veille", .noun, "", "DATE"),
  ]
  @Test func `reads any tree to its end`() throws {
    let extractor = try EventExtractor()
    var count = 0
    for document in RandomTrees(of: Self.words, seed: 7) {
      let (entities, times) = named(in: document, dates: ["lundi": "2025-06-02", "veille": "2025-06-01"])
      let (meetings, acts) = extractor.extract(
        from: document, entities: entities, times: times, article: "test", published: "2025-06-03")
      for evidence in meetings.flatMap(\.evidence) + acts.map(\.evidence) {
        #expect(String(document.text[Span(evidence.start, evidence.end)]) == evidence.quote)
        #expect(evidence.start <= evidence.trigger.start && evidence.trigger.end <= evidence.end)
      }
      count += meetings.count + acts.count
    }
    #expect(count > 400)
  }
}
