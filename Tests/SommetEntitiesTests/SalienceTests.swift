import SommetEntities
import SommetText
import Testing

@Suite struct SalienceTests {
  @Test func `looks past whom a pronoun's own clause names before it`() {
    let text = document(
      "Jean/PROPN/3/nsubj/PER Faure/PROPN/1/flat:name/PER parle/VERB/0/ROOT ./PUNCT/3/punct",
      "Avec/ADP/2/case Albert/PROPN/6/obl:mod/PER Roux/PROPN/2/flat:name/PER ,/PUNCT/2/punct il/PRON/6/nsubj part/VERB/0/ROOT"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["il → Jean Faure"])
  }

  @Test func `looks past whom a pronoun's own clause names behind it`() {
    let text = document(
      "Jean/PROPN/3/nsubj/PER Faure/PROPN/1/flat:name/PER parle/VERB/0/ROOT ./PUNCT/3/punct",
      "Albert/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER attend/VERB/0/ROOT ./PUNCT/3/punct",
      "Il/PRON/2/nsubj doit/VERB/0/ROOT rencontrer/VERB/2/xcomp Roux/PROPN/3/obj/PER")
    #expect(resolve(text).links(in: text, .pronoun) == ["Il → Jean Faure"])
  }

  @Test func `lets a possessive before the subject mean the subject`() {
    let text = document(
      "Albert/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER parle/VERB/0/ROOT ./PUNCT/3/punct",
      "Depuis/ADP/3/case son/DET/3/det arrivée/NOUN/7/obl:mod ,/PUNCT/3/punct Jeanne/PROPN/7/nsubj/PER Faure/PROPN/5/flat:name/PER attend/VERB/0/ROOT"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["son → Jeanne Faure"])
  }

  @Test func `gives a possessive of the subject to whoever is spoken of`() {
    let text = document(
      "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER arrive/VERB/0/ROOT ./PUNCT/3/punct",
      "Ses/DET/2/det amis/NOUN/3/nsubj attendent/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .pronoun) == ["Ses → Jeanne Roux"])
  }

  @Test func `does not give somebody's minister to the minister`() {
    let text = document(
      "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER arrive/VERB/0/ROOT ./PUNCT/3/punct",
      "Albert/PROPN/6/nsubj/PER Faure/PROPN/1/flat:name/PER ,/PUNCT/5/punct son/DET/5/det collaborateur/NOUN/1/appos attend/VERB/0/ROOT"
    )
    #expect(!resolve(text).links(in: text, .pronoun).contains("son → Albert Faure"))
  }

  @Test func `gives "lui" to another than the subject`() {
    let text = document(
      "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER arrive/VERB/0/ROOT ./PUNCT/3/punct",
      "Albert/PROPN/4/nsubj/PER Faure/PROPN/1/flat:name/PER lui/PRON/4/iobj répond/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .pronoun) == ["lui → Jeanne Roux"])
  }

  @Test func `gives what follows a quotation to no one who is only named in it`() {
    let text = document(
      "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER arrive/VERB/0/ROOT ./PUNCT/3/punct",
      "«/PUNCT/5/punct Le/DET/3/det jour/NOUN/5/obl:mod Anne/PROPN/5/nsubj/PER part/VERB/8/ccomp »/PUNCT/5/punct ,/PUNCT/5/punct dit/VERB/0/ROOT -elle/PRON/8/nsubj"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["-elle → Jeanne Roux"])
  }

  @Test func `gives all first persons of a quotation to who stands before the colon`() {
    let text = document(
      "Jeanne/PROPN/0/ROOT/PER Roux/PROPN/1/flat:name/PER :/PUNCT/1/punct «/PUNCT/6/punct Je/PRON/6/nsubj pars/VERB/1/parataxis avec/ADP/9/case mon/DET/9/det chien/NOUN/6/obl:mod près/ADV/6/advmod de/ADP/12/case moi/PRON/10/obl:mod »/PUNCT/6/punct"
    )
    #expect(
      resolve(text).links(in: text, .pronoun) == [
        "Je → Jeanne Roux", "mon → Jeanne Roux", "moi → Jeanne Roux",
      ])
  }

  @Test func `gives "nous" to the two who speak`() {
    let text = document(
      "Jeanne/PROPN/0/ROOT/PER Roux/PROPN/1/flat:name/PER et/CCONJ/4/cc Albert/PROPN/1/conj/PER Faure/PROPN/4/flat:name/PER :/PUNCT/1/punct «/PUNCT/9/punct Nous/PRON/9/nsubj partons/VERB/1/parataxis demain/ADV/9/advmod matin/NOUN/9/obl »/PUNCT/9/punct"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["Nous → Jeanne Roux", "Nous → Albert Faure"])
  }

  @Test func `knows a husband again`() {
    let text = document(
      "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER vit/VERB/0/ROOT avec/ADP/5/case Albert/PROPN/3/obl:mod/PER ,/PUNCT/8/punct son/DET/8/det mari/NOUN/5/appos ./PUNCT/3/punct",
      "Son/DET/2/det mari/NOUN/3/nsubj attend/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .description) == ["son mari → Albert", "Son mari → Albert"])
  }

  @Test func `takes "ce pays" and "où" for the land just named`() {
    let text = document(
      "Il/PRON/2/nsubj/_/il vit/VERB/0/ROOT au/ADP/4/case Pérou/PROPN/2/obl:mod/LOC ,/PUNCT/7/punct où/PRON/7/obl:mod pleut/VERB/4/acl:relcl ./PUNCT/2/punct",
      "Ce/DET/2/det pays/NOUN/3/nsubj attend/VERB/0/ROOT")
    let found = resolve(text)
    #expect(found.links(in: text, .pronoun) == ["où → Pérou"])
    #expect(found.links(in: text, .description) == ["Ce pays → Pérou"])
  }

  @Test(arguments: [
    "Cet/DET/3/det ancien/ADJ/3/amod ministre/NOUN/4/nsubj attend/VERB/0/ROOT",
    "Le/DET/2/det syndicaliste/NOUN/3/nsubj attend/VERB/0/ROOT",
    "Le/DET/2/det leader/NOUN/4/nsubj travailliste/ADJ/2/amod attend/VERB/0/ROOT",
  ])
  func `takes up the person spoken of by a noun`(line: String) {
    let text = document(
      "Albert/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER parle/VERB/0/ROOT ./PUNCT/3/punct", line)
    #expect(resolve(text).links(in: text, .description).last?.hasSuffix("→ Albert Roux") == true)
  }

  @Test func `says of each link how it was made`() {
    let text = document(
      "Le/DET/2/det président/NOUN/4/nsubj américain/ADJ/2/amod part/VERB/0/ROOT ./PUNCT/4/punct",
      "Il/PRON/2/nsubj revient/VERB/0/ROOT avec/ADP/5/case ses/DET/5/det amis/NOUN/2/obl:mod de/ADP/7/case Lyon/PROPN/5/nmod/LOC"
    )
    let rules = resolve(text, published: "2018-05-02").mentions.map(\.rule)
    #expect(rules == ["office.table", "pronoun.personal", "pronoun.possessive", "name.gazetteer"])
  }
}
