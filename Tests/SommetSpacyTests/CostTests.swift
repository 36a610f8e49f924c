import SommetSpacy
import SommetTesting
import SommetText
import Testing

@Suite struct CostTests {
  @Test(arguments: Cost.runs)
  func `the cost of tokens grows with the text's length`(run: String) throws {
    guard let file = try Published.small.compiled() ?? Published.medium.compiled() else { return }
    let tokenizer = try Tokenizer(in: file)
    let growth = Cost.growth(4000) { size in
      // A workspace remembers words: each run begins anew.
      tokenizer.tokenize(ScalarText(Cost.text(run, size)), in: TokenizerWorkspace(tokenizer))
    }
    #expect(growth < Cost.limit)
  }
}
