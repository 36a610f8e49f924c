import Foundation
import SommetCorpus
import Testing

@Suite struct FeedTests {
  private static let first = "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la ville."
  private static let second = "Les travaux avaient duré trois ans et coûté deux millions, selon la mairie."

  private func read(_ xml: String, name: String = "fil.xml") throws -> [Corpus.Outcome] {
    let folder = try TemporaryFolder()
    try folder.write(name, xml)
    let corpus = Corpus([folder.path])
    #expect(corpus.problems == [])
    return corpus.outcomes(in: folder.path)
  }

  private static func rss(_ items: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>Le Courrier &amp; la ville</title><link>https://courrier.example</link><language>fr-FR</language>
    \(items)
    </channel></rss>
    """
  }

  @Test func `an item of RSS is an article with its fullest text`() throws {
    let found = try read(
      Self.rss(
        """
        <item><title>Le pont de l&#8217;Île rouvre</title><link>https://courrier.example/1</link>
        <guid isPermaLink="false">courrier-1</guid><dc:creator><![CDATA[Camille Roux]]></dc:creator>
        <pubDate>Wed, 02 Apr 2031 23:30:00 GMT</pubDate><description>Un résumé.</description>
        <content:encoded><![CDATA[<p>\(Self.first)</p><figure>Photo</figure><p>\(Self.second)</p>]]></content:encoded>
        </item>
        <item><title>Sans texte plein</title><author>redac@courrier.example (Idris Blanc)</author>
        <description>\(Self.first)

        \(Self.second)</description></item>
        """))
    #expect(found.failures == [])
    let (one, two) = (found.articles[0], found.articles[1])
    #expect(one.id == "courrier-1" && one.url == "https://courrier.example/1")
    #expect(one.title == "Le pont de l’Île rouvre" && one.author == "Camille Roux")
    #expect(one.date == "2031-04-02" && one.dateSource == .metadata)
    #expect(one.source == "Le Courrier & la ville" && one.language == "fr")
    #expect(one.text.string == "Le pont de l’Île rouvre\n\n\(Self.first)\n\n\(Self.second)")
    #expect(one.path.hasSuffix("fil.xml:5"))
    #expect(two.id == "fil#2" && two.author == "Idris Blanc" && two.date == nil)
    #expect(two.text.string == "Sans texte plein\n\n\(Self.first)\n\n\(Self.second)")
  }

  @Test(arguments: [
    ("type=\"html\"", "&lt;p&gt;%1&lt;/p&gt;&lt;p&gt;%2&lt;/p&gt;"),
    (
      "type=\"xhtml\"",
      "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>%1</p><p class=\"a&quot;b\">%2<br/></p></div>"
    ),
    ("type=\"text\"", "%1\n\n%2"), ("", "%1\n\n%2"),
  ])
  func `an entry of Atom has its text in one of three forms`(type: String, content: String) throws {
    let text = content.replacingOccurrences(of: "%1", with: Self.first).replacingOccurrences(
      of: "%2", with: Self.second)
    let found = try read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Courrier</title>
      <author><name>La rédaction</name></author>
      <entry><id>tag:courrier.example,2031:1</id><title type="html">Le pont &amp;amp; la ville</title>
      <link rel="self" href="https://courrier.example/1.atom"/><link href="https://courrier.example/1"/>
      <author><name>Camille Roux</name><uri>x</uri></author><updated>2031-04-05T10:00:00Z</updated>
      <published>2031-04-02T10:00:00Z</published><summary>Un résumé.</summary>
      <source><title>L'Agence</title></source><content \(type)>\(text)</content></entry>
      </feed>
      """)
    #expect(found.failures == [])
    let article = try #require(found.articles.first)
    #expect(article.id == "tag:courrier.example,2031:1" && article.url == "https://courrier.example/1")
    #expect(article.title == "Le pont & la ville" && article.author == "Camille Roux")
    #expect(article.date == "2031-04-02" && article.source == "L'Agence")
    #expect(article.text.string == "Le pont & la ville\n\n\(Self.first)\n\n\(Self.second)")
  }

  @Test func `RSS 1 has its items beside the channel`() throws {
    let found = try read(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><title>Le Courrier</title></channel>
      <item><title>Le pont rouvre lundi</title><dc:date>2031-04-02T10:00:00+02:00</dc:date>
      <description>\(Self.first)</description></item></rdf:RDF>
      """)
    #expect(found.articles.map(\.date) == ["2031-04-02"])
    #expect(found.articles.map(\.source) == ["Le Courrier"])
  }

  @Test func `a feed in Latin-1 is read as it declares`() throws {
    let folder = try TemporaryFolder()
    let xml = Self.rss("<item><title>L'été</title><description>\(Self.first)</description></item>")
      .replacingOccurrences(of: "UTF-8", with: "ISO-8859-1")
    try folder.write("fil.rss", xml.unicodeScalars.map { UInt8($0.value) })
    #expect(Corpus([folder.path]).outcomes().articles.map(\.title) == ["L'été"])
  }

  @Test func `an item without text is told, and the rest is read`() throws {
    let found = try read(
      Self.rss(
        "<item><title>Rien</title></item><item><title>Le pont rouvre</title><description>\(Self.first)</description></item>"
      ))
    #expect(found.failures == ["fil.xml:5: no article was found in the page"])
    #expect(found.articles.map(\.id) == ["fil#2"])
  }

  @Test func `a feed that breaks off gives what came before`() throws {
    let whole = Self.rss(
      (1...30).map { "<item><title>Pont \($0)</title><description>\(Self.first)</description></item>\n" }
        .joined())
    let cut = String(whole.prefix(whole.count - 120))
    let found = try read(cut)
    // The parser runs ahead by some hundred bytes.
    #expect((25...29).contains(found.articles.count))
    #expect(found.articles.map(\.id) == found.articles.indices.map { "fil#\($0 + 1)" })
    #expect(found.failures.count == 1)
    #expect(found.failures[0].hasPrefix("fil.xml:34:"))
  }

  @Test(arguments: [
    "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>",
    "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>",
  ])
  func `entities of a feed's own are refused`(xml: String) throws {
    let found = try read(xml, name: "fil.rss")
    #expect(found.articles.isEmpty)
    #expect(found.failures == ["fil.rss:1: a document that declares its own entities is not read"])
  }

  @Test(arguments: [
    (String(repeating: "<a>", count: 5000), "elements are nested more than 256 deep"),
    ("<item><title>" + String(repeating: "a", count: 11_000_000), "a tag or a text is larger than 10 MB"),
    ("<item " + String(repeating: "a", count: 11_000_000), "a tag or a text is larger than 10 MB"),
  ])
  func `what grows without end is refused`(start: String, message: String) throws {
    let found = try read("<rss><channel>" + start, name: "fil.rss")
    #expect(found.articles.isEmpty && found.failures.count == 1)
    #expect(found.failures[0].hasPrefix("fil.rss:1:") && found.failures[0].hasSuffix(message))
  }

  @Test func `other XML is no feed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("plan.xml", "<?xml version=\"1.0\"?><urlset><url/></urlset>")
    #expect(Corpus([folder.path]).sources.count == 0)
    #expect(
      Corpus([folder.path("plan.xml")]).outcomes(in: folder.path).failures == [
        "plan.xml: expected RSS, Atom or a page, found the XML element 'urlset'"
      ])
  }
}
