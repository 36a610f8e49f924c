import SommetEntities
import SommetText
import Testing

@Suite struct NameTests {
  @Test func `knows a body under all its names`() {
    let found = resolve(
      document(
        "L'/DET/2/det Otan/PROPN/3/nsubj/ORG invite/VERB/0/ROOT",
        "L'/DET/2/det OTAN/PROPN/3/nsubj/ORG attend/VERB/0/ROOT",
        "L'/DET/2/det Alliance/PROPN/4/nsubj atlantique/ADJ/2/amod attend/VERB/0/ROOT"))
    #expect(found.labels == ["organization OTAN"])
    #expect(found.entities[0].known == "organization:otan")
    #expect(found.entities[0].aliases == ["Alliance atlantique", "Otan"])
  }

  @Test(arguments: ["Zelenski", "Zelenskyy", "Zelensky"])
  func `takes transliterations for one person`(spelling: String) {
    let found = resolve(
      document(
        "Volodymyr/PROPN/3/nsubj/PER \(spelling)/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "\(spelling)/PROPN/2/nsubj/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Volodymyr Zelensky"])
    #expect(found.entities[0].known == "person:volodymyr-zelensky")
  }

  @Test func `gives a last name to its bearer, and keeps two bearers apart`() {
    let found = resolve(
      document(
        "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "Albert/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER écoute/VERB/0/ROOT",
        "Mme/NOUN/3/nsubj Roux/PROPN/1/flat:name/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Jeanne Roux", "person Albert Roux"])
    #expect(found.mentions.map(\.entity) == [0, 1, 0])
  }

  @Test func `finds two names in one word`() {
    let text = document(
      "Poutine-Zelensky/PROPN/0/ROOT",
      "Vladimir/PROPN/3/nsubj/PER Poutine/PROPN/1/flat:name/PER attend/VERB/0/ROOT")
    let found = resolve(text)
    #expect(found.labels == ["person Vladimir Poutine", "person Volodymyr Zelensky"])
    #expect(
      found.links(in: text, .name).prefix(2) == [
        "Poutine → Vladimir Poutine", "Zelensky → Volodymyr Zelensky",
      ])
  }

  @Test func `corrects the edges of the pipeline's spans`() {
    let text = document(
      "M./NOUN/3/nsubj/PER Dupuis/PROPN/1/flat:name/PER écoute/VERB/0/ROOT Anne/PROPN/3/obj/PER Roux/PROPN/4/flat:name/PER ,/PUNCT/4/punct/PER"
    )
    #expect(resolve(text).links(in: text, .name) == ["Dupuis → Dupuis", "Anne Roux → Anne Roux"])
  }

  @Test(arguments: [
    "Trouver/VERB/0/ROOT/LOC un/DET/3/det accord/NOUN/1/obj presse/VERB/1/dep",
    "Bonjour/INTJ/0/ROOT/PER à/ADP/3/case tous/PRON/1/obl",
    "Lundi/NOUN/2/obl/MISC pleuvra/VERB/0/ROOT",
    "Suivez/VERB/0/ROOT @maire/PROPN/1/obj/PER",
    "Plusieurs/DET/2/det élus/NOUN/3/nsubj viennent/VERB/0/ROOT",
  ])
  func `makes no node of what is no name`(line: String) {
    #expect(resolve(document(line)).entities.isEmpty)
  }

  @Test func `takes a name in brackets for the short form`() {
    let found = resolve(
      document(
        "Le/DET/2/det Comité/PROPN/9/nsubj/ORG Lumière/PROPN/2/flat/ORG Vive/PROPN/2/flat/ORG (/PUNCT/6/punct CLV/PROPN/2/appos/ORG )/PUNCT/6/punct se/PRON/9/expl réunit/VERB/0/ROOT"
      ))
    #expect(found.labels == ["organization Comité Lumière Vive"])
    #expect(found.entities[0].aliases == ["CLV"])
  }

  @Test func `reads an organ of a state as a body and its government as the state`() {
    let text = document(
      "L'/DET/2/det armée/NOUN/4/nsubj malienne/ADJ/2/amod attend/VERB/0/ROOT",
      "Le/DET/2/det gouvernement/NOUN/4/nsubj malien/ADJ/2/amod refuse/VERB/0/ROOT")
    let found = resolve(text)
    #expect(found.labels == ["organization armée malienne", "country Mali"])
    #expect(found.links(in: text, .description) == ["Le gouvernement malien → Mali"])
  }

  @Test func `carries the code and the capital's coordinates of a state`() {
    let found = resolve(document("L'/DET/2/det Ukraine/PROPN/3/nsubj/LOC attend/VERB/0/ROOT"))
    #expect(found.entities[0].attributes == ["iso3166": "UA", "latitude": "50.45", "longitude": "30.52"])
  }

  @Test func `gives the same answer twice, and none to an empty text`() {
    let text = document("Anne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER parle/VERB/0/ROOT")
    #expect(resolve(text).mentions == resolve(text).mentions)
    #expect(
      resolve(AnnotatedDocument(text: ScalarText(""), tokens: [], sentences: [], entities: [])).entities
        .isEmpty)
  }
}

@Suite struct MetonymyTests {
  @Test(arguments: [
    ("Moscou/PROPN/3/nsubj/LOC a/AUX/3/aux averti/VERB/0/ROOT", "country Russie"),
    ("Il/PRON/2/nsubj arrive/VERB/0/ROOT à/ADP/4/case Moscou/PROPN/2/obl/LOC", "place Moscou"),
    ("Il/PRON/2/nsubj vient/VERB/0/ROOT de/ADP/4/case Moscou/PROPN/2/obl/LOC", "place Moscou"),
    ("un/DET/2/det accord/NOUN/0/ROOT avec/ADP/4/case Moscou/PROPN/2/nmod/LOC", "country Russie"),
    ("une/DET/2/det invitation/NOUN/0/ROOT à/ADP/4/case Moscou/PROPN/2/nmod/LOC", "country Russie"),
    ("la/DET/2/det réponse/NOUN/0/ROOT de/ADP/4/case Moscou/PROPN/2/nmod/LOC", "country Russie"),
    ("les/DET/2/det rues/NOUN/0/ROOT de/ADP/4/case Moscou/PROPN/2/nmod/LOC", "place Moscou"),
    ("Il/PRON/2/nsubj quitte/VERB/0/ROOT/_/quitter Moscou/PROPN/2/obj/LOC", "place Moscou"),
    ("Il/PRON/2/nsubj accuse/VERB/0/ROOT/_/accuser Moscou/PROPN/2/obj/LOC", "country Russie"),
    ("MOSCOU/PROPN/0/ROOT/LOC (/PUNCT/3/punct 2/NUM/1/nmod mai/NOUN/3/nmod )/PUNCT/3/punct", "place Moscou"),
    ("Le/DET/2/det Kremlin/PROPN/3/nsubj/LOC refuse/VERB/0/ROOT", "country Russie"),
    ("Bruxelles/PROPN/2/nsubj/LOC propose/VERB/0/ROOT", "organization Union européenne"),
  ])
  func `tells a state from its capital by the role`(line: String, expected: String) {
    let found = resolve(document(line))
    #expect(found.labels == [expected])
    #expect(found.mentions[0].isMetonym == !expected.hasPrefix("place"))
  }

  @Test func `decides for a row of capitals as a whole`() {
    let found = resolve(
      document(
        "un/DET/2/det pacte/NOUN/0/ROOT entre/ADP/4/case Kiev/PROPN/2/nmod/LOC et/CCONJ/6/cc Moscou/PROPN/4/conj/LOC"
      ))
    #expect(found.labels == ["country Ukraine", "country Russie"])
  }
}

@Suite struct OfficeTests {
  @Test(arguments: [
    (
      "le/DET/2/det président/NOUN/6/nsubj malien/ADJ/2/amod Albert/PROPN/2/appos/PER Roux/PROPN/4/flat:name/PER parle/VERB/0/ROOT",
      "Albert Roux: président, Mali"
    ),
    (
      "la/DET/2/det ministre/NOUN/10/nsubj malienne/ADJ/2/amod des/ADP/5/case Finances/NOUN/2/nmod ,/PUNCT/7/punct Anne/PROPN/2/appos/PER Roux/PROPN/7/flat:name/PER ,/PUNCT/7/punct parle/VERB/0/ROOT",
      "Anne Roux: ministre des Finances, Mali"
    ),
    (
      "Anne/PROPN/10/nsubj/PER Roux/PROPN/1/flat:name/PER ,/PUNCT/5/punct la/DET/5/det présidente/NOUN/1/appos de/ADP/8/case l'/DET/8/det Unesco/PROPN/5/nmod/ORG ,/PUNCT/5/punct parle/VERB/0/ROOT",
      "Anne Roux: présidente, Unesco"
    ),
    (
      "l'/DET/3/det ancien/ADJ/3/amod président/NOUN/7/nsubj malien/ADJ/3/amod Albert/PROPN/3/appos/PER Roux/PROPN/5/flat:name/PER parle/VERB/0/ROOT",
      "Albert Roux: past président, Mali"
    ),
    (
      "le/DET/2/det secrétaire/NOUN/8/nsubj malien/ADJ/2/amod à/ADP/5/case Défense/PROPN/2/nmod/ORG Albert/PROPN/2/appos/PER Roux/PROPN/6/flat:name/PER parle/VERB/0/ROOT",
      "Albert Roux: secrétaire à Défense, Mali"
    ),
    (
      "Albert/PROPN/0/ROOT/PER Roux/PROPN/1/flat:name/PER ,/PUNCT/4/punct président/NOUN/1/appos du/ADP/6/case Mali/PROPN/4/nmod/LOC et/CCONJ/10/cc de/ADP/10/case l'/DET/10/det Otan/PROPN/6/conj/ORG",
      "Albert Roux: président, Mali"
    ),
  ])
  func `reads a post with its holder, title and body`(line: String, expected: String) {
    #expect(resolve(document(line)).posts.first == expected)
  }

  @Test func `gives two bodies two posts`() {
    let found = resolve(
      document(
        "Albert/PROPN/0/ROOT/PER Roux/PROPN/1/flat:name/PER ,/PUNCT/4/punct président/NOUN/1/appos du/ADP/6/case Mali/PROPN/4/nmod/LOC et/CCONJ/10/cc de/ADP/10/case l'/DET/10/det Otan/PROPN/6/conj/ORG"
      ))
    #expect(found.posts == ["Albert Roux: président, Mali", "Albert Roux: président, OTAN"])
  }

  @Test(arguments: [
    ("2016-05-02", "Barack Obama"), ("2018-05-02", "Donald Trump"), ("2022-05-02", "Joe Biden"),
  ])
  func `names the holder of an office on the day of publication`(day: String, holder: String) {
    let text = document("Le/DET/2/det président/NOUN/4/nsubj américain/ADJ/2/amod part/VERB/0/ROOT")
    #expect(
      resolve(text, published: day).links(in: text, .description) == ["Le président américain → \(holder)"])
  }

  @Test func `knows the one office of which there is one in the world, unless it is a figure of speech`() {
    let pope = document("Le/DET/2/det pape/NOUN/3/nsubj part/VERB/0/ROOT")
    #expect(resolve(pope, published: "2007-05-02").links(in: pope, .description) == ["Le pape → Benoît XVI"])
    let pontiff = document("Le/DET/2/det souverain/ADJ/3/amod pontife/NOUN/4/nsubj part/VERB/0/ROOT")
    #expect(
      resolve(pontiff, published: "2015-05-02").links(in: pontiff, .description)
        == ["Le souverain pontife → pape François"])
    let figure = document(
      "Le/DET/2/det pape/NOUN/5/nsubj du/ADP/4/case surréalisme/NOUN/2/nmod part/VERB/0/ROOT")
    #expect(resolve(figure, published: "2007-05-02").links(in: figure, .description).isEmpty)
  }

  @Test func `lets the article win over the table`() {
    let text = document(
      "Le/DET/2/det président/NOUN/6/nsubj américain/ADJ/2/amod Albert/PROPN/2/appos/PER Roux/PROPN/4/flat:name/PER part/VERB/0/ROOT",
      "Le/DET/2/det président/NOUN/4/nsubj américain/ADJ/2/amod revient/VERB/0/ROOT")
    #expect(
      resolve(text, published: "2018-05-02").links(in: text, .description).last
        == "Le président américain → Albert Roux")
  }

  @Test func `lets an unnamed envoy stand for the state`() {
    let text = document("L'/DET/2/det ambassadrice/NOUN/4/nsubj américaine/ADJ/2/amod part/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .description) == ["L'ambassadrice américaine → États-Unis"])
  }

  @Test func `takes a counterpart for the same office elsewhere`() {
    let text = document(
      "Le/DET/2/det président/NOUN/6/nsubj américain/ADJ/2/amod Albert/PROPN/2/appos/PER Roux/PROPN/4/flat:name/PER reçoit/VERB/0/ROOT son/DET/8/det homologue/NOUN/6/obj russe/ADJ/8/amod"
    )
    #expect(
      resolve(text, published: "2018-05-02").links(in: text, .description).last
        == "son homologue russe → Vladimir Poutine")
  }

  @Test(arguments: [("préside", "président"), ("dirige", "dirigeant"), ("représente", "représentant")])
  func `reads a post from a verb`(verb: String, title: String) {
    let found = resolve(
      document(
        "Anne/PROPN/9/nsubj/PER Roux/PROPN/1/flat:name/PER ,/PUNCT/5/punct qui/PRON/5/nsubj \(verb)/VERB/1/acl:relcl l'/DET/7/det Unesco/PROPN/5/obj/ORG ,/PUNCT/5/punct parle/VERB/0/ROOT"
      ))
    #expect(found.posts == ["Anne Roux: \(title), Unesco"])
  }

  @Test func `does not give an office to the holder's sister`() {
    let found = resolve(
      document(
        "La/DET/2/det sœur/NOUN/9/nsubj du/ADP/4/case dirigeant/NOUN/2/nmod malien/ADJ/4/amod ,/PUNCT/7/punct Anne/PROPN/2/appos/PER Roux/PROPN/7/flat:name/PER parle/VERB/0/ROOT"
      ))
    #expect(!found.posts.contains { $0.hasPrefix("Anne Roux") })
  }
}

@Suite struct ReferenceTests {
  @Test func `takes up the subject by a pronoun that agrees`() {
    let text = document(
      "Anne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER reçoit/VERB/0/ROOT Albert/PROPN/3/obj/PER Faure/PROPN/4/flat:name/PER ./PUNCT/3/punct",
      "Elle/PRON/2/nsubj part/VERB/0/ROOT ./PUNCT/2/punct", "Il/PRON/2/nsubj reste/VERB/0/ROOT/_/attendre")
    #expect(resolve(text).links(in: text, .pronoun) == ["Elle → Anne Roux", "Il → Albert Faure"])
  }

  @Test func `leaves an impersonal pronoun alone`() {
    let text = document(
      "Albert/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER part/VERB/0/ROOT",
      "Il/PRON/2/nsubj faut/VERB/0/ROOT/_/falloir attendre/VERB/2/xcomp")
    #expect(resolve(text).links(in: text, .pronoun).isEmpty)
  }

  @Test func `follows a relative pronoun to its head`() {
    let text = document(
      "Anne/PROPN/7/nsubj/PER Roux/PROPN/1/flat:name/PER ,/PUNCT/5/punct qui/PRON/5/nsubj part/VERB/1/acl:relcl ,/PUNCT/5/punct parle/VERB/0/ROOT"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["qui → Anne Roux"])
  }

  @Test func `gives a quotation's first person to its speaker`() {
    let text = document(
      "«/PUNCT/3/punct Je/PRON/3/nsubj pars/VERB/9/ccomp bientôt/ADV/3/advmod en/ADP/6/case mer/NOUN/3/obl »/PUNCT/3/punct ,/PUNCT/3/punct dit/VERB/0/ROOT Anne/PROPN/9/nsubj/PER Roux/PROPN/10/flat:name/PER"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["Je → Anne Roux"])
  }

  @Test func `gives a quoted post's first person to its author`() {
    let text = document(
      "J'/PRON/2/nsubj attends/VERB/0/ROOT Anne/PROPN/2/obj/PER Roux/PROPN/3/flat:name/PER",
      author: "Anne Roux")
    #expect(resolve(text).links(in: text, .pronoun) == ["J' → Anne Roux"])
  }

  @Test func `gives a possessive to the subject of its clause`() {
    let text = document(
      "Anne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER remercie/VERB/0/ROOT ses/DET/5/det alliés/NOUN/3/obj"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["ses → Anne Roux"])
  }

  @Test(arguments: [("demande", "demander", "Albert Faure"), ("promet", "promettre", "Anne Roux")])
  func `gives a possessive to whoever is to do what an infinitive says`(
    verb: String, lemma: String, owner: String
  ) {
    let text = document(
      "Anne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER \(verb)/VERB/0/ROOT/_/\(lemma) à/ADP/5/case Albert/PROPN/3/obl:arg/PER Faure/PROPN/5/flat:name/PER de/ADP/8/mark retirer/VERB/3/xcomp/_/retirer/VerbForm=Inf sa/DET/10/det plainte/NOUN/8/obj"
    )
    #expect(resolve(text).links(in: text, .pronoun) == ["sa → \(owner)"])
  }

  @Test func `resolves a plural pronoun to the people in a row`() {
    let text = document(
      "Anne/PROPN/6/nsubj/PER Roux/PROPN/1/flat:name/PER et/CCONJ/4/cc Albert/PROPN/1/conj/PER Faure/PROPN/4/flat:name/PER partent/VERB/0/ROOT",
      "Ils/PRON/2/nsubj reviennent/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .pronoun) == ["Ils → Anne Roux", "Ils → Albert Faure"])
  }

  @Test func `takes up a body by its common noun`() {
    let text = document(
      "L'/DET/2/det Otan/PROPN/3/nsubj/ORG attend/VERB/0/ROOT",
      "L'/DET/2/det alliance/NOUN/3/nsubj refuse/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .description) == ["L'alliance → OTAN"])
  }

  @Test func `takes the people for the state`() {
    let text = document("Les/DET/2/det Britanniques/PROPN/3/nsubj/MISC hésitent/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .description) == ["Les Britanniques → Royaume-Uni"])
  }
}
