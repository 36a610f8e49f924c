import SommetEntities
import SommetText
import Testing

@Suite struct NameVariantTests {
  @Test(arguments: ["ERDOGAN", "Erdoğan", "Erdogan"])
  func `takes case and accents for one name`(spelling: String) {
    let found = resolve(
      document(
        "Recep/PROPN/4/nsubj/PER Tayyip/PROPN/1/flat:name/PER Erdogan/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "\(spelling)/PROPN/2/nsubj/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Recep Tayyip Erdogan"])
  }

  @Test func `takes an initial for a first name`() {
    let found = resolve(
      document(
        "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "J./PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Jeanne Roux"])
    #expect(found.entities[0].aliases == ["J. Roux"])
  }

  @Test func `takes the first name of a monarch for nobody else's`() {
    let found = resolve(
      document(
        "Le/DET/2/det pape/NOUN/4/nsubj François/PROPN/2/appos/PER reçoit/VERB/0/ROOT François/PROPN/4/obj/PER Roux/PROPN/5/flat:name/PER ./PUNCT/4/punct",
        "François/PROPN/2/nsubj/PER attend/VERB/0/ROOT"), published: "2015-05-04")
    #expect(found.labels.sorted() == ["person François Roux", "person pape François"])
    #expect(found.entities.first { $0.label == "pape François" }?.aliases == ["François"])
  }

  @Test func `takes a prince of whom nothing else is known for a person of his own`() {
    let found = resolve(
      document(
        "Le/DET/2/det prince/NOUN/4/nsubj William/PROPN/2/appos/PER rencontre/VERB/0/ROOT William/PROPN/4/obj/PER Roux/PROPN/5/flat:name/PER et/CCONJ/8/cc Paul/PROPN/5/conj/PER William/PROPN/8/flat:name/PER"
      ))
    #expect(found.labels.sorted() == ["person Paul William", "person William", "person William Roux"])
  }

  @Test func `finds the monarch whom the article names with a number`() {
    let found = resolve(
      document(
        "Michel/PROPN/3/nsubj/PER Ier/ADJ/1/flat:name/PER attend/VERB/0/ROOT Michel/PROPN/3/obj/PER Roux/PROPN/4/flat:name/PER",
        "Le/DET/2/det roi/NOUN/4/nsubj Michel/PROPN/2/appos/PER parle/VERB/0/ROOT"))
    #expect(found.labels.sorted() == ["person Michel Ier", "person Michel Roux"])
    #expect(found.mentions.filter { found.entities[$0.entity].label == "Michel Ier" }.count == 3)
  }

  @Test func `takes no last name after a courtesy for a first name`() {
    let found = resolve(
      document(
        "François/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER attend/VERB/0/ROOT",
        "M./NOUN/3/nsubj François/PROPN/1/appos/PER parle/VERB/0/ROOT"))
    #expect(found.labels.sorted() == ["person François", "person François Roux"])
  }

  @Test func `keeps people of one last name and different initials apart`() {
    let found = resolve(
      document(
        "Jeanne/PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "A./PROPN/3/nsubj/PER Roux/PROPN/1/flat:name/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Jeanne Roux", "person A. Roux"])
  }

  @Test func `knows a full form with its acronym in brackets`() {
    let found = resolve(
      document(
        "L'/DET/2/det Organisation/PROPN/12/nsubj/ORG du/ADP/4/case/ORG traité/NOUN/2/nmod/ORG de/ADP/7/case/ORG l'/DET/7/det/ORG Atlantique/PROPN/4/nmod/ORG nord/ADJ/7/amod/ORG (/PUNCT/10/punct Otan/PROPN/2/appos/ORG )/PUNCT/10/punct attend/VERB/0/ROOT"
      ))
    #expect(found.labels == ["organization OTAN"])
    #expect(found.mentions.count == 2)
  }

  @Test func `reads a body from the acronym whose letters its words begin with`() {
    let text = document(
      "L'/DET/2/det union/NOUN/10/nsubj vannetaise/ADJ/2/amod des/ADP/5/case pêcheurs/NOUN/2/nmod (/PUNCT/7/punct UVP/PROPN/2/appos )/PUNCT/7/punct a/AUX/10/aux attendu/VERB/0/ROOT"
    )
    let found = resolve(text)
    #expect(found.labels == ["organization union vannetaise des pêcheurs"])
    #expect(found.entities[0].aliases == ["UVP"])
  }

  @Test func `makes no body of an acronym that stands for no body`() {
    let found = resolve(
      document(
        "un/DET/2/det bruit/NOUN/6/nsubj (/PUNCT/4/punct BLV/PROPN/2/appos )/PUNCT/4/punct dure/VERB/0/ROOT"))
    #expect(found.entities.isEmpty)
  }

  @Test func `finds the bearer of a name with a particle`() {
    let found = resolve(
      document(
        "Anna/PROPN/4/nsubj/PER von/ADP/1/flat:name/PER Blum/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "Mme/NOUN/3/nsubj Blum/PROPN/1/flat:name/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Anna von Blum"])
  }

  @Test func `finds the bearer of a compound last name`() {
    let found = resolve(
      document(
        "Enrique/PROPN/4/nsubj/PER Peña/PROPN/1/flat:name/PER Nieto/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "Peña/PROPN/3/nsubj/PER Nieto/PROPN/1/flat:name/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Enrique Peña Nieto"])
  }

  @Test func `takes the last name first for the same person`() {
    let found = resolve(
      document(
        "Kishida/PROPN/3/nsubj/PER Fumio/PROPN/1/flat:name/PER parle/VERB/0/ROOT",
        "Fumio/PROPN/3/nsubj/PER Kishida/PROPN/1/flat:name/PER part/VERB/0/ROOT"))
    #expect(found.labels == ["person Fumio Kishida"])
  }

  @Test func `makes a name whole that the pipeline cut`() {
    let text = document(
      "Oumar/PROPN/3/nsubj Kébir/PROPN/1/flat:name/PER part/VERB/0/ROOT",
      "Anne/PROPN/4/nsubj/PER van/PROPN/1/flat:name Houten/PROPN/1/flat:name/LOC reste/VERB/0/ROOT")
    #expect(
      resolve(text).links(in: text, .name) == [
        "Oumar Kébir → Oumar Kébir", "Anne van Houten → Anne van Houten",
      ])
  }

  @Test func `parts a name that a headline and a sentence hold one after the other`() {
    let text = document(
      "Anne/PROPN/0/ROOT/PER Roux/PROPN/1/flat:name/PER Anne/PROPN/5/nsubj/PER Roux/PROPN/3/flat:name/PER part/VERB/1/dep"
    )
    #expect(resolve(text).links(in: text, .name) == ["Anne Roux → Anne Roux", "Anne Roux → Anne Roux"])
  }

  @Test func `takes whom a nationality describes for a person`() {
    let found = resolve(
      document(
        "la/DET/2/det Suissesse/NOUN/5/nsubj Lenka/PROPN/2/appos/LOC Tobler/PROPN/3/flat:name/LOC gagne/VERB/0/ROOT"
      ))
    #expect(found.labels == ["person Lenka Tobler"])
  }

  @Test(arguments: [
    "la/DET/2/det firme/NOUN/5/nsubj suédoise/ADJ/2/amod Nordguss/PROPN/2/appos attend/VERB/0/ROOT",
    "l'/DET/2/det opérateur/NOUN/5/nsubj public/ADJ/2/amod Nordguss/PROPN/2/appos/LOC attend/VERB/0/ROOT",
  ])
  func `takes what a company's noun describes for a body`(line: String) {
    #expect(resolve(document(line)).labels == ["organization Nordguss"])
  }

  @Test func `tells a product from its maker`() {
    let found = resolve(
      document(
        "un/DET/2/det Boeing/PROPN/4/nsubj/ORG 737/NUM/2/nummod atterrit/VERB/0/ROOT",
        "Boeing/PROPN/2/nsubj/ORG recrute/VERB/0/ROOT"))
    #expect(found.mentions.count == 1)
  }

  @Test func `parts names at a dash between blanks`() {
    let found = resolve(
      document("France/PROPN/0/ROOT/LOC -/PUNCT/3/punct/LOC Suède/PROPN/1/dep/LOC"))
    #expect(found.labels == ["country France", "country Suède"])
  }

  @Test func `leaves the common noun outside a place's name`() {
    let text = document(
      "le/DET/2/det fleuve/NOUN/4/nsubj Ouvre/PROPN/2/appos/LOC monte/VERB/0/ROOT",
      "la/DET/2/det rue/NOUN/4/nsubj Ouvre/PROPN/2/appos/LOC dort/VERB/0/ROOT")
    #expect(resolve(text).links(in: text, .name) == ["Ouvre → Ouvre", "rue Ouvre → rue Ouvre"])
  }

  @Test(arguments: [
    ("Il/PRON/2/nsubj vit/VERB/0/ROOT à/ADP/4/case Bruxelles/PROPN/2/obl/LOC", "place Bruxelles"),
    (
      "un/DET/2/det accord/NOUN/0/ROOT avec/ADP/4/case Bruxelles/PROPN/2/nmod/LOC",
      "organization Union européenne"
    ),
  ])
  func `tells Brussels the town from the Union`(line: String, expected: String) {
    #expect(resolve(document(line)).labels == [expected])
  }
}
