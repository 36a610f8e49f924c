import Foundation
import Sommet
import SommetGraph
import SommetStore

/// `sommet-merge-bench multiply RECORDS.jsonl COPIES FILE` makes a file of many records out of some; `merge FILE` merges them, and
/// prints what came out, the seconds of processor time and the peak memory in MB; `store FILE STORE` merges them into a store.
@main
struct Main {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("multiply", 4):
      guard let copies = Int(arguments[3]) else { return usage() }
      try MultipliedRecords.write(arguments[2], copies: copies, to: arguments[4])
    case ("merge", 2): try merge(RecordFile(arguments[2]))
    case ("store", 3): try store(RecordFile(arguments[2]), in: arguments[3])
    default: usage()
    }
  }

  private static func usage() {
    FileHandle.standardError.write(
      Data(
        "usage: sommet-merge-bench multiply RECORDS.jsonl COPIES FILE | merge FILE | store FILE STORE\n".utf8)
    )
    exit(2)
  }

  private static func merge(_ records: RecordFile) throws {
    // As a build does.
    FreeMemory.returnLargePieces()
    let start = Usage.now
    let merging = try GraphMerging(records)
    let decided = Usage.now
    var sink = SumSink()
    try merging.write(into: &sink)
    let end = Usage.now
    print(
      """
      records\t\(records.recordCount)
      nodes\t\(sink.counter.tally.nodes)
      edges\t\(sink.counter.tally.edges)
      evidence\t\(sink.counter.tally.evidence)
      sum\t\(String(sink.sum, radix: 16))
      decisions\t\(decided.seconds - start.seconds) s\t\(decided.peak) MB
      all\t\(end.seconds - start.seconds) s\t\(end.peak) MB
      microseconds per record\t\((end.seconds - start.seconds) * 1e6 / Double(records.recordCount))
      """)
  }

  private static func store(_ records: RecordFile, in path: String) throws {
    let store = try Store(writing: path)
    let recipe = RecordRecipe()
    let cache = StoreRecordCache(store, recipe: recipe)
    for number in 0..<records.recordCount { try cache.add(try records.record(at: number, .all)) }
    let numbers = try cache.finish()
    let kept = Usage.now
    let build = StoreBuild(store, adds: false, isIndexed: false)
    let version = try build.commit(numbers, recipe: recipe, inputs: [], note: nil).version
    let committed = Usage.now
    try store.indexLatest()
    let end = Usage.now
    store.close()
    print(
      """
      records\t\(version.articles)
      nodes\t\(version.nodes)
      edges\t\(version.edges)
      kept\t\(kept.seconds) s\t\(kept.peak) MB
      merged\t\(committed.seconds - kept.seconds) s\t\(committed.peak) MB
      indexed\t\(end.seconds - committed.seconds) s\t\(end.peak) MB
      """)
  }
}

/// Processor time and memory of this process so far.
struct Usage {
  let seconds: Double
  /// Peak resident memory in MB.
  let peak: Int

  static var now: Usage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Usage(seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: usage.ru_maxrss / 1024)
  }
}

/// Counts a graph, and sums it up in one number that depends on every byte and on the order.
struct SumSink: GraphSink {
  private(set) var counter = GraphCounter()
  private(set) var sum: UInt64 = 0

  private mutating func fold(_ fingerprint: Fingerprint) {
    sum = (sum ^ fingerprint.content) &* 0x9e37_79b9_7f4a_7c15
    sum ^= sum >> 29
  }

  mutating func add(_ info: GraphInfo) { counter.add(info) }

  mutating func add(_ article: GraphArticle) {
    counter.add(article)
    fold(Fingerprint(article))
  }

  mutating func add(_ node: Node) {
    counter.add(node)
    fold(Fingerprint(node))
  }

  mutating func add(_ edge: Edge) {
    counter.add(edge)
    fold(Fingerprint(edge))
  }
}
