import SommetText
import Testing

@Suite struct TableTests {
  private let columns = ["id", "word", "value"]

  @Test func `reads rows by column and skips comments`() throws {
    let table = try Table(
      "# words\n\nid\tword\tvalue\nw.1\t mot \t1\n# more\nw.2\t\t2\r\n", name: "words.tsv", columns: columns)
    #expect(table.rows.map { String($0["word"]) } == ["mot", ""])
    #expect(table.rows.map { String($0["value"]) } == ["1", "2"])
    #expect(table.rows.map(\.line) == [4, 6])
  }

  @Test(arguments: [
    ("id\tword\n", "words.tsv:1:1: expected the columns id, word, value, found id, word"),
    ("# nothing\n", "words.tsv:2:1: expected the columns id, word, value, found the end of the file"),
    ("id\tword\tvalue\nw.1\tmot\n", "words.tsv:2:8: expected 3 fields, found 2"),
  ])
  func `says where a table is wrong`(text: String, message: String) {
    let error = #expect(throws: TableError.self) { try Table(text, name: "words.tsv", columns: columns) }
    #expect(error?.description == message)
  }

  @Test func `points at a field`() throws {
    let table = try Table("id\tword\tvalue\nw.1\tété\tdeux\n", name: "words.tsv", columns: columns)
    #expect(
      table.rows[0].error("value", expected: "a number").description
        == "words.tsv:2:9: expected a number, found 'deux'")
  }

  @Test func `cuts at a tab that a combining mark follows`() throws {
    let table = try Table("id\tword\tvalue\na\t\u{301}b\tc\n", name: "words.tsv", columns: columns)
    #expect(table.rows[0].fields.count == 3)
  }
}
