import SommetText
import Testing

@Suite struct WordClassTests {
  private enum Class: String, CaseIterable {
    case article
    case conjunction
  }

  @Test func `reads the words of each class`() throws {
    let table = try Table(
      "class\tword\texample\narticle\tle|la\tle pont\nconjunction\tet\tet\narticle\tles\tles ponts\n",
      name: "words.tsv", columns: Table.classColumns)
    #expect(try table.words(by: Class.self) == [.article: ["le", "la", "les"], .conjunction: ["et"]])
  }

  @Test(arguments: [
    ("adverb\ttrop\ttrop", "words.tsv:2:1: expected a class of words, found 'adverb'"),
    ("article\t\tle pont", "words.tsv:2:9: expected words parted by '|', found ''"),
    (
      "article\tle\tle pont",
      "words.tsv:3:1: expected a row of the class 'conjunction', found the end of the file"
    ),
  ])
  func `says which class of words is wrong`(row: String, message: String) throws {
    let table = try Table("class\tword\texample\n\(row)\n", name: "words.tsv", columns: Table.classColumns)
    let error = #expect(throws: TableError.self) { try table.words(by: Class.self) }
    #expect(error?.description == message)
  }
}
