import Foundation
import SommetCorpus
import SommetText
import Testing

@Suite struct CorpusTests {
  private static let text = "Le pont rouvre\n\nLe pont de Montbrun a rouvert lundi matin, a annoncé le maire."

  /// What reading the only file of a folder throws.
  private func failure(
    _ name: String, _ bytes: [UInt8], limits: Corpus.Limits = .init()
  ) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(name, bytes)
    let corpus = Corpus([folder.path], limits: limits)
    #expect(corpus.problems == [])
    let source = try #require(corpus.sources.first)
    do throws(CorpusError) {
      _ = try source.read()
      return "no error"
    } catch {
      #expect(error.file == folder.path(name))
      return error.description.replacingOccurrences(of: folder.path + "/", with: "")
    }
  }

  @Test func `a folder gives its articles by id`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.txt", "a/c.html", "a/d.htm", "Z.text", "e.txt", "é.txt"] {
      try folder.write(name, Self.text)
    }
    for name in ["notes.md", "graph.json", ".hidden.txt", ".git/x.txt", "page_files/ad.html"] {
      try folder.write(name, Self.text)
    }
    let corpus = Corpus([folder.path])
    #expect(corpus.problems == [])
    #expect(corpus.sources.map(\.id) == ["Z", "b", "c", "d", "e", "é"])
    #expect(Corpus([folder.path + "/"]).sources.map(\.id) == corpus.sources.map(\.id))
  }

  @Test func `a file that is named is read whatever it is called`() throws {
    let folder = try TemporaryFolder()
    try folder.write("article.news", Self.text)
    try folder.write(
      "page", "<!DOCTYPE html><h1>Le pont rouvre lundi</h1><p>Le pont de Montbrun a rouvert lundi.</p>")
    let corpus = Corpus([folder.path("article.news"), folder.path("page")])
    #expect(corpus.sources.map(\.id) == ["article", "page"])
    #expect(try corpus.sources[0].read().text.string == Self.text)
    #expect(try corpus.sources[1].read().title == "Le pont rouvre lundi")
  }

  @Test func `two files with one id are a problem of the second`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/un.txt", Self.text)
    try folder.write("b/un.txt", Self.text)
    let corpus = Corpus([folder.path])
    #expect(corpus.sources.map(\.path) == [folder.path("a/un.txt")])
    let problem = try #require(corpus.problems.first)
    #expect(
      problem.description
        == "\(folder.path("b/un.txt")): the article 'un' was already read from \(folder.path("a/un.txt"))")
    // The same file named twice is no problem.
    #expect(Corpus([folder.path("a/un.txt"), folder.path("a/un.txt")]).problems == [])
  }

  @Test func `what is missing does not stop the rest`() throws {
    let folder = try TemporaryFolder()
    try folder.write("un.txt", Self.text)
    let corpus = Corpus(["/nowhere/at/all", folder.path])
    #expect(corpus.sources.count == 1)
    #expect(corpus.problems.map(\.description) == ["/nowhere/at/all: No such file or directory"])
  }

  @Test func `a file that goes away between listing and reading is an error`() throws {
    let folder = try TemporaryFolder()
    try folder.write("un.txt", Self.text)
    let corpus = Corpus([folder.path])
    try FileManager.default.removeItem(atPath: folder.path("un.txt"))
    let error = #expect(throws: CorpusError.self) { _ = try corpus.sources[0].read() }
    #expect(error?.description == "\(folder.path("un.txt")): No such file or directory")
  }

  @Test func `the text is kept to the scalar`() throws {
    let folder = try TemporaryFolder()
    let text =
      "\u{FEFF}Le pont e\u{301}troit\r\n\r\nLe pont de Montbrun a rouvert lundi matin, a dit le maire 🤣.\r"
    try folder.write("un.txt", text)
    let article = try Corpus([folder.path]).sources[0].read()
    #expect(article.text.string.unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(article.text.count == text.unicodeScalars.count)
    #expect(String(article.text[article.blocks[0].span]) == "Le pont e\u{301}troit")
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE], true), ([0xFE, 0xFF], false),
    ] as [([UInt8], Bool)])
  func `UTF-16 is known by its mark`(mark: [UInt8], isLittle: Bool) throws {
    let folder = try TemporaryFolder()
    let text = Self.text + " 🤣 é"
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      return isLittle ? [low, high] : [high, low]
    }
    try folder.write("un.txt", mark + bytes)
    #expect(try Corpus([folder.path]).sources[0].read().text.string == text)
  }

  @Test func `Windows-1252 and Latin-1 are known by what French is written with`() throws {
    let folder = try TemporaryFolder()
    let latin = Array("Un \u{E9}t\u{E9} \u{E0} Belmont".unicodeScalars.map { UInt8($0.value) })
    try folder.write("latin.txt", latin)
    try folder.write(
      "windows.txt", latin + [0x20, 0x93, 0x63, 0x9C, 0x75, 0x72, 0x94, 0x20, 0x85, 0x20, 0x80])
    let corpus = Corpus([folder.path])
    #expect(try corpus.sources[0].read().text.string == "Un été à Belmont")
    #expect(try corpus.sources[1].read().text.string == "Un été à Belmont “cœur” … €")
  }

  @Test(
    arguments: [
      ("vide.txt", [], "vide.txt: the file is empty"),
      ("blanc.txt", Array(" \r\n\t\u{A0}\u{FEFF}".utf8), "blanc.txt: the file is empty"),
      ("image.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13], "image.txt: expected a text, found binary data"),
      ("bruit.txt", Array(repeating: 0x01, count: 50), "bruit.txt: expected a text, found binary data"),
      (
        "casse.txt", Array("Un été\nà Belm".utf8) + [0xC3, 0x28, 0xA0, 0xA1],
        "casse.txt:2:8: expected UTF-8, UTF-16 with a byte order mark or Windows-1252, found other bytes"
      ),
      (
        "mac.txt", Array("Un ".utf8) + [0x8E, 0x74, 0x8E] + Array(" de plus".utf8),
        "mac.txt:1:4: expected UTF-8, UTF-16 with a byte order mark or Windows-1252, found other bytes"
      ),
      ("impair.txt", [0xFF, 0xFE, 0x41, 0x00, 0x42], "impair.txt: expected a text, found binary data"),
      (
        "page.html", Array("<html><body><script>x</script></body></html>".utf8),
        "page.html: no article was found in the page"
      ),
    ] as [(String, [UInt8], String)])
  func `says what is wrong with a file`(name: String, bytes: [UInt8], message: String) throws {
    #expect(try failure(name, bytes) == message)
  }

  @Test func `lines and files have limits`() throws {
    let long = Array(("court\n" + String(repeating: "a", count: 3000)).utf8)
    #expect(
      try failure("long.txt", long, limits: .init(lineSize: 1000))
        == "long.txt:2: the line is longer than the limit of 1000 bytes")
    #expect(
      try failure("grand.txt", long, limits: .init(fileSize: 2000))
        == "grand.txt: the file is larger than the limit of 2000 bytes")
    let huge = [UInt8](repeating: UInt8(ascii: "a"), count: 50 << 20)
    #expect(
      try failure("énorme.txt", huge) == "énorme.txt: the file is larger than the limit of 16777216 bytes")
  }

  @Test(arguments: [
    (
      "The minister met the mayor on Monday and said that the works would not begin before the end of the year.",
      "en"
    ),
    (
      "Der Minister hat den Bürgermeister am Montag getroffen und gesagt, dass die Arbeiten nicht vor dem Ende des Jahres beginnen.",
      "de"
    ),
    (
      "El ministro se reunió con el alcalde el lunes y dijo que las obras no empezarán antes de que termine el año en la ciudad.",
      "es"
    ),
    ("Министр встретился с мэром в понедельник и сказал, что работы не начнутся до конца года.", "und"),
    (
      "Le ministre a rencontré le maire lundi et a dit que les travaux ne commenceraient pas avant la fin de l'année.",
      "fr"
    ),
    ("Travaux : rien avant juin.", "fr"),
  ])
  func `tells the language`(text: String, language: String) {
    #expect(ArticleSource.article(text: text + "\n", id: "l").language == language)
  }
}
