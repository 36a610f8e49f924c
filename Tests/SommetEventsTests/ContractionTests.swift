import SommetEvents
import SommetText
import Testing

@Suite struct ContractionTests {
  private func contractions(_ rows: String) throws -> Contractions {
    let table = try Table(
      "form\tpreposition\tarticle\texample\n\(rows)\n", name: "test.tsv", columns: Contractions.columns)
    return try Contractions(table) { $0 == "de" }
  }

  @Test func `undoes contractions and knows which hold an article`() throws {
    let contractions = try contractions("du\tde\tyes\tdu pont\nd'\tde\tno\td'Oslo")
    #expect(["du", "d'", "de", "pont"].map(contractions.plain) == ["de", "de", "de", "pont"])
    #expect(["du", "d'", "de"].map(contractions.holdsArticle) == [true, false, false])
  }

  @Test(arguments: [
    ("du\tpont\tyes\tdu pont", "test.tsv:2:4: expected a preposition of the class complement, found 'pont'"),
    ("du\tde\tperhaps\tdu pont", "test.tsv:2:7: expected yes or no, found 'perhaps'"),
    (
      "du\tde\tyes\tdu pont\ndu\tde\tyes\tdu sel",
      "test.tsv:3:1: expected a form that no other row has, found 'du'"
    ),
  ])
  func `says which row is wrong`(rows: String, message: String) {
    let error = #expect(throws: TableError.self) { try contractions(rows) }
    #expect(error?.description == message)
  }
}
