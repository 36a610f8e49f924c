import Foundation
import SommetCorpus
import Testing

@Suite struct JSONLinesTests {
  private static let body = "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la ville."

  /// What a file of these lines gives.
  private func read(
    _ lines: [String], fields choices: [String] = [], limits: Corpus.Limits = .init(),
    name: String = "fil.jsonl"
  ) throws -> [Corpus.Outcome] {
    let folder = try TemporaryFolder()
    try folder.write(name, lines.joined(separator: "\n"))
    var fields = RecordFields()
    for choice in choices { try fields.set(choice) }
    let corpus = Corpus([folder.path(name)], fields: fields, limits: limits)
    #expect(corpus.problems == [])
    return corpus.outcomes(in: folder.path)
  }

  @Test func `a line is an article with what is known of it`() throws {
    let found = try read([
      """
      {"id": "b17", "title": "Le pont rouvre", "date": "2031-04-02T22:10:00+02:00", "text": "\(Self.body)",
      "url": "https://courrier.example/b17", "source": {"name": "Le Courrier"},
      "authors": ["Camille Roux", {"name": "Idris Blanc"}], "lang": "fr-FR"}
      """.replacingOccurrences(of: "\n", with: " "),
      "",
      #"{"body": "\#(Self.body)", "maintext": null}"#,
    ])
    #expect(found.failures == [])
    #expect(found.articles.map(\.id) == ["b17", "fil#3"])
    let article = found.articles[0]
    #expect(article.text.string == Self.body)
    #expect(article.title == "Le pont rouvre" && article.date == "2031-04-02")
    #expect(article.dateSource == .metadata && article.language == "fr")
    #expect(article.url == "https://courrier.example/b17" && article.source == "Le Courrier")
    #expect(article.author == "Camille Roux, Idris Blanc")
    #expect(article.path.hasSuffix("fil.jsonl:1"))
    #expect(found.articles[1].dateSource == .none)
  }

  @Test(arguments: [
    ("text", "text"), ("text", "body"), ("text", "content"), ("text", "maintext"), ("text", "articleBody"),
  ])
  func `usual names of the text are known`(role: String, name: String) throws {
    #expect(try read([#"{"\#(name)": "\#(Self.body)"}"#]).articles.map(\.text.string) == [Self.body])
  }

  @Test(arguments: [
    ("date", "\"2031-04-02\"", "2031-04-02"), ("published", "\"20310402\"", "2031-04-02"),
    ("date_publish", "\"2031-04-02 08:00:00\"", "2031-04-02"), ("published_at", "1932854400", "2031-04-02"),
    ("pubDate", "\"Wed, 02 Apr 2031 08:00:00 +0200\"", "2031-04-02"), ("date", "1932854400000", "2031-04-02"),
    ("date", "\"2 Apr 31 08:00 GMT\"", "2031-04-02"),
  ])
  func `days are read in the forms they come in`(name: String, value: String, day: String) throws {
    let found = try read([#"{"text": "\#(Self.body)", "\#(name)": \#(value)}"#])
    #expect(found.failures == [])
    #expect(found.articles.map(\.date) == [day])
  }

  @Test(arguments: ["\"hier\"", "\"2031-02-30\"", "17", "\"31 Foo 2031\""])
  func `a day that is none is told, and the article read without it`(value: String) throws {
    let found = try read([#"{"text": "\#(Self.body)", "date": \#(value)}"#])
    let shown = value.replacingOccurrences(of: "\"", with: "")
    #expect(
      found.failures == [
        "fil.jsonl:1: expected a date like 2025-08-20, found '\(shown)'; the article is read without"
      ])
    #expect(found.articles.map(\.date) == [nil])
  }

  @Test func `fields may be chosen`() throws {
    let found = try read(
      [#"{"text": "non", "article": {"corps": "\#(Self.body)"}, "id": 7, "ref": "r-7", "titre": "Un pont"}"#],
      fields: ["text=article.corps", "id=ref", "title=headline", "title=titre"])
    #expect(found.articles.map(\.text.string) == [Self.body])
    #expect(found.articles.map(\.id) == ["r-7"])
    #expect(found.articles.map(\.title) == ["Un pont"])
    #expect(try read([#"{"text": "\#(Self.body)", "id": 7}"#]).articles.map(\.id) == ["7"])
    #expect(
      try read([#"{"text": "\#(Self.body)", "id": 7}"#], fields: ["id="]).articles.map(\.id) == ["fil#1"])
  }

  @Test(arguments: [
    ("body", "expected a choice like text=body, found 'body'"),
    (
      "texte=body",
      "expected one of text, title, date, url, source, author, id, language before '=', found 'texte'"
    ),
    ("text=", "expected the name of a field after 'text='"),
  ])
  func `a choice that is none is refused`(choice: String, message: String) {
    var fields = RecordFields()
    let error = #expect(throws: RecordFields.Malformed.self) { try fields.set(choice) }
    #expect(error?.description == message)
  }

  @Test func `a text that is HTML goes through the page reader`() throws {
    let html =
      "<p>\(Self.body)</p><script>x()</script><p>Les écoles de la ville rouvrent aussi, a-t-il dit.</p>"
    let found = try read([#"{"content": "\#(html)", "title": "Le pont & la ville"}"#])
    #expect(
      found.articles.map(\.text.string) == [
        "Le pont & la ville\n\n\(Self.body)\n\nLes écoles de la ville rouvrent aussi, a-t-il dit."
      ])
  }

  @Test func `what is wrong with a line is told with its place, and the rest is read`() throws {
    let good = #"{"text": "\#(Self.body)"}"#
    let found = try read(
      [
        good, "[1, 2]", #"{"text": "a"#, #"{"titel": "x", "n": 1}"#, #"{"text": 12}"#, #"{"text": " \n "}"#,
        #"{"text": "a\u0000b"}"#, "{}", String(repeating: "a", count: 3000), good, "\u{1B}[31m\u{202E}",
      ], limits: .init(fileSize: 2000))
    let names = "'text', 'body', 'content', 'maintext', 'main_text', 'article_text'"
    #expect(
      found.failures == [
        "fil.jsonl:2: expected an object, found '[1, 2]'",
        "fil.jsonl:3: expected an object, found what is no JSON",
        "fil.jsonl:4: expected a text in \(names), found the fields 'n', 'titel'",
        "fil.jsonl:5: expected a text in \(names), found the fields 'text'",
        "fil.jsonl:6: expected a text, found blanks",
        "fil.jsonl:7: expected a text, found binary data",
        "fil.jsonl:8: expected a text in \(names), found no fields",
        "fil.jsonl:9: the line is longer than the limit of 2000 bytes",
        "fil.jsonl:11: expected an object, found '\\u{1B}[31m\\u{202E}'",
      ])
    #expect(found.articles.map(\.id) == ["fil#1", "fil#10"])
  }

  @Test func `a file without any object is refused as a whole`() throws {
    #expect(
      try read(Array(repeating: "  \"a\": 1,", count: 50)).failures.last
        == "fil.jsonl: expected JSON Lines, one object a line, found none in 10 lines")
  }

  @Test func `an id that stands twice is told, a line that stands twice is one article`() throws {
    let found = try read([
      #"{"id": "a", "text": "\#(Self.body)"}"#, #"{"id": "a", "text": "\#(Self.body) Enfin."}"#,
      #"{"text": "\#(Self.body)", "id": "a"}"#,
    ])
    #expect(found.articles.map(\.id) == ["a"])
    #expect(found.failures == ["fil.jsonl:2: the article 'a' was already read from fil.jsonl"])
  }

  @Test func `an id that would harm a terminal or a table is not used`() throws {
    let found = try read([
      #"{"id": "a\u001b[2J", "text": "\#(Self.body)"}"#, #"{"id": "a\tb", "text": "\#(Self.body)"}"#,
      #"{"id": "\#(String(repeating: "x", count: 600))", "text": "\#(Self.body)"}"#,
    ])
    #expect(found.articles.map(\.id) == ["fil#1", "fil#2", "fil#3"])
  }

  @Test func `a manifest goes before the record`() throws {
    let folder = try TemporaryFolder()
    try folder.write("fil.jsonl", #"{"text": "\#(Self.body)", "date": "2031-01-01", "title": "Un pont"}"#)
    try folder.write("corpus.yaml", "articles:\n  fil#1: {date: 2031-04-02}\n  fil#9: {date: 2031-04-02}\n")
    let corpus = Corpus([folder.path])
    #expect(corpus.problems == [])
    let found = corpus.outcomes(in: folder.path)
    #expect(found.articles.map(\.date) == ["2031-04-02"] && found.articles.map(\.title) == ["Un pont"])
    #expect(found.failures == ["corpus.yaml:3:3: there is no article 'fil#9'"])
  }

  @Test func `a byte order mark and Windows line ends do no harm`() throws {
    let found = try read([
      "\u{FEFF}{\"text\": \"\(Self.body)\"}\r", "{\"text\": \"\(Self.body) Bis.\"}\r", "",
    ])
    #expect(found.failures == [])
    #expect(found.articles.map(\.text.string) == [Self.body, Self.body + " Bis."])
  }
}
