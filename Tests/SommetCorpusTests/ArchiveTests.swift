import Foundation
import SommetCorpus
import Testing

@Suite struct ArchiveTests {
  private static let text = "Le pont rouvre\n\nLe pont de Montbrun a rouvert lundi matin, a annoncé le maire."

  private func read(
    _ name: String, _ bytes: [UInt8], limits: Corpus.Limits = .init()
  ) throws -> [Corpus.Outcome] {
    let folder = try TemporaryFolder()
    try folder.write(name, bytes)
    return Corpus([folder.path(name)], limits: limits).outcomes(in: folder.path)
  }

  @Test(arguments: [
    ("un.txt.gz", text), ("un.jsonl.gz", #"{"text": "Le pont a rouvert.", "id": "un"}"#),
    ("un.gz", #"{"text": "Le pont a rouvert.", "id": "un"}"#),
    ("un.html.gz", "<h1>Le pont</h1><p>Il a rouvert.</p>"),
  ])
  func `gzip of anything is what it holds`(name: String, content: String) throws {
    let found = try read(name, Packing.gzip(content))
    #expect(found.failures == [])
    #expect(found.articles.map(\.id) == ["un"])
    #expect(found.articles[0].text.string.contains("Le pont"))
  }

  @Test(arguments: ["vide.jsonl", "vide.warc", "vide.rss", "vide"])
  func `an empty input is told`(name: String) throws {
    #expect(try read(name, []).failures == ["\(name): the file is empty"])
    #expect(try read(name + ".gz", Packing.gzip("")).failures == ["\(name).gz: the file is empty"])
  }

  @Test func `gzip of several members and padding is one text`() throws {
    let bytes =
      Packing.gzip("Le pont rouvre\n\n") + Packing.gzip("Le pont de Montbrun a rouvert.") + [0, 0, 0]
    #expect(
      try read("un.txt.gz", bytes).articles.map(\.text.string) == [
        "Le pont rouvre\n\nLe pont de Montbrun a rouvert."
      ])
    #expect(
      try read("un.txt.gz", bytes + [7]).failures == [
        "un.txt.gz: expected another gzip member or the end, found other bytes"
      ])
    #expect(
      try read("un.txt.gz", Array(Packing.gzip(Self.text).dropLast(9))).failures == [
        "un.txt.gz: expected more gzip data, found the end"
      ])
    var damaged = Packing.gzip(Self.text)
    damaged[damaged.count - 6] ^= 0xFF
    #expect(
      try read("un.txt.gz", damaged).failures == [
        "un.txt.gz: expected gzip data, found damage (incorrect data check)"
      ])
  }

  @Test(arguments: [false, true])
  func `a ZIP gives the articles that its folder would`(isZip64: Bool) throws {
    let files: [(String, String)] = [
      ("b.txt", Self.text), ("sous/a.txt", Self.text + " Bis."),
      ("corpus.yaml", "articles:\n  b: {date: 2031-04-02}\n"),
      ("sous/corpus.yaml", "articles:\n  a: {date: 2031-04-03}\n  z: {title: x}\n"), ("notes.md", "Rien."),
      (".caché/x.txt", "Rien."), ("page_files/x.html", "Rien."),
      ("fil.jsonl", #"{"text": "Le pont a rouvert."}"#),
    ]
    let folder = try TemporaryFolder()
    for (name, content) in files { try folder.write("dossier/" + name, content) }
    try folder.write(
      "tout.zip",
      Packing.zip(
        files.map { name, content in .init(name, content).with { $0.isDeflated = name != "b.txt" } },
        isZip64: isZip64))
    func summary(_ outcomes: [Corpus.Outcome]) -> [String] {
      outcomes.articles.map { "\($0.id) \($0.date ?? "-") \($0.text.string)" }.sorted()
    }
    let plain = Corpus([folder.path("dossier")]).outcomes(in: folder.path)
    let packed = Corpus([folder.path("tout.zip")]).outcomes(in: folder.path)
    #expect(summary(plain).count == 3)
    #expect(summary(packed) == summary(plain))
    #expect(plain.failures == ["dossier/sous/corpus.yaml:3:3: there is no article 'z'"])
    #expect(packed.failures == ["tout.zip:sous/corpus.yaml:3:3: there is no article 'z'"])
  }

  @Test func `archives may stand in archives, but not without end`() throws {
    let inner = Packing.zip([.init("a.txt", Self.text), .init("b.txt.gz", Packing.gzip(Self.text))])
    let found = try read("un.zip", Packing.zip([.init("dans.zip", inner)]))
    #expect(found.failures == [])
    #expect(found.articles.map(\.id) == ["a", "b"])
    let deeper = Packing.zip([.init("c.zip", Packing.zip([.init("dans.zip", inner)]))])
    #expect(
      try read("un.zip", Packing.zip([.init("d.zip", deeper)])).failures == [
        "un.zip:d.zip:c.zip:dans.zip:b.txt.gz: archives are nested more than 3 deep"
      ])
  }

  @Test func `what an archive must not hold is refused by name, and the rest is read`() throws {
    let entries: [Packing.Entry] = [
      .init("../../evil.txt", Self.text), .init("/etc/evil.txt", Self.text),
      .init("a\\..\\evil.txt", Self.text),
      .init("C:evil.txt", Self.text), .init("\u{1B}[2Jevil.txt", Self.text),
      .init("lien.txt", "/etc/passwd").with { $0.mode = 0o120777 },
      .init("secret.txt", Self.text).with { $0.flags |= 1 },
      .init("lzma.txt", Self.text).with { $0.method = 14 },
      .init("faux.txt", Self.text).with { $0.checksum = 7 },
      .init("court.txt", Self.text).with { $0.size = 5 },
      .init("sain.txt", Self.text),
    ]
    let found = try read("un.zip", Packing.zip(entries))
    #expect(found.articles.map(\.id) == ["sain"])
    let escape = "the name leads out of the archive or holds controls"
    #expect(
      Array(found.failures.prefix(8)) == [
        "un.zip:../../evil.txt: \(escape)", "un.zip:/etc/evil.txt: \(escape)",
        "un.zip:a\\..\\evil.txt: \(escape)",
        "un.zip:C:evil.txt: \(escape)", "un.zip:\\u{1B}[2Jevil.txt: \(escape)",
        "un.zip:lien.txt: links in archives are not followed",
        "un.zip:secret.txt: encryption is not supported",
        "un.zip:lzma.txt: the compression method 14 is not supported",
      ])
    #expect(found.failures.count == 10)
    #expect(found.failures[8].hasPrefix("un.zip:faux.txt: expected the CRC-32 7, found "))
    #expect(found.failures[9] == "un.zip:court.txt: expected 5 bytes, found more")
  }

  @Test func `bombs are refused while they are read`() throws {
    let zeros = [UInt8](repeating: UInt8(ascii: "a"), count: 40 << 20)
    let limits = Corpus.Limits(fileSize: 1 << 20, growth: 100)
    let packed = Packing.packed(zeros, .gzip)
    #expect(
      try read("un.txt.gz", packed, limits: limits).failures == [
        "un.txt.gz: the file is larger than the limit of 1048576 bytes"
      ])
    let lines = Array(String(repeating: "{}\n", count: 4 << 20).utf8)
    let found = try read("un.jsonl.gz", Packing.packed(lines, .gzip), limits: limits)
    #expect(
      found.failures.last == "un.jsonl.gz: expected JSON Lines, one object a line, found none in 10 lines")
    let spaces = Array("{\"text\": \"Le pont a rouvert.\"}".utf8) + [UInt8](repeating: 0x0A, count: 40 << 20)
    #expect(
      try read("un.jsonl.gz", Packing.packed(spaces, .gzip), limits: limits).failures == [
        "un.jsonl.gz: the file holds more than 100 times its compressed size, which is the limit"
      ])
    #expect(
      try read("un.zip", Packing.zip([.init("un.jsonl", spaces)]), limits: limits).failures == [
        "un.zip:un.jsonl: the file holds more than 100 times its compressed size, which is the limit"
      ])
    #expect(
      try read(
        "un.zip", Packing.zip((0..<9).map { .init("\($0).txt", Self.text) }), limits: .init(entryCount: 8)
      ).failures == [
        "un.zip: the archive holds 9 files, more than the limit of 8"
      ])
  }

  @Test func `files that share their bytes are refused`() throws {
    // Every entry of the directory points at one file, as in bombs that overlap.
    let one = Packing.zip([.init("a.txt", Self.text).with { $0.isDeflated = false }])
    let start = one.count - 22 - 46 - 5
    let entry = Array(one[start..<one.count - 22])
    let directory = (0..<20).flatMap { _ in entry }
    let end =
      Packing.number(0x0605_4B50, 4) + Packing.number(0, 4) + Packing.number(20, 2) + Packing.number(20, 2)
      + Packing.number(directory.count, 4) + Packing.number(start, 4) + Packing.number(0, 2)
    #expect(
      try read("un.zip", Array(one[..<start]) + directory + end).failures == [
        "un.zip: the files of the archive overlap"
      ])
  }

  @Test(arguments: 0..<200)
  func `damage never crashes`(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let jsonl = #"{"text": "Le pont a rouvert.", "date": "2031-04-02"}"# + "\n"
    var (name, bytes): (String, [UInt8]) =
      switch seed % 4 {
      case 0:
        ("un.zip", Packing.zip([.init("a.txt", Self.text), .init("b.jsonl", jsonl)], isZip64: seed % 8 == 0))
      case 1: ("un.jsonl.gz", Packing.gzip(jsonl))
      case 2: ("un.warc", Packing.response("https://courrier.example/1", Array(Self.text.utf8)))
      default: ("un.jsonl", Array(jsonl.utf8))
      }
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
    }
    if seed % 5 == 0 { bytes = Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &numbers))) }
    #expect(try read(name, bytes).count < 20)
  }

  @Test func `links in a circle are told`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.path("a.txt"), withDestinationPath: "b.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.path("b.txt"), withDestinationPath: "a.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.path("sous"), withDestinationPath: ".")
    let corpus = Corpus([folder.path])
    #expect(corpus.sources.count == 0)
    #expect(
      corpus.problems.map { $0.description.replacingOccurrences(of: folder.path + "/", with: "") } == [
        "a.txt: Too many levels of symbolic links", "b.txt: Too many levels of symbolic links",
      ])
  }

  @Test func `only what is asked for is read`() throws {
    // A million lines of one file: the walk gives the first without the others.
    let folder = try TemporaryFolder()
    try folder.write(
      "fil.jsonl", String(repeating: #"{"text": "Le pont a rouvert."}"# + "\n", count: 1000) + "\u{0}")
    var iterator = Corpus([folder.path]).sources.makeIterator()
    #expect(iterator.next()?.id == "fil#1")
    #expect(iterator.next()?.id == "fil#2")
  }
}

/// SplitMix64.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
