import Foundation
import SommetGraph
import SommetTesting
import Testing

/// Copies by the thousand: what is found, and that its cost grows with the number of articles and no faster.
@Suite struct DuplicateScaleTests {
  private struct Signed: RecordReading {
    let records: [Record]

    var recordCount: Int { records.count }
    func record(at number: Int, _ parts: RecordParts) throws -> Record { records[number] }
  }

  /// Keeps of a graph what its articles are copies of.
  private struct Originals: GraphSink {
    private(set) var originals: [String: String] = [:]

    mutating func add(_ info: GraphInfo) {}
    mutating func add(_ article: GraphArticle) { originals[article.info.id] = article.duplicateOf }
    mutating func add(_ node: Node) {}
    mutating func add(_ edge: Edge) {}
  }

  private func id(_ number: Int) -> String { "a\(1_000_000 + number)" }

  private func record(_ number: Int, _ text: Text, date: String? = nil) -> Record {
    Record(article: ArticleInfo(id: id(number), date: date), signature: text.signature)
  }

  /// A dispatch that tells of a meeting and an act.
  private func dispatch(_ number: Int, _ text: Text) -> Record {
    let quote =
      "Léa Roux a rencontré Karim Haddad mercredi à Port-Sel pour parler du nouveau quai de la ville."
    var record = article(
      id(number), date: "2031-04-02", [person("Léa Roux"), person("Karim Haddad"), place("Port-Sel")],
      meetings: [meeting("visite", date: "2031-04-01", place: 2, participants: [0, 1])],
      acts: [act(.met, 0, .entity(1), date: "2031-04-01", quote: quote)])
    record.signature = text.signature
    return record
  }

  private func originals(_ records: [Record]) throws -> [String: String] {
    var sink = Originals()
    try GraphMerging(Signed(records: records)).write(into: &sink)
    return sink.originals
  }

  @Test(arguments: 0..<10)
  func `each copy has the first original that it resembles`(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    let dates = [nil, "2031-04-02", "2031-04-03", "2031-05"]
    // A few stories, each told many times: as it was, or with so few words changed that no search may miss it.
    let records = (0..<150).map { number in
      record(
        number,
        Text(seed: UInt64(1 + numbers.below(20)), count: 300).edited(numbers.below(4), using: &numbers),
        date: numbers.pick(dates))
    }
    let ordered = records.sorted {
      ($0.article.date ?? "9", $0.article.id) < ($1.article.date ?? "9", $1.article.id)
    }
    var expected: [String: String] = [:]
    for (place, record) in ordered.enumerated() {
      expected[record.article.id] =
        ordered[..<place].first {
          expected[$0.article.id] == nil && $0.signature!.similarity(to: record.signature!) >= 0.5
        }?.article.id
    }
    #expect(try originals(records) == expected)
  }

  @Test func `ten thousand papers that print one dispatch are copies of the first`() throws {
    let text = Text(seed: 1)
    let found = try originals((0..<10_000).map { record($0, text) })
    #expect(found.count == 9999)
    #expect(Set(found.values) == [id(0)])
  }

  /// Processor seconds of this thread for a graph of so many records.
  private func seconds(_ count: Int, _ make: (Int) -> Record) throws -> Double {
    let records = Signed(records: (0..<count).map(make))
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    var sink = GraphCounter()
    try GraphMerging(records).write(into: &sink)
    return now() - start
  }

  @Test(arguments: ["one dispatch", "edited texts", "different texts"])
  func `eight times the articles cost about eight times as much`(kind: String) throws {
    var numbers = Numbers(state: 3)
    let text = Text(seed: 1)
    let edited = (0..<64).map { _ in text.edited(4, using: &numbers) }
    let make: (Int) -> Record = { number in
      switch kind {
      case "one dispatch": self.dispatch(number, text)
      case "edited texts": self.record(number, edited[number % 64])
      default: self.record(number, Text(seed: UInt64(number)))
      }
    }
    _ = try seconds(500, make)
    let (few, many) = (try seconds(1000, make), try seconds(8000, make))
    // A cost that grew with the square would be 64 times as high.
    #expect(many < 20 * few, "\(kind): \(few) s, then \(many) s")
  }
}
