import Testing

@Suite struct GraphSuiteTests {
  @Test func `reads the files of other programs as their reference readers do`() throws {
    guard let suite = try GraphSuite() else { return }
    let table = suite.table()
    print(table.text)
    #expect(table.rightShare >= 0.97)
  }
}
