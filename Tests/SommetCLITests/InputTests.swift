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

  @Test func `names the copies of an article, in whatever parts the records come`() throws {
    let folder = try TemporaryFolder()
    let more =
      " Ils ont parlé du port de la ville, de son quai et de la pêche, a dit le maire devant la presse."
    let lines = [("b", "2025-08-20"), ("c", "2025-08-21"), ("a", "2025-08-22")].map { id, date in
      "{\"id\": \"\(id)\", \"date\": \"\(date)\", \"text\": \"\(Self.body)\(more)\"}\n"
    }
    func weights(_ name: String) throws -> [[Int]] {
      let data = try Data(contentsOf: folder.url("out/\(name).json"))
      let graph = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let articles = (graph["graph"] as? [String: Any])?["articles"] as? [[String: Any]]
      #expect(articles?.map { $0["duplicate_of"] as? String } == ["b", nil, "b"])
      return try #require(graph["edges"] as? [[String: Any]]).map {
        [($0["weight"] as? Int) ?? 0, ($0["evidence"] as? [Any])?.count ?? 0]
      }
    }
    try folder.write("fil.jsonl", lines.joined())
    #expect(
      try Command("build", folder.path("fil.jsonl"), "--export", folder.path("out"), "--formats", "json")
        .status == 0)
    let whole = try weights("fil")
    #expect(!whole.isEmpty && whole.allSatisfy { $0 == [1, 3] })
    for (number, line) in lines.enumerated() {
      let records = try Command("extract", "-", input: Data(line.utf8))
      try folder.write("\(number).jsonl", records.output)
    }
    let merged = try Command(
      "merge", folder.path("2.jsonl"), folder.path("0.jsonl"), folder.path("1.jsonl"), "--export",
      folder.path("out"),
      "--name", "parts", "--formats", "json")
    #expect(merged.status == 0)
    #expect(
      try Data(contentsOf: folder.url("out/parts.json")) == Data(contentsOf: folder.url("out/fil.json")))
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
