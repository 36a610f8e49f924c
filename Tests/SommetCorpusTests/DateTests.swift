import SommetCorpus
import SommetText
import Testing

@Suite struct DateTests {
  private static let sentence = "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la commune."

  /// An article of two sentences with some address.
  private func article(_ address: String) -> Article {
    var metadata = ArticleMetadata()
    metadata.url = address
    return ArticleSource.article(text: "Le pont rouvre\n\n\(Self.sentence)\n", id: "a", metadata: metadata)
  }

  @Test(arguments: [
    ("https://courrier.example/monde/2025/08/20/le-pont-rouvre_12.html", "2025-08-20"),
    ("https://courrier.example/2025/8/20/le-pont", "2025-08-20"),
    ("https://courrier.example/2025/aout/20/le-pont", "2025-08-20"),
    ("https://courrier.example/fr/20250820-le-pont-rouvre", "2025-08-20"),
    ("https://courrier.example/le-pont-rouvre-20250820", "2025-08-20"),
    ("https://courrier.example/le-pont-rouvre-20-08-2025_77.php", "2025-08-20"),
    ("https://courrier.example/le-pont-rouvre-2025-08-20", "2025-08-20"),
    ("https://courrier.example/2025/08/20/20250820-le-pont", "2025-08-20"),
    ("courrier.example/2025/08/20/le-pont?page=2024/01/01", "2025-08-20"),
  ])
  func `an address tells a whole day`(address: String, day: String) {
    let article = article(address)
    #expect(article.date == day)
    #expect(article.dateSource == .metadata)
    #expect(article.dateCandidates.first { $0.standing == .used }?.rule == "url")
  }

  @Test(arguments: [
    "https://courrier.example/le-pont", "https://courrier.example/2025/02/30/le-pont",
    "https://courrier.example/1789/07/14/la-bastille", "https://courrier.example/12345678-le-pont",
    "https://courrier.example/meteo-du-21-08-2025", "https://courrier.example/article/20082025",
    "https://courrier.example/2025-08-20/le-pont-2025-08-21", "https://courrier.example/?date=2025-08-20",
    "https://20250820.example/le-pont", "https://courrier.example/2025/le-pont-20-08",
  ])
  func `an address without a plausible day, or with two, tells none`(address: String) {
    #expect(article(address).date == nil)
  }

  @Test func `an address may tell the month`() {
    let article = article("https://courrier.example/2025/08/le-pont-rouvre")
    #expect(article.date == nil)
    #expect(article.monthHint == "2025-08")
  }

  @Test func `a line of the text goes before the address`() {
    var metadata = ArticleMetadata()
    metadata.url = "https://courrier.example/2025/08/21/le-pont"
    let article = ArticleSource.article(
      text: "Le pont rouvre\nPublié le 20 août 2025 à 18 h 30\n\n\(Self.sentence)\n", id: "a",
      metadata: metadata)
    #expect(article.date == "2025-08-20")
    #expect(article.dateSource == .text)
    #expect(article.dateCandidates.map(\.standing) == [.used, .second])
  }

  @Test(arguments: [
    ("Publié le 20 août 2025, mis à jour le 22 août 2025 à 9h", "2025-08-20"),
    ("Mis à jour le 22 août 2025 à 9h, publié le 20 août 2025", "2025-08-20"),
    ("Mis en ligne le 20/08/2025, modifié le 22/08/2025", "2025-08-20"),
    ("Dernière mise à jour : 22 août 2025", nil), ("Publié il y a 3 heures", nil),
    ("Publié hier à 12h00", nil),
    ("Publié aujourd'hui à 9 h 12", nil),
  ])
  func `publication counts and change does not`(line: String, day: String?) {
    let article = ArticleSource.article(text: "Le pont rouvre\n\(line)\n\n\(Self.sentence)\n", id: "a")
    #expect(article.date == day)
    let asides = article.dateCandidates.filter { $0.standing != .used }
    #expect(asides.allSatisfy { $0.standing == .change || $0.standing == .undated })
    #expect(day == nil || asides.count == 1)
    #expect(!article.dateCandidates.isEmpty)
  }

  @Test func `a day among teasers below the text is another article's`() {
    let article = ArticleSource.article(
      text: """
        Le pont rouvre

        Le maire de Montbrun a rencontré mardi la préfète pour parler du pont fermé depuis octobre. Les travaux, \
        longtemps repoussés, commenceront au printemps prochain si la rivière le permet. La commune avait demandé \
        l'aide de l'État dès l'automne dernier.

        Lire aussi
        La piscine ferme ses portes
        Publié le 3 mars 2021
        """, id: "a")
    #expect(article.date == nil)
  }

  @Test(arguments: ["Évènements du 21 août 2025", "— Camille Roux, 21 août 2025"])
  func `a heading or signature with a day is no date line`(line: String) {
    let article = ArticleSource.article(
      text: "Le pont rouvre\n\n\(Self.sentence)\n\n\(line)\n\n\(Self.sentence)\n", id: "a")
    #expect(article.date == nil)
  }

  // MARK: Pages

  private func page(_ head: String, _ top: String) throws -> Article {
    try ArticleSource.article(
      page: """
        <html><head><title>Le pont de Montbrun rouvre</title>\(head)</head><body><article><header>
        <h1>Le pont de Montbrun rouvre</h1>\(top)</header><p>\(Self.sentence)</p>
        <p>Les travaux avaient duré trois ans et coûté deux millions d'euros à la commune.</p></article></body></html>
        """, id: "p")
  }

  @Test(arguments: [
    #"<time datetime="2025-08-20T18:00:00+02:00">mercredi</time>"#, "<time>20 août 2025</time>",
    #"<time class="updated" datetime="2025-08-22">x</time><time pubdate datetime="2025-08-20">x</time>"#,
    #"<time class="entry-date published updated" datetime="2025-08-20T08:00">x</time>"#,
    #"<div>Mis à jour le <time datetime="2025-08-22">x</time>, publié le <time datetime="2025-08-20">x</time></div>"#,
    #"<div class="meta">Publié le 20 août 2025 à 18h, modifié le 22 août 2025</div>"#,
    #"<p class="byline"><span>Par Camille Roux</span> <span>Publié le 20/08/2025</span></p>"#,
  ])
  func `the day above the text counts`(top: String) throws {
    #expect(try page("", top).date == "2025-08-20")
  }

  @Test(arguments: [
    #"<time class="updated" datetime="2025-08-22">22 août</time>"#, "<time>il y a 3 heures</time>",
    #"<div>Mis à jour le <time datetime="2025-08-22">22 août</time></div>"#,
    "<div>Mis à jour le 22 août 2025</div>",
  ])
  func `a day of change above the text does not`(top: String) throws {
    #expect(try page("", top).date == nil)
  }

  @Test func `the address of a page tells its day when nothing better does`() throws {
    let link = #"<link rel="canonical" href="https://courrier.example/2025/08/20/le-pont">"#
    #expect(try page(link, "").date == "2025-08-20")
    #expect(try page(link, "<div>Publié le 19 août 2025</div>").date == "2025-08-19")
    #expect(
      try page(#"<meta property="og:url" content="https://c.example/20250820-le-pont">"#, "").date
        == "2025-08-20")
  }

  @Test(arguments: [
    ("2025-08-20T23:30:00+02:00", "2025-08-20"), ("2025-08-21T00:30:00+02:00", "2025-08-21"),
    ("2025-08-20T22:30:00Z", "2025-08-20"), ("20250820T103000Z", "2025-08-20"), ("20/08/2025", "2025-08-20"),
    ("20 août 2025", "2025-08-20"),
  ])
  func `a stamp tells the day where it was written`(stamp: String, day: String) throws {
    let declared = #"<meta property="article:published_time" content="\#(stamp)">"#
    #expect(try page(declared, "").date == day)
  }

  @Test func `a late hour in UTC yields to the next day that the page shows`() throws {
    let declared = #"<meta property="article:published_time" content="2025-08-20T22:30:00Z">"#
    let article = try page(declared, "<div>Publié le 21 août 2025 à 0 h 30</div>")
    #expect(article.date == "2025-08-21")
    #expect(article.dateCandidates.map(\.standing) == [.nextDay, .used])
    #expect(try page(declared, "<div>Publié le 25 août 2025</div>").date == "2025-08-20")
  }
}
