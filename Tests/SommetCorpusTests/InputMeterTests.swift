import Foundation
import SommetCorpus
import Testing

@Suite struct InputMeterTests {
  private static let line =
    "{\"id\": \"%\", \"text\": \"Le pont de Montbrun a rouvert mardi après deux mois.\"}\n"

  private func lines(_ count: Int) -> String {
    (0..<count).map { Self.line.replacingOccurrences(of: "%", with: "a\($0)") }.joined()
  }

  @Test func `bytes are counted as they lie on the disk`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", Array(lines(50).utf8))
    try folder.write("b.txt", Array("Le pont de Montbrun a rouvert.".utf8))
    let sources = Corpus([folder.path]).sources
    let size = try #require(sources.byteCount)
    #expect(size == lines(50).utf8.count + 30)
    #expect(sources.meter.bytesRead == 0)
    var count = 0
    for _ in sources { count += 1 }
    #expect(count == 51)
    #expect(sources.meter.bytesRead == size)
  }

  @Test func `a walk that is stopped gives nothing more`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", Array(lines(50).utf8))
    try folder.write("b.jsonl", Array(lines(70).utf8))
    let sources = Corpus([folder.path]).sources
    var iterator = sources.makeIterator()
    #expect(iterator.next()?.id == "a0")
    sources.meter.stop()
    #expect(iterator.next() == nil)
  }

  @Test func `a silent pipe does not keep a walk from ending`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe.jsonl"
    #expect(mkfifo(path, 0o600) == 0)
    // Open for both, so that neither end waits for the other.
    let pipe = open(path, O_RDWR)
    defer { close(pipe) }
    // What an input holds is told by its first 4096 bytes, which are waited for.
    let first = lines(1) + String(repeating: " ", count: 4096) + "\n"
    _ = first.withCString { write(pipe, $0, strlen($0)) }
    let sources = Corpus([path]).sources
    #expect(sources.byteCount == nil)
    var iterator = sources.makeIterator()
    #expect(iterator.next()?.id == "a0")
    Thread.detachNewThread {
      usleep(200_000)
      sources.meter.stop()
    }
    #expect(iterator.next() == nil)
  }
}
