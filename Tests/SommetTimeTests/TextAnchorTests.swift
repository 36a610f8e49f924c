import SommetText
import SommetTime
import Testing

/// What is reckoned from the text, from a block's own date, or from nothing at all.
@Suite struct TextAnchorTests {
  let tagger = try! TimeTagger()

  private func values(_ text: String, _ reference: String?, style: TimeTagger.Style = .news) -> [String?] {
    tagger.expressions(in: text, reference: reference, style: style).map(\.value)
  }

  @Test(arguments: [
    ("Le 3 mai 2024, il est à Lyon. La veille, il était à Nice.", "2024-05-02"),
    ("Le 3 mai 2024, il est à Lyon. Le lendemain, il part.", "2024-05-04"),
    ("Le 3 mai 2024, il est à Lyon. Trois jours plus tard, il part.", "2024-05-06"),
    ("En mai 2024, il est à Lyon. Trois mois plus tard, il part.", "2024-08"),
    ("En 2014, il est à Lyon. La même année, il part.", "2014"),
    ("En 2014, il est à Lyon. L'année suivante, il part.", "2015"),
    ("En février 2016, il revient avec un accord, rejeté le 23 juin suivant.", "2016-06-23"),
    ("Le 3 mai 2024, il est à Lyon ; le même jour, il part.", "2024-05-03"),
    ("Dimanche 4 mai 2025, la veille de la conférence, il est à Lyon.", "2025-05-04"),
  ])
  func `dates in the text anchor what follows`(text: String, value: String) {
    #expect(values(text, "2025-08-20").last == value)
    #expect(values(text, nil).last == value)
  }

  @Test(arguments: [
    "La veille, il était à Nice.", "Trois jours plus tard, il part.", "La même année, il part.",
    "Au lendemain de la rencontre, il part.", "Deux ans après le début de la crise, il part.",
    "Il y a quelques jours, il est parti.", "Le soir même, il part.",
  ])
  func `what has no anchor stays unresolved and says why`(text: String) {
    let found = tagger.expressions(in: text, reference: "2025-08-20", style: .news)
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.value == nil && $0.unresolved != nil && $0.anchor == nil })
  }

  @Test(arguments: [
    ("Au lendemain de la rencontre, il part.", "P1D"), ("À la veille du sommet, il part.", "-P1D"),
    ("Deux jours après la rencontre, il part.", "P2D"), ("Trois mois avant le vote, il part.", "-P3M"),
  ])
  func `what hangs on an event says how far from it`(text: String, offset: String) {
    #expect(tagger.expressions(in: text, reference: "2025-08-20", style: .news).map(\.offset) == [offset])
  }

  @Test(arguments: [
    "Il a dénoncé lundi « une fraude ».", "« C'est non. » Lundi, il part.", "Il a dit lundi… rien.",
    "Il part lundi – enfin.",
  ])
  func `a quotation mark beside a weekday does not make a count of it`(text: String) {
    #expect(values(text, "2025-08-20") == ["2025-08-18"])
  }

  @Test(arguments: ["Il a payé 2015 €.", "Voir le § 2015.", "Le A4 2024 m", "Ouvert 24/7."])
  func `signs of money and paragraphs still make a count or a number`(text: String) {
    #expect(!values(text, "2025-08-20").contains("2015"))
    #expect(!values(text, "2025-08-20").contains("2025-07-24"))
  }

  @Test(arguments: [
    "hier", "mardi", "le 15 août", "la semaine prochaine", "il y a trois ans", "Noël", "en juin",
  ])
  func `without a date of writing nothing relative has a value`(text: String) {
    let found = tagger.expressions(in: text, reference: nil, style: .news)
    #expect(found.map(\.unresolved) == ["no date of writing is known"])
    #expect(found.map(\.value) == [nil])
  }

  @Test func `an absolute date has no anchor, a relative one names its own`() {
    let found = tagger.expressions(in: "Le 3 mai 2024 et hier.", reference: "2025-08-20")
    #expect(found.map(\.anchor) == [nil, "2025-08-20"])
  }

  @Test func `a post with a date of its own is read from that date`() {
    let plain = AnnotatedDocument(plain: "Il est venu hier.\nJe suis ici depuis hier.\nIl repart demain.")
    let sentences = plain.sentences
    let document = AnnotatedDocument(
      text: plain.text, tokens: plain.tokens, sentences: sentences, entities: [],
      blocks: [
        Block(tokens: sentences[0], role: .paragraph),
        Block(tokens: sentences[1], role: .quotation, author: "Léa Roux", date: "2023-10-11"),
        Block(tokens: sentences[2], role: .paragraph),
      ])
    let values = tagger.expressions(in: document, reference: "2025-08-20").map(\.value)
    #expect(values == ["2025-08-19", "2023-10-10", "2025-08-21"])
  }

  @Test func `under a dated heading bare months are those near it`() {
    #expect(
      values("Janvier 2023. La réunion de février est annulée.", "2024-03-11") == ["2023-01", "2023-02"])
  }

  @Test func `news tells the day where the words tell an hour`() {
    #expect(values("Il parle mercredi soir à Lyon.", "2025-08-20") == ["2025-08-20"])
    #expect(values("Il parle vendredi 22 août, 18 heures.", "2025-08-20").first == "2025-08-22")
    #expect(values("Il parle demain à 18h30.", "2025-08-20") == ["2025-08-21", "2025-08-21T18:30"])
    #expect(values("Il parle demain à 18h30.", "2025-08-20", style: .full) == ["2025-08-21T18:30"])
  }
}
