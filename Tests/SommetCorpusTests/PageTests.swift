import Foundation
import SommetCorpus
import SommetText
import Testing

@Suite struct PageTests {
  /// What was taken from a page, one part a line.
  private func dump(_ article: Article) -> String {
    let head = [
      "title: \(article.title ?? "-")", "date: \(article.date ?? "-") (\(article.dateSource.rawValue))",
      "author: \(article.author ?? "-")", "source: \(article.source ?? "-")", "url: \(article.url ?? "-")",
      "language: \(article.language)",
    ]
    return (head + parts(article)).joined(separator: "\n") + "\n"
  }

  @Test func `every page gives its article`() throws {
    let pages = try LayoutCase.folder("Cases").filter { $0.pathExtension == "html" }
    #expect(pages.count >= 6)
    for url in pages {
      let name = url.deletingPathExtension().lastPathComponent
      let source = try #require(Corpus([url.path]).sources.first)
      let article = try source.read()
      expectWhole(article)
      let golden = url.deletingLastPathComponent().appending(path: "../Golden/\(name).txt")
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try Data(dump(article).utf8).write(to: golden)
        Issue.record("recorded \(name).txt")
      }
      #expect(dump(article) == (try? String(contentsOf: golden, encoding: .utf8)), "\(name)")
    }
  }

  @Test func `a Latin-1 page is read by its bytes`() throws {
    let folder = try TemporaryFolder()
    let page =
      "<html><head><meta charset=iso-8859-1><title>x</title></head><body><h1>Été à Belmont cette année</h1>"
      + "<p>L'été à Belmont sera très chaud, a annoncé la préfète. Le maire a prévenu les écoles.</p></body></html>"
    try folder.write("p.html", page.unicodeScalars.map { UInt8($0.value) })
    let article = try Corpus([folder.path]).sources[0].read()
    #expect(article.title == "Été à Belmont cette année")
    #expect(article.blocks.count == 2)
  }

  @Test(arguments: [
    #"<meta property="article:published_time" content="2024-03-12T08:00:00+01:00">"#,
    #"<meta itemprop="datePublished" content="2024-03-12">"#, #"<meta name="dc.date" content="2024-03-12">"#,
    #"<script type="application/ld+json">[{"@type":"BlogPosting","datePublished":"2024-03-12T10:00"}]</script>"#,
  ])
  func `the head tells the day of publication`(declaration: String) throws {
    let article = try ArticleSource.article(
      page:
        "<html><head>\(declaration)</head><body><h1>Le pont rouvre</h1><p>Le pont de Montbrun a rouvert lundi.</p>",
      id: "p")
    #expect(article.date == "2024-03-12")
    #expect(article.dateSource == .metadata)
  }

  @Test(arguments: [
    #"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>"#,
    #"<script type="application/ld+json">{"@type":"Product","datePublished":"2024-03-12"}</script>"#,
    #"<meta property="article:published_time" content="hier">"#,
    #"<meta property="article:modified_time" content="2024-03-12">"#,
  ])
  func `what is no date of publication is none`(declaration: String) throws {
    let article = try ArticleSource.article(
      page:
        "<html><head>\(declaration)</head><body><h1>Le pont rouvre</h1><p>Le pont de Montbrun a rouvert lundi.</p>",
      id: "p")
    #expect(article.date == nil)
  }

  @Test(arguments: [
    "", "<html></html>", "<p>", "<body><nav><a href=#>Accueil</a></nav>",
    "<script>document.write('x')</script>",
  ])
  func `a page without text is an error`(page: String) {
    #expect(throws: CorpusError.noArticle(file: "vide.html")) {
      _ = try ArticleSource.article(page: page, id: "vide", path: "vide.html")
    }
  }

  /// libxml2 reads some 256 elements deep.
  @Test(arguments: [(200, true), (100_000, false)])
  func `a deep page is read, a bottomless one is refused`(depth: Int, isRead: Bool) throws {
    let page =
      String(repeating: "<div>", count: depth) + "<p>Le pont de Montbrun a rouvert lundi matin.</p>"
    if isRead {
      let article = try ArticleSource.article(page: page, id: "profond")
      #expect(
        parts(article).map { $0.suffix(43) }
          == ["| Le pont de Montbrun a rouvert lundi matin."].map { $0.suffix(43) })
    } else {
      #expect(throws: CorpusError.noArticle(file: "profond.html")) {
        _ = try ArticleSource.article(page: page, id: "profond", path: "profond.html")
      }
    }
  }

  @Test func `what is left out of a page is told with element, reason and rule`() throws {
    let article = try ArticleSource.article(
      page: """
        <html><head><title>Le pont de Montbrun rouvre</title></head><body>
        <nav><a href="/">Accueil</a> <a href="/m">Monde</a></nav><script>x()</script>
        <article><h1>Le pont de Montbrun rouvre</h1>
        <p>Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la commune.</p>
        <div class="box related"><p>La piscine ferme ses portes pour six mois.</p></div>
        <p>Les travaux avaient duré trois ans et coûté deux millions d'euros à la commune.</p></article>
        <div id="comments"><p>Enfin !</p></div><p style="display: none">Cookies</p></body></html>
        """, id: "p")
    #expect(
      article.omitted.map { "\($0.element)|\($0.words)|\($0.length)|\($0.reason.rawValue)|\($0.rule)" } == [
        "nav|Accueil Monde|13|navigation|element.nav",
        "div.box|La piscine ferme ses portes pour six mois.|42|teaser|class.related",
        "div.comments|Enfin !|7|comments|class.comments", "p|Cookies|7|hidden|hidden",
      ])
  }

  @Test func `the body that JSON-LD gives tells which paragraphs are the article's`() throws {
    let body =
      "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la commune. "
      + "Les travaux avaient duré trois ans et coûté deux millions d'euros à la commune. "
    let other = "La fanfare de Belmont part en tournée dans le nord, et elle y restera jusqu'au printemps. "
    let linked = String(repeating: body, count: 3)
    let page = """
      <html><head><title>Le pont de Montbrun rouvre</title><script type="application/ld+json">
      {"@type":"NewsArticle","articleBody":"\(linked)"}</script></head><body><h1>Le pont de Montbrun rouvre</h1>
      """
    let shown = try ArticleSource.article(
      page: page + "<div><p>\(body)</p><p>\(body)</p></div><div>"
        + String(repeating: "<p>\(other)</p>", count: 6) + "</div></body></html>", id: "p")
    #expect(!parts(shown).joined().contains("fanfare"))
    #expect(shown.blocks.count == 3)
    // A page that is drawn by a script holds the text there only.
    let drawn = try ArticleSource.article(page: page + "<div id=app></div></body></html>", id: "p")
    #expect(parts(drawn).last == "P| " + linked.trimmingCharacters(in: .whitespaces))
  }
}
