import SommetCorpus
import SommetTesting
import Testing

@Suite struct CostTests {
  private static let prose = "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la ville."

  @Test(arguments: Cost.runs)
  func `the cost of a line grows with its length`(run: String) {
    let growth = Cost.growth(20_000) { size in
      _ = ArticleSource.article(text: "Le pont rouvre\n\n" + Cost.text(run, size), id: "un")
    }
    #expect(growth < Cost.limit)
  }

  @Test(arguments: [
    "ABCDEFGHIJ", "Publié le 20 août 2025 à 10h30", "Lire aussi", "À lire aussi : le pont rouvre",
    "Par Léa Roux", "20/08/2025", "Accueil",
    "Accueil > Monde > Le pont", "Commentaires", "Réagir", "Répondre", "— Léa Roux (@lea) 11 octobre 2023",
    "Le pont rouvre à Montbrun lundi",
    prose, "« Le pont rouvre »", "https://example.org/a", "LÉA ROUX", "a",
  ])
  func `the cost of lines grows with their number`(line: String) {
    for end in ["\n", "\n\n"] {
      let growth = Cost.growth(400) { size in
        let lines = String(repeating: line + end, count: size)
        _ = ArticleSource.article(text: "Le pont rouvre\n\n" + Self.prose + "\n\n" + lines, id: "un")
      }
      #expect(growth < Cost.limit)
    }
  }

  @Test(arguments: [
    "<b>", "</b>", "<p>", "<p>a", "<a href=#>a</a>", "<table>", "<li>a</li>", "<!--", "<![CDATA[", "<", "&",
    "&#1;", "<br>", "<script>",
    "<div class='pub'>", "<h2>Le pont rouvre</h2>", "<p>\(prose)</p>", "<a b='c' ", "<font><table><b>",
  ])
  func `the cost of a page grows with its length`(markup: String) {
    let growth = Cost.growth(1000) { size in
      let body = String(repeating: markup, count: size)
      _ = try? ArticleSource.article(page: "<h1>Le pont rouvre</h1><p>\(Self.prose)</p>" + body, id: "un")
    }
    #expect(growth < Cost.limit)
  }
}
