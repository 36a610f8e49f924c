import SommetTime
import Testing

@Suite struct RuleTests {
  static let tagger = try! TimeTagger()

  static let examples = tagger.ruleExamples.filter { !$0.text.isEmpty }

  @Test(arguments: examples.indices)
  func `every rule reads its own example`(index: Int) {
    let example = Self.examples[index]
    let found = Self.tagger.expressions(
      in: example.text, reference: "2025-08-20", prefer: .nearest, style: example.style)
    if example.value.isEmpty {
      #expect(found.allSatisfy { $0.value == nil }, "\(example.id): \(example.text)")
    } else {
      #expect(found.last?.value == example.value, "\(example.id): \(example.text)")
    }
    if example.isExpression, !example.value.isEmpty {
      #expect(found.contains { $0.rule == example.id }, "\(example.id): \(found.map(\.rule))")
    }
  }

  @Test func `rules that stand alone and have no example are few`() {
    let bare = Self.tagger.ruleExamples.filter { $0.isExpression && $0.text.isEmpty }.map(\.id)
    #expect(bare.isEmpty)
  }
}
