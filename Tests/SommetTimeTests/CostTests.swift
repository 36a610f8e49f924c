import SommetTesting
import SommetText
import SommetTime
import Testing

@Suite struct CostTests {
  @Test(arguments: Cost.runs)
  func `the cost of a text grows with its length`(run: String) throws {
    let tagger = try TimeTagger()
    let growth = Cost.growth(2000) { size in
      _ = tagger.expressions(
        in: "Lundi, " + Cost.text(run, size) + " mardi.", reference: "2025-08-20", style: .news)
    }
    #expect(growth < Cost.limit)
  }
}
