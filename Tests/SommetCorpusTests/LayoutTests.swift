import Foundation
import SommetCorpus
import SommetText
import Testing

@Suite struct LayoutTests {
  @Test func `every case is cut as it says`() throws {
    let cases = try LayoutCase.all()
    #expect(cases.count >= 15)
    for layout in cases {
      let article = ArticleSource.article(text: layout.text, id: layout.name)
      #expect(parts(article) == layout.parts, "\(layout.name)")
      expectWhole(article)
    }
  }

  @Test func `line ends and byte order marks change nothing but offsets`() throws {
    for layout in try LayoutCase.all() {
      let plain = ArticleSource.article(text: layout.text, id: layout.name)
      let text = "\u{FEFF}" + layout.text.replacingOccurrences(of: "\n", with: "\r\n")
      let article = ArticleSource.article(text: text, id: layout.name)
      #expect(article.text.string == text)
      #expect(
        parts(article).map { $0.replacingOccurrences(of: "\r", with: "") } == parts(plain), "\(layout.name)")
      expectWhole(article)
    }
  }

  @Test func `decomposed letters stay and are read all the same`() throws {
    let layout = try #require(try LayoutCase.all().first { $0.name == "regional" })
    let text = layout.text.decomposedStringWithCanonicalMapping
    let article = ArticleSource.article(text: text, id: "nfd")
    #expect(article.text.string.unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(article.date == "2024-03-12")
    #expect(parts(article).map(\.precomposedStringWithCanonicalMapping) == layout.parts)
  }

  /// Every rule's example, alone under an article.
  @Test func `every rule of the furniture fires on its example`() throws {
    let body = """
      Le pont de Montbrun rouvre en juin

      Le maire de Montbrun a rencontré mardi la préfète pour parler du pont fermé depuis octobre. Les travaux, \
      longtemps repoussés, commenceront au printemps prochain si la rivière le permet.

      La commune avait demandé l'aide de l'État dès l'automne dernier. La préfète a promis de répondre avant la fin \
      du mois, et le conseil municipal se réunira jeudi pour voter le budget des travaux.


      """
    var count = 0
    for line in try String(contentsOf: furniture, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 6, fields[0] != "id" else { continue }
      count += 1
      let example = String(fields[5])
      var text = body + example
      // A mark of a comment counts when there is another.
      if fields[3] == "comment" || fields[3] == "marked" { text += "\nMerci.\nRépondre\nOui.\nRépondre" }
      let article = ArticleSource.article(text: text, id: "rule")
      #expect(
        article.dropped.contains { article.text[$0.span].contains(example.split(separator: " ").last!) },
        "\(fields[0]): \(example)")
      #expect(article.blocks.count == 3, "\(fields[0]): the article itself")
    }
    #expect(count > 400)
  }

  private var furniture: URL {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/SommetCorpus/Resources/furniture.tsv")
  }

  /// Lines that look like furniture and are the article.
  @Test(arguments: [
    "Le partage de l'eau reste la première question.", "Lire la suite de ses discours ne l'a pas convaincu.",
    "La publicité faite à cette affaire a surpris le maire.",
    "Les commentaires de la presse ont été sévères.",
    "Abonné aux victoires, le club a perdu.", "Recherche d'un accord : rien n'est fait.",
    "Le journal officiel a publié le décret mardi.", "Par ailleurs, Hugo Varenne a démenti.",
    "Par Toulouse et Montpellier, le train arrivera plus tôt.", "Signaler une erreur au juge est un droit.",
    "Le ministre l'a dit : rien ne sera signé.",
  ])
  func `a sentence is never furniture`(sentence: String) {
    let text = """
      Le pont de Montbrun rouvre en juin

      Le maire de Montbrun a rencontré mardi la préfète pour parler du pont fermé depuis octobre.

      \(sentence)

      La commune avait demandé l'aide de l'État dès l'automne dernier. La préfète a promis de répondre.
      """
    let article = ArticleSource.article(text: text, id: "phrase")
    #expect(parts(article).contains("P| \(sentence)"))
    #expect(article.dropped == [])
  }

  @Test(arguments: [
    ("Publié le 12 mars 2024 à 18h04", "2024-03-12"), ("Mis en ligne le 1er mai 2024", "2024-05-01"),
    ("Mardi 12 mars 2024", "2024-03-12"), ("12/03/2024", "2024-03-12"), ("12.03.2024 - 18:04", "2024-03-12"),
    ("2024-03-12", "2024-03-12"), ("Par Camille Roux, publié le 12 mars 2024", "2024-03-12"),
    ("Publié le 12 mars 2024, mis à jour le 14 mars 2024", "2024-03-12"),
  ])
  func `a date line under the title gives the day`(line: String, day: String) {
    let text =
      "Le pont rouvre\n\(line)\n\nLe pont de Montbrun a rouvert lundi matin, a annoncé le maire de la commune."
    let article = ArticleSource.article(text: text, id: "d")
    #expect(article.date == day)
    #expect(article.dateSource == .text)
    #expect(article.blocks.count == 2)
  }

  @Test(arguments: [
    "Mis à jour le 14 mars 2024", "31 février 2024", "Mars 2024", "Le pont a rouvert le 12 mars 2024 à midi.",
  ])
  func `no day is guessed`(line: String) {
    let text =
      "Le pont rouvre\n\(line)\n\nLe pont de Montbrun a rouvert lundi matin, a annoncé le maire de la commune."
    let article = ArticleSource.article(text: text, id: "d")
    #expect(article.date == nil)
    #expect(article.dateSource == .none)
  }

  @Test(
    arguments: [
      ("PARIS, 12 mars 2024 (AFP) – ", "2024-03-12"), ("BELMONT - ", nil), ("Belmont (Reuters) — ", nil),
      ("QUÉBEC, le 20 mars 2024 – ", "2024-03-20"), ("Belmont, 3 avril 2024 - ", "2024-04-03"),
    ] as [(String, String?)])
  func `a date line before the first sentence stands by itself`(line: String, day: String?) {
    let sentence = "Le maire de Belmont a rencontré mardi la préfète pour parler du pont."
    let article = ArticleSource.article(text: "Le pont rouvre\n\n\(line)\(sentence)", id: "d")
    #expect(article.date == day)
    #expect(parts(article).last == "P| \(sentence)")
    expectWhole(article)
  }

  @Test func `a post dates an article only within the month that the text tells`() {
    func article(_ prefix: String) -> Article {
      ArticleSource.article(
        text: prefix + """
          Il s’agit de la première rencontre des deux ministres depuis la crise du barrage.

          Très bon échange ce matin. – Inès Corval (@ines_corval) 12 mars 2024
          """, id: "p")
    }
    #expect(article("date 2024-03 ").date == "2024-03-12")
    #expect(article("date 2024-03 ").dateSource == .inferred)
    #expect(article("date 2024-05 ").date == nil)
    #expect(article("date 2024-05 ").monthHint == "2024-05")
    #expect(article("").date == nil)
    #expect(article("date 2024-03-14 ").date == "2024-03-14")
  }
}
