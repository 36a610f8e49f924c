import SommetText

extension AnnotatedDocument {
  /// The same text with tokens that were put right. A sentence whose heads would run in a circle keeps its own.
  func repaired(_ tokens: [Token]) -> AnnotatedDocument {
    var tokens = tokens
    while case let circles = Self.circles(in: tokens), !circles.isEmpty {
      for sentence in Set(circles.map(sentence(of:))).map({ sentences[$0] }) {
        tokens.replaceSubrange(sentence, with: self.tokens[sentence])
      }
    }
    return AnnotatedDocument(
      text: text, tokens: tokens, sentences: sentences, entities: entities, blocks: blocks)
  }

  /// A token of each circle of heads.
  private static func circles(in tokens: [Token]) -> [Int] {
    // Which walk towards a root passed a token first, 0 for none.
    var walk = [Int](repeating: 0, count: tokens.count)
    var circles: [Int] = []
    for start in tokens.indices where walk[start] == 0 {
      var current = start
      while walk[current] == 0, tokens[current].head != current {
        walk[current] = start + 1
        current = tokens[current].head
      }
      if walk[current] == start + 1 { circles.append(current) }
    }
    return circles
  }
}
