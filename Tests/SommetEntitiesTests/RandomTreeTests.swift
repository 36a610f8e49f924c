import SommetEntities
import SommetTesting
import SommetText
import Testing

/// Whatever the parser makes of a text: resolving it ends, and mentions are stretches of it.
@Suite struct RandomTreeTests {
  private static let words: [RandomTrees.Word] = [
    ("Anna", "Anna", .propn, "", "PER"), ("Blum", "Blum", .propn, "", "PER"),
    ("Roux", "Roux", .propn, "", "PER"),
    ("François", "François", .propn, "", "PER"), ("Oslo", "Oslo", .propn, "", "LOC"),
    ("Moscou", "Moscou", .propn, "", "LOC"),
    ("Otan", "Otan", .propn, "", "ORG"), ("Pays", "Pays", .propn, "", "LOC"),
    ("Bas", "Bas", .propn, "", "LOC"),
    ("Suède", "Suède", .propn, "Gender=Fem|Number=Sing", "LOC"), ("UVP", "UVP", .propn, "", nil),
    ("ministre", "ministre", .noun, "Gender=Masc|Number=Sing", nil),
    ("présidente", "président", .noun, "Gender=Fem", nil),
    ("roi", "roi", .noun, "", nil), ("M.", "m.", .noun, "", nil), ("général", "général", .adj, "", nil),
    ("secrétaire", "secrétaire", .noun, "", nil), ("chef", "chef", .noun, "", nil),
    ("adjoint", "adjoint", .adj, "", nil),
    ("affaires", "affaire", .noun, "", nil), ("étrangères", "étranger", .adj, "", nil),
    ("ancien", "ancien", .adj, "", nil),
    ("suédois", "suédois", .adj, "", nil), ("norvégienne", "norvégien", .adj, "", nil),
    ("ministère", "ministère", .noun, "", nil),
    ("conseil", "conseil", .noun, "", nil), ("alliance", "alliance", .noun, "", nil),
    ("pays", "pays", .noun, "", nil),
    ("ville", "ville", .noun, "", nil), ("épouse", "époux", .noun, "Gender=Fem", nil),
    ("sœur", "sœur", .noun, "", nil),
    ("homologue", "homologue", .noun, "", nil), ("dirigeant", "dirigeant", .noun, "", nil),
    ("elle", "lui", .pron, "Gender=Fem", nil), ("il", "lui", .pron, "", nil), ("ils", "lui", .pron, "", nil),
    ("je", "je", .pron, "", nil), ("nous", "nous", .pron, "", nil), ("lui", "lui", .pron, "", nil),
    ("celui-ci", "celui", .pron, "", nil), ("dernier", "dernier", .adj, "", nil),
    ("qui", "qui", .pron, "PronType=Rel", nil),
    ("dont", "dont", .pron, "PronType=Rel", nil), ("où", "où", .pron, "PronType=Rel", nil),
    ("son", "son", .det, "Poss=Yes", nil),
    ("leurs", "son", .det, "Poss=Yes", nil), ("ce", "ce", .det, "", nil), ("le", "le", .det, "", nil),
    ("l'", "le", .det, "", nil),
    ("la", "le", .det, "", nil), ("des", "de", .adp, "", nil), ("de", "de", .adp, "", nil),
    ("à", "à", .adp, "", nil),
    ("au", "à", .adp, "", nil), ("en", "en", .adp, "", nil), ("par", "par", .adp, "", nil),
    ("est", "être", .aux, "VerbForm=Fin", nil), ("préside", "présider", .verb, "VerbForm=Fin", nil),
    ("déclare", "déclarer", .verb, "VerbForm=Fin", nil),
    ("nommé", "nommer", .verb, "Tense=Past|VerbForm=Part", nil),
    ("demander", "demander", .verb, "VerbForm=Inf", nil),
    ("rencontre", "rencontrer", .verb, "VerbForm=Fin", nil),
    (",", ",", .punct, "", nil), ("«", "«", .punct, "", nil), ("»", "»", .punct, "", nil),
    (":", ":", .punct, "", nil),
    ("(", "(", .punct, "", nil), (")", ")", .punct, "", nil), ("-", "-", .punct, "", nil),
    ("et", "et", .cconj, "", nil),
  ]

  @Test func `resolves any tree to its end`() {
    var count = 0
    for document in RandomTrees(of: Self.words, seed: 11) {
      let found = resolve(document, published: "2016-05-04")
      for mention in found.mentions {
        #expect(mention.tokens.contains(mention.head) && document.tokens.indices.contains(mention.head))
        #expect(found.entities.indices.contains(mention.entity))
        #expect(mention.span.start < mention.span.end && mention.span.end <= document.text.count)
      }
      count += found.mentions.count
    }
    #expect(count > 10_000)
  }
}
