import SommetText
import Testing

@Suite struct ScalarTextTests {
  @Test(arguments: ["", "abc", "é", "Zelensky a dit : « oui » 🤣 fin", String(repeating: "aé🤣", count: 200)])
  func `cuts where Python would`(text: String) {
    let scalars = Array(text.unicodeScalars)
    let measured = ScalarText(text)
    #expect(measured.count == scalars.count)
    for start in stride(from: 0, through: scalars.count, by: 7) {
      for end in [start, min(start + 1, scalars.count), min(start + 70, scalars.count)] {
        var expected = String.UnicodeScalarView()
        expected.append(contentsOf: scalars[start..<end])
        #expect(String(measured[Span(start, end)]) == String(expected))
      }
    }
  }
}
