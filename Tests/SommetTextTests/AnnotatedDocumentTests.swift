import Foundation
import SommetTesting
import SommetText
import Testing

@Suite struct AnnotatedDocumentTests {
  private let document = annotated(
    """
    1  La     le     DET    DET    _  2  det    _  _
    2  maire  maire  NOUN   NOUN   _  3  nsubj  _  _
    3  parle  parler  VERB  VERB  Tense=Pres|Number=Sing  0  ROOT  _  _
    4  à      à      ADP    ADP    _  5  case   _  _
    5  Léa    Léa    PROPN  PROPN  _  3  obl:arg  _  NE=PER_1
    6  Roux   Roux   PROPN  PROPN  _  5  flat:name  _  NE=PER_1|SpaceAfter=No
    7  .      .      PUNCT  PUNCT  _  3  punct  _  _

    1  Oui    oui    ADV    ADV    _  0  ROOT   _  _
    """)

  @Test func `walks the tree`() {
    #expect(Array(document.children(of: 2)) == [1, 4, 6])
    #expect(document.subtree(of: 4) == [3, 4, 5])
    #expect(document.ancestors(of: 5) == [4, 2])
    #expect(document.head(of: 3..<6) == 4)
    #expect(document.sentence(of: 7) == 1)
    #expect(document.entities == [NamedSpan(tokens: 4..<6, label: "PER")])
    #expect(document.tokens[2].feats["Number"] == "Sing")
    #expect(document.tokens[2].feats["Mood"] == nil)
  }

  @Test func `finds the tokens of a span`() {
    #expect(String(document.text[document.span(of: 4..<6)]) == "Léa Roux")
    #expect(document.tokens(overlapping: document.span(of: 4..<6)) == 4..<6)
    #expect(document.tokens(overlapping: Span(0, 0)).isEmpty)
    #expect(document.tokens(overlapping: document.text.span) == 0..<8)
  }

  @Test func `comes back from JSON as it was`() throws {
    let data = try JSONEncoder().encode(document)
    let back = try JSONDecoder().decode(AnnotatedDocument.self, from: data)
    #expect(back.tokens == document.tokens)
    #expect(back.sentences == document.sentences)
    #expect(back.entities == document.entities)
    #expect(back.blocks == document.blocks)
  }

  @Test(arguments: ["\"head\":1", "\"end\":2"])
  func `refuses JSON whose arcs or offsets leave the document`(field: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(document), as: UTF8.self)
    let broken = json.replacingOccurrences(of: field + ",", with: field.prefix { $0 != ":" } + ":999,")
    try #require(broken != json)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(AnnotatedDocument.self, from: Data(broken.utf8))
    }
  }

  @Test(arguments: [
    ("Mood=Ind|Tense=Fut|VerbForm=Fin", "Tense", "Fut"), ("Mood=Ind|Tense=Fut|VerbForm=Fin", "Mood", "Ind"),
    ("Mood=Ind|Tense=Fut|VerbForm=Fin", "VerbForm", "Fin"), ("Mood=Ind", "Moo", nil),
    ("Mood=Ind", "Moods", nil),
    ("Number[psor]=Sing|Poss=Yes", "Poss", "Yes"), ("Poss=Yes", "Yes", nil), ("Foreign=", "Foreign", ""),
    ("", "Mood", nil), ("Mood", "Mood", nil),
  ])
  func `finds the value of a feature`(text: String, name: String, value: String?) {
    #expect(Feats(text)[name].map(String.init) == value)
  }
}
