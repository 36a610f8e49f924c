import Foundation
import Sommet
import SommetTesting
import Testing

@Suite struct ExtractionTests {
  @Test(arguments: [
    (
      "Le ministre Anna Blum a rencontré Paul Mercier à Lisbonne lundi.",
      "Anna Blum | met | Paul Mercier | occurred | 2025-08-18"
    ),
    ("Anna Blum n'a jamais rencontré Paul Mercier.", "Anna Blum | met | Paul Mercier | denied | -"),
    ("Anna Blum rencontrera Paul Mercier vendredi.", "Anna Blum | met | Paul Mercier | planned | 2025-08-22"),
    ("Anna Blum pourrait rencontrer Paul Mercier.", "Anna Blum | met | Paul Mercier | hypothetical | -"),
    ("Le Portugal a averti l'Espagne mardi.", "Portugal | warned | Espagne | occurred | 2025-08-19"),
  ])
  func `tells apart what happened, is planned, is possible and is denied`(sentence: String, act: String)
    throws
  {
    #expect(try Extraction.record(sentence).told.contains(act))
  }

  @Test func `gives every act the sentence at its offsets`() throws {
    let text = """
      Une rencontre à Lisbonne

      « Très bien », dit-on. Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025. Le Portugal a averti
      l’Espagne que l’accord pourrait échouer 🤝.

      Mardi, Paul Mercier a proposé un nouvel accord à l’Espagne.
      """
    let record = try Extraction.record(text)
    let measured = ScalarText(text)
    let evidence = record.acts.map(\.evidence) + record.meetings.flatMap(\.evidence)
    #expect(evidence.count >= 3)
    for piece in evidence {
      #expect(String(measured[Span(piece.start, piece.end)]) == piece.quote)
      #expect(piece.start <= piece.trigger.start && piece.trigger.end <= piece.end)
      #expect(piece.article == "essai")
    }
    for mention in record.mentions {
      #expect(String(measured[Span(mention.start, mention.end)]) == mention.text)
    }
  }

  @Test(arguments: [
    "Anna Blum et Paul Mercier vivent au Portugal.",
    "Le Portugal et l'Espagne ont une frontière commune.",
    "Lisbonne est plus grande que Porto.",
    "Anna Blum est plus âgée que Paul Mercier.",
  ])
  func `makes no edge of actors who only stand together`(sentence: String) throws {
    let record = try Extraction.record(sentence)
    #expect(record.acts.filter { $0.relation != .holdsOffice }.isEmpty)
    #expect(record.meetings.isEmpty)
  }

  @Test func `takes those between whom a conflict is for nobody's hosts`() throws {
    let record = try Extraction.record(
      "Anna Blum s'est rendue au siège de l'Otan depuis le début du conflit entre le Portugal et l'Espagne.")
    #expect(record.acts.filter { $0.relation == .met }.isEmpty)
  }

  @Test(arguments: [
    (
      "Anna Blum n'a pas rencontré Paul Mercier depuis le début de la grève en février 2025.",
      "Anna Blum | met | Paul Mercier | denied | -"
    ),
    ("Le Portugal a averti l'Espagne avant le vote de lundi.", "Portugal | warned | Espagne | occurred | -"),
    (
      "Anna Blum se rendra vendredi à Porto, où elle doit rencontrer Paul Mercier.",
      "Anna Blum | met | Paul Mercier | planned | 2025-08-22"
    ),
    (
      "En un seul jour, Anna Blum aura vu Paul Mercier à Porto.",
      "Anna Blum | met | Paul Mercier | occurred | -"
    ),
    (
      "Après sept ans de négociations, le Portugal et l'Espagne ont signé lundi un accord.",
      "Portugal | met | Espagne | occurred | -"
    ),
  ])
  func `takes for the date of an act neither a bound nor less than its clause gives`(
    sentence: String, act: String
  ) throws { #expect(try Extraction.record(sentence).told.contains(act)) }

  @Test(arguments: [
    ("Après une rencontre avec Anna Blum, Paul Mercier a averti mardi l'Espagne.", "occurred"),
    ("Avant une rencontre avec Anna Blum, Paul Mercier a averti mardi l'Espagne.", "planned"),
  ])
  func `takes the one who acts around a meeting for its other party`(sentence: String, modality: String)
    throws
  {
    let told = try Extraction.record(sentence).told
    let found = told.filter { $0.contains("| met |") }
    #expect(found.count == 1 && found[0].contains(modality), "\(told)")
    #expect(found.allSatisfy { $0.contains("Anna Blum") && $0.contains("Paul Mercier") })
  }

  @Test func `makes no party of the one who asks for a meeting`() throws {
    let told = try Extraction.record("Paul Mercier réclame une rencontre avec Anna Blum.").told
    #expect(!told.contains { $0.contains("| met |") && $0.contains("occurred") }, "\(told)")
  }

  @Test func `comes back from a line of JSON as it was`() throws {
    let record = try Extraction.record("Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025.")
    let line = try RecordLines.line(record)
    #expect(!line.contains("\n"))
    #expect(try JSONDecoder().decode(Record.self, from: Data(line.utf8)) == record)
  }

  @Test func `reads typographic characters as plain ones and keeps the offsets`() throws {
    let plain = try Extraction.record("Anna Blum a rencontré l'Espagnol Paul Mercier à Lisbonne.")
    let typographic = try Extraction.record(
      "Anna\u{A0}Blum a rencontré l’Espagnol Paul\u{202F}Mercier à Lisbonne.")
    #expect(typographic.told == plain.told)
    #expect(typographic.mentions.map(\.start) == plain.mentions.map(\.start))
  }
}
