import SommetText

extension ArticleView {
  /// The day told in the phrase of a noun itself, not in its clause: "la rencontre du 3 mai".
  func dateBelow(_ noun: Int) -> Dating? {
    for time in times(in: noun + 1..<sentence(noun).upperBound) {
      guard let value = time.value.flatMap(Self.day), time.kind != .duration, time.kind != .set else {
        continue
      }
      var current = document.head(of: time.tokens)
      while let above = head(current), current != noun, !isPredicate(current) { current = above }
      if current == noun { return Dating(value: value, tokens: time.tokens, source: .trigger) }
    }
    return nil
  }
}
