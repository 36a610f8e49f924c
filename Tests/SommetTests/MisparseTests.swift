import SommetTesting
import Testing

/// Plain sentences that the pipeline's tagger or parser gets wrong: the acts are read all the same.
@Suite struct MisparseTests {
  @Test(arguments: [
    (
      "La ministre finlandaise de la Transition écologique, Anna Blum, a rencontré mardi Paul Mercier.",
      [
        "Anna Blum | holds_office | Finlande | occurred | -",
        "Anna Blum | met | Paul Mercier | occurred | 2025-08-19",
      ]
    ),
    (
      "Anna Blum a proposé mercredi un nouveau paquet de mesures.",
      ["Anna Blum | proposed | nouveau paquet de mesures | occurred | 2025-08-20"]
    ),
    (
      "Mette Blum et Paul Mercier ont été reçus mercredi par Anna Roux à Oslo.",
      [
        "Mette Blum | met | Anna Roux | occurred | 2025-08-20",
        "Paul Mercier | met | Anna Roux | occurred | 2025-08-20",
      ]
    ),
    (
      "Les délégations russe et américaine se sont retrouvées à Genève.",
      ["Russie | met | États-Unis | occurred | -"]
    ),
    (
      "La présidente du Conseil italien, Anna Blum, a reçu Paul Mercier.",
      ["Anna Blum | holds_office | Italie | occurred | -", "Anna Blum | met | Paul Mercier | occurred | -"]
    ),
    (
      "La rencontre Trump-Poutine s'est tenue en Alaska.",
      ["Donald Trump | met | Vladimir Poutine | occurred | -"]
    ),
    (
      "Anna Blum et Paul Mercier se sont parlé au téléphone mardi.",
      ["Anna Blum | met | Paul Mercier | occurred | 2025-08-19"]
    ),
    (
      "Anna Blum a rencontré mardi à Bakou son homologue, Petra Vogel.",
      ["Anna Blum | met | Petra Vogel | occurred | 2025-08-19"]
    ),
    (
      "Un accord entre la Suède et la Norvège a été conclu mardi.",
      [
        "Suède | agreed | accord entre la Suède et la Norvège | occurred | 2025-08-19",
        "Norvège | agreed | accord entre la Suède et la Norvège | occurred | 2025-08-19",
      ]
    ),
  ])
  func `acts are read in spite of the parse`(sentence: String, told: [String]) throws {
    let record = try Extraction.record(sentence + "\n")
    for act in told { #expect(record.told.contains(act), "\(record.told)") }
  }

  @Test(arguments: [
    ("La Suède a menacé la Norvège de sanctions.", "de sanctions"),
    ("Anna Blum a averti Paul Mercier du danger.", "du danger"),
    ("La Suède prévient de troubles dans le port.", "de troubles dans le port"),
  ])
  func `what an act is about is read behind a name and behind a partitive`(
    sentence: String, content: String
  ) throws {
    let record = try Extraction.record(sentence + "\n")
    #expect(record.acts.map(\.content) == [content], "\(record.told)")
  }
}
