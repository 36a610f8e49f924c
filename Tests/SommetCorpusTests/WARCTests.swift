import Foundation
import SommetCorpus
import Testing

@Suite struct WARCTests {
  private static let sentence = "Le pont de Montbrun a rouvert lundi matin, a annoncé le maire de la ville."

  private static func page(_ title: String) -> String {
    "<!DOCTYPE html><html lang=\"fr\"><head><title>\(title)</title></head><body><h1>\(title)</h1><p>\(sentence)</p></body></html>"
  }

  private func read(
    _ bytes: [UInt8], name: String = "crawl.warc", limits: Corpus.Limits = .init()
  ) throws -> [Corpus.Outcome] {
    let folder = try TemporaryFolder()
    try folder.write(name, bytes)
    return Corpus([folder.path], limits: limits).outcomes(in: folder.path)
  }

  private static let records: [[UInt8]] = [
    Packing.warc("warcinfo", ["Content-Type": "application/warc-fields"], Array("software: x\r\n".utf8)),
    Packing.warc(
      "request", ["Content-Type": "application/http; msgtype=request"], Array("GET / HTTP/1.1\r\n\r\n".utf8)),
    Packing.response("https://courrier.example/1", Array(page("Le pont rouvre lundi").utf8)),
    Packing.warc(
      "revisit", ["Content-Type": "application/http; msgtype=response"], Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
    ),
    Packing.response("https://courrier.example/p.png", header: "Content-Type: image/png", [0x89, 0x50]),
    Packing.response(
      "https://courrier.example/no", status: "404 Not Found", Array(page("Rien ici du tout").utf8)),
    Packing.response(
      "https://courrier.example/robots.txt", header: "Content-Type: text/plain", Array("User-agent: *".utf8)),
    Packing.response(
      "<https://courrier.example/2>", header: "Content-Type: text/plain", Array(sentence.utf8)),
    Packing.warc(
      "conversion", ["Content-Type": "text/plain", "WARC-Target-URI": "https://courrier.example/3"],
      Array((sentence + " Enfin.").utf8)),
  ]

  @Test(arguments: [false, true])
  func `pages and texts are articles, the rest is passed over`(isPacked: Bool) throws {
    // As crawlers do, each record is a gzip member of its own.
    let bytes = Self.records.flatMap { isPacked ? Packing.packed($0, .gzip) : $0 }
    let found = try read(bytes, name: isPacked ? "crawl.warc.gz" : "crawl.warc")
    #expect(found.failures == [])
    #expect(found.articles.map(\.id) == ["crawl#3", "crawl#8", "crawl#9"])
    #expect(found.articles.map(\.url) == (1...3).map { "https://courrier.example/\($0)" })
    // The day of the crawl is not that of publication.
    #expect(found.articles.allSatisfy { $0.date == nil && $0.dateSource == .none })
    #expect(found.articles[0].text.string == "Le pont rouvre lundi\n\n\(Self.sentence)")
    #expect(found.articles[1].text.string == Self.sentence)
  }

  @Test func `what a page declares about its day is believed`() throws {
    let page = Self.page("Le pont rouvre lundi").replacingOccurrences(
      of: "<head>", with: "<head><meta property=\"article:published_time\" content=\"2031-04-02T08:00:00Z\">")
    #expect(
      try read(Packing.response("https://courrier.example/1", Array(page.utf8))).articles.map(\.date) == [
        "2031-04-02"
      ])
  }

  @Test(
    arguments: [
      ("text/html; charset=iso-8859-1", [0xE9], "é"), ("text/html; charset=\"ISO-8859-15\"", [0xA4], "€"),
      ("text/html;charset=windows-1251", [0xC6], "Ж"), ("text/html", [0xC3, 0xA9], "é"),
      ("text/html; charset=utf-8", [0xE9], "é"), ("text/html; charset=no-such", [0xE9], "é"),
    ] as [(String, [UInt8], String)])
  func `the header's charset is believed where it can be`(type: String, letter: [UInt8], text: String) throws
  {
    let body =
      Array("<html><body><h1>Un mot </h1><p>Le mot du jour est ".utf8) + letter
      + Array(" et rien de plus, a dit le maire de la ville.</p></body></html>".utf8)
    let found = try read(
      Packing.response("https://courrier.example/1", header: "Content-Type: \(type)", body))
    #expect(found.failures == [])
    #expect(found.articles.map { $0.text.string.contains("est \(text) et") } == [true])
  }

  @Test func `the page's own charset is believed without one in the header`() throws {
    let body =
      Array("<html><head><meta charset=\"iso-8859-15\"></head><body><h1>Un mot</h1><p>Le prix est de 3 ".utf8)
      + [0xA4] + Array(" et rien de plus, a dit le maire de la ville.</p></body></html>".utf8)
    let found = try read(
      Packing.response("https://courrier.example/1", header: "Content-Type: text/html", body))
    #expect(found.articles.map { $0.text.string.contains("3 € et") } == [true])
  }

  @Test(arguments: ["chunked", "gzip", "deflate", "bare deflate", "chunked gzip", "said but not done"])
  func `chunks and compression are undone`(form: String) throws {
    let page = Array(Self.page("Le pont rouvre lundi").utf8)
    func chunked(_ bytes: [UInt8]) -> [UInt8] {
      let cut = bytes.count / 3
      return [bytes[..<cut], bytes[cut...]].flatMap {
        Array("\(String($0.count, radix: 16)); x=1\r\n".utf8) + $0 + Array("\r\n".utf8)
      } + Array("0\r\n\r\n".utf8)
    }
    let (header, body): (String, [UInt8]) =
      switch form {
      case "chunked": ("Transfer-Encoding: chunked", chunked(page))
      case "gzip": ("Content-Encoding: gzip", Packing.packed(page, .gzip))
      case "deflate": ("Content-Encoding: deflate", Packing.packed(page, .zlib))
      case "bare deflate": ("Content-Encoding: deflate", Packing.packed(page, .deflate))
      case "chunked gzip":
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(Packing.packed(page, .gzip)))
      default: ("Transfer-Encoding: chunked\r\nContent-Encoding: br", page)
      }
    let found = try read(
      Packing.response("https://courrier.example/1", header: "Content-Type: text/html\r\n\(header)", body))
    #expect(found.failures == [])
    #expect(found.articles.map(\.title) == ["Le pont rouvre lundi"])
  }

  @Test func `what is wrong with a record is told, and the rest is read`() throws {
    let good = Packing.response("https://courrier.example/1", Array(Self.page("Le pont rouvre lundi").utf8))
    let bomb = Packing.packed([UInt8](repeating: 0x20, count: 3 << 20), .gzip)
    let bytes =
      Packing.response(
        "https://courrier.example/b", header: "Content-Type: text/html\r\nContent-Encoding: gzip", bomb)
      + Packing.response(
        "https://courrier.example/z", header: "Content-Type: text/html\r\nContent-Encoding: br", [1, 2, 3])
      + Packing.response(
        "https://courrier.example/g", header: "Content-Type: text/html\r\nContent-Encoding: gzip",
        [0x1F, 0x8B, 9, 9])
      + Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n\r\n\r\n".utf8)
      + Array("du bruit\r\net encore\r\n".utf8)
      + Packing.response("https://courrier.example/l", [UInt8](repeating: 0x61, count: 2 << 20))
      + good + good.dropLast(50)
    let found = try read(bytes, limits: .init(fileSize: 1 << 20))
    #expect(
      found.failures == [
        "crawl.warc:record 1: the file holds more than 200 times its compressed size, which is the limit",
        "crawl.warc:record 2: the content encoding 'br' is not supported",
        "crawl.warc:record 3: expected gzip data, found damage (unknown compression method)",
        "crawl.warc:record 4: expected a Content-Length, found 'x'",
        "crawl.warc:record 4: expected a WARC record after it, found something else",
        "crawl.warc:record 5: the file is larger than the limit of 1048576 bytes",
        "crawl.warc:record 7: expected 269 bytes, found the end after 223",
      ])
    #expect(found.articles.map(\.id) == ["crawl#6"])
  }

  @Test func `what is no WARC is refused`() throws {
    #expect(
      try read(Array("Le pont\nrouvre\n".utf8)).failures == [
        "crawl.warc: expected a WARC record, found something else"
      ])
  }

  @Test func `a page without an article is named as one of many`() throws {
    let source = try #require(
      Corpus([
        try { () throws -> String in
          let path = FileManager.default.temporaryDirectory.appending(path: "sommet-\(UUID()).warc").path
          try Data(Packing.response("https://courrier.example/", Array("<html><body></body></html>".utf8)))
            .write(
              to: URL(fileURLWithPath: path))
          return path
        }()
      ]).sources.first)
    defer { try? FileManager.default.removeItem(atPath: String(source.path.prefix { $0 != ":" })) }
    #expect(source.isRecord)
    let error = #expect(throws: CorpusError.self) { _ = try source.read() }
    #expect(error?.isNoArticle == true)
  }
}
