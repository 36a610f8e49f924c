import Foundation
import Testing

@Suite struct InputTests {
  private static let body = "Anna Blum a rencontré Paul Mercier à Lisbonne le 18 août 2025."
  private static let line =
    "{\"corps\": \"\(body)\", \"publie\": \"2025-08-20\", \"titre\": \"Une rencontre\"}\n"
  private static let feed = """
    <rss version="2.0"><channel><title>Le Courrier</title><item><title>Une rencontre à Lisbonne</title>
    <guid>courrier-1</guid><pubDate>Wed, 20 Aug 2025 08:00:00 +0200</pubDate>
    <description>&lt;p&gt;\(body)&lt;/p&gt;</description></item></channel></rss>
    """
  private static let crawl = { () -> String in
    let message = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n\(body)"
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courrier.example/1\r\n"
      + "Content-Type: application/http\r\nContent-Length: \(message.utf8.count)\r\n\r\n\(message)\r\n\r\n"
  }()

  /// A file or standard input, and the articles that building it gives.
  private func articles(_ name: String?, _ content: String, _ options: [String] = []) throws -> [[String:
    Any]]
  {
    let folder = try TemporaryFolder()
    if let name { try folder.write(name, content) }
    let command = try Command(
      [
        "build", name.map { folder.path($0) } ?? "-", "--export", folder.path("out"), "--name", "g",
        "--formats", "json",
      ]
        + options, input: Data(name == nil ? content.utf8 : "".utf8))
    #expect(command.status == 0, "\(command.error)")
    let graph =
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("out/g.json"))) as? [String: Any]
    return ((graph?["graph"] as? [String: Any])?["articles"] as? [[String: Any]]) ?? []
  }

  @Test(arguments: ["fil.jsonl", nil])
  func `builds JSON Lines with chosen fields`(name: String?) throws {
    let found = try articles(name, Self.line, ["--field", "text=corps", "--field", "date=publie"])
    #expect(found.map { $0["id"] as? String } == [name == nil ? "stdin#1" : "fil#1"])
    #expect(found.map { $0["date"] as? String } == ["2025-08-20"])
    #expect(found.map { $0["title"] as? String } == ["Une rencontre"])
  }

  @Test(arguments: ["fil.xml", nil])
  func `builds a feed`(name: String?) throws {
    let found = try articles(name, Self.feed)
    #expect(found.map { $0["id"] as? String } == ["courrier-1"])
    #expect(found.map { $0["date_source"] as? String } == ["metadata"])
  }

  @Test(arguments: ["crawl.warc", nil])
  func `builds a crawl, whose day is not that of publication`(name: String?) throws {
    let found = try articles(name, Self.crawl)
    #expect(found.map { $0["url"] as? String } == ["https://courrier.example/1"])
    #expect(found.map { $0["date_source"] as? String } == ["none"])
  }

  @Test(arguments: [
    (["--field", "texte=x"], "--field: expected one of text"),
    (["--max-growth", "0"], "--max-growth: expected a number"),
  ])
  func `refuses options that make no sense`(options: [String], message: String) throws {
    let command = try Command(["build", "-", "--export", "out"] + options)
    #expect(command.status == 2)
    #expect(command.error.contains(message))
  }
}
