import SommetDiff
import SommetGraph
import Testing

/// Edits that are known, and how many of them a comparison tells by their kinds.
@Suite struct EditTests {
  @Test func `tells 98 of 100 edits by their kinds, and little else`() throws {
    var counts: [String: (right: Int, wrong: Int, missed: Int)] = [:]
    func count(_ told: String, _ change: (inout (right: Int, wrong: Int, missed: Int)) -> Void) {
      let kind = String(told.prefix { $0 != ":" })
      change(&counts["all", default: (0, 0, 0)])
      change(&counts[kind, default: (0, 0, 0)])
    }
    for seed in 100..<120 as Range<UInt64> {
      let draft = Draft(seed: seed, edges: 500)
      var edits = Edits(draft, seed: seed)
      edits.make(2)
      let told = try GraphDiff(from: draft.graph(), to: edits.draft.graph()).told
      for what in told.intersection(edits.expected) { count(what) { $0.right += 1 } }
      for what in told.subtracting(edits.expected).sorted() {
        count(what) { $0.wrong += 1 }
        print("seed \(seed), told for nothing: \(what)")
      }
      for what in edits.expected.subtracting(told).sorted() {
        count(what) { $0.missed += 1 }
        print("seed \(seed), missed: \(what)")
      }
    }
    for (kind, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(kind): \(count.right) right, \(count.wrong) told for nothing, \(count.missed) missed")
    }
    let all = try #require(counts["all"])
    #expect(Double(all.right) / Double(all.right + all.wrong) >= 0.98)
    #expect(Double(all.right) / Double(all.right + all.missed) >= 0.98)
  }
}
