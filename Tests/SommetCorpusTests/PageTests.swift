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

  @Test func `a very deep page is read`() throws {
    let page =
      String(repeating: "<div>", count: 100_000) + "<p>Le pont de Montbrun a rouvert lundi matin.</p>"
    _ = try? ArticleSource.article(page: page, id: "profond")
  }
}
